"""The app: screens for the day and for the days after."""
