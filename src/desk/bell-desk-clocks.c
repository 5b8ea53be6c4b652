/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"
#include "bell-clocks.h"
#include "bell-desk-private.h"
#include "bell-json.h"

/* How many requests are looked at in one call, so that others get their turn. */
#define BATCH 200

/* How far the change log was looked through, and a request's clocks follow from it. */
#define SEEN "clocks_seen"

/* Something that a target has come to, or will come to: it is warned of, or missed. */
typedef struct
{
  const BellClock *clock;
  BellChangeKind   kind;
  BellInstant      at;
} Mark;

static GPtrArray *
clocks_of (BellDeskContext *context, const BellRequest *request, BellInstant at, GError **error)
{
  g_autoptr (GArray) history = bell_desk_history (context, request, error);

  return history != NULL ? bell_policy_clocks (context->policy, history, at) : NULL;
}

GPtrArray *
bell_desk_clock_list (BellDeskContext *context, gpointer call, GError **error)
{
  const BellClockList *wanted = call;
  g_autoptr (BellRecord) request
      = BELL_RECORD (bell_find_request (context, wanted->request, error));
  GPtrArray  *clocks;
  BellWakeup *next;

  if (request == NULL)
    return NULL;

  clocks = clocks_of (context, (BellRequest *) request, bell_context_time (context, wanted->at),
                      error);
  if (clocks == NULL)
    return NULL;

  next = bell_record_new (&bell_wakeup_shape);
  next->at = bell_clocks_next_target (clocks);
  g_ptr_array_add (clocks, next);

  return clocks;
}

/* What was logged of a request's targets. */
static GHashTable *
load_marks (BellDeskContext *context, const char *request, GError **error)
{
  g_autoptr (BellRows) rows
      = bell_db_query (context->db, "marks_of_request", g_variant_new ("(s)", request), error);
  GHashTable *marks;

  if (rows == NULL)
    return NULL;

  marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < bell_rows_count (rows); i++)
    g_hash_table_add (marks, g_strjoin (" ", bell_rows_text_at (rows, i, 0),
                                        bell_rows_text_at (rows, i, 1),
                                        bell_rows_text_at (rows, i, 2), NULL));

  return marks;
}

static gboolean
is_marked (GHashTable *known, const BellClock *clock, const char *kind)
{
  g_autofree char *key = g_strjoin (" ", bell_enum_nick (&bell_target_kind_type, clock->target),
                                    clock->chat != NULL ? clock->chat : "", kind, NULL);

  return g_hash_table_contains (known, key);
}

static void
add_mark (GArray          *list,
          GHashTable      *known,
          const BellClock *clock,
          BellChangeKind   kind,
          BellInstant      at)
{
  Mark mark = { clock, kind, at };

  if (at != BELL_INSTANT_NONE
      && !is_marked (known, clock, bell_enum_nick (&bell_change_kind_type, kind)))
    g_array_append_val (list, mark);
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const Mark *left = a;
  const Mark *right = b;

  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;

  return (int) left->kind - (int) right->kind;
}

/* What is still to be logged of some clocks, soon or some day, the earliest first. */
static GArray *
marks_ahead (GPtrArray *clocks, GHashTable *known)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  for (guint i = 0; i < clocks->len; i++)
    {
      const BellClock *clock = clocks->pdata[i];
      gboolean         runs = clock->state == BELL_CLOCK_RUNNING;

      add_mark (marks, known, clock, BELL_CHANGE_WARNED, runs ? clock->warn_at : clock->warned_at);
      add_mark (marks, known, clock, BELL_CHANGE_BREACHED,
                runs ? clock->due_at : clock->breached_at);
    }
  g_array_sort (marks, compare_marks);

  return marks;
}

static JsonNode *
describe (const Mark *mark)
{
  JsonObject      *details = json_object_new ();
  g_autofree char *at = bell_instant_format (mark->at, NULL);

  json_object_set_string_member (details, "target",
                                 bell_enum_nick (&bell_target_kind_type, mark->clock->target));
  json_object_set_string_member (details, "agreement", mark->clock->agreement);
  if (mark->clock->chat != NULL)
    json_object_set_string_member (details, "chat", mark->clock->chat);
  json_object_set_string_member (details, "at", at);

  return bell_json_object_node (details);
}

static gboolean
put_mark (BellDeskContext *context,
          const char      *request,
          const BellClock *clock,
          const char      *kind,
          BellInstant      at,
          gint64          *n_changed,
          GError         **error)
{
  return bell_db_run (context->db, "mark_put",
                      g_variant_new ("(ssssx)", request,
                                     bell_enum_nick (&bell_target_kind_type, clock->target),
                                     clock->chat != NULL ? clock->chat : "", kind, at),
                      n_changed, error);
}

static gboolean
log_mark (BellDeskContext *context, const char *request, const Mark *mark, GError **error)
{
  gint64 n_changed = 0;

  if (!put_mark (context, request, mark->clock, bell_enum_nick (&bell_change_kind_type, mark->kind),
                 mark->at, &n_changed, error))
    return FALSE;

  return n_changed == 0
         || bell_desk_log (context, &bell_request_shape, request, mark->kind, NULL, describe (mark),
                           error);
}

/* Targets that were met are counted later: bell-desk-overview.c. Nobody is told, as whoever met one
 * has changed something. */
