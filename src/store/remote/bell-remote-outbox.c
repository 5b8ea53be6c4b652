/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-outbox.h"

#include "bell-json.h"
#include "bell-wire-client.h"
#include "remote/bell-remote-backoff.h"

#include <string.h>

/* The most bytes of a command on disk: a message with every character escaped, and what is round
 * it. */
#define MAX_COMMAND (1024 * 1024)

/* A command. Whoever of the outbox and of those it has asked lets go of it last frees it. */
typedef struct
{
  BellRemoteOutbox *outbox; /* NULL once that is gone */
  char             *key;    /* on disk; keys are in the order of the commands */
  BellRecord       *call;
  GTask            *task; /* NULL: it is of an earlier run */
  gboolean          is_kept;
} Command;

struct _BellRemoteOutbox
{
  BellRemoteHttp                 *http;
  BellRemoteKeep                 *keep; /* the store's */
  char                           *person;
  const BellRemoteOutboxHandlers *handlers;
  gpointer                        user_data;
  GQueue                          commands;
  GCancellable                   *cancellable;
  guint64                         last_key;
  gboolean                        is_sending;
  gboolean                        is_signed_out; /* nothing is sent before somebody has signed in */
  guint                           n_failures;
  guint                           retry;
};

static const BellCallType *const taken[]
    = { &bell_call_chat_send, &bell_call_chat_end, &bell_call_chat_leave, &bell_call_request_new,
        &bell_call_chat_ask };

/* What an outbox calls that has been freed while it called something. */

static void
ignore_answer (const GError *error, gpointer user_data)
{
}

static void
ignore_refusal (BellRecord *call, const GError *error, gpointer user_data)
{
}

static const BellRemoteOutboxHandlers nobody = { ignore_answer, ignore_refusal };

static void
outbox_clear (gpointer data)
{
  BellRemoteOutbox *self = data;

  g_object_unref (self->cancellable);
  g_object_unref (self->http);
  g_free (self->person);
}

