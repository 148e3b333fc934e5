"""`make bench`: what people wait for, as ratios to its floor in one run. No test: a shared machine may not fail one."""

import sys

from tests.benchmarks import beside, importing, initiatives, pages, slides, verdicts


REPORTS = {
    "import": importing.report,
    "beside": beside.report,
    "pages": pages.report,
    "initiatives": initiatives.report,
    "slides": slides.report,
    "verdicts": verdicts.report,
}

for name in sys.argv[1:] or REPORTS:
    for line in REPORTS[name]():
        print(line, flush=True)
    print()
