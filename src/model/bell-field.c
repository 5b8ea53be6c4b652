/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-condition.h"
#include "bell-record.h"
#include "bell-records.h"

#include <string.h>

/* How a kind of field lives in its struct. A slot is the address of the field there. */
typedef struct
{
  void (*init) (const BellField *field, gpointer slot);
  void (*clear) (const BellField *field, gpointer slot);
  void (*copy) (const BellField *field, gpointer to, gconstpointer from);
  gboolean (*is_default) (const BellField *field, gconstpointer slot);
} Storage;

#define SLOT(base, field) ((gpointer) ((char *) (base) + (field)->offset))

static void
nothing_to_do (const BellField *field, gpointer slot)
{
}

/* Strings. */

static gboolean
has_empty_text (const BellField *field)
{
  return field->kind == BELL_FIELD_TEXT && (field->flags & BELL_FIELD_NULLABLE) == 0;
}

static void
string_init (const BellField *field, gpointer slot)
{
  if (has_empty_text (field))
    *(char **) slot = g_strdup ("");
}

static void
string_clear (const BellField *field, gpointer slot)
{
  g_clear_pointer ((char **) slot, g_free);
}

static void
string_copy (const BellField *field, gpointer to, gconstpointer from)
{
  *(char **) to = g_strdup (*(char *const *) from);
}

static gboolean
string_is_default (const BellField *field, gconstpointer slot)
{
  return g_strcmp0 (*(char *const *) slot, has_empty_text (field) ? "" : NULL) == 0;
}

static const Storage string_storage = { string_init, string_clear, string_copy, string_is_default };

/* Numbers, in an int or a gint64. */

static gint64
default_number (const BellField *field)
{
  if (field->fallback != 0 || (field->flags & BELL_FIELD_NULLABLE) == 0)
    return field->fallback;

  if (field->kind == BELL_FIELD_DATE)
    return BELL_DATE_NONE;

  return field->kind == BELL_FIELD_INSTANT ? BELL_INSTANT_NONE : -1;
}

static void
int_init (const BellField *field, gpointer slot)
{
  *(int *) slot = (int) default_number (field);
}

static void
int_copy (const BellField *field, gpointer to, gconstpointer from)
{
  *(int *) to = *(const int *) from;
}

static gboolean
int_is_default (const BellField *field, gconstpointer slot)
{
  return *(const int *) slot == default_number (field);
}

static const Storage int_storage = { int_init, nothing_to_do, int_copy, int_is_default };

static void
int64_init (const BellField *field, gpointer slot)
{
  *(gint64 *) slot = default_number (field);
}

static void
int64_copy (const BellField *field, gpointer to, gconstpointer from)
{
  *(gint64 *) to = *(const gint64 *) from;
}

static gboolean
int64_is_default (const BellField *field, gconstpointer slot)
{
  return *(const gint64 *) slot == default_number (field);
}

static const Storage int64_storage = { int64_init, nothing_to_do, int64_copy, int64_is_default };

static void
minutes_init (const BellField *field, gpointer slot)
{
  for (guint i = 0; i < BELL_N_PRIORITIES; i++)
    ((int *) slot)[i] = -1;
}

static void
minutes_copy (const BellField *field, gpointer to, gconstpointer from)
{
  memcpy (to, from, sizeof (int) * BELL_N_PRIORITIES);
}

static gboolean
minutes_is_default (const BellField *field, gconstpointer slot)
{
  for (guint i = 0; i < BELL_N_PRIORITIES; i++)
    if (((const int *) slot)[i] != -1)
      return FALSE;

  return TRUE;
}

static const Storage minutes_storage
    = { minutes_init, nothing_to_do, minutes_copy, minutes_is_default };

/* Lists; an empty one is never %NULL. */

static void
strv_init (const BellField *field, gpointer slot)
{
  *(char ***) slot = g_new0 (char *, 1);
}

static void
strv_clear (const BellField *field, gpointer slot)
{
  g_clear_pointer ((char ***) slot, g_strfreev);
}

static void
strv_copy (const BellField *field, gpointer to, gconstpointer from)
{
  *(char ***) to = g_strdupv (*(char **const *) from);
}

static gboolean
strv_is_default (const BellField *field, gconstpointer slot)
{
  return (*(char **const *) slot)[0] == NULL;
}

static const Storage strv_storage = { strv_init, strv_clear, strv_copy, strv_is_default };

static void
hours_clear (const BellField *field, gpointer slot)
{
  for (guint i = 0; i < BELL_N_WEEKDAYS; i++)
    g_clear_pointer (&((GArray **) slot)[i], g_array_unref);
}

static void
hours_copy (const BellField *field, gpointer to, gconstpointer from)
{
  for (guint i = 0; i < BELL_N_WEEKDAYS; i++)
    {
      GArray *spans = ((GArray *const *) from)[i];

      ((GArray **) to)[i] = spans != NULL ? g_array_copy (spans) : NULL;
    }
}

static gboolean
hours_is_default (const BellField *field, gconstpointer slot)
{
  for (guint i = 0; i < BELL_N_WEEKDAYS; i++)
    if (((GArray *const *) slot)[i] != NULL)
      return FALSE;

  return TRUE;
}

static const Storage hours_storage = { nothing_to_do, hours_clear, hours_copy, hours_is_default };

static void
parts_init (const BellField *field, gpointer slot)
{
  *(GPtrArray **) slot = bell_record_list_new ();
}

