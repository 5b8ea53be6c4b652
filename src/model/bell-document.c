/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-document.h"

#include "bell-chat-records.h"

/* The records of one type. Documents that differ in other types share it. */
typedef struct
{
  GPtrArray  *list;  /* in the order they were added */
  GHashTable *by_id; /* borrowed id to borrowed record */
} Collection;

struct _BellDocument
{
  BellSettings *settings;
  Collection   *collections[BELL_N_COLLECTIONS];
  guint         names; /* a bit for each collection, and one for the settings */
};

#define SETTINGS_BIT (1u << BELL_N_COLLECTIONS)

static Collection *
collection_new (void)
{
  Collection *self = g_atomic_rc_box_new0 (Collection);

  self->list = bell_record_list_new ();
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

static void
collection_add (Collection *self, BellRecord *record)
{
  g_ptr_array_add (self->list, bell_record_ref (record));
  g_hash_table_insert (self->by_id, record->id, record);
}

static void
collection_clear (gpointer data)
{
  Collection *self = data;

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->list);
}

static void
collection_unref (Collection *self)
{
  g_atomic_rc_box_release_full (self, collection_clear);
}

/* A copy with a record in the place of the one of its id, or after all if there is none. */
static Collection *
collection_with (const Collection *base, BellRecord *record)
{
  Collection *self = collection_new ();
  BellRecord *old = g_hash_table_lookup (base->by_id, record->id);

  for (guint i = 0; i < base->list->len; i++)
    collection_add (self, base->list->pdata[i] == old ? record : base->list->pdata[i]);
  if (old == NULL)
    collection_add (self, record);

  return self;
}

/**
 * bell_document_new:
 *
 * Returns: (transfer full): a document with nothing in it
 */
BellDocument *
bell_document_new (void)
{
  BellDocument *self = g_atomic_rc_box_new0 (BellDocument);

  for (guint i = 0; i < BELL_N_COLLECTIONS; i++)
    self->collections[i] = collection_new ();

  return self;
}

/**
 * bell_document_ref:
 * @self: a document
 *
 * Returns: (transfer full): @self
 */
