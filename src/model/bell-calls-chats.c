/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-calls-private.h"

/* Calls about requests, their chats and the messages in them. */

static const BellField request_new_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellRequestNew, offering, REF, REQUIRED, .shape = &bell_offering_shape),
  BELL_FIELD (BellRequestNew, requested_by, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellRequestNew, title, TEXT, REQUIRED, .min = 1, .max = 200),
  BELL_FIELD (BellRequestNew, description, TEXT, .flags = BELL_FIELD_LINES, .max = 20000),
  BELL_FIELD (BellRequestNew,
              priority,
              ENUM,
              .values = &bell_priority_type,
              .fallback = BELL_PRIORITY_MEDIUM),
};
CALL (request_new,
      BellRequestNew,
      "request.new",
      POST,
      "/requests",
      TRUE,
      GIVES (&bell_request_shape),
      "Makes a request.");

static const BellField chat_ask_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellChatAsk, request, REF, IN_PATH, .shape = &bell_request_shape),
};
CALL (chat_ask,
      BellChatAsk,
      "chat.ask",
      POST,
      "/requests/{request}/chats",
      TRUE,
      GIVES (&bell_chat_shape),
      "Asks for a chat on a request; the one that is open, if there is one.");

static const BellField chat_look_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellChatLook, chat, REF, IN_PATH, .shape = &bell_chat_shape),
  BELL_FIELD (BellChatLook, looking, BOOL, REQUIRED),
};
CALL (chat_look,
      BellChatLook,
      "chat.look",
      PUT,
      "/chats/{chat}/look",
      TRUE,
      NOTHING,
      "Says that an agent has a chat open, or has it no more.");

static const BellField chat_send_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellChatSend, chat, REF, IN_PATH, .shape = &bell_chat_shape),
  BELL_FIELD (BellChatSend,
              body,
              TEXT,
              REQUIRED | BELL_FIELD_LINES,
              .min = 1,
              .max = BELL_MESSAGE_MAX),
  BELL_FIELD (BellChatSend, join, BOOL),
};
CALL (chat_send,
      BellChatSend,
      "chat.send",
      POST,
      "/chats/{chat}/messages",
      TRUE,
      GIVES (&bell_message_shape, &bell_chat_shape, &bell_person_shape),
      "Sends a message; the first one of an agent answers the chat.");

static const BellField chat_leave_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellChatLeave, chat, REF, IN_PATH, .shape = &bell_chat_shape),
};
CALL (chat_leave,
      BellChatLeave,
      "chat.leave",
      POST,
      "/chats/{chat}/leave",
      TRUE,
      GIVES (&bell_chat_shape),
      "Leaves a chat that one has asked for.");

static const BellField chat_end_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellChatEnd, chat, REF, IN_PATH, .shape = &bell_chat_shape),
  BELL_FIELD (BellChatEnd, reason, TEXT, NULLABLE, .min = 1, .max = 200),
  BELL_FIELD (BellChatEnd, note, TEXT, NULLABLE | BELL_FIELD_LINES, .max = 4000),
};
CALL (chat_end,
      BellChatEnd,
      "chat.end",
      POST,
      "/chats/{chat}/end",
      TRUE,
      GIVES (&bell_chat_shape),
      "Ends a chat.");

static const BellField chat_attend_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellChatAttend, chat, REF, REQUIRED, .shape = &bell_chat_shape),
  BELL_FIELD (BellChatAttend, holder, TEXT, REQUIRED, .min = 1, .max = 64),
  BELL_FIELD (BellChatAttend, present, BOOL, REQUIRED),
};
CALL (chat_attend,
      BellChatAttend,
      "chat.attend",
      NONE,
      NULL,
      TRUE,
      GIVES (&bell_chat_shape),
      "Says that a page of the person is connected, or is no more.");

static const BellField chat_expire_fields[] = { BELL_FIELD_OF_ID };
CALL (chat_expire,
      BellChatExpire,
      "chat.expire",
      NONE,
      NULL,
      TRUE,
      GIVES (&bell_chat_shape),
      "Abandons the chats whose person did not come back in time.");

