/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-swap.h"

#include "bell-admin-refusal.h"
#include "bell-admin-time.h"
#include "bell-admin-undo.h"
#include "bell-policy.h"
#include "bell-record-edit.h"

#include <glib/gi18n.h>

struct _BellAdminSwap
{
  AdwDialog            parent_instance;
  BellSession         *session;
  AdwToastOverlay     *toasts; /* nullable */
  BellRecordEdit      *edit;   /* of the shift */
  BellTurn            *turn;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *swaps; /* those of the day */
  GPtrArray           *rows;  /* in it, not owned */
  GtkWidget           *day;
  GtkWidget           *person;
  GtkWidget           *with;
  GtkLabel            *words;
  GtkWidget           *button;
  GArray              *days;   /* BellDate */
  GPtrArray           *people; /* ids that have a place in the turn */
  GPtrArray           *others; /* ids that can take one */
  gboolean             is_busy;
};

G_DEFINE_FINAL_TYPE (BellAdminSwap, bell_admin_swap, ADW_TYPE_DIALOG)

static const BellShift *
get_shift (BellAdminSwap *self)
{
  return (const BellShift *) bell_record_edit_get_now (self->edit);
}

static const char *
name_of (BellAdminSwap *self, const char *id)
{
  return bell_session_get_label (self->session, &bell_person_shape, id);
}

static BellDate
chosen_day (BellAdminSwap *self)
{
  guint index = adw_combo_row_get_selected (ADW_COMBO_ROW (self->day));

  return index < self->days->len ? g_array_index (self->days, BellDate, index) : BELL_DATE_NONE;
}

static const char *
chosen (GtkWidget *row, GPtrArray *ids)
{
  guint index = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

  return index < ids->len ? ids->pdata[index] : NULL;
}

/* What the swap comes to, or why there can be none. */
static char *
describe (BellAdminSwap *self, const char *person, const char *with, BellDate day)
{
  const BellPerson *taker = bell_document_person (bell_session_get_directory (self->session), with);
  g_autofree char  *date = bell_admin_time_day (day);

  if (g_strcmp0 (person, with) == 0)
    return g_strdup (_ ("Choose two different people."));
  if (taker != NULL && bell_person_is_away (taker, day))
    /* Translators: a person, and a day */
    return g_strdup_printf (_ ("%s is on vacation on %s, and would be passed over."),
                            name_of (self, with), date);

  /* Translators: a day, and two people */
  return g_strdup_printf (_ ("On %s, %s and %s stand in each other’s place."), date,
                          name_of (self, person), name_of (self, with));
}

static void
refresh_words (BellAdminSwap *self)
{
  const char      *person = chosen (self->person, self->people);
  const char      *with = chosen (self->with, self->others);
  BellDate         day = chosen_day (self);
  g_autofree char *text = NULL;

  if (person != NULL && with != NULL && day != BELL_DATE_NONE)
    text = describe (self, person, with, day);
  gtk_label_set_label (self->words, text != NULL ? text : "");
  gtk_widget_set_sensitive (self->button,
                            text != NULL && g_strcmp0 (person, with) != 0 && !self->is_busy);
}

static void
fail (BellAdminSwap *self, const GError *error)
{
  /* Translators: what follows is a reason */
  g_autofree char *text = bell_admin_refusal_text (_ ("Not saved: %s"), error);

  gtk_label_set_label (self->words, text);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminSwap) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BellRecord) record
      = BELL_RECORD (bell_record_edit_finish (BELL_RECORD_EDIT (object), result, &error));

  self->is_busy = FALSE;
  if (self->session == NULL)
    return;

  if (record == NULL)
    {
      bell_record_edit_discard (self->edit);
      refresh_words (self);
      fail (self, error);
      return;
    }

  if (self->toasts != NULL)
    bell_admin_undo_offer (self->toasts, self->session, (BellEdited *) record);
  adw_dialog_close (ADW_DIALOG (self));
}

