-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema. Columns of records follow the tables of fields in src/model (a test compares
-- them). Times are microseconds since 1970-01-01T00:00:00Z, lists and objects are JSON. left_out names
-- the members that the desk document left out.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  live_chat INTEGER NOT NULL,
  abandon_grace_seconds INTEGER NOT NULL,
  timezone TEXT,
  left_out TEXT NOT NULL,
  one INTEGER NOT NULL UNIQUE DEFAULT 1 CHECK (one = 1)
) STRICT;

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT,
  roles TEXT NOT NULL,
  department TEXT,
  location TEXT,
  timezone TEXT,
  active INTEGER NOT NULL,
  vacations TEXT NOT NULL,
  left_out TEXT NOT NULL
) STRICT;
CREATE INDEX people_by_email ON people (email);

CREATE TABLE groups (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  owner TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  dispatcher TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  members TEXT NOT NULL,
  timezone TEXT,
  left_out TEXT NOT NULL
) STRICT;

CREATE TABLE shifts (
  id TEXT PRIMARY KEY,
  "group" TEXT NOT NULL REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED,
  rotation TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  rotate_every TEXT NOT NULL,
  weekdays TEXT NOT NULL,
  "from" TEXT NOT NULL,
  until TEXT NOT NULL,
  timezone TEXT,
  left_out TEXT NOT NULL
) STRICT;

CREATE TABLE services (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  active INTEGER NOT NULL,
  left_out TEXT NOT NULL
) STRICT;

CREATE TABLE calendars (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  timezone TEXT NOT NULL,
  hours TEXT NOT NULL,
  holidays TEXT NOT NULL,
  left_out TEXT NOT NULL
) STRICT;

CREATE TABLE agreements (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  owner TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  chat INTEGER NOT NULL,
  status TEXT NOT NULL,
  valid_from TEXT,
  valid_until TEXT,
  services TEXT NOT NULL,
  calendar TEXT REFERENCES calendars (id) DEFERRABLE INITIALLY DEFERRED,
  only_in_hours INTEGER NOT NULL,
  targets TEXT NOT NULL,
  left_out TEXT NOT NULL
) STRICT;

CREATE TABLE offerings (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  default_service TEXT REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
  agreement TEXT REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  owner TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  expert_assignee TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  assigned_group TEXT REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED,
  left_out TEXT NOT NULL
) STRICT;

CREATE TABLE rules (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL,
  offering TEXT REFERENCES offerings (id) DEFERRABLE INITIALLY DEFERRED,
  "order" INTEGER NOT NULL,
  active INTEGER NOT NULL,
  "when" TEXT NOT NULL,
  relate_agreement TEXT NOT NULL REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
  left_out TEXT NOT NULL
) STRICT;

CREATE TABLE requests (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  kind TEXT NOT NULL,
  offering TEXT REFERENCES offerings (id) DEFERRABLE INITIALLY DEFERRED,
  actual_service TEXT REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
  requested_by TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  priority TEXT NOT NULL,
  phase TEXT NOT NULL,
  owner TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  expert_assignee TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  assigned_group TEXT REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED,
  created_at INTEGER,
  chat_asked_at INTEGER,
  left_out TEXT NOT NULL
) STRICT;
CREATE INDEX requests_by_person ON requests (requested_by, created_at);
CREATE INDEX requests_by_time ON requests (created_at, id);

CREATE TABLE chats (
  id TEXT PRIMARY KEY,
  request TEXT NOT NULL REFERENCES requests (id),
  sequence INTEGER NOT NULL,
  requested_by TEXT NOT NULL REFERENCES people (id),
  requested_at INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'active', 'ended', 'abandoned')),
  told TEXT NOT NULL,
  answered_by TEXT REFERENCES people (id),
  answered_at INTEGER,
  ended_by TEXT REFERENCES people (id),
  ended_at INTEGER,
  end_reason TEXT,
  end_note TEXT,
  abandoned_at INTEGER,
  lease_until INTEGER,
  present INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  left_out TEXT NOT NULL,
  UNIQUE (request, sequence)
) STRICT;
-- At most one open chat a request, whatever else goes wrong.
CREATE UNIQUE INDEX open_chat ON chats (request) WHERE status IN ('pending', 'active');
CREATE INDEX chats_by_status ON chats (status, requested_at);
CREATE INDEX chats_by_agent ON chats (answered_by, status);
CREATE INDEX chats_by_lease ON chats (lease_until) WHERE lease_until IS NOT NULL;

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  chat TEXT NOT NULL REFERENCES chats (id),
  author TEXT REFERENCES people (id),
  side TEXT NOT NULL,
  body TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  position INTEGER NOT NULL,
  left_out TEXT NOT NULL,
  UNIQUE (chat, position)
) STRICT;

CREATE TABLE looks (
  id TEXT PRIMARY KEY,
  chat TEXT NOT NULL REFERENCES chats (id),
  person TEXT NOT NULL REFERENCES people (id),
  until INTEGER NOT NULL,
  left_out TEXT NOT NULL
) STRICT;
CREATE INDEX looks_by_chat ON looks (chat);

CREATE TABLE accounts (
  person TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- The id is a hash of the token that the browser keeps.
CREATE TABLE logins (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  agent TEXT,
  left_out TEXT NOT NULL
) STRICT;
CREATE INDEX logins_by_person ON logins (person);

-- What a command answered, so that the same command again answers the same and changes nothing.
CREATE TABLE commands (
  id TEXT PRIMARY KEY,
  actor TEXT,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT;
CREATE INDEX commands_by_time ON commands (at);

-- The change log: every change, in order, chained by hash.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT,
  type TEXT NOT NULL,
  subject TEXT,
  kind TEXT NOT NULL,
  audience TEXT NOT NULL,
  person TEXT,
  details TEXT,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX changes_by_subject ON changes (type, subject);
