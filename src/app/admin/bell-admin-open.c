/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-private.h"

#include "bell-admin-activity.h"
#include "bell-admin-check.h"
#include "bell-admin-transfer.h"
#include "bell-json.h"
#include "bell-records.h"

/* The ways to a record from anywhere in the window: the actions "desk.open", with the name of a
 * type of record and an id, and "desk.edit", with these and a JSON object with fields that shall be
 * written there. Settings have the empty id. "desk.place" goes to a place, and "desk.check" to the
 * one where requests are checked, with an offering and a time. What was changed of a record is
 * shown by "desk.history". */

typedef struct
{
  BellAdmin       *admin;
  const BellShape *shape;
  char            *id;
  JsonNode        *fields;
  gboolean         history; /* what was changed of it is wanted, and not the record */
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

/* The form of the record, in front. If somebody has removed the record, what shall be written
 * begins a new one; without that: %NULL. */
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
  if (record == NULL && wanted->fields == NULL)
    return NULL;

  select_place (self, bell_admin_place_name (wanted->shape));
  bell_admin_open_record (self, wanted->shape, record);

  return self->form;
}

static void
show_wanted (const Wanted *wanted)
{
  BellAdmin     *self = wanted->admin;
  BellAdminForm *form = wanted->history ? NULL : show_form (wanted);
  GtkWidget     *activity = gtk_stack_get_child_by_name (self->pages, "activity");

  if (form != NULL && wanted->fields != NULL)
    bell_admin_form_propose (form, json_node_get_object (wanted->fields));
  if (!wanted->history)
    return;

  bell_admin_activity_show (BELL_ADMIN_ACTIVITY (activity), wanted->shape, wanted->id);
  select_place (self, "activity");
}

static void
on_left (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Wanted *wanted = user_data;

  if (bell_admin_leave_finish (BELL_ADMIN (object), result))
    {
      bell_admin_close (wanted->admin);
      show_wanted (wanted);
    }
  wanted_free (wanted);
}

/* Takes @fields. */
static void
go (BellAdmin *self, const char *type, const char *id, JsonNode *fields, gboolean history)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->admin = g_object_ref (self);
  wanted->shape = bell_shape_by_name (type);
  wanted->id = g_strdup (id);
  wanted->fields = fields;
  wanted->history = history;
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
  go (user_data, type, id, NULL, FALSE);
}

static void
on_history (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *type, *id;

  g_variant_get (parameter, "(&s&s)", &type, &id);
  go (user_data, type, id, NULL, TRUE);
}

static void
on_edit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *type, *id, *text;
  JsonNode   *fields;

  g_variant_get (parameter, "(&s&s&s)", &type, &id, &text);
  fields = bell_json_read (text, NULL);
  g_return_if_fail (fields != NULL && JSON_NODE_HOLDS_OBJECT (fields));
  go (user_data, type, id, fields, FALSE);
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

static void
on_import (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellAdmin *self = user_data;

  bell_admin_import (GTK_WIDGET (self->view), self->session);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellAdmin *self = user_data;

  bell_admin_export (GTK_WIDGET (self->view), self->session);
}

/* Lets everything in the window go to records and places. */
void
bell_admin_add_actions (BellAdmin *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = on_open, .parameter_type = "(ss)" },
    { .name = "history", .activate = on_history, .parameter_type = "(ss)" },
    { .name = "edit", .activate = on_edit, .parameter_type = "(sss)" },
    { .name = "check", .activate = on_check, .parameter_type = "(sx)" },
    { .name = "place", .activate = on_place, .parameter_type = "s" },
    { .name = "import", .activate = on_import },
    { .name = "export", .activate = on_export },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->toasts), "desk",
                                  G_ACTION_GROUP (self->actions));
  bell_admin_enable_transfers (self, FALSE);
}

/* Lets whole documents be imported and exported, or not. */
void
bell_admin_enable_transfers (BellAdmin *self, gboolean may)
{
  static const char *const names[] = { "import", "export" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), may);
    }
}
