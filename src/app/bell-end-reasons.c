/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-end-reasons.h"

#include <glib/gi18n.h>

/* What the desk keeps, and what people read. */
static const struct
{
  const char *reason;
  const char *label;
} reasons[] = {
  { "solved", N_ ("Solved") },
  { "continued", N_ ("Will be continued on the request") },
  { "handed_over", N_ ("Handed over to somebody else") },
  { "no_reply", N_ ("The person does not reply any more") },
  { "misdirected", N_ ("It did not belong here") },
};

/**
 * bell_end_reasons_count:
 *
 * Returns: how many reasons for the end of a chat an agent can choose from
 */
guint
bell_end_reasons_count (void)
{
  return G_N_ELEMENTS (reasons);
}

/**
 * bell_end_reasons_get:
 * @index: which reason, less than bell_end_reasons_count()
 *
 * Returns: (transfer none): the reason as the desk keeps it
 */
const char *
bell_end_reasons_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (reasons), NULL);

  return reasons[index].reason;
}

/**
 * bell_end_reasons_label:
 * @reason: a reason as the desk keeps it
 *
 * Returns: (transfer none): the reason as people read it; one that came from a script, and that
 *   this program does not know, is read as it is
 */
const char *
bell_end_reasons_label (const char *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].reason, reason))
      return _ (reasons[i].label);

  return reason;
}
