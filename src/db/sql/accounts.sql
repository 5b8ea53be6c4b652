-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: account_get
SELECT p.id AS person, a.hash AS hash, p.active AS active
FROM people p LEFT JOIN accounts a ON a.person = p.id
WHERE p.id = $1 OR lower(p.email) = lower($1)
ORDER BY p.id = $1 DESC LIMIT 1;

-- name: account_get @ postgresql
SELECT p.id AS person, a.hash AS hash, p.active AS active
FROM people p LEFT JOIN accounts a ON a.person = p.id
WHERE p.id = $1 OR lower(p.email) = lower($1 COLLATE "C")
ORDER BY p.id = $1 DESC LIMIT 1;

-- name: account_put
INSERT INTO accounts (person, hash, updated_at) VALUES ($1, $2, $3)
ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, updated_at = excluded.updated_at;

-- name: logins_of_person
SELECT {logins} FROM logins WHERE person = $1 AND expires_at > $2 ORDER BY created_at DESC, id;

-- name: logins_open
SELECT {logins} FROM logins WHERE expires_at > $1 ORDER BY created_at DESC, id;

-- name: logins_that_begin
SELECT {logins} FROM logins WHERE substr(id, 1, length($1)) = $1;

-- name: logins_close_of_person
DELETE FROM logins WHERE person = $1;

-- name: logins_forget
DELETE FROM logins WHERE expires_at < $1;
