/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-try.h"

#include "bell-admin-strip.h"
#include "bell-admin-text.h"
#include "bell-admin-time.h"
#include "bell-working-time.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a calendar makes of a start and a duration: the deadline, day by day. It counts what the
 * page says, saved or not, so that no desk needs to be asked. */

#define BELL_TYPE_ADMIN_TRY (bell_admin_try_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminTry, bell_admin_try, BELL, ADMIN_TRY, AdwPreferencesGroup)

struct _BellAdminTry
{
  AdwPreferencesGroup parent_instance;
  BellRecordEdit     *edit;
  GtkWidget          *date;
  GtkWidget          *time;
  GtkWidget          *length;
  GtkWidget          *answer;
  GPtrArray          *days; /* rows, not owned */
  char               *shown;
};

G_DEFINE_FINAL_TYPE (BellAdminTry, bell_admin_try, ADW_TYPE_PREFERENCES_GROUP)

/* Of more days than these, the first ones and the last are shown. */
#define MAX_DAYS 14

/* The most hours that are counted: more than two years of them. */
#define MAX_HOURS 20000

/* A question that can be answered, and its answer. */
typedef struct
{
  const BellCalendar *calendar;
  BellWorkingTime    *time;
  const BellZone     *zone;
  BellInstant         start;
  BellInstant         due;
  GArray             *stretches; /* BellStretch */
} Tried;

static void
tried_clear (Tried *tried)
{
  g_clear_pointer (&tried->time, bell_working_time_unref);
  g_clear_pointer (&tried->stretches, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tried, tried_clear)

static const char *
holiday_name (const BellCalendar *calendar, BellDate day)
{
  g_autofree char *text = bell_date_format (day);

  for (guint i = 0; i < calendar->holidays->len; i++)
    {
      const BellHoliday *holiday = calendar->holidays->pdata[i];
      g_autofree char   *other = bell_date_format (holiday->date);

      if (holiday->date == day || (holiday->yearly && g_str_equal (text + 5, other + 5)))
        return holiday->name;
    }

  return "";
}

/* What counts of a day, also on its strip; how many minutes of it. */
static char *
count_day (const Tried *tried, BellDate day, BellAdminStrip *strip, gint64 *minutes)
{
  BellInstant begin = bell_zone_instant (tried->zone, day, 0);
  BellInstant end = bell_zone_instant (tried->zone, day, BELL_MINUTES_PER_DAY);
  GString    *text = g_string_new (NULL);

  *minutes = 0;
  for (guint i = 0; i < tried->stretches->len; i++)
    {
      const BellStretch *stretch = &g_array_index (tried->stretches, BellStretch, i);
      BellInstant        from = MAX (stretch->from, begin), until = MIN (stretch->until, end);
      g_autofree char   *one = bell_admin_time_of_day (tried->zone, from);
      g_autofree char   *other = until == end ? bell_time_of_day_format (BELL_MINUTES_PER_DAY)
                                              : bell_admin_time_of_day (tried->zone, until);

      if (from >= until)
        continue;
      g_string_append_printf (text, "%s%s–%s", text->len > 0 ? _ (", ") : "", one, other);
      *minutes += (until - from) / BELL_MINUTE;
      bell_admin_strip_mark (strip, (double) (from - begin) / (double) (end - begin),
                             (double) (until - begin) / (double) (end - begin));
    }

  return g_string_free (text, FALSE);
}

static char *
describe_day (const Tried *tried, BellDate day, BellAdminStrip *strip)
{
  gint64           minutes;
  g_autofree char *spans = count_day (tried, day, strip, &minutes);
  g_autofree char *length = bell_admin_time_length (minutes);

  if (spans[0] != '\0')
    return g_strdup_printf (C_ ("details", "%s · %s"), spans, length);
  if (bell_working_time_is_holiday (tried->time, day))
    {
      const char *name = holiday_name (tried->calendar, day);

      /* Translators: the name of a holiday */
      return name[0] != '\0' ? g_strdup_printf (_ ("Holiday: %s"), name) : g_strdup (_ ("Holiday"));
    }

  return g_strdup (_ ("No working time"));
}

static void
add_row (BellAdminTry *self, const char *title, const char *text, GtkWidget *strip)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = adw_wrap_box_new ();
  GtkWidget *day = gtk_label_new (title);
  GtkWidget *spans = gtk_label_new (text);
  /* Translators: a day, and its working hours */
  g_autofree char *both = g_strdup_printf (C_ ("day", "%s: %s"), title, text);

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (line), 12);
  adw_wrap_box_append (ADW_WRAP_BOX (line), day);
  adw_wrap_box_append (ADW_WRAP_BOX (line), spans);
  gtk_label_set_wrap (GTK_LABEL (spans), TRUE);
  gtk_label_set_xalign (GTK_LABEL (spans), 0);
  gtk_widget_add_css_class (spans, "dim-label");
  gtk_widget_add_css_class (spans, "numeric");
  gtk_widget_add_css_class (box, "try-day");
  gtk_box_append (GTK_BOX (box), line);
  if (strip != NULL)
    gtk_box_append (GTK_BOX (box), strip);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->days, row);
}

