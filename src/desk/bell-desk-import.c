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

/* The record as it is on the desk, NULL for a new one; requests are not in the configuration. */
static gboolean
find_old (Import *self, const BellRecord *record, BellRecord **old, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (record->shape != &bell_request_shape)
    {
      BellRecord *known = bell_document_get (self->base, record->shape, record->id);

      *old = known != NULL ? bell_record_ref (known) : NULL;
      return TRUE;
    }

  *old = BELL_RECORD (bell_find_request (self->context, record->id, &problem));
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

  if (!find_old (self, record, &old, error))
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

static gboolean
finish (Import *self, GError **error)
{
  g_autofree char *version = g_uuid_string_random ();

  if (self->dry_run)
    return TRUE;

  if (self->configuration_changed
      && !bell_db_set_meta (self->context->db, "configuration", version, error))
    return FALSE;

  return remember_names (self, error);
}

/* All of it or nothing: an error takes the whole call back. */
GPtrArray *
bell_desk_import (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskImport *wanted = call;
  g_autoptr (BellDocument) document = bell_document_from_json (wanted->document, error);
  g_autoptr (GPtrArray) answer = bell_answer (NULL);
  Import import = {
    .context = context,
    .document = document,
    .base = bell_policy_get_document (context->policy),
    .dry_run = wanted->dry_run,
  };

  if (document == NULL || !bell_document_complete (document, import.base, error)
      || !import_settings (&import, answer, error) || !import_records (&import, answer, error)
      || !finish (&import, error))
    return NULL;

  return g_steal_pointer (&answer);
}

static void
add_all (GPtrArray *answer, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (answer, bell_record_ref (records->pdata[i]));
}

static gboolean
add_contents (BellDeskContext *context, GPtrArray *answer, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *members = bell_db_get_meta (context->db, "members", &problem);
  BellContents    *contents;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  contents = bell_record_new (&bell_contents_shape);
  g_set_str (&contents->members, members != NULL ? members : "");
  g_ptr_array_add (answer, contents);

  return TRUE;
}

/* The settings, the configuration, and the requests if they are wanted. */
GPtrArray *
bell_desk_export (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskExport *wanted = call;
  BellDocument         *document = bell_policy_get_document (context->policy);
  const BellSettings   *settings = bell_document_get_settings (document);
  g_autoptr (GPtrArray) answer = bell_answer (NULL);

  if (!add_contents (context, answer, error))
    return NULL;

  if (settings != NULL)
    g_ptr_array_add (answer, bell_record_ref ((gpointer) settings));
  for (guint i = 0; bell_collections[i] != NULL; i++)
    add_all (answer, bell_document_list (document, bell_collections[i]));

  if (wanted->with_requests)
    {
      g_autoptr (GPtrArray) requests = bell_db_all (context->db, &bell_request_shape, error);

      if (requests == NULL)
        return NULL;
      add_all (answer, requests);
    }

  return g_steal_pointer (&answer);
}

static gboolean
may_see_type (const BellDeskContext *context, const BellShape *shape)
{
  return bell_context_is_agent (context) || shape == &bell_offering_shape
         || shape == &bell_service_shape;
}

/* The portal offers what is active. */
static gboolean
is_offered (const BellDeskContext *context, const BellRecord *record)
{
  return bell_context_is_agent (context) || record->shape != &bell_offering_shape
         || ((const BellOffering *) record)->status == BELL_STATUS_ACTIVE;
}

/* The shape of a collection that who calls may see. Requests have calls of their own. */
static const BellShape *
find_collection (const BellDeskContext *context, const char *name, GError **error)
{
  const BellShape *shape = bell_collection_by_name (name);

  if (shape == NULL || shape == &bell_request_shape)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no collection \"%s\"", name);
      return NULL;
    }

  if (may_see_type (context, shape))
    return shape;

  g_set_error (error, BELL_ERROR, BELL_ERROR_DENIED, "\"%s\" may not see %s", context->actor,
               shape->collection);

  return NULL;
}

GPtrArray *
bell_desk_records (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskRecords *wanted = call;
  const BellShape       *shape = find_collection (context, wanted->collection, error);
  g_autoptr (GPtrArray) answer = bell_answer (NULL);
  GPtrArray *records;

  if (shape == NULL)
    return NULL;

  records = bell_document_list (bell_policy_get_document (context->policy), shape);
  for (guint i = 0; i < records->len; i++)
    if (is_offered (context, records->pdata[i]))
      g_ptr_array_add (answer, bell_record_ref (records->pdata[i]));

  return g_steal_pointer (&answer);
}

GPtrArray *
bell_desk_record (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskRecord *wanted = call;
  const BellShape      *shape = find_collection (context, wanted->collection, error);
  BellRecord           *record;

  if (shape == NULL)
    return NULL;

  record = bell_document_get (bell_policy_get_document (context->policy), shape, wanted->subject);
  if (record != NULL && is_offered (context, record))
    return bell_answer (bell_record_ref (record));

  g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no %s \"%s\"", shape->name,
               wanted->subject);

  return NULL;
}
