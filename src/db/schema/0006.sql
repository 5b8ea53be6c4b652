-- SPDX-License-Identifier: GPL-3.0-or-later
-- Targets that were met are marked beside those that were missed, and both are counted by their time.

CREATE INDEX target_marks_by_time ON target_marks (at);

-- What was edited is found among everything that has happened.
CREATE INDEX changes_of_edits ON changes (seq)
WHERE type IN ('settings', 'person', 'group', 'shift', 'service', 'calendar', 'agreement', 'offering', 'rule', 'request')
  AND kind IN ('created', 'updated', 'deleted');

-- What was met before has no mark yet: every request is looked at once more.
INSERT INTO wakeups (request, at, stale) SELECT id, 0, 1 FROM requests WHERE true
ON CONFLICT (request) DO UPDATE SET stale = 1;