/* Keeps the memory of an outbox while it calls others. */
static void
outbox_unref (BellRemoteOutbox *self)
{
  g_rc_box_release_full (self, outbox_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellRemoteOutbox, outbox_unref)

static void
command_clear (gpointer data)
{
  Command *command = data;

  g_free (command->key);
  bell_record_unref (command->call);
  g_clear_object (&command->task);
}

static void
command_unref (gpointer data)
{
  g_rc_box_release_full (data, command_clear);
}

static Command *
command_new (BellRemoteOutbox *self, BellRecord *call, GTask *task, const char *key)
{
  Command *command = g_rc_box_new0 (Command);

  command->outbox = self;
  command->call = bell_record_ref (call);
  command->task = task;
  command->key
      = key != NULL ? g_strdup (key) : g_strdup_printf ("%020" G_GUINT64_FORMAT, ++self->last_key);

  return command;
}

/**
 * bell_remote_outbox_takes:
 * @call: (type BellRecord): a call
 *
 * Returns: whether it is one that waits in order while the desk cannot be reached
 */
gboolean
bell_remote_outbox_takes (gpointer call)
{
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    if (taken[i] == BELL_CALL_TYPE (call))
      return TRUE;

  return FALSE;
}

/* On disk a command is an object: which call, of whom, and its members. */

static GBytes *
write_command (BellRemoteOutbox *self, const Command *command)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = bell_json_object_node (object);
  char *text;

  json_object_set_string_member (object, "call", command->call->shape->name);
  json_object_set_string_member (object, "person", self->person);
  json_object_set_member (object, "members",
                          bell_record_to_json (command->call, BELL_RECORD_FORM_WIRE));
  text = bell_json_text (node, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

static const BellCallType *
find_type (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    if (g_strcmp0 (taken[i]->shape.name, name) == 0)
      return taken[i];

  return NULL;
}

/* What somebody else has written on the same account's name is never sent as this person. */
static BellRecord *
read_command (BellRemoteOutbox *self, GBytes *value)
{
  gsize       length;
  const char *data = g_bytes_get_data (value, &length);
  g_autoptr (JsonNode) node = bell_json_parse (data, length, MAX_COMMAND, NULL);
  g_autoptr (GString) path = g_string_new ("$");
  const BellCallType *type = NULL;
  JsonObject         *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  type = find_type (json_object_get_string_member_with_default (object, "call", NULL));
  if (type == NULL || !json_object_has_member (object, "members")
      || g_strcmp0 (json_object_get_string_member_with_default (object, "person", NULL),
                    self->person)
             != 0)
    return NULL;

  return bell_record_from_json (&type->shape, json_object_get_member (object, "members"),
                                BELL_RECORD_FORM_WIRE, path, NULL);
}

/* Sending. */

static void pump (BellRemoteOutbox *outbox);

static gboolean
on_retry (gpointer user_data)
{
  BellRemoteOutbox *self = user_data;

  self->retry = 0;
  pump (self);

  return G_SOURCE_REMOVE;
}

static gboolean
is_of_sign_in (const GError *error)
{
  return error != NULL && bell_error_get_trouble (error) == BELL_TROUBLE_SIGNED_OUT;
}

/* Whether the same command may well be carried out later. */
static gboolean
passes (const GError *error)
{
  return is_of_sign_in (error) || g_error_matches (error, BELL_ERROR, BELL_ERROR_OFFLINE)
         || g_error_matches (error, BELL_ERROR, BELL_ERROR_STORE)
         || g_error_matches (error, BELL_ERROR, BELL_ERROR_TOO_MANY)
         || bell_error_get_trouble (error) == BELL_TROUBLE_CERTIFICATE;
}

/* The desk has answered: the command is done with, whatever the answer is. */
static void
finish (Command *command, GPtrArray *records, GError *error)
{
  BellRemoteOutbox *self = command->outbox;
  g_autoptr (GTask) task = g_steal_pointer (&command->task);

  g_queue_remove (&self->commands, command);
  bell_remote_keep_remove (self->keep, BELL_KEEP_OUTBOX, command->key);
  command->outbox = NULL;
  self->n_failures = 0;
  if (task == NULL && error != NULL)
    self->handlers->refused (command->call, error, self->user_data);
  if (task != NULL && records != NULL)
    g_task_return_pointer (task, g_ptr_array_ref (records), (GDestroyNotify) g_ptr_array_unref);
  else if (task != NULL)
    g_task_return_error (task, g_error_copy (error));
  command_unref (command);
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Command *command = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body
      = bell_remote_http_send_finish (BELL_REMOTE_HTTP (object), result, &error);
  g_autoptr (GPtrArray) records = body != NULL ? bell_wire_read_records (body, &error) : NULL;
  g_autoptr (BellRemoteOutbox) self = NULL;

  if (command->outbox == NULL)
    {
      command_unref (command);
      return;
    }

  self = g_rc_box_acquire (command->outbox);
  self->is_sending = FALSE;
  if (records != NULL || !passes (error))
    finish (command, records, error);
  else if (is_of_sign_in (error))
    self->is_signed_out = TRUE;
  else
    {
      self->n_failures++;
      self->retry = g_timeout_add (bell_remote_backoff (self->n_failures), on_retry, self);
    }
  self->handlers->answered (error, self->user_data);
  command_unref (command);
  pump (self);
}

/* Sends the first, unless that is being done or would be in vain. One that was given up while it
 * waited is not sent. */
static void
pump (BellRemoteOutbox *outbox)
{
  g_autoptr (BellRemoteOutbox) self = g_rc_box_acquire (outbox);
  Command *command = g_queue_peek_head (&self->commands);
  g_autoptr (BellWireRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  if (command == NULL || !command->is_kept || self->is_sending || self->is_signed_out
      || self->retry != 0)
    return;

  if (command->task != NULL)
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (command->task), &error);
  if (error == NULL)
    request = bell_wire_write_call (command->call, &error);
  if (request == NULL)
    {
      finish (command, NULL, error);
      pump (self);
      return;
    }

  self->is_sending = TRUE;
  bell_remote_http_send_async (self->http, request->method, request->path, request->body,
                               self->cancellable, on_sent, g_rc_box_acquire (command));
}

/**
 * bell_remote_outbox_new:
 * @http: the way to the desk
 * @keep: what is kept of it, which has to outlive the outbox
 * @person: the id of who is signed in
 * @handlers: what to call when
 * @user_data: what to call it with
 *
 * Returns: (transfer full): an outbox without anything in it
 */
BellRemoteOutbox *
bell_remote_outbox_new (BellRemoteHttp                 *http,
                        BellRemoteKeep                 *keep,
                        const char                     *person,
                        const BellRemoteOutboxHandlers *handlers,
                        gpointer                        user_data)
{
  BellRemoteOutbox *self = g_rc_box_new0 (BellRemoteOutbox);

  self->http = g_object_ref (http);
  self->keep = keep;
  self->person = g_strdup (person);
  self->handlers = handlers;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->commands);

  return self;
}

/**
 * bell_remote_outbox_free:
 * @self: (transfer full): an outbox
 *
 * Lets go of it. What was not answered stays on disk, and those who wait for it are told that the
 * desk is closed.
 */
void
bell_remote_outbox_free (BellRemoteOutbox *self)
{
  Command *command;

  self->handlers = &nobody;
  g_clear_handle_id (&self->retry, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  while ((command = g_queue_pop_head (&self->commands)) != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&command->task);

      command->outbox = NULL;
      if (task != NULL)
        g_task_return_new_error_literal (
            task, BELL_ERROR, BELL_ERROR_OFFLINE,
            "the desk is closed; what waits is sent when it is opened again");
      command_unref (command);
    }
  outbox_unref (self);
}

/**
 * bell_remote_outbox_restore:
 * @self: an outbox to which nothing was added yet
 * @entries: (element-type BellCacheEntry): what is on disk
 *
 * Takes up what an earlier run has not sent, and sends it. What cannot be read is forgotten.
 */
void
bell_remote_outbox_restore (BellRemoteOutbox *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const BellCacheEntry *entry = entries->pdata[i];
      g_autoptr (BellRecord) call = read_command (self, entry->value);
      Command *command;

      if (call == NULL)
        {
          g_message ("A command in the outbox is none of this account's, and is forgotten");
          bell_remote_keep_remove (self->keep, BELL_KEEP_OUTBOX, entry->key);
          continue;
        }
      command = command_new (self, call, NULL, entry->key);
      command->is_kept = TRUE;
      self->last_key = MAX (self->last_key, g_ascii_strtoull (entry->key, NULL, 10));
      g_queue_push_tail (&self->commands, command);
    }
  pump (self);
}

