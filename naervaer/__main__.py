"""`python -m naervaer` is the same as `naervaer`."""

import sys

from naervaer.cli import main


sys.exit(main())
