/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-counts.h"

#include "bell-zone.h"

/* The desk is asked at most once in this time, and one that is slow to answer more seldom. */
#define PAUSE_MS      1000
#define PAUSE_MOST_MS (10 * 1000)
#define SHARE         5

/* Also if nothing is reported: days begin, and targets are missed by themselves. */
#define AGAIN_MS (60 * 1000)

struct _BellAdminCounts
{
  GObject       parent_instance;
  BellSession  *session;
  BellStore    *store; /* that is watched */
  int           days;
  char         *group;
  gboolean      active;
  GCancellable *cancellable; /* of the question that is on its way; NULL: none is */
  gint64        asked_at;    /* monotonic */
  guint         pause_ms;    /* until the next question */
  gboolean      stale;       /* something has changed since the last question */
  guint         timer;
  BellOverview *overview;
  GError       *error;
};

G_DEFINE_FINAL_TYPE (BellAdminCounts, bell_admin_counts, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void ask (BellAdminCounts *self);

static gboolean
on_timer (gpointer user_data)
{
  BellAdminCounts *self = user_data;

  self->timer = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

static void
wait (BellAdminCounts *self, guint ms)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->active)
    self->timer = g_timeout_add (ms, on_timer, self);
}

static void
on_answer (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminCounts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  gint64 took_ms;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;

  took_ms = (g_get_monotonic_time () - self->asked_at) / 1000;
  self->pause_ms = (guint) MIN (MAX (PAUSE_MS, took_ms * SHARE), PAUSE_MOST_MS);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (records != NULL)
    {
      g_clear_pointer (&self->overview, bell_record_unref);
      self->overview = bell_record_ref (records->pdata[0]);
    }
  else
    self->error = g_steal_pointer (&error);
  wait (self, self->stale ? self->pause_ms : AGAIN_MS);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
fill_call (BellAdminCounts *self, BellDeskOverview *call)
{
  BellDocument       *directory = bell_session_get_directory (self->session);
  const BellSettings *settings = bell_document_get_settings (directory);
  const char         *zone = settings != NULL ? settings->timezone : NULL;

  call->until = bell_zone_day (bell_zone_get (zone), g_get_real_time ());
  call->from = call->until - self->days + 1;
  call->zone = g_strdup (zone);
  call->group = g_strdup (self->group);
}

static void
ask (BellAdminCounts *self)
{
  g_autoptr (BellRecord) call = NULL;

  if (!self->active || self->store == NULL || bell_session_get_directory (self->session) == NULL)
    return;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->cancellable = g_cancellable_new ();
  self->stale = FALSE;
  self->asked_at = g_get_monotonic_time ();
  call = bell_call_new (&bell_call_desk_overview);
  fill_call (self, (BellDeskOverview *) call);
  bell_store_call_async (self->store, bell_session_get_person (self->session), call,
                         self->cancellable, on_answer, g_object_ref (self));
}

/* The desk has counted what a change means for targets by the time that it is asked. */
static void
on_store_changed (BellAdminCounts *self, BellChange *change)
{
  if (!g_str_equal (change->type, bell_chat_shape.name)
      && !g_str_equal (change->type, bell_request_shape.name))
    return;

  if (!self->stale && self->cancellable == NULL)
    wait (self, self->pause_ms);
  self->stale = TRUE;
}

static void
watch (BellAdminCounts *self, BellStore *store)
{
  if (self->store == store)
    return;

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_pointer (&self->overview, bell_record_unref);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;

  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "reloaded", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
}

static void
on_session_changed (BellAdminCounts *self)
{
  watch (self, bell_session_get_store (self->session));
  if (self->overview == NULL && self->cancellable == NULL)
    ask (self);
}

static void
bell_admin_counts_dispose (GObject *object)
{
  BellAdminCounts *self = BELL_ADMIN_COUNTS (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  watch (self, NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_admin_counts_parent_class)->dispose (object);
}

static void
bell_admin_counts_finalize (GObject *object)
{
  BellAdminCounts *self = BELL_ADMIN_COUNTS (object);

  g_clear_error (&self->error);
  g_free (self->group);

  G_OBJECT_CLASS (bell_admin_counts_parent_class)->finalize (object);
}

static void
bell_admin_counts_class_init (BellAdminCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_counts_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_admin_counts_finalize;

  /* The numbers are others, or could not be had. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BELL_TYPE_ADMIN_COUNTS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_counts_init (BellAdminCounts *self)
{
  self->pause_ms = PAUSE_MS;
}

/**
 * bell_admin_counts_new:
 * @session: the desk, perhaps not open yet
 *
 * Returns: (transfer full): its numbers of the last week, once somebody looks at them; "changed" is
 * emitted when they are others
 */
BellAdminCounts *
bell_admin_counts_new (BellSession *session)
{
  BellAdminCounts *self = g_object_new (BELL_TYPE_ADMIN_COUNTS, NULL);

  self->session = g_object_ref (session);
  self->days = 7;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  on_session_changed (self);

  return self;
}

/**
 * bell_admin_counts_set_active:
 * @self: numbers
 * @active: whether somebody looks at them
 *
 * Follows the desk for as long as that is so.
 */
void
bell_admin_counts_set_active (BellAdminCounts *self, gboolean active)
{
  g_return_if_fail (BELL_IS_ADMIN_COUNTS (self));

  self->active = active;
  if (active)
    ask (self);
  else
    g_clear_handle_id (&self->timer, g_source_remove);
}

/**
 * bell_admin_counts_set_days:
 * @self: numbers
 * @days: of how many days, today included
 *
 * Asks for the numbers of other days.
 */
void
bell_admin_counts_set_days (BellAdminCounts *self, int days)
{
  g_return_if_fail (BELL_IS_ADMIN_COUNTS (self));

  if (self->days == days)
    return;

  self->days = days;
  ask (self);
}

/**
 * bell_admin_counts_set_group:
 * @self: numbers
 * @group: (nullable): the id of a group, %NULL for all
 *
 * Asks for the numbers of another group.
 */
void
bell_admin_counts_set_group (BellAdminCounts *self, const char *group)
{
  g_return_if_fail (BELL_IS_ADMIN_COUNTS (self));

  if (g_set_str (&self->group, group))
    ask (self);
}

/**
 * bell_admin_counts_get_overview:
 * @self: numbers
 *
 * Returns: (transfer none) (nullable): the last that could be had
 */
const BellOverview *
bell_admin_counts_get_overview (BellAdminCounts *self)
{
  g_return_val_if_fail (BELL_IS_ADMIN_COUNTS (self), NULL);

  return self->overview;
}

/**
 * bell_admin_counts_get_error:
 * @self: numbers
 *
 * Returns: (transfer none) (nullable): why they could not be had, the last time
 */
const GError *
bell_admin_counts_get_error (BellAdminCounts *self)
{
  g_return_val_if_fail (BELL_IS_ADMIN_COUNTS (self), NULL);

  return self->error;
}
