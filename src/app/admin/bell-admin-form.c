/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-field.h"
#include "bell-admin-form-private.h"
#include "bell-admin-refusal.h"
#include "bell-admin-start.h"
#include "bell-admin-text.h"
#include "bell-json.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (BellAdminForm, bell_admin_form, ADW_TYPE_BIN)

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Says at each field what is wrong with it. Gives what the bar at the bottom says: what it takes to
 * save. */
static char *
check_fields (BellAdminForm *self, gboolean *right)
{
  const BellShape *shape = bell_record_edit_get_shape (self->edit);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const BellField *field = bell_admin_field_get_field (self->fields->pdata[i]);

      if (!bell_admin_field_check (self->fields->pdata[i]))
        g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "",
                                bell_admin_text_field (shape, field));
    }

  *right = names->len == 0;
  if (!*right)
    /* Translators: the names of fields */
    return g_strdup_printf (_ ("Not right yet: %s"), names->str);

  return g_strdup (bell_record_edit_differs (self->edit) ? _ ("Changes are not saved yet") : "");
}

static BellAdminField *
find_field (BellAdminForm *self, const BellField *field)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (bell_admin_field_get_field (self->fields->pdata[i]) == field)
      return self->fields->pdata[i];

  return NULL;
}

/* The id of a new record follows its name, until somebody writes one. */
static void
suggest_id (BellAdminForm *self)
{
  const BellRecord *now = bell_record_edit_get_now (self->edit);
  const BellField  *name = bell_admin_text_name_field (now->shape);
  BellAdminField   *field = find_field (self, bell_shape_find_field (now->shape, "id"));
  g_autofree char  *id = NULL;

  if (!self->built_new || bell_record_edit_is_busy (self->edit) || name == NULL || field == NULL
      || bell_admin_field_is_touched (field) || bell_session_get_directory (self->session) == NULL)
    return;

  id = bell_admin_start_id (self->session, now->shape, bell_field_get_string (name, now));
  if (id[0] == '\0' || g_strcmp0 (now->id, id) == 0)
    return;

  bell_record_edit_set_text (self->edit, bell_admin_field_get_field (field), id);
  bell_admin_field_show (field);
}

/* Remembers where something was edited last. */
static void
note_focus (BellAdminForm *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page)))
    g_set_weak_pointer (&self->focus, focus);
}

static void
on_edit_changed (BellAdminForm *self)
{
  note_focus (self);
  bell_admin_form_refresh (self);
}

/* Shows what can be done with what is edited. */
void
bell_admin_form_refresh (BellAdminForm *self)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  gboolean         differs = bell_record_edit_differs (self->edit);
  gboolean         busy = bell_record_edit_is_busy (self->edit);
  gboolean         overtaken = bell_record_edit_is_overtaken (self->edit);
  gboolean         right;
  g_autofree char *text = NULL;

  suggest_id (self);
  text = check_fields (self, &right);
  gtk_label_set_label (self->state, text);
  gtk_revealer_set_reveal_child (self->bar, differs || bell_record_edit_is_new (self->edit));
  gtk_widget_action_set_enabled (widget, "admin.save",
                                 differs && right && !busy && !overtaken && self->asked == NULL);
  gtk_widget_action_set_enabled (widget, "admin.discard", differs && !busy);
  /* Also while it is busy: who is there stays there. */
  gtk_widget_action_set_enabled (widget, "admin.delete",
                                 !overtaken && !bell_record_edit_is_new (self->edit));
  if (overtaken)
    adw_banner_set_title (self->overtaken, bell_record_edit_get_theirs (self->edit) != NULL
                                               ? _ ("Somebody else has changed this meanwhile.")
                                               : _ ("Somebody else has deleted this meanwhile."));
  if (overtaken && !adw_banner_get_revealed (self->overtaken))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_banner_get_title (self->overtaken),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  adw_banner_set_revealed (self->overtaken, overtaken);
  if (overtaken)
    adw_banner_set_revealed (self->failure, FALSE);
}

static void
on_reset (BellAdminForm *self)
{
  if (self->built_new != bell_record_edit_is_new (self->edit))
    bell_admin_form_build (self);
  for (guint i = 0; i < self->fields->len; i++)
    bell_admin_field_reset (self->fields->pdata[i]);
}

