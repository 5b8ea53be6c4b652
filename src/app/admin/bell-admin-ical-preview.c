/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-ical-preview.h"

#include "bell-admin-time.h"
#include "bell-ical.h"

#include <glib/gi18n.h>

struct _BellAdminIcalPreview
{
  AdwDialog           parent_instance;
  AdwPreferencesPage *page;
  GtkWidget          *take;
  GPtrArray          *found;
};

G_DEFINE_FINAL_TYPE (BellAdminIcalPreview, bell_admin_ical_preview, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Of more lines than these only so many are shown. */
#define MAX_ROWS 100

static void
on_take (BellAdminIcalPreview *self)
{
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
bell_admin_ical_preview_dispose (GObject *object)
{
  g_clear_pointer (&BELL_ADMIN_ICAL_PREVIEW (object)->found, g_ptr_array_unref);

  G_OBJECT_CLASS (bell_admin_ical_preview_parent_class)->dispose (object);
}

static void
bell_admin_ical_preview_class_init (BellAdminIcalPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_ical_preview_dispose;
  signals[SIGNAL_TAKEN] = g_signal_new ("taken", BELL_TYPE_ADMIN_ICAL_PREVIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_ical_preview_init (BellAdminIcalPreview *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->take = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->take), TRUE);
  gtk_widget_add_css_class (self->take, "suggested-action");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (adw_dialog_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (on_take), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->take);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->page));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Import Holidays"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  adw_dialog_set_focus (ADW_DIALOG (self), self->take);
}

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (BellAdminIcalPreview *self, const char *title, guint n)
{
  GtkWidget *group = adw_preferences_group_new ();
  /* Translators: a heading, and how many there are under it */
  g_autofree char *text = g_strdup_printf (_ ("%s (%u)"), title, n);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), text);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));

  return ADW_PREFERENCES_GROUP (group);
}

static void
add_rest (AdwPreferencesGroup *group, guint n)
{
  g_autofree char *text = NULL;

  if (n <= MAX_ROWS)
    return;

  text = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MAX_ROWS), n - MAX_ROWS);
  add_row (group, text, NULL);
}

/* What the calendar has on that day under another name. */
static const char *
other_name (const BellCalendar *calendar, BellDate date)
{
  for (guint i = 0; i < calendar->holidays->len; i++)
    if (((BellHoliday *) calendar->holidays->pdata[i])->date == date)
      return ((BellHoliday *) calendar->holidays->pdata[i])->name;

  return NULL;
}

static char *
describe (const BellCalendar *calendar, const BellHoliday *holiday)
{
  g_autofree char *date = bell_admin_time_date (holiday->date);
  const char      *other = calendar != NULL ? other_name (calendar, holiday->date) : NULL;
  gboolean         has_other = other != NULL && other[0] != '\0';

  if (has_other && holiday->yearly)
    /* Translators: a date, and the name of another holiday */
    return g_strdup_printf (_ ("%s, every year; this day is “%s” already"), date, other);
  if (has_other)
    /* Translators: a date, and the name of another holiday */
    return g_strdup_printf (_ ("%s; this day is “%s” already"), date, other);
  if (holiday->yearly)
    /* Translators: a date */
    return g_strdup_printf (_ ("%s, every year"), date);

  return g_steal_pointer (&date);
}

static void
add_holidays (BellAdminIcalPreview *self,
              const char           *title,
              GPtrArray            *holidays,
              const BellCalendar   *calendar)
{
  AdwPreferencesGroup *group;

  if (holidays->len == 0)
    return;

  group = add_group (self, title, holidays->len);
  for (guint i = 0; i < MIN (holidays->len, MAX_ROWS); i++)
    {
      const BellHoliday *holiday = holidays->pdata[i];
      g_autofree char   *text = describe (calendar, holiday);

      add_row (group, holiday->name[0] != '\0' ? holiday->name : _ ("No name"), text);
    }
  add_rest (group, holidays->len);
}

static void
add_warnings (BellAdminIcalPreview *self, GPtrArray *warnings)
{
  AdwPreferencesGroup *group;

  if (warnings->len == 0)
    return;

  group = add_group (self, _ ("Left Out"), warnings->len);
  for (guint i = 0; i < MIN (warnings->len, MAX_ROWS); i++)
    add_row (group, warnings->pdata[i], NULL);
  add_rest (group, warnings->len);
}

/* Those of @found that are not new. */
static GPtrArray *
without (GPtrArray *found, GPtrArray *added)
{
  GPtrArray *others = bell_record_list_new ();

  for (guint i = 0; i < found->len; i++)
    if (!g_ptr_array_find (added, found->pdata[i], NULL))
      g_ptr_array_add (others, bell_record_ref (found->pdata[i]));

  return others;
}

/**
 * bell_admin_ical_preview_new:
 * @calendar: a calendar
 * @name: the name of a file
 * @found: (element-type BellHoliday): the holidays in the file
 * @warnings: (element-type utf8): what was left out, and why
 *
 * Returns: (transfer floating): shows what of the file is new to the calendar and what is not
 */
AdwDialog *
bell_admin_ical_preview_new (const BellCalendar *calendar,
                             const char         *name,
                             GPtrArray          *found,
                             GPtrArray          *warnings)
{
  BellAdminIcalPreview *self = g_object_new (BELL_TYPE_ADMIN_ICAL_PREVIEW, NULL);
  g_autoptr (GPtrArray) added = bell_record_list_new ();
  g_autoptr (GPtrArray) all = bell_holidays_merge (calendar->holidays, found, added);
  g_autoptr (GPtrArray) others = without (found, added);
  g_autofree char *label
      = g_strdup_printf (ngettext ("_Add %u Holiday", "_Add %u Holidays", added->len), added->len);

  self->found = g_ptr_array_ref (found);
  gtk_button_set_label (GTK_BUTTON (self->take), added->len > 0 ? label : _ ("_Add"));
  gtk_widget_set_sensitive (self->take, added->len > 0);
  adw_preferences_page_set_description (
      self->page, added->len > 0
                      ? _ ("Nothing is saved before the calendar is.")
                      : _ ("There is nothing in this file that the calendar does not have."));
  adw_dialog_set_title (ADW_DIALOG (self), name);
  add_holidays (self, C_ ("holidays", "New"), added, calendar);
  add_warnings (self, warnings);
  add_holidays (self, _ ("Already There"), others, NULL);

  return ADW_DIALOG (self);
}

/**
 * bell_admin_ical_preview_get_found:
 * @self: a preview
 *
 * Returns: (transfer none) (element-type BellHoliday): the holidays in the file
 */
GPtrArray *
bell_admin_ical_preview_get_found (BellAdminIcalPreview *self)
{
  return self->found;
}
