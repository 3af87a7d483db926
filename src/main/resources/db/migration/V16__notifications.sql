-- What is known about sending to each channel. A batch is fixed when it is first taken, so that whoever sends it again sends the same
-- events under the same id: its last event is batch_until. After a failure nothing is taken before next_at. error says why the last
-- try failed; null: it did not. known_at is when a replica last said that the channel is configured.
ALTER TABLE event_channel
  ADD COLUMN batch_until bigint,
  ADD COLUMN failures    integer NOT NULL DEFAULT 0,
  ADD COLUMN next_at     timestamptz,
  ADD COLUMN sent_at     timestamptz,
  ADD COLUMN failed_at   timestamptz,
  ADD COLUMN error       text,
  ADD COLUMN reminded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD COLUMN known_at    timestamptz NOT NULL DEFAULT clock_timestamp();
