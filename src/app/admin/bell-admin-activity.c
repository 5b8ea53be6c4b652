/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-activity.h"

#include "bell-admin-activity-export.h"
#include "bell-admin-change-dialog.h"
#include "bell-admin-change.h"
#include "bell-admin-day.h"
#include "bell-admin-limit.h"
#include "bell-admin-text.h"
#include "bell-format.h"
#include "bell-history-list.h"
#include "bell-records.h"
#include "bell-stack.h"

#include <glib/gi18n.h>

/* How many fields a row shows; the dialog shows all. */
#define FIELDS_SHOWN 3

struct _BellAdminActivity
{
  AdwBin           parent_instance;
  BellSession     *session;
  BellStore       *store; /* whose changes are shown */
  BellHistoryList *list;
  GDateTime       *chosen_day;

  AdwWrapBox     *filters;
  GtkMenuButton  *day;
  GtkPopover     *day_popover;
  GtkCalendar    *calendar;
  GtkButton      *save;
  GtkStack       *views;
  AdwStatusPage  *failure;
  GtkListView    *view;
  GtkNoSelection *selection;
  BellAdminLimit *type;
  BellAdminLimit *record;
  BellAdminLimit *person;
};

G_DEFINE_FINAL_TYPE (BellAdminActivity, bell_admin_activity, ADW_TYPE_BIN)

static const BellShape *
get_shape (BellAdminActivity *self)
{
  const char *type = bell_admin_limit_get_id (self->type);

  return type != NULL ? bell_shape_by_name (type) : NULL;
}

/* The changes that are wanted. */
static BellRecordHistory *
new_filter (BellAdminActivity *self)
{
  BellRecordHistory *filter = bell_call_new (&bell_call_record_history);

  filter->type = g_strdup (bell_admin_limit_get_id (self->type));
  filter->subject = g_strdup (bell_admin_limit_get_id (self->record));
  filter->actor = g_strdup (bell_admin_limit_get_id (self->person));
  filter->edits = TRUE;
  if (self->chosen_day != NULL)
    {
      g_autoptr (GDateTime) next = g_date_time_add_days (self->chosen_day, 1);

      filter->since = g_date_time_to_unix_usec (self->chosen_day);
      filter->until = g_date_time_to_unix_usec (next);
    }

  return filter;
}

static void
refresh (BellAdminActivity *self)
{
  const GError    *error = self->list != NULL ? bell_history_list_get_error (self->list) : NULL;
  g_autofree char *markup = error != NULL ? bell_format_error_markup (error) : NULL;
  const char      *name = "waiting";

  if (error != NULL)
    name = "failed";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    name = "list";
  else if (self->list != NULL && bell_history_list_is_loaded (self->list))
    name = "empty";
  adw_status_page_set_description (self->failure, markup);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), g_str_equal (name, "list"));
  bell_stack_show (self->views, name);
}

/* The list leaves what is seen in its place; who sees the newest wants to go on seeing it. */
static void
on_loaded (BellAdminActivity *self)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  gboolean       at_top = gtk_adjustment_get_value (place) < 1;

  if (at_top && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_list_view_scroll_to (self->view, 0, GTK_LIST_SCROLL_NONE, NULL);
  refresh (self);
}

static void
apply (BellAdminActivity *self)
{
  g_autoptr (BellRecord) filter = NULL;

  if (self->list == NULL)
    return;

  filter = BELL_RECORD (new_filter (self));
  bell_history_list_set_filter (self->list, (BellRecordHistory *) filter);
  refresh (self);
}

/* Requests are too many to be offered; settings are one. */
static void
offer_records (BellAdminActivity *self)
{
  const BellShape *shape = get_shape (self);
  gboolean         many = shape == &bell_request_shape || shape == &bell_settings_shape;

  bell_admin_limit_set_shape (self->record, many ? NULL : shape);
}

static void
on_type (BellAdminActivity *self)
{
  offer_records (self);
  apply (self);
}

