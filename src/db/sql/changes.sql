-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: change_last
SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1;

-- name: change_append
INSERT INTO changes (seq, at, actor, type, subject, kind, audience, person, details, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: changes_history
SELECT seq, at, actor, type, subject, kind, audience, person, details, hash FROM changes
WHERE ($1 IS NULL OR type = $1) AND ($2 IS NULL OR subject = $2) AND ($3 IS NULL OR actor = $3)
  AND at >= $4 AND at < $5 AND seq < $6
ORDER BY seq DESC LIMIT $7;

-- name: changes_history_of_record
-- The same of one record, which an index finds; that of a message is looked for.
SELECT seq, at, actor, type, subject, kind, audience, person, details, hash FROM changes
WHERE type = $1 AND type <> 'message' AND subject = $2 AND ($3 IS NULL OR actor = $3)
  AND at >= $4 AND at < $5 AND seq < $6
ORDER BY seq DESC LIMIT $7;

-- name: changes_history_of_edits
-- The same of edits of what a desk document holds, which an index finds by these very words.
SELECT seq, at, actor, type, subject, kind, audience, person, details, hash FROM changes
WHERE type IN ('settings', 'person', 'group', 'shift', 'service', 'calendar', 'agreement', 'offering', 'rule', 'request')
  AND kind IN ('created', 'updated', 'deleted')
  AND ($1 IS NULL OR type = $1) AND ($2 IS NULL OR subject = $2) AND ($3 IS NULL OR actor = $3)
  AND at >= $4 AND at < $5 AND seq < $6
ORDER BY seq DESC LIMIT $7;

-- name: changes_history_of_edited_record
SELECT seq, at, actor, type, subject, kind, audience, person, details, hash FROM changes
WHERE type = $1 AND type <> 'message' AND subject = $2
  AND type IN ('settings', 'person', 'group', 'shift', 'service', 'calendar', 'agreement', 'offering', 'rule', 'request')
  AND kind IN ('created', 'updated', 'deleted')
  AND ($3 IS NULL OR actor = $3) AND at >= $4 AND at < $5 AND seq < $6
ORDER BY seq DESC LIMIT $7;

-- name: changes_after
SELECT seq, at, actor, type, subject, kind, audience, person, details, hash
FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2;
