DROP TABLE deferred_documents;
DROP TABLE emergency_registers;
DROP TABLE emergency_periods;
DROP TABLE protocol_systems;