static void
set_day (BellAdminActivity *self, GDateTime *day)
{
  g_autofree char *text = day != NULL
                              ? bell_format_day (g_date_time_to_unix_usec (day), g_get_real_time ())
                              : g_strdup (_ ("Any Day"));

  g_clear_pointer (&self->chosen_day, g_date_time_unref);
  self->chosen_day = day;
  gtk_menu_button_set_label (self->day, text);
  /* Else it would be called by all that is in its popover. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->day), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

static void
on_any_day (BellAdminActivity *self)
{
  gtk_popover_popdown (self->day_popover);
  set_day (self, NULL);
  apply (self);
}

static void
on_this_day (BellAdminActivity *self)
{
  gtk_popover_popdown (self->day_popover);
  set_day (self, g_date_time_new_local (gtk_calendar_get_year (self->calendar),
                                        gtk_calendar_get_month (self->calendar) + 1,
                                        gtk_calendar_get_day (self->calendar), 0, 0, 0));
  apply (self);
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminActivity) self = user_data;

  bell_admin_activity_export_finish (GTK_WIDGET (self), result);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
}

static void
on_save (BellAdminActivity *self)
{
  g_autoptr (BellRecord) filter = BELL_RECORD (new_filter (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  bell_admin_activity_export_async (GTK_WIDGET (self), self->session, (BellRecordHistory *) filter,
                                    on_saved, g_object_ref (self));
}

static void
on_activate (BellAdminActivity *self, guint position)
{
  g_autoptr (BellHistoryItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    bell_admin_change_dialog_present (self->session, GTK_WIDGET (self),
                                      bell_history_item_get_change (item));
}

static GtkWidget *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *fields;

  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  add_label (box, NULL);
  gtk_widget_add_css_class (add_label (box, "caption"), "dim-label");
  fields = add_label (box, "caption");
  gtk_label_set_lines (GTK_LABEL (fields), 2 * FIELDS_SHOWN);
  gtk_label_set_ellipsize (GTK_LABEL (fields), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, box);
}

static void
append_difference (GString *text, const BellShape *shape, const BellAdminDifference *difference)
{
  const char *label = bell_admin_text_field (shape, difference->field);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (difference->before != NULL && difference->after != NULL)
    /* Translators: a field, what it was, what it became */
    g_string_append_printf (text, _ ("%s: %s → %s"), label, difference->before, difference->after);
  else
    g_string_append_printf (text, C_ ("field", "%s: %s"), label,
                            difference->after != NULL ? difference->after : difference->before);
}

static char *
fields_text (BellAdminActivity *self, const BellChange *change)
{
  g_autoptr (GArray) differences = bell_admin_change_differences (self->session, change);
  const BellShape *shape = bell_shape_by_name (change->type);
  GString         *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (differences->len, FIELDS_SHOWN); i++)
    append_difference (text, shape, &g_array_index (differences, BellAdminDifference, i));
  if (differences->len > FIELDS_SHOWN)
    {
      guint n = differences->len - FIELDS_SHOWN;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more field", "and %u more fields", n), n);
    }

  return g_string_free (text, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  BellAdminActivity *self = user_data;
  const BellChange  *change = bell_history_item_get_change (gtk_list_item_get_item (item));
  GtkWidget         *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget         *who = gtk_widget_get_next_sibling (title);
  GtkWidget         *fields = gtk_widget_get_next_sibling (who);
  g_autofree char   *title_text = bell_admin_change_title (self->session, change);
  g_autofree char   *moment = bell_format_moment (change->at, g_get_real_time ());
  g_autofree char   *who_text = g_strdup_printf (
      C_ ("details", "%s · %s"), bell_admin_change_actor (self->session, change), moment);
  g_autofree char *text = fields_text (self, change);
  g_autofree char *all = g_strdup_printf ("%s, %s, %s", title_text, who_text, text);

  gtk_label_set_label (GTK_LABEL (title), title_text);
  gtk_label_set_label (GTK_LABEL (who), who_text);
  gtk_label_set_label (GTK_LABEL (fields), text);
  gtk_widget_set_visible (fields, text[0] != '\0');
  gtk_list_item_set_accessible_label (item, all);
}

/* Another desk has other changes; they are asked for once somebody looks. */
static void
follow (BellAdminActivity *self)
{
  BellStore *store = bell_session_get_store (self->session);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->store == store
      || bell_session_get_directory (self->session) == NULL)
    return;

  gtk_no_selection_set_model (self->selection, NULL);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_set_object (&self->store, store);
  self->list = bell_history_list_new (store, bell_session_get_person (self->session));
  g_signal_connect_object (self->list, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  apply (self);
}

