/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"

#include "bell-db-private.h"
#include "bell-json.h"

#include <string.h>

/* How many changes of a transaction are kept to be reported with it. */
#define ADDED_MAX 500

/* How many rows verifying reads at a time. */
#define VERIFY_ROWS 1000

static void
append_text (GString *whole, const char *text)
{
  gssize length = text != NULL ? (gssize) strlen (text) : -1;

  g_string_append_printf (whole, "%zd:", length);
  g_string_append_len (whole, text, MAX (length, 0));
}

/* The texts of a row that its hash covers, in the order of its columns. */
#define HASHED 7

/* The hash of a row: of everything in it and of the hash of the row before. */
static char *
hash_row (const char *before, gint64 seq, gint64 at, const char *const texts[HASHED])
{
  g_autoptr (GString) whole = g_string_sized_new (512);
  g_autofree char *numbers = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, seq, at);

  append_text (whole, before);
  append_text (whole, numbers);
  for (guint i = 0; i < HASHED; i++)
    append_text (whole, texts[i]);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole->str, (gssize) whole->len);
}

static void
find_texts (const BellChange *change, const char *details, const char *texts[HASHED])
{
  const char *const found[HASHED] = { change->actor,
                                      change->type,
                                      change->subject,
                                      bell_enum_nick (&bell_change_kind_type, change->kind),
                                      bell_enum_nick (&bell_audience_type, change->audience),
                                      change->person,
                                      details };

  memcpy (texts, found, sizeof found);
}

static gboolean
write_row (BellDb           *db,
           gint64            seq,
           gint64            at,
           const char *const texts[HASHED],
           const char       *hash,
           GError          **error)
{
  BellCell cells[2 + HASHED + 1] = { bell_cell_int (seq), bell_cell_int (at) };

  for (guint i = 0; i < HASHED; i++)
    cells[2 + i] = bell_cell_text (texts[i]);
  cells[2 + HASHED] = bell_cell_text (hash);

  return bell_db_run_cells (db, "change_append", cells, G_N_ELEMENTS (cells), NULL, error);
}

/* The row before: what this transaction has added last is known, as nobody else adds meanwhile. */
static gboolean
find_last (BellDb *db, gint64 *seq, char **hash, GError **error)
{
  g_autoptr (BellRows) rows = NULL;

  if (db->last_hash != NULL)
    {
      *seq = db->grown;
      *hash = g_steal_pointer (&db->last_hash);
      return TRUE;
    }

  rows = bell_db_query (db, "change_last", NULL, error);
  if (rows == NULL)
    return FALSE;

  *seq = bell_rows_count (rows) > 0 ? bell_rows_int (rows, 0, "seq", 0) : 0;
  *hash = g_strdup (bell_rows_count (rows) > 0 ? bell_rows_text (rows, 0, "hash") : "");

  return TRUE;
}

/* @hash: (transfer full): its hash. */
static void
note_added (BellDb *db, BellChange *change, char *hash)
{
  if (db->added == NULL)
    db->added = bell_record_list_new ();
  if (db->added->len <= ADDED_MAX)
    g_ptr_array_add (db->added, bell_record_ref (change));

  g_free (db->last_hash);
  db->last_hash = hash;
  if (!bell_db_in_transaction (db))
    g_clear_pointer (&db->last_hash, g_free);
}

/**
 * bell_changes_append:
 * @db: a connection, in the transaction that makes the change
 * @change: what changed; its number is set
 * @error: return location for %BELL_ERROR_STORE
 *
 * Writes a row of the change log. Its number follows that of the last row without a hole, and its
 * hash covers that of the last row.
 *
 * Returns: whether it was written
 */
gboolean
bell_changes_append (BellDb *db, BellChange *change, GError **error)
{
  const char      *texts[HASHED];
  g_autofree char *before = NULL;
  g_autofree char *details = NULL;
  g_autofree char *hash = NULL;

  if (!find_last (db, &change->seq, &before, error))
    return FALSE;

  change->seq++;
  if (change->details != NULL)
    details = bell_json_text (change->details, FALSE);
  find_texts (change, details, texts);
  hash = hash_row (before, change->seq, change->at, texts);
  db->grown = change->seq;

  if (!write_row (db, change->seq, change->at, texts, hash, error))
    return FALSE;

  note_added (db, change, g_steal_pointer (&hash));

  return TRUE;
}

