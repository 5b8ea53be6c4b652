/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"

#include <string.h>

/* Where in the text a byte is, as an editor counts: from 1. */
static void
fail_at (GError **error, BellError code, const char *data, gsize offset, const char *what)
{
  guint line = 1;
  gsize start = 0;

  for (gsize i = 0; i < offset; i++)
    if (data[i] == '\n')
      {
        line++;
        start = i + 1;
      }

  g_set_error (error, BELL_ERROR, code, "line %u, column %" G_GSIZE_FORMAT ": %s", line,
               offset - start + 1, what);
}

/* Refuses what the parser, which recurses, must not see: nesting that is too deep. And what its
 * text cannot hold: it would end at an escaped U+0000, and the rest be lost in silence. */
static gboolean
check_structure (const char *data, gsize length, GError **error)
{
  guint    depth = 0;
  gboolean in_text = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = data[i];

      if (in_text && c == '\\' && length - i > 5 && memcmp (data + i + 1, "u0000", 5) == 0)
        {
          fail_at (error, BELL_ERROR_INVALID, data, i, "the character U+0000 is not taken");
          return FALSE;
        }

      if (in_text && c == '\\')
        i++;
      else if (c == '"')
        in_text = !in_text;
      else if (!in_text && (c == '{' || c == '['))
        depth++;
      else if (!in_text && (c == '}' || c == ']') && depth > 0)
        depth--;

      if (depth > BELL_JSON_MAX_DEPTH)
        {
          fail_at (error, BELL_ERROR_TOO_LARGE, data, i,
                   "nested deeper than " G_STRINGIFY (BELL_JSON_MAX_DEPTH) " levels");
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_text (const char *data, gsize length, gsize max_length, GError **error)
{
  const char *end;

  if (length > max_length)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_TOO_LARGE,
                   "%" G_GSIZE_FORMAT " bytes; at most %" G_GSIZE_FORMAT " are taken", length,
                   max_length);
      return FALSE;
    }

  if (!g_utf8_validate_len (data, length, &end))
    {
      fail_at (error, BELL_ERROR_INVALID, data, end - data, "not valid UTF-8");
      return FALSE;
    }

  return check_structure (data, length, error);
}

/* A parser, and what it has come to: whether one object names a member twice, of which it would
 * silently keep the last. Every thread keeps one, as each message needs one. */
typedef struct
{
  JsonParser *parser;
  GArray     *open; /* of guint: how many members each object that is open has had */
  char       *twice;
} Reader;

static void
on_object_start (JsonParser *parser, Reader *reader)
{
  guint none = 0;

  g_array_append_val (reader->open, none);
}

static void
on_object_member (JsonParser *parser, JsonObject *object, const char *name, Reader *reader)
{
  guint *n = &g_array_index (reader->open, guint, reader->open->len - 1);

  if (++*n > json_object_get_size (object) && reader->twice == NULL)
    reader->twice = g_strdup (name);
}

static void
on_object_end (JsonParser *parser, JsonObject *object, Reader *reader)
{
  g_array_set_size (reader->open, reader->open->len - 1);
}

static void
reader_free (gpointer data)
{
  Reader *self = data;

  g_object_unref (self->parser);
  g_array_unref (self->open);
  g_free (self->twice);
  g_free (self);
}

static GPrivate reader_of_thread = G_PRIVATE_INIT (reader_free);

static Reader *
find_reader (void)
{
  Reader *self = g_private_get (&reader_of_thread);

  if (self == NULL)
    {
      self = g_new0 (Reader, 1);
      self->parser = json_parser_new_immutable ();
      self->open = g_array_new (FALSE, FALSE, sizeof (guint));
      /* Without this json-glib 1.10 aborts on "{}{}". */
      json_parser_set_strict (self->parser, TRUE);
      g_signal_connect (self->parser, "object-start", G_CALLBACK (on_object_start), self);
      g_signal_connect (self->parser, "object-member", G_CALLBACK (on_object_member), self);
      g_signal_connect (self->parser, "object-end", G_CALLBACK (on_object_end), self);
      g_private_set (&reader_of_thread, self);
    }
  g_array_set_size (self->open, 0);
  g_clear_pointer (&self->twice, g_free);

  return self;
}

/* The parser quotes the text that it did not expect, cut anywhere; makes a line of UTF-8 of that.
 */
static char *
make_line (const char *text)
{
  char *line = g_utf8_make_valid (text, -1);

  for (char *c = line; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return line;
}

static gboolean
parse_strictly (Reader *reader, const char *data, gsize length, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!json_parser_load_from_data (reader->parser, data, (gssize) length, &problem))
    {
      gboolean         has_place = g_str_has_prefix (problem->message, "<data>:");
      g_autofree char *text = make_line (problem->message + (has_place ? strlen ("<data>:") : 0));

      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "not JSON: %s%s",
                   has_place ? "line " : "", text);
      return FALSE;
    }

  if (reader->twice != NULL)
    {
      g_autofree char *escaped = g_strescape (reader->twice, NULL);

      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "the member \"%.64s\" is there twice in one object", escaped);
      return FALSE;
    }

  return TRUE;
}

