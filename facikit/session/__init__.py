"""What the room produces: the log, its fold into records, and the open session."""
