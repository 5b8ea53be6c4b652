/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "bell-record-edit.h"
#include "edit-calls.h"
#include "random-desk.h"
#include "test-store.h"

#include <string.h>

/* Any edits of single records, against the import of documents. */

#define EDITS 60

/* A desk that is edited, and one to which the same comes by imports. */
typedef struct
{
  char      *folders[2];
  BellStore *edited;
  BellStore *imported;
} Fixture;

static BellStore *
open_store (char **folder)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  BellStore *store;

  *folder = test_folder_new ();
  path = test_store_location (*folder);
  store = test_store_open (path, BELL_STORE_CREATE | BELL_STORE_HOST, &error);
  g_assert_no_error (error);

  return store;
}

/* A desk that may be imported: of any times of day, some are none of working hours. */
static char *
some_desk (void)
{
  for (;;)
    {
      g_autoptr (BellDocument) desk = random_desk ();
      g_autoptr (JsonNode) node = bell_document_to_json (desk, TRUE);
      g_autoptr (BellDocument) read = bell_document_from_json (node, NULL);

      if (read != NULL)
        return bell_json_text (node, FALSE);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = some_desk ();

  fixture->edited = open_store (&fixture->folders[0]);
  fixture->imported = open_store (&fixture->folders[1]);
  test_store_import (fixture->edited, json, FALSE);
  test_store_import (fixture->imported, json, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_store_close (fixture->edited);
  test_store_close (fixture->imported);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->folders); i++)
    test_folder_free (fixture->folders[i]);
}

static BellDocument *
read_desk (BellStore *store)
{
  g_autoptr (GPtrArray) records
      = test_store_must (store, NULL, bell_call_new (&bell_call_desk_export));

  return bell_document_from_records (records);
}

static char *
text_of (BellDocument *document)
{
  g_autoptr (JsonNode) node = bell_document_to_json (document, TRUE);

  return bell_json_text (node, TRUE);
}

/* A record as somebody may have edited it: of the settings, the configuration or the requests. */
static BellRecord *
some_edit (const BellDocument *desk)
{
  if (g_test_rand_int_range (0, 5) == 0)
    return random_record (&bell_request_shape, g_test_rand_int_range (0, RANDOM_REQUESTS + 1));

  return random_edit (desk);
}

/* Makes one member what it should hardly be, or leaves it out; an id stays. */
static void
spoil (JsonObject *object)
{
  static const char *const values[] = { "5",
                                        "-1",
                                        "\"\"",
                                        "\"x\"",
                                        "\"p0\"",
                                        "\"none\"",
                                        "[\"none\"]",
                                        "[\"p0\", \"none\"]",
                                        "[]",
                                        "{}",
                                        "null",
                                        "true",
                                        "\"2026-02-30\"",
                                        "\"2026-06-12\"",
                                        "\"active\"",
                                        "\"24:01\"" };
  g_autoptr (GList) members = json_object_get_members (object);
  const char *name
      = g_list_nth_data (members, (guint) g_test_rand_int_range (0, (int) g_list_length (members)));
  int choice = g_test_rand_int_range (-1, G_N_ELEMENTS (values));

  if (g_test_rand_int_range (0, 10) == 0)
    json_object_set_int_member (object, "colour", 1);
  else if (g_str_equal (name, "id"))
    return;
  else if (choice < 0)
    json_object_remove_member (object, name);
  else
    json_object_set_member (object, name, json_from_string (values[choice], NULL));
}

static gpointer
old_of (const BellDocument *desk, const BellRecord *record)
{
  return record->shape == &bell_settings_shape
             ? (gpointer) bell_document_get_settings (desk)
             : bell_document_get (desk, record->shape, record->id);
}

static void
set_now (gpointer call, JsonNode *node)
{
  const BellField *field = bell_shape_find_field (BELL_RECORD (call)->shape, "now");
  g_autoptr (GString) path = g_string_new ("$");

  bell_field_clear (field, call);
  g_assert_true (bell_field_from_json (field, call, node, path, NULL));
}

static gpointer
import_of (const BellShape *shape, JsonNode *node)
{
  BellDeskImport *import = bell_call_new (&bell_call_desk_import);
  JsonObject     *document = json_object_new ();
  JsonArray      *list = json_array_new ();

  json_object_set_string_member (document, "format", BELL_DOCUMENT_FORMAT);
  if (shape == &bell_settings_shape)
    json_object_set_member (document, "settings", json_node_copy (node));
  else
    {
      json_array_add_element (list, json_node_copy (node));
      json_object_set_array_member (document, shape->collection, json_array_ref (list));
    }
  json_array_unref (list);
  import->document = bell_json_object_node (document);

  return import;
}

