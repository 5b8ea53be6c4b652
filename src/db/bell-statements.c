/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-records.h"
#include "bell-db-private.h"
#include "bell-db-resources.h"

#include <gio/gio.h>
#include <string.h>

#define FOLDER "/org/deskbell/db/sql/"

/* The shapes that have a table, besides the collections of a desk document. */
static const BellShape *const more_tables[]
    = { &bell_chat_shape, &bell_message_shape, &bell_look_shape, &bell_login_shape };

/* Rows of the last ones end by themselves, and keep nothing from being removed.
 */
#define N_PASSING 2

/**
 * bell_field_has_column:
 * @field: a field
 *
 * Returns: whether its value has a column of its own
 */
gboolean
bell_field_has_column (const BellField *field)
{
  return field->kind != BELL_FIELD_RECORD;
}

/**
 * bell_shape_append_columns:
 * @shape: a shape that has a table
 * @alias: (nullable): what stands for the table in the statement
 * @sql: the statement so far
 *
 * Appends the columns of a record, in the order of its fields.
 */
void
bell_shape_append_columns (const BellShape *shape, const char *alias, GString *sql)
{
  for (guint i = 0; i <= shape->n_fields; i++)
    {
      const char *name = i < shape->n_fields ? shape->fields[i].name : "left_out";

      if (i < shape->n_fields && !bell_field_has_column (&shape->fields[i]))
        continue;
      if (alias != NULL)
        g_string_append_printf (sql, "%s.", alias);
      g_string_append_printf (sql, "\"%s\"%s", name, i < shape->n_fields ? ", " : "");
    }
}

static void
add_statement (GHashTable *statements, const char *shape, const char *verb, GString *sql)
{
  g_hash_table_insert (statements, g_strconcat (shape, ":", verb, NULL),
                       g_string_free (g_steal_pointer (&sql), FALSE));
}

/* INSERT, up to its values. */
static GString *
insert_statement (const BellShape *shape, const char *table)
{
  GString *sql = g_string_new (NULL);
  guint    n = 1;

  g_string_append_printf (sql, "INSERT INTO %s (", table);
  bell_shape_append_columns (shape, NULL, sql);
  g_string_append (sql, ") VALUES (");
  for (guint i = 0; i <= shape->n_fields; i++)
    if (i == shape->n_fields || bell_field_has_column (&shape->fields[i]))
      {
        g_string_append_printf (sql, "%s$%u", n > 1 ? ", " : "", n);
        n++;
      }
  g_string_append_c (sql, ')');

  return sql;
}

static GString *
put_statement (const BellShape *shape, const char *table)
{
  GString *sql = insert_statement (shape, table);

  g_string_append_printf (sql, " ON CONFLICT (%s) DO UPDATE SET left_out = excluded.left_out",
                          shape->collection != NULL ? "id" : "one");
  for (guint i = 0; i < shape->n_fields; i++)
    if (bell_field_has_column (&shape->fields[i]) && shape->fields[i].kind != BELL_FIELD_ID)
      g_string_append_printf (sql, ", \"%s\" = excluded.\"%s\"", shape->fields[i].name,
                              shape->fields[i].name);

  return sql;
}

static void
add_table (GHashTable *statements, const BellShape *shape)
{
  const char *table = shape->collection != NULL ? shape->collection : shape->name;
  GString    *all = g_string_new ("SELECT ");
  GString    *get, *some, *some_of_postgresql;
  GString    *removal = g_string_new (NULL);

  bell_shape_append_columns (shape, NULL, all);
  g_string_append_printf (all, " FROM %s", table);
  get = g_string_new (all->str);
  g_string_append (get, " WHERE id = $1");
  some = g_string_new (all->str);
  g_string_append (some, " WHERE id IN (SELECT value FROM json_each ($1))");
  some_of_postgresql = g_string_new (all->str);
  g_string_append (some_of_postgresql,
                   " WHERE id IN (SELECT jsonb_array_elements_text ($1::jsonb))");
  if (shape->collection != NULL)
    g_string_append (all, " ORDER BY id");
  g_string_append_printf (removal, "DELETE FROM %s WHERE id = $1", table);

  add_statement (statements, shape->name, "put", put_statement (shape, table));
  add_statement (statements, shape->name, "add", insert_statement (shape, table));
  add_statement (statements, shape->name, "all", all);
  add_statement (statements, shape->name, "get", get);
  add_statement (statements, shape->name, "some", some);
  add_statement (statements, shape->name, "some @ postgresql", some_of_postgresql);
  add_statement (statements, shape->name, "delete", removal);
}

/* Appends a condition of SQL that is true where a column holds the id $1: by
 * itself, or in the JSON of a list of ids, or of parts with a member of this
 * name. */
static void
append_holds (GString *sql, const BellField *column, const char *member)
{
  const char *before = sql->len > 0 ? " OR " : "";

  if (column->kind == BELL_FIELD_REF)
    g_string_append_printf (sql, "%s\"%s\" = $1", before, column->name);
  else
    g_string_append_printf (sql,
                            "%s\"%s\" LIKE '%%%s\"' || replace ($1, '_', '\\_') "
                            "|| '\"%%' ESCAPE '\\'",
                            before, column->name, member);
}

