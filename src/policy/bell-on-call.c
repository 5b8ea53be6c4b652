/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"

/**
 * bell_shift_occurs_on:
 * @view: a shift
 * @day: a day in its zone
 * @occurrence: (out caller-allocates): the occurrence that begins on @day
 *
 * Returns: whether there is one
 */
gboolean
bell_shift_occurs_on (const BellShiftView *view, BellDate day, BellOccurrence *occurrence)
{
  const BellShift *shift = view->shift;
  BellDate         last = shift->until > shift->from ? day : day + 1;

  if (day < shift->starts_on || (shift->weekdays & (1u << bell_date_weekday (day))) == 0)
    return FALSE;

  occurrence->day = day;
  occurrence->from = bell_zone_instant (view->zone, day, shift->from);
  occurrence->until = bell_zone_instant (view->zone, last, shift->until);

  return occurrence->from < occurrence->until;
}

static gboolean
is_on (const BellShiftView *view, BellInstant now, BellOccurrence *occurrence)
{
  BellDate today = bell_zone_date (view->zone, now, NULL);

  for (BellDate day = today - 1; day <= today; day++)
    if (bell_shift_occurs_on (view, day, occurrence) && occurrence->from <= now
        && now < occurrence->until)
      return TRUE;

  return FALSE;
}

/**
 * bell_person_is_away:
 * @person: a person
 * @day: a day
 *
 * Returns: whether they are on vacation on that day
 */
gboolean
bell_person_is_away (const BellPerson *person, BellDate day)
{
  for (guint i = 0; i < person->vacations->len; i++)
    {
      const BellVacation *vacation = person->vacations->pdata[i];

      if (vacation->from <= day && day <= vacation->until)
        return TRUE;
    }

  return FALSE;
}

/* Walks once around the rotation, from the one whose turn it is. */
static void
fill_turn (BellPolicy *self, const BellShiftView *view, BellDate day, BellOnCall *on_call)
{
  char **places[] = { &on_call->primary, &on_call->backup_1, &on_call->backup_2 };
  guint  n_members = g_strv_length (view->shift->rotation);
  guint  turn = (guint) (day - view->shift->starts_on) / (guint) view->rotation_days;
  guint  filled = 0;

  for (guint i = 0; i < n_members && filled < G_N_ELEMENTS (places); i++)
    {
      const char       *id = view->shift->rotation[(turn + i) % n_members];
      const BellPerson *person = bell_document_person (self->document, id);

      if (person == NULL || !person->active || bell_person_is_away (person, day))
        continue;
      /* Somebody who is in the rotation twice has one place. */
      if (g_strcmp0 (on_call->primary, id) == 0 || g_strcmp0 (on_call->backup_1, id) == 0)
        continue;
      *places[filled++] = g_strdup (id);
    }
}

/* When the shift begins next, if that is before @before. */
static BellInstant
next_start (const BellShiftView *view, BellInstant now, BellInstant before)
{
  BellDate       today = bell_zone_date (view->zone, now, NULL);
  BellDate       last = bell_zone_date (view->zone, before, NULL);
  BellOccurrence occurrence;

  for (BellDate day = today; day <= last; day++)
    if (bell_shift_occurs_on (view, day, &occurrence) && occurrence.from > now
        && occurrence.from < before)
      return occurrence.from;

  return before;
}

/**
 * bell_policy_on_call:
 * @self: a desk's configuration
 * @group: the id of a group
 * @now: a point in time
 *
 * Who is on call for the group: domain.md, "On-call".
 *
 * Returns: (transfer full): primary and backups, as far as there are any, and until when; all null
 *   outside all shifts
 */
BellOnCall *
bell_policy_on_call (BellPolicy *self, const char *group, BellInstant now)
{
  BellOnCall    *on_call = bell_record_new (&bell_on_call_shape);
  GPtrArray     *shifts = g_hash_table_lookup (self->shifts->of_group, group);
  BellOccurrence occurrence;

  for (guint i = 0; shifts != NULL && i < shifts->len; i++)
    {
      if (!is_on (shifts->pdata[i], now, &occurrence))
        continue;

      /* Of several the one with the smallest id counts, from the moment it begins. */
      for (guint smaller = 0; smaller < i; smaller++)
        occurrence.until = next_start (shifts->pdata[smaller], now, occurrence.until);
      on_call->until = occurrence.until;
      fill_turn (self, shifts->pdata[i], occurrence.day, on_call);
      break;
    }

  return on_call;
}
