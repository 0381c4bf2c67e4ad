"""What staff make of it: pure functions from records to themes, counts and times."""
