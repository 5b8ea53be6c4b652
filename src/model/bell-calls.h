/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-call.h"
#include "bell-calls-edits.h"
#include "bell-calls-time.h"

/* Gives the new request. Without @requested_by it is the actor's own. */
typedef struct
{
  BellRecord record;
  char      *offering;
  char      *requested_by;
  char      *title;
  char      *description;
  int        priority;
} BellRequestNew;

/* Gives the chat that is now open on the request, new or not. */
typedef struct
{
  BellRecord record;
  char      *request;
} BellChatAsk;

/* Says that the actor has the chat open, or has it no more. Gives nothing. */
typedef struct
{
  BellRecord record;
  char      *chat;
  gboolean   looking;
} BellChatLook;

/* Sends a message; its id is the call's. The first of an agent answers the chat. Gives the message
 * and the chat. @join: write although another agent has answered. */
typedef struct
{
  BellRecord record;
  char      *chat;
  char      *body;
  gboolean   join;
} BellChatSend;

/* The person leaves the chat. Gives the chat. */
typedef struct
{
  BellRecord record;
  char      *chat;
} BellChatLeave;

/* Gives the chat. */
typedef struct
{
  BellRecord record;
  char      *chat;
  char      *reason;
  char      *note;
} BellChatEnd;

/* Says that a page of the person is connected to @holder, or none is any more; when none is to any,
 * the grace begins. Said again now and then while one is. Gives the chat. */
typedef struct
{
  BellRecord record;
  char      *chat;
  char      *holder;
  gboolean   present;
} BellChatAttend;

/* Abandons the chats whose person did not come back in time. Gives those that are abandoned now,
 * and the one whose time is over next, if any. */
typedef struct
{
  BellRecord record;
} BellChatExpire;

/* Brings a desk document to the desk, all of it or nothing. Gives a #BellImported for each type. */
typedef struct
{
  BellRecord record;
  JsonNode  *document;
  gboolean   dry_run;
} BellDeskImport;

/* Copies the desk, as it is on disk, into a new file of this computer. Gives nothing. */
typedef struct
{
  BellRecord record;
  char      *file;
} BellDeskBackup;

/* Checks that the store is whole and the chain of its changes unbroken. Gives a #BellPosition. */
typedef struct
{
  BellRecord record;
} BellDeskVerify;

/* Sets what the person's password is checked against. Gives nothing. */
typedef struct
{
  BellRecord record;
  char      *person;
  char      *hash;
} BellPasswordSet;

/* Remembers a sign-in. With a hash it is refused unless the person's password still is the one that
 * was checked against it. Gives the login. */
typedef struct
{
  BellRecord  record;
  char       *login;
  char       *person;
  BellInstant expires_at;
  char       *hash;
  char       *agent;
} BellLoginOpen;

typedef struct
{
  BellRecord record;
  char      *login;
} BellLoginClose;

/* Has a sign-in last until then, as it is used. Gives nothing. */
typedef struct
{
  BellRecord  record;
  char       *login;
  BellInstant expires_at;
} BellLoginRenew;

/* Gives a #BellOpenSession for each sign-in of a person, the newest first; of who asks by default,
 * and of everybody if the keeper does. The login is the one to be marked as the current one. */
typedef struct
{
  BellRecord record;
  char      *person;
  char      *login;
} BellSessionList;

/* Ends a sign-in. Gives nothing. */
typedef struct
{
  BellRecord record;
  char      *session;
} BellSessionClose;

/* Gives the records of a collection of the desk document, by id; not the requests. */
typedef struct
{
  BellRecord record;
  char      *collection;
} BellDeskRecords;

/* Gives one record of a collection of the desk document. */
typedef struct
{
  BellRecord record;
  char      *collection;
  char      *subject;
} BellDeskRecord;

/* Gives all that a desk document holds: settings and records. */
typedef struct
{
  BellRecord record;
  gboolean   with_requests;
} BellDeskExport;

/* Gives a #BellPosition. */
typedef struct
{
  BellRecord record;
} BellDeskPosition;

/* Gives changes after one, oldest first, as far as the actor may see them. */
typedef struct
{
  BellRecord record;
  gint64     after;
  gint64     limit;
} BellDeskChanges;

/* Gives requests after the one with id @after: those in which all that is given is so, and whose
 * id, title or person contains a text. By creation the newest is first; otherwise the smallest text
 * or number, the highest priority, and last what has none. Reversed it is the other way round. */
typedef struct
{
  BellRecord record;
  char      *requested_by;
  int        phase;
  int        priority;
  int        kind;
  char      *offering;
  char      *actual_service;
  char      *owner;
  char      *assigned_group;
  char      *search;
  int        sort; /* BellRequestOrder */
  gboolean   reversed;
  char      *after;
  gint64     limit;
} BellRequestPage;

/* Gives the request, the person, and its chats. */
typedef struct
{
  BellRecord record;
  char      *request;
} BellRequestGet;