/* Others are called differently, or there are more of them. */
static void
on_session_changed (BellAdminForm *self)
{
  if (bell_session_get_directory (self->session) == NULL)
    return;

  for (guint i = 0; i < self->fields->len; i++)
    bell_admin_field_show (self->fields->pdata[i]);
}

static void
on_show_theirs (BellAdminForm *self)
{
  bell_admin_form_show_theirs (self);
}

static void
on_close_failure (BellAdminForm *self)
{
  adw_banner_set_revealed (self->failure, FALSE);
}

/* Tells whoever shows the form what was done, or that nothing of it is left. */
void
bell_admin_form_done (BellAdminForm *self, BellEdited *edited)
{
  g_autoptr (BellAdminForm) alive = g_object_ref (self);

  adw_banner_set_revealed (self->failure, FALSE);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, edited);
  bell_admin_form_finish_leaving (self, TRUE);
}

/* Takes what has become of an edit, and tells if it was done. The window may be gone by then.
 *
 * Returns: whether the desk has refused it */
gboolean
bell_admin_form_is_refused (BellAdminForm *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BellRecordEdit) edit = BELL_RECORD_EDIT (g_async_result_get_source_object (result));
  g_autoptr (BellRecord) record = BELL_RECORD (bell_record_edit_finish (edit, result, error));

  if (self->edit == NULL)
    return FALSE;

  if (record != NULL)
    bell_admin_form_done (self, (BellEdited *) record);

  return record == NULL;
}

/* Says what was not done, and why. */
void
bell_admin_form_say_failed (BellAdminForm *self, const char *text)
{
  adw_banner_set_title (self->failure, text);
  adw_banner_set_revealed (self->failure, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* Says why something was not done. @title: what was not done, as a format for why. */
void
bell_admin_form_fail (BellAdminForm *self, const char *title, const GError *error)
{
  g_autofree char *text = bell_admin_refusal_text (title, error);

  bell_admin_form_say_failed (self, text);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  bell_admin_form_begin_to_save (BELL_ADMIN_FORM (widget));
}

static void
propose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (JsonNode) fields = bell_json_read (g_variant_get_string (parameter, NULL), NULL);

  g_return_if_fail (fields != NULL && JSON_NODE_HOLDS_OBJECT (fields));

  bell_admin_form_propose (BELL_ADMIN_FORM (widget), json_node_get_object (fields));
}

static void
discard (GtkWidget *widget, const char *action, GVariant *parameter)
{
  bell_admin_form_keep_focus (BELL_ADMIN_FORM (widget));
  bell_record_edit_discard (BELL_ADMIN_FORM (widget)->edit);
}

/* What else edits a field, besides its rows, has them show it. */
static void
show_field (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellAdminForm   *self = BELL_ADMIN_FORM (widget);
  const char      *name = g_variant_get_string (parameter, NULL);
  const BellField *field = bell_shape_find_field (bell_record_edit_get_shape (self->edit), name);
  BellAdminField  *rows = field != NULL ? find_field (self, field) : NULL;

  if (rows != NULL)
    bell_admin_field_show (rows);
}

static void
ask_to_remove (GtkWidget *widget, const char *action, GVariant *parameter)
{
  bell_admin_form_ask_to_remove (BELL_ADMIN_FORM (widget));
}

static gboolean
bell_admin_form_grab_focus (GtkWidget *widget)
{
  BellAdminForm *self = BELL_ADMIN_FORM (widget);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_strcmp0 (bell_admin_field_get_field (self->fields->pdata[i])->name, "id") != 0
        && bell_admin_field_is_editable (self->fields->pdata[i]))
      {
        bell_admin_field_focus (self->fields->pdata[i]);
        return TRUE;
      }

  return FALSE;
}

static void
bell_admin_form_dispose (GObject *object)
{
  BellAdminForm *self = BELL_ADMIN_FORM (object);

  bell_admin_form_finish_leaving (self, FALSE);
  bell_admin_question_clear (&self->question);
  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->asked, bell_record_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->remark_rows, g_ptr_array_unref);
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->edit);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_ADMIN_FORM);

  G_OBJECT_CLASS (bell_admin_form_parent_class)->dispose (object);
}

