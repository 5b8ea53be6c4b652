/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"

#include "bell-json.h"
#include "bell-overview.h"
#include "bell-veil.h"

/* How long the answer of a command is remembered. */
#define REMEMBER_COMMANDS (30 * G_TIME_SPAN_DAY)

struct _BellDesk
{
  GMutex      lock;
  BellPolicy *policy;  /* guarded by the lock */
  char       *version; /* of the configuration that it holds, likewise */
  BellInstant now;     /* set once, before any call */
};

static const struct
{
  const BellCallType *type;
  BellDeskHandler     handler;
  BellDeskMemory      memory; /* NULL: a command is kept with its answer */
  void (*foresee) (BellDb *db, gpointer call);
} handlers[] = {
  { &bell_call_request_new, bell_desk_request_new },
  { &bell_call_request_list, bell_desk_request_list },
  { &bell_call_request_get, bell_desk_request_get },
  { &bell_call_chat_ask, bell_desk_chat_ask },
  { &bell_call_chat_send, bell_desk_chat_send, bell_desk_chat_sent, bell_desk_chat_foresee },
  { &bell_call_chat_leave, bell_desk_chat_leave },
  { &bell_call_chat_end, bell_desk_chat_end },
  { &bell_call_chat_look, bell_desk_chat_look },
  { &bell_call_chat_attend, bell_desk_chat_attend },
  { &bell_call_chat_expire, bell_desk_chat_expire },
  { &bell_call_chat_get, bell_desk_chat_get },
  { &bell_call_chat_pending, bell_desk_chat_pending },
  { &bell_call_chat_mine, bell_desk_chat_mine },
  { &bell_call_message_list, bell_desk_message_list },
  { &bell_call_desk_import, bell_desk_import },
  { &bell_call_desk_export, bell_desk_export },
  { &bell_call_desk_records, bell_desk_records },
  { &bell_call_desk_record, bell_desk_record },
  { &bell_call_desk_position, bell_desk_position },
  { &bell_call_desk_changes, bell_desk_changes },
  { &bell_call_desk_backup, bell_desk_backup },
  { &bell_call_desk_verify, bell_desk_verify },
  { &bell_call_decision_get, bell_desk_decision_get },
  { &bell_call_decision_try, bell_desk_decision_try },
  { &bell_call_on_call_get, bell_desk_on_call_get },
  { &bell_call_on_call_turns, bell_desk_on_call_turns },
  { &bell_call_clock_list, bell_desk_clock_list },
  { &bell_call_clock_tend, bell_desk_clock_tend },
  { &bell_call_desk_coverage, bell_desk_coverage },
  { &bell_call_desk_effect, bell_desk_effect },
  { &bell_call_desk_backtest, bell_desk_backtest },
  { &bell_call_calendar_due, bell_desk_calendar_due },
  { &bell_call_calendar_elapsed, bell_desk_calendar_elapsed },
  { &bell_call_desk_lint, bell_desk_lint },
  { &bell_call_desk_overview, bell_desk_overview },
  { &bell_call_record_put, bell_desk_record_put },
  { &bell_call_record_remove, bell_desk_record_remove },
  { &bell_call_record_history, bell_desk_record_history },
  { &bell_call_settings_get, bell_desk_settings_get },
  { &bell_call_settings_put, bell_desk_settings_put },
  { &bell_call_request_change, bell_desk_request_change },
  { &bell_call_password_set, bell_desk_password_set },
  { &bell_call_login_open, bell_desk_login_open },
  { &bell_call_login_close, bell_desk_login_close },
  { &bell_call_login_renew, bell_desk_login_renew },
  { &bell_call_session_list, bell_desk_session_list },
  { &bell_call_session_close, bell_desk_session_close },
  { &bell_call_account_get, bell_desk_account_get },
  { &bell_call_login_get, bell_desk_login_get },
};

/**
 * bell_desk_new:
 *
 * Returns: (transfer full): a desk, which keeps nothing but the configuration it has read
 */
BellDesk *
bell_desk_new (void)
{
  BellDesk *self = g_atomic_rc_box_new0 (BellDesk);

  g_mutex_init (&self->lock);
  self->now = BELL_INSTANT_NONE;

  return self;
}

/**
 * bell_desk_ref:
 * @self: a desk
 *
 * Returns: (transfer full): @self
 */