static gboolean
mark_achieved (BellDeskContext *context,
               const char      *request,
               GPtrArray       *clocks,
               GHashTable      *known,
               GError         **error)
{
  const char *kind = bell_enum_nick (&bell_clock_state_type, BELL_CLOCK_ACHIEVED);

  for (guint i = 0; i < clocks->len; i++)
    {
      const BellClock *clock = clocks->pdata[i];

      if (clock->state == BELL_CLOCK_ACHIEVED && !is_marked (known, clock, kind)
          && !put_mark (context, request, clock, kind, clock->ended_at, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_wakeup (BellDeskContext *context, const char *request, BellInstant at, GError **error)
{
  if (at == BELL_INSTANT_NONE)
    return bell_db_run (context->db, "wakeup_remove", g_variant_new ("(s)", request), NULL, error);

  return bell_db_run (context->db, "wakeup_put", g_variant_new ("(sx)", request, at), NULL, error);
}

/* Works out what is next for a request; logs what is due until @until first. */
static gboolean
look_at (BellDeskContext *context, const char *id, BellInstant until, GError **error)
{
  g_autoptr (BellRecord) request = BELL_RECORD (bell_find_request (context, id, error));
  g_autoptr (GArray) history = NULL;
  g_autoptr (GPtrArray) clocks = NULL;
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GArray) marks = NULL;
  BellInstant at;
  guint       next = 0;

  known = request != NULL ? load_marks (context, id, error) : NULL;
  if (known != NULL)
    history = bell_desk_history (context, (BellRequest *) request, error);
  if (history == NULL)
    return FALSE;

  clocks = bell_policy_clocks (context->policy, history, context->now);
  if (!mark_achieved (context, id, clocks, known, error))
    return FALSE;

  marks = marks_ahead (clocks, known);
  while (next < marks->len && g_array_index (marks, Mark, next).at <= until)
    if (!log_mark (context, id, &g_array_index (marks, Mark, next++), error))
      return FALSE;

  at = bell_history_next (history, context->now);
  if (next < marks->len && (at == BELL_INSTANT_NONE || g_array_index (marks, Mark, next).at < at))
    at = g_array_index (marks, Mark, next).at;

  return set_wakeup (context, id, at, error);
}

/* Says of which requests the clocks have to be worked out anew. */
static gboolean
mark_stale (BellDeskContext *context, const BellRows *rows, GError **error)
{
  gboolean everything = FALSE;

  for (guint i = 0; i < bell_rows_count (rows); i++)
    {
      const char *type = bell_rows_text_at (rows, i, 0);
      const char *subject = bell_rows_text_at (rows, i, 1);
      gboolean    chat = g_str_equal (type, bell_chat_shape.name);

      if (!chat && !g_str_equal (type, bell_request_shape.name))
        everything = TRUE;
      else if (!bell_db_run (context->db, chat ? "wakeup_stale_chat" : "wakeup_stale_request",
                             g_variant_new ("(s)", subject), NULL, error))
        return FALSE;
    }

  return !everything || bell_db_run (context->db, "wakeup_stale_all", NULL, NULL, error);
}

static gboolean
take_changes (BellDeskContext *context, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *seen = bell_db_get_meta (context->db, SEEN, &problem);
  g_autofree char *now_seen = NULL;
  g_autoptr (BellRows) rows = NULL;
  gint64 last;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (!bell_changes_last (context->db, &last, error))
    return FALSE;

  if (seen == NULL)
    {
      if (!bell_db_run (context->db, "wakeup_stale_all", NULL, NULL, error))
        return FALSE;
    }
  else
    {
      rows = bell_db_query (context->db, "changes_since_for_clocks",
                            g_variant_new ("(x)", g_ascii_strtoll (seen, NULL, 10)), error);
      if (rows == NULL || !mark_stale (context, rows, error))
        return FALSE;
    }

  now_seen = g_strdup_printf ("%" G_GINT64_FORMAT, last);

  return g_strcmp0 (seen, now_seen) == 0 || bell_db_set_meta (context->db, SEEN, now_seen, error);
}

/* Works out what became stale, a batch of it. */
static gboolean
refresh (BellDeskContext *context, gboolean *more, GError **error)
{
  g_autoptr (BellRows) rows
      = bell_db_query (context->db, "wakeups_stale", g_variant_new ("(x)", (gint64) BATCH), error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < bell_rows_count (rows); i++)
    if (!look_at (context, bell_rows_text_at (rows, i, 0), G_MININT64, error))
      return FALSE;
  *more = bell_rows_count (rows) == BATCH;

  return TRUE;
}

/* Logs what is due, in the order in which it fell due. */
static gboolean
log_due (BellDeskContext *context, gboolean *more, GError **error)
{
  for (guint i = 0; i < BATCH; i++)
    {
      g_autoptr (BellRows) rows
          = bell_db_query (context->db, "wakeup_due", g_variant_new ("(x)", context->now), error);

      if (rows == NULL)
        return FALSE;
      if (bell_rows_count (rows) == 0)
        return TRUE;
      if (!look_at (context, bell_rows_text (rows, 0, "request"), bell_rows_int (rows, 0, "at", 0),
                    error))
        return FALSE;
    }
  *more = TRUE;

  return TRUE;
}

GPtrArray *
bell_desk_clock_tend (BellDeskContext *context, gpointer call, GError **error)
{
  g_autoptr (BellRecord) record = bell_record_new (&bell_wakeup_shape);
  BellWakeup *wakeup = (BellWakeup *) record;
  g_autoptr (BellRows) rows = NULL;
  gboolean more = FALSE;

  if (!take_changes (context, error) || !refresh (context, &more, error)
      || (!more && !log_due (context, &more, error)))
    return NULL;

  rows = bell_db_query (context->db, "wakeup_next", NULL, error);
  if (rows == NULL)
    return NULL;

  if (more)
    wakeup->at = context->now;
  else if (bell_rows_count (rows) > 0)
    wakeup->at = bell_rows_int (rows, 0, "at", BELL_INSTANT_NONE);

  return bell_answer (g_steal_pointer (&record));
}