/* Saves the shift with these swaps. Takes @swaps. */
static void
save (BellAdminSwap *self, GPtrArray *swaps)
{
  const BellField *field = bell_shape_find_field (&bell_shift_shape, "swaps");
  g_autoptr (BellRecord) record = bell_record_copy (get_shift (self));
  BellShift *shift = (BellShift *) record;

  g_ptr_array_unref (shift->swaps);
  shift->swaps = swaps;
  if (self->is_busy)
    return;

  bell_record_edit_set (self->edit, field, bell_field_to_json (field, shift));
  self->is_busy = TRUE;
  refresh_words (self);
  bell_record_edit_save_async (self->edit, on_saved, g_object_ref (self));
}

static GPtrArray *
copy_swaps (BellAdminSwap *self, const BellSwap *except)
{
  const BellShift *shift = get_shift (self);
  GPtrArray       *swaps = bell_record_list_new ();

  for (guint i = 0; i < shift->swaps->len; i++)
    if (shift->swaps->pdata[i] != except)
      g_ptr_array_add (swaps, bell_record_ref (shift->swaps->pdata[i]));

  return swaps;
}

static void
on_swap (BellAdminSwap *self)
{
  GPtrArray *swaps = copy_swaps (self, NULL);
  BellSwap  *swap = bell_record_new (&bell_swap_shape);

  swap->date = chosen_day (self);
  g_set_str (&swap->person, chosen (self->person, self->people));
  g_set_str (&swap->with, chosen (self->with, self->others));
  g_ptr_array_add (swaps, swap);
  save (self, swaps);
}

static void
on_take_back (BellAdminSwap *self, GtkWidget *button)
{
  save (self, copy_swaps (self, g_object_get_data (G_OBJECT (button), "swap")));
}

static void
add_swap (BellAdminSwap *self, BellSwap *swap)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_with_mnemonic (_ ("_Take Back"));
  g_autofree char *title
      /* Translators: two people */
      = g_strdup_printf (_ ("%s and %s"), name_of (self, swap->person), name_of (self, swap->with));

  g_object_set_data_full (G_OBJECT (button), "swap", bell_record_ref (swap), bell_record_unref);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_take_back), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->swaps, row);
  g_ptr_array_add (self->rows, row);
}

static void
refresh_day (BellAdminSwap *self)
{
  const BellShift *shift = get_shift (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->swaps, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < shift->swaps->len; i++)
    if (((BellSwap *) shift->swaps->pdata[i])->date == chosen_day (self))
      add_swap (self, shift->swaps->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->swaps), self->rows->len > 0);
  refresh_words (self);
}

static void
bell_admin_swap_dispose (GObject *object)
{
  BellAdminSwap *self = BELL_ADMIN_SWAP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->toasts);
  g_clear_object (&self->edit);
  g_clear_pointer (&self->turn, bell_record_unref);

  G_OBJECT_CLASS (bell_admin_swap_parent_class)->dispose (object);
}

static void
bell_admin_swap_finalize (GObject *object)
{
  BellAdminSwap *self = BELL_ADMIN_SWAP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->others);
  g_array_unref (self->days);

  G_OBJECT_CLASS (bell_admin_swap_parent_class)->finalize (object);
}

static void
bell_admin_swap_class_init (BellAdminSwapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_admin_swap_dispose;
  object_class->finalize = bell_admin_swap_finalize;
}

static GtkWidget *
add_combo (BellAdminSwap *self, AdwPreferencesGroup *group, const char *title, GCallback changed)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_expression (
      ADW_COMBO_ROW (row), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  g_signal_connect_object (row, "notify::selected", changed, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);

  return row;
}

static GtkWidget *
new_header (BellAdminSwap *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->button = gtk_button_new_with_mnemonic (_ ("_Swap"));
  gtk_widget_add_css_class (self->button, "suggested-action");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (adw_dialog_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_swap), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->button);

  return header;
}

