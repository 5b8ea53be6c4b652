/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-ical.h"

#include "bell-admin-ical-preview.h"
#include "bell-ical.h"
#include "bell-zone.h"

#include <glib/gi18n.h>

/* Holidays from a file: it is chosen, looked at, and taken into what is edited. */

#define BELL_TYPE_ADMIN_ICAL (bell_admin_ical_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminIcal, bell_admin_ical, BELL, ADMIN_ICAL, AdwPreferencesGroup)

struct _BellAdminIcal
{
  AdwPreferencesGroup parent_instance;
  BellRecordEdit     *edit;
  GtkWidget          *row;
  gboolean            is_busy; /* a file is chosen or read */
};

G_DEFINE_FINAL_TYPE (BellAdminIcal, bell_admin_ical, ADW_TYPE_PREFERENCES_GROUP)

/* How many years more than this one are looked at. */
#define YEARS_MORE 5

/* A file that is read, and what is in it. */
typedef struct
{
  GFile     *file;
  char      *timezone;
  BellDate   from;
  BellDate   until;
  GPtrArray *found;
  GPtrArray *warnings;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->file);
  g_free (reading->timezone);
  g_clear_pointer (&reading->found, g_ptr_array_unref);
  g_ptr_array_unref (reading->warnings);
  g_free (reading);
}

static BellDate
day_of_year (int year, const char *day)
{
  g_autofree char *text = g_strdup_printf ("%04d-%s", CLAMP (year, 1, 9999), day);
  BellDate         date = BELL_DATE_NONE;

  bell_date_parse (text, &date);

  return date;
}

static Reading *
reading_new (const BellCalendar *calendar, GFile *file)
{
  Reading *reading = g_new0 (Reading, 1);
  GDate    today;

  bell_date_to_gdate (bell_zone_day (bell_zone_get (calendar->timezone), g_get_real_time ()),
                      &today);
  reading->file = g_object_ref (file);
  reading->timezone = g_strdup (calendar->timezone);
  reading->from = day_of_year (g_date_get_year (&today), "01-01");
  reading->until = day_of_year (g_date_get_year (&today) + YEARS_MORE, "12-31");
  reading->warnings = g_ptr_array_new_with_free_func (g_free);

  return reading;
}

/* Reads no more of the file than can be too much. */
static gboolean
read_bytes (GFile *file, char *data, gsize *length, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  return stream != NULL
         && g_input_stream_read_all (G_INPUT_STREAM (stream), data, BELL_ICAL_MAX_BYTES + 1, length,
                                     NULL, error);
}

static void
run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading         *reading = task_data;
  g_autofree char *data = g_malloc (BELL_ICAL_MAX_BYTES + 1);
  gsize            length;
  GError          *error = NULL;

  if (read_bytes (reading->file, data, &length, &error))
    reading->found = bell_ical_read_holidays (data, length, reading->timezone, reading->from,
                                              reading->until, reading->warnings, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* @name: NULL, if it is not known. */
static void
fail (BellAdminIcal *self, const char *name, const GError *error)
{
  /* Translators: the name of a file */
  g_autofree char *title = name != NULL ? g_strdup_printf (_ ("No Holidays Read From “%s”"), name)
                                        : g_strdup (_ ("No Holidays Read From the File"));
  /* Translators: what follows is a technical reason in English */
  g_autofree char *body = g_strdup_printf (_ ("The file was not understood: %s"), error->message);
  AdwDialog       *dialog;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  dialog = adw_alert_dialog_new (title, body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"), NULL);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Brings the holidays to what is edited, as it is by now. */
static void
on_taken (BellAdminIcal *self, BellAdminIcalPreview *preview)
{
  const BellField *field = bell_shape_find_field (&bell_calendar_shape, "holidays");
  g_autoptr (BellRecord) record = bell_record_copy (bell_record_edit_get_now (self->edit));
  BellCalendar *calendar = (BellCalendar *) record;
  GPtrArray    *merged
      = bell_holidays_merge (calendar->holidays, bell_admin_ical_preview_get_found (preview), NULL);

  g_ptr_array_unref (calendar->holidays);
  calendar->holidays = merged;
  bell_record_edit_set (self->edit, field, bell_field_to_json (field, calendar));
  gtk_widget_activate_action (GTK_WIDGET (self), "admin.show", "s", field->name);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellAdminIcal      *self = BELL_ADMIN_ICAL (object);
  const BellCalendar *calendar = (const BellCalendar *) bell_record_edit_get_now (self->edit);
  Reading            *reading = g_task_get_task_data (G_TASK (result));
  g_autofree char    *name = g_file_get_basename (reading->file);
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  self->is_busy = FALSE;
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (self, name, error);
      return;
    }

  dialog = bell_admin_ical_preview_new (calendar, name, reading->found, reading->warnings);
  g_signal_connect_object (dialog, "taken", G_CALLBACK (on_taken), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminIcal) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, &error);
  g_autoptr (GTask) task = NULL;

  if (file == NULL)
    {
      self->is_busy = FALSE;
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        fail (self, NULL, error);
      return;
    }

  task = g_task_new (self, NULL, on_read, NULL);
  g_task_set_source_tag (task, on_chosen);
  g_task_set_task_data (
      task, reading_new ((const BellCalendar *) bell_record_edit_get_now (self->edit), file),
      (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, run);
}

static void
on_activated (BellAdminIcal *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  if (self->is_busy)
    return;

  self->is_busy = TRUE;
  gtk_file_filter_set_name (filter, _ ("Calendars (.ics)"));
  gtk_file_filter_add_suffix (filter, "ics");
  gtk_file_filter_add_mime_type (filter, "text/calendar");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Import Holidays"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        on_chosen, g_object_ref (self));
}

static void
bell_admin_ical_finalize (GObject *object)
{
  g_clear_object (&BELL_ADMIN_ICAL (object)->edit);

  G_OBJECT_CLASS (bell_admin_ical_parent_class)->finalize (object);
}

static void
bell_admin_ical_class_init (BellAdminIcalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_admin_ical_finalize;
}

static void
bell_admin_ical_init (BellAdminIcal *self)
{
  self->row = adw_button_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 _ ("_Import Holidays From a File…"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->row), "document-open-symbolic");
  g_signal_connect_object (self->row, "activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
}

/**
 * bell_admin_ical_new:
 * @session: the desk
 * @edit: a calendar
 *
 * Returns: (transfer floating): what brings holidays from an iCalendar file to the calendar;
 * nothing is seen of it by those who may not edit the calendar
 */
GtkWidget *
bell_admin_ical_new (BellSession *session, BellRecordEdit *edit)
{
  const BellPerson *person = bell_session_get_person_record (session);
  BellAdminIcal    *self = g_object_new (BELL_TYPE_ADMIN_ICAL, NULL);

  self->edit = g_object_ref (edit);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          person != NULL && (person->roles & BELL_ROLE_ADMIN) != 0);

  return GTK_WIDGET (self);
}
