-- An entry may belong to no case, states the protocol of a received document, the number it took in the emergency
-- register and the entry that it annuls; the form of its seal says which of these its hash covers. The folded columns are
-- the lower-case texts that searches look in.
ALTER TABLE registers ADD COLUMN last_at timestamptz;

ALTER TABLE protocol_entries ALTER COLUMN case_id DROP NOT NULL;
ALTER TABLE protocol_entries ADD COLUMN foreign_number text;
ALTER TABLE protocol_entries ADD COLUMN foreign_date date;
ALTER TABLE protocol_entries ADD COLUMN emergency_register text;
ALTER TABLE protocol_entries ADD COLUMN emergency_number bigint;
ALTER TABLE protocol_entries ADD COLUMN emergency_date date;
ALTER TABLE protocol_entries ADD COLUMN annuls_year integer;
ALTER TABLE protocol_entries ADD COLUMN annuls_number bigint;
ALTER TABLE protocol_entries ADD COLUMN seal integer;
ALTER TABLE protocol_entries ADD COLUMN correspondent_folded text;
ALTER TABLE protocol_entries ADD COLUMN subject_folded text;

UPDATE protocol_entries
SET seal = 1, correspondent_folded = lower(correspondent), subject_folded = lower(subject);

ALTER TABLE protocol_entries ALTER COLUMN seal SET NOT NULL;
ALTER TABLE protocol_entries ALTER COLUMN correspondent_folded SET NOT NULL;
ALTER TABLE protocol_entries ALTER COLUMN subject_folded SET NOT NULL;

-- The daily register and searches by day.
CREATE INDEX protocol_entries_by_day ON protocol_entries (administration, registered_at, year, number);

-- An annulled entry stays; the act is an internal entry of the register.
CREATE TABLE protocol_annulments (
    administration text NOT NULL,
    year integer NOT NULL,
    number bigint NOT NULL,
    act_year integer NOT NULL,
    act_number bigint NOT NULL,
    reference text NOT NULL,
    reason text NOT NULL,
    annulled_by text NOT NULL,
    annulled_at timestamptz NOT NULL,
    PRIMARY KEY (administration, year, number),
    UNIQUE (administration, act_year, act_number),
    FOREIGN KEY (administration, year, number) REFERENCES protocol_entries (administration, year, number),
    FOREIGN KEY (administration, act_year, act_number) REFERENCES protocol_entries (administration, year, number)
);
