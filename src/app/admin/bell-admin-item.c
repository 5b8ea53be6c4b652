/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-item.h"

#include "bell-admin-value.h"

#include <string.h>

struct _BellAdminItem
{
  GObject      parent_instance;
  BellSession *session; /* NULL without a record */
  BellRecord  *record;
  char        *id;
  char        *title;
  char        *section;
  char        *key; /* to be sorted by */
};

G_DEFINE_FINAL_TYPE (BellAdminItem, bell_admin_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_DESCRIPTION,
  PROP_SECTION,
} BellAdminItemProperty;
static GParamSpec *props[PROP_SECTION + 1];

/* It is made for whoever looks: of thousands of records few are looked at. */
static char *
dup_subtitle (BellAdminItem *self)
{
  return self->record != NULL ? bell_admin_value_subtitle (self->session, self->record) : NULL;
}

static char *
describe (BellAdminItem *self)
{
  g_autofree char *subtitle = dup_subtitle (self);

  if (subtitle == NULL || subtitle[0] == '\0')
    return g_strdup (self->title);

  return g_strdup_printf ("%s, %s", self->title, subtitle);
}

static void
bell_admin_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellAdminItem *self = BELL_ADMIN_ITEM (object);

  switch ((BellAdminItemProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, dup_subtitle (self));
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (value, describe (self));
      break;
    case PROP_SECTION:
      g_value_set_string (value, self->section);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_admin_item_finalize (GObject *object)
{
  BellAdminItem *self = BELL_ADMIN_ITEM (object);

  g_clear_pointer (&self->record, bell_record_unref);
  g_free (self->id);
  g_free (self->title);
  g_clear_object (&self->session);
  g_free (self->section);
  g_free (self->key);

  G_OBJECT_CLASS (bell_admin_item_parent_class)->finalize (object);
}

static void
bell_admin_item_class_init (BellAdminItemClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bell_admin_item_get_property;
  object_class->finalize = bell_admin_item_finalize;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  props[PROP_SECTION] = g_param_spec_string ("section", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bell_admin_item_init (BellAdminItem *self)
{
}

/**
 * bell_admin_item_new_plain:
 * @id: (nullable): the id of a record that is not known, or %NULL for none
 * @title: what it is called
 *
 * Returns: (transfer full): something to choose
 */
BellAdminItem *
bell_admin_item_new_plain (const char *id, const char *title)
{
  BellAdminItem   *self = g_object_new (BELL_TYPE_ADMIN_ITEM, NULL);
  g_autofree char *folded = g_utf8_casefold (title, -1);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->key = g_utf8_collate_key (folded, -1);

  return self;
}

/**
 * bell_admin_item_new:
 * @session: the desk, for names
 * @record: a record of the desk document
 *
 * Returns: (transfer full): the record, to be shown in a list
 */
BellAdminItem *
bell_admin_item_new (BellSession *session, BellRecord *record)
{
  g_autofree char *title = bell_admin_value_title (record);
  BellAdminItem   *self = bell_admin_item_new_plain (record->id, title);

  self->record = bell_record_ref (record);
  self->session = g_object_ref (session);

  return self;
}

/**
 * bell_admin_item_get_id:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the id of its record
 */
const char *
bell_admin_item_get_id (BellAdminItem *self)
{
  return self->id;
}

/**
 * bell_admin_item_get_title:
 * @self: an item
 *
 * Returns: (transfer none): what it is called
 */
const char *
bell_admin_item_get_title (BellAdminItem *self)
{
  return self->title;
}

/**
 * bell_admin_item_get_record:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its record
 */
BellRecord *
bell_admin_item_get_record (BellAdminItem *self)
{
  return self->record;
}

/**
 * bell_admin_item_set_section:
 * @self: an item that nobody shows yet
 * @section: what it and its neighbours in a list stand under
 *
 * Puts it into a part of a list.
 */
void
bell_admin_item_set_section (BellAdminItem *self, const char *section)
{
  g_set_str (&self->section, section);
}

static gboolean
holds (const char *text, const char *folded)
{
  g_autofree char *own = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return own != NULL && strstr (own, folded) != NULL;
}

/**
 * bell_admin_item_fits:
 * @self: an item
 * @text: what is looked for
 *
 * Returns: whether it is in what the item shows, or in its id
 */
gboolean
bell_admin_item_fits (BellAdminItem *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *subtitle = NULL;

  if (holds (self->title, folded) || holds (self->id, folded))
    return TRUE;

  subtitle = dup_subtitle (self);

  return holds (subtitle, folded);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const BellAdminItem *left = *(BellAdminItem *const *) a;
  const BellAdminItem *right = *(BellAdminItem *const *) b;
  int                  order = strcmp (left->key, right->key);

  return order != 0 ? order : g_strcmp0 (left->id, right->id);
}

static gboolean
is_same (BellAdminItem *a, BellAdminItem *b)
{
  if (g_strcmp0 (a->id, b->id) != 0 || !g_str_equal (a->title, b->title)
      || g_strcmp0 (a->section, b->section) != 0)
    return FALSE;

  return a->record == b->record
         || (a->record != NULL && b->record != NULL && bell_record_equal (a->record, b->record));
}

static gboolean
is_same_at (GListStore *store, guint position, BellAdminItem *item)
{
  g_autoptr (BellAdminItem) old = g_list_model_get_item (G_LIST_MODEL (store), position);

  return is_same (old, item);
}

/* What it says of other records may be another, though its own is the same. */
static void
notify_kept (GListStore *store, guint from, guint n)
{
  for (guint i = from; i < from + n; i++)
    {
      g_autoptr (BellAdminItem) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_object_notify_by_pspec (G_OBJECT (item), props[PROP_SUBTITLE]);
      g_object_notify_by_pspec (G_OBJECT (item), props[PROP_DESCRIPTION]);
    }
}

/**
 * bell_admin_items_update:
 * @store: a list of #BellAdminItem
 * @items: (element-type BellAdminItem): what shall be in it
 *
 * Changes as little of the list as it takes, so that what is looked at stays where it is.
 *
 * Returns: whether anything was another
 */
gboolean
bell_admin_items_update (GListStore *store, GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint before = 0, after = 0;

  while (before < n_old && before < items->len && is_same_at (store, before, items->pdata[before]))
    before++;
  while (after < n_old - before && after < items->len - before
         && is_same_at (store, n_old - 1 - after, items->pdata[items->len - 1 - after]))
    after++;
  notify_kept (store, 0, before);
  notify_kept (store, n_old - after, after);
  if (before + after == n_old && n_old == items->len)
    return FALSE;

  g_list_store_splice (store, before, n_old - before - after, items->pdata + before,
                       items->len - before - after);

  return TRUE;
}

/**
 * bell_admin_items_new:
 * @session: a desk that is open
 * @shape: a type of record
 *
 * Returns: (transfer full) (element-type BellAdminItem): the records of the type, by what they are
 * called
 */
GPtrArray *
bell_admin_items_new (BellSession *session, const BellShape *shape)
{
  BellDocument *directory = bell_session_get_directory (session);
  GPtrArray    *records = directory != NULL ? bell_document_list (directory, shape) : NULL;
  GPtrArray    *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_ptr_array_add (items, bell_admin_item_new (session, records->pdata[i]));
  g_ptr_array_sort (items, compare);

  return items;
}
