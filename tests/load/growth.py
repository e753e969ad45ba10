"""How the time of one request grows with the number of cases: sizes measured by turns, since the machine is not equally fast all
the time."""

import os
import statistics

import generators
import prepare
from machine import FOLDER, Service
from operations import OPERATIONS, Trial

# Of the data that does not fit into memory: what is asked of the newest tenth of the cases.
READ = """
CREATE EXTENSION IF NOT EXISTS pg_prewarm;
SELECT count(pg_prewarm(c.oid, 'read', 'main', CASE c.relkind WHEN 'r' THEN pages * 9 / 10 ELSE 0 END, pages - 1))
FROM pg_class c CROSS JOIN LATERAL (SELECT pg_relation_size(c.oid) / 8192 AS pages) size
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i') AND pages > 0
"""


def growth(bench, say) -> None:
    """One client, one request after the other, on each of SIZES: the middle time of five turns."""
    sizes = os.environ.get("SIZES", "10k 1M").split()
    wanted = os.environ.get("OPERATIONS", "case list present-many charter standards scorecard").split()
    trials, running = {}, []
    try:
        for size in sizes:
            database, url = of_size(bench, size)
            service = Service(url, FOLDER / "home")
            service.start()
            running.append(service)
            trials[size] = Trial(bench.kind, size, service, bench.cluster, database, 1, 2)
        for operation in (operation for operation in OPERATIONS if operation.code in wanted):
            say(f"{operation.code:14} " + told(measured(trials, operation)))
    finally:
        for service in running:
            service.stop()


def of_size(bench, size: str):
    """The data of a size, or a copy of it where that is small, read once as far as it is asked for; and its URL."""
    is_small = prepare.cases(size) <= prepare.SMALL
    if not bench.cluster:
        path = prepare.sqlite(size)
        bench.database = prepare.copy_of(path) if is_small else path
        bench.warm()
        return bench.database, f"sqlite://{bench.database}"
    name = prepare.postgres(bench.cluster, size)
    if is_small:
        bench.cluster.copy(name, f"{name}_run")
        name = f"{name}_run"
    bench.cluster.sql(READ, name)
    return name, bench.cluster.url(name)


def measured(trials: dict, operation) -> dict:
    """The time of a request by size, in microseconds."""
    requests = {size: operation.request(trial) for size, trial in trials.items()}
    ask = lambda size, seconds: generators.wrk(trials[size].service.url, requests[size], 1, seconds).rate
    for size in trials:
        ask(size, 5)
    turns = [{size: 1e6 / ask(size, 2) for size in trials} for _ in range(5)]
    return {size: statistics.median(turn[size] for turn in turns) for size in trials}


def told(times: dict) -> str:
    least = next(iter(times.values()))
    return "; ".join(f"{size} {time:6.0f} µs ({time / least:.2f})" for size, time in times.items())
