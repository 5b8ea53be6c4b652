/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-condition.h"
#include "bell-json.h"
#include "bell-records.h"

#include <string.h>

/* What a test may look at besides the members of the request itself. */
static const char *const person_fields[] = { "id", "department", "location", "email", NULL };
static const char *const offering_fields[] = { "id", "kind", NULL };

#define EXPECTED_CONDITION                                                                         \
  "a condition: an object with \"all\", \"any\" or \"not\", or with \"field\" and one of \"is\", " \
  "\"is_not\", \"in\", \"contains\", \"is_set\""
#define EXPECTED_FIELD                                                                             \
  "a member of a request, or id, department, location or email of \"requested_by.\", or id or "    \
  "kind of \"offering.\""

static BellCondition *
condition_from_json (JsonNode *node, GString *path, guint depth, GError **error);

static const BellField *
find_listed (const BellShape *shape, const char *const *names, const char *name)
{
  return g_strv_contains (names, name) ? bell_shape_find_field (shape, name) : NULL;
}

/**
 * bell_condition_find_field:
 * @name: a field as a desk document names it: `requested_by.department`
 * @subject: (out): which record it is of
 *
 * Returns: (nullable): the field, or %NULL if there is no such field that a test may look at
 */
const BellField *
bell_condition_find_field (const char *name, BellSubject *subject)
{
  const BellField *field;

  if (g_str_has_prefix (name, "requested_by."))
    {
      *subject = BELL_SUBJECT_REQUESTED_BY;
      return find_listed (&bell_person_shape, person_fields, strchr (name, '.') + 1);
    }

  if (g_str_has_prefix (name, "offering."))
    {
      *subject = BELL_SUBJECT_OFFERING;
      return find_listed (&bell_offering_shape, offering_fields, strchr (name, '.') + 1);
    }

  *subject = BELL_SUBJECT_REQUEST;
  field = bell_shape_find_field (&bell_request_shape, name);

  return field != NULL && (field->flags & BELL_FIELD_KEPT) == 0 ? field : NULL;
}

/**
 * bell_condition_list_fields:
 *
 * Returns: (transfer full): what tests may look at, as a desk document names it
 */
char **
bell_condition_list_fields (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < bell_request_shape.n_fields; i++)
    if ((bell_request_shape.fields[i].flags & BELL_FIELD_KEPT) == 0)
      g_strv_builder_add (names, bell_request_shape.fields[i].name);
  for (guint i = 0; person_fields[i] != NULL; i++)
    g_strv_builder_take (names, g_strconcat ("requested_by.", person_fields[i], NULL));
  for (guint i = 0; offering_fields[i] != NULL; i++)
    g_strv_builder_take (names, g_strconcat ("offering.", offering_fields[i], NULL));

  return g_strv_builder_end (names);
}

static gboolean
find_field (BellCondition *self, const char *name)
{
  self->field = bell_condition_find_field (name, &self->subject);

  return self->field != NULL;
}

/* A text that the field is compared with; for a field that is one of a few words, one of them. */
static gboolean
check_value (const BellCondition *self, JsonNode *node, GString *path, GError **error)
{
  g_autofree char *expected = NULL;

  if (!bell_json_holds (node, G_TYPE_STRING))
    return bell_json_fail (error, path, "text", node);

  if (self->field->kind != BELL_FIELD_ENUM || self->op == BELL_CONDITION_CONTAINS
      || bell_enum_from_nick (self->field->values, json_node_get_string (node)) >= 0)
    return TRUE;

  expected = bell_enum_list (self->field->values);

  return bell_json_fail (error, path, expected, node);
}

static gboolean
read_list (BellCondition *self, JsonNode *node, GString *path, GError **error)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return bell_json_fail (error, path, "a list of texts", node);

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);
      gsize     mark = bell_json_push_index (path, i);

      if (!check_value (self, item, path, error))
        return FALSE;
      g_strv_builder_add (values, json_node_get_string (item));
      g_string_truncate (path, mark);
    }
  self->values = g_strv_builder_end (values);

  return TRUE;
}

static gboolean
read_operand (BellCondition *self, JsonNode *node, GString *path, GError **error)
{
  if (self->op == BELL_CONDITION_IN)
    return read_list (self, node, path, error);

  if (self->op == BELL_CONDITION_IS_SET)
    {
      if (!bell_json_holds (node, G_TYPE_BOOLEAN))
        return bell_json_fail (error, path, "true or false", node);
      self->set = json_node_get_boolean (node);
      return TRUE;
    }

  if (!check_value (self, node, path, error))
    return FALSE;
  self->values = g_new0 (char *, 2);
  self->values[0] = g_strdup (json_node_get_string (node));

  return TRUE;
}

static gboolean
read_field (BellCondition *self, JsonNode *node, GString *path, GError **error)
{
  gsize mark = bell_json_push (path, "field");

  if (!bell_json_holds (node, G_TYPE_STRING) || !find_field (self, json_node_get_string (node)))
    return bell_json_fail (error, path, EXPECTED_FIELD, node);
  g_string_truncate (path, mark);

  return TRUE;
}

