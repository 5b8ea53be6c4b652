/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db-private.h"
#include "bell-json.h"

#include <string.h>

static gboolean
has_number (const BellField *field)
{
  return field->kind == BELL_FIELD_BOOL || field->kind == BELL_FIELD_INT
         || field->kind == BELL_FIELD_INSTANT;
}

/* A text that was made for this, kept as long as the others. */
static BellCell
keep (GPtrArray *made, char *text)
{
  if (text != NULL)
    g_ptr_array_add (made, text);

  return bell_cell_text (text);
}

static BellCell
number_column (const BellField *field, gconstpointer record)
{
  gconstpointer slot = G_STRUCT_MEMBER_P (record, field->offset);
  gint64        number
      = field->kind == BELL_FIELD_BOOL ? *(const gboolean *) slot : *(const gint64 *) slot;
  gboolean null = field->kind == BELL_FIELD_INSTANT && number == BELL_INSTANT_NONE;

  return null ? bell_cell_no_int () : bell_cell_int (number);
}

/* @made: (element-type utf8): what keeps a text that is not the record's own */
static BellCell
column (const BellField *field, gconstpointer record, GPtrArray *made)
{
  g_autoptr (JsonNode) node = NULL;

  if (has_number (field))
    return number_column (field, record);

  if (bell_field_is_string (field))
    return bell_cell_text (bell_field_get_string (field, record));

  if (bell_field_has_text (field))
    return keep (made, bell_field_dup_text (field, record));

  node = bell_field_to_json (field, record);

  return keep (made, JSON_NODE_HOLDS_NULL (node) ? NULL : bell_json_text (node, FALSE));
}

static char *
left_out (const BellRecord *record)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < record->shape->n_fields; i++)
    if ((record->omitted & (G_GUINT64_CONSTANT (1) << i)) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                              record->shape->fields[i].name);

  return g_string_free (names, FALSE);
}

static gboolean
write_record (BellDb *self, const BellRecord *written, const char *verb, GError **error)
{
  g_autofree char *statement = g_strconcat (written->shape->name, verb, NULL);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  BellCell cells[BELL_DB_VALUES_MAX];
  guint    n = 0;

  g_return_val_if_fail (written->shape->n_fields < G_N_ELEMENTS (cells), FALSE);

  for (guint i = 0; i < written->shape->n_fields; i++)
    if (bell_field_has_column (&written->shape->fields[i]))
      cells[n++] = column (&written->shape->fields[i], written, made);
  cells[n++] = keep (made, left_out (written));

  return bell_db_run_cells (self, statement, cells, n, NULL, error);
}

/**
 * bell_db_put:
 * @self: a connection in a transaction
 * @record: (type BellRecord): a record
 * @error: return location for %BELL_ERROR_STORE
 *
 * Writes a record, in the place of the one of its id if there is one.
 *
 * Returns: whether it was written
 */
gboolean
bell_db_put (BellDb *self, gconstpointer record, GError **error)
{
  return write_record (self, record, ":put", error);
}

/**
 * bell_db_add:
 * @self: a connection in a transaction
 * @record: (type BellRecord): a new record
 * @error: return location for %BELL_ERROR_STORE
 *
 * Writes a record that is not there; if there is one of its id, that stays, and this fails, at the
 * latest with the commit.
 *
 * Returns: whether it was written
 */
gboolean
bell_db_add (BellDb *self, gconstpointer record, GError **error)
{
  return write_record (self, record, ":add", error);
}

/* A list of ids, in which no character is ever escaped, needs no parser. */
static gboolean
load_refs (const BellField *field, gpointer record, const char *text)
{
  char          ***slot = (char ***) G_STRUCT_MEMBER_P (record, field->offset);
  const gsize      length = strlen (text);
  g_autofree char *inside = NULL;

  if (length < 4 || !g_str_has_prefix (text, "[\"") || !g_str_has_suffix (text, "\"]"))
    return FALSE;

  inside = g_strndup (text + 2, length - 4);
  g_strfreev (*slot);
  *slot = g_strsplit (inside, "\",\"", -1);

  return TRUE;
}

