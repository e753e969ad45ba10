"""The operations that are measured: what is asked of the program, and of the database alone."""

import json
import random
import time
import urllib.parse
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Callable

import generators
import layout
from generators import Rate, Request

# Whose cases are read and presented: the copies of Livorno, one large city, three towns and twenty small ones.
CITIES = [body for body in layout.bodies() if body.example == layout.LIVORNO]
LARGE = CITIES[0]

SUBMISSION = json.dumps({
    "procedure": "disservice-report", "channel": "web", "service": "disservice-report",
    "subject": "Sportello chiuso in orario di apertura",
    "description": "Martedì alle 16 lo sportello era chiuso senza avviso.",
    "reporter": {"given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it"}}, ensure_ascii=False)

CALCULATION = json.dumps({
    "calendar": {"time_zone": "Europe/Rome", "national_holidays": True, "patron_saint_day": "05-22"},
    "term": {"amount": 30, "unit": "calendar_days", "roll": "next_non_holiday"}, "starts_at": "2026-11-20T11:30:00+01:00"})


@dataclass
class Trial:
    """What an operation is tried on: the program, its database, and for how long by how many."""

    kind: str
    size: str
    service: object
    cluster: object
    database: object
    clients: int
    seconds: float


@dataclass(frozen=True)
class Operation:
    """An operation: its name, what is asked for on each database, and how both sides are asked."""

    code: str
    title: str
    asked: dict
    request: Callable
    database: Callable | None = None
    writes: bool = False
    clients: int | None = None


def staff(trial: Trial) -> list[str]:
    """The headers of an operator of every administration that is read: a token is of one, so the large city's."""
    return ["Authorization: Bearer " + trial.service.token(LARGE.code, "operator")]


def places(body, size: str) -> int:
    """How many cases an administration has."""
    return layout.rounds(size) * body.share


# One case.


def recent(trial: Trial) -> tuple[int, int]:
    """The places of the newest tenth of the large city's cases, which is what staff look at."""
    count = places(LARGE, trial.size)
    return count - count // 10 + 1, count


def some(trial: Trial, most: int) -> list[int]:
    """Some of these places, at random."""
    first, last = recent(trial)
    luck = random.Random(2026)
    return [luck.randint(first, last) for _ in range(min(last - first + 1, most))]


def show_case(trial: Trial) -> Request:
    path = f"/v1/administrations/{LARGE.code}/cases/"
    return Request([path + LARGE.case(place) for place in some(trial, 100_000)], headers=staff(trial))


def show_case_alone(trial: Trial) -> Rate:
    if trial.kind == "postgres":
        first, last = recent(trial)
        values = {"administration": f"'{LARGE.code}'",
                  "case": f"('01980000-0000-7000-8{LARGE.number}-' || :i)::uuid"}
        script = [f"\\set i random({100_000_000_000 + first}, {100_000_000_000 + last})"]
        script += [generators.named(text, values) for text in generators.statements("show_case", "postgres")]
        return generators.pgbench(trial.cluster, trial.database, ["\n".join(script)], trial.clients, trial.seconds)
    samples = [{"administration": LARGE.code, "case": {"hex": LARGE.case(place).replace("-", "")}}
               for place in some(trial, 20_000)]
    script = {"statements": generators.statements("show_case", "sqlite"), "samples": samples}
    return generators.sqlite(trial.database, [script], trial.seconds)


# A page of a list.

PAGES = 24


