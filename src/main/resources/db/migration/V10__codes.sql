-- Codes in the words of the field. Checks and findings keep their results, acknowledgements and history under the new codes:
-- a code is part of the id of a check, and of the scope and the id of its finding.

CREATE TEMPORARY TABLE renamed (kind text NOT NULL, old text PRIMARY KEY, new text NOT NULL) ON COMMIT DROP;
INSERT INTO renamed VALUES
  ('violation', 'any_collection_not_allowed', 'm2a_collection_not_allowed'),
  ('violation', 'any_collection_gone', 'm2a_collection_missing'),
  ('violation', 'any_key_malformed', 'm2a_key_malformed'),
  ('violation', 'any_item_gone', 'm2a_item_missing'),
  ('violation', 'garbled_text', 'mojibake'),
  ('violation', 'flow_operation_gone', 'flow_operation_missing'),
  ('mismatch', 'collection_is_no_table', 'collection_not_a_table');

UPDATE check_status c SET code = r.new, id = r.new || substr(c.id, length(r.old) + 1)
FROM renamed r WHERE r.kind = 'violation' AND c.code = r.old;

-- An older replica that still scans must not write what this version cannot read.
ALTER TABLE check_status ADD CONSTRAINT check_status_code CHECK (code NOT IN
  ('any_collection_not_allowed', 'any_collection_gone', 'any_key_malformed', 'any_item_gone', 'garbled_text', 'flow_operation_gone'));

UPDATE finding f SET code = r.new, scope = CASE r.kind
  WHEN 'violation' THEN replace(f.scope, '/' || r.old || '/', '/' || r.new || '/') ELSE f.scope END
FROM renamed r WHERE r.kind = f.kind AND f.code = r.old;

-- As Observation.id computes it: each part with its length in UTF-16 units before it.
UPDATE finding f SET id = substr(encode(sha256(convert_to((
    SELECT string_agg(length(p.part) + length(regexp_replace(p.part, '[^\U00010000-\U0010FFFF]', '', 'g')) || ':' || p.part, '' ORDER BY p.n)
    FROM unnest(ARRAY[f.scope, f.kind, f.code, f.subject, f.path]) WITH ORDINALITY p (part, n)
  ), 'UTF8')), 'hex'), 1, 32)
FROM renamed r WHERE r.kind = f.kind AND f.code = r.new;