static gboolean
load_json (const BellField *field, gpointer record, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = bell_json_read (text, error);
  g_autoptr (GString) path = g_string_new (field->name);

  return node != NULL && bell_field_from_json (field, record, node, path, error);
}

static gboolean
load_column (const BellField *field,
             gpointer         record,
             const BellRows  *rows,
             guint            row,
             guint            column,
             GError         **error)
{
  gpointer    slot = G_STRUCT_MEMBER_P (record, field->offset);
  const char *text;

  if (field->kind == BELL_FIELD_BOOL)
    {
      *(gboolean *) slot = bell_rows_int_at (rows, row, column, FALSE) != 0;
      return TRUE;
    }

  if (has_number (field))
    {
      *(gint64 *) slot = bell_rows_int_at (rows, row, column, BELL_INSTANT_NONE);
      return TRUE;
    }

  text = bell_rows_text_at (rows, row, column);
  if (text == NULL)
    return TRUE;

  if (bell_field_has_text (field))
    return bell_field_load_text (field, record, text, error);

  return (field->kind == BELL_FIELD_REFS && load_refs (field, record, text))
         || load_json (field, record, text, error);
}

static void
load_left_out (BellRecord *record, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const BellField *field = bell_shape_find_field (record->shape, names[i]);

      if (field != NULL)
        record->omitted |= G_GUINT64_CONSTANT (1) << (field - record->shape->fields);
    }
}

/* Reads a row whose columns are those of bell_shape_append_columns(). */
static gpointer
load_record (const BellShape *shape, const BellRows *rows, guint row, GError **error)
{
  g_autoptr (BellRecord) record = bell_record_new (shape);
  guint       column = 0;
  const char *omitted;

  for (guint i = 0; i < shape->n_fields; i++)
    {
      if (!bell_field_has_column (&shape->fields[i]))
        continue;
      if (!load_column (&shape->fields[i], record, rows, row, column++, error))
        {
          g_prefix_error (error, "the store holds a %s \"%s\" that cannot be read: ", shape->name,
                          record->id);
          (*error)->domain = BELL_ERROR;
          (*error)->code = BELL_ERROR_STORE;
          return NULL;
        }
    }

  omitted = bell_rows_text_at (rows, row, column);
  if (omitted != NULL && omitted[0] != '\0')
    load_left_out (record, omitted);

  return g_steal_pointer (&record);
}

/**
 * bell_db_records:
 * @self: a connection
 * @shape: what its rows are
 * @statement: the name of a statement that gives the columns of @shape
 * @values: (nullable): its values; a floating tuple is taken
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): the records in the order of the
 *   statement, or %NULL if it failed
 */
GPtrArray *
bell_db_records (BellDb          *self,
                 const BellShape *shape,
                 const char      *statement,
                 GVariant        *values,
                 GError         **error)
{
  g_autoptr (BellRows) rows = bell_db_query (self, statement, values, error);
  g_autoptr (GPtrArray) records = bell_record_list_new ();

  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < bell_rows_count (rows); i++)
    {
      g_autoptr (GError) problem = NULL;
      gpointer record = load_record (shape, rows, i, &problem);

      if (record == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      g_ptr_array_add (records, record);
    }

  return g_steal_pointer (&records);
}

/**
 * bell_db_record:
 * @self: a connection
 * @shape: what its row is
 * @statement: the name of a statement that gives the columns of @shape
 * @values: (nullable): its values; a floating tuple is taken
 * @error: return location for %BELL_ERROR_NOT_FOUND or %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the record of the first row, or %NULL
 */
gpointer
bell_db_record (BellDb          *self,
                const BellShape *shape,
                const char      *statement,
                GVariant        *values,
                GError         **error)
{
  g_autoptr (GPtrArray) records = bell_db_records (self, shape, statement, values, error);

  if (records == NULL)
    return NULL;

  if (records->len == 0)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no such %s", shape->name);
      return NULL;
    }

  return bell_record_ref (records->pdata[0]);
}

/**
 * bell_db_all:
 * @self: a connection
 * @shape: a shape that has a table
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): all records, by id
 */
