/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

#include <glib/gi18n.h>

/* What deskbellctl's exit status means: see data/desk-document.md. */
typedef enum
{
  CTL_DONE = 0,
  CTL_NO = 1,
  CTL_BAD_INPUT = 2,
  CTL_NO_STORE = 3,
  CTL_NOT_PERMITTED = 4,
} CtlStatus;

/**
 * Ctl:
 * @store_location: where the desk is
 * @is_default: whether that is where a desk is if nothing else is said
 * @json: whether to answer in JSON
 * @now: the time to answer as of, or %BELL_INSTANT_NONE
 * @command: the words of the command, for error messages
 * @is_remote: whether the desk is elsewhere, behind a server
 * @store: (nullable): the desk, once it is open
 * @actor: (nullable): as whom to act
 *
 * One run of the program.
 */
typedef struct
{
  char       *store_location;
  gboolean    is_default;
  gboolean    is_remote;
  gboolean    json;
  BellInstant now;
  const char *command;
  BellStore  *store;
  const char *actor;
} Ctl;

/**
 * CtlCommand:
 * @name: its words: "request new"
 * @arguments: what comes after them, for the usage; ctl-values.c says what its words stand for
 * @summary: what it does, without a stop at the end
 * @n_min: how many arguments there are at least
 * @n_max: and at most
 * @run: does it
 * @options: (nullable): the options that it takes; their values are words of ctl-values.c, too
 * @description: (nullable): what else there is to know, in paragraphs with an empty line between
 * @is_only_here: whether it can only be done where the desk is, and not over the wire
 *
 * A command. The help, the manual page and the completions of the shells are made of these, so that
 * nothing says again which commands and options there are.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  guint       n_min;
  guint       n_max;
  CtlStatus (*run) (Ctl *ctl, char **arguments);
  const GOptionEntry *options;
  const char         *description;
  gboolean            is_only_here;
} CtlCommand;

extern const CtlCommand *const ctl_commands[];

const CtlCommand *ctl_find_command (char **words, guint *n_words);

CtlStatus  ctl_status_of (const GError *error);
CtlStatus  ctl_fail (Ctl *ctl, const char *what, const GError *error);
CtlStatus  ctl_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);
gboolean   ctl_open (Ctl *ctl, BellStoreFlags flags, CtlStatus *status);
void       ctl_close (Ctl *ctl);
GPtrArray *ctl_call (Ctl *ctl, gpointer call, GError **error);
gboolean   ctl_wait (gboolean (*is_done) (gpointer data), gpointer data);
void       ctl_keep_result (GObject *object, GAsyncResult *result, gpointer user_data);
gboolean   ctl_has_result (gpointer data);
CtlStatus  ctl_run (Ctl           *ctl,
                    BellStoreFlags flags,
                    gpointer       call,
                    CtlStatus (*show) (Ctl *ctl, GPtrArray *records));

void  ctl_print_json (JsonNode *node);
void  ctl_print_record_json (gconstpointer record);
void  ctl_print_list_json (GPtrArray *records, const BellShape *shape);
char *ctl_format_time (BellInstant instant);
guint ctl_count (GPtrArray *records, const BellShape *shape);

extern const CtlCommand ctl_command_help;
extern const CtlCommand ctl_command_import;
extern const CtlCommand ctl_command_export;
extern const CtlCommand ctl_command_backup;
extern const CtlCommand ctl_command_verify;
extern const CtlCommand ctl_command_holidays;
extern const CtlCommand ctl_command_lint;
extern const CtlCommand ctl_command_check;
extern const CtlCommand ctl_command_on_call;
extern const CtlCommand ctl_command_clocks;
extern const CtlCommand ctl_command_coverage;
extern const CtlCommand ctl_command_effect;
extern const CtlCommand ctl_command_backtest;
extern const CtlCommand ctl_command_due;
extern const CtlCommand ctl_command_elapsed;
extern const CtlCommand ctl_command_request_new;
extern const CtlCommand ctl_command_request_list;
extern const CtlCommand ctl_command_request_show;
extern const CtlCommand ctl_command_chat_ask;
extern const CtlCommand ctl_command_chat_pending;
extern const CtlCommand ctl_command_chat_look;
extern const CtlCommand ctl_command_chat_send;
extern const CtlCommand ctl_command_chat_leave;
extern const CtlCommand ctl_command_chat_end;
extern const CtlCommand ctl_command_chat_transcript;
extern const CtlCommand ctl_command_user_set_password;
extern const CtlCommand ctl_command_user_add;
extern const CtlCommand ctl_command_user_list;
extern const CtlCommand ctl_command_session_list;
extern const CtlCommand ctl_command_session_close;
extern const CtlCommand ctl_command_serve;