/* The same words, about the same member. */
static void
assert_same_error (const BellShape *shape, const GError *edit, const GError *import)
{
  g_autofree char *where = shape == &bell_settings_shape
                               ? g_strdup ("$.settings")
                               : g_strdup_printf ("$.%s[0]", shape->collection);

  g_assert_nonnull (edit);
  g_assert_nonnull (import);
  g_assert_cmpint (edit->code, ==, import->code);
  g_assert_true (g_str_has_prefix (edit->message, "$.now"));
  g_assert_true (g_str_has_prefix (import->message, where));
  g_assert_cmpstr (edit->message + strlen ("$.now"), ==, import->message + strlen (where));
}

static void
assert_same_desk (Fixture *fixture)
{
  g_autofree char *edited = test_store_export (fixture->edited);
  g_autofree char *imported = test_store_export (fixture->imported);

  g_assert_cmpstr (edited, ==, imported);
}

/* Returns: whether the edit was right. */
static gboolean
try_put (Fixture *fixture)
{
  g_autoptr (BellDocument) desk = read_desk (fixture->edited);
  g_autoptr (BellRecord) record = some_edit (desk);
  const BellShape *shape = record->shape;
  gpointer         put = edit_put (record, old_of (desk, record));
  g_autoptr (JsonNode) node = bell_record_to_json (record, BELL_RECORD_FORM_DOCUMENT);
  g_autoptr (GError) edit_error = NULL;
  g_autoptr (GError) import_error = NULL;
  g_autoptr (GPtrArray) edited = NULL;
  g_autoptr (GPtrArray) imported = NULL;

  if (g_test_rand_bit ())
    spoil (json_node_get_object (node));
  set_now (put, node);
  edited = test_store_call (fixture->edited, NULL, put, &edit_error);
  imported = test_store_call (fixture->imported, NULL, import_of (shape, node), &import_error);
  if (edited == NULL || imported == NULL)
    assert_same_error (shape, edit_error, import_error);
  assert_same_desk (fixture);

  return edited != NULL;
}

static void
test_puts (Fixture *fixture, gconstpointer data)
{
  guint n_right = 0;
  guint n_wrong = 0;

  for (int i = 0; i < random_cases (EDITS); i++)
    if (try_put (fixture))
      n_right++;
    else
      n_wrong++;
  g_test_message ("%u edits were right, %u wrong", n_right, n_wrong);
  g_assert_cmpuint (n_right, >, 5);
  g_assert_cmpuint (n_wrong, >, 2);
}

/* The desk without one record, as its editor would write it down. */
static BellDocument *
without (const BellDocument *desk, const BellRecord *gone)
{
  BellDocument       *rest = bell_document_new ();
  const BellSettings *settings = bell_document_get_settings (desk);

  bell_document_set_settings (rest, (BellSettings *) settings);
  for (guint i = 0; bell_collections[i] != NULL; i++)
    {
      GPtrArray *records = bell_document_list (desk, bell_collections[i]);

      bell_document_set_names (rest, (const char *[]) { bell_collections[i]->collection, NULL });
      for (guint r = 0; r < records->len; r++)
        if (records->pdata[r] != gone)
          bell_document_add (rest, records->pdata[r]);
    }

  return rest;
}

/* Any record of the desk; NULL if it has none any more. */
static BellRecord *
some_record (const BellDocument *desk)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; bell_collections[i] != NULL; i++)
    {
      GPtrArray *records = bell_document_list (desk, bell_collections[i]);

      for (guint r = 0; r < records->len; r++)
        g_ptr_array_add (all, records->pdata[r]);
    }

  return all->len > 0 ? all->pdata[g_test_rand_int_range (0, (int) all->len)] : NULL;
}

/* What may be removed is what a document may lack, and the desk is then that of the document. */
static void
try_remove (Fixture *fixture, const BellDocument *desk, const BellRecord *record)
{
  g_autoptr (BellDocument) rest = without (desk, record);
  g_autofree char *expected = text_of (rest);
  g_autofree char *actual = NULL;
  g_autoptr (BellDocument) read = bell_document_from_data (expected, strlen (expected), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) removed
      = test_store_call (fixture->edited, NULL, edit_remove ((BellRecord *) record), &error);

  g_assert_nonnull (read);
  g_assert_cmpint (removed != NULL, ==, bell_document_complete (read, NULL, NULL));
  if (removed == NULL)
    {
      g_assert_error (error, BELL_ERROR, BELL_ERROR_CONFLICT);
      return;
    }

  actual = test_store_export (fixture->edited);
  g_assert_cmpstr (actual, ==, expected);
}

static void
test_removals (Fixture *fixture, gconstpointer data)
{
  gint64 before = edit_position (fixture->edited);

  for (int i = 0; i < random_cases (EDITS); i++)
    {
      g_autoptr (BellDocument) desk = read_desk (fixture->edited);
      const BellRecord *record = some_record (desk);

      if (record != NULL)
        try_remove (fixture, desk, record);
    }
  g_assert_cmpint (edit_position (fixture->edited), >, before + 5);
}

