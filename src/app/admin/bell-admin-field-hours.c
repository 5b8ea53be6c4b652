/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-field-private.h"
#include "bell-admin-text.h"
#include "bell-admin-week.h"

#include <glib/gi18n.h>

/* The rows of working hours: the week, and the times of the span in it that is looked at. */

#define BELL_TYPE_ADMIN_HOURS (bell_admin_hours_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminHours, bell_admin_hours, BELL, ADMIN_HOURS, AdwPreferencesGroup)

struct _BellAdminHours
{
  AdwPreferencesGroup parent_instance;
  BellAdminWeek      *week;
  GtkWidget          *row; /* of the week */
  GtkWidget          *from;
  GtkWidget          *until;
  GtkWidget          *remove;
  GtkWidget          *overlap; /* a label */
  gboolean            filling; /* what is written into the entries is no edit */
};

G_DEFINE_FINAL_TYPE (BellAdminHours, bell_admin_hours, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
new_entry (void)
{
  static const BellField time = { .kind = BELL_FIELD_TIME };
  GtkWidget             *row = adw_entry_row_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  bell_admin_text_hint (&time), -1);
  gtk_widget_set_visible (row, FALSE);

  return row;
}

static void
on_wanted (BellAdminHours *self)
{
  gtk_widget_grab_focus (self->from);
}

static void
on_remove (BellAdminHours *self)
{
  BellAdminSpan *span = bell_admin_week_get_chosen (self->week);

  if (span != NULL)
    bell_admin_week_remove (self->week, span);
}

static void
add_week (BellAdminHours *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->week = BELL_ADMIN_WEEK (bell_admin_week_new ());
  self->overlap = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->overlap), 0);
  gtk_label_set_wrap (GTK_LABEL (self->overlap), TRUE);
  gtk_widget_add_css_class (self->overlap, "caption");
  gtk_widget_add_css_class (self->overlap, "warning");
  gtk_widget_set_margin_start (self->overlap, 6);
  gtk_widget_set_margin_bottom (self->overlap, 6);
  gtk_widget_set_margin_top (GTK_WIDGET (self->week), 9);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->week), 6);
  gtk_widget_set_margin_start (GTK_WIDGET (self->week), 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->week));
  gtk_box_append (GTK_BOX (box), self->overlap);
  self->row = adw_preferences_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), FALSE);
  gtk_widget_set_focusable (self->row, FALSE);
}

static void
bell_admin_hours_class_init (BellAdminHoursClass *klass)
{
}

static void
bell_admin_hours_init (BellAdminHours *self)
{
  add_week (self);
  self->from = new_entry ();
  self->until = new_entry ();
  self->remove = adw_button_row_new ();
  gtk_widget_set_visible (self->remove, FALSE);
  g_signal_connect_object (self->week, "wanted", G_CALLBACK (on_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove, "activated", G_CALLBACK (on_remove), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->from);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->until);
}

/* Takes @title. */
static void
take_title (GtkWidget *row, char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_free (title);
}

static void
fill_rows (BellAdminHours *self, BellAdminSpan *span)
{
  guint            day = (guint) bell_admin_span_get_day (span);
  const char      *name = bell_admin_text_word (&bell_weekday_type, day);
  g_autofree char *from = bell_time_of_day_format (bell_admin_span_get (span)->from);
  g_autofree char *until = bell_time_of_day_format (bell_admin_span_get (span)->until);

  /* Translators: the title of an entry for a time; a weekday */
  take_title (self->from, g_strdup_printf (_ ("%s, From"), name));
  /* Translators: the title of an entry for a time; a weekday */
  take_title (self->until, g_strdup_printf (_ ("%s, Until"), name));
  /* Translators: "Monday, 09:00 to 17:00" */
  take_title (self->remove, g_strdup_printf (_ ("Remove %s"), bell_admin_span_get_label (span)));
  gtk_editable_set_text (GTK_EDITABLE (self->from), from);
  gtk_editable_set_text (GTK_EDITABLE (self->until), until);
}

