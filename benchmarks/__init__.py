"""How fast facikit is: each figure a ratio to a floor measured in the same run, so that it holds on any machine.

``python -m benchmarks`` prints the table and the curves; ``--smoke`` is a small size of it that fails where a budget is
missed by more than half again.
"""
