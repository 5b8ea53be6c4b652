-- SPDX-License-Identifier: GPL-3.0-or-later
-- Messages are found by their chat, so the index of the change log by subject leaves them out: each
-- would be one more page to write before anybody is told.

DROP INDEX changes_by_subject;
CREATE INDEX changes_by_subject ON changes (type, subject) WHERE type <> 'message';
