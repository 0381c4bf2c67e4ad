"""facikit: a workshop from its definition to its published report, on one laptop, without a network."""

__version__ = "0.1.0"
