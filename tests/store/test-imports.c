/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "desk-data.h"
#include "test-store.h"

#include <string.h>

typedef struct
{
  char      *folder;
  BellStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = test_folder_new ();
  path = test_store_location (fixture->folder);
  fixture->store = test_store_open (path, BELL_STORE_CREATE | BELL_STORE_HOST, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_store_close (fixture->store);
  test_folder_free (fixture->folder);
}

static GPtrArray *
import (BellStore *store, const char *json, gboolean dry_run, GError **error)
{
  BellDeskImport *call = bell_call_new (&bell_call_desk_import);

  call->document = bell_json_parse (json, strlen (json), BELL_DOCUMENT_MAX_BYTES, NULL);
  call->dry_run = dry_run;

  return error != NULL ? test_store_call (store, NULL, call, error)
                       : test_store_must (store, NULL, call);
}

/* "people 6 0 0, ...": created, updated, unchanged. */
static char *
summary (GPtrArray *answer)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < answer->len; i++)
    {
      BellImported *count = answer->pdata[i];

      g_string_append_printf (text, "%s%s %d %d %d", i > 0 ? ", " : "", count->type,
                              (int) count->created, (int) count->updated, (int) count->unchanged);
    }

  return g_string_free (text, FALSE);
}

static void
assert_same (const char *expected, const char *actual)
{
  g_autoptr (JsonNode) left = json_from_string (expected, NULL);
  g_autoptr (JsonNode) right = json_from_string (actual, NULL);

  if (!json_node_equal (left, right))
    g_error ("expected %s\nbut got %s", expected, actual);
}

static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = desk_data_read (data);
  g_autofree char *exported = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) first = import (fixture->store, json, FALSE, NULL);
  g_autoptr (GPtrArray) second = NULL;

  exported = test_store_export (fixture->store);
  assert_same (json, exported);

  second = import (fixture->store, json, FALSE, NULL);
  for (guint i = 0; i < second->len; i++)
    {
      BellImported *count = second->pdata[i];

      g_assert_cmpint (count->created + count->updated, ==, 0);
      g_assert_cmpint (count->unchanged, ==, ((BellImported *) first->pdata[i])->created);
    }
  again = test_store_export (fixture->store);
  g_assert_cmpstr (again, ==, exported);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = desk_data_read ("desk.json");
  g_autofree char *changed = desk_data_change (
      json,
      "\"Zoe Zeman\" => \"Zoe Zemanova\"\n{\"id\": \"email\" => {\"id\": \"chat\", \"name\": \"C\"}, {\"id\": \"email\"\n"
      "\"abandon_grace_seconds\": 45 => \"abandon_grace_seconds\": 50");
  g_autoptr (GPtrArray) first = import (fixture->store, json, FALSE, NULL);
  g_autoptr (GPtrArray) dry = import (fixture->store, changed, TRUE, NULL);
  g_autofree char *before = test_store_export (fixture->store);
  g_autoptr (GPtrArray) second = NULL;
  g_autofree char *first_text = summary (first);
  g_autofree char *dry_text = summary (dry);
  g_autofree char *second_text = NULL;

  assert_same (json, before);
  second = import (fixture->store, changed, FALSE, NULL);
  second_text = summary (second);
  g_assert_cmpstr (
      first_text, ==,
      "settings 1 0 0, people 6 0 0, groups 1 0 0, shifts 1 0 0, services 2 0 0, "
      "calendars 1 0 0, agreements 1 0 0, offerings 2 0 0, rules 1 0 0, requests 2 0 0");
  g_assert_cmpstr (
      second_text, ==,
      "settings 0 1 0, people 0 1 5, groups 0 0 1, shifts 0 0 1, services 1 0 2, "
      "calendars 0 0 1, agreements 0 0 1, offerings 0 0 2, rules 0 0 1, requests 0 0 2");
  g_assert_cmpstr (dry_text, ==, second_text);
}

/* A document that is wrong in its last record changes nothing at all. */
static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = desk_data_read ("desk.json");
  g_autofree char *wrong = desk_data_change (
      json,
      "\"Zoe Zeman\" => \"Zoe Zemanova\"\n\"requested_by\": \"max\" => \"requested_by\": \"moritz\"");
  g_autoptr (GPtrArray) first = import (fixture->store, json, FALSE, NULL);
  g_autofree char *before = test_store_export (fixture->store);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (import (fixture->store, wrong, FALSE, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "$.requests[1].requested_by"));
  after = test_store_export (fixture->store);
  g_assert_cmpstr (after, ==, before);
}

/* A part of a desk comes to what is there, and refers to it. */
static void
test_part (Fixture *fixture, gconstpointer data)
{
  static const char part[]
      = "{\"format\": \"deskbell/1\", \"requests\": [{\"id\": \"r-7\", \"title\": \"T\","
        " \"requested_by\": \"zoe\", \"offering\": \"mailbox-help\"}]}";
  g_autofree char *json = desk_data_read ("desk.json");
  g_autoptr (GPtrArray) first = import (fixture->store, json, FALSE, NULL);
  g_autoptr (GPtrArray) second = import (fixture->store, part, FALSE, NULL);
  g_autofree char *exported = test_store_export (fixture->store);

  g_assert_nonnull (second);
  g_assert_nonnull (strstr (exported, "\"r-7\""));
  g_assert_nonnull (strstr (exported, "\"r-1002\""));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  static const char json[] = "{\"format\": \"deskbell/1\", \"rules\": [], \"people\": []}";
  g_autofree char  *before = test_store_export (fixture->store);
  g_autoptr (GPtrArray) answer = import (fixture->store, json, FALSE, NULL);
  g_autofree char *after = test_store_export (fixture->store);

  assert_same ("{\"format\": \"deskbell/1\"}", before);
  assert_same (json, after);
}

/* What an import changes is in the change log, record by record, and decisions see it at once. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = desk_data_read ("desk.json");
  g_autofree char *changed = desk_data_change (json, "\"chat\": true => \"chat\": false");
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);
  g_autoptr (GPtrArray) first = import (fixture->store, json, FALSE, NULL);
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autofree char *details = NULL;
  BellChange      *change = test_recorder_wait (recorder, "agreement", BELL_CHANGE_CREATED);

  g_assert_cmpstr (change->subject, ==, "gold");
  asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  second = import (fixture->store, changed, FALSE, NULL);
  change = test_recorder_wait (recorder, "agreement", BELL_CHANGE_UPDATED);
  details = bell_json_text (change->details, FALSE);
  g_assert_cmpstr (details, ==, "{\"chat\":[true,false]}");
  g_assert_true (((BellAgreement *) change->now)->record.shape == &bell_agreement_shape);
  test_store_must_fail (fixture->store, "max", test_ask ("r-1002"), BELL_ERROR_NO_CHAT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, data, func) g_test_add ("/imports/" path, Fixture, data, set_up, func, tear_down)
  TEST ("there-and-back", "desk.json", test_there_and_back);
  TEST ("example-desk-there-and-back", "../../data/demo/desk.json", test_there_and_back);
  TEST ("counts", NULL, test_counts);
  TEST ("all-or-nothing", NULL, test_all_or_nothing);
  TEST ("part", NULL, test_part);
  TEST ("empty", NULL, test_empty);
  TEST ("changes", NULL, test_changes);

  return g_test_run ();
}
