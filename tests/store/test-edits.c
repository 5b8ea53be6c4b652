/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "desk-data.h"
#include "edit-calls.h"
#include "test-store.h"

#include <string.h>

/* Kim may switch chat on and off; nothing refers to the services "fax" and the person "sam". */
#define CHANGES                                                                                    \
  "\"people\": [ => \"people\": [{\"id\": \"kim\", \"name\": \"Kim\", \"roles\": "                 \
  "[\"chat_admin\"]}, {\"id\": \"sam\", \"name\": \"Sam\"},\n"                                     \
  "{\"id\": \"email\" => {\"id\": \"fax\", \"name\": \"Fax\"}, {\"id\": \"email\""

typedef struct
{
  char      *folder;
  BellStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->store = test_store_new (fixture->folder, CHANGES);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_store_close (fixture->store);
  test_folder_free (fixture->folder);
}

/* The record as the desk has it. */
static gpointer
read_record (Fixture *fixture, const BellShape *shape, const char *id)
{
  g_autoptr (GPtrArray) records
      = test_store_must (fixture->store, NULL, bell_call_new (&bell_call_desk_export));
  BellRecord *record = bell_records_find (records, shape, id);

  return record != NULL ? bell_record_ref (record) : NULL;
}

/* The record with one member that is another, as JSON. */
static gpointer
with (gconstpointer record, const char *member, const char *json)
{
  BellRecord      *copy = bell_record_copy (record);
  const BellField *field = bell_shape_find_field (copy->shape, member);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GString) path = g_string_new ("$");

  g_assert_nonnull (field);
  bell_field_clear (field, copy);
  bell_field_init (field, copy);
  if (!JSON_NODE_HOLDS_NULL (node))
    g_assert_true (bell_field_from_json (field, copy, node, path, NULL));

  return copy;
}

static GPtrArray *
edit (Fixture *fixture, const char *actor, BellRecord *was, const char *member, const char *json)
{
  g_autoptr (BellRecord) now = with (was, member, json);

  return test_store_must (fixture->store, actor, edit_put (now, was));
}

static void
must_not (Fixture *fixture, const char *actor, gpointer call, BellError code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answer = test_store_call (fixture->store, actor, call, &error);

  g_assert_null (answer);
  g_assert_error (error, BELL_ERROR, (int) code);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
must_not_change (Fixture    *fixture,
                 const char *actor,
                 BellRecord *was,
                 const char *member,
                 const char *json,
                 BellError   code,
                 const char *message)
{
  g_autoptr (BellRecord) now = with (was, member, json);

  must_not (fixture, actor, edit_put (now, was), code, message);
}

/* An edit, the row that it leaves, what decides by it, and the way back. */
static void
test_put (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) gold = read_record (fixture, &bell_agreement_shape, "gold");
  g_autofree char *before = test_store_export (fixture->store);
  g_autofree char *after = NULL;
  g_autofree char *details = NULL;
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) answer = edit (fixture, "ann", gold, "chat", "false");
  g_autoptr (GPtrArray) back = NULL;
  BellEdited *edited = answer->pdata[0];
  BellChange *change = test_recorder_wait (recorder, "agreement", BELL_CHANGE_UPDATED);

  details = bell_json_text (change->details, FALSE);
  g_assert_cmpstr (details, ==, "{\"chat\":[true,false]}");
  g_assert_cmpstr (change->actor, ==, "ann");
  g_assert_true (bell_record_equal (edited->was, gold));
  g_assert_false (((BellAgreement *) edited->now)->chat);
  test_store_must_fail (fixture->store, "max", test_ask ("r-1002"), BELL_ERROR_NO_CHAT);

  back = test_store_must (fixture->store, "ann", edit_put (edited->was, edited->now));
  after = test_store_export (fixture->store);
  g_assert_cmpstr (after, ==, before);
}

