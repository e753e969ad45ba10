"""Where the time of an operation goes: processor time of the program and of the database for each request, and the functions
of the program that take most of it (perf)."""

import os
import re
import subprocess
import threading
from pathlib import Path

import generators
from machine import FOLDER, run
from operations import OPERATIONS

TICKS = os.sysconf("SC_CLK_TCK")


def profile(bench, say) -> None:
    """One operation after the other, each for eight seconds."""
    wanted = os.environ.get("OPERATIONS", "case list present-many charter calculation").split()
    for operation in (operation for operation in OPERATIONS if operation.code in wanted):
        bench.ready(operation.writes and bench.fresh)
        trial = bench.trial(64, 8)
        request = operation.request(trial)
        generators.wrk(bench.service.url, request, 64, 2)
        measured(bench, operation.code, request, say)


def measured(bench, code, request, say) -> None:
    found = {}
    ours = bench.service.process.pid
    data = FOLDER / f"perf-{code}.data"

    def ask():
        found["rate"] = generators.wrk(bench.service.url, request, 64, 8)

    before = processor(ours), database(bench)
    asking = threading.Thread(target=ask)
    asking.start()
    subprocess.run(["perf", "record", "--quiet", "--freq", "499", "--call-graph", "fp", "--pid", str(ours), "--output",
                    str(data), "--", "sleep", "7"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    asking.join()
    after = processor(ours), database(bench)
    count = found["rate"].rate * 8
    say(f"{code}: {found['rate'].rate:,.0f}/s; for each request {(after[0] - before[0]) / count * 1e6:.0f} µs of processor in the "
        f"program, {(after[1] - before[1]) / count * 1e6:.0f} µs in the database's own processes")
    report = run("perf", "report", "--input", data, "--stdio", "--no-children", "--call-graph", "none", "--percent-limit",
                 "0.7", "--sort", "dso,symbol")
    for line in report.splitlines():
        if line.strip() and not line.startswith("#"):
            say("  " + re.sub(r"\s+", " ", line.strip())[:150])
    data.unlink(missing_ok=True)


def processor(process: int) -> float:
    """The processor time of a process, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def database(bench) -> float:
    """That of PostgreSQL's processes, those that ended included; SQLite has none of its own."""
    if not bench.cluster:
        return 0.0
    postmaster = int((bench.cluster.data / "postmaster.pid").read_text().split()[0])
    fields = Path(f"/proc/{postmaster}/stat").read_text().rsplit(")", 1)[1].split()
    total = (int(fields[13]) + int(fields[14])) / TICKS
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == postmaster:
                total += processor(int(folder.name))
        except (OSError, ValueError):
            continue
    return total
