/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

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

  if (g_utf8_validate (text, -1, NULL) && bell_field_set_text (field, call, text))
    return TRUE;

  expected = bell_field_expected (field);
  if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 40)
    *status = ctl_usage ("%s: expected %s, found \"%s\"", name, expected, text);
  else if (g_utf8_validate (text, -1, NULL))
    *status = ctl_usage ("%s: expected %s, found text of %ld characters", name, expected,
                         g_utf8_strlen (text, -1));
  else
    *status = ctl_usage ("%s: expected %s, found bytes that are not UTF-8", name, expected);

  return FALSE;
}