static void
bell_admin_swap_init (BellAdminSwap *self)
{
  GtkWidget           *view = adw_toolbar_view_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget           *words = gtk_label_new (NULL);

  self->rows = g_ptr_array_new ();
  self->people = g_ptr_array_new_with_free_func (g_free);
  self->others = g_ptr_array_new_with_free_func (g_free);
  self->days = g_array_new (FALSE, FALSE, sizeof (BellDate));
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->words = GTK_LABEL (words);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_set_margin_top (words, 12);
  gtk_widget_add_css_class (words, "dim-label");
  self->swaps = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->swaps, _ ("Swaps on This Day"));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), new_header (self));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->page));
  self->day = add_combo (self, group, _ ("Day"), G_CALLBACK (refresh_day));
  self->person = add_combo (self, group, _ ("Who Hands Over"), G_CALLBACK (refresh_words));
  self->with = add_combo (self, group, _ ("Who Takes Over"), G_CALLBACK (refresh_words));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self->with), TRUE);
  adw_preferences_group_add (group, words);
  adw_preferences_page_add (self->page, group);
  adw_preferences_page_add (self->page, self->swaps);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Swap One Day"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 440);
}

/* Once, if it is somebody who is there. */
static void
add_id (BellAdminSwap *self, GPtrArray *ids, const char *id)
{
  BellDocument     *directory = bell_session_get_directory (self->session);
  const BellPerson *person
      = id != NULL && directory != NULL ? bell_document_person (directory, id) : NULL;

  if (person != NULL && person->active
      && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

static void
add_ids (BellAdminSwap *self, GPtrArray *ids, char *const *more)
{
  for (guint i = 0; more[i] != NULL; i++)
    add_id (self, ids, more[i]);
}

static void
fill_people (BellAdminSwap *self, GtkWidget *row, GPtrArray *ids)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    gtk_string_list_append (names, name_of (self, ids->pdata[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
}

/* The days of the turn on which the shift begins. */
static void
fill_days (BellAdminSwap *self, BellDate wanted)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (BellDate day = self->turn->first_day; day <= self->turn->last_day; day++)
    if ((get_shift (self)->weekdays & (1u << bell_date_weekday (day))) != 0)
      {
        g_autofree char *text = bell_admin_time_day (day);

        if (day == wanted)
          selected = self->days->len;
        g_array_append_val (self->days, day);
        gtk_string_list_append (names, text);
      }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->day), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->day), selected);
}

static void
fill (BellAdminSwap *self, BellDate day)
{
  const BellShift *shift = get_shift (self);
  const BellGroup *group = bell_document_get (bell_session_get_directory (self->session),
                                              &bell_group_shape, shift->group);

  add_id (self, self->people, self->turn->primary);
  add_id (self, self->people, self->turn->backup_1);
  add_id (self, self->people, self->turn->backup_2);
  add_ids (self, self->people, self->turn->away);
  add_ids (self, self->others, shift->rotation);
  if (group != NULL)
    add_ids (self, self->others, group->members);
  fill_days (self, day);
  fill_people (self, self->person, self->people);
  fill_people (self, self->with, self->others);
  for (guint i = 0; i < self->others->len; i++)
    if (self->people->len > 0 && !g_str_equal (self->others->pdata[i], self->people->pdata[0]))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->with), i);
        break;
      }
  refresh_day (self);
}

/**
 * bell_admin_swap_new:
 * @session: a desk that is open
 * @toasts: (nullable): where to say what was done
 * @turn: a turn of a shift
 * @day: a day of it
 *
 * Returns: (transfer floating) (nullable): lets somebody else take the turn over for a day; %NULL
 * if somebody has removed the shift
 */
AdwDialog *
bell_admin_swap_new (BellSession     *session,
                     AdwToastOverlay *toasts,
                     const BellTurn  *turn,
                     BellDate         day)
{
  BellDocument  *directory = bell_session_get_directory (session);
  BellRecord    *shift = directory != NULL && turn->shift != NULL
                             ? bell_document_get (directory, &bell_shift_shape, turn->shift)
                             : NULL;
  BellAdminSwap *self;

  if (shift == NULL)
    return NULL;

  self = g_object_new (BELL_TYPE_ADMIN_SWAP, NULL);
  self->session = g_object_ref (session);
  g_set_object (&self->toasts, toasts);
  self->turn = bell_record_ref ((gpointer) turn);
  self->edit
      = bell_record_edit_new (bell_session_get_store (session), bell_session_get_person (session),
                              &bell_shift_shape, shift, NULL);
  fill (self, day);

  return ADW_DIALOG (self);
}
