-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: change_last
SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1;

-- name: change_append
INSERT INTO changes (seq, at, actor, type, subject, kind, audience, person, details, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: changes_after
SELECT seq, at, actor, type, subject, kind, audience, person, details, hash
FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2;
