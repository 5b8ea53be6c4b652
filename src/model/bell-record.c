/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-record.h"

/**
 * bell_record_new:
 * @shape: what it shall be
 *
 * Returns: (transfer full): a record of @shape in which every field has the value of a missing
 * member
 */
gpointer
bell_record_new (const BellShape *shape)
{
  BellRecord *self = g_atomic_rc_box_alloc0 (shape->size);

  self->shape = shape;
  for (guint i = 0; i < shape->n_fields; i++)
    bell_field_init (&shape->fields[i], self);

  return self;
}

/**
 * bell_record_ref:
 * @record: (type BellRecord): a record
 *
 * Returns: (transfer full): @record
 */
gpointer
bell_record_ref (gpointer record)
{
  return g_atomic_rc_box_acquire (record);
}

static void
record_clear (gpointer data)
{
  BellRecord *self = data;

  for (guint i = 0; i < self->shape->n_fields; i++)
    bell_field_clear (&self->shape->fields[i], self);
}

/**
 * bell_record_unref:
 * @record: (transfer full) (type BellRecord): a record
 *
 * Gives a reference back.
 */
void
bell_record_unref (gpointer record)
{
  g_atomic_rc_box_release_full (record, record_clear);
}

/**
 * bell_record_copy:
 * @record: (type BellRecord): a record
 *
 * Returns: (transfer full): a record of its own with the same values, to be changed
 */
gpointer
bell_record_copy (gconstpointer record)
{
  const BellRecord *self = record;
  BellRecord       *copy = g_atomic_rc_box_alloc0 (self->shape->size);

  copy->shape = self->shape;
  copy->omitted = self->omitted;
  for (guint i = 0; i < self->shape->n_fields; i++)
    bell_field_copy (&self->shape->fields[i], copy, self);

  return copy;
}

/**
 * bell_record_equal:
 * @a: (type BellRecord): a record
 * @b: (type BellRecord): another of the same shape
 *
 * Returns: whether a desk document would write both the same; what the desk keeps does not count
 */
gboolean
bell_record_equal (gconstpointer a, gconstpointer b)
{
  g_autoptr (JsonNode) left = bell_record_to_json (a, BELL_RECORD_FORM_DOCUMENT);
  g_autoptr (JsonNode) right = bell_record_to_json (b, BELL_RECORD_FORM_DOCUMENT);

  return json_node_equal (left, right);
}

/**
 * bell_record_list_new:
 *
 * Returns: (transfer full) (element-type BellRecord): an empty list that owns its records
 */
GPtrArray *
bell_record_list_new (void)
{
  return g_ptr_array_new_with_free_func (bell_record_unref);
}

/**
 * bell_shape_find_field:
 * @shape: a shape
 * @name: the name of a member
 *
 * Returns: (nullable): its field, or %NULL if @shape has none of that name
 */
const BellField *
bell_shape_find_field (const BellShape *shape, const char *name)
{
  for (guint i = 0; i < shape->n_fields; i++)
    if (g_str_equal (shape->fields[i].name, name))
      return &shape->fields[i];

  return NULL;
}

/**
 * bell_shape_article:
 * @shape: a shape
 *
 * Returns: the English article before its name: "a" or "an"
 */
const char *
bell_shape_article (const BellShape *shape)
{
  return shape->name[0] == 'a' || shape->name[0] == 'o' ? "an" : "a";
}