/**
 * bell_json_parse:
 * @data: bytes from outside
 * @length: how many
 * @max_length: how many are taken at most
 * @error: return location for %BELL_ERROR_TOO_LARGE or %BELL_ERROR_INVALID
 *
 * Reads one JSON text (RFC 8259), within bounds that are checked before anything is parsed: size,
 * UTF-8 and depth. An object that names a member twice is refused.
 *
 * Returns: (transfer full): the value, or %NULL
 */
JsonNode *
bell_json_parse (const char *data, gsize length, gsize max_length, GError **error)
{
  Reader *reader = find_reader ();
  g_autoptr (JsonNode) root = NULL;
  gboolean is_right;

  /* Nothing may come without an address, and that is no text to the parser. */
  if (!check_text (length > 0 ? data : "", length, max_length, error))
    return NULL;

  is_right = parse_strictly (reader, length > 0 ? data : "", length, error);
  root = json_parser_steal_root (reader->parser);
  if (!is_right)
    return NULL;

  if (root == NULL)
    g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID, "not JSON: there is nothing in it");

  return g_steal_pointer (&root);
}

/**
 * bell_json_read:
 * @text: JSON that Deskbell has written
 * @error: return location for an error of json-glib's
 *
 * Returns: (transfer full): the value, or %NULL
 */
JsonNode *
bell_json_read (const char *text, GError **error)
{
  Reader *reader = find_reader ();

  if (!json_parser_load_from_data (reader->parser, text, -1, error))
    return NULL;

  return json_parser_steal_root (reader->parser);
}

/**
 * bell_json_text:
 * @node: a value
 * @pretty: whether to write it on many lines, indented by two
 *
 * Returns: (transfer full): the value as JSON
 */
char *
bell_json_text (JsonNode *node, gboolean pretty)
{
  return json_to_string (node, pretty);
}

/**
 * bell_json_object_node:
 * @object: (transfer full): an object
 *
 * Returns: (transfer full): a value that holds @object
 */
JsonNode *
bell_json_object_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

/**
 * bell_json_array_node:
 * @array: (transfer full): a list
 *
 * Returns: (transfer full): a value that holds @array
 */
JsonNode *
bell_json_array_node (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);

  return node;
}

static char *
describe (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("null");
  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("an object");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("a list");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      if (g_utf8_strlen (text, -1) > 40)
        return g_strdup_printf ("text of %ld characters", g_utf8_strlen (text, -1));
    }

  return bell_json_text (node, FALSE);
}

/**
 * bell_json_fail:
 * @error: return location for %BELL_ERROR_INVALID
 * @path: the JSON path of what is wrong
 * @expected: what was expected there
 * @found: (nullable): what was found instead, or %NULL to say nothing of it
 *
 * Says what is wrong with JSON from outside.
 *
 * Returns: %FALSE, so that a reader can return with it
 */
gboolean
bell_json_fail (GError **error, GString *path, const char *expected, JsonNode *found)
{
  g_autofree char *what = found != NULL ? describe (found) : NULL;

  g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s: expected %s%s%s", path->str, expected,
               what != NULL ? ", found " : "", what != NULL ? what : "");

  return FALSE;
}

/* A name from outside may be anything; an error that names it stays one short line. */
static gboolean
is_plain (const char *member)
{
  return member[0] != '\0' && strlen (member) <= 64
         && strspn (member, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == strlen (member);
}

/**
 * bell_json_push:
 * @path: a JSON path
 * @member: the name of a member
 *
 * Makes @path name a member of what it names now.
 *
 * Returns: the length of @path before; g_string_truncate() to it goes back
 */
gsize
bell_json_push (GString *path, const char *member)
{
  gsize length = path->len;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (is_plain (member))
    {
      g_string_append_c (path, '.');
      g_string_append (path, member);
      return length;
    }

  node = json_node_init_string (json_node_alloc (), member);
  text = describe (node);
  g_string_append_printf (path, "[%s]", text);

  return length;
}

/**
 * bell_json_push_index:
 * @path: a JSON path
 * @index: the place of an item in a list, from 0
 *
 * Makes @path name an item of what it names now.
 *
 * Returns: the length of @path before
 */
gsize
bell_json_push_index (GString *path, guint index)
{
  gsize length = path->len;

  g_string_append_printf (path, "[%u]", index);

  return length;
}

/**
 * bell_json_holds:
 * @node: a value
 * @type: %G_TYPE_STRING, %G_TYPE_INT64, %G_TYPE_DOUBLE or %G_TYPE_BOOLEAN
 *
 * Returns: whether @node is a single value of @type
 */
gboolean
bell_json_holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}
