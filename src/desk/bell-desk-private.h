/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-desk.h"

/**
 * BellDeskContext:
 * @desk: the desk
 * @db: a connection in a transaction
 * @actor: (nullable): who calls; %NULL for the keeper of the store, who may everything
 * @person: (nullable): the actor's record
 * @now: when
 * @policy: (transfer none): the configuration as it is in this transaction
 * @read: (nullable): the chat or the request that was read to see who may call
 *
 * One call while it is carried out.
 */
typedef struct
{
  BellDesk         *desk;
  BellDb           *db;
  const char       *actor;
  const BellPerson *person;
  BellInstant       now;
  BellPolicy       *policy;
  BellRecord       *read;
} BellDeskContext;

/* What carries a call out. Returns: (transfer full) (nullable): the records it gives. */
typedef GPtrArray *(*BellDeskHandler) (BellDeskContext *context, gpointer call, GError **error);

/* What finds the answer of a command that was carried out before in what it has made, which has its
 * id. @is_another: something else has this id. Returns: whether it could be looked for. */
typedef gboolean (*BellDeskMemory) (BellDeskContext *context,
                                    gpointer         call,
                                    GPtrArray      **answer,
                                    gboolean        *is_another,
                                    GError         **error);

GPtrArray *bell_desk_request_new (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_request_list (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_request_get (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_chat_ask (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_chat_send (BellDeskContext *context, gpointer call, GError **error);
void       bell_desk_chat_foresee (BellDb *db, gpointer call);
gboolean   bell_desk_chat_sent (BellDeskContext *context,
                                gpointer         call,
                                GPtrArray      **answer,
                                gboolean        *is_another,
                                GError         **error);
GPtrArray *bell_desk_chat_leave (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_chat_end (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_chat_look (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_chat_attend (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_chat_expire (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_chat_get (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_chat_pending (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_chat_mine (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_message_list (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_import (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_export (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_records (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_record (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_position (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_backup (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_verify (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_changes (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_decision_get (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_decision_try (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_on_call_get (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_on_call_turns (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_clock_list (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_clock_tend (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_coverage (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_effect (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_backtest (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_calendar_due (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_calendar_elapsed (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_lint (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_overview (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_record_put (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_record_remove (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_record_history (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_settings_get (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_settings_put (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_request_change (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_password_set (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_login_open (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_login_close (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_login_renew (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_session_list (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_session_close (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_account_get (BellDeskContext *context, gpointer call, GError **error);
GPtrArray *bell_desk_login_get (BellDeskContext *context, gpointer call, GError **error);

/* Who may call. */
gboolean bell_permissions_check (BellDeskContext *context, gpointer call, GError **error);
gboolean bell_context_is_agent (const BellDeskContext *context);
gboolean bell_context_is_admin (const BellDeskContext *context);

/* The time that a question is about. */
BellInstant bell_context_time (const BellDeskContext *context, BellInstant at);

/* Writing a record and its change. */
gboolean  bell_desk_log (BellDeskContext *context,
                         const BellShape *shape,
                         const char      *subject,
                         BellChangeKind   kind,
                         const char      *person,
                         JsonNode        *details,
                         GError         **error);
gboolean  bell_desk_log_new (BellDeskContext *context,
                             BellRecord      *record,
                             const char      *person,
                             GError         **error);
gboolean  bell_desk_put (BellDeskContext  *context,
                         const BellRecord *old,
                         BellRecord       *record,
                         BellChangeKind    kind,
                         const char       *person,
                         GError          **error);
JsonNode *bell_desk_difference (const BellRecord *old, const BellRecord *record);
gboolean  bell_desk_log_chat (BellDeskContext *context,
                              const BellChat  *old,
                              BellChangeKind   kind,
                              BellChat       **now,
                              GError         **error);

/* Bringing a document to the desk, whole or one record of it. */
gboolean bell_desk_find_old (BellDeskContext *context,
                             const BellShape *shape,
                             const char      *id,
                             BellRecord     **old,
                             GError         **error);
gboolean bell_desk_bring (BellDeskContext *context,
                          BellDocument    *document,
                          gboolean         dry_run,
                          GPtrArray       *answer,
                          GError         **error);
gboolean bell_desk_renew_configuration (BellDeskContext *context, GError **error);

/* Whether a record still is what its editor has read. */
gboolean bell_desk_check_was (BellDeskContext  *context,
                              const BellShape  *shape,
                              const char       *id,
                              const BellRecord *old,
                              JsonNode         *was,
                              GError          **error);

GArray    *bell_desk_history (BellDeskContext *context, const BellRequest *request, GError **error);
GPtrArray *bell_desk_read_edits (BellDeskContext *context, JsonNode *node, GError **error);

/* Lists of records. */
GPtrArray *bell_answer (gpointer record);
gboolean   bell_add_person (BellDeskContext *context, GPtrArray *records, const char *id);
BellChat  *bell_find_chat (BellDeskContext *context, const char *id, GError **error);
gboolean
bell_check_known (BellDeskContext *context, const BellShape *shape, const char *id, GError **error);
BellRequest *bell_find_request (BellDeskContext *context, const char *id, GError **error);
