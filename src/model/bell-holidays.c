/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-ical.h"

#include <string.h>

/* The day without its year, which is what a yearly holiday is on. */
static char *
yearly_key (BellDate date)
{
  g_autofree char *text = bell_date_format (date);

  return g_strdup (text + strlen ("YYYY-"));
}

static char *
key_of (const BellHoliday *holiday)
{
  g_autofree char *day
      = holiday->yearly ? yearly_key (holiday->date) : bell_date_format (holiday->date);

  return g_strconcat (day, " ", holiday->name, NULL);
}

static void
remember (GHashTable *keys, const BellHoliday *holiday)
{
  g_hash_table_add (keys, key_of (holiday));
  if (holiday->yearly)
    g_hash_table_add (keys, yearly_key (holiday->date));
}

/* Whether one that is remembered makes this one superfluous. */
static gboolean
is_known (GHashTable *keys, const BellHoliday *holiday)
{
  g_autofree char *key = key_of (holiday);
  g_autofree char *day = yearly_key (holiday->date);

  return g_hash_table_contains (keys, key)
         || (!holiday->yearly && g_hash_table_contains (keys, day));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const BellHoliday *left = *(BellHoliday *const *) a;
  const BellHoliday *right = *(BellHoliday *const *) b;

  if (left->date != right->date)
    return left->date < right->date ? -1 : 1;

  return strcmp (left->name, right->name);
}

static void
merge_some (GPtrArray *merged, GPtrArray *more, gboolean yearly, GHashTable *keys, GPtrArray *added)
{
  for (guint i = 0; i < more->len; i++)
    {
      BellHoliday *holiday = more->pdata[i];

      if (holiday->yearly != yearly || is_known (keys, holiday))
        continue;

      remember (keys, holiday);
      g_ptr_array_add (merged, bell_record_ref (holiday));
      if (added != NULL)
        g_ptr_array_add (added, bell_record_ref (holiday));
    }
}

/**
 * bell_holidays_merge:
 * @old: (element-type BellHoliday): holidays, which stay
 * @more: (element-type BellHoliday): holidays that come to them
 * @added: (nullable) (element-type BellHoliday): is given those that are new
 *
 * One of the same name on the same day comes once, and one of a single day not at all where a
 * yearly one is.
 *
 * Returns: (transfer full) (element-type BellHoliday): all of them, by date
 */
GPtrArray *
bell_holidays_merge (GPtrArray *old, GPtrArray *more, GPtrArray *added)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *merged = bell_record_list_new ();

  for (guint i = 0; i < old->len; i++)
    {
      remember (keys, old->pdata[i]);
      g_ptr_array_add (merged, bell_record_ref (old->pdata[i]));
    }

  merge_some (merged, more, TRUE, keys, added);
  merge_some (merged, more, FALSE, keys, added);
  g_ptr_array_sort (merged, compare);
  if (added != NULL)
    g_ptr_array_sort (added, compare);

  return merged;
}