static void
add_days (BellAdminTry *self, const Tried *tried)
{
  BellDate first = bell_zone_day (tried->zone, tried->start);
  BellDate last = bell_zone_day (tried->zone, MAX (tried->due - 1, tried->start));

  for (BellDate day = first; day <= last; day++)
    {
      GtkWidget       *strip = bell_admin_strip_new ();
      g_autofree char *text = describe_day (tried, day, BELL_ADMIN_STRIP (strip));
      g_autofree char *title = bell_admin_time_day (day);

      add_row (self, title, text, strip);
      if (last - first >= MAX_DAYS && day == first + MAX_DAYS - 3)
        {
          guint            left = (guint) (last - day - 1);
          g_autofree char *more
              = g_strdup_printf (ngettext ("%u day more", "%u days more", left), left);

          add_row (self, "…", more, NULL);
          day = last - 1;
        }
    }
}

static void
remove_days (BellAdminTry *self)
{
  for (guint i = 0; i < self->days->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->days->pdata[i]);
  g_ptr_array_set_size (self->days, 0);
}

static gboolean
mark (GtkWidget *row, gboolean right)
{
  if (right)
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               right ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);

  return right;
}

static char *
dup_written (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* "8" or "8:30". */
static gboolean
parse_length (const char *text, gint64 *minutes)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint64 hours, rest = 0;

  if (g_strv_length (parts) < 1 || g_strv_length (parts) > 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, MAX_HOURS, &hours, NULL)
      || (parts[1] != NULL
          && (strlen (parts[1]) != 2
              || !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &rest, NULL))))
    return FALSE;

  *minutes = (gint64) (hours * 60 + rest);

  return TRUE;
}

/* Takes what is asked. Gives what is wrong with it, or %NULL. */
static const char *
take_question (BellAdminTry *self, Tried *tried, gint64 *length)
{
  g_autofree char *hours = dup_written (self->length);
  g_autofree char *day = dup_written (self->date);
  g_autofree char *time = dup_written (self->time);
  BellDate         date;
  int              minutes;

  if (tried->calendar->timezone == NULL || !bell_zone_is_valid (tried->calendar->timezone))
    return _ ("Write the time zone of the calendar first.");

  tried->zone = bell_zone_get (tried->calendar->timezone);
  if (!mark (self->date, bell_date_parse (day, &date)))
    return _ ("A date, such as 2026-11-24.");
  if (!mark (self->time, bell_time_of_day_parse (time, &minutes)))
    return _ ("A time from 00:00 to 24:00.");
  if (!mark (self->length, parse_length (hours, length)))
    return _ ("Hours and minutes, such as 8:30.");
  tried->start = bell_zone_instant (tried->zone, date, minutes);
  if (!mark (self->date, bell_working_time_knows (tried->start)))
    return _ ("Working time is known from 1900 to 2199.");

  return NULL;
}

/* Gives the deadline in words, or why there is none. */
static char *
find_deadline (BellAdminTry *self, Tried *tried)
{
  gint64           minutes = 0;
  const char      *problem = take_question (self, tried, &minutes);
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;

  tried->due = BELL_INSTANT_NONE;
  if (problem != NULL)
    return g_strdup (problem);

  tried->time = bell_working_time_new (tried->calendar);
  tried->due = bell_working_time_after (tried->time, tried->start, minutes * BELL_MINUTE);
  if (tried->due == BELL_INSTANT_NONE)
    return bell_working_time_next_opening (tried->time, tried->start) == BELL_INSTANT_NONE
               ? g_strdup (_ ("Never: this calendar does not open within twenty years."))
               : g_strdup (_ ("After 2199, where working time is not known."));

  tried->stretches = bell_working_time_stretches (tried->time, tried->start, tried->due);
  day = bell_admin_time_day_of_year (bell_zone_day (tried->zone, tried->due));
  time = bell_admin_time_of_day (tried->zone, tried->due);

  /* Translators: a day, a time, a zone: "Mon 30 Nov 2026, 08:00 (Europe/Oslo)" */
  return g_strdup_printf (_ ("%s, %s (%s)"), day, time, tried->calendar->timezone);
}