static void
append_refers (GString *sql, const BellField *field, const BellShape *to)
{
  if ((field->kind == BELL_FIELD_REF || field->kind == BELL_FIELD_REFS) && field->shape == to)
    append_holds (sql, field, "");

  for (guint i = 0; field->kind == BELL_FIELD_PARTS && i < field->shape->n_fields; i++)
    {
      const BellField *part = &field->shape->fields[i];
      g_autofree char *member = g_strdup_printf ("\"%s\":", part->name);

      if (part->kind == BELL_FIELD_REF && part->shape == to)
        append_holds (sql, field, member);
    }
}

/* "offering:of:service": the ids of the first offerings that refer to a
 * service, and how many there are. */
static void
add_users (GHashTable *statements, const BellShape *shape, const BellShape *to)
{
  g_autoptr (GString) where = g_string_new (NULL);
  g_autofree char *verb = g_strconcat ("of:", to->name, NULL);
  GString         *sql;

  for (guint i = 0; i < shape->n_fields; i++)
    append_refers (where, &shape->fields[i], to);
  if (where->len == 0)
    return;

  sql = g_string_new (NULL);
  g_string_append_printf (sql,
                          "SELECT id, count(*) OVER () AS n FROM %s WHERE %s ORDER BY id LIMIT $2",
                          shape->collection, where->str);
  add_statement (statements, shape->name, verb, sql);
}

/**
 * bell_statement_users:
 * @number: 0, 1, 2, ...
 *
 * Returns: (nullable): one after the other, the shapes whose records may keep
 * others from being removed, then %NULL
 */
const BellShape *
bell_statement_users (guint number)
{
  guint n_more = G_N_ELEMENTS (more_tables) - N_PASSING;

  if (number < BELL_N_COLLECTIONS)
    return bell_collections[number];

  return number - BELL_N_COLLECTIONS < n_more ? more_tables[number - BELL_N_COLLECTIONS] : NULL;
}

static const BellShape *
find_table (const char *table)
{
  if (g_str_equal (table, "settings"))
    return &bell_settings_shape;

  for (guint i = 0; bell_collections[i] != NULL; i++)
    if (g_str_equal (bell_collections[i]->collection, table))
      return bell_collections[i];

  for (guint i = 0; i < G_N_ELEMENTS (more_tables); i++)
    if (g_str_equal (more_tables[i]->collection, table))
      return more_tables[i];

  g_error ("A statement names the table \"%s\", and no record has it", table);
}

/* Puts the columns of records where a statement says {table} or {alias.table}. */
static char *
expand (const char *text)
{
  GString    *sql = g_string_new (NULL);
  const char *open;

  while ((open = strchr (text, '{')) != NULL)
    {
      const char      *close = strchr (open, '}');
      g_autofree char *name = g_strndup (open + 1, close - open - 1);
      char            *dot = strchr (name, '.');

      g_string_append_len (sql, text, open - text);
      if (dot != NULL)
        *dot = '\0';
      bell_shape_append_columns (find_table (dot != NULL ? dot + 1 : name),
                                 dot != NULL ? name : NULL, sql);
      text = close + 1;
    }
  g_string_append (sql, text);

  return g_string_free (sql, FALSE);
}

/* A file is statements, each after a line "-- name: NAME". */
static void
add_file (GHashTable *statements, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (bell_db_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_auto (GStrv) parts = NULL;

  if (bytes == NULL)
    g_error ("%s", error->message);

  parts = g_strsplit (g_bytes_get_data (bytes, NULL), "\n-- name: ", -1);
  for (guint i = 1; parts[i] != NULL; i++)
    {
      char *end = strchr (parts[i], '\n');
      char *name = g_strndup (parts[i], end - parts[i]);

      if (!g_hash_table_insert (statements, name, expand (g_strstrip (end))))
        g_error ("There are two statements \"%s\"", name);
    }
}

static GHashTable *
load_statements (void)
{
  GHashTable *statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) files = g_resource_enumerate_children (bell_db_get_resource (), FOLDER,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  add_table (statements, &bell_settings_shape);
  for (guint i = 0; bell_collections[i] != NULL; i++)
    add_table (statements, bell_collections[i]);
  for (guint i = 0; i < G_N_ELEMENTS (more_tables); i++)
    add_table (statements, more_tables[i]);

  for (guint i = 0; bell_statement_users (i) != NULL; i++)
    for (guint to = 0; bell_collections[to] != NULL; to++)
      add_users (statements, bell_statement_users (i), bell_collections[to]);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (FOLDER, files[i], NULL);

      add_file (statements, path);
    }

  return statements;
}

/**
 * bell_statement_find:
 * @name: the name of a statement; "chat:get", "chat:all", "chat:put",
 * "chat:add" and "chat:delete" are there for every record that has a table,
 * "chat:of:person" where one type refers to another
 * @dialect: of SQL; a statement "NAME @ DIALECT" is for that one alone
 *
 * Returns: (nullable): its text, or %NULL if there is none of that name
 */
const char *
bell_statement_find (const char *name, const char *dialect)
{
  static gsize     once = 0;
  g_autofree char *special = g_strconcat (name, " @ ", dialect, NULL);
  const char      *text;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) load_statements ());

  text = g_hash_table_lookup ((GHashTable *) once, special);

  return text != NULL ? text : g_hash_table_lookup ((GHashTable *) once, name);
}

/**
 * bell_statement_get:
 * @name: the name of a statement that there is
 * @dialect: of SQL
 *
 * Returns: its text
 */
const char *
bell_statement_get (const char *name, const char *dialect)
{
  const char *text = bell_statement_find (name, dialect);

  if (text == NULL)
    g_error ("There is no statement \"%s\"", name);

  return text;
}
