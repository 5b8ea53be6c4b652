/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-store.h"

#include "bell-json.h"
#include "desk-data.h"
#include "test-remote.h"

#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <string.h>

/* A folder of the test's own. */
char *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("deskbell-test-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

void
test_folder_free (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

static gboolean
on_deadline (gpointer what)
{
  g_error ("Waited %d s for %s", TEST_DEADLINE_SECONDS, (const char *) what);

  return G_SOURCE_REMOVE;
}

/* Runs the main context until something is so. */
void
test_wait (gboolean (*condition) (gpointer data), gpointer data, const char *what)
{
  guint deadline = g_timeout_add_seconds (TEST_DEADLINE_SECONDS, on_deadline, (gpointer) what);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static void
keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

/* The URL of a schema of this name, which is made if it is not there. */
static char *
schema_location (const char *postgresql, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("CREATE SCHEMA IF NOT EXISTS \"%s\"", name);
  PGconn          *connection = PQconnectdb (postgresql);
  PGresult        *result = PQexec (connection, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    g_error ("%s: %s", sql, PQerrorMessage (connection));
  PQclear (result);
  PQfinish (connection);

  return g_strdup_printf ("%s&options=-csearch_path%%3D%s", postgresql, name);
}

/* Where the desk of a test is: a file in its folder, or a schema of the PostgreSQL that
 * tests/helpers/postgresql.py has started. */
char *
test_store_location (const char *folder)
{
  const char      *postgresql = g_getenv ("DESKBELL_TEST_POSTGRESQL");
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, folder, -1);
  g_autofree char *name = g_strconcat ("t", sum, NULL);

  if (postgresql == NULL)
    return g_build_filename (folder, "desk.db", NULL);

  return schema_location (postgresql, name);
}

BellStore *
test_store_open (const char *path, BellStoreFlags flags, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (test_remote_is_wanted () && (flags & BELL_STORE_HOST) != 0)
    test_remote_open_async (path, flags, keep_result, &result);
  else
    bell_store_open_async (path, flags, BELL_INSTANT_NONE, NULL, keep_result, &result);
  test_wait (has_result, &result, "a store to open");

  return bell_store_open_finish (result, error);
}

/* A store with the desk of tests/data, changed as desk_data_change() takes it. */
BellStore *
test_store_new (const char *folder, const char *changes)
{
  g_autofree char *path = test_store_location (folder);
  g_autofree char *desk = desk_data_read ("desk.json");
  g_autofree char *json = desk_data_change (desk, changes);
  g_autoptr (GError) error = NULL;
  BellStore *store = test_store_open (path, BELL_STORE_CREATE | BELL_STORE_HOST, &error);

  g_assert_no_error (error);
  test_store_import (store, json, FALSE);

  return store;
}

static void
note_gone (gpointer data, GObject *object)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

void
test_store_close (BellStore *store)
{
  gboolean gone = FALSE;

  g_object_weak_ref (G_OBJECT (store), note_gone, &gone);
  bell_store_close_async (store, NULL, NULL);
  g_object_unref (store);
  test_wait (is_true, &gone, "a store to be gone");
}

/* Takes the call. Its answer must hold nothing but what its description says. */
GPtrArray *
test_store_call (BellStore *store, const char *actor, gpointer call, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  const BellCallType *type = BELL_CALL_TYPE (call);
  GPtrArray          *records;

  bell_store_call_async (store, actor, call, NULL, keep_result, &result);
  bell_record_unref (call);
  test_wait (has_result, &result, "a call to be answered");
  records = bell_store_call_finish (store, result, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (!bell_call_gives (type, BELL_RECORD (records->pdata[i])->shape))
      g_error ("%s gives a %s", type->shape.name, BELL_RECORD (records->pdata[i])->shape->name);

  return records;
}

GPtrArray *
test_store_must (BellStore *store, const char *actor, gpointer call)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = test_store_call (store, actor, call, &error);

  g_assert_no_error (error);
  g_assert_nonnull (records);

  return records;
}

void
test_store_must_fail (BellStore *store, const char *actor, gpointer call, BellError code)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = test_store_call (store, actor, call, &error);

  g_assert_error (error, BELL_ERROR, (int) code);
  g_assert_null (records);
}

void
test_store_import (BellStore *store, const char *json, gboolean dry_run)
{
  BellDeskImport *call = bell_call_new (&bell_call_desk_import);
  g_autoptr (GPtrArray) answer = NULL;

  call->document = bell_json_parse (json, strlen (json), BELL_DOCUMENT_MAX_BYTES, NULL);
  call->dry_run = dry_run;
  g_assert_nonnull (call->document);
  answer = test_store_must (store, NULL, call);
}

char *
test_store_export (BellStore *store)
{
  g_autoptr (GPtrArray) records
      = test_store_must (store, NULL, bell_call_new (&bell_call_desk_export));
  g_autoptr (BellDocument) document = bell_document_from_records (records);
  g_autoptr (JsonNode) node = bell_document_to_json (document, TRUE);

  return bell_json_text (node, TRUE);
}

gpointer
test_ask (const char *request)
{
  BellChatAsk *call = bell_call_new (&bell_call_chat_ask);

  call->request = g_strdup (request);

  return call;
}

gpointer
test_send (const char *chat, const char *body)
{
  BellChatSend *call = bell_call_new (&bell_call_chat_send);

  call->chat = g_strdup (chat);
  g_set_str (&call->body, body);

  return call;
}

gpointer
test_leave (const char *chat)
{
  BellChatLeave *call = bell_call_new (&bell_call_chat_leave);

  call->chat = g_strdup (chat);

  return call;
}

gpointer
test_end (const char *chat, const char *reason)
{
  BellChatEnd *call = bell_call_new (&bell_call_chat_end);

  call->chat = g_strdup (chat);
  call->reason = g_strdup (reason);

  return call;
}

/* As a server of this name says it. */
gpointer
test_attend_with (const char *chat, const char *holder, gboolean present)
{
  BellChatAttend *call = bell_call_new (&bell_call_chat_attend);

  call->chat = g_strdup (chat);
  g_set_str (&call->holder, holder);
  call->present = present;

  return call;
}

gpointer
test_attend (const char *chat, gboolean present)
{
  return test_attend_with (chat, "here", present);
}

gpointer
test_look (const char *chat, gboolean looking)
{
  BellChatLook *call = bell_call_new (&bell_call_chat_look);

  call->chat = g_strdup (chat);
  call->looking = looking;

  return call;
}

gpointer
test_messages (const char *chat)
{
  BellMessagePage *call = bell_call_new (&bell_call_message_list);

  call->chat = g_strdup (chat);

  return call;
}

static void
on_changed (BellStore *store, gpointer change, gpointer user_data)
{
  TestRecorder *self = user_data;

  g_ptr_array_add (self->changes, bell_record_ref (change));
}

TestRecorder *
test_recorder_new (BellStore *store)
{
  TestRecorder *self = g_new0 (TestRecorder, 1);

  self->store = store;
  self->changes = bell_record_list_new ();
  g_signal_connect (store, "changed", G_CALLBACK (on_changed), self);

  return self;
}

void
test_recorder_free (TestRecorder *self)
{
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

typedef struct
{
  TestRecorder  *recorder;
  const char    *type;
  BellChangeKind kind;
  guint          next;
  BellChange    *found;
} Search;

static gboolean
find_change (gpointer data)
{
  Search *search = data;

  for (; search->next < search->recorder->changes->len && search->found == NULL; search->next++)
    {
      BellChange *change = search->recorder->changes->pdata[search->next];

      if (g_str_equal (change->type, search->type) && change->kind == (int) search->kind)
        search->found = change;
    }

  return search->found != NULL;
}

/* Waits until the first change of this kind is reported. */
BellChange *
test_recorder_wait (TestRecorder *self, const char *type, BellChangeKind kind)
{
  g_autofree char *what = g_strdup_printf ("%s %s to be reported", type,
                                           bell_enum_nick (&bell_change_kind_type, kind));
  Search           search = { self, type, kind, 0, NULL };

  test_wait (find_change, &search, what);

  return search.found;
}
