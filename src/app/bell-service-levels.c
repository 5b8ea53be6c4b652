/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-service-levels.h"

#include "bell-group-rows.h"
#include "bell-question.h"
#include "bell-service-level-row.h"

/* How often the desk is asked at most, and at least while somebody looks: where working time begins
 * and ends only the desk knows. */
#define SHORTEST (5 * G_USEC_PER_SEC)
#define LONGEST  (60 * G_USEC_PER_SEC)

struct _BellServiceLevels
{
  AdwPreferencesGroup parent_instance;
  BellSession        *session;
  BellStore          *store;
  char               *request;
  GCancellable       *cancellable;
  BellQuestion        question;
  BellInstant         asked_at;
  GPtrArray          *rows; /* BellServiceLevelRow, not owned */
  guint               timer;
};

G_DEFINE_FINAL_TYPE (BellServiceLevels, bell_service_levels, ADW_TYPE_PREFERENCES_GROUP)

/* Not of a desk that was left for another. */
static gboolean
may_ask (BellServiceLevels *self)
{
  return self->store != NULL && bell_session_get_store (self->session) == self->store;
}

/* Each chat has a response of its own: that to the last one counts. */
static gboolean
is_shown (const BellClock *clock, GPtrArray *records)
{
  if (clock->state == BELL_CLOCK_CANCELLED)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      const BellClock *other = records->pdata[i];

      if (other->record.shape == &bell_clock_shape && other->target == clock->target
          && other->started_at > clock->started_at)
        return FALSE;
    }

  return TRUE;
}

/* The one agreement that all targets are from, or else NULL. */
static const char *
find_agreement (GPtrArray *clocks)
{
  const char *agreement = NULL;

  for (guint i = 0; i < clocks->len; i++)
    {
      const BellClock *clock = clocks->pdata[i];

      if (i > 0 && g_strcmp0 (clock->agreement, agreement) != 0)
        return NULL;
      agreement = clock->agreement;
    }

  return agreement;
}

static int
compare_clocks (gconstpointer a, gconstpointer b)
{
  return ((const BellClock *) a)->target - ((const BellClock *) b)->target;
}

/* Those that are shown, one of a kind, in the order of the kinds. */
static GPtrArray *
choose (GPtrArray *records)
{
  GPtrArray *clocks = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_clock_shape
        && is_shown (records->pdata[i], records))
      g_ptr_array_add (clocks, records->pdata[i]);
  g_ptr_array_sort_values (clocks, compare_clocks);

  return clocks;
}

static const char *
name_of (BellServiceLevels *self, const char *agreement)
{
  return agreement != NULL
             ? bell_session_get_label (self->session, &bell_agreement_shape, agreement)
             : NULL;
}

static void
show_clocks (BellServiceLevels *self, GPtrArray *records)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  g_autoptr (GPtrArray) clocks = choose (records);
  const char      *common = name_of (self, find_agreement (clocks));
  g_autofree char *description = g_markup_escape_text (common != NULL ? common : "", -1);

  adw_preferences_group_set_description (group, description);
  for (guint i = 0; i < clocks->len; i++)
    {
      const BellClock *clock = clocks->pdata[i];
      GtkWidget       *row = bell_group_rows_get (group, self->rows, i, bell_service_level_row_new);

      bell_service_level_row_set_clock (BELL_SERVICE_LEVEL_ROW (row), clock,
                                        common == NULL ? name_of (self, clock->agreement) : NULL,
                                        g_get_real_time ());
    }
  bell_group_rows_end (group, self->rows, clocks->len);
}

static void
on_clocks (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellServiceLevels) self = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);

  if (bell_question_end (&self->question))
    bell_service_levels_load (self);
  /* What is known stays while there is no line. */
  if (records != NULL && may_ask (self))
    show_clocks (self, records);
}

static gboolean
on_tick (gpointer user_data)
{
  BellServiceLevels *self = user_data;
  BellInstant        now = g_get_real_time ();
  gboolean           again = ABS (now - self->asked_at) > LONGEST;

  for (guint i = 0; i < self->rows->len; i++)
    again |= bell_service_level_row_tick (self->rows->pdata[i], now);
  if (again && ABS (now - self->asked_at) > SHORTEST)
    bell_service_levels_load (self);

  return G_SOURCE_CONTINUE;
}

static void
bell_service_levels_map (GtkWidget *widget)
{
  BellServiceLevels *self = BELL_SERVICE_LEVELS (widget);

  GTK_WIDGET_CLASS (bell_service_levels_parent_class)->map (widget);
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (1, on_tick, self);
}

static void
bell_service_levels_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&BELL_SERVICE_LEVELS (widget)->timer, g_source_remove);
  GTK_WIDGET_CLASS (bell_service_levels_parent_class)->unmap (widget);
}

static void
bell_service_levels_dispose (GObject *object)
{
  BellServiceLevels *self = BELL_SERVICE_LEVELS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_service_levels_parent_class)->dispose (object);
}

static void
bell_service_levels_finalize (GObject *object)
{
  BellServiceLevels *self = BELL_SERVICE_LEVELS (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  g_free (self->request);

  G_OBJECT_CLASS (bell_service_levels_parent_class)->finalize (object);
}

static void
bell_service_levels_class_init (BellServiceLevelsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_service_levels_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_service_levels_finalize;
  GTK_WIDGET_CLASS (klass)->map = bell_service_levels_map;
  GTK_WIDGET_CLASS (klass)->unmap = bell_service_levels_unmap;
}

static void
bell_service_levels_init (BellServiceLevels *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * bell_service_levels_set_request:
 * @self: what shows nothing yet
 * @session: an open desk
 * @request: the id of a request
 *
 * Sets which request it is about. Its service level targets are shown, if there are any and the
 * person may see them, once they are loaded: domain.md, "Clocks". What is left of one that runs is
 * counted down while it is looked at.
 */
void
bell_service_levels_set_request (BellServiceLevels *self, BellSession *session, const char *request)
{
  g_return_if_fail (BELL_IS_SERVICE_LEVELS (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->store = g_object_ref (bell_session_get_store (session));
  self->request = g_strdup (request);
}

/**
 * bell_service_levels_load:
 * @self: what shows a request
 *
 * Asks anew, as something has happened to the request, or to what decides.
 */
void
bell_service_levels_load (BellServiceLevels *self)
{
  g_autoptr (BellRecord) call = NULL;

  g_return_if_fail (BELL_IS_SERVICE_LEVELS (self));

  if (!may_ask (self) || !bell_question_begin (&self->question))
    return;

  self->asked_at = g_get_real_time ();
  call = bell_call_new (&bell_call_clock_list);
  ((BellClockList *) call)->request = g_strdup (self->request);
  bell_store_call_async (self->store, bell_session_get_person (self->session), call,
                         self->cancellable, on_clocks, g_object_ref (self));
}