static BellChange *
change_of_row (const BellRows *rows, guint row)
{
  BellChange *change = bell_record_new (&bell_change_shape);
  const char *details = bell_rows_text (rows, row, "details");

  change->seq = bell_rows_int (rows, row, "seq", 0);
  change->at = bell_rows_int (rows, row, "at", 0);
  change->actor = g_strdup (bell_rows_text (rows, row, "actor"));
  g_set_str (&change->type, bell_rows_text (rows, row, "type"));
  change->subject = g_strdup (bell_rows_text (rows, row, "subject"));
  change->kind = bell_enum_from_nick (&bell_change_kind_type, bell_rows_text (rows, row, "kind"));
  change->audience
      = bell_enum_from_nick (&bell_audience_type, bell_rows_text (rows, row, "audience"));
  change->person = g_strdup (bell_rows_text (rows, row, "person"));
  if (details != NULL)
    change->details = bell_json_read (details, NULL);

  return change;
}

static GPtrArray *
changes_of_rows (const BellRows *rows)
{
  GPtrArray *changes = bell_record_list_new ();

  for (guint i = 0; i < bell_rows_count (rows); i++)
    g_ptr_array_add (changes, change_of_row (rows, i));

  return changes;
}

/* The table that a change's subject is to be read from, or NULL if it is known or stands in none.
 */
static const BellShape *
table_of (const BellChange *change)
{
  const BellShape *shape = bell_shape_by_name (change->type);

  return change->now == NULL && change->subject != NULL && shape != NULL
                 && shape->collection != NULL
             ? shape
             : NULL;
}

/* The ids of the subjects that are not known yet, by their table. */
static GHashTable *
find_unknown (GPtrArray *changes)
{
  GHashTable *unknown
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < changes->len; i++)
    {
      const BellChange *change = changes->pdata[i];
      const BellShape  *table = table_of (change);
      GHashTable       *ids;

      if (table == NULL)
        continue;

      ids = g_hash_table_lookup (unknown, table);
      if (ids == NULL)
        {
          ids = g_hash_table_new (g_str_hash, g_str_equal);
          g_hash_table_insert (unknown, (gpointer) table, ids);
        }
      g_hash_table_add (ids, change->subject);
    }

  return unknown;
}

/* Gives each change its subject as it is now, all of a table at once; one that is gone, or has no
 * table, gives none. */
static gboolean
add_subjects (BellDb *db, GPtrArray *changes, GError **error)
{
  g_autoptr (GHashTable) unknown = find_unknown (changes);
  GHashTableIter iter;
  gpointer       table, ids;

  g_hash_table_iter_init (&iter, unknown);
  while (g_hash_table_iter_next (&iter, &table, &ids))
    {
      g_autoptr (GHashTable) found = bell_db_some (db, table, ids, error);

      if (found == NULL)
        return FALSE;

      for (guint i = 0; i < changes->len; i++)
        {
          BellChange *change = changes->pdata[i];
          BellRecord *now
              = table_of (change) == table ? g_hash_table_lookup (found, change->subject) : NULL;

          if (now != NULL)
            change->now = bell_record_ref (now);
        }
    }

  return TRUE;
}

/**
 * bell_changes_after:
 * @db: a connection, best in a transaction
 * @after: the number of a change; 0 for the beginning
 * @limit: how many at most
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable) (element-type BellChange): the changes that follow, in order
 *   and without holes, each with its subject as it is now, or %NULL
 */
GPtrArray *
bell_changes_after (BellDb *db, gint64 after, gint64 limit, GError **error)
{
  g_autoptr (BellRows) rows
      = bell_db_query (db, "changes_after", g_variant_new ("(xx)", after, limit), error);
  g_autoptr (GPtrArray) changes = rows != NULL ? changes_of_rows (rows) : NULL;

  return changes != NULL && add_subjects (db, changes, error) ? g_steal_pointer (&changes) : NULL;
}

/**
 * bell_changes_added:
 * @db: a connection in a transaction
 *
 * Returns: how many changes the transaction has added so far
 */
guint
bell_changes_added (BellDb *db)
{
  return db->added != NULL ? db->added->len : 0;
}

/**
 * bell_changes_take_back:
 * @db: a connection in a transaction, of which a part was taken back
 * @n_added: what bell_changes_added() gave before that part
 *
 * Forgets the changes that the part had added.
 */
void
bell_changes_take_back (BellDb *db, guint n_added)
{
  if (bell_changes_added (db) > n_added)
    g_ptr_array_set_size (db->added, (int) n_added);
}

/**
 * bell_changes_steal_added:
 * @db: a connection at the end of a transaction
 *
 * Returns: (transfer full) (nullable) (element-type BellChange): the changes that the transaction
 *   has added, in order, each with its subject as it is now; %NULL if they are many, or cannot be
 *   read: the change log has them
 */
