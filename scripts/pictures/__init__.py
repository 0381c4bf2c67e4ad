"""What draws a real terminal's screen, and the walks through the app that are drawn."""
