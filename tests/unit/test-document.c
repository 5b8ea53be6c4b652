/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-document.h"
#include "bell-json.h"
#include "bell-request.h"
#include "desk-data.h"

#include <string.h>

static void
test_values (void)
{
  g_autofree char *data = desk_data_read ("desk.json");
  g_autoptr (BellDocument) document = desk_data_load (data);
  BellPerson    *ann = bell_document_person (document, "ann");
  BellAgreement *gold = bell_document_agreement (document, "gold");
  BellCalendar  *office = bell_document_calendar (document, "office");
  BellTarget    *target = gold->targets->pdata[0];
  BellDate       from;

  g_assert_cmpstr (ann->name, ==, "Ann Archer");
  g_assert_cmpuint (ann->roles, ==, BELL_ROLE_AGENT | BELL_ROLE_ADMIN);
  g_assert_true (bell_document_person (document, "cyd")->active);
  g_assert_true (bell_date_parse ("2026-01-01", &from));
  g_assert_cmpint (gold->valid_from, ==, from);
  g_assert_cmpint (gold->valid_until, ==, BELL_DATE_NONE);
  g_assert_cmpint (target->minutes[BELL_PRIORITY_HIGH], ==, 5);
  g_assert_cmpint (office->hours[0]->len, ==, 2);
  g_assert_cmpint (g_array_index (office->hours[4], BellSpan, 0).until, ==, 1440);
  g_assert_null (office->hours[1]);
  g_assert_null (bell_document_person (document, NULL));
  g_assert_null (bell_document_person (document, "nobody"));
}

/* What a request leaves out comes from its offering; what is null stays null. */
static void
test_request_from_offering (void)
{
  g_autofree char *data = desk_data_read ("desk.json");
  g_autofree char *without = desk_data_replace (
      data, "\"owner\": null, \"expert_assignee\": null, \"assigned_group\": null},",
      "\"owner\": null},");
  g_autoptr (BellDocument) document = desk_data_load (without);
  BellRequest *mail = bell_document_request (document, "r-1001");
  BellRequest *battery = bell_document_request (document, "r-1002");

  g_assert_null (mail->owner);
  g_assert_cmpstr (mail->expert_assignee, ==, "cyd");
  g_assert_cmpstr (mail->assigned_group, ==, "messaging");
  g_assert_cmpstr (battery->actual_service, ==, "hardware");
  g_assert_null (battery->owner);
}

/* The same members come back, those that were left out are left out. */
static void
test_round_trip (void)
{
  static const char *const extra[]
      = { "{\"format\": \"deskbell/1\"}",
          "{\"format\": \"deskbell/1\", \"rules\": [], \"people\": []}" };
  g_autofree char *data = desk_data_read ("desk.json");
  g_autoptr (BellDocument) document = desk_data_load (data);
  g_autoptr (JsonNode) before = bell_json_parse (data, strlen (data), G_MAXUINT32, NULL);
  g_autoptr (JsonNode) after = bell_document_to_json (document, TRUE);
  g_autofree char *expected = NULL;
  g_autofree char *actual = NULL;

  expected = bell_json_text (before, TRUE);
  actual = bell_json_text (after, TRUE);
  if (!json_node_equal (before, after))
    g_error ("expected %s\nbut got %s", expected, actual);

  for (guint i = 0; i < G_N_ELEMENTS (extra); i++)
    {
      g_autoptr (BellDocument) small = desk_data_load (extra[i]);
      g_autoptr (JsonNode) small_before = bell_json_parse (extra[i], strlen (extra[i]), 1000, NULL);
      g_autoptr (JsonNode) small_after = bell_document_to_json (small, TRUE);

      g_assert_true (json_node_equal (small_before, small_after));
    }
}