GPtrArray *
bell_changes_steal_added (BellDb *db)
{
  g_autoptr (GPtrArray) added = g_steal_pointer (&db->added);

  if (added == NULL)
    return bell_record_list_new ();

  if (added->len > ADDED_MAX)
    return NULL;

  return add_subjects (db, added, NULL) ? g_steal_pointer (&added) : NULL;
}

/**
 * bell_changes_of_request:
 * @db: a connection, best in a transaction
 * @request: the id of a request
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable) (element-type BellChange): how the request was made and
 *   changed, in order, without what it is now, or %NULL
 */
GPtrArray *
bell_changes_of_request (BellDb *db, const char *request, GError **error)
{
  g_autoptr (BellRows) rows
      = bell_db_query (db, "changes_of_request", g_variant_new ("(s)", request), error);

  return rows != NULL ? changes_of_rows (rows) : NULL;
}

/* The one with an index for what is wanted. */
static const char *
history_statement (const BellRecordHistory *wanted)
{
  if (wanted->type == NULL || wanted->subject == NULL
      || g_str_equal (wanted->type, bell_message_shape.name))
    return wanted->edits ? "changes_history_of_edits" : "changes_history";

  return wanted->edits ? "changes_history_of_edited_record" : "changes_history_of_record";
}

/**
 * bell_changes_history:
 * @db: a connection
 * @wanted: which changes
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable) (element-type BellChange): these changes,
 * newest first, without what their subjects are now, or %NULL
 */
GPtrArray *
bell_changes_history (BellDb *db, const BellRecordHistory *wanted, GError **error)
{
  g_autoptr (BellRows) rows = bell_db_query (
      db, history_statement (wanted),
      g_variant_new ("(msmsmsxxxx)", wanted->type, wanted->subject, wanted->actor, wanted->since,
                     wanted->until != BELL_INSTANT_NONE ? wanted->until : G_MAXINT64,
                     wanted->before > 0 ? wanted->before : G_MAXINT64, wanted->limit),
      error);

  return rows != NULL ? changes_of_rows (rows) : NULL;
}

/**
 * bell_changes_last:
 * @db: a connection
 * @seq: (out): the number of the last change, 0 if there is none
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether it could be read
 */
gboolean
bell_changes_last (BellDb *db, gint64 *seq, GError **error)
{
  g_autoptr (BellRows) last = bell_db_query (db, "change_last", NULL, error);

  if (last == NULL)
    return FALSE;

  *seq = bell_rows_count (last) > 0 ? bell_rows_int (last, 0, "seq", 0) : 0;

  return TRUE;
}

static gboolean
verify_row (const BellRows *rows, guint row, gint64 expected, char **hash, GError **error)
{
  gint64           seq = bell_rows_int (rows, row, "seq", 0);
  const char      *texts[HASHED];
  g_autofree char *right = NULL;

  /* They follow "seq" and "at". */
  for (guint i = 0; i < HASHED; i++)
    texts[i] = bell_rows_text_at (rows, row, 2 + i);
  right = hash_row (*hash, seq, bell_rows_int (rows, row, "at", 0), texts);

  if (seq != expected)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_STORE,
                   "the change log lacks change %" G_GINT64_FORMAT, expected);
      return FALSE;
    }

  if (g_strcmp0 (right, bell_rows_text (rows, row, "hash")) != 0)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_STORE,
                   "change %" G_GINT64_FORMAT " is not what was written, or one before it is not",
                   expected);
      return FALSE;
    }
  g_set_str (hash, right);

  return TRUE;
}

/**
 * bell_changes_verify:
 * @db: a connection, best in a transaction
 * @n_changes: (out): how many changes there are
 * @error: return location for %BELL_ERROR_STORE, which names the first change that is wrong
 *
 * Returns: whether the change log is whole: no number missing, every hash right
 */
gboolean
bell_changes_verify (BellDb *db, gint64 *n_changes, GError **error)
{
  g_autofree char *hash = g_strdup ("");
  gint64           seq = 0;

  for (;;)
    {
      g_autoptr (BellRows) rows = bell_db_query (
          db, "changes_after", g_variant_new ("(xx)", seq, (gint64) VERIFY_ROWS), error);

      if (rows == NULL)
        return FALSE;

      for (guint i = 0; i < bell_rows_count (rows); i++)
        if (!verify_row (rows, i, ++seq, &hash, error))
          return FALSE;

      if (bell_rows_count (rows) < VERIFY_ROWS)
        break;
    }
  *n_changes = seq;

  return TRUE;
}
