/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-field-private.h"
#include "bell-admin-text.h"
#include "bell-records.h"

G_DEFINE_FINAL_TYPE (BellAdminField, bell_admin_field, G_TYPE_OBJECT)

static const BellAdminFieldKind *const kinds[] = {
  [BELL_FIELD_ID] = &bell_admin_field_entry,
  [BELL_FIELD_REF] = &bell_admin_field_ref,
  [BELL_FIELD_TEXT] = &bell_admin_field_entry,
  [BELL_FIELD_ZONE] = &bell_admin_field_entry,
  [BELL_FIELD_DURATION] = &bell_admin_field_duration,
  [BELL_FIELD_ENUM] = &bell_admin_field_enum,
  [BELL_FIELD_DATE] = &bell_admin_field_entry,
  [BELL_FIELD_TIME] = &bell_admin_field_entry,
  [BELL_FIELD_BOOL] = &bell_admin_field_switch,
  [BELL_FIELD_INT] = &bell_admin_field_spin,
  [BELL_FIELD_FLAGS] = &bell_admin_field_flags,
  [BELL_FIELD_REFS] = &bell_admin_field_refs,
  [BELL_FIELD_PARTS] = &bell_admin_field_parts,
  [BELL_FIELD_CONDITION] = &bell_admin_field_condition,
  [BELL_FIELD_HOURS] = &bell_admin_field_hours,
};

static void
bell_admin_field_finalize (GObject *object)
{
  BellAdminField *self = BELL_ADMIN_FIELD (object);

  g_clear_object (&self->row);
  g_clear_object (&self->holder);
  g_clear_object (&self->group);
  g_clear_object (&self->problem);
  g_clear_object (&self->choices);
  g_free (self->shown);
  g_free (self->remark);
  g_object_unref (self->edit);
  g_object_unref (self->session);

  G_OBJECT_CLASS (bell_admin_field_parent_class)->finalize (object);
}

static void
bell_admin_field_class_init (BellAdminFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_admin_field_finalize;
}

/* Words about what is wrong, in a row under the field's. */
static void
bell_admin_field_init (BellAdminField *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->problem = g_object_ref_sink (adw_preferences_row_new ());
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 9);
  gtk_widget_add_css_class (label, "caption");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->problem), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->problem), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self->problem), FALSE);
  gtk_widget_set_focusable (self->problem, FALSE);
  gtk_widget_set_visible (self->problem, FALSE);
  self->words = GTK_LABEL (label);
}

/* Keeps a row for as long as the field is there. */
static void
make (BellAdminField *self)
{
  self->kind->make (self);
  if (self->row != NULL)
    g_object_ref_sink (self->row);
  if (self->holder != NULL)
    g_object_ref_sink (self->holder);
  if (self->group != NULL)
    g_object_ref_sink (self->group);
}

/* Some fields are shown in a way of their own. */
static const BellAdminFieldKind *
kind_of (const BellField *field)
{
  if (field->kind == BELL_FIELD_PARTS && field->shape == &bell_target_shape)
    return &bell_admin_field_targets;
  if (field->kind == BELL_FIELD_TEXT && (field->flags & BELL_FIELD_LINES) != 0)
    return &bell_admin_field_lines;

  return field->kind < G_N_ELEMENTS (kinds) ? kinds[field->kind] : NULL;
}

/**
 * bell_admin_field_can_edit:
 * @field: a field of the desk document
 *
 * Returns: whether there are rows to edit such a field with
 */
gboolean
bell_admin_field_can_edit (const BellField *field)
{
  return kind_of (field) != NULL;
}

/**
 * bell_admin_field_new:
 * @session: a desk that is open
 * @edit: the record that is edited
 * @field: a field of it
 * @editable: whether it may be edited; otherwise it can be read
 *
 * Returns: (transfer full): the rows of the field
 */
BellAdminField *
bell_admin_field_new (BellSession     *session,
                      BellRecordEdit  *edit,
                      const BellField *field,
                      gboolean         editable)
{
  BellAdminField *self = g_object_new (BELL_TYPE_ADMIN_FIELD, NULL);

  self->session = g_object_ref (session);
  self->edit = g_object_ref (edit);
  self->field = field;
  self->kind
      = editable && bell_admin_field_can_edit (field) ? kind_of (field) : &bell_admin_field_plain;
  make (self);
  bell_admin_field_show (self);

  return self;
}

/* What the field is called. */
const char *
bell_admin_field_label (BellAdminField *self)
{
  return bell_admin_text_field (bell_record_edit_get_shape (self->edit), self->field);
}

/* Edits the field, unless it is only shown. Takes @value. */
void
bell_admin_field_set (BellAdminField *self, JsonNode *value)
{
  if (self->showing)
    {
      json_node_unref (value);
      return;
    }

  self->touched = TRUE;
  bell_record_edit_set (self->edit, self->field, value);
}

/* Likewise, a field that is text. */
void
bell_admin_field_set_text (BellAdminField *self, const char *text)
{
  if (self->showing)
    return;

  self->touched = TRUE;
  bell_record_edit_set_text (self->edit, self->field, text);
}