BellDocument *
bell_document_ref (BellDocument *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
document_clear (gpointer data)
{
  BellDocument *self = data;

  g_clear_pointer (&self->settings, bell_record_unref);
  for (guint i = 0; i < BELL_N_COLLECTIONS; i++)
    collection_unref (self->collections[i]);
}

/**
 * bell_document_unref:
 * @self: (transfer full): a document
 *
 * Gives a reference back.
 */
void
bell_document_unref (BellDocument *self)
{
  g_atomic_rc_box_release_full (self, document_clear);
}

/**
 * bell_document_add:
 * @self: a document that is not shared yet
 * @record: (type BellRecord) (transfer none): a record of one of its collections
 *
 * Returns: whether @record was added; %FALSE if there is one of its id already
 */
gboolean
bell_document_add (BellDocument *self, gpointer record)
{
  BellRecord *added = record;
  int         index = bell_collection_index (added->shape);

  g_return_val_if_fail (index >= 0, FALSE);

  if (g_hash_table_contains (self->collections[index]->by_id, added->id))
    return FALSE;

  collection_add (self->collections[index], added);

  return TRUE;
}

/**
 * bell_document_set:
 * @self: a document that is not shared yet
 * @record: (type BellRecord) (transfer none): a record of one of its collections
 *
 * Adds @record, in the place of one of the same id if there is one.
 */
void
bell_document_set (BellDocument *self, gpointer record)
{
  BellRecord *added = record;
  int         index = bell_collection_index (added->shape);
  BellRecord *old;

  g_return_if_fail (index >= 0);

  old = g_hash_table_lookup (self->collections[index]->by_id, added->id);
  if (old != NULL)
    {
      g_hash_table_remove (self->collections[index]->by_id, added->id);
      g_ptr_array_remove (self->collections[index]->list, old);
    }
  bell_document_add (self, added);
}

/**
 * bell_document_with:
 * @base: a document
 * @record: (type BellRecord) (transfer none): settings, or a record of one of its collections
 *
 * What the document would be with @record in the place of the one of the same id, or added.
 *
 * Returns: (transfer full): a document that must not change any more, as it shares with @base what
 *   is the same
 */
BellDocument *
bell_document_with (const BellDocument *base, gpointer record)
{
  BellDocument *self = g_atomic_rc_box_new0 (BellDocument);
  int           index = bell_collection_index (BELL_RECORD (record)->shape);

  self->settings = base->settings != NULL ? bell_record_ref (base->settings) : NULL;
  self->names = base->names;
  for (int i = 0; i < BELL_N_COLLECTIONS; i++)
    self->collections[i] = i == index ? collection_with (base->collections[i], record)
                                      : g_atomic_rc_box_acquire (base->collections[i]);
  if (BELL_RECORD (record)->shape == &bell_settings_shape)
    bell_document_set_settings (self, record);

  return self;
}

/**
 * bell_document_get:
 * @self: a document
 * @shape: a type of record that has a collection
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the record, or %NULL if there is none, or @id is %NULL
 */
gpointer
bell_document_get (const BellDocument *self, const BellShape *shape, const char *id)
{
  int index = bell_collection_index (shape);

  g_return_val_if_fail (index >= 0, NULL);

  return id != NULL ? g_hash_table_lookup (self->collections[index]->by_id, id) : NULL;
}

/**
 * bell_document_list:
 * @self: a document
 * @shape: a type of record that has a collection
 *
 * Returns: (transfer none) (element-type BellRecord): all of them
 */
GPtrArray *
bell_document_list (const BellDocument *self, const BellShape *shape)
{
  int index = bell_collection_index (shape);

  g_return_val_if_fail (index >= 0, NULL);

  return self->collections[index]->list;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const BellRecord *left = *(BellRecord *const *) a;
  const BellRecord *right = *(BellRecord *const *) b;

  return g_strcmp0 (left->id, right->id);
}

/**
 * bell_document_sort:
 * @self: a document that is not shared yet
 *
 * Puts the records of each collection in the order of their ids, by bytes.
 */
void
bell_document_sort (BellDocument *self)
{
  for (guint i = 0; i < BELL_N_COLLECTIONS; i++)
    g_ptr_array_sort (self->collections[i]->list, compare_ids);
}

/**
 * bell_document_get_settings:
 * @self: a document
 *
 * Returns: (nullable): its settings, or %NULL if it has none
 */
const BellSettings *
bell_document_get_settings (const BellDocument *self)
{
  return self->settings;
}

/**
 * bell_document_set_settings:
 * @self: a document that is not shared yet
 * @settings: (transfer none): settings
 *
 * Gives the document settings, instead of those it may have.
 */
void
bell_document_set_settings (BellDocument *self, BellSettings *settings)
{
  BellSettings *old = self->settings;

  self->settings = bell_record_ref (settings);
  if (old != NULL)
    bell_record_unref (old);
}

/* The bit for a top-level member of a desk document, 0 for one that there is none of. */
static guint
name_bit (const char *member)
{
  const BellShape *shape = bell_collection_by_name (member);

  if (g_str_equal (member, "settings"))
    return SETTINGS_BIT;

  return shape != NULL ? 1u << bell_collection_index (shape) : 0;
}

/**
 * bell_document_names:
 * @self: a document
 * @member: "settings", or the name of a collection
 *
 * Returns: whether the JSON that it came from had this member, perhaps empty
 */
gboolean
bell_document_names (const BellDocument *self, const char *member)
{
  return (self->names & name_bit (member)) != 0;
}

/**
 * bell_document_set_names:
 * @self: a document that is not shared yet
 * @members: top-level members; words that are none are passed over
 *
 * Says which members its JSON shall have even if there is nothing in them.
 */
void
bell_document_set_names (BellDocument *self, const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    self->names |= name_bit (members[i]);
}

/**
 * bell_document_dup_names:
 * @self: a document
 *
 * Returns: (transfer full): the members for which bell_document_names() is true
 */
char **
bell_document_dup_names (const BellDocument *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if ((self->names & SETTINGS_BIT) != 0)
    g_strv_builder_add (names, "settings");
  for (guint i = 0; i < BELL_N_COLLECTIONS; i++)
    if ((self->names & (1u << i)) != 0)
      g_strv_builder_add (names, bell_collections[i]->collection);

  return g_strv_builder_end (names);
}

static void
set_contents (BellDocument *self, const BellContents *contents)
{
  g_auto (GStrv) names = g_strsplit (contents->members, " ", -1);

  bell_document_set_names (self, (const char *const *) names);
}

/**
 * bell_document_from_records:
 * @records: (element-type BellRecord): what an export gave: settings, records of collections, and
 *   which members there were
 *
 * Returns: (transfer full): a document that holds them
 */
BellDocument *
bell_document_from_records (GPtrArray *records)
{
  BellDocument *self = bell_document_new ();

  for (guint i = 0; i < records->len; i++)
    {
      BellRecord *record = records->pdata[i];

      if (record->shape == &bell_settings_shape)
        bell_document_set_settings (self, (BellSettings *) record);
      else if (record->shape == &bell_contents_shape)
        set_contents (self, (BellContents *) record);
      else if (bell_collection_index (record->shape) >= 0)
        bell_document_add (self, record);
    }

  return self;
}
