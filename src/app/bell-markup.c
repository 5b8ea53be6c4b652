/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-markup.h"

#include <string.h>

/* What is taken for a link: http or https up to a space or a character that no address has at its
 * end (RFC 3986). */
#define LINK "https?://[^\\s<>\"']*[^\\s<>\"'.,;:!?)\\]}]"

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

/**
 * bell_markup_from_text:
 * @text: what a person has written
 *
 * Text is text: nothing in it is markup, but addresses become links.
 *
 * Returns: (transfer full): Pango markup that shows @text as it is
 */
char *
bell_markup_from_text (const char *text)
{
  static gsize once = 0;
  GString     *markup = g_string_new (NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int done = 0, start, end;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) g_regex_new (LINK, G_REGEX_OPTIMIZE, 0, NULL));

  g_regex_match ((GRegex *) once, text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_match_info_fetch_pos (match, 0, &start, &end);
      append_escaped (markup, text + done, start - done);
      g_string_append (markup, "<a href=\"");
      append_escaped (markup, text + start, end - start);
      g_string_append (markup, "\">");
      append_escaped (markup, text + start, end - start);
      g_string_append (markup, "</a>");
      done = end;
      g_match_info_next (match, NULL);
    }
  append_escaped (markup, text + done, strlen (text + done));

  return g_string_free (markup, FALSE);
}
