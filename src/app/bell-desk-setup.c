/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-setup.h"

#include "bell-json.h"
#include "bell-password.h"
#include "bell-zone.h"

#include <glib/gstdio.h>
#include <string.h>

#define EXAMPLE "/org/deskbell/Deskbell/example.json"

/* A desk on its way: opened, then filled if it is new. */
typedef struct
{
  BellDeskSetup kind;
  char         *path;
  BellStore    *store;
} Setup;

static void
setup_free (gpointer data)
{
  Setup *setup = data;

  g_clear_object (&setup->store);
  g_free (setup->path);
  g_free (setup);
}

static void
finish (GTask *task)
{
  Setup *setup = g_task_get_task_data (task);

  g_task_return_pointer (task, g_object_ref (setup->store), g_object_unref);
  g_object_unref (task);
}

/* A desk that could not be filled is let go, and is filled when this is tried again. */
static void
give_up (GTask *task, GError *error)
{
  Setup *setup = g_task_get_task_data (task);

  if (setup->store != NULL)
    bell_store_close_async (setup->store, NULL, NULL);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_password_set (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    give_up (user_data, error);
  else
    finish (user_data);
}

static void
on_hashed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask  *task = user_data;
  Setup  *setup = g_task_get_task_data (task);
  GError *error = NULL;
  char   *hash = bell_password_hash_finish (result, &error);
  g_autoptr (BellRecord) record = NULL;
  BellPasswordSet *call;

  if (hash == NULL)
    {
      give_up (task, error);
      return;
    }

  record = bell_call_new (&bell_call_password_set);
  call = (BellPasswordSet *) record;
  call->person = g_strdup (BELL_EXAMPLE_PERSON);
  g_free (call->hash);
  call->hash = hash;
  bell_store_call_async (setup->store, NULL, record, NULL, on_password_set, task);
}

static void
on_imported (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask  *task = user_data;
  Setup  *setup = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    give_up (task, error);
  else if (setup->kind == BELL_DESK_SETUP_EXAMPLE)
    bell_password_hash_async (BELL_EXAMPLE_PASSWORD, on_hashed, task);
  else
    finish (task);
}

static JsonNode *
example_document (GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (EXAMPLE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  gsize       length;
  const char *data;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);

  return bell_json_parse (data, length, BELL_DOCUMENT_MAX_BYTES, error);
}

/* A new desk is where its first person is. */
static JsonNode *
new_document (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);
  g_autoptr (BellRecord) settings = bell_record_new (&bell_settings_shape);
  JsonObject *object = json_object_new ();

  if (name != NULL && bell_zone_is_valid (name))
    g_set_str (&((BellSettings *) settings)->timezone, name);
  json_object_set_string_member (object, "format", BELL_DOCUMENT_FORMAT);
  json_object_set_member (object, "settings",
                          bell_record_to_json (settings, BELL_RECORD_FORM_DOCUMENT));

  return bell_json_object_node (object);
}

static void
import (GTask *task)
{
  Setup *setup = g_task_get_task_data (task);
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_desk_import);
  BellDeskImport *call = (BellDeskImport *) record;
  GError         *error = NULL;

  call->document
      = setup->kind == BELL_DESK_SETUP_EXAMPLE ? example_document (&error) : new_document ();
  if (call->document == NULL)
    give_up (task, error);
  else
    bell_store_call_async (setup->store, NULL, record, NULL, on_imported, task);
}

/* What was made is filled once. That it is there is not enough to know: the program may have ended
 * before it was filled. */
static void
on_exported (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask  *task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    give_up (task, error);
  else if (bell_records_find (records, &bell_settings_shape, NULL) == NULL
           && bell_records_find (records, &bell_person_shape, NULL) == NULL)
    import (task);
  else
    finish (task);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask  *task = user_data;
  Setup  *setup = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BellRecord) call = NULL;

  setup->store = bell_store_open_finish (result, &error);
  if (setup->store == NULL)
    {
      give_up (task, error);
      return;
    }
  if (setup->kind == BELL_DESK_SETUP_EXISTING)
    {
      finish (task);
      return;
    }

  call = bell_call_new (&bell_call_desk_export);
  bell_store_call_async (setup->store, NULL, call, NULL, on_exported, task);
}