/* A request that left its owner to the offering says so again only while that means the same. */
static void
test_left_to_offering (void)
{
  g_autofree char *data = desk_data_read ("desk.json");
  g_autofree char *without
      = desk_data_replace (data, "\"owner\": null, \"expert_assignee\": null, ", "");
  g_autoptr (BellDocument) document = desk_data_load (without);
  BellOffering *offering = bell_document_offering (document, "mailbox-help");
  BellRequest  *request = bell_document_request (document, "r-1001");
  g_autoptr (JsonNode) same = bell_request_to_document (request, offering);
  g_autoptr (JsonNode) other = NULL;
  JsonObject *object = json_node_get_object (same);

  g_assert_false (json_object_has_member (object, "owner"));
  g_assert_true (json_object_get_null_member (object, "assigned_group"));

  g_set_str (&offering->owner, "bob");
  g_clear_pointer (&request->expert_assignee, g_free);
  other = bell_request_to_document (request, offering);
  object = json_node_get_object (other);
  g_assert_cmpstr (json_object_get_string_member (object, "owner"), ==, "ann");
  g_assert_true (json_object_get_null_member (object, "expert_assignee"));
}

static void
test_sorted (void)
{
  static const char text[]
      = "{\"format\": \"deskbell/1\", \"services\": [{\"id\": \"b\", \"name\": \"B\"},"
        "{\"id\": \"a.z\", \"name\": \"A\"}, {\"id\": \"a\", \"name\": \"A\"}]}";
  g_autoptr (BellDocument) document = desk_data_load (text);
  g_autoptr (JsonNode) node = bell_document_to_json (document, TRUE);
  g_autofree char *json = bell_json_text (node, FALSE);

  g_assert_nonnull (strstr (
      json, "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"a.z\",\"name\":\"A\"},{\"id\":\"b\""));
}

