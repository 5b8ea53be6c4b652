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
  AND ($2 IS NULL OR r.phase = $2)
  AND ($3 IS NULL OR r.id LIKE $3 ESCAPE '\' OR r.title LIKE $3 ESCAPE '\' OR p.name LIKE $3 ESCAPE '\')
  AND ($4 IS NULL OR (r.created_at, r.id) < (SELECT a.created_at, a.id FROM requests a WHERE a.id = $4))
ORDER BY r.created_at DESC NULLS LAST, r.id DESC LIMIT $5;

-- name: request_list @ postgresql
SELECT {r.requests} FROM requests r JOIN people p ON p.id = r.requested_by
WHERE ($1 IS NULL OR r.requested_by = $1)
  AND ($2 IS NULL OR r.phase = $2)
  AND ($3 IS NULL OR r.id ILIKE $3 ESCAPE '\' OR r.title ILIKE $3 ESCAPE '\' OR p.name ILIKE $3 ESCAPE '\')
  AND ($4 IS NULL OR (r.created_at, r.id) < (SELECT a.created_at, a.id FROM requests a WHERE a.id = $4))
ORDER BY r.created_at DESC NULLS LAST, r.id DESC LIMIT $5;

-- name: requests_open
SELECT {requests} FROM requests WHERE phase IN ('open', 'suspended') ORDER BY id;