/* Two who edit what they have read some time ago: nothing is lost that was not seen. */
static void
test_lost_updates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellDocument) read = read_desk (fixture->edited);
  guint n_refused = 0;

  for (int i = 0; i < random_cases (EDITS); i++)
    {
      g_autoptr (BellDocument) desk = read_desk (fixture->edited);
      g_autoptr (BellRecord) record = some_edit (read);
      BellRecord *seen = old_of (read, record);
      BellRecord *old = old_of (desk, record);
      gboolean    same = seen == NULL ? old == NULL : old != NULL && bell_record_equal (seen, old);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) answer
          = test_store_call (fixture->edited, NULL, edit_put (record, seen), &error);

      if (g_error_matches (error, BELL_ERROR, BELL_ERROR_INVALID))
        continue;
      g_assert_cmpint (answer != NULL, ==, same);
      if (answer != NULL)
        continue;
      g_assert_error (error, BELL_ERROR, BELL_ERROR_CONFLICT);
      n_refused++;
    }
  g_assert_cmpuint (n_refused, >, 3);
}

typedef struct
{
  gboolean    done;
  BellEdited *edited;
  GError     *error;
} Saving;

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;

  saving->edited = bell_record_edit_finish (BELL_RECORD_EDIT (object), result, &saving->error);
  saving->done = TRUE;
}

static gboolean
is_saved (gpointer data)
{
  return ((Saving *) data)->done;
}

/* All members of a record, as somebody writes them: one of them is perhaps not what it should be.
 */
static JsonNode *
some_writing (const BellRecord *record)
{
  JsonNode   *node = bell_record_to_json (record, BELL_RECORD_FORM_WIRE);
  JsonObject *object = json_node_get_object (node);
  g_autoptr (JsonNode) whole = bell_record_to_json (record, BELL_RECORD_FORM_WIRE);

  for (guint i = 0; i < record->shape->n_fields; i++)
    if ((record->shape->fields[i].flags & BELL_FIELD_KEPT) != 0)
      json_object_remove_member (object, record->shape->fields[i].name);
  if (g_test_rand_bit ())
    spoil (object);
  json_object_remove_member (object, "colour");
  for (guint i = 0; i < record->shape->n_fields; i++)
    {
      const char *name = record->shape->fields[i].name;
      JsonNode   *value = json_object_get_member (json_node_get_object (whole), name);

      if ((record->shape->fields[i].flags & BELL_FIELD_KEPT) == 0 && value != NULL
          && !json_object_has_member (object, name))
        json_object_set_member (object, name, json_node_copy (value));
    }

  return node;
}

/* As a page has it: each field is set by itself. Returns: whether the page lets it be saved. */
static gboolean
write_all (BellRecordEdit *edit, JsonNode *node)
{
  const BellShape *shape = bell_record_edit_get_shape (edit);

  for (guint i = 0; i < shape->n_fields; i++)
    {
      JsonNode *value = json_object_get_member (json_node_get_object (node), shape->fields[i].name);

      if (value != NULL && (shape->fields[i].flags & BELL_FIELD_KEPT) == 0)
        bell_record_edit_set (edit, &shape->fields[i], json_node_copy (value));
    }

  return bell_record_edit_is_right (edit);
}

/* What a page lets through and the desk takes is what an import brings; what it does not let
 * through no import takes. */
static gboolean
try_page (Fixture *fixture)
{
  g_autoptr (BellDocument) desk = read_desk (fixture->edited);
  g_autoptr (BellRecord) record = some_edit (desk);
  g_autoptr (BellRecordEdit) edit
      = bell_record_edit_new (fixture->edited, NULL, record->shape, old_of (desk, record), NULL);
  g_autoptr (JsonNode) node = some_writing (record);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) imported
      = test_store_call (fixture->imported, NULL, import_of (record->shape, node), &error);
  Saving saving = { 0 };

  if (write_all (edit, node))
    {
      bell_record_edit_save_async (edit, on_saved, &saving);
      test_wait (is_saved, &saving, "the page to be saved");
    }
  if ((saving.edited != NULL) != (imported != NULL))
    {
      g_autofree char *text = bell_json_text (node, TRUE);

      g_test_message ("%s\nimport: %s\npage: %s", text, error != NULL ? error->message : "taken",
                      saving.error != NULL ? saving.error->message : "taken, or kept back");
    }
  g_assert_cmpint (saving.edited != NULL, ==, imported != NULL);
  assert_same_desk (fixture);
  g_clear_error (&saving.error);
  g_clear_pointer (&saving.edited, bell_record_unref);

  return imported != NULL;
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  guint n_right = 0;
  guint n_wrong = 0;

  for (int i = 0; i < random_cases (EDITS); i++)
    if (try_page (fixture))
      n_right++;
    else
      n_wrong++;
  g_test_message ("%u pages were right, %u wrong", n_right, n_wrong);
  g_assert_cmpuint (n_right, >, 5);
  g_assert_cmpuint (n_wrong, >, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/edit-laws/" path, Fixture, NULL, set_up, func, tear_down)
  TEST ("puts", test_puts);
  TEST ("removals", test_removals);
  TEST ("lost-updates", test_lost_updates);
  TEST ("pages", test_pages);

  return g_test_run ();
}
