"""Checks of our own, which Schemathesis makes beside its own."""

import json

import schemathesis

# What a field is refused for when it is not what the document says it is.
SHAPES = {
    "administration_code", "code", "digits", "duplicate", "email", "etag", "format", "id", "items", "length", "line", "link",
    "not_listed", "paragraph", "phone", "protocol_number", "range", "sha256", "tax_code", "token", "type",
}

# A cursor is no text that can be made up; and for the longest condition that fits, Schemathesis takes one that does not.
MADE_UP = {"invalid_cursor", "invalid_header"}


@schemathesis.check
def the_document_tells_every_bound(ctx, response, case):
    """What fits the document is never refused for its shape: 422 is for rules."""
    positive = case.meta is not None and case.meta.generation.mode.is_positive
    if not positive or response.status_code not in (400, 422):
        return
    problem = json.loads(response.content)
    if problem["code"] in MADE_UP:
        return
    refused = [field for field in problem.get("errors", []) if field["code"] in SHAPES]
    ruled = problem["status"] == 422 and (problem.get("rules") or not refused)
    assert ruled, f"refused for its shape: {response.content.decode()}"