/* What the rows follow from. */
static char *
sign_of (BellAdminTry *self, const char *deadline)
{
  const BellRecord *now = bell_record_edit_get_now (self->edit);
  g_autofree char  *day = dup_written (self->date);
  g_autofree char  *time = dup_written (self->time);
  g_autoptr (GString) sign = g_string_new (NULL);

  bell_record_append_wire (now, sign);
  g_string_append_printf (sign, "\n%s %s %s", day, time, deadline);

  return g_string_free (g_steal_pointer (&sign), FALSE);
}

static void
refresh (BellAdminTry *self)
{
  g_auto (Tried) tried = { .calendar = (BellCalendar *) bell_record_edit_get_now (self->edit) };
  g_autofree char *deadline = find_deadline (self, &tried);
  g_autofree char *sign = sign_of (self, deadline);

  if (g_strcmp0 (sign, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&sign);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->answer), deadline);
  remove_days (self);
  if (tried.due != BELL_INSTANT_NONE)
    add_days (self, &tried);
}

/* Whoever asks is told. */
static void
on_asked (BellAdminTry *self)
{
  refresh (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           adw_action_row_get_subtitle (ADW_ACTION_ROW (self->answer)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static GtkWidget *
new_entry (BellAdminTry *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return row;
}

static void
bell_admin_try_finalize (GObject *object)
{
  BellAdminTry *self = BELL_ADMIN_TRY (object);

  g_clear_object (&self->edit);
  g_ptr_array_unref (self->days);
  g_free (self->shown);

  G_OBJECT_CLASS (bell_admin_try_parent_class)->finalize (object);
}

static void
bell_admin_try_class_init (BellAdminTryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_admin_try_finalize;
}

static void
bell_admin_try_init (BellAdminTry *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->days = g_ptr_array_new ();
  adw_preferences_group_set_title (group, _ ("Try It"));
  adw_preferences_group_set_description (
      group, _ ("When so much working time after a start is over. This counts the hours and "
                "holidays as they are on this page, saved or not, in the zone of the calendar."));
  self->date = new_entry (self, _ ("Start Date"));
  self->time = new_entry (self, _ ("Start Time"));
  self->length = new_entry (self, _ ("Working Time in Hours"));
  gtk_editable_set_text (GTK_EDITABLE (self->length), "8:00");
  self->answer = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->answer), _ ("Deadline"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->answer), FALSE);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (self->answer), TRUE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->answer), 0);
  gtk_widget_add_css_class (self->answer, "property");
  adw_preferences_group_add (group, self->answer);
}

/* Begins now, where the calendar is. */
static void
fill_start (BellAdminTry *self)
{
  const BellCalendar *calendar = (const BellCalendar *) bell_record_edit_get_now (self->edit);
  const BellZone     *zone = bell_zone_get (calendar->timezone);
  int                 minutes;
  BellDate            date = bell_zone_date (zone, g_get_real_time (), &minutes);
  g_autofree char    *day = bell_date_format (date);
  g_autofree char    *time = bell_time_of_day_format (minutes);

  gtk_editable_set_text (GTK_EDITABLE (self->date), day);
  gtk_editable_set_text (GTK_EDITABLE (self->time), time);
}

/**
 * bell_admin_try_new:
 * @session: the desk
 * @edit: a calendar
 *
 * Returns: (transfer floating): what tries the calendar
 */
GtkWidget *
bell_admin_try_new (BellSession *session, BellRecordEdit *edit)
{
  BellAdminTry *self = g_object_new (BELL_TYPE_ADMIN_TRY, NULL);

  self->edit = g_object_ref (edit);
  fill_start (self);
  g_signal_connect_object (self->date, "changed", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->time, "changed", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->length, "changed", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edit, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
