"""`python -m naervaer` is the same as `naervaer`."""

from naervaer.cli import main


main()
