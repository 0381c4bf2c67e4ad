#!/bin/sh
# Find a Python that this folder has facikit for, and leave the rest to install.py.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
frameworks=/Library/Frameworks/Python.framework/Versions
for python in python3.14 python3.13 python3.12 python3.11 python3 python \
    "$frameworks/3.14/bin/python3" "$frameworks/3.13/bin/python3" "$frameworks/3.12/bin/python3" \
    "$frameworks/3.11/bin/python3" /opt/homebrew/bin/python3 /usr/local/bin/python3; do
    found=$(command -v "$python" 2>/dev/null) || continue
    # On a Mac without Apple's tools this one is no Python but a question whether to fetch them.
    if [ "$found" = /usr/bin/python3 ] && [ "$(uname)" = Darwin ] && ! xcode-select -p >/dev/null 2>&1; then
        continue
    fi
    if "$found" "$here/install.py" --fits >/dev/null 2>&1; then
        exec "$found" "$here/install.py" "$@"
    fi
done
echo "There is no Python here that this folder has facikit for. README.txt says which it needs." >&2
exit 1