/* Gives the chat, its request, its person, and who is looking at it. */
typedef struct
{
  BellRecord record;
  char      *chat;
} BellChatGet;

/* Gives pending chats that concern @person, oldest first, each with its request and person; of only
 * one chat if @chat names it. */
typedef struct
{
  BellRecord record;
  char      *person;
  char      *chat;
} BellChatPending;

/* Gives the active chats that @person answered, oldest first, each with its request and person. */
typedef struct
{
  BellRecord record;
  char      *person;
} BellChatMine;

/* Gives messages in order: those after a position, or the last ones before one. */
typedef struct
{
  BellRecord record;
  char      *chat;
  gint64     after;
  gint64     before; /* 0: from the end */
  gint64     limit;
} BellMessagePage;

/* Gives the #BellDecision on a request. */
typedef struct
{
  BellRecord  record;
  char       *request;
  BellInstant at;
} BellDecisionGet;

/* Gives the #BellDecision on a request that is not made yet. */
typedef struct
{
  BellRecord  record;
  char       *offering;
  char       *service;
  char       *requested_by;
  int         priority;
  BellInstant at;
} BellDecisionTry;

/* Gives the #BellClock of each target of a request, and a #BellWakeup with its next target time. */
typedef struct
{
  BellRecord  record;
  char       *request;
  BellInstant at;
} BellClockList;

/* Logs the targets that are warned of or missed by now, in order, each once. Gives a #BellWakeup:
 * when to call again, also if nothing changes until then. */
typedef struct
{
  BellRecord record;
} BellClockTend;

/* Gives a #BellCoverageRow for each active offering. */
typedef struct
{
  BellRecord  record;
  BellInstant at;
} BellDeskCoverage;

/* Gives the #BellEffect that importing a desk document would have on offerings and on the requests
 * that are open; changes nothing. */
typedef struct
{
  BellRecord  record;
  JsonNode   *document;
  BellInstant at;
} BellDeskEffect;

/* Gives the #BellBacktest of all requests that there were until now: what their targets would have
 * come to had the records of the document always been so. */
typedef struct
{
  BellRecord  record;
  JsonNode   *document;
  BellInstant at;
} BellDeskBacktest;

/* Gives a #BellFinding for each thing about the desk's configuration that is hardly meant. */
typedef struct
{
  BellRecord  record;
  BellInstant at;
} BellDeskLint;

/* Gives the #BellAccount whose person has this id or e-mail address. */
typedef struct
{
  BellRecord record;
  char      *name;
} BellAccountGet;

typedef struct
{
  BellRecord record;
  char      *login;
} BellLoginGet;

extern const BellCallType bell_call_request_new;
extern const BellCallType bell_call_chat_ask;
extern const BellCallType bell_call_chat_look;
extern const BellCallType bell_call_chat_send;
extern const BellCallType bell_call_chat_leave;
extern const BellCallType bell_call_chat_end;
extern const BellCallType bell_call_chat_attend;
extern const BellCallType bell_call_chat_expire;
extern const BellCallType bell_call_desk_import;
extern const BellCallType bell_call_desk_backup;
extern const BellCallType bell_call_desk_verify;
extern const BellCallType bell_call_password_set;
extern const BellCallType bell_call_login_open;
extern const BellCallType bell_call_login_close;
extern const BellCallType bell_call_login_renew;
extern const BellCallType bell_call_session_list;
extern const BellCallType bell_call_session_close;
extern const BellCallType bell_call_desk_records;
extern const BellCallType bell_call_desk_record;
extern const BellCallType bell_call_desk_export;
extern const BellCallType bell_call_desk_position;
extern const BellCallType bell_call_desk_changes;
extern const BellCallType bell_call_request_list;
extern const BellCallType bell_call_request_get;
extern const BellCallType bell_call_chat_get;
extern const BellCallType bell_call_chat_pending;
extern const BellCallType bell_call_chat_mine;
extern const BellCallType bell_call_message_list;
extern const BellCallType bell_call_decision_get;
extern const BellCallType bell_call_decision_try;
extern const BellCallType bell_call_on_call_get;
extern const BellCallType bell_call_on_call_turns;
extern const BellCallType bell_call_clock_list;
extern const BellCallType bell_call_clock_tend;
extern const BellCallType bell_call_desk_coverage;
extern const BellCallType bell_call_desk_effect;
extern const BellCallType bell_call_desk_backtest;
extern const BellCallType bell_call_calendar_due;
extern const BellCallType bell_call_calendar_elapsed;
extern const BellCallType bell_call_desk_lint;
extern const BellCallType bell_call_account_get;
extern const BellCallType bell_call_login_get;

/* All of them. */
extern const BellCallType *const bell_calls[];
extern const guint               bell_n_calls;

gpointer bell_call_new (const BellCallType *type);
gboolean bell_call_gives (const BellCallType *type, const BellShape *shape);
