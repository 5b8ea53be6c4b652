/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-data.h"
#include "test-store.h"

typedef struct
{
  char      *folder;
  BellStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->store = test_store_new (fixture->folder, data != NULL ? data : "");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_store_close (fixture->store);
  test_folder_free (fixture->folder);
}

static gpointer
request_new (const char *offering, const char *title)
{
  BellRequestNew *call = bell_call_new (&bell_call_request_new);

  call->offering = g_strdup (offering);
  g_set_str (&call->title, title);

  return call;
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) first
      = test_store_must (fixture->store, "zoe", request_new ("mailbox-help", "My mail"));
  g_autoptr (GPtrArray) second
      = test_store_must (fixture->store, "max", request_new ("laptop", "My screen"));
  BellRequest *request = first->pdata[0];

  g_assert_cmpstr (request->record.id, ==, "r-1003");
  g_assert_cmpstr (request->requested_by, ==, "zoe");
  g_assert_cmpstr (request->actual_service, ==, "email");
  g_assert_cmpstr (request->owner, ==, "ann");
  g_assert_cmpstr (request->expert_assignee, ==, "cyd");
  g_assert_cmpstr (request->assigned_group, ==, "messaging");
  g_assert_cmpint (request->phase, ==, BELL_PHASE_OPEN);
  g_assert_cmpint (request->priority, ==, BELL_PRIORITY_MEDIUM);
  g_assert_cmpint (request->created_at, !=, BELL_INSTANT_NONE);
  g_assert_cmpstr (BELL_RECORD (second->pdata[0])->id, ==, "r-1004");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  BellRequestNew *other = request_new ("laptop", "For Max");
  BellRequestNew *nobodys = request_new ("laptop", "Whose?");

  test_store_must_fail (fixture->store, "zoe", request_new ("nothing", "X"), BELL_ERROR_NOT_FOUND);
  test_store_must_fail (fixture->store, "zoe", request_new ("mailbox-help", "X"),
                        BELL_ERROR_CONFLICT);
  other->requested_by = g_strdup ("max");
  test_store_must_fail (fixture->store, "zoe", other, BELL_ERROR_DENIED);
  test_store_must_fail (fixture->store, NULL, nobodys, BELL_ERROR_INVALID);
}

/* The same command again gives the same answer and makes nothing. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  BellRecord *call = request_new ("laptop", "Once");
  g_autoptr (GPtrArray) first = test_store_must (fixture->store, "zoe", bell_record_ref (call));
  g_autoptr (GPtrArray) second = test_store_must (fixture->store, "zoe", bell_record_ref (call));
  g_autoptr (GPtrArray) list
      = test_store_must (fixture->store, NULL, bell_call_new (&bell_call_request_list));

  g_assert_true (bell_record_equal (first->pdata[0], second->pdata[0]));
  g_assert_cmpint (((BellRequest *) first->pdata[0])->created_at, ==,
                   ((BellRequest *) second->pdata[0])->created_at);
  g_assert_nonnull (bell_records_find (list, &bell_request_shape, "r-1003"));
  g_assert_null (bell_records_find (list, &bell_request_shape, "r-1004"));

  test_store_must_fail (fixture->store, "max", call, BELL_ERROR_CONFLICT);
}

static char *
list (Fixture    *fixture,
      const char *actor,
      const char *search,
      int         phase,
      const char *after,
      int         limit)
{
  BellRequestPage *call = bell_call_new (&bell_call_request_list);
  g_autoptr (GPtrArray) records = NULL;
  GString *ids = g_string_new (NULL);

  call->search = g_strdup (search);
  call->phase = phase;
  call->after = g_strdup (after);
  call->limit = limit;
  records = test_store_must (fixture->store, actor, call);
  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_request_shape)
      g_string_append_printf (ids, "%s ", BELL_RECORD (records->pdata[i])->id);

  return g_string_free (ids, FALSE);
}

static void
assert_list (char *actual, const char *expected)
{
  g_assert_cmpstr (actual, ==, expected);
  g_free (actual);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u, 100%% wrong", i);
      g_autoptr (GPtrArray) made = test_store_must (fixture->store, i % 2 == 0 ? "zoe" : "max",
                                                    request_new ("laptop", title));
    }

  assert_list (list (fixture, "zoe", NULL, -1, NULL, 100), "r-1007 r-1005 r-1003 r-1001 ");
  assert_list (list (fixture, "max", NULL, -1, NULL, 100), "r-1006 r-1004 r-1002 ");
  assert_list (list (fixture, "ann", NULL, -1, NULL, 3), "r-1007 r-1006 r-1005 ");
  assert_list (list (fixture, "ann", NULL, -1, "r-1005", 3), "r-1004 r-1003 r-1002 ");
  assert_list (list (fixture, "ann", "TITLE 3", -1, NULL, 9), "r-1006 ");
  assert_list (list (fixture, "ann", "100%", -1, NULL, 2), "r-1007 r-1006 ");
  assert_list (list (fixture, "ann", "%", -1, NULL, 9), "r-1007 r-1006 r-1005 r-1004 r-1003 ");
  assert_list (list (fixture, "ann", "_", -1, NULL, 9), "");
  assert_list (list (fixture, "ann", "zeman", -1, NULL, 2), "r-1007 r-1005 ");
  assert_list (list (fixture, "ann", "1004", -1, NULL, 9), "r-1004 ");
  assert_list (list (fixture, "ann", NULL, BELL_PHASE_CLOSED, NULL, 9), "");
}

/* Requests that differ in what they can be put in order by; some have no service or group. */
static const char many[]
    = "{\"format\": \"deskbell/1\", \"requests\": ["
      "{\"id\": \"r-9\", \"title\": \"zebra ~\", \"requested_by\": \"zoe\", \"priority\": \"low\"},"
      "{\"id\": \"r-80\", \"title\": \"Apple ~\", \"requested_by\": \"max\", \"priority\": \"critical\","
      " \"actual_service\": \"email\", \"assigned_group\": \"messaging\"},"
      "{\"id\": \"r-81\", \"title\": \"apple ~\", \"requested_by\": \"zoe\", \"priority\": \"high\","
      " \"phase\": \"closed\", \"owner\": \"bob\", \"kind\": \"service\"},"
      "{\"id\": \"r-700\", \"title\": \"Mango ~\", \"requested_by\": \"max\", \"phase\": \"suspended\","
      " \"owner\": \"ann\"}]}";

