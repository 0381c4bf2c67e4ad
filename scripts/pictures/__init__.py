"""What draws the app's screens, in a real terminal or unseen, and the walks through the app that are drawn."""
