/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-day.h"

#include "bell-enum.h"
#include "bell-format.h"

/* How far a key goes: where texts run from right to left, so do the days. */
static int
days_of (GtkWidget *calendar, guint key)
{
  int along = gtk_widget_get_direction (calendar) == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (key)
    {
    case GDK_KEY_Left:
      return -along;
    case GDK_KEY_Right:
      return along;
    case GDK_KEY_Up:
      return -BELL_N_WEEKDAYS;
    case GDK_KEY_Down:
      return BELL_N_WEEKDAYS;
    default:
      return 0;
    }
}

static gboolean
on_key (GtkCalendar *calendar, guint key, guint code, GdkModifierType state)
{
  GtkWidget *widget = GTK_WIDGET (calendar);
  gboolean   plain = (state & gtk_accelerator_get_default_mod_mask ()) == 0;
  int        days = plain && gtk_widget_is_focus (widget) ? days_of (widget, key) : 0;
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (calendar);
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *text = NULL;

  if (days == 0)
    return FALSE;

  day = g_date_time_add_days (chosen, days);
  text = bell_format_day (g_date_time_to_unix_usec (day), g_get_real_time ());
  gtk_calendar_select_day (calendar, day);
  gtk_accessible_announce (GTK_ACCESSIBLE (calendar), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  return TRUE;
}

/**
 * bell_admin_day_steer:
 * @calendar: where a day is chosen
 *
 * Has the arrow keys choose a day from the one that is chosen, and say which. GTK's own go from the
 * last day that is shown, mark days only, and say nothing.
 */
void
bell_admin_day_steer (GtkCalendar *calendar)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), calendar, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (calendar), keys);
}
