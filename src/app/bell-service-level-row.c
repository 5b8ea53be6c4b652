/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-service-level-row.h"

#include "bell-admin-text.h"
#include "bell-admin-time.h"
#include "bell-format.h"

#include <glib/gi18n.h>
#include <math.h>

#define MINUTE 60
#define HOUR   3600

#define BAR_STEPS 200

/* Two clocks of two computers may differ by that much. */
#define SKEW_SECONDS 90

struct _BellServiceLevelRow
{
  AdwPreferencesRow parent_instance;
  BellClock        *clock; /* as the desk has said */
  BellInstant       said;  /* when it did, by this computer */
  gboolean          is_steady;

  GtkImage       *icon;
  GtkLabel       *title;
  GtkLabel       *left;
  GtkProgressBar *bar;
  GtkLabel       *when;
};

G_DEFINE_FINAL_TYPE (BellServiceLevelRow, bell_service_level_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
is_over (const BellClock *clock)
{
  return clock->ended_at != BELL_INSTANT_NONE;
}

static gboolean
is_missed (const BellClock *clock)
{
  return clock->state == BELL_CLOCK_BREACHED;
}

/* Working time passes like any other until the deadline. Where it does not, as a night lies
 * between, only the desk knows whether it passes now.
 */
static gboolean
is_steady (const BellClock *clock, BellInstant now)
{
  return clock->state == BELL_CLOCK_RUNNING && clock->due_at != BELL_INSTANT_NONE
         && ABS ((clock->due_at - now) / G_USEC_PER_SEC - clock->left_seconds) < SKEW_SECONDS;
}

static gint64
seconds_left (const BellServiceLevelRow *self, BellInstant now)
{
  gint64 passed = self->is_steady ? MAX (now - self->said, 0) / G_USEC_PER_SEC : 0;

  return self->clock->left_seconds - passed;
}

/* In the last hour the seconds are counted. */
static void
show_left (BellServiceLevelRow *self, gint64 seconds)
{
  g_autofree char *length = bell_admin_time_length (ABS (seconds) / MINUTE);
  g_autofree char *text = NULL;

  if (is_over (self->clock))
    text = g_strdup ("");
  else if (seconds < 0)
    /* Translators: how much too late something is: "25 min late" */
    text = g_strdup_printf (_ ("%s late"), length);
  else if (is_missed (self->clock))
    /* There is more time again, but what was missed stays so. */
    text = g_strdup ("");
  else if (seconds < HOUR && self->is_steady)
    text = g_strdup_printf ("%d:%02d", (int) seconds / MINUTE, (int) seconds % MINUTE);
  else
    text = g_steal_pointer (&length);
  gtk_label_set_label (self->left, text);
  gtk_widget_set_visible (GTK_WIDGET (self->left), text[0] != '\0');
}

/* In steps that can be seen, so that it is not drawn anew each second. */
static void
show_passed (BellServiceLevelRow *self, gint64 seconds, gint64 total)
{
  double passed = CLAMP ((double) seconds / (double) MAX (total, 1), 0, 1);

  gtk_progress_bar_set_fraction (self->bar, floor (passed * BAR_STEPS) / BAR_STEPS);
}

static void
show_mood (BellServiceLevelRow *self, gint64 seconds)
{
  const BellClock *clock = self->clock;
  gint64           total = clock->minutes * MINUTE;
  gboolean         late = !is_over (clock) && (seconds < 0 || is_missed (clock));
  gboolean         soon = !late && clock->state == BELL_CLOCK_RUNNING
                  && (total - seconds) * 100 >= total * clock->warn_percent;
  const char *icon = "alarm-symbolic";

  if (is_missed (clock) || late)
    icon = "dialog-error-symbolic";
  else if (is_over (clock))
    icon = "object-select-symbolic";
  else if (clock->state == BELL_CLOCK_SUSPENDED)
    icon = "media-playback-pause-symbolic";
  else if (soon)
    icon = "dialog-warning-symbolic";
  if (g_strcmp0 (icon, gtk_image_get_icon_name (self->icon)) != 0)
    gtk_image_set_from_icon_name (self->icon, icon);
  show_passed (self, late ? total : total - seconds, total);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !is_over (clock));
  (late ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "late");
  (soon ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "soon");
}

