/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-data.h"
#include "edit-calls.h"
#include "test-store.h"

/* Who is on call over a span of time, and swaps of a shift, on a desk. */

/* Sam is in no rotation; the shift has one swap, with them. */
#define CHANGES                                                                                    \
  "\"people\": [ => \"people\": [{\"id\": \"sam\", \"name\": \"Sam\"},\n"                          \
  "\"from\": \"09:00\", \"until\": \"18:00\"} => \"from\": \"09:00\", \"until\": \"18:00\", "      \
  "\"swaps\": [{\"date\": \"2026-11-25\", \"person\": \"bob\", \"with\": \"sam\"}]}"

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

static gpointer
turns_of (const char *group, const char *from, const char *until)
{
  BellOnCallTurns *call = bell_call_new (&bell_call_on_call_turns);

  call->group = g_strdup (group);
  call->from = desk_data_instant (from);
  call->until = desk_data_instant (until);

  return call;
}

/* Three days, as agents and administrators read them. */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) turns
      = test_store_must (fixture->store, "dee",
                         turns_of ("messaging", "2026-11-24T00:00:00Z", "2026-11-26T12:00:00Z"));
  static const char *const expected[] = { NULL, "bob", NULL, "sam", NULL, "bob" };

  g_assert_cmpuint (turns->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < turns->len; i++)
    {
      const BellTurn *turn = turns->pdata[i];

      g_assert_cmpstr (turn->primary, ==, expected[i]);
      g_assert_cmpstr (turn->shift, ==, expected[i] != NULL ? "messaging-week" : NULL);
      g_assert_cmpint (turn->swapped, ==, i == 3);
    }
  g_assert_cmpstr (((BellTurn *) turns->pdata[3])->backup_1, ==, "cyd");
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  test_store_must_fail (fixture->store, "ann",
                        turns_of ("messaging", "2026-11-24T00:00:00Z", "2026-11-24T00:00:00Z"),
                        BELL_ERROR_INVALID);
  test_store_must_fail (fixture->store, "ann",
                        turns_of ("messaging", "2026-11-24T00:00:00Z", "2027-01-21T00:00:00Z"),
                        BELL_ERROR_INVALID);
  test_store_must_fail (fixture->store, "ann",
                        turns_of ("messaging", "1800-11-24T00:00:00Z", "1800-11-25T00:00:00Z"),
                        BELL_ERROR_INVALID);
  test_store_must_fail (fixture->store, "ann",
                        turns_of ("nothing", "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z"),
                        BELL_ERROR_NOT_FOUND);
}

/* Who is in a swap is in use; who is not there cannot be in one. */
static void
test_references (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) records
      = test_store_must (fixture->store, "ann", bell_call_new (&bell_call_desk_export));
  BellRecord *sam = bell_records_find (records, &bell_person_shape, "sam");
  BellRecord *was = bell_records_find (records, &bell_shift_shape, "messaging-week");
  g_autoptr (BellRecord) now = bell_record_copy (was);
  BellSwap *swap = bell_record_new (&bell_swap_shape);

  test_store_must_fail (fixture->store, "ann", edit_remove (sam), BELL_ERROR_CONFLICT);
  swap->date = ((BellSwap *) ((BellShift *) was)->swaps->pdata[0])->date + 1;
  swap->person = g_strdup ("ann");
  swap->with = g_strdup ("nobody");
  g_ptr_array_add (((BellShift *) now)->swaps, swap);
  test_store_must_fail (fixture->store, "ann", edit_put (now, was), BELL_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/swaps/turns", Fixture, NULL, set_up, test_turns, tear_down);
  g_test_add ("/swaps/bounds", Fixture, NULL, set_up, test_bounds, tear_down);
  g_test_add ("/swaps/references", Fixture, NULL, set_up, test_references, tear_down);

  return g_test_run ();
}
