-- A number whose year is not known: the same number of every year.
CREATE INDEX protocol_entries_by_number ON protocol_entries (administration, number, year);
