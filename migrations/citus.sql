-- Distributes the tables over the workers of a Citus cluster: every table of an administration by the administration, so that all
-- that one request touches lies on one worker. To be run once, after `cartaviva migrate` on the coordinator and before anything is
-- recorded: psql --set ON_ERROR_STOP=1 --file migrations/citus.sql
--
-- Each table comes after those that it refers to. A new table of a migration gets its line here, and is distributed by hand where
-- this was run already; a test compares.

BEGIN;

-- The audit log guards itself by triggers, which look at the row that changes and at nothing else: they hold on each worker as
-- they do on one server. Citus wants to hear that this is known; the setting must stay on, so that they go with what is moved.
SET citus.enable_unsafe_triggers TO on;
SET citus.multi_shard_modify_mode TO 'sequential';

-- What does not belong to an administration is on every worker.
SELECT create_reference_table('rate_counts');

-- What belongs to one.
SELECT create_distributed_table('administrations', 'administration');
SELECT create_distributed_table('catalogue_changes', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('calendars', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('offices', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('services', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('charters', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('procedures', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('measurements', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('ristoro_policies', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('ristoro_items', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('cases', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('reporters', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('deadlines', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('case_events', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('registers', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('protocol_entries', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('ristoro_grants', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('standard_exceptions', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('feeds', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('feed', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('protocol_annulments', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('attachments', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('loose_files', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('data_readings', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('case_words', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('case_words_made', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('webhook_subscriptions', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('webhook_deliveries', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('alarms', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('legal_holds', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('disposals', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('disposed_cases', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('messages', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('protocol_systems', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('emergency_periods', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('emergency_registers', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('deferred_documents', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('reporter_corrections', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('repeatable_requests', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('audit_entries', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('settled_counts', 'administration', colocate_with => 'administrations');
SELECT create_distributed_table('audit_ends', 'administration', colocate_with => 'administrations');

COMMIT;

-- __diesel_schema_migrations stays on the coordinator, where migrations are run.