/* One wrong thing at a time in a right document: where it is, and what was expected. */
static const struct
{
  const char *from;
  const char *to;
  const char *message;
} wrong[] = {
  { "deskbell/1", "deskbell/2", "$.format: expected \"deskbell/1\", found \"deskbell/2\"" },
  { "\"format\": \"deskbell/1\",", "", "$: expected a member \"format\": \"deskbell/1\"" },
  { "\"services\": [\n", "\"servants\": [\n",
    "$.servants: expected no such member; one of format, " },
  { "\"id\": \"ann\", \"name\"", "\"id\": \"Ann\", \"name\"",
    "$.people[0].id: expected an id ([a-z0-9]" },
  { "\"id\": \"bob\", \"name\"", "\"id\": \"ann\", \"name\"",
    "$.people[1].id: expected an id that no other person has, found \"ann\"" },
  { "\"name\": \"Bob Baker\", ", "", "$.people[1]: expected a member \"name\": one line of text" },
  { "\"name\": \"Bob Baker\"", "\"name\": 7",
    "$.people[1].name: expected one line of text, 1 to 200 characters, found 7" },
  { "\"name\": \"Bob Baker\"", "\"name\": \"\"",
    "$.people[1].name: expected one line of text, 1 to 200 characters, found \"\"" },
  { "\"name\": \"Bob Baker\"", "\"name\": \"B\\nB\"", "$.people[1].name: expected one line" },
  { "\"name\": \"Bob Baker\"", "\"nmae\": \"Bob\"",
    "$.people[1].nmae: expected no such member; one of id, name, email" },
  { "\"roles\": [\"agent\", \"admin\"]", "\"roles\": [\"boss\"]",
    "$.people[0].roles[0]: expected \"user\", \"agent\", \"chat_admin\" or \"admin\"" },
  { "\"roles\": [\"agent\", \"admin\"]", "\"roles\": \"agent\"",
    "$.people[0].roles: expected a list of \"user\"" },
  { "\"active\": true,\n     \"vacations\": [{", "\"active\": 1,\n     \"vacations\": [{",
    "$.people[0].active: expected true or false, found 1" },
  { "\"until\": \"2027-01-03\"", "\"until\": \"2026-12-20\"",
    "$.people[0].vacations[0].until: expected a day that is not before \"from\"" },
  { "\"until\": \"2027-01-03\"", "\"until\": \"2027-02-30\"",
    "$.people[0].vacations[0].until: expected a date" },
  { "\"timezone\": \"Europe/Prague\"},\n  \"people\"", "\"timezone\": \"+02:00\"},\n  \"people\"",
    "$.settings.timezone: expected the name of a time zone" },
  { "\"abandon_grace_seconds\": 45", "\"abandon_grace_seconds\": 4.5",
    "$.settings.abandon_grace_seconds: expected a whole number, 0 to 86400, found 4.5" },
  { "\"owner\": \"ann\", \"dispatcher\"", "\"owner\": \"anne\", \"dispatcher\"",
    "$.groups[0].owner: expected the id of a person, and there is no \"anne\"" },
  { "\"members\": [\"ann\", \"bob\", \"cyd\"]", "\"members\": [\"ann\", \"eve\"]",
    "$.groups[0].members[1]: expected the id of a person" },
  { "\"from\": \"09:00\", \"until\": \"18:00\"}",
    "\"from\": \"09:00\", \"until\": \"18:00\", \"swaps\": [{\"date\": \"2026-11-25\", "
    "\"person\": \"ann\", \"with\": \"nobody\"}]}",
    "$.shifts[0].swaps[0].with: expected the id of a person" },
  { "\"from\": \"09:00\", \"until\": \"18:00\"}",
    "\"from\": \"09:00\", \"until\": \"18:00\", \"swaps\": [{\"date\": \"2026-11-25\", "
    "\"person\": \"ann\", \"with\": \"ann\"}]}",
    "$.shifts[0].swaps[0].with: expected another person than \"person\"" },
  { "\"rotation\": [\"ann\", \"bob\", \"cyd\"]", "\"rotation\": []",
    "$.shifts[0].rotation: expected a list of ids of people" },
  { "\"rotate_every\": \"P7D\"", "\"rotate_every\": \"P1M\"",
    "$.shifts[0].rotate_every: expected a duration" },
  { "\"from\": \"09:00\", \"until\": \"18:00\"", "\"from\": \"09:00\", \"until\": \"09:00\"",
    "$.shifts[0].until: expected another time than \"from\"" },
  { "[\"13:00\", \"17:00\"]", "[\"13:00\", \"13:00\"]",
    "$.calendars[0].hours.mon[1]: expected [from, until]" },
  { "[\"13:00\", \"17:00\"]", "[\"13:00\", \"24:30\"]",
    "$.calendars[0].hours.mon[1]: expected [from, until]" },
  { "\"fri\": [[", "\"friday\": [[", "$.calendars[0].hours.friday: expected no such member" },
  { "\"valid_from\": \"2026-01-01\", \"valid_until\": null",
    "\"valid_from\": \"2026-01-01\", \"valid_until\": \"2025-12-31\"",
    "$.agreements[0].valid_until: expected a day that is not before" },
  { "\"calendar\": \"office\", \"only_in_hours\": false",
    "\"calendar\": null, \"only_in_hours\": true",
    "$.agreements[0].calendar: expected a calendar" },
  { "\"critical\": 2,", "\"urgent\": 2,",
    "$.agreements[0].targets[0].minutes.urgent: expected no such member" },
  { "\"critical\": 2,", "\"critical\": 0,",
    "$.agreements[0].targets[0].minutes.critical: expected a whole number" },
  { "\"kind\": \"chat_response\"", "\"kind\": \"chat\"",
    "$.agreements[0].targets[0].kind: expected \"chat_response\", \"initial_review\" or \"resolution\", found \"chat\"" },
  { "\"scope\": \"record\", \"offering\": null", "\"scope\": \"before\", \"offering\": null",
    "$.rules[0].offering: expected the id of an offering" },
  { "\"scope\": \"record\", \"offering\": null", "\"scope\": \"record\", \"offering\": \"laptop\"",
    "$.rules[0].offering: expected null" },
  { "\"is\": \"board\"", "\"are\": \"board\"", "$.rules[0].when.all[0]: expected a condition" },
  { "\"in\": [\"critical\", \"high\"]", "\"in\": [\"critical\", \"urgent\"]",
    "$.rules[0].when.all[1].in[1]: expected \"critical\", \"high\"" },
  { "\"field\": \"priority\"", "\"field\": \"requested_by.roles\"",
    "$.rules[0].when.all[1].field: expected a member of a request" },
  { "\"field\": \"priority\"", "\"field\": \"created_at\"",
    "$.rules[0].when.all[1].field: expected a member of a request" },
  { "\"relate_agreement\": \"gold\"", "\"relate_agreement\": \"golden\"",
    "$.rules[0].relate_agreement: expected the id of an agreement" },
  { "\"requested_by\": \"zoe\"", "\"requested_by\": null",
    "$.requests[0].requested_by: expected the id of a person" },
  { "\"phase\": \"open\",\n", "\"phase\": \"open\", \"created_at\": \"2026-01-01T00:00:00Z\",\n",
    "$.requests[0].created_at: expected no such member" },
  { "\"services\": [\"email\"]", "\"services\": [\"email\", 5]",
    "$.agreements[0].services[1]: expected the id of a service, found 5" },
};

