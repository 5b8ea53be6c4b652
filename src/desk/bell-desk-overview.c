/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-overview.h"

#include "bell-desk-private.h"
#include "bell-zone.h"

#include <string.h>

/* What is counted of a day or a group, and how long each of its answers took. */
typedef struct
{
  gint64  asked;
  gint64  answered;
  gint64  left;
  gint64  met;
  gint64  missed;
  GArray *waits; /* gint64, microseconds */
} Tally;

/* One overview while it is counted. */
typedef struct
{
  BellInstant *starts; /* of each day, and of the one after the last */
  guint        n_days;
  Tally       *days;
  GHashTable  *groups; /* id to Tally; the empty id: no group */
  Tally        all;
  gint64       targets[BELL_TARGET_RESOLUTION + 1][2]; /* met, missed */
} Count;

static Tally *
tally_of_group (Count *self, const char *group)
{
  const char *key = group != NULL ? group : "";
  Tally      *tally = g_hash_table_lookup (self->groups, key);

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      g_hash_table_insert (self->groups, g_strdup (key), tally);
    }

  return tally;
}

/* The day of a moment that is in one of them: the last that had begun by then. */
static Tally *
tally_of_day (Count *self, BellInstant at)
{
  guint low = 0;
  guint high = self->n_days;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->starts[middle] <= at)
        low = middle;
      else
        high = middle;
    }

  return &self->days[low];
}

static void
tally_clear (Tally *self)
{
  g_clear_pointer (&self->waits, g_array_unref);
}

static void
tally_free (gpointer data)
{
  tally_clear (data);
  g_free (data);
}

static void
count_clear (Count *self)
{
  for (guint i = 0; self->days != NULL && i < self->n_days; i++)
    tally_clear (&self->days[i]);
  tally_clear (&self->all);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_free (self->days);
  g_free (self->starts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Count, count_clear)

/* Of computers whose clocks differ an answer may be before its question. */
static void
add_chat (Tally *self, BellInstant asked_at, BellInstant answered_at, gboolean is_open)
{
  gint64 wait;

  self->asked++;
  if (answered_at == BELL_INSTANT_NONE)
    {
      self->left += is_open ? 0 : 1;
      return;
    }

  wait = MAX (answered_at - asked_at, 0);
  self->answered++;
  if (self->waits == NULL)
    self->waits = g_array_new (FALSE, FALSE, sizeof wait);
  g_array_append_val (self->waits, wait);
}

static GVariant *
range_of (const Count *self, const BellDeskOverview *wanted)
{
  return g_variant_new ("(xxms)", self->starts[0], self->starts[self->n_days], wanted->group);
}

static gboolean
count_chats (BellDeskContext *context, const BellDeskOverview *wanted, Count *self, GError **error)
{
  const char *pending = bell_enum_nick (&bell_chat_status_type, BELL_CHAT_PENDING);
  g_autoptr (BellRows) rows
      = bell_db_query (context->db, "overview_chats", range_of (self, wanted), error);

  for (guint i = 0; rows != NULL && i < bell_rows_count (rows); i++)
    {
      BellInstant  asked = bell_rows_int_at (rows, i, 0, 0);
      BellInstant  answered = bell_rows_int_at (rows, i, 1, BELL_INSTANT_NONE);
      gboolean     is_open = g_str_equal (bell_rows_text_at (rows, i, 2), pending);
      Tally *const tallies[]
          = { tally_of_day (self, asked), tally_of_group (self, bell_rows_text_at (rows, i, 3)),
              &self->all };

      for (guint t = 0; t < G_N_ELEMENTS (tallies); t++)
        add_chat (tallies[t], asked, answered, is_open);
    }

  return rows != NULL;
}

static void
add_target (Tally *self, gboolean missed)
{
  if (missed)
    self->missed++;
  else
    self->met++;
}

static gboolean
count_targets (BellDeskContext        *context,
               const BellDeskOverview *wanted,
               Count                  *self,
               GError                **error)
{
  const char *breached = bell_enum_nick (&bell_change_kind_type, BELL_CHANGE_BREACHED);
  g_autoptr (BellRows) rows
      = bell_db_query (context->db, "overview_targets", range_of (self, wanted), error);

  for (guint i = 0; rows != NULL && i < bell_rows_count (rows); i++)
    {
      int target = bell_enum_from_nick (&bell_target_kind_type, bell_rows_text_at (rows, i, 1));
      gboolean missed = g_str_equal (bell_rows_text_at (rows, i, 2), breached);

      add_target (tally_of_day (self, bell_rows_int_at (rows, i, 0, 0)), missed);
      add_target (tally_of_group (self, bell_rows_text_at (rows, i, 3)), missed);
      if (target >= 0)
        self->targets[target][missed ? 1 : 0]++;
    }

  return rows != NULL;
}

static int
compare_waits (gconstpointer a, gconstpointer b)
{
  const gint64 *left = a;
  const gint64 *right = b;

  return *left < *right ? -1 : *left > *right;
}

/* The nearest rank: the least wait that @percent of all waits do not exceed. */
static gint64
percentile (const GArray *waits, guint percent)
{
  guint rank = (waits->len * percent + 99) / 100;

  return g_array_index (waits, gint64, rank - 1) / G_TIME_SPAN_SECOND;
}

static void
find_waits (Tally *self, gint64 *median, gint64 *p95)
{
  if (self->waits == NULL)
    return;

  g_array_sort (self->waits, compare_waits);
  *median = percentile (self->waits, 50);
  *p95 = percentile (self->waits, 95);
}

static void
add_row (GPtrArray *rows, Tally *tally, BellDate day, const char *group)
{
  BellOverviewRow *row = bell_record_new (&bell_overview_row_shape);

  row->day = day;
  row->group = g_strdup (group);
  row->asked = tally->asked;
  row->answered = tally->answered;
  row->left = tally->left;
  row->met = tally->met;
  row->missed = tally->missed;
  find_waits (tally, &row->median_seconds, &row->p95_seconds);
  g_ptr_array_add (rows, row);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_groups (Count *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (self->groups);
  Tally *without = g_hash_table_lookup (self->groups, "");

  g_ptr_array_sort (ids, compare_ids);
  for (guint i = without != NULL ? 1 : 0; i < ids->len; i++)
    add_row (rows, g_hash_table_lookup (self->groups, ids->pdata[i]), BELL_DATE_NONE,
             ids->pdata[i]);
  if (without != NULL)
    add_row (rows, without, BELL_DATE_NONE, NULL);
}

static void
add_targets (const Count *self, GPtrArray *targets)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->targets); i++)
    {
      BellOverviewTarget *target = bell_record_new (&bell_overview_target_shape);

      target->target = (int) i;
      target->met = self->targets[i][0];
      target->missed = self->targets[i][1];
      g_ptr_array_add (targets, target);
    }
}

