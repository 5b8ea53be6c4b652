/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-remote.h"

#include "bell-password.h"
#include "remote/bell-remote-store.h"
#include "test-servers.h"
#include "test-store.h"

/* A desk as those see it who are elsewhere: a server on a store, and for each person who acts a
 * store over the wire. What only the keeper of a desk can do is done on the server's store. What
 * changes is reported by the store of an administrator, as soon as there is one.
 *
 * Commands reach the desk in the order in which they are made here, whoever makes them.
 *
 * There may be a second server on the same database. All clients are moved to the other one then
 * after a few commands, in the middle of what they are at. */

#define TEST_TYPE_REMOTE_DESK (test_remote_desk_get_type ())
G_DECLARE_FINAL_TYPE (TestRemoteDesk, test_remote_desk, TEST, REMOTE_DESK, GObject)

struct _TestRemoteDesk
{
  GObject      parent_instance;
  TestServers *servers;
  BellStore   *keeper;      /* the store of a server */
  char        *folder;      /* what the persons' stores keep */
  GHashTable  *people;      /* id to Person */
  GQueue       commands;    /* Job: the first is on its way */
  BellStore   *follower;    /* NULL as long as there is no administrator */
  gint64       handed_over; /* the last change that the keeper's store reports, not the follower */
};

/* Somebody who acts. */
typedef struct
{
  TestRemoteDesk *desk;
  char           *id;
  char           *token;
  BellStore      *store; /* NULL while it is opened */
  GQueue          jobs;  /* what waits for that */
} Person;

/* A call to be carried out. */
typedef struct
{
  TestRemoteDesk *desk;
  char           *actor;
  BellRecord     *call;
  GTask          *task;
} Job;

static void test_remote_desk_store_init (BellStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestRemoteDesk,
                               test_remote_desk,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BELL_TYPE_STORE, test_remote_desk_store_init))

static void
job_free (Job *job)
{
  g_free (job->actor);
  bell_record_unref (job->call);
  g_object_unref (job->task);
  g_free (job);
}

static void
person_free (gpointer data)
{
  Person *person = data;

  if (person->store != NULL)
    bell_store_close_async (person->store, NULL, NULL);
  g_clear_object (&person->store);
  g_free (person->id);
  g_free (person->token);
  g_free (person);
}

static void run_job (Job *job);
static void run_next_command (TestRemoteDesk *self);

static gboolean
is_command (Job *job)
{
  return BELL_CALL_TYPE (job->call)->changes;
}

static void
finish_job (Job *job, GPtrArray *records, GError *error)
{
  TestRemoteDesk *self = job->desk;
  g_autoptr (GTask) task = g_object_ref (job->task);

  if (is_command (job))
    {
      g_queue_remove (&self->commands, job);
      if (self->servers != NULL)
        test_servers_note_command (self->servers);
      run_next_command (self);
    }
  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
  job_free (job);
}

static void
on_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError    *error = NULL;
  GPtrArray *records = bell_store_call_finish (BELL_STORE (object), result, &error);

  finish_job (user_data, records, error);
}

/* Persons and their stores. */

/* @error: (nullable): why there is no store */
static void
begin_person (Person *person, const GError *error)
{
  g_autoptr (TestRemoteDesk) desk = person->desk;
  Job *job;

  while ((job = g_queue_pop_head (&person->jobs)) != NULL)
    {
      if (person->store != NULL)
        bell_store_call_async (person->store, job->actor, job->call,
                               g_task_get_cancellable (job->task), on_done, job);
      else
        finish_job (job, NULL, g_error_copy (error));
    }
  if (person->store == NULL)
    g_hash_table_remove (desk->people, person->id);
}

static void
on_person_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Person *person = user_data;
  g_autoptr (GError) error = NULL;

  person->store = bell_store_open_finish (result, &error);
  begin_person (person, error);
}

/* Who is no person of the desk cannot have signed in, and is refused like a forger. */
static void
on_signed_in (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Person *person = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new (person->id);
  g_autoptr (GError) closed = NULL;

  if (person->desk->servers == NULL)
    {
      closed = g_error_new_literal (BELL_ERROR, BELL_ERROR_OFFLINE, "the desk was closed");
      begin_person (person, closed);
      return;
    }

  g_set_str (&account->token, person->token);
  g_set_str (&account->folder, person->desk->folder);
  bell_remote_store_open_async (test_servers_get_url (person->desk->servers), account, NULL,
                                on_person_opened, person);
}

