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

static gboolean
is_swapped (const BellShift *shift, BellDate day)
{
  for (guint i = 0; i < shift->swaps->len; i++)
    if (((BellSwap *) shift->swaps->pdata[i])->date == day)
      return TRUE;

  return FALSE;
}

/**
 * bell_shift_stand_in:
 * @shift: a shift
 * @person: the id of somebody of its rotation
 * @day: the day of an occurrence
 *
 * A swap puts either of two people in the other's place, also somebody who is not in the rotation.
 * Of several on a day each is made after the one before.
 *
 * Returns: (transfer none): the id of who has their place on that day
 */
const char *
bell_shift_stand_in (const BellShift *shift, const char *person, BellDate day)
{
  for (guint i = 0; i < shift->swaps->len; i++)
    {
      const BellSwap *swap = shift->swaps->pdata[i];

      if (swap->date != day)
        continue;
      if (g_str_equal (swap->person, person))
        person = swap->with;
      else if (g_str_equal (swap->with, person))
        person = swap->person;
    }

  return person;
}

/* Walks once around the rotation, from the one whose turn it is. Whoever would have a place and is
 * on vacation is added to @away. */
static void
fill_turn (BellPolicy          *self,
           const BellShiftView *view,
           BellDate             day,
           BellOnCall          *on_call,
           GStrvBuilder        *away)
{
  char **places[] = { &on_call->primary, &on_call->backup_1, &on_call->backup_2 };
  guint  n_members = g_strv_length (view->shift->rotation);
  guint  turn = (guint) (day - view->shift->starts_on) / (guint) view->rotation_days;
  guint  filled = 0;

  for (guint i = 0; i < n_members && filled < G_N_ELEMENTS (places); i++)
    {
      const char *id
          = bell_shift_stand_in (view->shift, view->shift->rotation[(turn + i) % n_members], day);
      const BellPerson *person = bell_document_person (self->document, id);

      if (person == NULL || !person->active)
        continue;
      if (bell_person_is_away (person, day))
        {
          if (away != NULL)
            g_strv_builder_add (away, id);
          continue;
        }
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

/* The shift that counts, and its occurrence, until another one counts. %NULL: none is on. */
static const BellShiftView *
find_shift (GPtrArray *shifts, BellInstant now, BellOccurrence *occurrence)
{
  for (guint i = 0; shifts != NULL && i < shifts->len; i++)
    {
      if (!is_on (shifts->pdata[i], now, occurrence))
        continue;

      /* Of several the one with the smallest id counts, from the moment it begins. */
      for (guint smaller = 0; smaller < i; smaller++)
        occurrence->until = next_start (shifts->pdata[smaller], now, occurrence->until);

      return shifts->pdata[i];
    }

  return NULL;
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
  BellOnCall          *on_call = bell_record_new (&bell_on_call_shape);
  BellOccurrence       occurrence;
  const BellShiftView *view
      = find_shift (g_hash_table_lookup (self->shifts->of_group, group), now, &occurrence);

  if (view != NULL)
    {
      on_call->until = occurrence.until;
      fill_turn (self, view, occurrence.day, on_call, NULL);
    }

  return on_call;
}

static BellTurn *
turn_new (BellPolicy *self, const BellShiftView *view, BellDate day)
{
  BellTurn *turn = bell_record_new (&bell_turn_shape);
  g_autoptr (BellRecord) record = bell_record_new (&bell_on_call_shape);
  BellOnCall *on_call = (BellOnCall *) record;
  g_autoptr (GStrvBuilder) away = g_strv_builder_new ();

  if (view == NULL)
    return turn;

  fill_turn (self, view, day, on_call, away);
  turn->shift = g_strdup (view->shift->record.id);
  turn->first_day = turn->last_day = day;
  turn->primary = g_steal_pointer (&on_call->primary);
  turn->backup_1 = g_steal_pointer (&on_call->backup_1);
  turn->backup_2 = g_steal_pointer (&on_call->backup_2);
  g_strfreev (turn->away);
  turn->away = g_strv_builder_end (away);
  turn->swapped = is_swapped (view->shift, day);

  return turn;
}

static gboolean
has_same_people (const BellTurn *a, const BellTurn *b)
{
  return g_strcmp0 (a->shift, b->shift) == 0 && g_strcmp0 (a->primary, b->primary) == 0
         && g_strcmp0 (a->backup_1, b->backup_1) == 0 && g_strcmp0 (a->backup_2, b->backup_2) == 0
         && g_strv_equal ((const char *const *) a->away, (const char *const *) b->away)
         && a->swapped == b->swapped;
}

/* Takes @turn. What goes on without a break and with the same people is one turn. */
static void
add_turn (GPtrArray *turns, BellTurn *turn)
{
  BellTurn *last = turns->len > 0 ? turns->pdata[turns->len - 1] : NULL;

  if (last == NULL || !has_same_people (last, turn))
    {
      g_ptr_array_add (turns, turn);
      return;
    }

  last->until = turn->until;
  last->last_day = turn->last_day;
  bell_record_unref (turn);
}

/**
 * bell_policy_turns:
 * @self: a desk's configuration
 * @group: the id of a group
 * @from: the beginning of a span of time
 * @until: its end, not included; not longer than %BELL_TURNS_MAX after @from
 *
 * What bell_policy_on_call() says at each time of the span.
 *
 * Returns: (transfer full) (element-type BellTurn): the parts of the span in which others are on
 *   call than in the one before, in order; those without a shift, too
 */
GPtrArray *
bell_policy_turns (BellPolicy *self, const char *group, BellInstant from, BellInstant until)
{
  GPtrArray *shifts = g_hash_table_lookup (self->shifts->of_group, group);
  GPtrArray *turns = bell_record_list_new ();

  for (BellInstant now = from; now < until;)
    {
      BellOccurrence       occurrence;
      const BellShiftView *view = find_shift (shifts, now, &occurrence);
      BellInstant          end = view != NULL ? MIN (occurrence.until, until) : until;
      BellTurn *turn = turn_new (self, view, view != NULL ? occurrence.day : BELL_DATE_NONE);

      for (guint i = 0; view == NULL && shifts != NULL && i < shifts->len; i++)
        end = next_start (shifts->pdata[i], now, end);
      turn->from = now;
      turn->until = now = end;
      add_turn (turns, turn);
    }

  return turns;
}
