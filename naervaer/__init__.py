"""Nærvær: did the initiative change anything in the units that took part?"""

import os


# Our matrices are small, and several visitors' answers are worked out at once. Threads of the linear algebra under
# numpy then wait for each other: 50 initiatives took 4 seconds with one thread each, 96 with several on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
