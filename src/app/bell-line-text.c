/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-line-text.h"

#include <glib/gi18n.h>

/**
 * bell_line_text_state:
 * @line: how it stands with the line to a desk
 *
 * Returns: (nullable): that in a word or two, or %NULL for a desk on this computer
 */
const char *
bell_line_text_state (BellLine line)
{
  switch (line)
    {
    case BELL_LINE_CONNECTING:
      return _ ("Connecting…");
    case BELL_LINE_UP:
      return _ ("Connected");
    case BELL_LINE_DOWN:
      return _ ("Offline");
    case BELL_LINE_SIGNED_OUT:
      return _ ("Signed out");
    case BELL_LINE_HERE:
    default:
      return NULL;
    }
}

/**
 * bell_line_text_banner:
 * @line: how it stands with the line to a desk
 * @name: what the desk is called
 *
 * Returns: (transfer full) (nullable): what a person has to know of it, or %NULL
 */
char *
bell_line_text_banner (BellLine line, const char *name)
{
  if (line == BELL_LINE_DOWN)
    /* Translators: the name of a server */
    return g_strdup_printf (_ ("No connection to %s. Messages are sent when it is back."), name);
  if (line == BELL_LINE_SIGNED_OUT)
    /* Translators: the name of a server */
    return g_strdup_printf (_ ("You are signed out of %s. What you have written is kept."), name);

  return NULL;
}
