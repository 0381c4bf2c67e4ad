"""Parts that screens are made of. None of them knows a screen or writes to a session."""