static char *
describe (const BellClock *clock, BellInstant now)
{
  g_autofree char *ended = is_over (clock) ? bell_format_moment (clock->ended_at, now) : NULL;
  g_autofree char *due
      = clock->due_at != BELL_INSTANT_NONE ? bell_format_moment (clock->due_at, now) : NULL;

  if (is_missed (clock) && ended != NULL)
    /* Translators: a deadline that was missed, and when it no longer mattered: it was done after
     * all, or given up */
    return g_strdup_printf (_ ("Missed: %s · Ended: %s"), due, ended);
  if (is_missed (clock))
    /* Translators: a deadline that was missed */
    return g_strdup_printf (_ ("Missed: %s"), due);
  if (ended != NULL)
    /* Translators: when something was done in time */
    return g_strdup_printf (_ ("Met: %s"), ended);
  if (clock->state == BELL_CLOCK_SUSPENDED)
    return g_strdup (_ ("The time stands still while the request is suspended"));
  if (due == NULL)
    return g_strdup (_ ("There is no working time ahead"));

  /* Translators: a deadline: "Due: Tomorrow, 14:05" */
  return g_strdup_printf (_ ("Due: %s"), due);
}

static void
bell_service_level_row_dispose (GObject *object)
{
  g_clear_pointer (&BELL_SERVICE_LEVEL_ROW (object)->clock, bell_record_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_SERVICE_LEVEL_ROW);

  G_OBJECT_CLASS (bell_service_level_row_parent_class)->dispose (object);
}

static void
bell_service_level_row_class_init (BellServiceLevelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_service_level_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-service-level-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BellServiceLevelRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BellServiceLevelRow, title);
  gtk_widget_class_bind_template_child (widget_class, BellServiceLevelRow, left);
  gtk_widget_class_bind_template_child (widget_class, BellServiceLevelRow, bar);
  gtk_widget_class_bind_template_child (widget_class, BellServiceLevelRow, when);
}

static void
bell_service_level_row_init (BellServiceLevelRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_service_level_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
bell_service_level_row_new (void)
{
  return g_object_new (BELL_TYPE_SERVICE_LEVEL_ROW, NULL);
}

/**
 * bell_service_level_row_set_clock:
 * @self: a row
 * @clock: what the desk says of the target
 * @agreement: (nullable): what to call the agreement that it is from
 * @now: the present
 *
 * Shows how it stands with a target.
 */
void
bell_service_level_row_set_clock (BellServiceLevelRow *self,
                                  const BellClock     *clock,
                                  const char          *agreement,
                                  BellInstant          now)
{
  const char      *title = bell_admin_text_word (&bell_target_kind_type, (guint) clock->target);
  g_autofree char *when = describe (clock, now);
  g_autofree char *text = NULL;

  g_clear_pointer (&self->clock, bell_record_unref);
  self->clock = bell_record_ref ((gpointer) clock);
  self->said = now;
  self->is_steady = is_steady (clock, now);
  if (agreement != NULL)
    /* Translators: what there is to say of a deadline, and the agreement that it is from */
    text = g_strdup_printf (C_ ("target", "%s · %s"), when, agreement);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->when, text != NULL ? text : when);
  bell_service_level_row_tick (self, now);
}

/**
 * bell_service_level_row_tick:
 * @self: a row that shows a target
 * @now: the present
 *
 * Shows how much time is left by now.
 *
 * Returns: whether the desk should be asked again, as the deadline has passed since it was
 */
gboolean
bell_service_level_row_tick (BellServiceLevelRow *self, BellInstant now)
{
  gint64 seconds = seconds_left (self, now);

  show_left (self, seconds);
  show_mood (self, seconds);

  return self->is_steady && seconds < 0;
}
