/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db-private.h"
#include "bell-db-resources.h"

#include <gio/gio.h>

/* The last schema file there is. */
#define LAST_SCHEMA 6

static gboolean
run_schema (BellDb *self, int version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/org/deskbell/db/schema/%04d.sql", version);
  g_autoptr (GBytes) sql
      = g_resource_lookup_data (bell_db_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  const char      *text;
  g_autofree char *adapted = NULL;

  g_return_val_if_fail (sql != NULL, FALSE);

  text = g_bytes_get_data (sql, NULL);
  if (self->klass->adapt_schema != NULL)
    text = adapted = self->klass->adapt_schema (text);

  return self->klass->execute (self, text, error) && self->klass->set_schema (self, version, error);
}

/* Everything from one version to the last, in the transaction that is open. */
static gboolean
migrate (BellDb *self, GError **error)
{
  int version;

  /* Another process may have done it while this one waited for its turn. */
  if (!self->klass->get_schema (self, &version, error))
    return FALSE;

  for (int next = version + 1; next <= LAST_SCHEMA; next++)
    if (!run_schema (self, next, error))
      {
        g_prefix_error (error, "bringing the schema to version %d: ", next);
        return FALSE;
      }

  return TRUE;
}

/**
 * bell_schema_is_known:
 * @version: the schema that a database has; 0 for none
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether this program knows the schema; a newer one must not be touched
 */
gboolean
bell_schema_is_known (int version, GError **error)
{
  if (version <= LAST_SCHEMA)
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE,
               "was written by a newer Deskbell: its schema is version %d, and this program knows "
               "%d; nothing was changed",
               version, LAST_SCHEMA);
  bell_error_mark (error, BELL_TROUBLE_NEWER, 0);

  return FALSE;
}

/**
 * bell_schema_bring_up:
 * @self: a connection that has just been opened
 * @error: return location for %BELL_ERROR_STORE
 *
 * Makes the schema, or brings an older one up to date, in one transaction: all of it or nothing. A
 * newer schema is refused and left as it is.
 *
 * Returns: whether the database has the schema that this program knows
 */
gboolean
bell_schema_bring_up (BellDb *self, GError **error)
{
  int version;

  if (!self->klass->get_schema (self, &version, error) || !bell_schema_is_known (version, error))
    return FALSE;

  if (version == LAST_SCHEMA || (self->flags & BELL_DB_READ_ONLY) != 0)
    return TRUE;

  if (!bell_db_begin (self, error))
    return FALSE;

  if (!migrate (self, error))
    {
      bell_db_rollback (self);
      return FALSE;
    }

  return bell_db_commit (self, error);
}
