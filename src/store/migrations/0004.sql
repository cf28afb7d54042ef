-- Second factors: the secret of an authenticator app, wrapped, before and after it was confirmed; codes for the drawer as hashes.
ALTER TABLE account ADD COLUMN totp_offered BLOB;
CREATE TABLE recovery_code (
  sha256 TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES record (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_code_of_person ON recovery_code (person);

-- Devices that sign in through a person's browser (RFC 8628).
CREATE TABLE device_grant (
  sha256    TEXT NOT NULL PRIMARY KEY,
  user_code TEXT NOT NULL UNIQUE,
  person    TEXT REFERENCES record (id),
  answer    TEXT NOT NULL DEFAULT 'none' CHECK (answer IN ('none', 'approved', 'denied')),
  expires   TEXT NOT NULL,
  wait_s    INTEGER NOT NULL,
  polled    TEXT
) STRICT, WITHOUT ROWID;

-- Who somebody is at an identity provider.
CREATE TABLE identity (
  issuer  TEXT NOT NULL,
  subject TEXT NOT NULL,
  person  TEXT NOT NULL REFERENCES record (id),
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
