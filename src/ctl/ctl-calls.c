/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

/* A field whose value is not text in C: a number or a time. */
static gboolean
set_value (const BellField *field, gpointer call, const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autoptr (GString) path = g_string_new (NULL);
  gint64 number;

  if (field->kind == BELL_FIELD_INSTANT)
    json_node_set_string (node, text);
  else if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    json_node_set_int (node, number);
  else
    return FALSE;

  return bell_field_from_json (field, call, node, path, NULL);
}

static gboolean
set_field (const BellField *field, gpointer call, const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  return bell_field_has_text (field) ? bell_field_set_text (field, call, text)
                                     : set_value (field, call, text);
}

/**
 * ctl_set_text:
 * @call: (type BellRecord): a call
 * @name: the name of a field of it
 * @text: (nullable): what the command line gives for it, or %NULL for nothing
 * @status: (out): the exit status, if it is not of the form that the field has
 *
 * Fills a field of a call from the command line.
 *
 * Returns: whether it may be so
 */
gboolean
ctl_set_text (gpointer call, const char *name, const char *text, CtlStatus *status)
{
  const BellField *field = bell_shape_find_field (BELL_RECORD (call)->shape, name);
  g_autofree char *expected = NULL;

  g_return_val_if_fail (field != NULL, FALSE);

  if (text == NULL)
    return TRUE;

  if (set_field (field, call, text))
    return TRUE;

  expected = bell_field_expected (field);
  if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 40)
    *status = ctl_usage (_ ("%s: expected %s, found \"%s\""), name, expected, text);
  else if (g_utf8_validate (text, -1, NULL))
    *status = ctl_usage (_ ("%s: expected %s, found text of %ld characters"), name, expected,
                         g_utf8_strlen (text, -1));
  else
    *status = ctl_usage (_ ("%s: expected %s, found bytes that are not UTF-8"), name, expected);

  return FALSE;
}
