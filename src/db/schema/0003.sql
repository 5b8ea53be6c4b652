-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who has a chat open on a page is said by the server that the page is connected to. Several servers
-- may share a desk, and a page may move between them: each holds a lease of its own, which ends by
-- itself if the server does.

CREATE TABLE attendances (
  chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (chat, holder)
) STRICT;
CREATE INDEX attendances_by_time ON attendances (until);
