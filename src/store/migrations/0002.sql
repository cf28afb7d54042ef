-- What leaves the house, one row a receiver: made when the outbox hands it on, kept so that it can be seen and sent again.
CREATE TABLE message (
  id       TEXT NOT NULL PRIMARY KEY,
  channel  TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
  receiver TEXT NOT NULL REFERENCES record (id),
  topic    TEXT NOT NULL,
  title    TEXT,
  payload  TEXT NOT NULL CHECK (json_valid(payload)),
  state    TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  created  TEXT NOT NULL,
  next     TEXT NOT NULL,
  done     TEXT,
  status   INTEGER NOT NULL DEFAULT 0,
  failure  TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX message_waiting ON message (channel, next) WHERE state = 'waiting';
CREATE INDEX message_of_receiver ON message (receiver, id);
CREATE INDEX message_in_state ON message (state, id);

-- What endpoints of webhooks are signed to with (wrapped by the key file's key), and how they do.
CREATE TABLE webhook (
  id       TEXT NOT NULL PRIMARY KEY REFERENCES record (id),
  secret   TEXT NOT NULL,
  before   TEXT,
  before_until TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  next     TEXT
) STRICT, WITHOUT ROWID;
