/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-record-edit-private.h"

#include "bell-edit-calls.h"

#include <string.h>

/* What an edit and its desk tell each other. */

#define PATH_OF_NOW "$.now."

/* Forgets what the desk said of a field. */
void
bell_record_edit_forget_refusal (BellRecordEdit *self)
{
  self->refused = NULL;
  g_clear_pointer (&self->refusal, g_free);
}

static void
overtake (BellRecordEdit *self, BellRecord *theirs)
{
  if (theirs != NULL && bell_record_equal (theirs, self->now) && self->wrong == 0)
    {
      bell_record_edit_reset (self, theirs);
      return;
    }

  g_clear_pointer (&self->theirs, bell_record_unref);
  self->theirs = theirs != NULL ? bell_record_ref (theirs) : NULL;
  self->overtaken = TRUE;
  bell_record_edit_changed (self);
}

/* Without edits the record follows the desk; one that is gone is left to whoever shows it. */
static void
take_current (BellRecordEdit *self, BellRecord *current)
{
  if (self->busy || self->was == NULL)
    return;

  if (current != NULL && bell_record_equal (current, self->was))
    {
      g_clear_pointer (&self->theirs, bell_record_unref);
      self->overtaken = FALSE;
      bell_record_edit_changed (self);
    }
  else if (current != NULL && !bell_record_edit_differs (self))
    bell_record_edit_reset (self, current);
  else
    overtake (self, current);
}

static void ask_current (BellRecordEdit *self);

static void
on_current (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellRecordEdit) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  BellRecord *current = records != NULL ? bell_records_find (records, self->shape, NULL) : NULL;
  gboolean    again = bell_question_end (&self->question);

  if (current != NULL)
    take_current (self, current);
  else if (records != NULL || g_error_matches (error, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    take_current (self, NULL);
  if (again)
    ask_current (self);
}

static gpointer
new_question (BellRecordEdit *self)
{
  BellDeskRecord *call;

  if (self->shape == &bell_settings_shape)
    return bell_call_new (&bell_call_settings_get);
  if (self->shape == &bell_request_shape)
    {
      BellRequestGet *get = bell_call_new (&bell_call_request_get);

      get->request = g_strdup (self->was->id);
      return get;
    }

  call = bell_call_new (&bell_call_desk_record);
  g_set_str (&call->collection, self->shape->collection);
  g_set_str (&call->subject, self->was->id);

  return call;
}

static void
ask_current (BellRecordEdit *self)
{
  g_autoptr (BellRecord) record = NULL;

  if (self->was == NULL || self->store == NULL || !bell_question_begin (&self->question))
    return;

  record = new_question (self);
  bell_store_call_async (self->store, self->actor, record, self->cancellable, on_current,
                         g_object_ref (self));
}

static void
on_store_changed (BellRecordEdit *self, BellChange *change)
{
  if (self->was == NULL || !g_str_equal (change->type, self->shape->name))
    return;
  if (self->was->id == NULL || g_strcmp0 (change->subject, self->was->id) == 0)
    ask_current (self);
}

/* Has the edit hear of what others make of its record. */
void
bell_record_edit_follow (BellRecordEdit *self)
{
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "reloaded", G_CALLBACK (ask_current), self,
                           G_CONNECT_SWAPPED);
}

/* "$.now.title: expected ..." */
static const BellField *
find_refused (const BellShape *shape, const char *message, const char **rest)
{
  g_autofree char *name = NULL;
  gsize            length;

  if (!g_str_has_prefix (message, PATH_OF_NOW))
    return NULL;

  message += strlen (PATH_OF_NOW);
  length = strcspn (message, ".[:");
  name = g_strndup (message, length);
  *rest = strstr (message, ": ");
  *rest = *rest != NULL ? *rest + 2 : message;

  return bell_shape_find_field (shape, name);
}

static void
take_refusal (BellRecordEdit *self, const GError *error)
{
  const char *rest = error->message;

  bell_record_edit_forget_refusal (self);
  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_INVALID))
    self->refused = find_refused (self->shape, error->message, &rest);
  else if (g_error_matches (error, BELL_ERROR, BELL_ERROR_CONFLICT) && self->was == NULL)
    self->refused = bell_shape_find_field (self->shape, "id");
  if (self->refused != NULL)
    self->refusal = g_strdup (rest);
}

/* What was edited while the desk was asked is not saved yet, and stays. */
static void
take_saved (BellRecordEdit *self, BellRecord *saved, BellRecord *sent)
{
  if (self->now == sent && self->wrong == 0)
    bell_record_edit_reset (self, saved);
  else
    {
      g_clear_pointer (&self->was, bell_record_unref);
      self->was = bell_record_ref (saved);
      bell_record_edit_changed (self);
    }
  ask_current (self);
}

