"""Cartaviva against the machine's own limits: python3 tests/load/load.py [MODE]; run.sh builds what it needs first and says which
modes there are.

SIZE=10k|1M|10M  DATABASES="postgres sqlite"  OPERATIONS="case list …"  SECONDS_EACH=5  CLIENTS=64
FRESH=1 tries what changes on a fresh copy of the data whatever its size; REPORT=NAME names the file under docs/performance/.
"""

import fcntl
import json
import os
import sys
import time
from functools import partial

import endurance
import generators
import growth
import layout
import machine
import plans
import prepare
import profiles
import report
from machine import FOLDER, Cluster, Service
from operations import OPERATIONS, Trial

SIZE = os.environ.get("SIZE", "1M")
DATABASES = os.environ.get("DATABASES", "postgres sqlite").split()
WANTED = os.environ.get("OPERATIONS", "").split()
SECONDS = float(os.environ.get("SECONDS_EACH", "5"))
CLIENTS = int(os.environ.get("CLIENTS", "64"))
FRESH = os.environ.get("FRESH") == "1" or prepare.cases(SIZE) <= prepare.SMALL


MODES = endurance.MODES | {"growth": growth.growth, "plans": plans.plans, "profile": profiles.profile}


class Bench:
    """One database of the wanted size, with the program on it."""

    def __init__(self, kind: str):
        self.kind, self.size = kind, SIZE
        self.cluster = Cluster(FOLDER / "postgres").start() if kind == "postgres" else None
        self.service = None
        self.database = None
        self.took = 0.0
        self.fresh = FRESH

    def __enter__(self):
        try:
            self.data = prepare.postgres(self.cluster, SIZE) if self.cluster else prepare.sqlite(SIZE)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.rest()
        if self.cluster:
            self.cluster.stop()

    def rest(self):
        """Stops the program."""
        if self.service:
            self.service.stop()
            self.service = None

    def ready(self, fresh: bool) -> None:
        """Runs the program on the data, or on a fresh copy of it."""
        if self.service and not fresh:
            return
        self.rest()
        if self.cluster:
            self.database = self.data
            if fresh:
                self.database = f"{self.data}_run"
                self.cluster.copy(self.data, self.database)
            url = self.cluster.url(self.database)
        else:
            self.database = prepare.copy_of(self.data) if fresh else self.data
            url = f"sqlite://{self.database}"
        self.warm()
        self.service = Service(url, FOLDER / "home")
        self.took = self.service.start()

    def warm(self) -> None:
        """Reads the data once, so that it is in memory where it fits: the disk is not what is measured."""
        if self.cluster:
            number = self.cluster.sql(f"SELECT oid FROM pg_database WHERE datname = '{self.database}'").strip()
            files = [file for file in (self.cluster.data / "base" / number).iterdir() if file.is_file()]
        else:
            files = [self.database]
        if sum(file.stat().st_size for file in files) > machine.memory() // 2:
            return
        for file in files:
            with open(file, "rb", buffering=0) as content:
                while content.read(1 << 24):
                    pass

    def trial(self, clients: int, seconds: float) -> Trial:
        return Trial(self.kind, SIZE, self.service, self.cluster, self.database, clients, seconds)


def measure(bench: Bench, operation, least: dict):
    """One row of the table."""
    fresh = operation.writes and FRESH
    clients = operation.clients or CLIENTS
    bench.ready(fresh)
    trial = bench.trial(clients, SECONDS)
    request = operation.request(trial)
    if request is None:
        return None
    row = partial(report.Row, operation.code, operation.title, bench.kind, SIZE, clients, asked=operation.asked.get(bench.kind))
    generators.wrk(bench.service.url, request, clients, 1)
    if not operation.writes:
        return by_turns(bench, operation, request, clients, row)
    ours = generators.wrk(bench.service.url, request, clients, SECONDS)
    if clients not in least:
        with generators.hello() as url:
            least[clients] = generators.wrk(url, generators.Request(["/"]), clients, min(SECONDS, 3))
    if fresh:
        bench.ready(fresh)
        trial = bench.trial(clients, SECONDS)
    return row(ours=ours, hello=least[clients], alone=operation.database(trial))


def by_turns(bench: Bench, operation, request, clients: int, row):
    """What only reads and what it is measured against, a second each in turn: the machine is not equally fast all the time, and a
    fifth of it is what is asked. Of all turns the one with the middle ratio. Where no database is asked there is beside hello a
    bare handler that reads the same body and answers as many bytes."""
    url, trial = bench.service.url, bench.trial(clients, 1)
    alike = None if operation.database else as_long(bench.service, request)
    turns = []
    with generators.hello() as bare:
        ask = lambda what: generators.wrk(bare, what, clients, 1)
        ask(generators.Request(["/"]))
        for _ in range(max(3, round(SECONDS) | 1)):
            turns.append(row(
                ours=generators.wrk(url, request, clients, 1), hello=ask(generators.Request(["/"])),
                alone=operation.database(trial) if operation.database else None, alike=ask(alike) if alike else None))
    return sorted(turns, key=lambda turn: turn.ratio)[len(turns) // 2]


def as_long(service, request):
    """A request for a bare answer that is as long."""
    headers = dict(line.split(": ", 1) for line in request.headers)
    body = json.loads(request.body) if request.body else None
    length = len(service.ask(request.method, request.paths[0], body, headers=headers)[2])
    return generators.Request([f"/{length}"], request.method, body=request.body)


def alone():
    """Waits until nobody else works with the prepared data; held until the program ends."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    held = open(FOLDER / "lock", "w")
    fcntl.flock(held, fcntl.LOCK_EX)
    return held


def main() -> None:
    wanted = [operation for operation in OPERATIONS if not WANTED or operation.code in WANTED]
    unknown = set(WANTED) - {operation.code for operation in OPERATIONS}
    if unknown:
        raise SystemExit(f"no such operation: {', '.join(sorted(unknown))}")
    mode = sys.argv[1] if sys.argv[1:] else None
    if mode:
        for kind in DATABASES:
            with Bench(kind) as bench:
                if mode != "prepare":
                    said = report.Notes(mode, kind, SIZE)
                    MODES[mode](bench, said)
        return
    least, rows = {}, []
    print(f"{prepare.cases(SIZE):,} cases of {len(layout.bodies())} administrations, {CLIENTS} clients, {SECONDS:g} s each")
    for kind in DATABASES:
        with Bench(kind) as bench:
            print(report.heading(kind), flush=True)
            for operation in wanted:
                if kind not in operation.asked:
                    continue
                row = measure(bench, operation, least)
                if row is None:
                    print(f"{operation.code:14} has no ETag: it is not measured", flush=True)
                    continue
                print(report.line(row), flush=True)
                rows.append(row)
    if os.environ.get("REPORT"):
        report.write(os.environ["REPORT"], rows)


if __name__ == "__main__":
    began, held = time.monotonic(), alone()
    main()
    print(f"{time.monotonic() - began:.0f} s in all")
