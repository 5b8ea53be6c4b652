-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is written for each message, before anybody is told of it, is kept small: a page less for each
-- of these.

-- Messages are found by their chat, so the index of the change log by subject leaves them out.
DROP INDEX changes_by_subject;
CREATE INDEX changes_by_subject ON changes (type, subject) WHERE type <> 'message';

-- The messages of a chat stand together, in their order.
CREATE TABLE messages_of_chats (
  id TEXT NOT NULL UNIQUE,
  chat TEXT NOT NULL REFERENCES chats (id),
  author TEXT REFERENCES people (id),
  side TEXT NOT NULL,
  body TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  position INTEGER NOT NULL,
  left_out TEXT NOT NULL,
  PRIMARY KEY (chat, position)
) STRICT, WITHOUT ROWID;
INSERT INTO messages_of_chats (id, chat, author, side, body, sent_at, position, left_out)
SELECT id, chat, author, side, body, sent_at, position, left_out FROM messages;
DROP TABLE messages;
ALTER TABLE messages_of_chats RENAME TO messages;
