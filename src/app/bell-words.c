/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-words.h"

#include <string.h>

struct _BellWords
{
  char **typed;  /* the longest first: of texts, it is in the fewest */
  char **folded; /* as they were typed one after the other */
};

/* Letters that Unicode takes for no other letter with a mark, as who has no key for them writes
 * them; and those that are written differently at other places of a word. */
static const struct
{
  gunichar    letter;
  const char *plain;
} letters[] = {
  { U'ß', "ss" }, { U'æ', "ae" }, { U'ð', "d" }, { U'ø', "o" }, { U'þ', "th" }, { U'đ', "d" },
  { U'ħ', "h" },  { U'ı', "i" },  { U'ł', "l" }, { U'ŋ', "n" }, { U'œ', "oe" }, { U'ς', "σ" },
};

static void
append_plain (GString *text, gunichar letter)
{
  if (g_unichar_ismark (letter))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == letter)
      {
        g_string_append (text, letters[i].plain);
        return;
      }

  g_string_append_unichar (text, letter);
}

/* A text without what is not regarded. Thousands are looked at while somebody types: this takes a
 * fraction of the time that g_utf8_normalize() and g_utf8_casefold() take. */
static char *
fold (const char *text)
{
  GString *folded;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  folded = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
      gsize    n;

      if ((guchar) *p < 0x80)
        {
          g_string_append_c (folded, g_ascii_tolower (*p));
          continue;
        }
      n = g_unichar_fully_decompose (g_utf8_get_char (p), TRUE, parts, G_N_ELEMENTS (parts));
      for (gsize i = 0; i < n; i++)
        append_plain (folded, g_unichar_tolower (parts[i]));
    }

  return g_string_free (folded, FALSE);
}

static char **
split (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        g_string_append_unichar (word, g_utf8_get_char (p));
      else if (word->len > 0)
        {
          g_strv_builder_add (words, word->str);
          g_string_truncate (word, 0);
        }
    }
  if (word->len > 0)
    g_strv_builder_add (words, word->str);

  return g_strv_builder_end (words);
}

static int
compare (const void *a, const void *b)
{
  gsize left = strlen (*(char *const *) a);
  gsize right = strlen (*(char *const *) b);

  return (left < right) - (left > right);
}

/**
 * bell_words_new:
 * @text: what was typed, in UTF-8
 *
 * Returns: (transfer full): the words in it
 */
BellWords *
bell_words_new (const char *text)
{
  BellWords *self = g_rc_box_new0 (BellWords);
  g_autoptr (GStrvBuilder) folded = g_strv_builder_new ();

  self->typed = split (text);
  for (guint i = 0; self->typed[i] != NULL; i++)
    g_strv_builder_take (folded, fold (self->typed[i]));
  self->folded = g_strv_builder_end (folded);
  qsort (self->typed, g_strv_length (self->typed), sizeof (char *), compare);

  return self;
}

/**
 * bell_words_ref:
 * @self: words
 *
 * Returns: (transfer full): @self
 */
BellWords *
bell_words_ref (BellWords *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  BellWords *self = data;

  g_strfreev (self->typed);
  g_strfreev (self->folded);
}

/**
 * bell_words_unref:
 * @self: words
 *
 * Gives back what bell_words_new() or bell_words_ref() gave.
 */
void
bell_words_unref (BellWords *self)
{
  g_rc_box_release_full (self, clear);
}

/**
 * bell_words_get_typed:
 * @self: words
 *
 * Returns: (transfer none) (array zero-terminated=1): the words as they were typed, the longest
 * first
 */
const char *const *
bell_words_get_typed (const BellWords *self)
{
  return (const char *const *) self->typed;
}

/**
 * bell_words_is_empty:
 * @self: words
 *
 * Returns: whether there is none
 */
gboolean
bell_words_is_empty (const BellWords *self)
{
  return self->folded[0] == NULL;
}

/**
 * bell_words_get_only:
 * @self: words
 *
 * Returns: (transfer none) (nullable): the word without regard to case and diacritics, if it is the
 * only one
 */
const char *
bell_words_get_only (const BellWords *self)
{
  return g_strv_length (self->folded) == 1 ? self->folded[0] : NULL;
}

/**
 * bell_words_fit:
 * @self: words
 * @text: a text
 *
 * Returns: whether all of them are in it
 */
gboolean
bell_words_fit (const BellWords *self, const char *text)
{
  g_autofree char *folded = fold (text);

  for (guint i = 0; self->folded[i] != NULL; i++)
    if (strstr (folded, self->folded[i]) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * bell_words_begin:
 * @self: words
 * @text: a text
 *
 * Returns: whether it begins with the first of them
 */
gboolean
bell_words_begin (const BellWords *self, const char *text)
{
  g_autofree char *folded = fold (text);

  return self->folded[0] != NULL && g_str_has_prefix (folded, self->folded[0]);
}