static void
on_edited (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellRecordEdit *self = g_task_get_source_object (task);
  GError         *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  g_autoptr (BellRecord) sent = g_steal_pointer (&self->sent);
  BellEdited *edited
      = records != NULL ? bell_records_find (records, &bell_edited_shape, NULL) : NULL;

  self->busy = FALSE;
  if (edited == NULL)
    {
      take_refusal (self, error);
      bell_record_edit_changed (self);
      ask_current (self);
      g_task_return_error (task, error);
      return;
    }

  if (edited->now != NULL)
    take_saved (self, edited->now, sent);
  g_task_return_pointer (task, bell_record_ref (edited), bell_record_unref);
}

static void
edit_async (BellRecordEdit     *self,
            BellRecord         *now,
            gpointer            tag,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (BellRecord) call = bell_edit_call_new (now, self->was);

  g_task_set_source_tag (task, tag);
  self->busy = TRUE;
  self->sent = bell_record_ref (self->now);
  bell_record_edit_forget_refusal (self);
  bell_record_edit_changed (self);
  bell_store_call_async (self->store, self->actor, call, NULL, on_edited, task);
}

/**
 * bell_record_edit_save_async:
 * @self: an edit in which everything is right
 * @callback: called when it is saved, or refused
 * @user_data: for @callback
 *
 * Brings the record to the desk, in the place of what was read. Whatever happens, nothing that was
 * edited is lost.
 */
void
bell_record_edit_save_async (BellRecordEdit *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (BELL_IS_RECORD_EDIT (self) && !self->busy);

  edit_async (self, self->now, bell_record_edit_save_async, callback, user_data);
}

/**
 * bell_record_edit_remove_async:
 * @self: an edit of a record that the desk has
 * @callback: called when it is removed, or refused
 * @user_data: for @callback
 *
 * Removes the record from the desk.
 */
void
bell_record_edit_remove_async (BellRecordEdit     *self,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (BELL_IS_RECORD_EDIT (self) && !self->busy && self->was != NULL);

  edit_async (self, NULL, bell_record_edit_remove_async, callback, user_data);
}

/**
 * bell_record_edit_finish:
 * @self: an edit
 * @result: what the callback was given
 * @error: return location for any #BellError; of one that names a field,
 * bell_record_edit_check() tells
 *
 * Returns: (transfer full) (nullable): what was done
 */
BellEdited *
bell_record_edit_finish (BellRecordEdit *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BELL_IS_RECORD_EDIT (self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * bell_record_edit_use_theirs:
 * @self: an edit that is overtaken
 *
 * Gives up what was edited, for what somebody else made of the record.
 */
void
bell_record_edit_use_theirs (BellRecordEdit *self)
{
  g_autoptr (BellRecord) theirs = NULL;

  g_return_if_fail (BELL_IS_RECORD_EDIT (self));

  if (self->theirs == NULL)
    return;

  theirs = bell_record_ref (self->theirs);
  bell_record_edit_reset (self, theirs);
}

static gboolean
is_untouched (BellRecordEdit *self, const BellField *field)
{
  g_autoptr (JsonNode) was = bell_field_to_json (field, self->was);
  g_autoptr (JsonNode) now = bell_field_to_json (field, self->now);

  return json_node_equal (was, now);
}

/* What the editor has not touched becomes what they made of it. */
static BellRecord *
merge (BellRecordEdit *self)
{
  BellRecord *merged = bell_record_copy (self->now);

  for (guint i = 0; i < self->shape->n_fields; i++)
    {
      const BellField *field = &self->shape->fields[i];

      if (is_untouched (self, field))
        {
          bell_field_clear (field, merged);
          bell_field_copy (field, merged, self->theirs);
        }
    }

  return merged;
}

/**
 * bell_record_edit_keep_mine:
 * @self: an edit that is overtaken, and right
 *
 * Has what was edited stand in the place of what somebody else made of it, once it is saved; fields
 * that only they have changed stay as they have them. A record that was removed is made again.
 */
void
bell_record_edit_keep_mine (BellRecordEdit *self)
{
  BellRecord *merged;

  g_return_if_fail (BELL_IS_RECORD_EDIT (self));

  if (!self->overtaken)
    return;

  if (self->theirs != NULL && self->was != NULL)
    {
      merged = merge (self);
      bell_record_unref (self->now);
      self->now = merged;
    }
  g_clear_pointer (&self->was, bell_record_unref);
  self->was = g_steal_pointer (&self->theirs);
  self->overtaken = FALSE;
  bell_record_edit_renew (self);
}
