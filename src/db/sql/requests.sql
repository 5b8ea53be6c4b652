-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: request_numbers
SELECT max(CAST(substr(id, 3) AS INTEGER)) AS number FROM requests
WHERE id GLOB 'r-[0-9]*' AND substr(id, 3) NOT GLOB '*[^0-9]*' AND length(id) < 17;

-- name: request_numbers @ postgresql
SELECT max(CAST(substr(id, 3) AS BIGINT)) AS number FROM requests WHERE id ~ '^r-[0-9]+$' AND length(id) < 17;

-- name: request_asked
UPDATE requests SET chat_asked_at = $2 WHERE id = $1;

-- name: request_list
SELECT {r.requests} FROM requests r JOIN people p ON p.id = r.requested_by
WHERE ($1 IS NULL OR r.requested_by = $1)
  AND ($2 IS NULL OR r.phase = $2) AND ($3 IS NULL OR r.priority = $3) AND ($4 IS NULL OR r.kind = $4)
  AND ($5 IS NULL OR r.offering = $5) AND ($6 IS NULL OR r.actual_service = $6)
  AND ($7 IS NULL OR r.owner = $7) AND ($8 IS NULL OR r.assigned_group = $8)
  AND ($9 IS NULL OR lower(r.id) LIKE lower($9) ESCAPE '\' OR lower(r.title) LIKE lower($9) ESCAPE '\'
       OR lower(p.name) LIKE lower($9) ESCAPE '\')
  AND ($10 IS NULL OR (r.created_at, r.id) < (SELECT a.created_at, a.id FROM requests a WHERE a.id = $10))
ORDER BY r.created_at DESC NULLS LAST, r.id DESC LIMIT $11;

-- name: request_list_sorted
WITH keyed AS NOT MATERIALIZED (
  SELECT r.*, p.name AS person_name, CASE $12
    WHEN 'created' THEN coalesce((r.created_at + 100000000000000000) || '', '')
    WHEN 'number' THEN (100 + length(r.id)) || r.id
    WHEN 'title' THEN lower(r.title)
    WHEN 'person' THEN lower(p.name)
    WHEN 'priority' THEN CASE r.priority WHEN 'critical' THEN '0' WHEN 'high' THEN '1' WHEN 'medium' THEN '2' ELSE '3' END
    WHEN 'phase' THEN CASE r.phase WHEN 'open' THEN '0' WHEN 'suspended' THEN '1' WHEN 'resolved' THEN '2' ELSE '3' END
    WHEN 'service' THEN coalesce('0' || lower(s.name), '1')
    WHEN 'owner' THEN coalesce('0' || lower(o.name), '1')
    ELSE coalesce('0' || lower(g.name), '1') END AS sort_key
  FROM requests r JOIN people p ON p.id = r.requested_by LEFT JOIN services s ON s.id = r.actual_service
    LEFT JOIN people o ON o.id = r.owner LEFT JOIN groups g ON g.id = r.assigned_group)
SELECT {k.requests} FROM keyed k
WHERE ($1 IS NULL OR k.requested_by = $1)
  AND ($2 IS NULL OR k.phase = $2) AND ($3 IS NULL OR k.priority = $3) AND ($4 IS NULL OR k.kind = $4)
  AND ($5 IS NULL OR k.offering = $5) AND ($6 IS NULL OR k.actual_service = $6)
  AND ($7 IS NULL OR k.owner = $7) AND ($8 IS NULL OR k.assigned_group = $8)
  AND ($9 IS NULL OR lower(k.id) LIKE lower($9) ESCAPE '\' OR lower(k.title) LIKE lower($9) ESCAPE '\'
       OR lower(k.person_name) LIKE lower($9) ESCAPE '\')
  AND ($10 IS NULL
       OR ($13 = 'up' AND (k.sort_key, k.id) > (SELECT a.sort_key, a.id FROM keyed a WHERE a.id = $10))
       OR ($13 = 'down' AND (k.sort_key, k.id) < (SELECT a.sort_key, a.id FROM keyed a WHERE a.id = $10)))
ORDER BY CASE $13 WHEN 'up' THEN k.sort_key END, CASE $13 WHEN 'up' THEN k.id END,
  CASE $13 WHEN 'down' THEN k.sort_key END DESC, CASE $13 WHEN 'down' THEN k.id END DESC LIMIT $11;

-- name: requests_open
SELECT {requests} FROM requests WHERE phase IN ('open', 'suspended') ORDER BY id;