/* Whether it holds what somebody writes and has not made right yet, which is not to be lost. */
gboolean
bell_admin_field_is_being_written (BellAdminField *self)
{
  const char *expected;

  return self->touched
         && bell_record_edit_check (self->edit, self->field, &expected) == BELL_PROBLEM_FORM;
}

/**
 * bell_admin_field_get_field:
 * @self: a field
 *
 * Returns: (transfer none): which one it is
 */
const BellField *
bell_admin_field_get_field (BellAdminField *self)
{
  return self->field;
}

/**
 * bell_admin_field_is_touched:
 * @self: a field
 *
 * Returns: whether somebody has edited it
 */
gboolean
bell_admin_field_is_touched (BellAdminField *self)
{
  return self->touched;
}

/**
 * bell_admin_field_propose:
 * @self: a field that is editable
 * @value: (transfer full): what shall be written there
 *
 * Writes a value as somebody would who edits it.
 */
void
bell_admin_field_propose (BellAdminField *self, JsonNode *value)
{
  bell_admin_field_set (self, value);
  bell_admin_field_show (self);
}

/**
 * bell_admin_field_is_editable:
 * @self: a field
 *
 * Returns: whether it can be edited here, and not only read
 */
gboolean
bell_admin_field_is_editable (BellAdminField *self)
{
  return self->kind != &bell_admin_field_plain;
}

/**
 * bell_admin_field_get_group:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the group of its rows, if it has one of its own
 */
GtkWidget *
bell_admin_field_get_group (BellAdminField *self)
{
  return self->group;
}

/**
 * bell_admin_field_add_to:
 * @self: a field without a group of its own
 * @group: where its rows go
 *
 * Adds the rows to the form.
 */
void
bell_admin_field_add_to (BellAdminField *self, AdwPreferencesGroup *group)
{
  adw_preferences_group_add (group, self->holder != NULL ? self->holder : self->row);
  adw_preferences_group_add (group, self->problem);
}

/**
 * bell_admin_field_add_to_part:
 * @self: a field without a group of its own
 * @part: where its rows go
 *
 * Adds the rows to those of a part of a record.
 */
void
bell_admin_field_add_to_part (BellAdminField *self, AdwExpanderRow *part)
{
  adw_expander_row_add_row (part, self->row);
  adw_expander_row_add_row (part, self->problem);
}

/**
 * bell_admin_field_show:
 * @self: a field
 *
 * Shows the value that the record has, and what can be chosen.
 */
void
bell_admin_field_show (BellAdminField *self)
{
  self->showing = TRUE;
  self->kind->show (self);
  self->showing = FALSE;
}

/**
 * bell_admin_field_reset:
 * @self: a field
 *
 * Shows the value that the record has in the place of what was written.
 */
void
bell_admin_field_reset (BellAdminField *self)
{
  self->touched = FALSE;
  bell_admin_field_show (self);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* What is wrong, or else what is only remarked. */
static void
say (BellAdminField *self, const char *problem)
{
  const char *text = problem != NULL ? problem : self->remark;
  gboolean    is_other = g_strcmp0 (gtk_label_get_label (self->words), text) != 0
                      || !gtk_widget_get_visible (self->problem);

  gtk_widget_set_visible (self->problem, text != NULL);
  if (self->group == NULL)
    {
      GtkWidget *row = self->holder != NULL ? self->holder : self->row;

      set_class (row, "error", problem != NULL);
      set_class (row, "with-words", text != NULL);
    }
  set_class (GTK_WIDGET (self->words), "error", problem != NULL);
  set_class (GTK_WIDGET (self->words), "warning", problem == NULL);
  if (text == NULL || !is_other)
    return;

  gtk_label_set_label (self->words, text);
  if (problem != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->problem), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * bell_admin_field_check:
 * @self: a field
 *
 * Says in words what is wrong with it, beside it. Of a new record that is still being filled in,
 * what was not written yet is not called wrong.
 *
 * Returns: whether it is right
 */
gboolean
bell_admin_field_check (BellAdminField *self)
{
  const char *expected;
  BellProblem problem = bell_record_edit_check (self->edit, self->field, &expected);
  gboolean    is_open
      = problem == BELL_PROBLEM_FORM && !self->touched && bell_record_edit_is_new (self->edit);
  g_autofree char *text = NULL;

  if (problem != BELL_PROBLEM_NONE && !is_open)
    text = bell_admin_text_problem (self->field, problem, expected);
  say (self, text);
  if (self->row != NULL)
    gtk_accessible_update_state (
        GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID,
        text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);

  return problem == BELL_PROBLEM_NONE;
}

/**
 * bell_admin_field_remark:
 * @self: a field
 * @text: (nullable): what there is to say of a value that is right; %NULL for nothing
 *
 * Says so beside it, as long as nothing is wrong with it.
 */
void
bell_admin_field_remark (BellAdminField *self, const char *text)
{
  if (g_set_str (&self->remark, text))
    bell_admin_field_check (self);
}

/**
 * bell_admin_field_focus:
 * @self: a field
 *
 * Goes to the field.
 */
void
bell_admin_field_focus (BellAdminField *self)
{
  if (self->row != NULL)
    gtk_widget_grab_focus (self->row);
}
