"""One file for each screen, its look (.tcss) beside it."""
