/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-on-call-private.h"

#include "bell-admin-swap.h"
#include "bell-admin-time.h"
#include "bell-calls.h"
#include "bell-format.h"

#include <glib/gi18n.h>

/* Four weeks of who is on call for a group: a picture, and the same in rows. */

G_DEFINE_FINAL_TYPE (BellAdminOnCall, bell_admin_on_call, ADW_TYPE_PREFERENCES_GROUP)

/* The zone whose days and times are shown. */
const BellZone *
bell_admin_on_call_get_zone (BellAdminOnCall *self)
{
  return adw_switch_row_get_active (ADW_SWITCH_ROW (self->zones)) ? self->own_zone
                                                                  : self->group_zone;
}

/* Whether somebody may have others swap. */
gboolean
bell_admin_on_call_may_swap (BellAdminOnCall *self)
{
  const BellPerson *person = bell_session_get_person_record (self->session);

  return person != NULL && (person->roles & BELL_ROLE_ADMIN) != 0;
}

/* Lets somebody take over a turn, for a day. */
void
bell_admin_on_call_swap (BellAdminOnCall *self, BellTurn *turn, BellDate day)
{
  AdwToastOverlay *toasts
      = (AdwToastOverlay *) gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwDialog *dialog = bell_admin_on_call_may_swap (self)
                          ? bell_admin_swap_new (self->session, toasts, turn, day)
                          : NULL;

  if (dialog != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_picked (BellAdminOnCall *self, BellTurn *turn, int day)
{
  bell_admin_on_call_swap (self, turn, day);
}

static void
person_free (gpointer data)
{
  g_free (((BellRotaPerson *) data)->name);
  g_free (data);
}

static void
add_person (BellAdminOnCall *self, const char *id)
{
  BellRotaPerson *person;

  if (id == NULL || g_hash_table_contains (self->people, id))
    return;

  person = g_new0 (BellRotaPerson, 1);
  person->name = g_strdup (bell_session_get_label (self->session, &bell_person_shape, id));
  bell_admin_rota_color (g_hash_table_size (self->people), &person->color);
  g_hash_table_insert (self->people, g_strdup (id), person);
}

/* Who is in the rotation has the same colour in all weeks. */
static void
find_people (BellAdminOnCall *self)
{
  GPtrArray *shifts
      = bell_document_list (bell_session_get_directory (self->session), &bell_shift_shape);

  g_hash_table_remove_all (self->people);
  for (guint i = 0; i < shifts->len; i++)
    {
      const BellShift *shift = shifts->pdata[i];

      for (guint m = 0; g_str_equal (shift->group, self->group) && shift->rotation[m] != NULL; m++)
        add_person (self, shift->rotation[m]);
    }
  for (guint i = 0; i < self->turns->len; i++)
    {
      const BellTurn *turn = self->turns->pdata[i];

      add_person (self, turn->primary);
      add_person (self, turn->backup_1);
    }
}

static void
say (BellAdminOnCall *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->words), text);
  gtk_widget_set_visible (self->words, text[0] != '\0');
}

static guint
count_gaps (BellAdminOnCall *self)
{
  guint n_gaps = 0;

  for (guint i = 0; i < self->turns->len; i++)
    n_gaps += ((BellTurn *) self->turns->pdata[i])->shift == NULL;

  return n_gaps;
}

static void
show_turns (BellAdminOnCall *self)
{
  guint            n_gaps = count_gaps (self), n_turns = self->turns->len - n_gaps;
  g_autofree char *turns = g_strdup_printf (ngettext ("%u turn", "%u turns", n_turns), n_turns);
  g_autofree char *gaps = g_strdup_printf (ngettext ("%u gap", "%u gaps", n_gaps), n_gaps);
  /* Translators: how many turns, and how many gaps */
  g_autofree char *both = g_strdup_printf (C_ ("on call", "%s, %s"), turns, gaps);

  find_people (self);
  say (self, n_turns == 0 ? _ ("No shift of this group is on in these weeks.") : "");
  bell_admin_rota_show (self->rota, bell_admin_on_call_get_zone (self), self->first, self->turns,
                        self->people);
  bell_admin_on_call_show_rows (self);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->list), both);
}

static void
on_turns (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminOnCall) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) turns = bell_store_call_finish (BELL_STORE (object), result, &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL
      || bell_session_get_directory (self->session) == NULL)
    return;

  if (turns == NULL)
    {
      words = bell_format_error (error);
      say (self, words);
      return;
    }

  g_ptr_array_unref (self->turns);
  self->turns = g_steal_pointer (&turns);
  show_turns (self);
}

static void
show_range (BellAdminOnCall *self)
{
  g_autofree char *from = bell_admin_time_day (self->first);
  g_autofree char *until = bell_admin_time_day (self->first + BELL_ROTA_DAYS - 1);
  g_autofree char *text = g_strdup_printf ("%s – %s", from, until);
  /* Translators: two days */
  g_autofree char *label = g_strdup_printf (
      _ ("Who is on call from %s to %s; the rows below say the same"), from, until);

  gtk_label_set_label (GTK_LABEL (self->range), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rota), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
find_zones (BellAdminOnCall *self)
{
  BellDocument       *directory = bell_session_get_directory (self->session);
  const BellGroup    *group = bell_document_group (directory, self->group);
  const BellSettings *settings = bell_document_get_settings (directory);
  const char         *name = group != NULL ? group->timezone : NULL;
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char      *own = g_time_zone_get_identifier (local);
  g_autofree char *text = NULL;

  if (name == NULL && settings != NULL)
    name = settings->timezone;
  self->group_zone = bell_zone_get (name);
  self->own_zone = bell_zone_is_valid (own) ? bell_zone_get (own) : self->group_zone;
  gtk_widget_set_visible (self->zones, self->own_zone != self->group_zone);
  text = g_strdup_printf (_ ("%s instead of the group’s %s"), own, name != NULL ? name : "UTC");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->zones), text);
}

