/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-request.h"

/* What a request takes from its offering unless it says otherwise: domain.md, "Records". */
static const struct
{
  const char *request;
  const char *offering;
} taken[] = {
  { "actual_service", "default_service" },
  { "owner", "owner" },
  { "expert_assignee", "expert_assignee" },
  { "assigned_group", "assigned_group" },
};

/* What the person has written stays theirs: experience.md, "The agent's way". */
static const char *const work[] = { "kind",  "offering", "actual_service",  "priority",
                                    "phase", "owner",    "expert_assignee", "assigned_group" };

/**
 * bell_request_is_work:
 * @field: a field of a request
 *
 * Returns: whether agents change it as they work on the request; only administrators change the
 * others
 */
gboolean
bell_request_is_work (const BellField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (work); i++)
    if (g_str_equal (field->name, work[i]))
      return TRUE;

  return FALSE;
}

/**
 * bell_request_fill_from_offering:
 * @request: a request that is not shared yet
 * @offering: (nullable): its offering
 *
 * Gives the request what its offering says, for each member that the document it came from left
 * out.
 */
void
bell_request_fill_from_offering (BellRequest *request, const BellOffering *offering)
{
  for (guint i = 0; offering != NULL && i < G_N_ELEMENTS (taken); i++)
    {
      const BellField *to = bell_shape_find_field (&bell_request_shape, taken[i].request);
      const BellField *from = bell_shape_find_field (&bell_offering_shape, taken[i].offering);
      guint64          bit = G_GUINT64_CONSTANT (1) << (to - bell_request_shape.fields);

      if ((request->record.omitted & bit) != 0)
        bell_field_set_text (to, request, bell_field_get_string (from, offering));
    }
}

/**
 * bell_request_to_document:
 * @request: a request
 * @offering: (nullable): its offering
 *
 * Writes a request for a desk document. What it left to its offering is left to it again, as long
 * as that means the same.
 *
 * Returns: (transfer full): an object
 */
JsonNode *
bell_request_to_document (const BellRequest *request, const BellOffering *offering)
{
  JsonNode   *node = bell_record_to_json (request, BELL_RECORD_FORM_DOCUMENT);
  JsonObject *object = json_node_get_object (node);

  for (guint i = 0; offering != NULL && i < G_N_ELEMENTS (taken); i++)
    {
      const BellField *to = bell_shape_find_field (&bell_request_shape, taken[i].request);
      const BellField *from = bell_shape_find_field (&bell_offering_shape, taken[i].offering);
      guint64          bit = G_GUINT64_CONSTANT (1) << (to - bell_request_shape.fields);

      if ((request->record.omitted & bit) == 0)
        continue;

      if (g_strcmp0 (bell_field_get_string (to, request), bell_field_get_string (from, offering))
          != 0)
        json_object_set_member (object, to->name, bell_field_to_json (to, request));
      else if (json_object_has_member (object, to->name))
        json_object_remove_member (object, to->name);
    }

  return node;
}