def pages(trial: Trial) -> list[tuple[str, str | None, list[str]]]:
    """Some pages of the list: the path, the place after which it begins, the cases on it."""
    token = trial.service.token(LARGE.code, "operator")
    path = f"/v1/administrations/{LARGE.code}/cases?office=competent-office&open=true&limit=50"
    found, cursor, after = [], None, None
    for _ in range(4 * PAGES):
        this = path + (f"&cursor={urllib.parse.quote(cursor)}" if cursor else "")
        status, _, body = trial.service.ask("GET", this, token=token)
        if status != 200:
            raise SystemExit(f"a page: {status} {body[:300]}")
        page = json.loads(body)
        found.append((this, after, [item["id"] for item in page["items"]]))
        cursor = page.get("next_cursor")
        if not cursor:
            break
        after = (page["items"][-1]["received_at"], page["items"][-1]["id"])
    full = [page for page in found if len(page[2]) == 50] or found
    return full[:: max(1, len(full) // PAGES)][:PAGES]


def list_cases(trial: Trial) -> Request:
    return Request([path for path, _, _ in pages(trial)], headers=staff(trial))


def list_cases_alone(trial: Trial) -> Rate:
    quoted = (lambda id: f"'{id}'") if trial.kind == "postgres" else (lambda id: f"x'{id.replace('-', '')}'")
    scripts = []
    for _, after, cases in pages(trial):
        place = ""
        if after:
            at, last = after
            at = f"'{at}'" if trial.kind == "postgres" else str(microseconds(at))
            place = (f' AND ("cases"."received_at" <= {at}) AND (("cases"."received_at" < {at}) OR '
                     f'(("cases"."received_at" = {at}) AND ("cases"."id" < {quoted(last)})))')
        scripts.append([generators.named(text, {"administration": f"'{LARGE.code}'"})
                        .replace("{after}", place).replace("{cases}", ", ".join(quoted(case) for case in cases))
                        for text in generators.statements("list_cases", trial.kind)])
    if trial.kind == "postgres":
        return generators.pgbench(trial.cluster, trial.database, ["\n".join(script) for script in scripts],
                                  trial.clients, trial.seconds)
    return generators.sqlite(trial.database, [{"statements": script, "samples": [{}]} for script in scripts], trial.seconds)


def microseconds(text: str) -> int:
    """An instant as SQLite keeps it."""
    return (datetime.fromisoformat(text) - datetime.fromtimestamp(0, timezone.utc)) // timedelta(microseconds=1)


# A case presented.


def present(cities):
    def request(trial: Trial) -> Request:
        paths = [f"/v1/administrations/{city.code}/cases" for city in cities]
        return Request(paths, "POST", body=SUBMISSION)

    return request


def present_alone(cities):
    def measured(trial: Trial) -> Rate:
        year = time.gmtime().tm_year
        begin = f"01a3{random.randrange(65_536):04x}"
        return alone_on[trial.kind](trial, cities, year, begin)

    return measured


def present_on_postgres(trial: Trial, cities, year: int, begin: str) -> Rate:
    case = f"'{begin}-0000-7000-8000-' || :n"
    code = f"'{cities[0].code}'" if len(cities) == 1 else "('load-' || :a)"
    values = {
        "administration": code, "case": f"({case})::uuid", "case_text": f"({case})", "year": str(year),
        "event_1": f"('{begin}-0000-7001-8000-' || :n)::uuid", "event_2": f"('{begin}-0000-7002-8000-' || :n)::uuid",
        "month": time.strftime("'%Y-%m'", time.gmtime()), "day": time.strftime("'%Y-%m-%d'", time.gmtime()),
        "message": f"('{begin}-0000-7003-8000-' || :n)::uuid", "audit": f"('{begin}-0000-7004-8000-' || :n)::uuid",
        "request": f"('{begin}-0000-7005-8000-' || :n)::uuid", "now": "now()", "due_at": "(now() + interval '3 days')",
        "digest": f"sha256(({case})::bytea)", "hash": f"sha256(({case})::bytea)",
        "feed_data": "('{\"case\": \"' || " + case + " || '\", \"office\": \"urp\", \"status\": \"registered\", "
                     "\"channel\": \"web\", \"procedure\": \"disservice-report\"}')::jsonb",
    }
    script = ["\\set c :c + 1", "\\set n :c * 1000 + :client_id"]
    if len(cities) > 1:
        numbers = [city.number for city in cities]
        script += [f"\\set r random(0, {len(numbers) - 1})", "\\set a " + chosen(numbers)]
    for text in generators.statements("present_case", "postgres"):
        text = generators.named(text, values)
        script.append(text[:-1] + " \\gset" if " RETURNING " in text else text)
    return generators.pgbench(trial.cluster, trial.database, ["\n".join(script)], trial.clients, trial.seconds,
                              c=100_000_000)


def chosen(numbers: list[int]) -> str:
    """An expression of pgbench that picks the r-th of some numbers."""
    cases = " ".join(f"WHEN :r = {place} THEN {number}" for place, number in enumerate(numbers[:-1]))
    return f"CASE {cases} ELSE {numbers[-1]} END"


def present_on_sqlite(trial: Trial, cities, year: int, begin: str) -> Rate:
    now = time.time_ns() // 1000

    def sample(city):
        fresh = {name: {"fresh": begin + kind} for name, kind in
                 (("case", "00007000"), ("event_1", "00007001"), ("event_2", "00007002"), ("message", "00007003"),
                  ("audit", "00007004"), ("request", "00007005"))}
        data = {"case": "01a2045d-2031-7218-b8cf-be778ae0856b", "office": "urp", "status": "registered",
                "channel": "web", "procedure": "disservice-report"}
        return fresh | {
            "month": time.strftime("%Y-%m", time.gmtime()), "day": time.strftime("%Y-%m-%d", time.gmtime()),
            "administration": city.code, "case_text": {"fresh_hex": begin + "-0000-7000-"},
            "case_hex": {"fresh_hex": begin + "00007000"}, "year": year, "now": now, "due_at": now + 3 * 86_400_000_000,
            "digest": {"fresh": begin * 6}, "hash": {"fresh": begin * 6}, "feed_data": json.dumps(data),
        }

    script = {"statements": generators.statements("present_case", "sqlite"), "samples": [sample(city) for city in cities]}
    return generators.sqlite(trial.database, [script], trial.seconds)


alone_on = {"postgres": present_on_postgres, "sqlite": present_on_sqlite}


# What anybody reads.


def public(path: str):
    return lambda trial: Request([f"/v1/administrations/{LARGE.code}/charters/urp{path}"])


def unchanged(path: str):
    def request(trial: Trial) -> Request:
        plain = public(path)(trial)
        _, headers, _ = trial.service.ask("GET", plain.paths[0])
        tag = next((value for name, value in headers.items() if name.lower() == "etag"), None)
        if tag is None:
            return None
        plain.headers.append(f"If-None-Match: {tag}")
        return plain

    return request


def calculate(_: Trial) -> Request:
    return Request(["/v1/deadline-calculations"], "POST", body=CALCULATION)


def of(cities, code, title, clients=None):
    asked = {"postgres": 1.0, "sqlite": 1.0}
    return Operation(code, title, asked, present(cities), present_alone(cities), writes=True, clients=clients)


BOTH_PUBLIC = {"postgres": 0.8, "sqlite": 0.8}
SCORECARD = f"/scorecard?period={time.gmtime().tm_year}"

OPERATIONS = [
    Operation("case", "one case with its deadlines", {"postgres": 1.0, "sqlite": 0.75}, show_case, show_case_alone),
    Operation("list", "50 open cases of an office, after a place", {"postgres": 0.6, "sqlite": 0.6}, list_cases,
              list_cases_alone),
    of(CITIES[:1], "present-1", "a case presented to one administration, 1 client", 1),
    of(CITIES[:1], "present-8", "a case presented to one administration, 8 clients", 8),
    of(CITIES[:1], "present", "a case presented to one administration"),
    of(CITIES, "present-many", f"a case presented to {len(CITIES)} administrations"),
    Operation("charter", "a charter", BOTH_PUBLIC, public("")),
    Operation("charter-304", "a charter, unchanged (304)", BOTH_PUBLIC, unchanged("")),
    Operation("standards", "the standards of a charter", BOTH_PUBLIC, public("/standards?limit=100")),
    Operation("standards-304", "the standards, unchanged (304)", BOTH_PUBLIC, unchanged("/standards?limit=100")),
    Operation("scorecard", "the scorecard of the year", BOTH_PUBLIC, public(SCORECARD)),
    Operation("scorecard-304", "the scorecard, unchanged (304)", BOTH_PUBLIC, unchanged(SCORECARD)),
    Operation("calculation", "a deadline calculated", {"postgres": 0.7}, calculate),
]