BellDesk *
bell_desk_ref (BellDesk *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
desk_clear (gpointer data)
{
  BellDesk *self = data;

  g_clear_pointer (&self->policy, bell_policy_unref);
  g_free (self->version);
  g_mutex_clear (&self->lock);
}

/**
 * bell_desk_unref:
 * @self: (transfer full): a desk
 *
 * Gives a reference back.
 */
void
bell_desk_unref (BellDesk *self)
{
  g_atomic_rc_box_release_full (self, desk_clear);
}

/**
 * bell_desk_set_now:
 * @self: a desk that nobody has called yet
 * @now: a point in time
 *
 * Makes the desk act as of @now, whatever the clock says (deskbellctl --now).
 */
void
bell_desk_set_now (BellDesk *self, BellInstant now)
{
  self->now = now;
}

static BellDocument *
load_configuration (BellDb *db, GError **error)
{
  g_autoptr (BellDocument) document = bell_document_new ();
  g_autoptr (GPtrArray) settings = bell_db_all (db, &bell_settings_shape, error);

  if (settings == NULL)
    return NULL;
  if (settings->len > 0)
    bell_document_set_settings (document, settings->pdata[0]);

  for (guint i = 0; bell_collections[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) records = NULL;

      if (bell_collections[i] == &bell_request_shape)
        continue;

      records = bell_db_all (db, bell_collections[i], error);
      if (records == NULL)
        return NULL;
      for (guint r = 0; r < records->len; r++)
        bell_document_add (document, records->pdata[r]);
    }

  return g_steal_pointer (&document);
}

/* The configuration as it is in this transaction. A version is never used twice, so that one which
 * was read in a transaction that was taken back is not mistaken for another. */
static BellPolicy *
find_policy (BellDesk *self, BellDb *db, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *version = bell_db_get_meta (db, "configuration", &problem);
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (BellDocument) document = NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  locker = g_mutex_locker_new (&self->lock);
  if (self->policy != NULL && g_strcmp0 (self->version, version) == 0)
    return bell_policy_ref (self->policy);

  document = load_configuration (db, error);
  if (document == NULL)
    return NULL;
  g_clear_pointer (&self->policy, bell_policy_unref);
  self->policy = bell_policy_new (document);
  g_set_str (&self->version, version);

  return bell_policy_ref (self->policy);
}

/* Only what comes over a line that may break is sent twice. */
static gboolean
is_remembered (gpointer call)
{
  return BELL_CALL_TYPE (call)->changes && BELL_CALL_TYPE (call)->method == BELL_METHOD_POST;
}

static gboolean
refuse_id (gpointer call, GError **error)
{
  g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "the id \"%s\" belongs to another command",
               BELL_RECORD (call)->id);

  return FALSE;
}

/* Whether no message has the id, which would be that of the command that sent it. */
static gboolean
check_free (BellDeskContext *context, gpointer call, GError **error)
{
  g_autoptr (GPtrArray) found
      = bell_db_records (context->db, &bell_message_shape, "message:get",
                         g_variant_new ("(s)", BELL_RECORD (call)->id), error);

  if (found == NULL)
    return FALSE;

  return found->len == 0 || refuse_id (call, error);
}

/* What a command with this id answered before, from where commands are kept. */
static gboolean
recall (BellDeskContext *context, gpointer call, GPtrArray **answer, GError **error)
{
  g_autoptr (BellRows) rows = NULL;
  g_autoptr (JsonNode) node = NULL;

  rows = bell_db_query (context->db, "command_get", g_variant_new ("(s)", BELL_RECORD (call)->id),
                        error);
  if (rows == NULL)
    return FALSE;

  if (bell_rows_count (rows) == 0)
    return check_free (context, call, error);

  if (g_strcmp0 (bell_rows_text (rows, 0, "actor"), context->actor) != 0
      || g_strcmp0 (bell_rows_text (rows, 0, "name"), BELL_CALL_TYPE (call)->shape.name) != 0)
    return refuse_id (call, error);

  node = bell_json_read (bell_rows_text (rows, 0, "answer"), error);
  if (node == NULL)
    return FALSE;
  *answer = bell_records_from_wire (node, error);

  return *answer != NULL;
}

