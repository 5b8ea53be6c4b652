/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-check.h"
#include "bell-admin-private.h"
#include "bell-json.h"
#include "bell-records.h"

/* The ways to a record from anywhere in the window: the actions "desk.open", with the name of a
 * type of record and an id, and "desk.edit", with these and a JSON object with fields that shall be
 * written there. Settings have the empty id. "desk.place" goes to a place, and "desk.check" to the
 * one where requests are checked, with an offering and a time. */

typedef struct
{
  BellAdmin       *admin;
  const BellShape *shape;
  char            *id;
  JsonNode        *fields;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->admin);
  g_free (wanted->id);
  g_clear_pointer (&wanted->fields, json_node_unref);
  g_free (wanted);
}

static void
select_place (BellAdmin *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (gtk_widget_get_name (self->rows->pdata[i]), name) == 0)
      {
        gtk_list_box_select_row (self->places, self->rows->pdata[i]);
        gtk_widget_activate (self->rows->pdata[i]);
      }
}

/* The form of the record, in front. %NULL if somebody has removed the record. */
static BellAdminForm *
show_form (const Wanted *wanted)
{
  BellAdmin    *self = wanted->admin;
  BellDocument *directory = bell_session_get_directory (self->session);
  BellRecord   *record = NULL;

  if (wanted->shape == &bell_settings_shape)
    {
      select_place (self, bell_admin_place_name (wanted->shape));
      return BELL_ADMIN_FORM (adw_bin_get_child (self->settings));
    }

  if (directory != NULL)
    record = bell_document_get (directory, wanted->shape, wanted->id);
  if (record == NULL)
    return NULL;

  select_place (self, bell_admin_place_name (wanted->shape));
  bell_admin_open_record (self, wanted->shape, record);

  return self->form;
}

static void
on_left (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Wanted        *wanted = user_data;
  BellAdminForm *form;

  if (bell_admin_leave_finish (BELL_ADMIN (object), result))
    {
      bell_admin_close (wanted->admin);
      form = show_form (wanted);
      if (form != NULL && wanted->fields != NULL)
        bell_admin_form_propose (form, json_node_get_object (wanted->fields));
    }
  wanted_free (wanted);
}

/* Takes @fields. */
static void
go (BellAdmin *self, const char *type, const char *id, JsonNode *fields)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->admin = g_object_ref (self);
  wanted->shape = bell_shape_by_name (type);
  wanted->id = g_strdup (id);
  wanted->fields = fields;
  if (wanted->shape == NULL || self->store == NULL)
    wanted_free (wanted);
  else
    bell_admin_leave_async (self, on_left, wanted);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *type, *id;

  g_variant_get (parameter, "(&s&s)", &type, &id);
  go (user_data, type, id, NULL);
}

static void
on_edit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *type, *id, *text;
  JsonNode   *fields;

  g_variant_get (parameter, "(&s&s&s)", &type, &id, &text);
  fields = bell_json_read (text, NULL);
  g_return_if_fail (fields != NULL && JSON_NODE_HOLDS_OBJECT (fields));
  go (user_data, type, id, fields);
}

static void
on_place (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  select_place (user_data, g_variant_get_string (parameter, NULL));
}

/* A request of an offering that is not made yet, at a time. */
static void
on_check (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellAdmin  *self = user_data;
  GtkWidget  *page = gtk_stack_get_child_by_name (self->pages, BELL_ADMIN_CHECK_PLACE);
  const char *offering;
  gint64      at;

  g_variant_get (parameter, "(&sx)", &offering, &at);
  select_place (self, BELL_ADMIN_CHECK_PLACE);
  bell_admin_check_compose (BELL_ADMIN_CHECK (page), offering, at);
}

/* Lets everything in the window go to records and places. */
void
bell_admin_add_actions (BellAdmin *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = on_open, .parameter_type = "(ss)" },
    { .name = "edit", .activate = on_edit, .parameter_type = "(sss)" },
    { .name = "check", .activate = on_check, .parameter_type = "(sx)" },
    { .name = "place", .activate = on_place, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->toasts), "desk", G_ACTION_GROUP (group));
}
