-- What happened to each sealed plan, as far as people are notified about it. Rows are only added, in the transaction that changes the
-- plan, and deleted with it. Whoever adds one holds the advisory lock 'plumbline plan events' until the transaction ends, so that
-- ids become visible in their order, as those of finding_event. person is null where Plumbline did it.
CREATE TABLE plan_event (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plan    uuid NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  at      timestamptz NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('waiting', 'approved', 'rejected', 'withdrawn', 'voided', 'expires_soon', 'expired')),
  person  text,
  message text NOT NULL
);
CREATE INDEX plan_event_of_plan ON plan_event (plan, id);
CREATE INDEX plan_event_at ON plan_event (at);
-- Several replicas may see at once that a plan expires soon.
CREATE UNIQUE INDEX plan_event_soon ON plan_event (plan) WHERE kind = 'expires_soon';

-- How existing plans came to their state, so that reports know it. They were no events when they happened, and nobody is notified.
INSERT INTO plan_event (plan, at, kind, message)
SELECT id, changed_at, state, '' FROM plan
WHERE seal IS NOT NULL AND state IN ('waiting', 'approved', 'rejected', 'withdrawn', 'voided', 'expired')
ORDER BY changed_at, number;

-- Up to which event of a plan a channel is done, and where a batch of them ends that was taken, as delivered and batch_until say it of
-- findings.
ALTER TABLE event_channel ADD COLUMN plan_delivered bigint NOT NULL DEFAULT 0, ADD COLUMN plan_batch_until bigint;
UPDATE event_channel SET plan_delivered = (SELECT coalesce(max(id), 0) FROM plan_event);
