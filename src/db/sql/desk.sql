-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements begin with "-- name: NAME". Values are $1, $2, ...; {table} stands for the columns of a
-- table's records, {a.table} for the same behind an alias. "-- name: NAME @ DIALECT" is how the same is
-- said to one kind of database.

-- name: meta_get
SELECT value FROM meta WHERE key = $1;

-- name: meta_set
INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: settings_get
SELECT {settings} FROM settings;
