"""`make fuzz`: at least 5 000 requests over the whole API, as every kind of caller; prints what came back.

python -m tests.fuzz [CASES]      # requests per operation, caller and mode; 12 by default
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.fuzz.callers import CALLERS
from tests.fuzz.plans import everybody_everywhere
from tests.fuzz.running import fuzz_everything
from tests.support.server import Server

CASES: Final = 12
AT_LEAST: Final = 5_000


def main() -> int:
    """Run and report; 1 when an answer was wrong or too few requests were made."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            server.wait()
            started = time.monotonic()
            found = fuzz_everything(server.url, everybody_everywhere(cases))
            seconds = time.monotonic() - started
        finally:
            server.stop()
    for failure, request in found.failures.items():
        sys.stdout.write(f"\n{failure}\n  {request}\n")
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(found.statuses.items()))
    sys.stdout.write(
        f"\n{found.cases} requests as {len(CALLERS)} kinds of callers in {seconds:.0f} s ({statuses}); "
        f"{len(found.failures)} wrong answers\n"
    )
    return 1 if found.failures or found.cases < AT_LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
