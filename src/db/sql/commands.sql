-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: command_get
SELECT actor, name, answer FROM commands WHERE id = $1;

-- name: command_put
INSERT INTO commands (id, actor, name, at, answer) VALUES ($1, $2, $3, $4, $5);

-- name: commands_forget
DELETE FROM commands WHERE at < $1;
