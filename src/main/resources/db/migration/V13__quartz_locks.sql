-- Quartz makes these rows when it first needs them, and its second try after a duplicate key fails in PostgreSQL, whose
-- transaction is aborted by then: of several replicas that started at once on a new store, one could not start.
INSERT INTO qrtz_locks (sched_name, lock_name)
VALUES ('QuarkusQuartzScheduler', 'TRIGGER_ACCESS'), ('QuarkusQuartzScheduler', 'STATE_ACCESS')
ON CONFLICT DO NOTHING;
