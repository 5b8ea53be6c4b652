/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

/* What a desk keeps besides its document: chats and their messages, what changed, and the answers
 * to questions. */

/* Somebody who is told of a chat request, and as what. */
typedef struct
{
  BellRecord record;
  char      *person;
  int        as; /* BellPart */
} BellRecipient;

/* A chat session on a request: domain.md, "The life of a chat". */
typedef struct
{
  BellRecord  record;
  char       *request;
  gint64      sequence; /* 1 for the first chat of the request */
  char       *requested_by;
  BellInstant requested_at;
  int         status; /* BellChatStatus */
  GPtrArray  *told;   /* BellRecipient: who was told when it was asked for */
  char       *answered_by;
  BellInstant answered_at;
  char       *ended_by;
  BellInstant ended_at;
  char       *end_reason;
  char       *end_note;
  BellInstant abandoned_at;
  BellInstant lease_until; /* the person's page has this long to come back; null: no page is open */
  gboolean    present;     /* the person's page is connected */
  gint64      messages;    /* how many messages it has: the position of the last */
} BellChat;

typedef struct
{
  BellRecord  record;
  char       *chat;
  char       *author;
  int         side; /* BellSide */
  char       *body;
  BellInstant sent_at;
  gint64      position; /* 1 for the first message of the chat */
} BellMessage;

/* Somebody who has a chat open without having written in it. */
typedef struct
{
  BellRecord  record; /* id: chat and person */
  char       *chat;
  char       *person;
  BellInstant until; /* not looking any more after this, unless said again */
} BellLook;

/* A row of the change log. */
typedef struct
{
  BellRecord  record;
  gint64      seq;
  BellInstant at;
  char       *actor;
  char       *type;    /* the name of the subject's shape */
  char       *subject; /* its id */
  int         kind;    /* BellChangeKind */
  int         audience;
  char       *person; /* of BELL_AUDIENCE_PERSON: who may see it besides the agents */
  JsonNode   *details;
  BellRecord *now; /* the subject as it is when the change is read, if it still is */
} BellChange;

/* A sign-in to the server. The id is a hash of what the person's browser keeps. */
typedef struct
{
  BellRecord  record;
  char       *person;
  BellInstant created_at;
  BellInstant expires_at;
  char       *agent; /* what the browser says it is */
} BellLogin;

/* A sign-in as people are told of it: without what it is known by. */
typedef struct
{
  BellRecord  record;
  char       *person;
  BellInstant created_at;
  BellInstant expires_at; /* unless it is used until then */
  char       *agent;
  gboolean    current; /* it is the one with which the question was asked */
} BellOpenSession;

/* What a sign-in of a person is checked against. */
typedef struct
{
  BellRecord record;
  char      *person;
  char      *hash; /* null: no password is set */
  gboolean   active;
} BellAccount;

/* How many records of one type an import made, changed and left alone. */
typedef struct
{
  BellRecord record;
  char      *type; /* the collection, or "settings" */
  gint64     created;
  gint64     updated;
  gint64     unchanged;
} BellImported;

/* What an edit did to one record. To take it back is an ordinary edit, too,
 * from @now to @was. */
typedef struct
{
  BellRecord  record;
  BellRecord *now; /* as it is; null: it was removed */
  BellRecord *was; /* as it was; null: it is new */
} BellEdited;

/* One step of a decision: which records were looked at and why they were accepted or not. */
typedef struct
{
  BellRecord record;
  int        step; /* BellStepKind */
  char      *subject;
  char      *agreement;
  gboolean   accepted;
  int        code; /* BellCode */
  char      *reason;
} BellStep;

/* Whether chat is available on a request, why, and who would be told. */
typedef struct
{
  BellRecord record;
  gboolean   available;
  int        path; /* BellPath */
  char      *agreement;
  GPtrArray *steps;      /* BellStep */
  GPtrArray *recipients; /* BellRecipient */
  BellInstant
             until; /* when the answer becomes another one by itself; null: not in the next years */
  gboolean   then_available; /* whether chat is available from then on */
  GPtrArray *changes;        /* BellRemedy: what would make a no a yes */
} BellDecision;

/* Who is on call. */
typedef struct
{
  BellRecord  record;
  char       *primary;
  char       *backup_1;
  char       *backup_2;
  BellInstant until;
} BellOnCall;

/* A part of a span of time in which the same people are on call, or nobody. */
typedef struct
{
  BellRecord  record;
  BellInstant from;
  BellInstant until;
  char       *shift;     /* null: no shift is on */
  BellDate    first_day; /* null without a shift: the day that its first occurrence belongs to */
  BellDate    last_day;
  char       *primary;
  char       *backup_1;
  char       *backup_2;
  char      **away;    /* who would be among them, and is on vacation */
  gboolean    swapped; /* whether people stand in each other's place */
} BellTurn;

/* Which members the desk documents had that came to the desk, also those with nothing in them. */
typedef struct
{
  BellRecord record;
  char      *members; /* with spaces between */
} BellContents;

/* How far the change log goes, and which desk this is. */
typedef struct
{
  BellRecord record;
  char      *desk;
  gint64     seq;
} BellPosition;

extern const BellShape bell_recipient_shape;
extern const BellShape bell_chat_shape;
extern const BellShape bell_message_shape;
extern const BellShape bell_look_shape;
extern const BellShape bell_change_shape;
extern const BellShape bell_login_shape;
extern const BellShape bell_open_session_shape;
extern const BellShape bell_account_shape;
extern const BellShape bell_imported_shape;
extern const BellShape bell_edited_shape;
extern const BellShape bell_step_shape;
extern const BellShape bell_decision_shape;
extern const BellShape bell_on_call_shape;
extern const BellShape bell_turn_shape;
extern const BellShape bell_contents_shape;
extern const BellShape bell_position_shape;

/* The most characters one message may have. */
#define BELL_MESSAGE_MAX 20000

const BellShape *bell_shape_by_name (const char *name);
gboolean         bell_chat_is_open (const BellChat *chat);
