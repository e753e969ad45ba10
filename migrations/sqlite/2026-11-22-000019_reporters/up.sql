-- What a person asked to have corrected (GDPR art. 16). The row of who presented the case holds what is right, so that every
-- reader has it without another question; what was written first stays beside it.
ALTER TABLE reporters ADD COLUMN original text;

CREATE TABLE reporter_corrections (
    administration text NOT NULL,
    case_id blob NOT NULL,
    sequence integer NOT NULL,
    id blob NOT NULL,
    body text NOT NULL,
    reason text NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL,
    actor_role text NOT NULL,
    PRIMARY KEY (administration, case_id, sequence),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

-- The cases of a person, by what they are known by: exactly, an address however its letters are written.
CREATE INDEX reporters_by_tax_code ON reporters (administration, (body ->> 'tax_code'), case_id)
    WHERE (body ->> 'tax_code') IS NOT NULL;
CREATE INDEX reporters_by_email ON reporters (administration, lower(body ->> 'email'), case_id)
    WHERE lower(body ->> 'email') IS NOT NULL;
CREATE INDEX reporters_by_certified_email ON reporters (administration, lower(body ->> 'certified_email'), case_id)
    WHERE lower(body ->> 'certified_email') IS NOT NULL;

-- Readings: for which office, and in which request. Those of before do not say it.
ALTER TABLE data_readings ADD COLUMN office text;
ALTER TABLE data_readings ADD COLUMN request_id blob;

CREATE INDEX data_readings_by_time ON data_readings (administration, at, id);

-- What was told of a case.
CREATE INDEX messages_by_case ON messages (administration, case_id, created_at, id);
