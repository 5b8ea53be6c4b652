/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-opening.h"

#include "bell-wire-client.h"

#include <string.h>

/**
 * bell_remote_opening_free:
 * @opening: (transfer full): a desk that was opened
 *
 * Lets go of what has not been taken out of it.
 */
void
bell_remote_opening_free (BellRemoteOpening *opening)
{
  g_clear_pointer (&opening->account, bell_remote_account_free);
  g_clear_object (&opening->http);
  g_clear_pointer (&opening->keep, bell_remote_keep_unref);
  g_clear_pointer (&opening->person, bell_record_unref);
  g_clear_pointer (&opening->position, bell_record_unref);
  g_clear_pointer (&opening->outbox, g_ptr_array_unref);
  g_free (opening);
}

/**
 * bell_remote_keep_form:
 * @record: (type BellRecord): a record
 *
 * Returns: (transfer full): the record as it is kept
 */
GBytes *
bell_remote_keep_form (gpointer record)
{
  g_autoptr (GPtrArray) records = bell_record_list_new ();
  char *text;

  g_ptr_array_add (records, bell_record_ref (record));
  text = bell_wire_write_records (records);

  return g_bytes_new_take (text, strlen (text));
}

static gpointer
find_record (GPtrArray *records, const BellShape *shape)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == shape)
      return bell_record_ref (records->pdata[i]);

  return NULL;
}

static gpointer
read_kept (GBytes *value, const BellShape *shape)
{
  g_autoptr (GPtrArray) records = value != NULL ? bell_wire_read_records (value, NULL) : NULL;

  return find_record (records, shape);
}

/* What is known now is what is kept from now on. Answers of another desk at the same address, or of
 * somebody else, say nothing about this one. */
static void
keep_what_is_known (BellRemoteOpening *opening, const BellPerson *was, const BellPosition *before)
{
  g_autoptr (GBytes) person = bell_remote_keep_form (opening->person);
  g_autoptr (GBytes) position = bell_remote_keep_form (opening->position);

  if ((was != NULL && !g_str_equal (was->record.id, opening->person->record.id))
      || (before != NULL && !g_str_equal (before->desk, opening->position->desk)))
    bell_remote_keep_clear (opening->keep, BELL_KEEP_ANSWERS);
  bell_remote_keep_put_async (opening->keep, BELL_KEEP_ANSWERS, BELL_KEEP_PERSON, person, NULL,
                              NULL);
  bell_remote_keep_put_async (opening->keep, BELL_KEEP_ANSWERS, BELL_KEEP_POSITION, position, NULL,
                              NULL);
}

/* An answer that lacks what it must have is none of a desk's. */
static gpointer
take_answer (BellRemoteOpening *opening,
             GBytes            *body,
             const BellShape   *shape,
             GPtrArray        **all,
             GError           **error)
{
  g_autoptr (GPtrArray) records = bell_wire_read_records (body, error);
  gpointer found;

  if (records == NULL)
    {
      g_prefix_error (
          error, "%s: no Deskbell server answers: ", bell_remote_http_get_base (opening->http));
      return NULL;
    }

  found = find_record (records, shape);
  if (found == NULL)
    g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "%s: no Deskbell server answers",
                 bell_remote_http_get_base (opening->http));
  else if (all != NULL)
    *all = g_steal_pointer (&records);

  return found;
}

static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellRemoteOpening *opening = g_task_get_task_data (task);
  GError            *error = NULL;
  g_autoptr (GBytes) body = bell_remote_http_send_finish (opening->http, result, &error);
  g_autoptr (BellRecord) before = BELL_RECORD (g_steal_pointer (&opening->position));
  g_autoptr (BellRecord) was = g_object_steal_data (G_OBJECT (task), "bell-kept-person");

  if (body != NULL)
    opening->position = take_answer (opening, body, &bell_position_shape, NULL, &error);
  if (opening->position == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (opening->keep != NULL)
    keep_what_is_known (opening, (BellPerson *) was, (BellPosition *) before);
  g_task_return_boolean (task, TRUE);
}

static void
take_sign_in (BellRemoteOpening *opening, GPtrArray *records)
{
  g_autoptr (BellRecord) session = find_record (records, &bell_signed_in_shape);

  if (session != NULL)
    bell_remote_http_set_token (opening->http, ((BellSignedIn *) session)->token);
}

