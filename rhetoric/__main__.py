"""`python -m rhetoric`."""

from rhetoric.cli import main

main(prog_name="rhetoric")
