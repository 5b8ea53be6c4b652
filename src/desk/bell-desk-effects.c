/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-coverage.h"
#include "bell-desk-private.h"
#include "bell-effect.h"
#include "bell-lint.h"

/* What the configuration does, what an edit of it would, and what is hardly meant. */

GPtrArray *
bell_desk_coverage (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskCoverage *wanted = call;
  g_autoptr (BellCoverage) coverage
      = bell_coverage_new (context->policy, bell_context_time (context, wanted->at));

  return bell_coverage_dup_rows (coverage);
}

/* The settings and records of a document; requests are not edits of the configuration. */
static GPtrArray *
edits_of (const BellDocument *document)
{
  GPtrArray          *edits = bell_record_list_new ();
  const BellSettings *settings = bell_document_get_settings (document);

  if (settings != NULL)
    g_ptr_array_add (edits, bell_record_ref ((gpointer) settings));
  for (guint i = 0; bell_collections[i] != NULL; i++)
    {
      GPtrArray *records = bell_document_list (document, bell_collections[i]);

      for (guint r = 0; bell_collections[i] != &bell_request_shape && r < records->len; r++)
        g_ptr_array_add (edits, bell_record_ref (records->pdata[r]));
    }

  return edits;
}

/**
 * bell_desk_read_edits:
 * @context: a call
 * @node: a desk document with what is edited
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): the edits, checked as an import
 *   would
 */
GPtrArray *
bell_desk_read_edits (BellDeskContext *context, JsonNode *node, GError **error)
{
  g_autoptr (BellDocument) document = bell_document_from_json (node, error);

  if (document == NULL
      || !bell_document_complete (document, bell_policy_get_document (context->policy), error))
    return NULL;

  return edits_of (document);
}

GPtrArray *
bell_desk_effect (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskEffect *wanted = call;
  g_autoptr (GPtrArray) edits = bell_desk_read_edits (context, wanted->document, error);
  g_autoptr (GPtrArray) requests = NULL;

  if (edits == NULL)
    return NULL;

  requests = bell_db_records (context->db, &bell_request_shape, "requests_open", NULL, error);
  if (requests == NULL)
    return NULL;

  return bell_answer (bell_policy_effect (context->policy, edits, requests,
                                          bell_context_time (context, wanted->at)));
}

GPtrArray *
bell_desk_lint (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskLint *wanted = call;

  return bell_policy_lint (context->policy, bell_context_time (context, wanted->at));
}
