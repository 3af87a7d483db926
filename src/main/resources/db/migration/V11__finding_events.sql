-- What has happened to each finding. Rows are only added, in the transaction that changes the finding, and deleted with it.
-- Whoever adds some holds the advisory lock 'plumbline finding events' until the transaction ends, so that ids become visible
-- in their order: whoever can read an event can read every event with a lower id. token is the name of the token of who did it; null: Plumbline.
CREATE TABLE finding_event (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding  text COLLATE "C" NOT NULL REFERENCES finding ON DELETE CASCADE ON UPDATE CASCADE,
  at       timestamptz NOT NULL,
  kind     text NOT NULL CHECK (kind IN ('opened', 'reopened', 'severity_changed', 'acknowledged', 'acknowledgement_removed',
                                         'acknowledgement_expired', 'resolved')),
  token    text,
  note     text,
  until    timestamptz,
  severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
  message  text NOT NULL,
  CHECK ((kind = 'acknowledged') = (note IS NOT NULL)),
  CHECK (until IS NULL OR kind = 'acknowledged')
);
CREATE INDEX finding_event_of_finding ON finding_event (finding, id);

-- The events of existing findings, as far as their rows have them: when each was opened last, and how it came to its state.
INSERT INTO finding_event (finding, at, kind, token, note, until, severity, message)
SELECT f.id, e.at, e.kind, e.token, e.note, e.until, f.severity, f.message
FROM finding f CROSS JOIN LATERAL (VALUES
    (1, f.opened_at, 'opened', NULL, NULL, NULL),
    (2, f.acknowledged_at, 'acknowledged', f.acknowledged_by, f.acknowledgement_note, f.acknowledged_until),
    (2, f.resolved_at, 'resolved', NULL, NULL, NULL)) AS e (step, at, kind, token, note, until)
WHERE e.at IS NOT NULL
-- Clocks differ: a finding was opened first, whatever its times say.
ORDER BY greatest(e.at, f.opened_at), e.step;

-- A replica of an older version, which may run on for a while, writes findings without their events; so this does it, once a
-- row. A version that writes events itself says so in each transaction, and this is not called.
CREATE FUNCTION finding_event_of_older_replica() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was_open boolean := OLD.state <> 'resolved';
  expired boolean := coalesce(OLD.acknowledged_until <= clock_timestamp(), false);
  acknowledged boolean := NEW.state = 'acknowledged'
    AND (OLD.acknowledged_by, OLD.acknowledgement_note, OLD.acknowledged_at, OLD.acknowledged_until)
      IS DISTINCT FROM (NEW.acknowledged_by, NEW.acknowledgement_note, NEW.acknowledged_at, NEW.acknowledged_until);
BEGIN
  IF (OLD.state, OLD.severity) IS NOT DISTINCT FROM (NEW.state, NEW.severity) AND NOT acknowledged THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('plumbline finding events', 0));
  INSERT INTO finding_event (finding, at, kind, token, note, until, severity, message)
  SELECT NEW.id, e.at, e.kind, e.token, e.note, e.until, NEW.severity, NEW.message
  FROM (VALUES
      (1, OLD.state IS NULL, NEW.opened_at, 'opened', NULL, NULL, NULL),
      (1, NOT was_open AND NEW.state <> 'resolved', NEW.opened_at, 'reopened', NULL, NULL, NULL),
      (1, OLD.state = 'acknowledged' AND NEW.state = 'open', clock_timestamp(),
        CASE WHEN expired THEN 'acknowledgement_expired' ELSE 'acknowledgement_removed' END, NULL, NULL, NULL),
      (2, was_open AND NEW.severity <> OLD.severity, NEW.last_seen_at, 'severity_changed', NULL, NULL, NULL),
      (3, acknowledged, NEW.acknowledged_at, 'acknowledged',
        NEW.acknowledged_by, NEW.acknowledgement_note, NEW.acknowledged_until),
      (3, NEW.state = 'resolved' AND OLD.state IS DISTINCT FROM 'resolved', NEW.resolved_at, 'resolved', NULL, NULL, NULL)
    ) AS e (step, happened, at, kind, token, note, until)
  WHERE e.happened ORDER BY e.step;
  RETURN NULL;
END $$;
CREATE TRIGGER finding_event_of_older_replica AFTER INSERT OR UPDATE ON finding FOR EACH ROW
  WHEN (current_setting('plumbline.events', true) IS DISTINCT FROM 'written')
  EXECUTE FUNCTION finding_event_of_older_replica();

-- To whom events are sent on, and how far: every event up to the id delivered was sent. A process that sends some takes the
-- channel until taken_until, by the clock of this database; term counts how often it was taken.
CREATE TABLE event_channel (
  channel     text COLLATE "C" PRIMARY KEY,
  delivered   bigint NOT NULL,
  term        bigint NOT NULL DEFAULT 0,
  taken_until timestamptz
);
