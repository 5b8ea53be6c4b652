/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-order.h"

#include "bell-admin-item.h"
#include "bell-admin-text.h"
#include "bell-admin-value.h"

#include <glib/gi18n.h>
#include <string.h>

/* Lists of records in other orders than by name, and limited to what is so, from the table of
 * fields. */

typedef struct
{
  char          *key;
  BellAdminItem *item;
} Place;

static gboolean
can_sort (const BellField *field)
{
  switch ((int) field->kind)
    {
    case BELL_FIELD_PARTS:
    case BELL_FIELD_HOURS:
    case BELL_FIELD_CONDITION:
      return FALSE;
    default:
      return (field->flags & BELL_FIELD_KEPT) == 0;
    }
}

static void
add_filter (BellListOptions *options,
            BellSession     *session,
            const BellShape *shape,
            const BellField *field)
{
  const char *label = bell_admin_text_field (shape, field);

  if (field->kind == BELL_FIELD_ENUM || field->kind == BELL_FIELD_FLAGS)
    bell_list_options_add_words (options, field->name, label, field->values);
  else if (field->kind == BELL_FIELD_BOOL)
    bell_list_options_add_switch (options, field->name, label);
  else if (field->kind == BELL_FIELD_REF || field->kind == BELL_FIELD_REFS)
    bell_list_options_add_records (options, session, field->name, label, field->shape);
}

/**
 * bell_admin_order_add_options:
 * @options: the options of a list
 * @session: the desk, perhaps not open yet
 * @shape: the type of the records in the list
 *
 * Lets the list be put in order by what the records are called, and by each field that can be, and
 * be limited by each field that has one of a few values.
 */
void
bell_admin_order_add_options (BellListOptions *options,
                              BellSession     *session,
                              const BellShape *shape)
{
  const BellField *name = bell_admin_text_name_field (shape);
  const BellField *id = bell_shape_find_field (shape, "id");
  /* Their own order is what counts, and stays: bell-admin-list-order.c. */
  gboolean is_ordered = shape == &bell_rule_shape;

  if (name == NULL)
    name = id;
  if (!is_ordered)
    bell_list_options_add_order (options, name->name, bell_admin_text_field (shape, name));
  for (guint i = 0; i < shape->n_fields; i++)
    {
      const BellField *field = &shape->fields[i];

      if (!is_ordered && field != name && can_sort (field))
        bell_list_options_add_order (options, field->name, bell_admin_text_field (shape, field));
      add_filter (options, session, shape, field);
    }
}

/* Whether a field has a value, or it is among its values. */
static gboolean
has (const BellField *field, gconstpointer record, const char *wanted)
{
  gconstpointer slot = G_STRUCT_MEMBER_P (record, field->offset);

  switch ((int) field->kind)
    {
    case BELL_FIELD_ENUM:
      return g_strcmp0 (bell_enum_nick (field->values, *(const int *) slot), wanted) == 0;
    case BELL_FIELD_FLAGS:
      return (*(const guint *) slot & (1u << bell_enum_from_nick (field->values, wanted))) != 0;
    case BELL_FIELD_BOOL:
      return *(const gboolean *) slot == g_str_equal (wanted, "true");
    case BELL_FIELD_REFS:
      return g_strv_contains (*(const char *const *const *) slot, wanted);
    default:
      return g_strcmp0 (bell_field_get_string (field, record), wanted) == 0;
    }
}

/**
 * bell_admin_order_fits:
 * @options: the options of a list
 * @record: (type BellRecord): a record of its type
 *
 * Returns: whether the record has all values that the list is limited to
 */
gboolean
bell_admin_order_fits (BellListOptions *options, gconstpointer record)
{
  const BellShape *shape = ((const BellRecord *) record)->shape;

  for (guint i = 0; i < shape->n_fields; i++)
    {
      const char *wanted = bell_list_options_get_filter (options, shape->fields[i].name);

      if (wanted != NULL && !has (&shape->fields[i], record, wanted))
        return FALSE;
    }

  return TRUE;
}

/* As strcmp() puts it in order. */
static char *
key_of (BellSession *session, const BellField *field, gconstpointer record)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (field->kind == BELL_FIELD_ENUM)
    return g_strdup_printf ("%05d", *(const int *) G_STRUCT_MEMBER_P (record, field->offset));
  if (field->kind == BELL_FIELD_INT)
    return g_strdup_printf ("%020" G_GINT64_FORMAT,
                            *(const gint64 *) G_STRUCT_MEMBER_P (record, field->offset));

  text = bell_admin_value_text (session, field, record);
  folded = g_utf8_casefold (text, -1);

  return g_utf8_collate_key (folded, -1);
}

static void
place_clear (gpointer data)
{
  Place *place = data;

  g_free (place->key);
  g_object_unref (place->item);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Place *left = a, *right = b;

  /* What is the same stays in the order that it had. */
  return strcmp (left->key, right->key);
}

static void
reverse (GPtrArray *items)
{
  for (guint i = 0; i < items->len / 2; i++)
    {
      gpointer item = items->pdata[i];

      items->pdata[i] = items->pdata[items->len - 1 - i];
      items->pdata[items->len - 1 - i] = item;
    }
}

static void
sort_by (BellSession *session, const BellField *field, GPtrArray *items)
{
  g_autoptr (GArray) places = g_array_sized_new (FALSE, FALSE, sizeof (Place), items->len);

  g_array_set_clear_func (places, place_clear);
  for (guint i = 0; i < items->len; i++)
    {
      BellAdminItem *item = items->pdata[i];
      Place          place
          = { key_of (session, field, bell_admin_item_get_record (item)), g_object_ref (item) };

      g_array_append_val (places, place);
    }
  g_array_sort (places, compare);
  g_ptr_array_set_size (items, 0);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (items, g_object_ref (g_array_index (places, Place, i).item));
}

/**
 * bell_admin_order_sort:
 * @options: the options of a list
 * @session: the desk, for names
 * @items: (element-type BellAdminItem): records, in the order in which they are at first
 *
 * Puts them in the order that the options say.
 */
void
bell_admin_order_sort (BellListOptions *options, BellSession *session, GPtrArray *items)
{
  const char       *order = bell_list_options_get_order (options);
  const BellRecord *first = items->len > 0 ? bell_admin_item_get_record (items->pdata[0]) : NULL;
  const BellField  *name = first != NULL ? bell_admin_text_name_field (first->shape) : NULL;

  if (first == NULL || order == NULL)
    return;

  if (g_strcmp0 (order, name != NULL ? name->name : "id") != 0)
    sort_by (session, bell_shape_find_field (first->shape, order), items);
  if (bell_list_options_get_reversed (options))
    reverse (items);
}
