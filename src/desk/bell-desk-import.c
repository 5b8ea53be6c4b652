/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"
#include "bell-json.h"

/* One import while it is made. */
typedef struct
{
  BellDeskContext *context;
  BellDocument    *document;
  BellDocument    *base; /* the desk's configuration before */
  gboolean         dry_run;
  gboolean         configuration_changed;
} Import;

static BellRecord *
find_configured (const BellDocument *document, const BellShape *shape, const char *id)
{
  if (shape == &bell_settings_shape)
    return (BellRecord *) bell_document_get_settings (document);

  return bell_document_get (document, shape, id);
}

/**
 * bell_desk_find_old:
 * @context: a call
 * @shape: settings, or a type of record of the desk document
 * @id: (nullable): its id, %NULL for settings
 * @old: (out) (transfer full) (nullable): the record as it is on the desk,
 * %NULL if it has none
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether it could be read
 */
gboolean
bell_desk_find_old (BellDeskContext *context,
                    const BellShape *shape,
                    const char      *id,
                    BellRecord     **old,
                    GError         **error)
{
  g_autoptr (GError) problem = NULL;

  if (shape != &bell_request_shape)
    {
      BellRecord *known = find_configured (bell_policy_get_document (context->policy), shape, id);

      *old = known != NULL ? bell_record_ref (known) : NULL;
      return TRUE;
    }

  *old = BELL_RECORD (bell_find_request (context, id, &problem));
  if (*old == NULL && !g_error_matches (problem, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return TRUE;
}

/* What the desk keeps of a request is not in a document. */
static void
keep (Import *self, BellRequest *request, const BellRequest *old)
{
  request->created_at = old != NULL ? old->created_at : self->context->now;
  request->chat_asked_at = old != NULL ? old->chat_asked_at : BELL_INSTANT_NONE;
}

static gboolean
write_record (Import *self, const BellRecord *old, BellRecord *record, GError **error)
{
  const char *person = NULL;

  if (self->dry_run)
    return TRUE;

  if (record->shape == &bell_request_shape)
    {
      keep (self, (BellRequest *) record, (const BellRequest *) old);
      person = ((BellRequest *) record)->requested_by;
    }
  else
    self->configuration_changed = TRUE;

  return bell_desk_put (self->context, old, record,
                        old != NULL ? BELL_CHANGE_UPDATED : BELL_CHANGE_CREATED, person, error);
}

static gboolean
import_record (Import *self, BellRecord *record, BellImported *count, GError **error)
{
  g_autoptr (BellRecord) old = NULL;

  if (!bell_desk_find_old (self->context, record->shape, record->id, &old, error))
    return FALSE;

  if (old != NULL && bell_record_equal (old, record))
    {
      count->unchanged++;
      return TRUE;
    }

  if (old != NULL)
    count->updated++;
  else
    count->created++;

  return write_record (self, old, record, error);
}

static BellImported *
add_count (GPtrArray *answer, const char *type)
{
  BellImported *count = bell_record_new (&bell_imported_shape);

  g_set_str (&count->type, type);
  g_ptr_array_add (answer, count);

  return count;
}

static gboolean
import_settings (Import *self, GPtrArray *answer, GError **error)
{
  const BellSettings *settings = bell_document_get_settings (self->document);
  const BellSettings *old = bell_document_get_settings (self->base);
  BellImported       *count;

  if (settings == NULL)
    return TRUE;

  count = add_count (answer, "settings");
  if (old != NULL && bell_record_equal (old, settings))
    {
      count->unchanged = 1;
      return TRUE;
    }

  if (old != NULL)
    count->updated = 1;
  else
    count->created = 1;

  return write_record (self, old != NULL ? &old->record : NULL, (BellRecord *) settings, error);
}

static gboolean
import_records (Import *self, GPtrArray *answer, GError **error)
{
  for (guint i = 0; bell_collections[i] != NULL; i++)
    {
      GPtrArray    *records = bell_document_list (self->document, bell_collections[i]);
      BellImported *count;

      if (records->len == 0)
        continue;

      count = add_count (answer, bell_collections[i]->collection);
      for (guint r = 0; r < records->len; r++)
        if (!import_record (self, records->pdata[r], count, error))
          return FALSE;
    }

  return TRUE;
}

/* Which members a document had, so that an export has them too. */
static gboolean
remember_names (Import *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *before = bell_db_get_meta (self->context->db, "members", &problem);
  g_auto (GStrv) names = g_strsplit (before != NULL ? before : "", " ", -1);
  g_auto (GStrv) all = NULL;
  g_autofree char *after = NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  bell_document_set_names (self->document, (const char *const *) names);
  all = bell_document_dup_names (self->document);
  after = g_strjoinv (" ", all);

  return g_strcmp0 (before, after) == 0
         || bell_db_set_meta (self->context->db, "members", after, error);
}

/**
 * bell_desk_renew_configuration:
 * @context: a call that has changed the configuration
 * @error: return location for %BELL_ERROR_STORE
 *
 * Has every desk on the store read its configuration anew.
 *
 * Returns: whether it will
 */
gboolean
bell_desk_renew_configuration (BellDeskContext *context, GError **error)
{
  g_autofree char *version = g_uuid_string_random ();

  return bell_db_set_meta (context->db, "configuration", version, error);
}

static gboolean
finish (Import *self, GError **error)
{
  if (self->dry_run)
    return TRUE;

  if (self->configuration_changed && !bell_desk_renew_configuration (self->context, error))
    return FALSE;

  return remember_names (self, error);
}

/**
 * bell_desk_bring:
 * @context: a call
 * @document: records that were checked and completed
 * @dry_run: whether to change nothing
 * @answer: where to add a #BellImported for each type
 * @error: return location for %BELL_ERROR_STORE
 *
 * Writes those records of a document that are other ones on the desk, with all that follows from a
 * change of the configuration. An error takes the whole call back.
 *
 * Returns: whether all of it is written
 */
gboolean
bell_desk_bring (BellDeskContext *context,
                 BellDocument    *document,
                 gboolean         dry_run,
                 GPtrArray       *answer,
                 GError         **error)
{
  Import import = {
    .context = context,
    .document = document,
    .base = bell_policy_get_document (context->policy),
    .dry_run = dry_run,
  };

  return import_settings (&import, answer, error) && import_records (&import, answer, error)
         && finish (&import, error);
}

/* All of it or nothing: an error takes the whole call back. */
GPtrArray *
bell_desk_import (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskImport *wanted = call;
  g_autoptr (BellDocument) document = bell_document_from_json (wanted->document, error);
  g_autoptr (GPtrArray) answer = bell_answer (NULL);

  if (document == NULL
      || !bell_document_complete (document, bell_policy_get_document (context->policy), error)
      || !bell_desk_bring (context, document, wanted->dry_run, answer, error))
    return NULL;

  return g_steal_pointer (&answer);
}
