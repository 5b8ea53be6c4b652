-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: changes_of_request
SELECT seq, at, actor, type, subject, kind, audience, person, details, hash
FROM changes WHERE type = 'request' AND type <> 'message' AND subject = $1 AND kind IN ('created', 'updated') ORDER BY seq;

-- name: changes_since_for_clocks
-- What may move a deadline: requests and chats, and what decides about them.
SELECT DISTINCT type, subject FROM changes
WHERE seq > $1
  AND type IN ('request', 'chat', 'agreement', 'calendar', 'service', 'offering', 'rule', 'person', 'settings')
  AND kind IN ('created', 'updated', 'deleted', 'asked', 'answered', 'ended', 'abandoned');

-- name: wakeup_stale_request
INSERT INTO wakeups (request, at, stale) SELECT id, 0, 1 FROM requests WHERE id = $1
ON CONFLICT (request) DO UPDATE SET stale = 1;

-- name: wakeup_stale_chat
INSERT INTO wakeups (request, at, stale) SELECT request, 0, 1 FROM chats WHERE id = $1
ON CONFLICT (request) DO UPDATE SET stale = 1;

-- name: wakeup_stale_all
INSERT INTO wakeups (request, at, stale)
SELECT id, 0, 1 FROM requests
WHERE phase IN ('open', 'suspended') OR id IN (SELECT request FROM chats WHERE status = 'pending')
ON CONFLICT (request) DO UPDATE SET stale = 1;

-- name: wakeups_stale
SELECT request FROM wakeups WHERE stale = 1 ORDER BY at, request LIMIT $1;

-- name: wakeup_due
SELECT request, at FROM wakeups WHERE stale = 0 AND at <= $1 ORDER BY at, request LIMIT 1;

-- name: wakeup_next
SELECT at FROM wakeups WHERE stale = 0 ORDER BY at, request LIMIT 1;

-- name: wakeup_put
INSERT INTO wakeups (request, at, stale) VALUES ($1, $2, 0)
ON CONFLICT (request) DO UPDATE SET at = excluded.at, stale = 0;

-- name: wakeup_remove
DELETE FROM wakeups WHERE request = $1;

-- name: marks_of_request
SELECT target, chat, kind FROM target_marks WHERE request = $1;

-- name: mark_put
INSERT INTO target_marks (request, target, chat, kind, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING;