static const BellField request_list_fields[] = {
  BELL_FIELD (BellRequestPage, requested_by, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellRequestPage, phase, ENUM, NULLABLE, .values = &bell_phase_type),
  BELL_FIELD (BellRequestPage, priority, ENUM, NULLABLE, .values = &bell_priority_type),
  BELL_FIELD (BellRequestPage, kind, ENUM, NULLABLE, .values = &bell_kind_type),
  BELL_FIELD (BellRequestPage, offering, REF, NULLABLE, .shape = &bell_offering_shape),
  BELL_FIELD (BellRequestPage, actual_service, REF, NULLABLE, .shape = &bell_service_shape),
  BELL_FIELD (BellRequestPage, owner, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellRequestPage, assigned_group, REF, NULLABLE, .shape = &bell_group_shape),
  BELL_FIELD (BellRequestPage, search, TEXT, NULLABLE, .max = 200),
  BELL_FIELD (BellRequestPage, sort, ENUM, .values = &bell_request_order_type),
  BELL_FIELD (BellRequestPage, reversed, BOOL),
  BELL_FIELD (BellRequestPage, after, REF, NULLABLE, .shape = &bell_request_shape),
  BELL_FIELD (BellRequestPage, limit, INT, LIMIT),
};
CALL (request_list,
      BellRequestPage,
      "request.list",
      GET,
      "/requests",
      FALSE,
      GIVES (&bell_request_shape, &bell_person_shape),
      "Gives requests, newest first or in another order.");

static const BellField request_get_fields[] = {
  BELL_FIELD (BellRequestGet, request, REF, IN_PATH, .shape = &bell_request_shape),
};
CALL (request_get,
      BellRequestGet,
      "request.get",
      GET,
      "/requests/{request}",
      FALSE,
      GIVES (&bell_request_shape, &bell_person_shape, &bell_chat_shape),
      "Gives a request with its person and its chats.");

static const BellField chat_get_fields[] = {
  BELL_FIELD (BellChatGet, chat, REF, IN_PATH, .shape = &bell_chat_shape),
};
CALL (chat_get,
      BellChatGet,
      "chat.get",
      GET,
      "/chats/{chat}",
      FALSE,
      GIVES (&bell_chat_shape, &bell_request_shape, &bell_person_shape, &bell_look_shape),
      "Gives a chat with its request, its people and who is looking.");

static const BellField chat_pending_fields[] = {
  BELL_FIELD (BellChatPending, person, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellChatPending, chat, REF, NULLABLE, .shape = &bell_chat_shape),
};
CALL (chat_pending,
      BellChatPending,
      "chat.pending",
      GET,
      "/pending-chats",
      FALSE,
      GIVES (&bell_chat_shape, &bell_request_shape, &bell_person_shape),
      "Gives pending chats that concern a person, oldest first.");

static const BellField chat_mine_fields[] = {
  BELL_FIELD (BellChatMine, person, REF, NULLABLE, .shape = &bell_person_shape),
};
CALL (chat_mine,
      BellChatMine,
      "chat.mine",
      GET,
      "/my-chats",
      FALSE,
      GIVES (&bell_chat_shape, &bell_request_shape, &bell_person_shape),
      "Gives the active chats that a person has answered.");

static const BellField message_list_fields[] = {
  BELL_FIELD (BellMessagePage, chat, REF, IN_PATH, .shape = &bell_chat_shape),
  BELL_FIELD (BellMessagePage, after, INT, COUNT),
  BELL_FIELD (BellMessagePage, before, INT, COUNT),
  BELL_FIELD (BellMessagePage, limit, INT, LIMIT),
};
CALL (message_list,
      BellMessagePage,
      "message.list",
      GET,
      "/chats/{chat}/messages",
      FALSE,
      GIVES (&bell_message_shape, &bell_person_shape),
      "Gives messages of a chat in order.");
