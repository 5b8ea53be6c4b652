/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-said-private.h"

#include <stdlib.h>
#include <string.h>

static GPtrArray *
make_forms (void)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);

  for (guint i = 0; i < bell_n_said; i++)
    {
      g_autoptr (GString) form = g_string_new (NULL);
      g_autofree char *escaped = g_regex_escape_string (bell_said_patterns[i], -1);

      g_string_assign (form, escaped);
      g_string_replace (form, "\"%s\"", "\"([^\"]*)\"", 0);
      g_string_replace (form, "%s", "(.+?)", 0);
      g_string_prepend (form, "^(?s)");
      g_string_append (form, "$");
      g_ptr_array_add (forms,
                       g_regex_new (form->str, G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY, 0, NULL));
    }

  return forms;
}

/* Which sentence a text is, and what stands in its holes. */
static int
find (const char *text, GMatchInfo **holes)
{
  static GPtrArray *forms;

  if (g_once_init_enter_pointer (&forms))
    g_once_init_leave_pointer (&forms, make_forms ());

  for (guint i = 0; i < forms->len; i++)
    {
      if (g_regex_match (forms->pdata[i], text, 0, holes))
        return (int) i;
      g_clear_pointer (holes, g_match_info_unref);
    }

  return -1;
}

/* What is quoted is an id, and is said as it is. */
static gboolean
is_quoted (const char *text, GMatchInfo *holes, int number)
{
  int start = 0;

  g_match_info_fetch_pos (holes, number, &start, NULL);

  return start > 0 && text[start - 1] == '"';
}

/* The first number in the holes, which decides the plural form. */
static gulong
number_in (const char *text, GMatchInfo *holes)
{
  for (int i = 1; i < g_match_info_get_match_count (holes); i++)
    {
      g_autofree char *hole = g_match_info_fetch (holes, i);

      if (!is_quoted (text, holes, i) && hole[0] != '\0'
          && hole[strspn (hole, "0123456789")] == '\0')
        return strtoul (hole, NULL, 10);
    }

  return 0;
}

/* What is not quoted may be a sentence itself. */
static void
append_hole (GString *said, const char *text, GMatchInfo *holes, int number)
{
  g_autofree char *hole = g_match_info_fetch (holes, number);
  g_autofree char *inner = NULL;

  if (hole == NULL)
    return;

  inner = is_quoted (text, holes, number) ? g_strdup (hole) : bell_said (hole);
  g_string_append (said, inner);
}

/* Fills the holes of a translation: "%s" the next one, "%2$s" the second one. */
static char *
fill (const char *translation, const char *text, GMatchInfo *holes)
{
  GString *said = g_string_new (NULL);
  int      next = 1;

  for (const char *c = translation; *c != '\0'; c++)
    {
      if (g_str_has_prefix (c, "%s"))
        {
          append_hole (said, text, holes, next++);
          c++;
        }
      else if (c[0] == '%' && g_ascii_isdigit (c[1]) && g_str_has_prefix (c + 2, "$s"))
        {
          append_hole (said, text, holes, c[1] - '0');
          c += 3;
        }
      else
        {
          g_string_append_c (said, *c);
        }
    }

  return g_string_free (said, FALSE);
}

/**
 * bell_said:
 * @text: a sentence that a lower layer has made, in English
 *
 * Says it in the language of this program's user. What is not known is said as it is. Not for what
 * goes to other programs: they know the codes.
 *
 * Returns: (transfer full): the sentence
 */
char *
bell_said (const char *text)
{
  g_autoptr (GMatchInfo) holes = NULL;
  int which = find (text, &holes);

  if (which < 0)
    return g_strdup (text);

  return fill (bell_said_translate ((guint) which, number_in (text, holes)), text, holes);
}

/**
 * bell_said_is_known:
 * @text: a sentence that a lower layer has made
 *
 * Returns: whether it can be said in other languages; for tests
 */
gboolean
bell_said_is_known (const char *text)
{
  g_autoptr (GMatchInfo) holes = NULL;

  return find (text, &holes) >= 0;
}
