"""``python -m facikit``: the command line, where the program's folder is not on the PATH."""

from facikit.cli.main import main

main()
