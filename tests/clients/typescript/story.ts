// The main job, told with a client that was generated from the contract.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./contract.js";

const baseUrl = `${process.env["BASE"]}/v1`;
const administration = "c_e625";
const english = { "Accept-Language": "en" };

// A client of who shows this token, or none.
function client(token?: string) {
    const headers = token ? { ...english, Authorization: `Bearer ${token}` } : english;
    return createClient<paths>({ baseUrl, headers });
}
const [anybody, operator, manager] = [client(), client(process.env["OPERATOR"]), client(process.env["MANAGER"])];

// What was asked for, or the problem as a failure.
async function given<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
    const { data, error, response } = await asked;
    assert.ok(data !== undefined, `${response.status} ${response.url} ${JSON.stringify(error)}`);
    return data;
}

// The problem that a request must meet.
async function refused(
    status: number,
    asked: Promise<{ error?: components["schemas"]["Problem"]; response: Response }>,
): Promise<components["schemas"]["Problem"]> {
    const { error, response } = await asked;
    assert.equal(response.status, status);
    assert.ok(error);
    return error;
}

function ago(days: number): string {
    return new Date(Date.now() - days * 86_400_000).toISOString();
}

// A front end reads what is published.
const body = { params: { path: { administration } } };
assert.equal((await given(anybody.GET("/administrations/{administration}", body))).title, "Comune di Livorno");
const urp = { administration, charter: "urp" };
const charter = await given(
    anybody.GET("/administrations/{administration}/charters/{charter}", { params: { path: urp } }),
);
assert.equal(charter.edition?.approval?.number, "1004/2025");
const standards = await given(
    anybody.GET("/administrations/{administration}/charters/{charter}/standards", {
        params: { path: urp, query: { limit: 100 } },
    }),
);
assert.equal(standards.items.length, 15);

// A due date explains itself.
const due = await given(
    anybody.POST("/deadline-calculations", {
        body: {
            administration,
            term: { amount: 30, unit: "calendar_days", roll: "next_non_holiday" },
            starts_at: "2026-11-20T11:30:00+01:00",
        },
    }),
);
assert.equal(due.due_on, "2026-12-21");
assert.ok(due.steps.length >= 3 && due.steps.every((step) => step.source !== ""));

// The desk brings in a report on paper that lay around and was answered late.
const report: components["schemas"]["CaseSubmission"] = {
    procedure: "disservice-report",
    channel: "desk",
    occurred_at: ago(70),
    registered_at: ago(63),
    subject: "Modulo non disponibile allo sportello",
    description: "Il modulo richiesto non era disponibile allo sportello.",
    reporter: { given_name: "Bruno", family_name: "Bianchi", address: "Via Grande 1, Livorno", phone: "0586 000000" },
};
const wrong = { ...report, reporter: { ...report.reporter, tax_code: "RSSNNA80A01E625A" } };
const misspelt = await refused(422, operator.POST("/administrations/{administration}/cases", { ...body, body: wrong }));
assert.equal(misspelt.errors?.[0]?.pointer, "/reporter/tax_code");
const receipt = await given(operator.POST("/administrations/{administration}/cases", { ...body, body: report }));
assert.match(receipt.protocol?.number ?? "", /^[0-9]{7,}$/);
assert.equal(receipt.deadlines.find((deadline) => deadline.term === "intake")?.state, "missed");
const one = { params: { path: { administration, case: receipt.id } } };
const hidden = await refused(401, anybody.GET("/administrations/{administration}/cases/{case}", one));
assert.equal(hidden.code, "token_missing");

// It is forwarded, and upheld too late.
const forwarded = await given(
    operator.POST("/administrations/{administration}/cases/{case}/forwardings", {
        ...one,
        body: { office: "competent-office", occurred_at: ago(62) },
    }),
);
assert.equal(forwarded.deadlines.find((deadline) => deadline.term === "response")?.state, "missed");
const explained = await given(operator.GET("/administrations/{administration}/cases/{case}/deadlines", one));
assert.ok(explained.items.some((item) => item.steps.some((step) => step.rule === "first_day_not_counted")));
const decided = await given(
    manager.POST("/administrations/{administration}/cases/{case}/decision", {
        ...one,
        body: {
            outcome: "upheld",
            answer: "La segnalazione è accolta.",
            late_reasons: "Il modulo era stato smarrito.",
            pertinent: true,
            breached_standards: ["disservice-intake"],
            cause: "administration",
        },
    }),
);
assert.equal(decided.status, "decided");

// The citizen asks for the redress, and gets it once.
const tracking = { params: { header: { "Tracking-Code": receipt.tracking_code ?? "" } } };
const tracked = await given(anybody.POST("/tracking/ristoro-claim", tracking));
assert.ok(tracked.ristoro?.eligibility.eligible);
const offered = tracked.ristoro.eligibility.options.flatMap((option) => option.items ?? []);
const item = offered.find((item) => (item.stock ?? 0) > 0);
assert.ok(item);
const grant = { ...one, body: { item: item.item, quantity: 1 } };
const granted = await given(manager.POST("/administrations/{administration}/cases/{case}/ristoro-grant", grant));
assert.match(granted.voucher, /^[A-Z2-7]{16}$/);
const again = await refused(422, manager.POST("/administrations/{administration}/cases/{case}/ristoro-grant", grant));
assert.deepEqual(again.rules?.map((rule) => rule.rule), ["one_grant_per_case"]);

// The scorecard shows it, and a clerk records another figure on the version that was read.
const period = due.due_on.slice(0, 4);
const scorecard = await given(
    anybody.GET("/administrations/{administration}/charters/{charter}/scorecard", {
        params: { path: urp, query: { period } },
    }),
);
assert.equal(scorecard.standards.length, 15);
const figure = { ...urp, standard: "desk-opening-days", period };
const measured = "/administrations/{administration}/charters/{charter}/standards/{standard}/measurements/{period}";
const read = await anybody.GET(measured, { params: { path: figure } });
const seen = read.response.headers.get("ETag") ?? "";
const recorded = await given(
    operator.PUT(measured, { params: { path: figure, header: { "If-Match": seen } }, body: { value: "96.30" } }),
);
assert.equal(recorded.state, "met");
const stale = operator.PUT(measured, { params: { path: figure, header: { "If-Match": seen } }, body: { value: "96.40" } });
assert.equal((await refused(412, stale)).code, "precondition_failed");
console.log("typescript: the main job is told");