/**
 * bell_desk_setup_open_async:
 * @kind: what to make, or to open
 * @path: the path of the desk
 * @callback: called with bell_desk_setup_open_finish()
 * @user_data: for @callback
 *
 * Makes a desk on this computer, or opens one that is there. One that has something on it is never
 * filled again.
 */
void
bell_desk_setup_open_async (BellDeskSetup       kind,
                            const char         *path,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask           *task = g_task_new (NULL, NULL, callback, user_data);
  Setup           *setup = g_new0 (Setup, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  BellStoreFlags   flags = BELL_STORE_HOST;

  g_task_set_source_tag (task, bell_desk_setup_open_async);
  g_task_set_task_data (task, setup, setup_free);
  setup->kind = kind;
  setup->path = g_strdup (path);
  if (kind != BELL_DESK_SETUP_EXISTING)
    {
      flags |= BELL_STORE_CREATE;
      g_mkdir_with_parents (folder, 0700);
    }
  bell_store_open_async (path, flags, BELL_INSTANT_NONE, NULL, on_opened, task);
}

/**
 * bell_desk_setup_open_finish:
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the desk, held open, or %NULL
 */
BellStore *
bell_desk_setup_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_taken (GPtrArray *people, const char *id)
{
  return bell_records_find (people, &bell_person_shape, id) != NULL;
}

/**
 * bell_desk_setup_make_id:
 * @people: (element-type BellPerson): who is on the desk
 * @name: the name of somebody who comes to it
 *
 * Returns: (transfer full): an id for them that nobody has: their first name in plain letters
 */
char *
bell_desk_setup_make_id (GPtrArray *people, const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  g_autoptr (GString) id = g_string_new (NULL);
  gsize length;

  for (const char *p = ascii; *p != '\0' && *p != ' ' && id->len < 32; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (id, g_ascii_tolower (*p));
  if (id->len == 0)
    g_string_assign (id, "agent");

  length = id->len;
  for (guint i = 2; is_taken (people, id->str); i++)
    {
      g_string_truncate (id, length);
      g_string_append_printf (id, "-%u", i);
    }

  return g_string_free_and_steal (g_steal_pointer (&id));
}

static void
on_person_added (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)), g_free);
}

static JsonNode *
person_document (BellPerson *person)
{
  JsonObject *object = json_object_new ();
  JsonArray  *people = json_array_new ();

  json_array_add_element (people, bell_record_to_json (person, BELL_RECORD_FORM_DOCUMENT));
  json_object_set_string_member (object, "format", BELL_DOCUMENT_FORMAT);
  json_object_set_array_member (object, "people", people);

  return bell_json_object_node (object);
}

/**
 * bell_desk_setup_add_person_async:
 * @store: a desk
 * @people: (element-type BellPerson): who is on it
 * @name: the name of somebody who comes to it
 * @email: (nullable): their e-mail address
 * @callback: called with bell_desk_setup_add_person_finish()
 * @user_data: for @callback
 *
 * Adds an agent to the desk; the first one also keeps it.
 */
void
bell_desk_setup_add_person_async (BellStore          *store,
                                  GPtrArray          *people,
                                  const char         *name,
                                  const char         *email,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  g_autoptr (BellRecord) record = bell_record_new (&bell_person_shape);
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_desk_import);
  BellPerson *person = (BellPerson *) record;

  record->id = bell_desk_setup_make_id (people, name);
  g_set_str (&person->name, name);
  person->email = email != NULL && email[0] != '\0' ? g_strdup (email) : NULL;
  person->roles = BELL_ROLE_AGENT | (people->len == 0 ? BELL_ROLE_ADMIN : 0);
  ((BellDeskImport *) call)->document = person_document (person);
  g_task_set_source_tag (task, bell_desk_setup_add_person_async);
  g_task_set_task_data (task, g_strdup (record->id), g_free);
  bell_store_call_async (store, NULL, call, NULL, on_person_added, task);
}

/**
 * bell_desk_setup_add_person_finish:
 * @result: what the callback was given
 * @error: return location for any #BellError
 *
 * Returns: (transfer full) (nullable): the id of the new agent, or %NULL
 */
char *
bell_desk_setup_add_person_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
