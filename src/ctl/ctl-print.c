/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include "bell-json.h"

/**
 * ctl_print_json:
 * @node: a value
 *
 * Prints it, indented.
 */
void
ctl_print_json (JsonNode *node)
{
  g_autofree char *text = bell_json_text (node, TRUE);

  g_print ("%s\n", text);
}

/**
 * ctl_print_record_json:
 * @record: (type BellRecord): a record
 *
 * Prints all its members.
 */
void
ctl_print_record_json (gconstpointer record)
{
  g_autoptr (JsonNode) node = bell_record_to_json (record, BELL_RECORD_FORM_WIRE);

  ctl_print_json (node);
}

/**
 * ctl_print_list_json:
 * @records: (element-type BellRecord): records
 * @shape: which of them to print
 *
 * Prints them as a list.
 */
void
ctl_print_list_json (GPtrArray *records, const BellShape *shape)
{
  JsonArray *list = json_array_new ();
  g_autoptr (JsonNode) node = bell_json_array_node (list);

  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == shape)
      json_array_add_element (list, bell_record_to_json (records->pdata[i], BELL_RECORD_FORM_WIRE));

  ctl_print_json (node);
}

/**
 * ctl_format_time:
 * @instant: a point in time, or %BELL_INSTANT_NONE
 *
 * Returns: (transfer full): the time for a person, in the zone of this computer; "-" for none
 */
char *
ctl_format_time (BellInstant instant)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (instant == BELL_INSTANT_NONE)
    return g_strdup ("-");

  utc = g_date_time_new_from_unix_utc_usec (instant);
  local = g_date_time_to_local (utc);

  /* Translators: a day and a time, as g_date_time_format() takes it, as short as this */
  return g_date_time_format (local, _ ("%Y-%m-%d %H:%M"));
}

/**
 * ctl_count:
 * @records: (element-type BellRecord): records
 * @shape: a type
 *
 * Returns: how many of them are of this type
 */
guint
ctl_count (GPtrArray *records, const BellShape *shape)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += BELL_RECORD (records->pdata[i])->shape == shape;

  return n;
}