static void
on_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Command *command = user_data;
  g_autoptr (GError) error = NULL;

  /* A computer without room for it can still send. */
  if (!bell_remote_keep_put_finish (result, &error))
    g_message ("What is sent is not kept: %s", error->message);
  command->is_kept = TRUE;
  if (command->outbox != NULL)
    pump (command->outbox);
  command_unref (command);
}

/**
 * bell_remote_outbox_add:
 * @self: an outbox
 * @call: (type BellRecord): a call that bell_remote_outbox_takes()
 * @task: (transfer full): what returns the records that the desk answers, or its error
 *
 * Sends a command, after those that were added before it, as soon as it is on disk.
 */
void
bell_remote_outbox_add (BellRemoteOutbox *self, gpointer call, GTask *task)
{
  Command *command = command_new (self, call, task, NULL);
  g_autoptr (GBytes) value = write_command (self, command);

  g_queue_push_tail (&self->commands, command);
  bell_remote_keep_put_async (self->keep, BELL_KEEP_OUTBOX, command->key, value, on_kept,
                              g_rc_box_acquire (command));
}

/**
 * bell_remote_outbox_hurry:
 * @self: an outbox
 *
 * The desk can be reached, and knows who is signed in: waits no longer.
 */
void
bell_remote_outbox_hurry (BellRemoteOutbox *self)
{
  self->is_signed_out = FALSE;
  g_clear_handle_id (&self->retry, g_source_remove);
  self->n_failures = 0;
  pump (self);
}

/**
 * bell_remote_outbox_list:
 * @self: an outbox
 *
 * Returns: (transfer full) (element-type BellRecord): the calls that are not answered yet, in order
 */
GPtrArray *
bell_remote_outbox_list (BellRemoteOutbox *self)
{
  GPtrArray *calls = bell_record_list_new ();

  for (GList *link = self->commands.head; link != NULL; link = link->next)
    g_ptr_array_add (calls, bell_record_ref (((Command *) link->data)->call));

  return calls;
}
