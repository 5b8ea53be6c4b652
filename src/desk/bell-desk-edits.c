/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"
#include "bell-request.h"

/* Edits of one record: an import of it alone, by whoever has seen what they
 * change. */

/* What somebody wants a record to be. */
typedef struct
{
  const BellShape *shape;
  const char      *id; /* NULL for the settings */
  JsonNode        *now;
  JsonNode        *was;
  gboolean (*may_change) (const BellDeskContext *context, const BellField *field);
} Edit;

static gboolean
is_null (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

static gboolean
is_same (const BellField *field, const BellRecord *a, const BellRecord *b)
{
  g_autoptr (JsonNode) left = bell_field_to_json (field, a);
  g_autoptr (JsonNode) right = bell_field_to_json (field, b);

  return json_node_equal (left, right);
}

/* What the editor has read, as far as it says; what it leaves to others, they
 * say. */
static BellRecord *
read_was (BellDeskContext  *context,
          const BellShape  *shape,
          const BellRecord *old,
          JsonNode         *was,
          GError          **error)
{
  g_autoptr (GString) path = g_string_new ("$.was");
  BellRecord *read = bell_record_from_given (shape, was, path, error);

  if (read != NULL && shape == &bell_request_shape)
    bell_request_fill_from_offering (
        (BellRequest *) read, bell_document_offering (bell_policy_get_document (context->policy),
                                                      ((BellRequest *) read)->offering));
  for (guint i = 0; read != NULL && shape == &bell_settings_shape && i < shape->n_fields; i++)
    if (bell_record_omits (read, i))
      {
        bell_field_clear (&shape->fields[i], read);
        bell_field_copy (&shape->fields[i], read, old);
      }

  return read;
}

static gboolean
check_same (const BellShape *shape, const BellRecord *old, const BellRecord *was, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < shape->n_fields; i++)
    if ((shape->fields[i].flags & BELL_FIELD_KEPT) == 0 && !is_same (&shape->fields[i], old, was))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", shape->fields[i].name);

  if (names->len == 0)
    return TRUE;

  if (old->id != NULL)
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "%s \"%s\" was changed meanwhile (%s)",
                 shape->name, old->id, names->str);
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "the %s were changed meanwhile (%s)",
                 shape->name, names->str);

  return FALSE;
}

static gboolean
fail_to_create (const BellRecord *old, GError **error)
{
  if (old->id == NULL)
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "the desk has %s already",
                 old->shape->name);
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "there is %s %s \"%s\" already",
                 bell_shape_article (old->shape), old->shape->name, old->id);

  return FALSE;
}

static gboolean
fail_as_gone (const BellShape *shape, const char *id, GError **error)
{
  if (id == NULL)
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "the desk has no %s yet", shape->name);
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "there is no %s \"%s\" any more",
                 shape->name, id);

  return FALSE;
}

/**
 * bell_desk_check_was:
 * @context: a call
 * @shape: settings, or a type of record of the desk document
 * @id: (nullable): its id, %NULL for settings
 * @old: (nullable): the record as it is on the desk
 * @was: (nullable): what its editor says that it was; null for a new one
 * @error: return location for %BELL_ERROR_CONFLICT, which names the fields that
 * are others, or %BELL_ERROR_INVALID
 *
 * Keeps an edit from undoing another one that its editor has not seen.
 *
 * Returns: whether the record is what its editor has read
 */
gboolean
bell_desk_check_was (BellDeskContext  *context,
                     const BellShape  *shape,
                     const char       *id,
                     const BellRecord *old,
                     JsonNode         *was,
                     GError          **error)
{
  g_autoptr (BellRecord) read = NULL;

  if (is_null (was))
    return old == NULL || fail_to_create (old, error);

  if (old == NULL)
    return fail_as_gone (shape, id, error);

  read = read_was (context, shape, old, was, error);

  return read != NULL && check_same (shape, old, read, error);
}

/* A chat administrator may switch chat on or off: desk-document.md, "roles". */
static gboolean
may_switch (const BellDeskContext *context, const BellField *field)
{
  return bell_context_is_admin (context)
         || field == bell_shape_find_field (&bell_agreement_shape, "chat")
         || field == bell_shape_find_field (&bell_settings_shape, "live_chat");
}

static gboolean
may_work_on (const BellDeskContext *context, const BellField *field)
{
  return bell_request_is_work (field) || bell_context_is_admin (context);
}

static gboolean
deny_field (const BellDeskContext *context,
            const Edit            *edit,
            const char            *field,
            gboolean               is_new,
            GError               **error)
{
  g_autofree char *what = edit->id != NULL
                              ? g_strdup_printf ("%s \"%s\"", edit->shape->name, edit->id)
                              : g_strdup_printf ("the %s", edit->shape->name);

  g_message ("Refused: %s may not change \"%s\" of %s", context->actor, field, what);
  if (is_new)
    g_set_error (error, BELL_ERROR, BELL_ERROR_DENIED, "\"%s\" may not make %s", context->actor,
                 what);
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_DENIED, "\"%s\" may not change \"%s\" of %s",
                 context->actor, field, what);

  return FALSE;
}

