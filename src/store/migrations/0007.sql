-- When time alone next brings something about for a record: a warning that it ends, or the end.
CREATE TABLE alarm (
  record TEXT NOT NULL PRIMARY KEY REFERENCES record (id),
  at     TEXT NOT NULL,
  ends   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alarm_at ON alarm (at);

-- What is there already is looked at once; that sets the moment.
INSERT INTO alarm (record, at, ends)
SELECT id, '1900-01-01T00:00:00.000Z', json_extract(doc, '$.expires') FROM record
WHERE json_extract(doc, '$.expires') IS NOT NULL
  AND (noun, state) IN (('approval', 'in_force'), ('consent', 'given'), ('licence', 'active'));
INSERT INTO alarm (record, at, ends)
SELECT id, '1900-01-01T00:00:00.000Z', json_extract(doc, '$.terms.recheck') FROM record
WHERE json_extract(doc, '$.terms.recheck') IS NOT NULL AND noun = 'tool' AND state = 'in_use';
