DROP TABLE audit_ends;
DROP TABLE audit_entries;
