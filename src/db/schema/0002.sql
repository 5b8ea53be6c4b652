-- SPDX-License-Identifier: GPL-3.0-or-later
-- Service level targets. Their clocks are worked out from the change log and the chats whenever
-- somebody asks; what is kept is when to look again, and what was said already.

-- When something happens to a target of a request by itself. A stale one is worked out anew.
CREATE TABLE wakeups (
  request TEXT PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  stale INTEGER NOT NULL
) STRICT;
CREATE INDEX wakeups_by_time ON wakeups (stale, at, request);

-- A target is warned of once, and missed once; chat is empty for those that are not about a chat.
CREATE TABLE target_marks (
  request TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
  target TEXT NOT NULL,
  chat TEXT NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (request, target, chat, kind)
) STRICT;
