-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: overview_waiting
SELECT count(*) AS waiting, min(c.requested_at) AS oldest_at
FROM chats c JOIN requests r ON r.id = c.request
WHERE c.status = 'pending' AND ($1 IS NULL OR r.assigned_group = $1);

-- name: overview_chats
-- The index by status finds those of a time.
SELECT c.requested_at, c.answered_at, c.status, r.assigned_group
FROM chats c JOIN requests r ON r.id = c.request
WHERE c.status IN ('pending', 'active', 'ended', 'abandoned')
  AND c.requested_at >= $1 AND c.requested_at < $2 AND ($3 IS NULL OR r.assigned_group = $3);

-- name: overview_targets
SELECT m.at, m.target, m.kind, r.assigned_group
FROM target_marks m JOIN requests r ON r.id = m.request
WHERE m.at >= $1 AND m.at < $2 AND ($3 IS NULL OR r.assigned_group = $3)
  AND (m.kind = 'breached' OR (m.kind = 'achieved' AND NOT EXISTS (
    SELECT 1 FROM target_marks b
    WHERE b.request = m.request AND b.target = m.target AND b.chat = m.chat AND b.kind = 'breached')));