static void
test_wrong (void)
{
  g_autofree char *data = desk_data_read ("desk.json");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *bad = desk_data_replace (data, wrong[i].from, wrong[i].to);
      g_autoptr (BellDocument) document = bell_document_from_data (bad, strlen (bad), &error);

      if (document != NULL)
        g_assert_false (bell_document_complete (document, NULL, &error));
      g_assert_error (error, BELL_ERROR, BELL_ERROR_INVALID);
      if (!g_str_has_prefix (error->message, wrong[i].message))
        g_error ("expected \"%s\", got \"%s\"", wrong[i].message, error->message);
    }
}

/* A document that brings a part of a desk may refer to what the desk has. */
static void
test_base (void)
{
  static const char part[]
      = "{\"format\": \"deskbell/1\", \"settings\": {\"live_chat\": false},"
        " \"requests\": [{\"id\": \"r-9\", \"title\": \"T\", \"requested_by\": \"zoe\","
        " \"offering\": \"mailbox-help\"}]}";
  g_autoptr (GError) error = NULL;
  g_autofree char *data = desk_data_read ("desk.json");
  g_autoptr (BellDocument) base = desk_data_load (data);
  g_autoptr (BellDocument) document = bell_document_from_data (part, strlen (part), &error);
  g_autoptr (BellDocument) alone = bell_document_from_data (part, strlen (part), NULL);

  g_assert_no_error (error);
  g_assert_true (bell_document_complete (document, base, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (bell_document_request (document, "r-9")->owner, ==, "ann");
  g_assert_false (bell_document_get_settings (document)->live_chat);
  g_assert_cmpstr (bell_document_get_settings (document)->timezone, ==, "Europe/Prague");

  g_assert_false (bell_document_complete (alone, NULL, &error));
  g_assert_cmpstr (error->message, ==,
                   "$.requests[0].offering: expected the id of an offering, and there is no "
                   "\"mailbox-help\"");
}

static void
test_wire (void)
{
  g_autofree char *data = desk_data_read ("desk.json");
  g_autoptr (BellDocument) document = desk_data_load (data);
  g_autoptr (GString) path = g_string_new ("$");
  g_autoptr (GError) error = NULL;
  BellRequest *request = bell_document_request (document, "r-1001");
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (BellRecord) again = NULL;

  request->created_at = G_GINT64_CONSTANT (1234567000000);
  node = bell_record_to_wire (request);
  again = bell_record_from_wire (node, path, &error);
  g_assert_no_error (error);
  g_assert_true (again->shape == &bell_request_shape);
  g_assert_cmpint (((BellRequest *) again)->created_at, ==, request->created_at);
  g_assert_cmpint (((BellRequest *) again)->chat_asked_at, ==, BELL_INSTANT_NONE);
  g_assert_true (bell_record_equal (again, request));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/values", test_values);
  g_test_add_func ("/document/request-from-offering", test_request_from_offering);
  g_test_add_func ("/document/round-trip", test_round_trip);
  g_test_add_func ("/document/left-to-offering", test_left_to_offering);
  g_test_add_func ("/document/sorted", test_sorted);
  g_test_add_func ("/document/wrong", test_wrong);
  g_test_add_func ("/document/base", test_base);
  g_test_add_func ("/document/wire", test_wire);

  return g_test_run ();
}
