-- SPDX-License-Identifier: GPL-3.0-or-later
-- Shifts have swaps of two people for one day. The documents that shifts came from had none.

ALTER TABLE shifts ADD COLUMN swaps TEXT NOT NULL DEFAULT '[]';
UPDATE shifts SET left_out = trim(left_out || ' swaps');