static void
bell_admin_form_class_init (BellAdminFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_admin_form_dispose;
  widget_class->grab_focus = bell_admin_form_grab_focus;

  /* What was done, a #BellEdited; %NULL when the record is gone and given up. */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", BELL_TYPE_ADMIN_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_install_action (widget_class, "admin.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "admin.propose", "s", propose);
  gtk_widget_class_install_action (widget_class, "admin.discard", NULL, discard);
  gtk_widget_class_install_action (widget_class, "admin.delete", NULL, ask_to_remove);
  gtk_widget_class_install_action (widget_class, "admin.show", "s", show_field);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-admin-form.ui");
  gtk_widget_class_bind_template_child (widget_class, BellAdminForm, overtaken);
  gtk_widget_class_bind_template_child (widget_class, BellAdminForm, failure);
  gtk_widget_class_bind_template_child (widget_class, BellAdminForm, page);
  gtk_widget_class_bind_template_child (widget_class, BellAdminForm, bar);
  gtk_widget_class_bind_template_child (widget_class, BellAdminForm, state);
  gtk_widget_class_bind_template_callback (widget_class, on_show_theirs);
  gtk_widget_class_bind_template_callback (widget_class, on_close_failure);
}

static void
bell_admin_form_init (BellAdminForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->groups = g_ptr_array_new ();
  self->findings = bell_record_list_new ();
  self->remark_rows = g_ptr_array_new ();
}

/**
 * bell_admin_form_new:
 * @session: a desk that is open
 * @shape: a type of record, or settings
 * @record: (nullable): the record as it is on the desk; %NULL for a new one
 *
 * Returns: (transfer none): a form for the record
 */
GtkWidget *
bell_admin_form_new (BellSession *session, const BellShape *shape, BellRecord *record)
{
  BellAdminForm *self = g_object_new (BELL_TYPE_ADMIN_FORM, NULL);
  g_autoptr (BellRecord) start = record == NULL ? bell_admin_start_new (session, shape) : NULL;

  self->session = g_object_ref (session);
  self->edit = bell_record_edit_new (bell_session_get_store (session),
                                     bell_session_get_person (session), shape, record, start);
  g_signal_connect_object (self->edit, "reset", G_CALLBACK (on_reset), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit, "changed", G_CALLBACK (on_edit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  bell_admin_form_build (self);
  bell_admin_form_refresh (self);

  return GTK_WIDGET (self);
}

/**
 * bell_admin_form_get_record:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the record as it was read; %NULL for a new one
 */
const BellRecord *
bell_admin_form_get_record (BellAdminForm *self)
{
  g_return_val_if_fail (BELL_IS_ADMIN_FORM (self), NULL);

  return bell_record_edit_get_was (self->edit);
}

/**
 * bell_admin_form_differs:
 * @self: a form
 *
 * Returns: whether something would be lost if it was left
 */
gboolean
bell_admin_form_differs (BellAdminForm *self)
{
  g_return_val_if_fail (BELL_IS_ADMIN_FORM (self), FALSE);

  return bell_record_edit_differs (self->edit);
}

/**
 * bell_admin_form_save:
 * @self: a form
 *
 * Saves what was edited, if it can be.
 */
void
bell_admin_form_save (BellAdminForm *self)
{
  g_return_if_fail (BELL_IS_ADMIN_FORM (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "admin.save", NULL);
}

static gboolean
on_save_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  bell_admin_form_save (user_data);

  return TRUE;
}

/**
 * bell_admin_form_add_save_key:
 * @self: a form
 * @widget: what it is in
 *
 * Has Ctrl+S save wherever the focus is in the widget.
 */
void
bell_admin_form_add_save_key (BellAdminForm *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_s, GDK_CONTROL_MASK),
                        gtk_callback_action_new (on_save_key, self, NULL)));
  gtk_widget_add_controller (widget, keys);
}

/**
 * bell_admin_form_propose:
 * @self: a form
 * @fields: members of the record, as in the desk document
 *
 * Edits these fields, for somebody to look at and save. What may not be edited stays as it is.
 */
void
bell_admin_form_propose (BellAdminForm *self, JsonObject *fields)
{
  gboolean has_focus = FALSE;

  g_return_if_fail (BELL_IS_ADMIN_FORM (self));

  for (guint i = 0; i < self->fields->len; i++)
    {
      BellAdminField  *row = self->fields->pdata[i];
      const BellField *field = bell_admin_field_get_field (row);
      JsonNode        *value = json_object_get_member (fields, field->name);

      if (value == NULL || !bell_admin_field_is_editable (row))
        continue;
      bell_admin_field_propose (row, json_node_ref (value));
      if (!has_focus)
        bell_admin_field_focus (row);
      has_focus = TRUE;
    }
}