/* A new record, which may not take the place of another, and is taken away again and put back. */
static void
test_create_and_remove (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = test_store_export (fixture->store);
  g_autofree char *after = NULL;
  g_autoptr (BellRecord) email = read_record (fixture, &bell_service_shape, "email");
  g_autoptr (BellRecord) chat = with (email, "id", "\"chat\"");
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GPtrArray) again = NULL;
  BellEdited *edited;

  must_not (fixture, "ann", edit_put (email, NULL), BELL_ERROR_CONFLICT,
            "there is a service \"email\" already");
  must_not (fixture, "ann", edit_put (chat, chat), BELL_ERROR_CONFLICT,
            "there is no service \"chat\" any more");
  must_not (fixture, "ann", edit_remove (chat), BELL_ERROR_CONFLICT,
            "there is no service \"chat\" any more");
  made = test_store_must (fixture->store, "ann", edit_put (chat, NULL));
  edited = made->pdata[0];
  g_assert_null (edited->was);
  g_assert_cmpstr (edited->now->id, ==, "chat");

  removed = test_store_must (fixture->store, "ann", edit_remove (edited->now));
  edited = removed->pdata[0];
  g_assert_null (edited->now);
  after = test_store_export (fixture->store);
  g_assert_cmpstr (after, ==, before);

  again = test_store_must (fixture->store, "ann", edit_put (edited->was, NULL));
  must_not (fixture, "ann", edit_put (chat, NULL), BELL_ERROR_CONFLICT, NULL);
}

/* Of two who have read the same, the second is told, and what the first wrote stays. */
static void
test_two_editors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) gold = read_record (fixture, &bell_agreement_shape, "gold");
  g_autoptr (GPtrArray) first = edit (fixture, "ann", gold, "title", "\"Golden\"");
  g_autoptr (BellRecord) now = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (BellRecord) both = NULL;

  must_not_change (fixture, "ann", gold, "owner", "\"bob\"", BELL_ERROR_CONFLICT,
                   "agreement \"gold\" was changed meanwhile (title)");
  must_not (fixture, "ann", edit_remove (gold), BELL_ERROR_CONFLICT,
            "agreement \"gold\" was changed meanwhile (title)");

  now = read_record (fixture, &bell_agreement_shape, "gold");
  g_assert_cmpstr (((BellAgreement *) now)->title, ==, "Golden");
  g_assert_cmpstr (((BellAgreement *) now)->owner, ==, "ann");
  second = edit (fixture, "ann", now, "owner", "\"bob\"");
  both = read_record (fixture, &bell_agreement_shape, "gold");
  g_assert_cmpstr (((BellAgreement *) both)->title, ==, "Golden");
  g_assert_cmpstr (((BellAgreement *) both)->owner, ==, "bob");
}

/* An edit that comes twice happens once, and one that changes nothing leaves no trace. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) email = read_record (fixture, &bell_service_shape, "email");
  g_autoptr (BellRecord) now = with (email, "name", "\"Mail\"");
  BellRecord *call = edit_put (now, email);
  g_autoptr (GPtrArray) first = test_store_must (fixture->store, "ann", bell_record_ref (call));
  gint64 seq = edit_position (fixture->store);
  g_autoptr (GPtrArray) again = test_store_must (fixture->store, "ann", call);
  g_autoptr (GPtrArray) same = test_store_must (fixture->store, "ann", edit_put (now, now));
  BellEdited *edited = again->pdata[0];

  g_assert_true (bell_record_equal (edited->was, email));
  g_assert_true (bell_record_equal (edited->now, now));
  g_assert_true (bell_record_equal (((BellEdited *) same->pdata[0])->was, now));
  g_assert_cmpint (edit_position (fixture->store), ==, seq);
}

/* The words are those of an import. */
static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) gold = read_record (fixture, &bell_agreement_shape, "gold");
  g_autoptr (BellRecord) email = read_record (fixture, &bell_service_shape, "email");
  BellRecordPut *other = edit_put (email, email);
  BellRecordPut *nowhere = edit_put (email, email);
  BellRecordPut *typed = edit_put (email, email);

  must_not_change (fixture, "ann", gold, "owner", "\"nora\"", BELL_ERROR_INVALID,
                   "$.now.owner: expected the id of a person, and there is no \"nora\"");
  must_not_change (fixture, "ann", gold, "services", "[\"email\", \"telex\"]", BELL_ERROR_INVALID,
                   "$.now.services[1]: expected the id of a service, and there is no \"telex\"");
  must_not_change (fixture, "ann", gold, "valid_until", "\"2025-12-31\"", BELL_ERROR_INVALID,
                   "$.now.valid_until: expected a day that is not before \"valid_from\"");
  g_set_str (&other->subject, "fax");
  must_not (fixture, "ann", other, BELL_ERROR_INVALID,
            "$.now.id: expected \"fax\", as an id stays what it is, found \"email\"");
  g_set_str (&nowhere->collection, "chats");
  must_not (fixture, NULL, nowhere, BELL_ERROR_NOT_FOUND, "there is no collection \"chats\"");
  g_set_str (&typed->collection, "groups");
  must_not (fixture, "ann", typed, BELL_ERROR_INVALID,
            "$.now._type: expected \"group\", found \"service\"");
}