static gboolean
remember (BellDeskContext *context, gpointer call, GPtrArray *answer, GError **error)
{
  g_autoptr (GString) text = g_string_sized_new (1024);

  bell_records_append_wire (answer, text);

  return bell_db_run (context->db, "command_put",
                      g_variant_new ("(smssxs)", BELL_RECORD (call)->id, context->actor,
                                     BELL_CALL_TYPE (call)->shape.name, context->now, text->str),
                      NULL, error);
}

/* Makes an answer one that who calls may see. */
static void
veil_answer (BellDeskContext *context, GPtrArray *answer)
{
  for (guint i = 0; !bell_context_is_agent (context) && i < answer->len; i++)
    {
      BellRecord *veiled = bell_veil (answer->pdata[i], context->actor);

      bell_record_unref (answer->pdata[i]);
      answer->pdata[i] = veiled;
    }
}

static guint
find_handler (gpointer call)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (handlers[i].type == BELL_CALL_TYPE (call))
      return i;

  g_error ("Nothing carries out \"%s\"", BELL_RECORD (call)->shape->name);
}

/* What a command that was there before gives: of what it has made, or what was kept of it. */
static gboolean
look_back (BellDeskContext *context,
           gpointer         call,
           guint            handler,
           GPtrArray      **answer,
           GError         **error)
{
  gboolean is_another = FALSE;

  if (handlers[handler].memory == NULL)
    return recall (context, call, answer, error);

  if (!handlers[handler].memory (context, call, answer, &is_another, error))
    return FALSE;

  if (is_another)
    return refuse_id (call, error);
  if (*answer != NULL)
    veil_answer (context, *answer);

  return TRUE;
}

static GPtrArray *
carry_out (BellDeskContext *context, gpointer call, guint i, GError **error)
{
  g_autoptr (GPtrArray) answer = NULL;

  if (is_remembered (call))
    {
      if (!look_back (context, call, i, &answer, error))
        return NULL;
      if (answer != NULL)
        return g_steal_pointer (&answer);
    }

  if (!bell_permissions_check (context, call, error))
    return NULL;

  answer = handlers[i].handler (context, call, error);
  if (answer == NULL)
    return NULL;

  veil_answer (context, answer);
  if (is_remembered (call) && handlers[i].memory == NULL
      && !remember (context, call, answer, error))
    return NULL;

  return g_steal_pointer (&answer);
}

/**
 * bell_desk_call:
 * @self: a desk
 * @db: a connection in a transaction
 * @actor: (nullable): the id of the person who calls, or %NULL for the keeper of the store
 * @call: (type BellRecord): one of the calls of bell-calls.h
 * @error: return location for any #BellError
 *
 * Does what @call says. On an error the transaction has to be taken back as far as this call goes.
 * A command whose id was there before gives the same answer and changes nothing.
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): what it gives, or %NULL
 */
GPtrArray *
bell_desk_call (BellDesk *self, BellDb *db, const char *actor, gpointer call, GError **error)
{
  guint handler = find_handler (call);
  g_autoptr (BellPolicy) policy = NULL;
  BellDeskContext context = {
    .desk = self,
    .db = db,
    .actor = actor,
    .now = self->now != BELL_INSTANT_NONE ? self->now : g_get_real_time (),
  };
  GPtrArray *answer;

  if (handlers[handler].foresee != NULL)
    handlers[handler].foresee (db, call);
  context.policy = policy = find_policy (self, db, error);
  if (policy == NULL)
    return NULL;

  if (actor != NULL)
    context.person = bell_document_person (bell_policy_get_document (policy), actor);
  answer = carry_out (&context, call, handler, error);
  g_clear_pointer (&context.read, bell_record_unref);

  return answer;
}

/**
 * bell_desk_prepare:
 * @self: a desk
 * @db: a connection that writes, in a transaction
 * @error: return location for %BELL_ERROR_STORE
 *
 * Gives a new desk its identity, and forgets what is not needed any more.
 *
 * Returns: whether the desk is ready to be called
 */
gboolean
bell_desk_prepare (BellDesk *self, BellDb *db, GError **error)
{
  BellInstant      now = g_get_real_time ();
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GError) problem = NULL;
  g_autofree char *known = bell_db_get_meta (db, "desk", &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return (known != NULL || bell_db_set_meta (db, "desk", id, error))
         && bell_db_run (db, "commands_forget", g_variant_new ("(x)", now - REMEMBER_COMMANDS),
                         NULL, error)
         && bell_db_run (db, "logins_forget", g_variant_new ("(x)", now), NULL, error);
}
