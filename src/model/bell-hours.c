/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-hours.h"

#include "bell-json.h"
#include "bell-records.h"

#define SLOT(base, field) ((gpointer) ((char *) (base) + (field)->offset))

/* Working hours: an object of weekdays. */

static gboolean
read_time (JsonNode *node, int max, int *minutes)
{
  return bell_json_holds (node, G_TYPE_STRING)
         && bell_time_of_day_parse (json_node_get_string (node), minutes) && *minutes <= max;
}

static gboolean
read_span (JsonNode *node, BellSpan *span, GString *path, GError **error)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (pair == NULL || json_array_get_length (pair) != 2
      || !read_time (json_array_get_element (pair, 0), BELL_MINUTES_PER_DAY - 1, &span->from)
      || !read_time (json_array_get_element (pair, 1), BELL_MINUTES_PER_DAY, &span->until)
      || span->from == span->until)
    return bell_json_fail (
        error, path,
        "[from, until], times such as \"09:00\", \"24:00\" at the latest, that are "
        "not the same",
        node);

  return TRUE;
}

static gboolean
read_weekday (GArray *spans, JsonNode *node, GString *path, GError **error)
{
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) > 100)
    return bell_json_fail (error, path, "a list of [from, until]", node);

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      BellSpan span;
      gsize    mark = bell_json_push_index (path, i);

      if (!read_span (json_array_get_element (list, i), &span, path, error))
        return FALSE;
      g_array_append_val (spans, span);
      g_string_truncate (path, mark);
    }

  return TRUE;
}

/**
 * bell_hours_from_json:
 * @field: a field of kind HOURS
 * @base: a struct of its shape
 * @node: its value as JSON, from outside
 * @path: the JSON path of @node
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Returns: whether the working hours were read
 */
gboolean
bell_hours_from_json (const BellField *field,
                      gpointer         base,
                      JsonNode        *node,
                      GString         *path,
                      GError         **error)
{
  GArray       **hours = SLOT (base, field);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return bell_field_fail (field, node, path, error);

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      int   weekday = bell_enum_from_nick (&bell_weekday_type, name);
      gsize mark = bell_json_push (path, name);

      if (weekday < 0)
        return bell_json_fail (error, path, "no such member; a weekday, \"mon\" to \"sun\"", NULL);
      hours[weekday] = g_array_new (FALSE, FALSE, sizeof (BellSpan));
      if (!read_weekday (hours[weekday], value, path, error))
        return FALSE;
      g_string_truncate (path, mark);
    }

  return TRUE;
}

static JsonArray *
write_weekday (GArray *spans)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < spans->len; i++)
    {
      const BellSpan  *span = &g_array_index (spans, BellSpan, i);
      g_autofree char *from = bell_time_of_day_format (span->from);
      g_autofree char *until = bell_time_of_day_format (span->until);
      JsonArray       *pair = json_array_new ();

      json_array_add_string_element (pair, from);
      json_array_add_string_element (pair, until);
      json_array_add_array_element (list, pair);
    }

  return list;
}

/**
 * bell_hours_to_json:
 * @field: a field of kind HOURS
 * @base: a struct of its shape
 *
 * Returns: (transfer full): the weekdays that are named, each with its spans
 */
JsonNode *
bell_hours_to_json (const BellField *field, gconstpointer base)
{
  GArray    **hours = SLOT (base, field);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < BELL_N_WEEKDAYS; i++)
    if (hours[i] != NULL)
      json_object_set_array_member (object, bell_enum_nick (&bell_weekday_type, i),
                                    write_weekday (hours[i]));

  return bell_json_object_node (object);
}

/* Minutes by priority. */

/**
 * bell_minutes_from_json:
 * @field: a field of kind MINUTES
 * @base: a struct of its shape
 * @node: its value as JSON, from outside
 * @path: the JSON path of @node
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Returns: whether the minutes were read
 */
gboolean
bell_minutes_from_json (const BellField *field,
                        gpointer         base,
                        JsonNode        *node,
                        GString         *path,
                        GError         **error)
{
  BellField      number = { .kind = BELL_FIELD_INT, .min = field->min, .max = field->max };
  int           *minutes = SLOT (base, field);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return bell_field_fail (field, node, path, error);

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      int    priority = bell_enum_from_nick (&bell_priority_type, name);
      gsize  mark = bell_json_push (path, name);
      gint64 read;

      if (priority < 0)
        return bell_json_fail (
            error, path, "no such member; \"critical\", \"high\", \"medium\" or \"low\"", NULL);
      if (!bell_field_from_json (&number, &read, value, path, error))
        return FALSE;
      minutes[priority] = (int) read;
      g_string_truncate (path, mark);
    }

  return TRUE;
}

/**
 * bell_minutes_to_json:
 * @field: a field of kind MINUTES
 * @base: a struct of its shape
 *
 * Returns: (transfer full): the priorities that are named, each with its minutes
 */
JsonNode *
bell_minutes_to_json (const BellField *field, gconstpointer base)
{
  const int  *minutes = SLOT (base, field);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < BELL_N_PRIORITIES; i++)
    if (minutes[i] >= 0)
      json_object_set_int_member (object, bell_enum_nick (&bell_priority_type, i), minutes[i]);

  return bell_json_object_node (object);
}