/* What is used stays, and the error says by what. */
static void
test_used (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const BellShape *shape;
    const char      *id;
    const char      *message;
  } used[] = {
    { &bell_service_shape, "email",
      "service \"email\" is used by agreement \"gold\", offering \"mailbox-help\", request "
      "\"r-1001\"; it can be made inactive instead" },
    { &bell_person_shape, "ann",
      "person \"ann\" is used by group \"messaging\", shift \"messaging-week\", agreement \"gold\" and "
      "1 more; it can be made inactive instead" },
    { &bell_person_shape, "zoe",
      "person \"zoe\" is used by request \"r-1001\", chat \"r-1001.1\", message \"m-1\"; it can be "
      "made inactive instead" },
    { &bell_calendar_shape, "office", "calendar \"office\" is used by agreement \"gold\"" },
    { &bell_agreement_shape, "gold",
      "agreement \"gold\" is used by rule \"directors-get-gold\"; it can be retired instead" },
    { &bell_group_shape, "messaging",
      "group \"messaging\" is used by shift \"messaging-week\", offering \"mailbox-help\"" },
    { &bell_request_shape, "r-1001", "request \"r-1001\" is used by chat \"r-1001.1\"" },
  };
  BellRecord *send = test_send ("r-1001.1", "Hello");
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) sent = NULL;
  g_autofree char *before = test_store_export (fixture->store);
  g_autofree char *after = NULL;

  g_set_str (&send->id, "m-1");
  sent = test_store_must (fixture->store, "zoe", send);
  for (guint i = 0; i < G_N_ELEMENTS (used); i++)
    {
      g_autoptr (BellRecord) record = read_record (fixture, used[i].shape, used[i].id);

      must_not (fixture, "ann", edit_remove (record), BELL_ERROR_CONFLICT, used[i].message);
    }
  after = test_store_export (fixture->store);
  g_assert_cmpstr (after, ==, before);
}

static gpointer
account_of (const char *name)
{
  BellAccountGet *call = bell_call_new (&bell_call_account_get);

  g_set_str (&call->name, name);

  return call;
}

static gpointer
password_of (const char *person)
{
  BellPasswordSet *call = bell_call_new (&bell_call_password_set);

  call->person = g_strdup (person);
  g_set_str (&call->hash, "a hash");

  return call;
}

/* Who has left nothing behind goes, and whoever only looked at a chat; who comes with the same id
 * has no password of theirs. */
static void
test_remove_person (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) looked
      = test_store_must (fixture->store, "kim", test_look ("r-1001.1", TRUE));
  g_autoptr (BellRecord) sam = read_record (fixture, &bell_person_shape, "sam");
  g_autoptr (BellRecord) kim = read_record (fixture, &bell_person_shape, "kim");
  g_autoptr (GPtrArray) set = test_store_must (fixture->store, NULL, password_of ("sam"));
  g_autoptr (GPtrArray) first = test_store_must (fixture->store, "ann", edit_remove (sam));
  g_autoptr (GPtrArray) second = test_store_must (fixture->store, "ann", edit_remove (kim));
  g_autoptr (GPtrArray) gone = test_store_must (fixture->store, NULL, account_of ("sam"));
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) account = NULL;

  g_assert_cmpuint (gone->len, ==, 0);
  g_assert_null (read_record (fixture, &bell_person_shape, "sam"));
  g_assert_null (read_record (fixture, &bell_person_shape, "kim"));
  back = test_store_must (fixture->store, "ann", edit_put (sam, NULL));
  account = test_store_must (fixture->store, NULL, account_of ("sam"));
  g_assert_null (((BellAccount *) account->pdata[0])->hash);
}