/* Their ids in an order, as pages of two give them. */
static char *
list_in_order (Fixture *fixture, int sort, gboolean reversed, const char *filter, const char *value)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *after = NULL;
  GString         *ids = g_string_new (NULL);

  do
    {
      BellRequestPage *call = bell_call_new (&bell_call_request_list);

      if (filter != NULL)
        {
          g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
          g_autoptr (GString) path = g_string_new (NULL);
          const BellField *field = bell_shape_find_field (call->record.shape, filter);

          json_node_set_string (node, value);
          g_assert_true (bell_field_from_json (field, call, node, path, NULL));
        }
      call->search = g_strdup ("~");
      call->sort = sort;
      call->reversed = reversed;
      call->after = g_steal_pointer (&after);
      call->limit = 2;
      g_clear_pointer (&records, g_ptr_array_unref);
      records = test_store_must (fixture->store, "ann", call);
      for (guint i = 0; i < records->len; i++)
        if (BELL_RECORD (records->pdata[i])->shape == &bell_request_shape)
          {
            g_set_str (&after, BELL_RECORD (records->pdata[i])->id);
            g_string_append_printf (ids, "%s ", after);
          }
    }
  while (after != NULL);

  return g_string_free (ids, FALSE);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int         sort;
    const char *up;
    const char *down;
  } orders[] = {
    { BELL_REQUEST_ORDER_NUMBER, "r-9 r-80 r-81 r-700 ", "r-700 r-81 r-80 r-9 " },
    { BELL_REQUEST_ORDER_TITLE, "r-80 r-81 r-700 r-9 ", "r-9 r-700 r-81 r-80 " },
    { BELL_REQUEST_ORDER_PERSON, "r-700 r-80 r-81 r-9 ", "r-9 r-81 r-80 r-700 " },
    { BELL_REQUEST_ORDER_PRIORITY, "r-80 r-81 r-700 r-9 ", "r-9 r-700 r-81 r-80 " },
    { BELL_REQUEST_ORDER_PHASE, "r-80 r-9 r-700 r-81 ", "r-81 r-700 r-9 r-80 " },
    { BELL_REQUEST_ORDER_SERVICE, "r-80 r-700 r-81 r-9 ", "r-9 r-81 r-700 r-80 " },
    { BELL_REQUEST_ORDER_OWNER, "r-700 r-81 r-80 r-9 ", "r-9 r-80 r-81 r-700 " },
    { BELL_REQUEST_ORDER_GROUP, "r-80 r-700 r-81 r-9 ", "r-9 r-81 r-700 r-80 " },
  };

  test_store_import (fixture->store, many, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      assert_list (list_in_order (fixture, orders[i].sort, FALSE, NULL, NULL), orders[i].up);
      assert_list (list_in_order (fixture, orders[i].sort, TRUE, NULL, NULL), orders[i].down);
    }
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  static const char *const filters[][3] = {
    { "phase", "closed", "r-81 " },
    { "priority", "critical", "r-80 " },
    { "kind", "service", "r-81 " },
    { "actual_service", "email", "r-80 " },
    { "owner", "ann", "r-700 " },
    { "assigned_group", "messaging", "r-80 " },
    { "requested_by", "max", "r-80 r-700 " },
    { "offering", "laptop", "" },
  };

  test_store_import (fixture->store, many, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    for (guint reversed = 0; reversed < 2; reversed++)
      {
        g_autofree char *newest = list_in_order (fixture, BELL_REQUEST_ORDER_NUMBER, FALSE,
                                                 filters[i][0], filters[i][1]);
        g_autofree char *oldest = list_in_order (fixture, BELL_REQUEST_ORDER_CREATED, reversed,
                                                 filters[i][0], filters[i][1]);

        g_assert_cmpstr (newest, ==, filters[i][2]);
        g_assert_cmpuint (strlen (oldest), ==, strlen (newest));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, data, func)                                                                     \
  g_test_add ("/requests/" path, Fixture, data, set_up, func, tear_down)
  TEST ("new", NULL, test_new);
  TEST (
      "refused",
      "\"name\": \"Help with my mailbox\", \"kind\": \"support\", \"status\": \"active\" => \"name\": \"H\", \"kind\": \"support\", \"status\": \"retired\"",
      test_refused);
  TEST ("once", NULL, test_once);
  TEST ("list", NULL, test_list);
  TEST ("order", NULL, test_order);
  TEST ("filters", NULL, test_filters);

  return g_test_run ();
}
