#!/bin/sh
# What one double-clicks on a Mac: install.sh, in a window that stays to be read.
sh "$(dirname "$0")/install.sh" "$@"
came=$?
printf '\nYou can close this window.\n'
exit $came