static Person *
find_person (TestRemoteDesk *self, const char *id)
{
  Person *person = g_hash_table_lookup (self->people, id);
  g_autoptr (BellRecord) record = NULL;
  BellLoginOpen *call;

  if (person != NULL)
    return person;

  person = g_new0 (Person, 1);
  person->desk = g_object_ref (self);
  person->id = g_strdup (id);
  person->token = bell_token_new ();
  g_queue_init (&person->jobs);
  g_hash_table_insert (self->people, person->id, person);

  record = bell_call_new (&bell_call_login_open);
  call = (BellLoginOpen *) record;
  g_free (call->login);
  call->login = bell_token_hash (person->token);
  call->person = g_strdup (id);
  call->expires_at = g_get_real_time () + G_TIME_SPAN_DAY;
  bell_store_call_async (self->keeper, NULL, record, NULL, on_signed_in, person);

  return person;
}

/* What is reported. */

static void
on_changed (TestRemoteDesk *self, BellChange *change)
{
  if (change->seq > self->handed_over)
    bell_store_emit_changed (BELL_STORE (self), change);
}

static void
on_keeper_changed (TestRemoteDesk *self, BellChange *change)
{
  if (change->seq <= self->handed_over)
    bell_store_emit_changed (BELL_STORE (self), change);
}

static void
on_reloaded (TestRemoteDesk *self)
{
  bell_store_emit_reloaded (BELL_STORE (self));
}

/* From here on it is the follower who reports. */
static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);

  job->desk->handed_over = ((BellPosition *) records->pdata[0])->seq;
  finish_job (job, g_object_steal_data (G_OBJECT (job->task), "records"), NULL);
}

/* An import that is waited for is done when what changes after it will be reported. */
static void
on_line_changed (BellStore *store, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (BellRecord) call = NULL;

  if (bell_store_get_line (store) != BELL_LINE_UP)
    return;

  g_signal_handlers_disconnect_by_data (store, job);
  call = bell_call_new (&bell_call_desk_position);
  bell_store_call_async (job->desk->keeper, NULL, call, NULL, on_position, job);
}

static gboolean
follow (gpointer user_data)
{
  Job            *job = user_data;
  TestRemoteDesk *self = job->desk;
  Person         *person = find_person (self, job->actor);

  if (person->store == NULL)
    return G_SOURCE_CONTINUE;

  self->follower = g_object_ref (person->store);
  g_signal_connect_object (self->follower, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "reloaded", G_CALLBACK (on_reloaded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->follower, "line-changed", G_CALLBACK (on_line_changed), job);
  on_line_changed (self->follower, job);

  return G_SOURCE_REMOVE;
}

static void
on_people (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);

  for (guint i = 0; i < records->len && job->actor == NULL; i++)
    {
      const BellPerson *person = records->pdata[i];

      if (person->active && (person->roles & BELL_ROLE_ADMIN) != 0)
        job->actor = g_strdup (person->record.id);
    }

  if (job->actor != NULL)
    g_idle_add (follow, job);
  else
    finish_job (job, g_object_steal_data (G_OBJECT (job->task), "records"), NULL);
}

/* The desk has people now, or others. */
static void
on_imported (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job       *job = user_data;
  GError    *error = NULL;
  GPtrArray *records = bell_store_call_finish (BELL_STORE (object), result, &error);
  g_autoptr (BellRecord) call = NULL;

  if (job->desk->follower != NULL)
    bell_remote_store_hurry (BELL_REMOTE_STORE (job->desk->follower));
  if (records == NULL || job->desk->follower != NULL)
    {
      finish_job (job, records, error);
      return;
    }

  g_object_set_data (G_OBJECT (job->task), "records", records);
  call = bell_call_new (&bell_call_desk_records);
  g_set_str (&((BellDeskRecords *) call)->collection, bell_person_shape.collection);
  bell_store_call_async (BELL_STORE (object), NULL, call, NULL, on_people, job);
}

/* BellStore */