/* An object with "field" and one member more, which names the kind of test. */
static BellCondition *
test_from_json (JsonNode *node, GString *path, GError **error)
{
  JsonObject *object = json_node_get_object (node);

  if (json_object_get_size (object) == 2)
    for (BellConditionOp op = BELL_CONDITION_IS; op <= BELL_CONDITION_IS_SET; op++)
      {
        g_autoptr (BellCondition) self = NULL;
        gsize mark;

        if (!json_object_has_member (object, bell_condition_op_name (op)))
          continue;

        self = bell_condition_new (op);
        if (!read_field (self, json_object_get_member (object, "field"), path, error))
          return NULL;
        mark = bell_json_push (path, bell_condition_op_name (op));
        if (!read_operand (self, json_object_get_member (object, bell_condition_op_name (op)), path,
                           error))
          return NULL;
        g_string_truncate (path, mark);

        return g_steal_pointer (&self);
      }

  bell_json_fail (error, path, EXPECTED_CONDITION, node);

  return NULL;
}

static gboolean
read_children (BellCondition *self, JsonNode *node, GString *path, guint depth, GError **error)
{
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return bell_json_fail (error, path, "a list of conditions", node);

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      gsize          mark = bell_json_push_index (path, i);
      BellCondition *child
          = condition_from_json (json_array_get_element (list, i), path, depth, error);

      if (child == NULL)
        return FALSE;
      g_ptr_array_add (self->children, child);
      g_string_truncate (path, mark);
    }

  return TRUE;
}

static gboolean
read_child (BellCondition *self, JsonNode *node, GString *path, guint depth, GError **error)
{
  BellCondition *child = condition_from_json (node, path, depth, error);

  if (child == NULL)
    return FALSE;
  g_ptr_array_add (self->children, child);

  return TRUE;
}

static BellCondition *
condition_from_json (JsonNode *node, GString *path, guint depth, GError **error)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return bell_json_fail (error, path, EXPECTED_CONDITION, node), NULL;

  if (depth == 0)
    return bell_json_fail (
               error, path,
               "conditions nested at most " G_STRINGIFY (BELL_CONDITION_MAX_DEPTH) " deep", NULL),
           NULL;

  object = json_node_get_object (node);
  if (json_object_has_member (object, "field"))
    return test_from_json (node, path, error);

  for (BellConditionOp op = BELL_CONDITION_ALL; op <= BELL_CONDITION_NOT; op++)
    {
      const char *name = bell_condition_op_name (op);
      JsonNode   *inner = json_object_get_member (object, name);
      g_autoptr (BellCondition) self = NULL;
      gsize mark;

      if (inner == NULL || json_object_get_size (object) != 1)
        continue;

      self = bell_condition_new (op);
      mark = bell_json_push (path, name);
      if (!(op == BELL_CONDITION_NOT ? read_child : read_children) (self, inner, path, depth - 1,
                                                                    error))
        return NULL;
      g_string_truncate (path, mark);

      return g_steal_pointer (&self);
    }

  return bell_json_fail (error, path, EXPECTED_CONDITION, node), NULL;
}

/**
 * bell_condition_from_json:
 * @node: what a rule's "when" holds
 * @path: its JSON path
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Reads a condition as a desk document writes it.
 *
 * Returns: (transfer full): the condition, or %NULL
 */
BellCondition *
bell_condition_from_json (JsonNode *node, GString *path, GError **error)
{
  return condition_from_json (node, path, BELL_CONDITION_MAX_DEPTH, error);
}

static void
add_operand (const BellCondition *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, bell_condition_op_name (self->op));
  if (self->op == BELL_CONDITION_IS_SET)
    {
      json_builder_add_boolean_value (builder, self->set);
      return;
    }

  if (self->op != BELL_CONDITION_IN)
    {
      json_builder_add_string_value (builder, self->values[0]);
      return;
    }

  json_builder_begin_array (builder);
  for (guint i = 0; self->values[i] != NULL; i++)
    json_builder_add_string_value (builder, self->values[i]);
  json_builder_end_array (builder);
}

static void
add_condition (const BellCondition *self, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  if (self->op <= BELL_CONDITION_NOT)
    {
      json_builder_set_member_name (builder, bell_condition_op_name (self->op));
      if (self->op != BELL_CONDITION_NOT)
        json_builder_begin_array (builder);
      for (guint i = 0; i < self->children->len; i++)
        add_condition (self->children->pdata[i], builder);
      if (self->op != BELL_CONDITION_NOT)
        json_builder_end_array (builder);
    }
  else
    {
      g_autofree char *field = bell_condition_field_name (self);

      json_builder_set_member_name (builder, "field");
      json_builder_add_string_value (builder, field);
      add_operand (self, builder);
    }
  json_builder_end_object (builder);
}

/**
 * bell_condition_to_json:
 * @self: a condition
 *
 * Returns: (transfer full): the condition as a desk document writes it
 */
JsonNode *
bell_condition_to_json (const BellCondition *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  add_condition (self, builder);

  return json_builder_get_root (builder);
}
