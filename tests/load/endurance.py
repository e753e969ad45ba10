"""What is measured beside rates: the start, memory under load, a file of a million cases, times when there is room."""

import http.client
import os
import threading
import time

import generators
from operations import LARGE, OPERATIONS

CODES = {operation.code: operation for operation in OPERATIONS}


def start(bench, say) -> None:
    """How long it takes from the command to the first answer; the first start of all reads the files of the database."""
    times = []
    for _ in range(5):
        bench.rest()
        bench.ready(False)
        times.append(bench.took)
    said = ", ".join(f"{took:.2f}" for took in times)
    say(f"start: {said} s until the first answer")


def memory(bench, say) -> None:
    """Its resident size while cases are read, listed and presented in turn for MINUTES."""
    minutes = float(os.environ.get("MINUTES", "5"))
    bench.ready(bench.fresh)
    trial = bench.trial(32, 5)
    mixed = [CODES[code].request(trial) for code in ("case", "list", "present-many", "charter", "calculation")]
    until, samples = time.monotonic() + minutes * 60, []
    say(f"resident before any request: {bench.service.resident() / 1024:.0f} MB")
    while time.monotonic() < until:
        for request in mixed:
            generators.wrk(bench.service.url, request, 32, 2)
        samples.append(bench.service.resident() / 1024)
        say(f"after {minutes * 60 - (until - time.monotonic()):4.0f} s: {samples[-1]:.0f} MB")
    half = samples[len(samples) // 2:]
    say(f"the second half: {min(half):.0f} to {max(half):.0f} MB")


def export(bench, say) -> None:
    """All cases of the large city as a file, read as fast as it comes, and its resident size meanwhile."""
    bench.ready(False)
    token = bench.service.token(LARGE.code, "operator")
    before, sizes, done = bench.service.resident(), [], threading.Event()

    def watch():
        while not done.wait(0.1):
            sizes.append(bench.service.resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    connection = http.client.HTTPConnection("127.0.0.1", bench.service.port, timeout=600)
    began, lines, count = time.monotonic(), 0, 0
    connection.request("GET", f"/v1/administrations/{LARGE.code}/cases",
                       headers={"Authorization": f"Bearer {token}", "Accept": "text/csv"})
    answer = connection.getresponse()
    while piece := answer.read(1 << 20):
        lines += piece.count(b"\n")
        count += len(piece)
    took = time.monotonic() - began
    done.set()
    watcher.join()
    quarter = len(sizes) // 4
    say(f"export: {lines - 1:,} cases, {count / 1e6:.0f} MB in {took:.1f} s ({(lines - 1) / took:,.0f} cases/s); resident "
        f"{before / 1024:.0f} MB before, {max(sizes[:quarter or 1]) / 1024:.0f} MB at most in the first quarter, "
        f"{max(sizes) / 1024:.0f} MB at most in all")


def calm(bench, say) -> None:
    """The slowest in a hundred beside the middle one, at half of the load that saturates, and of the bare handler at as much."""
    wanted = os.environ.get("OPERATIONS", "case list present-many charter calculation").split()
    for code in wanted:
        operation = CODES[code]
        bench.ready(operation.writes and bench.fresh)
        trial = bench.trial(64, 5)
        request = operation.request(trial)
        full = generators.wrk(bench.service.url, request, 64, 5)
        half = generators.paced(bench.service.url, request, 64, 8, full.rate / 2)
        with generators.hello() as hello:
            bare = generators.paced(hello, generators.Request(["/"]), 64, 8, full.rate / 2)
        say(f"{code:14} saturated {full.rate:8,.0f}/s; at {half.rate:8,.0f}/s {spread(half)}; hello {spread(bare)}")


def spread(rate) -> str:
    return f"p50 {rate.p50 * 1000:6.2f} ms, p99 {rate.p99 * 1000:6.2f} ms: {rate.p99 / rate.p50:.1f} times"


MODES = {"start": start, "memory": memory, "export": export, "calm": calm}
