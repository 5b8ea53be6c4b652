-- SPDX-License-Identifier: GPL-3.0-or-later
-- Shifts have swaps of two people for one day. The documents that shifts came from had none.

CREATE TABLE shifts_with_swaps (
  id TEXT PRIMARY KEY,
  "group" TEXT NOT NULL REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED,
  rotation TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  rotate_every TEXT NOT NULL,
  weekdays TEXT NOT NULL,
  "from" TEXT NOT NULL,
  until TEXT NOT NULL,
  timezone TEXT,
  swaps TEXT NOT NULL,
  left_out TEXT NOT NULL
) STRICT;
INSERT INTO shifts_with_swaps (id, "group", rotation, starts_on, rotate_every, weekdays, "from", until,
  timezone, swaps, left_out)
SELECT id, "group", rotation, starts_on, rotate_every, weekdays, "from", until, timezone, '[]',
  trim(left_out || ' swaps') FROM shifts;
DROP TABLE shifts;
ALTER TABLE shifts_with_swaps RENAME TO shifts;
