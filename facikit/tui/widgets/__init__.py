"""Parts of screens. A widget knows no screen."""