static void
run_job (Job *job)
{
  TestRemoteDesk     *self = job->desk;
  GCancellable       *cancellable = g_task_get_cancellable (job->task);
  const BellCallType *type = BELL_CALL_TYPE (job->call);
  Person             *person;

  if (job->actor == NULL && type == &bell_call_desk_import)
    {
      bell_store_call_async (self->keeper, NULL, job->call, cancellable, on_imported, job);
      return;
    }

  if (job->actor == NULL || type->method == BELL_METHOD_NONE)
    {
      bell_store_call_async (self->keeper, job->actor, job->call, cancellable, on_done, job);
      return;
    }

  person = find_person (self, job->actor);
  if (person->store != NULL)
    bell_store_call_async (person->store, job->actor, job->call, cancellable, on_done, job);
  else
    g_queue_push_tail (&person->jobs, job);
}

static void
run_next_command (TestRemoteDesk *self)
{
  if (!g_queue_is_empty (&self->commands))
    run_job (g_queue_peek_head (&self->commands));
}

static void
test_remote_desk_call_async (BellStore          *store,
                             const char         *actor,
                             gpointer            call,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  TestRemoteDesk *self = TEST_REMOTE_DESK (store);
  Job            *job = g_new0 (Job, 1);

  job->desk = self;
  job->actor = g_strdup (actor);
  job->call = bell_record_ref (call);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, test_remote_desk_call_async);
  if (!is_command (job))
    {
      run_job (job);
      return;
    }

  g_queue_push_tail (&self->commands, job);
  if (g_queue_get_length (&self->commands) == 1)
    run_job (job);
}

static GPtrArray *
test_remote_desk_call_finish (BellStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
test_remote_desk_close_async (BellStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  TestRemoteDesk *self = TEST_REMOTE_DESK (store);

  g_clear_object (&self->follower);
  g_hash_table_remove_all (self->people);
  test_servers_close_async (g_steal_pointer (&self->servers), self, on_closed,
                            g_task_new (self, NULL, callback, user_data));
}

static gboolean
test_remote_desk_close_finish (BellStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_remote_desk_store_init (BellStoreInterface *iface)
{
  iface->call_async = test_remote_desk_call_async;
  iface->call_finish = test_remote_desk_call_finish;
  iface->close_async = test_remote_desk_close_async;
  iface->close_finish = test_remote_desk_close_finish;
}

static void
test_remote_desk_finalize (GObject *object)
{
  TestRemoteDesk *self = TEST_REMOTE_DESK (object);

  g_hash_table_unref (self->people);
  g_object_unref (self->keeper);
  g_clear_pointer (&self->servers, test_servers_free);
  test_folder_free (self->folder);

  G_OBJECT_CLASS (test_remote_desk_parent_class)->finalize (object);
}

static void
test_remote_desk_class_init (TestRemoteDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_remote_desk_finalize;
}

static void
test_remote_desk_init (TestRemoteDesk *self)
{
  self->folder = test_folder_new ();
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, person_free);
  g_queue_init (&self->commands);
}

gboolean
test_remote_is_wanted (void)
{
  const char *wanted = g_getenv ("DESKBELL_TEST_STORE");

  if (wanted == NULL || g_str_equal (wanted, "local"))
    return FALSE;

  if (!g_str_equal (wanted, "remote"))
    g_error ("DESKBELL_TEST_STORE is \"%s\"; expected local or remote", wanted);

  return TRUE;
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError         *error = NULL;
  TestServers    *servers = test_servers_open_finish (result, &error);
  TestRemoteDesk *self;

  if (servers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self = g_object_new (TEST_TYPE_REMOTE_DESK, NULL);
  self->servers = servers;
  self->keeper = g_object_ref (test_servers_get_store (servers));
  self->handed_over = G_MAXINT64;
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_keeper_changed), self,
                           G_CONNECT_SWAPPED);
  g_task_return_pointer (task, self, g_object_unref);
}

/* Opens a desk at any location that bell_store_open_async() takes, serves it, and gives what
 * bell_store_open_finish() takes. */
void
test_remote_open_async (const char         *location,
                        BellStoreFlags      flags,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, test_remote_open_async);
  test_servers_open_async (location, flags, on_opened, task);
}
