-- Up to which report by schedule a channel is done, as delivered says it of events. What was made before a channel was added is not sent to it.
ALTER TABLE event_channel ADD COLUMN report_delivered bigint NOT NULL DEFAULT 0;
UPDATE event_channel SET report_delivered = (SELECT coalesce(max(id), 0) FROM report);
