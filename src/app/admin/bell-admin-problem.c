/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-text.h"
#include "bell-admin-transfer.h"
#include "bell-json.h"
#include "bell-records.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where in a document something is wrong, in words, from a JSON path: "$.people[3].email". */
typedef struct
{
  const BellShape *shape; /* what the fields belong to that come next; NULL: not known */
  JsonNode        *node;  /* (nullable): what stands there in the document */
  GString         *words;
} Place;

static void
add_word (Place *self, const char *word)
{
  if (self->words->len > 0)
    g_string_append (self->words, " › ");
  g_string_append (self->words, word);
}

static JsonNode *
member_of (JsonNode *node, const char *name)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_get_member (json_node_get_object (node), name)
             : NULL;
}

static JsonNode *
element_of (JsonNode *node, guint index)
{
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && index < json_array_get_length (array)
             ? json_array_get_element (array, index)
             : NULL;
}

/* What a collection is called, or a field of what is there. */
static const char *
word_of (Place *self, const char *name)
{
  const BellShape *collection
      = self->shape == NULL && self->words->len == 0 ? bell_collection_by_name (name) : NULL;
  const BellField *field = self->shape != NULL ? bell_shape_find_field (self->shape, name) : NULL;
  const BellShape *shape = self->shape;
  BellAdminKind    kind;

  if (self->words->len == 0 && g_str_equal (name, "settings"))
    collection = &bell_settings_shape;
  if (collection != NULL)
    {
      self->shape = collection;
      return bell_admin_text_find_kind (collection, &kind) ? kind.title : _ ("Requests");
    }

  self->shape = field != NULL && field->kind == BELL_FIELD_PARTS ? field->shape : NULL;

  return field != NULL ? bell_admin_text_field (shape, field) : name;
}

/* One of many is called by its id, or by its number. */
static void
add_index (Place *self, guint index)
{
  JsonNode        *id;
  g_autofree char *word = NULL;

  self->node = element_of (self->node, index);
  id = member_of (self->node, "id");
  if (id != NULL && bell_json_holds (id, G_TYPE_STRING))
    /* Translators: the id of a record */
    word = g_strdup_printf (C_ ("record", "“%s”"), json_node_get_string (id));
  else
    /* Translators: which one of a list, from 1 */
    word = g_strdup_printf (_ ("number %u"), index + 1);
  add_word (self, word);
}

/* Reads ".name" and "[3]", one after the other. Gives where the path ends. */
static const char *
read_path (Place *self, const char *path)
{
  const char *p = path;

  while (*p == '.' || *p == '[')
    {
      gsize            length = strcspn (p + 1, ".[]: ");
      g_autofree char *part = g_strndup (p + 1, length);

      if (*p == '[')
        add_index (self, (guint) g_ascii_strtoull (part, NULL, 10));
      else
        {
          self->node = member_of (self->node, part);
          add_word (self, word_of (self, part));
        }
      p += 1 + length;
      if (*p == ']')
        p++;
    }

  return p;
}

/**
 * bell_admin_document_problem:
 * @document: (nullable): a desk document that was refused
 * @message: why, in English; it may begin with a JSON path
 *
 * Returns: (transfer full): why, with the place in words
 */
char *
bell_admin_document_problem (JsonNode *document, const char *message)
{
  g_autoptr (GString) words = g_string_new (NULL);
  Place       place = { NULL, document, words };
  const char *rest;

  if (message[0] != '$')
    return g_strdup (message);

  rest = read_path (&place, message + 1);
  if (words->len == 0)
    return g_strdup (message);

  return g_strdup_printf ("%s%s", words->str, rest);
}
