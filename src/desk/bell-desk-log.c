/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"
#include "bell-desk-private.h"
#include "bell-json.h"

static BellChange *
new_change (BellDeskContext *context,
            const BellShape *shape,
            const char      *subject,
            BellChangeKind   kind,
            const char      *person)
{
  BellChange *change = bell_record_new (&bell_change_shape);

  change->at = context->now;
  change->actor = g_strdup (context->actor);
  g_set_str (&change->type, shape->name);
  change->subject = g_strdup (subject);
  change->kind = kind;
  change->audience = person != NULL ? BELL_AUDIENCE_PERSON : BELL_AUDIENCE_AGENTS;
  change->person = g_strdup (person);

  return change;
}

/**
 * bell_desk_log:
 * @context: a call
 * @shape: the type of the record that changes
 * @subject: its id
 * @kind: what happens to it
 * @person: (nullable): who in the portal may see it besides the agents
 * @details: (nullable) (transfer full): what changes
 * @error: return location for %BELL_ERROR_STORE
 *
 * Writes a change into the log.
 *
 * Returns: whether it was written
 */
gboolean
bell_desk_log (BellDeskContext *context,
               const BellShape *shape,
               const char      *subject,
               BellChangeKind   kind,
               const char      *person,
               JsonNode        *details,
               GError         **error)
{
  BellChange *change = new_change (context, shape, subject, kind, person);
  g_autoptr (BellRecord) record = &change->record;

  change->details = details;

  return bell_changes_append (context->db, change, error);
}

/**
 * bell_desk_log_new:
 * @context: a call
 * @record: a record that was written and will not change
 * @person: (nullable): who in the portal may see it besides the agents
 * @error: return location for %BELL_ERROR_STORE
 *
 * Writes into the log that there is a new record, which stands nowhere but in its row. Whoever is
 * told of it need not read it again.
 *
 * Returns: whether it was written
 */
gboolean
bell_desk_log_new (BellDeskContext *context, BellRecord *record, const char *person, GError **error)
{
  BellChange *change = new_change (context, record->shape, record->id, BELL_CHANGE_CREATED, person);
  g_autoptr (BellRecord) owned = &change->record;

  change->now = bell_record_ref (record);

  return bell_changes_append (context->db, change, error);
}

/**
 * bell_desk_difference:
 * @old: (nullable): a record as it was, or %NULL for a new one
 * @record: the same record as it is to be
 *
 * Returns: (transfer full): an object: of a new record its members, else each member that is
 * another with [before, after]
 */
JsonNode *
bell_desk_difference (const BellRecord *old, const BellRecord *record)
{
  JsonObject *difference = json_object_new ();

  for (guint i = 0; i < record->shape->n_fields; i++)
    {
      const BellField *field = &record->shape->fields[i];
      g_autoptr (JsonNode) after = bell_field_to_json (field, record);
      g_autoptr (JsonNode) before = old != NULL ? bell_field_to_json (field, old) : NULL;
      JsonArray *pair;

      if (before == NULL)
        {
          json_object_set_member (difference, field->name, g_steal_pointer (&after));
          continue;
        }

      if (json_node_equal (before, after))
        continue;

      pair = json_array_sized_new (2);
      json_array_add_element (pair, g_steal_pointer (&before));
      json_array_add_element (pair, g_steal_pointer (&after));
      json_object_set_array_member (difference, field->name, pair);
    }

  return bell_json_object_node (difference);
}

/**
 * bell_desk_put:
 * @context: a call
 * @old: (nullable): the record as it was, or %NULL for a new one
 * @record: the record as it shall be
 * @kind: what happens to it
 * @person: (nullable): who in the portal may see it besides the agents
 * @error: return location for %BELL_ERROR_STORE
 *
 * Writes a record and its change.
 *
 * Returns: whether both are written
 */
