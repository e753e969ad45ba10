"""The plan of every query of what is asked most, as PostgreSQL makes and runs it on the prepared data.

The statements are those that the program sends: one request is made while the server writes its statements down, then each
is explained with its own parameters. The text goes to docs/performance/plans/, so that a change of a plan is seen like a
change of code.
"""

import re
import time

import machine
from layout import LIVORNO, bodies
from machine import Service, FOLDER

LARGE = next(body for body in bodies() if body.example == LIVORNO)
OWN = f"/v1/administrations/{LARGE.code}"
CASES = f"{OWN}/cases"
THIS = time.gmtime().tm_year

# What is asked, and what its plans are expected to be.
ASKED = {
    "show-case": (f"{CASES}/{{case}}", "operator",
                  "every table by its key or by an index that begins with administration and case; one row of cases"),
    "case-deadlines": (f"{CASES}/{{case}}/deadlines", "operator", "every table by its key"),
    "list-open-of-office": (f"{CASES}?office=competent-office&open=true&limit=50", "operator",
                            "cases_by_office backwards, no sort, it stops after 51 rows; protocol entries and deadlines by case"),
    "list-next-page": (f"{CASES}?office=competent-office&open=true&limit=50&cursor={{cursor}}", "operator",
                       "the same from the place of the cursor on: nothing before it is read"),
    "list-newest": (f"{CASES}?limit=50", "operator", "cases_by_arrival backwards, no sort, it stops after 51 rows"),
    "list-due": (f"{CASES}?sort=due&open=true&limit=50", "operator", "cases_by_due, no sort"),
    "list-one-status": (f"{CASES}?status=suspended&limit=50", "operator", "cases_by_status backwards"),
    "list-by-number": (f"{CASES}?protocol_number={THIS}/0000012", "operator", "one entry by its key, one case by its key"),
    "list-by-words": (f"{CASES}?q=lampione&limit=50", "operator", "case_words by its key or by its index of words"),
    "work-lists": (f"{OWN}/work-lists", "operator", "counts over indexes of open cases, none over all cases"),
    "charter": (f"{OWN}/charters/urp", None, "one charter by its key"),
    "standards": (f"{OWN}/charters/urp/standards?limit=100", None, "one charter by its key, exceptions by the charter"),
    "scorecard": (f"{OWN}/charters/urp/scorecard?period={THIS}", None, "no scan of cases or deadlines"),
    "events-of-case": (f"{CASES}/{{case}}/events", "operator", "case_events by its key"),
    "protocol-entries": (f"{OWN}/protocol-entries?limit=50", "operator", "protocol_entries by its key, it stops after 51 rows"),
    "feed": (f"{OWN}/events?limit=50", "integrator", "feed by its key"),
    "audit-log": (f"{OWN}/audit-entries?limit=50", "auditor", "audit_entries by an index, it stops after 51 rows"),
}

LARGE_TABLES = {"cases", "deadlines", "reporters", "protocol_entries", "case_events", "case_words", "feed", "audit_entries",
                "messages", "alarms"}


def plans(bench, say) -> None:
    """Writes the plans, and names what is scanned whole that is large."""
    if not bench.cluster:
        say("plans are explained on PostgreSQL")
        return
    bench.rest()
    bench.cluster.sql(f"ALTER DATABASE \"{bench.data}\" SET log_statement = 'all';"
                      f"ALTER DATABASE \"{bench.data}\" SET log_parameter_max_length = -1;")
    service = Service(bench.cluster.url(bench.data), FOLDER / "home", CARTAVIVA_SCHEDULER="off",
                      CARTAVIVA_WEBHOOK_SENDERS="0", CARTAVIVA_DATABASE_CONNECTIONS="1")
    service.start()
    try:
        values = {"case": LARGE.case(max(1, LARGE.share)), "cursor": ""}
        for name, (path, role, expected) in ASKED.items():
            explain(bench, service, name, path, role, expected, values, say)
    finally:
        service.stop()
        bench.cluster.sql(f"ALTER DATABASE \"{bench.data}\" RESET log_statement;")


def explain(bench, service, name, path, role, expected, values, say) -> None:
    token = service.token(LARGE.code, role) if role else None
    if role:
        # What procedures and calendars it needs is kept from then on. What is public is answered from memory the second time.
        service.ask("GET", path.format(**values), token=token)
    log = bench.cluster.folder / "log"
    offset = log.stat().st_size
    status, _, body = service.ask("GET", path.format(**values), token=token)
    time.sleep(0.2)
    with open(log, "rb") as file:
        file.seek(offset)
        said = statements(file.read().decode())
    if status != 200:
        say(f"{name}: {status} {body[:200]!r}")
        return
    if found := re.search(rb'"next_cursor":"([^"]+)"', body):
        values["cursor"] = found[1].decode()
    shown = path.format(case="{case}", cursor="{cursor}")
    lines = [f"GET {shown}", f"Expected: {expected}.", f"{len(said)} queries, {bench.size} cases.", ""]
    for statement in said:
        plan = bench.cluster.sql(f"SET TIME ZONE 'UTC'; EXPLAIN (ANALYZE, BUFFERS) {statement};", bench.data).rstrip()
        lines += [statement, "", plan, ""]
        for table in re.findall(r"Seq Scan on (\w+)", plan):
            if table in LARGE_TABLES:
                say(f"{name}: {table} is scanned whole")
    folder = machine.ROOT / "docs" / "performance" / "plans"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text("\n".join(lines))
    say(f"{name}: {len(said)} queries")


def statements(log: str) -> list[str]:
    """The queries in a server's log, with their parameters written out."""
    found = []
    for line in log.splitlines():
        if match := re.search(r"LOG:  execute [^:]*: (.*)", line):
            found.append(match[1])
        elif (match := re.search(r"DETAIL:  parameters: (.*)", line)) and found:
            values = dict(re.findall(r"\$(\d+) = (NULL|'(?:[^']|'')*')", match[1]))
            found[-1] = re.sub(r"\$(\d+)", lambda number: values[number[1]], found[-1])
    return [text for text in found if text.upper().startswith(("SELECT", "WITH"))]
