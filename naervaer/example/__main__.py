"""`python -m naervaer.example DATA` makes the example workbooks and the import templates anew in the folder DATA."""

import sys
from pathlib import Path

from naervaer.example.template import write_templates
from naervaer.example.workbooks import write_examples


data = Path(sys.argv[1])
write_examples(data / "examples")
write_templates(data / "templates")