static gboolean
count_waiting (BellDeskContext *context, const char *group, BellOverview *overview, GError **error)
{
  g_autoptr (BellRows) rows
      = bell_db_query (context->db, "overview_waiting", g_variant_new ("(ms)", group), error);

  if (rows == NULL)
    return FALSE;

  overview->waiting = bell_rows_int (rows, 0, "waiting", 0);
  overview->oldest_at = bell_rows_int (rows, 0, "oldest_at", BELL_INSTANT_NONE);

  return TRUE;
}

static gboolean
check_days (BellDeskContext *context, const BellDeskOverview *wanted, GError **error)
{
  if (wanted->from == BELL_DATE_NONE || wanted->until < wanted->from)
    {
      g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                           "$.until: expected a day that is not before \"from\"");
      return FALSE;
    }

  if (wanted->until - wanted->from >= BELL_OVERVIEW_DAYS_MAX)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "$.until: expected a day less than %d days after \"from\"",
                   BELL_OVERVIEW_DAYS_MAX);
      return FALSE;
    }

  return bell_check_known (context, &bell_group_shape, wanted->group, error);
}

static const char *
find_zone (BellDeskContext *context, const BellDeskOverview *wanted)
{
  const BellSettings *settings
      = bell_document_get_settings (bell_policy_get_document (context->policy));

  if (wanted->zone != NULL)
    return wanted->zone;

  return settings != NULL && settings->timezone != NULL ? settings->timezone : "UTC";
}

static void
prepare (Count *self, const BellDeskOverview *wanted, const char *zone)
{
  self->n_days = (guint) (wanted->until - wanted->from) + 1;
  self->days = g_new0 (Tally, self->n_days);
  self->starts = g_new (BellInstant, self->n_days + 1);
  for (guint i = 0; i <= self->n_days; i++)
    self->starts[i] = bell_zone_instant (bell_zone_get (zone), wanted->from + (int) i, 0);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, tally_free);
}

/* Counts from the rows of the chats that were asked for on these days, and from the marks of their
 * targets; nothing of it is kept that could go stale. */
GPtrArray *
bell_desk_overview (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskOverview *wanted = call;
  g_autoptr (BellRecord) record = bell_record_new (&bell_overview_shape);
  BellOverview *overview = (BellOverview *) record;
  g_auto (Count) count = { 0 };

  if (!check_days (context, wanted, error))
    return NULL;

  g_set_str (&overview->zone, find_zone (context, wanted));
  prepare (&count, wanted, overview->zone);
  if (!count_waiting (context, wanted->group, overview, error)
      || !count_chats (context, wanted, &count, error)
      || !count_targets (context, wanted, &count, error))
    return NULL;

  for (guint i = 0; i < count.n_days; i++)
    add_row (overview->days, &count.days[i], wanted->from + (int) i, NULL);
  add_groups (&count, overview->groups);
  add_targets (&count, overview->targets);
  find_waits (&count.all, &overview->median_seconds, &overview->p95_seconds);

  return bell_answer (g_steal_pointer (&record));
}
