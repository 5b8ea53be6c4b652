/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"
#include "bell-db.h"
#include "bell-overview.h"
#include "generated-desk.h"
#include "measure.h"
#include "test-store.h"

#include <stdlib.h>

/* How long it takes to count the chats of a desk, and to find its edits among all that has
 * happened.
 *
 * Without arguments it only sees to it that this is right: a test. With "--measure CHATS CHANGES"
 * it measures and prints rows of a table. */

#define ROUNDS     5
#define REQUESTS   1000
#define DAYS       90
#define EDIT_EVERY 1000 /* changes; the others are messages */

typedef struct
{
  char       *folder;
  char       *location;
  int         n_chats;
  int         n_changes;
  BellInstant now;
} Desk;

static BellChat *
new_chat (const Desk *self, int i)
{
  BellChat *chat = bell_record_new (&bell_chat_shape);
  gint64    ago = (gint64) (self->n_chats - i) * DAYS * G_TIME_SPAN_DAY / self->n_chats;

  chat->record.id = g_strdup_printf ("chat-%d", i);
  chat->request = g_strdup_printf ("request-%05d", i % REQUESTS);
  chat->sequence = i / REQUESTS + 1;
  chat->requested_by = g_strdup ("person-00001");
  chat->requested_at = self->now - ago;
  chat->status = BELL_CHAT_ENDED;
  chat->ended_at = chat->requested_at + G_TIME_SPAN_HOUR;
  if (i % 10 != 0)
    {
      g_set_str (&chat->answered_by, "person-00002");
      chat->answered_at = chat->requested_at + (i * 7919 % 1800) * G_TIME_SPAN_SECOND;
    }

  return chat;
}

static void
write_chats (const Desk *self, BellDb *db)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < self->n_chats; i++)
    {
      BellChat *chat = new_chat (self, i);
      g_autoptr (BellRecord) record = &chat->record;

      g_assert_true (bell_db_add (db, chat, &error));
      g_assert_true (bell_db_run (db, "mark_put",
                                  g_variant_new ("(ssssx)", chat->request, "chat_response",
                                                 record->id, i % 7 == 0 ? "breached" : "achieved",
                                                 chat->requested_at + G_TIME_SPAN_MINUTE),
                                  NULL, &error));
    }
}

static void
write_changes (const Desk *self, BellDb *db)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < self->n_changes; i++)
    {
      BellChange *change = bell_record_new (&bell_change_shape);
      g_autoptr (BellRecord) record = &change->record;
      gboolean is_edit = i % EDIT_EVERY == 0 && i < self->n_changes / 2;

      change->at = self->now;
      g_set_str (&change->type, is_edit ? "agreement" : "message");
      change->subject = g_strdup_printf ("s-%d", i);
      change->kind = is_edit ? BELL_CHANGE_UPDATED : BELL_CHANGE_CREATED;
      change->actor = g_strdup ("person-00001");
      g_assert_true (bell_changes_append (db, change, &error));
    }
}

static void
make_desk (Desk *self)
{
  const GeneratedSize size = { REQUESTS, 100, 100 };
  g_autofree char    *json = generated_desk_new (&size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BellDb) db = NULL;
  BellStore *store;

  self->folder = test_folder_new ();
  self->location = test_store_location (self->folder);
  self->now = g_get_real_time ();
  store = test_store_open (self->location, BELL_STORE_CREATE, &error);
  g_assert_no_error (error);
  test_store_import (store, json, FALSE);
  test_store_close (store);
  db = bell_db_open (self->location, 0, &error);
  g_assert_no_error (error);
  g_assert_true (bell_db_begin (db, &error));
  write_chats (self, db);
  write_changes (self, db);
  g_assert_true (bell_db_commit (db, &error));
}

static gpointer
overview_call (const Desk *self, int days, const char *group)
{
  BellDeskOverview *call = bell_call_new (&bell_call_desk_overview);

  call->until = (BellDate) (self->now / G_TIME_SPAN_DAY);
  call->from = call->until - days + 1;
  call->zone = g_strdup ("UTC");
  call->group = g_strdup (group);

  return call;
}

static gpointer
history_call (gboolean edits, const char *type)
{
  BellRecordHistory *call = bell_call_new (&bell_call_record_history);

  call->edits = edits;
  call->type = g_strdup (type);
  call->limit = 100;

  return call;
}

/* By its time on the processor, in milliseconds. Takes the call. */
static double
time_call (BellStore *store, gpointer call)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = measure_seconds ();
      g_autoptr (GPtrArray) answer = test_store_must (store, NULL, bell_record_ref (call));

      g_assert_cmpuint (answer->len, >, 0);
      times[i] = (measure_seconds () - begin) * 1e3;
    }
  bell_record_unref (call);

  return measure_median (times, ROUNDS);
}

static int
measure (Desk *self)
{
  g_autoptr (GError) error = NULL;
  BellStore *store;

  make_desk (self);
  store = test_store_open (self->location, 0, &error);
  g_assert_no_error (error);
  g_print ("| %d / %d |", self->n_chats, self->n_changes);
  g_print (" %.1f |", time_call (store, overview_call (self, 7, NULL)));
  g_print (" %.1f |", time_call (store, overview_call (self, 30, NULL)));
  g_print (" %.1f |", time_call (store, overview_call (self, 90, NULL)));
  g_print (" %.1f |", time_call (store, overview_call (self, 90, "group-00001")));
  g_print (" %.1f |", time_call (store, history_call (TRUE, NULL)));
  g_print (" %.1f |", time_call (store, history_call (TRUE, "agreement")));
  g_print (" %.1f |\n", time_call (store, history_call (FALSE, "agreement")));
  test_store_close (store);
  test_folder_free (self->folder);
  g_free (self->location);

  return 0;
}

static void
test_small (void)
{
  Desk desk = { .n_chats = 1000, .n_changes = 4000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answer = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  const BellOverview *overview;
  gint64              asked = 0;
  gint64              targets = 0;
  BellStore          *store;

  make_desk (&desk);
  store = test_store_open (desk.location, 0, &error);
  g_assert_no_error (error);
  answer = test_store_must (store, NULL, overview_call (&desk, 92, NULL));
  edits = test_store_must (store, NULL, history_call (TRUE, NULL));
  overview = answer->pdata[0];
  for (guint i = 0; i < overview->days->len; i++)
    {
      const BellOverviewRow *row = overview->days->pdata[i];

      asked += row->asked;
      targets += row->met + row->missed;
    }
  g_assert_cmpint (asked, ==, desk.n_chats);
  g_assert_cmpint (targets, ==, desk.n_chats);
  g_assert_cmpstr (((BellChange *) edits->pdata[0])->subject, ==, "s-1000");
  g_assert_cmpstr (((BellChange *) edits->pdata[1])->subject, ==, "s-0");
  test_store_close (store);
  test_folder_free (desk.folder);
  g_free (desk.location);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--measure"))
    {
      Desk desk = { .n_chats = atoi (argv[2]), .n_changes = atoi (argv[3]) };

      return measure (&desk);
    }

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench/overview/small", test_small);

  return g_test_run ();
}