/* Asks the desk who is on call in these weeks. */
static void
refresh (BellAdminOnCall *self)
{
  BellStore       *store = bell_session_get_store (self->session);
  BellOnCallTurns *call;
  g_autoptr (BellRecord) record = NULL;
  const BellZone *zone;

  if (store == NULL || bell_session_get_directory (self->session) == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  find_zones (self);
  show_range (self);
  zone = bell_admin_on_call_get_zone (self);
  record = bell_call_new (&bell_call_on_call_turns);
  call = (BellOnCallTurns *) record;
  g_set_str (&call->group, self->group);
  call->from = bell_zone_instant (zone, self->first, 0);
  call->until = bell_zone_instant (zone, self->first + BELL_ROTA_DAYS, 0);
  bell_store_call_async (store, bell_session_get_person (self->session), record, self->cancellable,
                         on_turns, g_object_ref (self));
}

static void
go_by (BellAdminOnCall *self, int weeks)
{
  self->first += weeks * BELL_N_WEEKDAYS;
  refresh (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (GTK_LABEL (self->range)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_previous (BellAdminOnCall *self)
{
  go_by (self, -BELL_ROTA_WEEKS);
}

static void
on_next (BellAdminOnCall *self)
{
  go_by (self, BELL_ROTA_WEEKS);
}

static void
go_to_today (BellAdminOnCall *self)
{
  BellDate today = bell_zone_day (self->group_zone, g_get_real_time ());

  self->first = today - bell_date_weekday (today);
}

static void
bell_admin_on_call_dispose (GObject *object)
{
  BellAdminOnCall *self = BELL_ADMIN_ON_CALL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_admin_on_call_parent_class)->dispose (object);
}

static void
bell_admin_on_call_finalize (GObject *object)
{
  BellAdminOnCall *self = BELL_ADMIN_ON_CALL (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->turns);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->people);
  g_free (self->group);
  g_free (self->shown);

  G_OBJECT_CLASS (bell_admin_on_call_parent_class)->finalize (object);
}

static void
bell_admin_on_call_class_init (BellAdminOnCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_admin_on_call_dispose;
  object_class->finalize = bell_admin_on_call_finalize;
}

static GtkWidget *
add_button (BellAdminOnCall *self,
            GtkWidget       *box,
            const char      *icon,
            const char      *text,
            GCallback        clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
new_bar (BellAdminOnCall *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  add_button (self, box, "go-previous-symbolic", _ ("Previous Four Weeks"),
              G_CALLBACK (on_previous));
  self->range = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->range), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->range, TRUE);
  gtk_widget_add_css_class (self->range, "heading");
  gtk_box_append (GTK_BOX (box), self->range);
  add_button (self, box, "go-next-symbolic", _ ("Next Four Weeks"), G_CALLBACK (on_next));

  return box;
}

static GtkWidget *
new_picture (BellAdminOnCall *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *row = adw_preferences_row_new ();

  self->rota = BELL_ADMIN_ROTA (bell_admin_rota_new ());
  self->words = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_widget_set_visible (self->words, FALSE);
  gtk_widget_add_css_class (self->words, "dim-label");
  self->legend = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->legend), 12);
  gtk_widget_add_css_class (box, "try-day");
  gtk_box_append (GTK_BOX (box), new_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rota));
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->legend);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (self->rota, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);

  return row;
}

static void
bell_admin_on_call_init (BellAdminOnCall *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->rows = g_ptr_array_new ();
  self->turns = bell_record_list_new ();
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, person_free);
  self->cancellable = g_cancellable_new ();
  self->zones = adw_switch_row_new ();
  self->list = adw_expander_row_new ();
  adw_preferences_group_set_title (group, _ ("On Call"));
  adw_preferences_group_set_description (
      group, _ ("Above is who is called first, below who stands by. Choose a turn to have somebody "
                "else take it over for a day."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->zones), _ ("In My Time Zone"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->list), _ ("Turns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Turns"), -1);
  adw_preferences_group_add (group, new_picture (self));
  adw_preferences_group_add (group, self->list);
  adw_preferences_group_add (group, self->zones);
}

/**
 * bell_admin_on_call_new:
 * @session: a desk that is open
 * @edit: a group that is on the desk
 *
 * Returns: (transfer floating): who is on call for the group
 */
GtkWidget *
bell_admin_on_call_new (BellSession *session, BellRecordEdit *edit)
{
  BellAdminOnCall *self = g_object_new (BELL_TYPE_ADMIN_ON_CALL, NULL);

  self->session = g_object_ref (session);
  self->group = g_strdup (bell_record_edit_get_was (edit)->id);
  if (bell_session_get_directory (session) != NULL)
    {
      find_zones (self);
      go_to_today (self);
    }
  g_signal_connect_object (self->zones, "notify::active", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
