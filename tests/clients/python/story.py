"""The main job, told with a client that was generated from the contract."""

import os
import re
from datetime import datetime, timedelta, timezone
from typing import TypeVar, cast

from contract import AuthenticatedClient, Client
from contract.api.administrations import show_administration
from contract.api.cases import decide_case, explain_case_deadlines, forward_case, present_case, show_case
from contract.api.charters import list_standards, record_measurement, show_charter, show_measurement, show_scorecard
from contract.api.deadlines import calculate_deadline
from contract.api.ristoro import grant_ristoro
from contract.api.tracking import ask_for_ristoro
from contract.models import (
    CaseSubmission,
    Cause,
    Channel,
    DeadlineCalculation,
    DecisionBody,
    Edition,
    Forwarding,
    Outcome,
    Problem,
    RecordMeasurement,
    Reporter,
    Ristoro,
    RistoroGrantRequest,
    Term,
    TermRoll,
    TermUnit,
)
from contract.types import Response, Unset

T = TypeVar("T")

BASE = os.environ["BASE"] + "/v1"
LIVORNO = "c_e625"
ENGLISH = {"Accept-Language": "en"}

# The generator asks for a token wherever one may be shown; without one its client is the plain one.
anybody = cast(AuthenticatedClient, Client(base_url=BASE, headers=ENGLISH))
operator = AuthenticatedClient(base_url=BASE, headers=ENGLISH, token=os.environ["OPERATOR"])
manager = AuthenticatedClient(base_url=BASE, headers=ENGLISH, token=os.environ["MANAGER"])


def given(answer: Response[T | Problem]) -> T:
    """What was asked for, or the problem as a failure."""
    assert answer.parsed is not None and not isinstance(answer.parsed, Problem), answer.content
    return answer.parsed


def refused(status: int, answer: Response[T | Problem]) -> Problem:
    """The problem that a request must meet."""
    assert answer.status_code == status, answer.content
    assert isinstance(answer.parsed, Problem)
    return answer.parsed


def ago(days: int) -> datetime:
    return datetime.now(timezone.utc) - timedelta(days=days)


# A front end reads what is published.
assert given(show_administration.sync_detailed(LIVORNO, client=anybody)).title == "Comune di Livorno"
edition = given(show_charter.sync_detailed(LIVORNO, "urp", client=anybody)).edition
assert isinstance(edition, Edition) and edition.approval and edition.approval.number == "1004/2025"
assert len(given(list_standards.sync_detailed(LIVORNO, "urp", client=anybody, limit=100)).items) == 15

# A due date explains itself.
calculation = DeadlineCalculation(
    administration=LIVORNO,
    term=Term(amount=30, unit=TermUnit.CALENDAR_DAYS, roll=TermRoll.NEXT_NON_HOLIDAY),
    starts_at=datetime.fromisoformat("2026-11-20T11:30:00+01:00"),
)
due = given(calculate_deadline.sync_detailed(client=anybody, body=calculation))
assert str(due.due_on) == "2026-12-21" and len(due.steps) >= 3 and all(step.source for step in due.steps)

# The desk brings in a report on paper that lay around and was answered late.
report = CaseSubmission(
    procedure="disservice-report",
    channel=Channel.DESK,
    occurred_at=ago(70),
    registered_at=ago(63),
    subject="Modulo non disponibile allo sportello",
    description="Il modulo richiesto non era disponibile allo sportello.",
    reporter=Reporter(given_name="Bruno", family_name="Bianchi", address="Via Grande 1, Livorno", phone="0586 000000"),
)
wrong = CaseSubmission.from_dict(report.to_dict())
wrong.reporter = Reporter(given_name="Bruno", family_name="Bianchi", tax_code="RSSNNA80A01E625A")
misspelt = refused(422, present_case.sync_detailed(LIVORNO, client=operator, body=wrong))
assert not isinstance(misspelt.errors, Unset) and misspelt.errors[0].pointer == "/reporter/tax_code"
receipt = given(present_case.sync_detailed(LIVORNO, client=operator, body=report))
number = receipt.protocol.number if receipt.protocol else None
assert isinstance(number, str) and re.fullmatch("[0-9]{7,}", number)
assert [deadline.state.value for deadline in receipt.deadlines if deadline.term == "intake"] == ["missed"]
case = receipt.id
assert refused(401, show_case.sync_detailed(LIVORNO, case, client=anybody)).code == "token_missing"

# It is forwarded, and upheld too late.
forwarding = Forwarding(office="competent-office", occurred_at=ago(62))
forwarded = given(forward_case.sync_detailed(LIVORNO, case, client=operator, body=forwarding))
assert [deadline.state.value for deadline in forwarded.deadlines if deadline.term == "response"] == ["missed"]
explained = given(explain_case_deadlines.sync_detailed(LIVORNO, case, client=operator))
assert any(step.rule == "first_day_not_counted" for item in explained.items for step in item.steps)
decision = DecisionBody(
    outcome=Outcome.UPHELD,
    answer="La segnalazione è accolta.",
    late_reasons="Il modulo era stato smarrito.",
    pertinent=True,
    breached_standards=["disservice-intake"],
    cause=Cause.ADMINISTRATION,
)
assert given(decide_case.sync_detailed(LIVORNO, case, client=manager, body=decision)).status.value == "decided"

# The citizen asks for the redress, and gets it once.
code = receipt.tracking_code
assert isinstance(code, str)
ristoro = given(ask_for_ristoro.sync_detailed(client=anybody, tracking_code=code)).ristoro
assert isinstance(ristoro, Ristoro) and ristoro.eligibility.eligible
options = ristoro.eligibility.options
item = next(item for option in options for item in option.items or [] if item.stock)
wanted = RistoroGrantRequest(item=item.item, quantity=1)
granted = given(grant_ristoro.sync_detailed(LIVORNO, case, client=manager, body=wanted))
assert re.fullmatch("[A-Z2-7]{16}", granted.voucher)
again = refused(422, grant_ristoro.sync_detailed(LIVORNO, case, client=manager, body=wanted))
assert not isinstance(again.rules, Unset) and [rule.rule for rule in again.rules] == ["one_grant_per_case"]

# The scorecard shows it, and a clerk records another figure on the version that was read.
period = str(due.due_on.year)
assert len(given(show_scorecard.sync_detailed(LIVORNO, "urp", client=anybody, period=period)).standards) == 15
figure = (LIVORNO, "urp", "desk-opening-days", period)
seen = show_measurement.sync_detailed(*figure, client=anybody).headers["ETag"]
better = RecordMeasurement(value="96.30")
recorded = given(record_measurement.sync_detailed(*figure, client=operator, body=better, if_match=seen))
assert recorded.state.value == "met"
stale = record_measurement.sync_detailed(*figure, client=operator, body=better, if_match=seen)
assert refused(412, stale).code == "precondition_failed"
print("python: the main job is told")
