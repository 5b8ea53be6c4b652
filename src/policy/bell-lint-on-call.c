/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint-private.h"

#include "bell-zone.h"

#define TIME_TO_COME (28 * G_TIME_SPAN_DAY)

/* Whether somebody of the rotation is there on a day. */
static gboolean
has_somebody (const BellLint *self, const BellShift *shift, BellDate day)
{
  for (char **id = shift->rotation; *id != NULL; id++)
    {
      const BellPerson *person
          = bell_document_person (self->document, bell_shift_stand_in (shift, *id, day));

      if (person != NULL && person->active && !bell_person_is_away (person, day))
        return TRUE;
    }

  return FALSE;
}

/* The times from now on that a shift happens in the next four weeks. */
static GArray *
occurrences_of (const BellLint *self, const BellShiftView *view)
{
  GArray        *occurrences = g_array_new (FALSE, FALSE, sizeof (BellOccurrence));
  BellInstant    end = self->now + TIME_TO_COME;
  BellDate       last = bell_zone_date (view->zone, end, NULL);
  BellOccurrence one;

  for (BellDate day = bell_zone_date (view->zone, self->now, NULL) - 1; day <= last; day++)
    if (bell_shift_occurs_on (view, day, &one) && one.until > self->now && one.from < end)
      g_array_append_val (occurrences, one);

  return occurrences;
}

static void
check_somebody (BellLint *self, const BellShift *shift, GArray *occurrences)
{
  const BellOccurrence *first = NULL;
  guint                 n = 0;
  g_autofree char      *date = NULL;
  g_autofree char      *more = NULL;

  for (guint i = 0; i < occurrences->len; i++)
    {
      const BellOccurrence *one = &g_array_index (occurrences, BellOccurrence, i);

      if (has_somebody (self, shift, one->day))
        continue;
      n++;
      if (first == NULL)
        first = one;
    }
  if (n == 0)
    return;

  date = bell_date_format (first->day);
  more = n > 1 ? g_strdup_printf (", the first of %u times in the next four weeks", n)
               : g_strdup ("");
  bell_lint_add (self, BELL_FINDING_ON_CALL_NOBODY, shift, NULL,
                 "everybody in the rotation of shift \"%s\" is away or not active on %s%s; add "
                 "somebody to it",
                 shift->record.id, date, more);
}

static void
check_rotation (BellLint *self, const BellShift *shift, const BellGroup *group)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (char **id = group->members; *id != NULL; id++)
    g_hash_table_add (known, *id);

  for (char **id = shift->rotation; *id != NULL; id++)
    if (g_hash_table_add (known, *id))
      bell_lint_add (
          self, BELL_FINDING_SHIFT_ROTATION_OUTSIDE_GROUP, shift, *id,
          "\"%s\" is in the rotation of shift \"%s\" and no member of group \"%s\", so they "
          "see its chats only while they are on call; make them one",
          *id, shift->record.id, group->record.id);
}

static void
check_clocks (BellLint *self, const BellShiftView *view)
{
  const BellShift *shift = view->shift;
  BellLintTimes    times = { shift->weekdays, shift->from, shift->until, shift->starts_on, NULL };
  BellLintSkipped  found;
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (!bell_lint_find_skipped (self, view->zone, &times, &found))
    return;

  date = bell_date_format (found.date);
  time = bell_time_of_day_format (found.time);
  from = bell_time_of_day_format (found.from);
  until = bell_time_of_day_format (found.until);
  bell_lint_add (
      self, BELL_FINDING_SPAN_IN_SKIPPED_HOUR, shift, NULL,
      "shift \"%s\" %s at %s, and on %s the clocks of %s go from %s to %s; choose a time "
      "outside that hour",
      shift->record.id, found.is_start ? "begins" : "ends", time, date,
      g_time_zone_get_identifier (bell_zone_get_time_zone (view->zone)), from, until);
}

static int
compare_occurrences (gconstpointer a, gconstpointer b)
{
  const BellOccurrence *left = a;
  const BellOccurrence *right = b;

  return left->from < right->from ? -1 : left->from > right->from;
}

/* How long no occurrence is on in the next four weeks, and the first time of that. */
static gint64
measure_gaps (const BellLint *self, GArray *occurrences, BellOccurrence *first)
{
  BellInstant end = self->now + TIME_TO_COME;
  BellInstant covered = self->now;
  gint64      total = 0;

  g_array_sort (occurrences, compare_occurrences);
  for (guint i = 0; i <= occurrences->len && covered < end; i++)
    {
      BellOccurrence one = { 0, end, end };

      if (i < occurrences->len)
        one = g_array_index (occurrences, BellOccurrence, i);
      if (one.from > covered)
        {
          if (total == 0)
            *first = (BellOccurrence) { 0, covered, one.from };
          total += one.from - covered;
        }
      covered = MAX (covered, one.until);
    }

  return total;
}

static char *
format_time (BellInstant instant, const BellZone *zone)
{
  int              minutes;
  g_autofree char *date = bell_date_format (bell_zone_date (zone, instant, &minutes));
  g_autofree char *time = bell_time_of_day_format (minutes);

  return g_strconcat (date, " ", time, NULL);
}

static void
check_gaps (BellLint *self, const BellGroup *group, GArray *occurrences, const BellZone *zone)
{
  BellOccurrence   first = { 0 };
  gint64           minutes = measure_gaps (self, occurrences, &first) / G_TIME_SPAN_MINUTE;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *odd = NULL;

  if (minutes == 0)
    return;

  from = format_time (first.from, zone);
  until = format_time (first.until, zone);
  odd = minutes % 60 != 0 ? g_strdup_printf (" %d minutes", (int) (minutes % 60)) : g_strdup ("");
  bell_lint_add (self, BELL_FINDING_ON_CALL_GAP, group, NULL,
                 "no shift of group \"%s\" is on for %d hours%s of the next four weeks, first from "
                 "%s to %s in %s; add one if somebody should be on call then",
                 group->record.id, (int) (minutes / 60), odd, from, until,
                 g_time_zone_get_identifier (bell_zone_get_time_zone (zone)));
}

/**
 * bell_lint_on_call:
 * @self: a look through a desk
 *
 * Looks at its shifts: whether there is somebody, and whether they leave time out.
 */
void
bell_lint_on_call (BellLint *self)
{
  GPtrArray *groups = bell_document_list (self->document, &bell_group_shape);

  for (guint i = 0; i < groups->len; i++)
    {
      const BellGroup *group = groups->pdata[i];
      GPtrArray *shifts = g_hash_table_lookup (self->policy->shifts->of_group, group->record.id);
      const BellZone *zone;
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (BellOccurrence));

      for (guint s = 0; shifts != NULL && s < shifts->len; s++)
        {
          const BellShiftView *view = shifts->pdata[s];
          g_autoptr (GArray) occurrences = occurrences_of (self, view);

          check_somebody (self, view->shift, occurrences);
          check_rotation (self, view->shift, group);
          check_clocks (self, view);
          g_array_append_vals (all, occurrences->data, occurrences->len);
        }

      zone = group->timezone != NULL ? bell_zone_get (group->timezone) : self->policy->zone;
      if (shifts != NULL && g_hash_table_contains (self->assigned, group->record.id))
        check_gaps (self, group, all, zone);
    }
}