static void
parts_clear (const BellField *field, gpointer slot)
{
  g_clear_pointer ((GPtrArray **) slot, g_ptr_array_unref);
}

static gpointer
copy_part (gconstpointer part, gpointer user_data)
{
  return bell_record_copy (part);
}

static void
parts_copy (const BellField *field, gpointer to, gconstpointer from)
{
  GPtrArray *parts = g_ptr_array_copy (*(GPtrArray *const *) from, copy_part, NULL);

  g_ptr_array_set_free_func (parts, bell_record_unref);
  *(GPtrArray **) to = parts;
}

static gboolean
parts_is_default (const BellField *field, gconstpointer slot)
{
  return (*(GPtrArray *const *) slot)->len == 0;
}

static const Storage parts_storage = { parts_init, parts_clear, parts_copy, parts_is_default };

/* Shared things that do not change. */

static gboolean
pointer_is_default (const BellField *field, gconstpointer slot)
{
  return *(const gconstpointer *) slot == NULL;
}

static void
condition_clear (const BellField *field, gpointer slot)
{
  g_clear_pointer ((BellCondition **) slot, bell_condition_unref);
}

static void
condition_copy (const BellField *field, gpointer to, gconstpointer from)
{
  BellCondition *condition = *(BellCondition *const *) from;

  *(BellCondition **) to = condition != NULL ? bell_condition_ref (condition) : NULL;
}

static const Storage condition_storage
    = { nothing_to_do, condition_clear, condition_copy, pointer_is_default };

static void
json_clear (const BellField *field, gpointer slot)
{
  g_clear_pointer ((JsonNode **) slot, json_node_unref);
}

static void
json_copy (const BellField *field, gpointer to, gconstpointer from)
{
  JsonNode *node = *(JsonNode *const *) from;

  *(JsonNode **) to = node != NULL ? json_node_ref (node) : NULL;
}

static const Storage json_storage = { nothing_to_do, json_clear, json_copy, pointer_is_default };

static void
record_clear (const BellField *field, gpointer slot)
{
  g_clear_pointer ((BellRecord **) slot, bell_record_unref);
}

static void
record_copy (const BellField *field, gpointer to, gconstpointer from)
{
  BellRecord *record = *(BellRecord *const *) from;

  *(BellRecord **) to = record != NULL ? bell_record_ref (record) : NULL;
}

static const Storage record_storage
    = { nothing_to_do, record_clear, record_copy, pointer_is_default };

static const Storage *const storage_of[] = {
  [BELL_FIELD_ID] = &string_storage,
  [BELL_FIELD_REF] = &string_storage,
  [BELL_FIELD_TEXT] = &string_storage,
  [BELL_FIELD_ZONE] = &string_storage,
  [BELL_FIELD_DURATION] = &string_storage,
  [BELL_FIELD_ENUM] = &int_storage,
  [BELL_FIELD_DATE] = &int_storage,
  [BELL_FIELD_TIME] = &int_storage,
  [BELL_FIELD_BOOL] = &int_storage,
  [BELL_FIELD_INT] = &int64_storage,
  [BELL_FIELD_INSTANT] = &int64_storage,
  [BELL_FIELD_FLAGS] = &int_storage,
  [BELL_FIELD_REFS] = &strv_storage,
  [BELL_FIELD_PARTS] = &parts_storage,
  [BELL_FIELD_HOURS] = &hours_storage,
  [BELL_FIELD_MINUTES] = &minutes_storage,
  [BELL_FIELD_CONDITION] = &condition_storage,
  [BELL_FIELD_JSON] = &json_storage,
  [BELL_FIELD_RECORD] = &record_storage,
};

/**
 * bell_field_init:
 * @field: a field
 * @base: a struct of its shape, of which this field is all zero
 *
 * Gives the field the value of a missing member.
 */
void
bell_field_init (const BellField *field, gpointer base)
{
  storage_of[field->kind]->init (field, SLOT (base, field));
}

/**
 * bell_field_clear:
 * @field: a field
 * @base: a struct of its shape
 *
 * Frees what the field holds.
 */
void
bell_field_clear (const BellField *field, gpointer base)
{
  storage_of[field->kind]->clear (field, SLOT (base, field));
}

/**
 * bell_field_copy:
 * @field: a field
 * @to: a struct of its shape, of which this field is all zero
 * @from: another, with the value
 *
 * Gives @to a value of its own that is the same as that of @from.
 */
void
bell_field_copy (const BellField *field, gpointer to, gconstpointer from)
{
  storage_of[field->kind]->copy (field, SLOT (to, field), SLOT (from, field));
}

/**
 * bell_field_is_default:
 * @field: a field
 * @base: a struct of its shape
 *
 * Returns: whether the value is the one that a missing member has
 */
gboolean
bell_field_is_default (const BellField *field, gconstpointer base)
{
  return storage_of[field->kind]->is_default (field, SLOT (base, field));
}

/**
 * bell_field_get_string:
 * @field: a field of kind ID, REF, TEXT, ZONE or DURATION
 * @base: a struct of its shape
 *
 * Returns: (nullable): its text
 */
const char *
bell_field_get_string (const BellField *field, gconstpointer base)
{
  g_return_val_if_fail (storage_of[field->kind] == &string_storage, NULL);

  return *(char *const *) SLOT (base, field);
}