/* A chat administrator switches chat and nothing else. */
static void
test_chat_admin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) gold = read_record (fixture, &bell_agreement_shape, "gold");
  g_autoptr (BellRecord) fax = read_record (fixture, &bell_service_shape, "fax");
  g_autoptr (BellRecord) settings = read_record (fixture, &bell_settings_shape, NULL);
  g_autoptr (BellRecord) both = with (gold, "chat", "false");
  g_autoptr (BellRecord) new_one = with (gold, "id", "\"silver\"");
  g_autoptr (GPtrArray) off = NULL;
  g_autoptr (GPtrArray) all_off = NULL;

  g_set_str (&((BellAgreement *) both)->title, "Mine");
  must_not_change (fixture, "bob", gold, "chat", "false", BELL_ERROR_DENIED, NULL);
  must_not (fixture, "kim", edit_put (both, gold), BELL_ERROR_DENIED,
            "\"kim\" may not change \"title\" of agreement \"gold\"");
  must_not (fixture, "kim", edit_put (new_one, NULL), BELL_ERROR_DENIED,
            "\"kim\" may not make agreement \"silver\"");
  must_not_change (fixture, "kim", fax, "active", "false", BELL_ERROR_DENIED, NULL);
  must_not_change (fixture, "kim", settings, "abandon_grace_seconds", "50", BELL_ERROR_DENIED,
                   "\"kim\" may not change \"abandon_grace_seconds\" of the settings");
  must_not (fixture, "kim", edit_remove (fax), BELL_ERROR_DENIED, NULL);

  off = edit (fixture, "kim", gold, "chat", "false");
  all_off = edit (fixture, "kim", settings, "live_chat", "false");
  g_assert_false (((BellSettings *) ((BellEdited *) all_off->pdata[0])->now)->live_chat);
  test_store_must_fail (fixture->store, "zoe", test_ask ("r-1001"), BELL_ERROR_NO_CHAT);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) read
      = test_store_must (fixture->store, "bob", bell_call_new (&bell_call_settings_get));
  BellRecord *settings = read->pdata[0];
  g_autoptr (GPtrArray) first = edit (fixture, "ann", settings, "timezone", "null");
  g_autoptr (BellRecord) now = read_record (fixture, &bell_settings_shape, NULL);

  g_assert_null (((BellSettings *) now)->timezone);
  must_not_change (fixture, "ann", settings, "live_chat", "false", BELL_ERROR_CONFLICT,
                   "the settings were changed meanwhile (timezone)");
  must_not (fixture, "ann", edit_put (settings, NULL), BELL_ERROR_CONFLICT,
            "the desk has settings already");
}

/* What a document left out is left out again after an edit. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) cyd = read_record (fixture, &bell_person_shape, "cyd");
  g_autofree char *before = test_store_export (fixture->store);
  g_autofree char *expected = desk_data_replace (before, "Cyd Cole", "Cyd Coal");
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) answer = edit (fixture, "ann", cyd, "name", "\"Cyd Coal\"");

  after = test_store_export (fixture->store);
  g_assert_cmpstr (after, ==, expected);
}

/* A setting that a document left out stays what it was; one that an editor sets does not. */
static void
test_settings_left_out (Fixture *fixture, gconstpointer data)
{
  static const char part[] = "{\"format\": \"deskbell/1\", \"settings\": {\"timezone\": \"UTC\"}}";
  g_autoptr (BellRecord) first = NULL;
  g_autoptr (BellRecord) second = NULL;
  g_autoptr (BellRecord) third = NULL;
  g_autoptr (GPtrArray) off = NULL;
  g_autoptr (GPtrArray) on = NULL;

  test_store_import (fixture->store, part, FALSE);
  first = read_record (fixture, &bell_settings_shape, NULL);
  off = edit (fixture, "ann", first, "live_chat", "false");
  second = read_record (fixture, &bell_settings_shape, NULL);
  on = edit (fixture, "ann", second, "live_chat", "true");
  third = read_record (fixture, &bell_settings_shape, NULL);
  g_assert_false (((BellSettings *) second)->live_chat);
  g_assert_true (((BellSettings *) third)->live_chat);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/edits/" path, Fixture, NULL, set_up, func, tear_down)
  TEST ("put", test_put);
  TEST ("create-and-remove", test_create_and_remove);
  TEST ("two-editors", test_two_editors);
  TEST ("once", test_once);
  TEST ("invalid", test_invalid);
  TEST ("used", test_used);
  TEST ("remove-person", test_remove_person);
  TEST ("chat-admin", test_chat_admin);
  TEST ("settings", test_settings);
  TEST ("left-out", test_left_out);
  TEST ("settings-left-out", test_settings_left_out);

  return g_test_run ();
}