GPtrArray *
bell_db_all (BellDb *self, const BellShape *shape, GError **error)
{
  g_autofree char *statement = g_strconcat (shape->name, ":all", NULL);

  return bell_db_records (self, shape, statement, NULL, error);
}

/**
 * bell_db_get:
 * @self: a connection
 * @shape: a shape that has a table
 * @id: an id
 * @error: return location for %BELL_ERROR_NOT_FOUND or %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the record, or %NULL
 */
gpointer
bell_db_get (BellDb *self, const BellShape *shape, const char *id, GError **error)
{
  g_autofree char *statement = g_strconcat (shape->name, ":get", NULL);
  g_autoptr (GError) problem = NULL;
  gpointer record;

  record = bell_db_record (self, shape, statement, g_variant_new ("(s)", id), &problem);
  if (record != NULL)
    return record;

  if (g_error_matches (problem, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no %s \"%s\"", shape->name, id);
  else
    g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

/**
 * bell_db_some:
 * @self: a connection
 * @shape: a shape that has a table
 * @ids: (element-type utf8): a set of ids
 * @error: return location for %BELL_ERROR_STORE
 *
 * Reads many records in one go.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 BellRecord): those of them that there are,
 *   by their ids; or %NULL
 */
GHashTable *
bell_db_some (BellDb *self, const BellShape *shape, GHashTable *ids, GError **error)
{
  g_autofree char *statement = g_strconcat (shape->name, ":some", NULL);
  g_autoptr (JsonNode) list = bell_json_array_node (json_array_new ());
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) records = NULL;
  GHashTable    *found;
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    json_array_add_string_element (json_node_get_array (list), id);
  text = bell_json_text (list, FALSE);
  records = bell_db_records (self, shape, statement, g_variant_new ("(s)", text), error);
  if (records == NULL)
    return NULL;

  found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) bell_record_unref);
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (found, BELL_RECORD (records->pdata[i])->id,
                         bell_record_ref (records->pdata[i]));

  return found;
}

static gboolean
add_users (BellDb          *self,
           const BellShape *shape,
           const char      *statement,
           const char      *id,
           GPtrArray       *words,
           guint            few,
           gint64          *n_users,
           GError         **error)
{
  gint64 left = (gint64) few - words->len;
  g_autoptr (BellRows) rows
      = bell_db_query (self, statement, g_variant_new ("(sx)", id, MAX (left, 1)), error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < bell_rows_count (rows) && words->len < few; i++)
    g_ptr_array_add (words,
                     g_strdup_printf ("%s \"%s\"", shape->name, bell_rows_text (rows, i, "id")));
  if (bell_rows_count (rows) > 0)
    *n_users += bell_rows_int (rows, 0, "n", 0);

  return TRUE;
}

/**
 * bell_db_users:
 * @self: a connection
 * @shape: a type of record of the desk document
 * @id: its id
 * @words: (element-type utf8): where to add the first records that refer to it:
 * offering "laptop"
 * @few: how many of them at most
 * @n_users: (out): how many refer to it
 * @error: return location for %BELL_ERROR_STORE
 *
 * Finds, by the tables of fields, what keeps a record from being removed.
 *
 * Returns: whether it could be found out
 */
gboolean
bell_db_users (BellDb          *self,
               const BellShape *shape,
               const char      *id,
               GPtrArray       *words,
               guint            few,
               gint64          *n_users,
               GError         **error)
{
  const BellShape *user;

  *n_users = 0;
  for (guint i = 0; (user = bell_statement_users (i)) != NULL; i++)
    {
      g_autofree char *statement = g_strdup_printf ("%s:of:%s", user->name, shape->name);

      if (bell_statement_find (statement, "") != NULL
          && !add_users (self, user, statement, id, words, few, n_users, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * bell_db_remove:
 * @self: a connection in a transaction
 * @shape: a shape that has a table
 * @id: an id
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether there is no record of this id any more
 */
gboolean
bell_db_remove (BellDb *self, const BellShape *shape, const char *id, GError **error)
{
  g_autofree char *statement = g_strconcat (shape->name, ":delete", NULL);

  return bell_db_run (self, statement, g_variant_new ("(s)", id), NULL, error);
}
