-- Under what a person is found: apart from who presented the case, so that a correction adds a way and loses none.
CREATE TABLE reporter_identifiers (
    administration text NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    case_id uuid NOT NULL,
    PRIMARY KEY (administration, kind, value, case_id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

CREATE INDEX reporter_identifiers_by_case ON reporter_identifiers (administration, case_id);

INSERT INTO reporter_identifiers (administration, kind, value, case_id)
SELECT administration, 'tax_code', body ->> 'tax_code', case_id FROM reporters WHERE body ->> 'tax_code' IS NOT NULL
UNION
SELECT administration, 'email', lower(body ->> 'email'), case_id FROM reporters WHERE body ->> 'email' IS NOT NULL
UNION
SELECT administration, 'email', lower(body ->> 'certified_email'), case_id FROM reporters WHERE body ->> 'certified_email' IS NOT NULL;

-- What a person asked to have corrected (GDPR art. 16): added, never in the place of what was written first.
CREATE TABLE reporter_corrections (
    administration text NOT NULL,
    case_id uuid NOT NULL,
    sequence integer NOT NULL,
    id uuid NOT NULL,
    body jsonb NOT NULL,
    reason text NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    actor_role text NOT NULL,
    PRIMARY KEY (administration, case_id, sequence),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

-- What keeps a case from being disposed of.
CREATE TABLE legal_holds (
    administration text NOT NULL,
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    reason text NOT NULL,
    act text NOT NULL,
    placed_at timestamptz NOT NULL,
    placed_by text NOT NULL,
    lifted_at timestamptz,
    lifted_by text,
    PRIMARY KEY (administration, id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

CREATE UNIQUE INDEX legal_holds_one_per_case ON legal_holds (administration, case_id) WHERE lifted_at IS NULL;

-- Disposals, each by an authorised act.
CREATE TABLE disposals (
    administration text NOT NULL REFERENCES administrations (administration),
    id uuid NOT NULL,
    act text NOT NULL,
    authorisation text NOT NULL,
    procedure_code text NOT NULL,
    until date NOT NULL,
    ordered_at timestamptz NOT NULL,
    ordered_by text NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (administration, id)
);

-- What stays of a case that was disposed of, beside its figures.
CREATE TABLE disposed_cases (
    administration text NOT NULL,
    case_id uuid NOT NULL,
    disposal_id uuid NOT NULL,
    disposed_at timestamptz NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (administration, case_id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id),
    FOREIGN KEY (administration, disposal_id) REFERENCES disposals (administration, id)
);

CREATE INDEX disposed_cases_by_disposal ON disposed_cases (administration, disposal_id, case_id);

-- The cases of a procedure by the last thing that happened to them: what may be due for disposal.
CREATE INDEX cases_by_last_event ON cases (administration, procedure_code, last_occurred_at, id);
