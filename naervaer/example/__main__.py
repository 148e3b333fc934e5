"""`python -m naervaer.example FOLDER` makes the workbooks of the made-up municipalities anew."""

import sys
from pathlib import Path

from naervaer.example.workbooks import write_examples


write_examples(Path(sys.argv[1]))