/* The times of the span that is looked at. */
static void
fill (BellAdminHours *self)
{
  BellAdminSpan   *span = bell_admin_week_get_chosen (self->week);
  g_autofree char *overlap = bell_admin_week_find_overlap (self->week);
  GtkWidget       *rows[] = { self->from, self->until, self->remove };

  gtk_label_set_label (GTK_LABEL (self->overlap), overlap != NULL ? overlap : "");
  gtk_widget_set_visible (self->overlap, overlap != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_visible (rows[i], span != NULL);
  if (span == NULL)
    return;

  self->filling = TRUE;
  fill_rows (self, span);
  self->filling = FALSE;
}

static char *
dup_written (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* A span as the desk document has it: the chosen one as it is written. */
static JsonArray *
pair_of (BellAdminHours *self, BellAdminSpan *span, gboolean as_written)
{
  const BellSpan  *value = bell_admin_span_get (span);
  JsonArray       *pair = json_array_new ();
  g_autofree char *from
      = as_written ? dup_written (self->from) : bell_time_of_day_format (value->from);
  g_autofree char *until
      = as_written ? dup_written (self->until) : bell_time_of_day_format (value->until);

  json_array_add_string_element (pair, from);
  json_array_add_string_element (pair, until);

  return pair;
}

/* Without spans, a day is named if it was before. */
static gboolean
was_named (BellAdminField *field, guint day)
{
  const BellRecord *was = bell_record_edit_get_was (field->edit);
  GArray *const    *hours;

  if (was == NULL)
    return FALSE;

  hours = G_STRUCT_MEMBER_P (was, field->field->offset);

  return hours[day] != NULL;
}

static JsonNode *
value_of (BellAdminField *field, BellAdminHours *self, const BellAdminSpan *written)
{
  GPtrArray  *spans = bell_admin_week_get_spans (self->week);
  JsonObject *object = json_object_new ();
  JsonNode   *node = json_node_new (JSON_NODE_OBJECT);

  for (guint day = 0; day < BELL_N_WEEKDAYS; day++)
    {
      JsonArray *list = json_array_new ();

      for (guint i = 0; i < spans->len; i++)
        if (bell_admin_span_get_day (spans->pdata[i]) == (int) day)
          json_array_add_array_element (
              list, pair_of (self, spans->pdata[i], spans->pdata[i] == written));
      if (json_array_get_length (list) > 0 || was_named (field, day))
        json_object_set_array_member (object, bell_enum_nick (&bell_weekday_type, (int) day), list);
      else
        json_array_unref (list);
    }
  json_node_take_object (node, object);

  return node;
}

static void
on_edited (BellAdminField *field)
{
  BellAdminHours *self = (BellAdminHours *) field->group;

  bell_admin_field_set (field, value_of (field, self, NULL));
  fill (self);
}

static void
on_chosen (BellAdminField *field)
{
  BellAdminHours *self = (BellAdminHours *) field->group;
  const char     *expected;

  fill (self);
  /* What was written and is wrong is not looked at any more. */
  if (bell_record_edit_check (field->edit, field->field, &expected) == BELL_PROBLEM_FORM)
    bell_admin_field_set (field, value_of (field, self, NULL));
}

/* The model says whether what is written is right; then the week has it, too. */
static void
on_written (BellAdminField *field)
{
  BellAdminHours *self = (BellAdminHours *) field->group;
  BellAdminSpan  *span = bell_admin_week_get_chosen (self->week);
  const char     *expected;

  if (self->filling || span == NULL)
    return;

  bell_admin_field_set (field, value_of (field, self, span));
  if (bell_record_edit_check (field->edit, field->field, &expected) != BELL_PROBLEM_FORM)
    {
      g_autofree char *from = dup_written (self->from);
      g_autofree char *until = dup_written (self->until);
      BellSpan         value;

      if (bell_time_of_day_parse (from, &value.from)
          && bell_time_of_day_parse (until, &value.until))
        bell_admin_span_set (span, bell_admin_span_get_day (span), value);
      gtk_widget_queue_allocate (GTK_WIDGET (self->week));
    }
}

static void
hours_make (BellAdminField *field)
{
  BellAdminHours *self = g_object_new (BELL_TYPE_ADMIN_HOURS, NULL);

  field->group = GTK_WIDGET (self);
  field->row = self->row;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), bell_admin_field_label (field));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Drag in the week, or add hours to a day. Arrow keys move hours, with Shift their end, "
         "with Ctrl their beginning."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), field->problem);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->remove);
  g_signal_connect_object (self->week, "edited", G_CALLBACK (on_edited), field, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->week, "chosen", G_CALLBACK (on_chosen), field, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->from, "changed", G_CALLBACK (on_written), field,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->until, "changed", G_CALLBACK (on_written), field,
                           G_CONNECT_SWAPPED);
}

/* What is not right is left as it was written. */
static void
hours_show (BellAdminField *field)
{
  BellAdminHours *self = (BellAdminHours *) field->group;
  const char     *expected;

  if (field->touched
      && bell_record_edit_check (field->edit, field->field, &expected) == BELL_PROBLEM_FORM)
    return;

  bell_admin_week_show (self->week, BELL_ADMIN_SLOT (field));
  fill (self);
}

const BellAdminFieldKind bell_admin_field_hours = { hours_make, hours_show };