/* Without the network what is kept will do, for somebody who was signed in. */
static gboolean
can_do_without (BellRemoteOpening *opening, const GError *error)
{
  return opening->person != NULL && opening->account->token != NULL
         && g_error_matches (error, BELL_ERROR, BELL_ERROR_OFFLINE);
}

static void
on_session (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellRemoteOpening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = bell_remote_http_send_finish (opening->http, result, &error);
  g_autoptr (GPtrArray) records = NULL;
  BellPerson *person = NULL;

  if (body == NULL && can_do_without (opening, error))
    {
      g_message ("%s", error->message);
      opening->is_offline = TRUE;
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (body != NULL)
    person = take_answer (opening, body, &bell_person_shape, &records, &error);
  if (person == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  take_sign_in (opening, records);
  if (opening->person != NULL)
    g_object_set_data_full (G_OBJECT (task), "bell-kept-person", g_steal_pointer (&opening->person),
                            bell_record_unref);
  opening->person = person;
  bell_remote_http_send_async (opening->http, "GET", BELL_WIRE_API "/position", NULL,
                               g_task_get_cancellable (task), on_position, g_object_ref (task));
}

static void
sign_in (GTask *task)
{
  BellRemoteOpening *opening = g_task_get_task_data (task);
  g_autofree char   *body = NULL;

  if (opening->account->token != NULL)
    bell_remote_http_set_token (opening->http, opening->account->token);
  else
    body = bell_wire_write_sign_in (opening->account->name, opening->account->password);
  bell_remote_http_send_async (opening->http, body != NULL ? "POST" : "GET", BELL_WIRE_SESSION,
                               body, g_task_get_cancellable (task), on_session,
                               g_object_ref (task));
}

static void
on_kept_outbox (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellRemoteOpening *opening = g_task_get_task_data (task);

  opening->outbox = bell_remote_keep_list_finish (result, NULL);
  sign_in (task);
}

static void
on_kept_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellRemoteOpening *opening = g_task_get_task_data (task);
  g_autoptr (GBytes) value = bell_remote_keep_get_finish (result, NULL);

  opening->position = read_kept (value, &bell_position_shape);
  bell_remote_keep_list_async (opening->keep, BELL_KEEP_OUTBOX, on_kept_outbox,
                               g_object_ref (task));
}

static void
on_kept_person (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellRemoteOpening *opening = g_task_get_task_data (task);
  g_autoptr (GBytes) value = bell_remote_keep_get_finish (result, NULL);

  opening->person = read_kept (value, &bell_person_shape);
  bell_remote_keep_get_async (opening->keep, BELL_KEEP_ANSWERS, BELL_KEEP_POSITION,
                              on_kept_position, g_object_ref (task));
}

/**
 * bell_remote_opening_async:
 * @url: the address of a desk
 * @account: as whom
 * @cancellable: (nullable): to give up
 * @callback: called when somebody is signed in, or was and the desk cannot be reached
 * @user_data: for @callback
 *
 * Looks for what is kept of the desk, signs in, and asks how far the desk is.
 */
void
bell_remote_opening_async (const char              *url,
                           const BellRemoteAccount *account,
                           GCancellable            *cancellable,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  BellRemoteOpening *opening = g_new0 (BellRemoteOpening, 1);
  GError            *error = NULL;
  g_autofree char   *base = bell_remote_url_check (url, &error);
  g_autofree char   *path = NULL;

  g_task_set_source_tag (task, bell_remote_opening_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) bell_remote_opening_free);
  opening->account = bell_remote_account_copy (account);
  if (base == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (account->name == NULL || (account->password == NULL && account->token == NULL))
    {
      g_task_return_new_error (task, BELL_ERROR, BELL_ERROR_INVALID,
                               "%s: a name is needed, and a password or a sign-in", base);
      return;
    }

  opening->http = bell_remote_http_new (base, account->fingerprint);
  if ((account->flags & BELL_REMOTE_BRIEF) != 0)
    {
      sign_in (task);
      return;
    }

  path = bell_remote_account_path (account, base);
  opening->keep = bell_remote_keep_new (path);
  bell_remote_keep_get_async (opening->keep, BELL_KEEP_ANSWERS, BELL_KEEP_PERSON, on_kept_person,
                              g_object_ref (task));
}

/**
 * bell_remote_opening_finish:
 * @result: what the callback was given
 * @error: return location for any #BellError
 *
 * Returns: (transfer none) (nullable): what was opened; @result owns it
 */
BellRemoteOpening *
bell_remote_opening_finish (GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_task_get_task_data (G_TASK (result));
}
