/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"

/* What the desk holds, as a whole and record by record. */

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

/* The shape of a collection that who calls may see. Requests have calls of
 * their own. */
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

GPtrArray *
bell_desk_settings_get (BellDeskContext *context, gpointer call, GError **error)
{
  const BellSettings *settings
      = bell_document_get_settings (bell_policy_get_document (context->policy));

  return bell_answer (settings != NULL ? bell_record_ref ((gpointer) settings) : NULL);
}
