/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-when.h"

#include "bell-zone.h"

#include <glib/gi18n.h>

struct _BellAdminWhen
{
  AdwBin       parent_instance;
  BellSession *session;
  BellInstant  at; /* BELL_INSTANT_NONE: now */
  gboolean     right;
  gboolean     filled; /* with a time to begin with */

  AdwSwitchRow      *other;
  AdwEntryRow       *date;
  AdwEntryRow       *time;
  AdwEntryRow       *zone;
  AdwPreferencesRow *problem;
  GtkLabel          *words;
};

G_DEFINE_FINAL_TYPE (BellAdminWhen, bell_admin_when, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static char *
text_of (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static const char *
desk_zone (BellAdminWhen *self)
{
  BellDocument       *directory = bell_session_get_directory (self->session);
  const BellSettings *settings = directory != NULL ? bell_document_get_settings (directory) : NULL;

  return settings != NULL && settings->timezone != NULL ? settings->timezone : "UTC";
}

/* Writes a time, in the desk's zone. */
static void
fill (BellAdminWhen *self, BellInstant at)
{
  const char      *name = desk_zone (self);
  const BellZone  *zone = bell_zone_get (name);
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  int              minutes = 0;

  self->filled = TRUE;
  day = bell_date_format (bell_zone_date (zone, at, &minutes));
  time = bell_time_of_day_format (minutes);
  gtk_editable_set_text (GTK_EDITABLE (self->date), day);
  gtk_editable_set_text (GTK_EDITABLE (self->time), time);
  gtk_editable_set_text (GTK_EDITABLE (self->zone), name);
}

static void
mark (AdwEntryRow *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* What is written as a time; %NULL, or else what to write. */
static const char *
read_time (BellAdminWhen *self, BellInstant *at)
{
  g_autofree char *date = text_of (self->date);
  g_autofree char *time = text_of (self->time);
  g_autofree char *zone = text_of (self->zone);
  BellDate         day = BELL_DATE_NONE;
  int              minutes = BELL_TIME_NONE;
  gboolean         has_date = bell_date_parse (date, &day);
  gboolean         has_time = bell_time_of_day_parse (time, &minutes);
  gboolean         has_zone = bell_zone_is_valid (zone);

  mark (self->date, !has_date);
  mark (self->time, !has_time);
  mark (self->zone, !has_zone);
  if (!has_date)
    return _ ("A date, such as 2026-11-24.");
  if (!has_time)
    return _ ("A time from 00:00 to 24:00.");
  if (!has_zone)
    return _ ("The name of a time zone, such as Europe/Prague.");

  *at = bell_zone_instant (bell_zone_get (zone), day, minutes);

  return NULL;
}

static void
refresh (BellAdminWhen *self)
{
  gboolean    other = adw_switch_row_get_active (self->other);
  BellInstant at = BELL_INSTANT_NONE;
  const char *wrong = NULL;

  if (other && !self->filled)
    fill (self, g_get_real_time ());
  gtk_widget_set_visible (GTK_WIDGET (self->date), other);
  gtk_widget_set_visible (GTK_WIDGET (self->time), other);
  gtk_widget_set_visible (GTK_WIDGET (self->zone), other);
  if (other)
    wrong = read_time (self, &at);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), wrong != NULL);
  if (wrong != NULL && g_strcmp0 (wrong, gtk_label_get_label (self->words)) != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), wrong,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_label_set_label (self->words, wrong != NULL ? wrong : "");
  if (self->right == (wrong == NULL) && self->at == at)
    return;

  self->right = wrong == NULL;
  self->at = at;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
bell_admin_when_dispose (GObject *object)
{
  BellAdminWhen *self = BELL_ADMIN_WHEN (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_ADMIN_WHEN);

  G_OBJECT_CLASS (bell_admin_when_parent_class)->dispose (object);
}

static void
bell_admin_when_class_init (BellAdminWhenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_admin_when_dispose;

  /* Another time is chosen, or what is written is none. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BELL_TYPE_ADMIN_WHEN, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-admin-when.ui");
  gtk_widget_class_bind_template_child (widget_class, BellAdminWhen, other);
  gtk_widget_class_bind_template_child (widget_class, BellAdminWhen, date);
  gtk_widget_class_bind_template_child (widget_class, BellAdminWhen, time);
  gtk_widget_class_bind_template_child (widget_class, BellAdminWhen, zone);
  gtk_widget_class_bind_template_child (widget_class, BellAdminWhen, problem);
  gtk_widget_class_bind_template_child (widget_class, BellAdminWhen, words);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
bell_admin_when_init (BellAdminWhen *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->at = BELL_INSTANT_NONE;
  self->right = TRUE;
}

/**
 * bell_admin_when_new:
 * @session: the desk, perhaps not open yet
 *
 * Returns: (transfer none): rows to choose a time with, at first now
 */
GtkWidget *
bell_admin_when_new (BellSession *session)
{
  BellAdminWhen *self = g_object_new (BELL_TYPE_ADMIN_WHEN, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

/**
 * bell_admin_when_get:
 * @self: such rows
 * @at: (out): the time that is chosen; %BELL_INSTANT_NONE for now. A local time that a change of
 *   clocks skips means the moment of the change, one that happens twice the first
 *
 * Returns: whether a time is chosen, and not something written that is none
 */
gboolean
bell_admin_when_get (BellAdminWhen *self, BellInstant *at)
{
  g_return_val_if_fail (BELL_IS_ADMIN_WHEN (self), FALSE);

  *at = self->at;

  return self->right;
}

/**
 * bell_admin_when_set:
 * @self: such rows
 * @at: a time; %BELL_INSTANT_NONE for now
 *
 * Chooses a time, to the minute.
 */
void
bell_admin_when_set (BellAdminWhen *self, BellInstant at)
{
  g_return_if_fail (BELL_IS_ADMIN_WHEN (self));

  if (at != BELL_INSTANT_NONE)
    fill (self, at);
  adw_switch_row_set_active (self->other, at != BELL_INSTANT_NONE);
}
