-- Until V8, each poll and scan was a job of Quartz. A job that is left names a class that no longer exists, and Quarkus does
-- not start with it. V8 and later have only the two that stay.
CREATE TEMPORARY TABLE old_trigger ON COMMIT DROP AS
  SELECT sched_name, trigger_name, trigger_group
    FROM qrtz_triggers WHERE job_name NOT IN ('retention', 'lapsed-acknowledgements');

DELETE FROM qrtz_fired_triggers WHERE job_name NOT IN ('retention', 'lapsed-acknowledgements');
DELETE FROM qrtz_simple_triggers WHERE (sched_name, trigger_name, trigger_group) IN (SELECT * FROM old_trigger);
DELETE FROM qrtz_cron_triggers WHERE (sched_name, trigger_name, trigger_group) IN (SELECT * FROM old_trigger);
DELETE FROM qrtz_simprop_triggers WHERE (sched_name, trigger_name, trigger_group) IN (SELECT * FROM old_trigger);
DELETE FROM qrtz_blob_triggers WHERE (sched_name, trigger_name, trigger_group) IN (SELECT * FROM old_trigger);
DELETE FROM qrtz_triggers WHERE (sched_name, trigger_name, trigger_group) IN (SELECT * FROM old_trigger);
DELETE FROM qrtz_job_details WHERE job_name NOT IN ('retention', 'lapsed-acknowledgements');
