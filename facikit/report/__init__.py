"""From a session to Markdown that says exactly what was said."""