static gboolean
check_may (const BellDeskContext *context,
           const Edit            *edit,
           const BellRecord      *old,
           const BellRecord      *record,
           GError               **error)
{
  for (guint i = 0; i < edit->shape->n_fields; i++)
    {
      const BellField *field = &edit->shape->fields[i];

      if ((field->flags & BELL_FIELD_KEPT) == 0 && (old == NULL || !is_same (field, old, record))
          && !edit->may_change (context, field))
        return deny_field (context, edit, field->name, old == NULL, error);
    }

  return TRUE;
}

static BellRecord *
read_now (BellDeskContext *context, const Edit *edit, GError **error)
{
  g_autoptr (GString) path = g_string_new ("$.now");
  g_autoptr (BellDocument) alone = bell_document_new ();
  g_autoptr (BellRecord) record = bell_record_from_given (edit->shape, edit->now, path, error);

  if (record == NULL)
    return NULL;

  if (g_strcmp0 (record->id, edit->id) != 0)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "$.now.id: expected \"%s\", as an id stays what it is, found \"%s\"", edit->id,
                   record->id);
      return NULL;
    }

  if (!bell_document_check_references (alone, bell_policy_get_document (context->policy), record,
                                       path, error))
    return NULL;

  return g_steal_pointer (&record);
}

/* A document of one record, which leaves to others what an import of it would.
 */
static BellDocument *
document_of (BellDeskContext *context, const Edit *edit, BellRecord **record, GError **error)
{
  g_autoptr (BellDocument) document = bell_document_new ();

  if (edit->shape == &bell_settings_shape)
    bell_document_set_settings (document, (BellSettings *) *record);
  else
    bell_document_add (document, *record);

  if (!bell_document_complete (document, bell_policy_get_document (context->policy), error))
    return NULL;

  if (edit->shape == &bell_settings_shape)
    {
      bell_record_unref (*record);
      *record = bell_record_ref ((gpointer) bell_document_get_settings (document));
    }
  bell_record_take_omitted (*record, edit->now);

  return g_steal_pointer (&document);
}

static GPtrArray *
answer_with (BellRecord *now, BellRecord *was)
{
  BellEdited *edited = bell_record_new (&bell_edited_shape);

  edited->now = now != NULL ? bell_record_ref (now) : NULL;
  edited->was = was != NULL ? bell_record_ref (was) : NULL;

  return bell_answer (edited);
}

static GPtrArray *
carry_out (BellDeskContext *context, const Edit *edit, GError **error)
{
  g_autoptr (BellRecord) old = NULL;
  g_autoptr (BellRecord) record = NULL;
  g_autoptr (BellDocument) document = NULL;
  g_autoptr (GPtrArray) counts = bell_answer (NULL);

  if (!bell_desk_find_old (context, edit->shape, edit->id, &old, error))
    return NULL;

  record = read_now (context, edit, error);
  if (record == NULL)
    return NULL;

  document = document_of (context, edit, &record, error);
  if (document == NULL || !check_may (context, edit, old, record, error)
      || !bell_desk_check_was (context, edit->shape, edit->id, old, edit->was, error)
      || !bell_desk_bring (context, document, FALSE, counts, error))
    return NULL;

  if (((BellImported *) counts->pdata[0])->unchanged > 0)
    return answer_with (old, old);

  return answer_with (record, old);
}

GPtrArray *
bell_desk_record_put (BellDeskContext *context, gpointer call, GError **error)
{
  const BellRecordPut *wanted = call;
  const Edit           edit = { .shape = bell_collection_by_name (wanted->collection),
                                .id = wanted->subject,
                                .now = wanted->now,
                                .was = wanted->was,
                                .may_change = may_switch };

  if (edit.shape != NULL)
    return carry_out (context, &edit, error);

  g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no collection \"%s\"",
               wanted->collection);

  return NULL;
}

GPtrArray *
bell_desk_settings_put (BellDeskContext *context, gpointer call, GError **error)
{
  const BellSettingsPut *wanted = call;
  const Edit             edit = {
                .shape = &bell_settings_shape, .now = wanted->now, .was = wanted->was, .may_change = may_switch
  };

  return carry_out (context, &edit, error);
}

/* Of a request that is not there, no agent makes one. */
GPtrArray *
bell_desk_request_change (BellDeskContext *context, gpointer call, GError **error)
{
  const BellRequestChange *wanted = call;
  const Edit               edit = { .shape = &bell_request_shape,
                                    .id = wanted->request,
                                    .now = wanted->now,
                                    .was = wanted->was,
                                    .may_change = may_work_on };
  g_autoptr (BellRecord) old = BELL_RECORD (bell_find_request (context, wanted->request, error));

  return old != NULL ? carry_out (context, &edit, error) : NULL;
}
