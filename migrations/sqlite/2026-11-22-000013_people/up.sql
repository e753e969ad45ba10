-- What keeps a case from being disposed of.
CREATE TABLE legal_holds (
    administration text NOT NULL,
    id blob NOT NULL,
    case_id blob NOT NULL,
    reason text NOT NULL,
    act text NOT NULL,
    placed_at bigint NOT NULL,
    placed_by text NOT NULL,
    lifted_at bigint,
    lifted_by text,
    PRIMARY KEY (administration, id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

CREATE UNIQUE INDEX legal_holds_one_per_case ON legal_holds (administration, case_id) WHERE lifted_at IS NULL;

-- Disposals, each by an authorised act.
CREATE TABLE disposals (
    administration text NOT NULL REFERENCES administrations (administration),
    id blob NOT NULL,
    act text NOT NULL,
    authorisation text NOT NULL,
    procedure_code text NOT NULL,
    until text NOT NULL,
    ordered_at bigint NOT NULL,
    ordered_by text NOT NULL,
    finished_at bigint,
    PRIMARY KEY (administration, id)
);

-- What stays of a case that was disposed of, beside its figures.
CREATE TABLE disposed_cases (
    administration text NOT NULL,
    case_id blob NOT NULL,
    disposal_id blob NOT NULL,
    disposed_at bigint NOT NULL,
    digest blob NOT NULL,
    PRIMARY KEY (administration, case_id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id),
    FOREIGN KEY (administration, disposal_id) REFERENCES disposals (administration, id)
);

CREATE INDEX disposed_cases_by_disposal ON disposed_cases (administration, disposal_id, case_id);

-- The cases of a procedure by the last thing that happened to them: what may be due for disposal.
CREATE INDEX cases_by_last_event ON cases (administration, procedure_code, last_occurred_at, id);

-- A word that is no longer of a case leaves the index at once, not when its segments are merged.
INSERT INTO case_words (case_words, rank) VALUES ('secure-delete', 1);