gboolean
bell_desk_put (BellDeskContext  *context,
               const BellRecord *old,
               BellRecord       *record,
               BellChangeKind    kind,
               const char       *person,
               GError          **error)
{
  return bell_db_put (context->db, record, error)
         && bell_desk_log (context, record->shape, record->id, kind, person,
                           bell_desk_difference (old, record), error);
}

/**
 * bell_desk_log_chat:
 * @context: a call
 * @old: a chat as it was before a statement changed it
 * @kind: what happened to it
 * @now: (out) (optional) (transfer full): the chat as it is now
 * @error: return location for %BELL_ERROR_STORE
 *
 * Writes what has happened to a chat into the log.
 *
 * Returns: whether it was written
 */
gboolean
bell_desk_log_chat (BellDeskContext *context,
                    const BellChat  *old,
                    BellChangeKind   kind,
                    BellChat       **now,
                    GError         **error)
{
  g_autoptr (BellRecord) after = NULL;

  after = bell_db_get (context->db, &bell_chat_shape, old->record.id, error);
  if (after == NULL)
    return FALSE;

  if (!bell_desk_log (context, &bell_chat_shape, after->id, kind, old->requested_by,
                      bell_desk_difference (&old->record, after), error))
    return FALSE;

  if (now != NULL)
    *now = (BellChat *) g_steal_pointer (&after);

  return TRUE;
}

/**
 * bell_answer:
 * @record: (nullable) (transfer full): a record, or %NULL for an answer without any
 *
 * Returns: (transfer full): an answer that holds it
 */
GPtrArray *
bell_answer (gpointer record)
{
  GPtrArray *answer = bell_record_list_new ();

  if (record != NULL)
    g_ptr_array_add (answer, record);

  return answer;
}

/**
 * bell_add_person:
 * @context: a call
 * @records: an answer
 * @id: (nullable): the id of a person
 *
 * Adds a person to an answer that speaks of them, once.
 *
 * Returns: whether they are in it
 */
gboolean
bell_add_person (BellDeskContext *context, GPtrArray *records, const char *id)
{
  BellPerson *person = bell_document_person (bell_policy_get_document (context->policy), id);

  if (person == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] == person)
      return TRUE;

  g_ptr_array_add (records, bell_record_ref (person));

  return TRUE;
}

/* Takes what was read to see who may call, once: whoever reads again has changed it. */
static gpointer
find (BellDeskContext *context, const BellShape *shape, const char *id, GError **error)
{
  if (context->read != NULL && context->read->shape == shape && g_str_equal (context->read->id, id))
    return g_steal_pointer (&context->read);

  return bell_db_get (context->db, shape, id, error);
}

/**
 * bell_find_chat:
 * @context: a call
 * @id: the id of a chat
 * @error: return location for %BELL_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the chat
 */
BellChat *
bell_find_chat (BellDeskContext *context, const char *id, GError **error)
{
  return find (context, &bell_chat_shape, id, error);
}

/**
 * bell_find_request:
 * @context: a call
 * @id: the id of a request
 * @error: return location for %BELL_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the request
 */
BellRequest *
bell_find_request (BellDeskContext *context, const char *id, GError **error)
{
  return find (context, &bell_request_shape, id, error);
}

/**
 * bell_check_known:
 * @context: a call
 * @shape: a type of record of the configuration
 * @id: (nullable): an id, or %NULL for none
 * @error: return location for %BELL_ERROR_NOT_FOUND
 *
 * Returns: whether there is such a record
 */
gboolean
bell_check_known (BellDeskContext *context, const BellShape *shape, const char *id, GError **error)
{
  if (id == NULL
      || bell_document_get (bell_policy_get_document (context->policy), shape, id) != NULL)
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no %s \"%s\"", shape->name, id);

  return FALSE;
}

/**
 * bell_context_time:
 * @context: a call
 * @at: the time that it asks about, or %BELL_INSTANT_NONE
 *
 * Returns: @at, or now if it names none
 */
BellInstant
bell_context_time (const BellDeskContext *context, BellInstant at)
{
  return at != BELL_INSTANT_NONE ? at : context->now;
}
