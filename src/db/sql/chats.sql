-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: chats_of_request
SELECT {chats} FROM chats WHERE request = $1 ORDER BY sequence;

-- name: chat_open_of_request
SELECT {chats} FROM chats WHERE request = $1 AND status IN ('pending', 'active');

-- name: chat_last_sequence
SELECT max(sequence) AS sequence FROM chats WHERE request = $1;

-- name: chats_pending
SELECT {chats} FROM chats WHERE status = 'pending' ORDER BY requested_at, id;

-- name: chats_active_of
SELECT {chats} FROM chats WHERE answered_by = $1 AND status = 'active' ORDER BY requested_at, id;

-- name: chat_answer
-- One conditional step: of two agents who write at the same moment, one answers.
UPDATE chats SET status = 'active', answered_by = $2, answered_at = $3
WHERE id = $1 AND status = 'pending';

-- name: chat_end
UPDATE chats SET status = 'ended', ended_by = $2, ended_at = $3, end_reason = $4, end_note = $5,
  lease_until = NULL, present = 0
WHERE id = $1 AND status IN ('pending', 'active');

-- name: chat_abandon
UPDATE chats SET status = 'abandoned', abandoned_at = $2, lease_until = NULL, present = 0
WHERE id = $1 AND status IN ('pending', 'active');

-- name: chat_attend
UPDATE chats SET present = $2, lease_until = $3
WHERE id = $1 AND status IN ('pending', 'active');

-- name: attendance_put
INSERT INTO attendances (chat, holder, until) VALUES ($1, $2, $3)
ON CONFLICT (chat, holder) DO UPDATE SET until = excluded.until;

-- name: attendance_remove
DELETE FROM attendances WHERE chat = $1 AND holder = $2;

-- name: attendance_last
SELECT max(until) AS until FROM attendances WHERE chat = $1 AND until > $2;

-- name: attendances_forget
DELETE FROM attendances WHERE until <= $1;

-- name: chat_count_message
UPDATE chats SET messages = messages + 1 WHERE id = $1;

-- name: chats_expired
SELECT {chats} FROM chats WHERE lease_until <= $1 AND status IN ('pending', 'active')
ORDER BY lease_until, id;

-- name: chat_next_lease
SELECT {chats} FROM chats WHERE lease_until IS NOT NULL AND status IN ('pending', 'active')
ORDER BY lease_until, id LIMIT 1;

-- name: messages_after
SELECT {messages} FROM messages WHERE chat = $1 AND position > $2 ORDER BY position LIMIT $3;

-- name: messages_before
SELECT {messages} FROM messages WHERE chat = $1 AND position < $2 ORDER BY position DESC LIMIT $3;

-- name: looks_of_chat
SELECT {looks} FROM looks WHERE chat = $1 AND until > $2 ORDER BY person;

-- name: looks_of_person_forget
DELETE FROM looks WHERE person = $1;

-- name: messages_of_author
SELECT id FROM messages WHERE chat = $1 AND author = $2 LIMIT 1;

-- name: people_of_messages
SELECT DISTINCT author FROM messages WHERE chat = $1 AND author IS NOT NULL ORDER BY author;