static void
bell_admin_activity_dispose (GObject *object)
{
  BellAdminActivity *self = BELL_ADMIN_ACTIVITY (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    gtk_no_selection_set_model (self->selection, NULL);
  g_clear_object (&self->list);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_pointer (&self->chosen_day, g_date_time_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_ADMIN_ACTIVITY);

  G_OBJECT_CLASS (bell_admin_activity_parent_class)->dispose (object);
}

static void
bell_admin_activity_class_init (BellAdminActivityClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_admin_activity_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-admin-activity.ui");
  gtk_widget_class_bind_template_child (widget_class, BellAdminActivity, filters);
  gtk_widget_class_bind_template_child (widget_class, BellAdminActivity, day);
  gtk_widget_class_bind_template_child (widget_class, BellAdminActivity, day_popover);
  gtk_widget_class_bind_template_child (widget_class, BellAdminActivity, calendar);
  gtk_widget_class_bind_template_child (widget_class, BellAdminActivity, save);
  gtk_widget_class_bind_template_child (widget_class, BellAdminActivity, views);
  gtk_widget_class_bind_template_child (widget_class, BellAdminActivity, failure);
  gtk_widget_class_bind_template_child (widget_class, BellAdminActivity, view);
  gtk_widget_class_bind_template_child (widget_class, BellAdminActivity, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_any_day);
  gtk_widget_class_bind_template_callback (widget_class, on_this_day);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
bell_admin_activity_init (BellAdminActivity *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  bell_admin_day_steer (self->calendar);
  set_day (self, NULL);
}

static BellAdminLimit *
add_pick (BellAdminActivity *self, GtkWidget *after, const char *label, const char *all)
{
  GtkWidget *pick = bell_admin_limit_new (self->session, label, all);

  adw_wrap_box_insert_child_after (self->filters, pick, after);

  return BELL_ADMIN_LIMIT (pick);
}

static void
add_picks (BellAdminActivity *self)
{
  guint n_kinds = bell_admin_text_count_kinds ();

  self->type = add_pick (self, NULL, _ ("Type"), _ ("All Types"));
  self->record = add_pick (self, GTK_WIDGET (self->type), _ ("Record"), _ ("All Records"));
  self->person = add_pick (self, GTK_WIDGET (self->record), _ ("Changed By"), _ ("Anybody"));
  for (guint i = 0; i < n_kinds; i++)
    {
      BellAdminKind kind;

      bell_admin_text_get_kind (i, &kind);
      bell_admin_limit_add (self->type, kind.shape->name, kind.title);
    }
  bell_admin_limit_add (self->type, bell_request_shape.name, _ ("Requests"));
  bell_admin_limit_set_shape (self->record, NULL);
  bell_admin_limit_set_shape (self->person, &bell_person_shape);
  g_signal_connect_object (self->type, "picked", G_CALLBACK (on_type), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record, "picked", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->person, "picked", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
}

/**
 * bell_admin_activity_new:
 * @session: the desk, perhaps not open yet
 *
 * Returns: (transfer none): a page with all that was changed, which is read when it is shown
 */
GtkWidget *
bell_admin_activity_new (BellSession *session)
{
  BellAdminActivity *self = g_object_new (BELL_TYPE_ADMIN_ACTIVITY, NULL);

  self->session = g_object_ref (session);
  add_picks (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (follow), NULL);

  return GTK_WIDGET (self);
}

/**
 * bell_admin_activity_show:
 * @self: the page
 * @shape: a type of record
 * @id: (nullable): the id of one of them; %NULL for settings
 *
 * Shows what was changed of one record.
 */
void
bell_admin_activity_show (BellAdminActivity *self, const BellShape *shape, const char *id)
{
  g_return_if_fail (BELL_IS_ADMIN_ACTIVITY (self));

  bell_admin_limit_set_id (self->type, shape->name);
  offer_records (self);
  if (id != NULL && id[0] != '\0')
    bell_admin_limit_set_id (self->record, id);
  bell_admin_limit_set_id (self->person, NULL);
  set_day (self, NULL);
  apply (self);
}

/**
 * bell_admin_activity_new_group:
 * @session: a desk that is open
 * @edit: a record in a form
 *
 * Returns: (transfer none): the part of the form that leads to what was changed of the record
 */
GtkWidget *
bell_admin_activity_new_group (BellSession *session, BellRecordEdit *edit)
{
  const BellRecord *record = bell_record_edit_get_now (edit);
  GtkWidget        *group = adw_preferences_group_new ();
  GtkWidget        *row = adw_button_row_new ();
  const BellPerson *person = bell_session_get_person_record (session);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("_History"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_button_row_set_end_icon_name (ADW_BUTTON_ROW (row), "go-next-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "desk.history");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", record->shape->name,
                                    record->id != NULL ? record->id : "");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_visible (group, person != NULL && (person->roles & BELL_ROLE_ADMIN) != 0);

  return group;
}
