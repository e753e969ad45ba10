"""The load generators: wrk over HTTP, pgbench and a loop over SQLite below it, and a bare handler beside it."""

import json
import os
import random
import re
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import machine

HERE = Path(__file__).resolve().parent


@dataclass
class Request:
    """What is asked: one of the paths at random, always with the same headers and body."""

    paths: list[str]
    method: str = "GET"
    headers: list[str] = field(default_factory=list)
    body: str = ""


@dataclass
class Rate:
    """So many a second; the time of the middle one and of the slowest in a hundred, in seconds."""

    rate: float
    p50: float
    p99: float


def wrk(url: str, request: Request, clients: int, seconds: float) -> Rate:
    """Asks as fast as answers come; every answer must be one of success."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"paths": "\n".join(request.paths), "headers": "\n".join(request.headers), "body": request.body}
        for name, content in files.items():
            (Path(folder) / name).write_text(content)
        threads = min(2, clients)
        said = machine.run("wrk", "--threads", threads, "--connections", clients, "--duration", f"{max(1, round(seconds))}s",
                           "--timeout", "10s", "--script", HERE / "requests.lua", url, "--", request.method,
                           *(Path(folder) / name for name in files))
    result = json.loads(said.strip().splitlines()[-1])
    if result["refused"] or result["broken"]:
        raise SystemExit(f"{result['refused']} refused and {result['broken']} broken of {result['requests']} answers "
                         f"to {request.method} {request.paths[0]}")
    return Rate(result["requests"] / result["seconds"], result["p50"], result["p99"])


def paced(url: str, request: Request, clients: int, seconds: float, rate: float) -> Rate:
    """Asks so many times a second and no more, by h2load, four of it so that not all ask for the same; the time of an answer
    is counted from when the request was sent."""
    apart = 4
    each = max(1, clients // apart)
    with tempfile.TemporaryDirectory() as folder:
        running = []
        for number in range(apart):
            paths, log, body = (Path(folder) / f"{name}-{number}" for name in ("paths", "log", "body"))
            chosen = random.Random(number).sample(request.paths, min(len(request.paths), 20_000))
            paths.write_text("\n".join(url + path for path in chosen))
            command = ["h2load", "--h1", "--threads=1", f"--clients={each}", f"--duration={seconds:g}", "--warm-up-time=1s",
                       f"--rps={rate / apart / each:.3f}", f"--input-file={paths}", f"--log-file={log}"]
            command += [f"--header={line}" for line in request.headers]
            if request.body:
                body.write_text(request.body)
                command += [f"--data={body}", "--header=Content-Type: application/json"]
            running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
        for one in running:
            _, said = one.communicate()
            if one.returncode != 0:
                raise SystemExit(f"h2load failed: {said.decode()[-1000:]}")
        answers = [line.split("\t") for log in Path(folder).glob("log-*") for line in log.read_text().splitlines()]
    refused = sum(not 200 <= int(status) < 400 for _, status, _ in answers)
    if refused:
        raise SystemExit(f"{refused} of {len(answers)} answers were refusals")
    times = sorted(int(took) for _, _, took in answers)
    return Rate(len(times) / seconds, times[len(times) // 2] / 1e6, times[len(times) * 99 // 100] / 1e6)


@contextmanager
def hello():
    """The bare handler, with as many workers as the program has; its address."""
    port = machine.free_port()
    server = subprocess.Popen([str(machine.companion()), "hello", str(port), str(os.cpu_count())])
    time.sleep(0.3)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def statements(operation: str, database: str) -> list[str]:
    """The statements of an operation as one database is given them."""
    found, wanted = [], True
    for line in (HERE / "sql" / f"{operation}.sql").read_text().splitlines():
        if line in ("-- postgres", "-- sqlite"):
            wanted = line == f"-- {database}"
        elif not line.startswith("--") and line:
            if wanted:
                found.append(line)
            wanted = True
    return found


def named(text: str, values: dict) -> str:
    """A statement with some of its parameters written out."""
    return re.sub(r"(?<!:):([a-z][a-z_0-9]*)", lambda name: values.get(name[1], name[0]), text)


def pgbench(cluster, database: str, scripts: list[str], clients: int, seconds: float, **variables) -> Rate:
    """Runs scripts, one at random each time, each client on its connection, prepared; two seconds more than are counted, in
    which each client has its statements prepared."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, script in enumerate(scripts):
            files += ["--file", Path(folder) / f"{number}.sql"]
            files[-1].write_text(script)
        log = Path(folder) / "log"
        defined = [f"--define={name}={value}" for name, value in variables.items()]
        machine.run("pgbench", "--no-vacuum", "--protocol", "prepared", "--client", clients,
                    "--jobs", min(2, clients), "--time", 2 + max(1, round(seconds)), "--log", "--log-prefix", log,
                    *defined, *files, env=cluster.environment(database))
        lines = [line.split() for file in Path(folder).glob("log.*") for line in file.read_text().splitlines()]
    # Of each transaction: how long it took, in microseconds, and when it ended.
    ended = [(int(words[4]) + int(words[5]) / 1e6, int(words[2]) / 1e6) for words in lines]
    last = max(at for at, _ in ended)
    times = sorted(took for at, took in ended if at > last - seconds)
    return Rate(len(times) / seconds, times[len(times) // 2], times[len(times) * 99 // 100])


SQLITE_SETTINGS = ("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA mmap_size = 268435456; "
                   "PRAGMA cache_size = -16384;")


def sqlite(path: Path, scripts: list[dict], seconds: float) -> Rate:
    """Runs scripts in turn, in one thread; each has statements and samples of their parameters."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as job:
        json.dump({"file": str(path), "settings": SQLITE_SETTINGS, "seconds": seconds, "scripts": scripts}, job)
        job.flush()
        return Rate(**json.loads(machine.run(machine.companion(), "sqlite", job.name)))
