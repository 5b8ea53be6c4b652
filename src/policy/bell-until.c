/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-until.h"

#include "bell-policy-private.h"

/* How far ahead one looks: BELL_NEVER_YEARS of the longest kind. */
#define HORIZON (BELL_NEVER_YEARS * 366 * G_TIME_SPAN_DAY)

/* 9999-12-31: later times cannot be written. */
#define END_OF_TIME (G_GINT64_CONSTANT (253402214400) * G_USEC_PER_SEC)

/* More boundaries than this are not gone along. Each is one at which an agreement becomes usable or
 * ceases to be, so that the first of them is nearly always the one that is looked for. */
#define MAX_BOUNDARIES 2000

/* Where working hours go on for more than a year, one looks again within that. */
#define LOOK_AGAIN (364 * G_TIME_SPAN_DAY)

/* The earlier of two points in time, either of which may be none. */
static BellInstant
earlier (BellInstant a, BellInstant b)
{
  if (a == BELL_INSTANT_NONE || b == BELL_INSTANT_NONE)
    return a == BELL_INSTANT_NONE ? b : a;

  return MIN (a, b);
}

/* When the calendar changes next, after a point in time, between days before @date and later ones.
 * Where clocks go back over midnight, it does so three times. */
static BellInstant
next_midnight (const BellZone *zone, BellDate date, BellInstant after)
{
  BellInstant midnight, change;
  int         minutes;

  if (date == BELL_DATE_NONE)
    return BELL_INSTANT_NONE;

  midnight = bell_zone_instant (zone, date, 0);
  if (midnight > after)
    return midnight;
  if (after - midnight > G_TIME_SPAN_DAY)
    return BELL_INSTANT_NONE;

  if (bell_zone_date (zone, after, &minutes) < date)
    return after - after % BELL_MINUTE + (BELL_MINUTES_PER_DAY - minutes) * BELL_MINUTE;

  change = bell_zone_next_change (zone, after);

  return change != BELL_INSTANT_NONE && change - midnight < G_TIME_SPAN_DAY ? change
                                                                            : BELL_INSTANT_NONE;
}

/* The first point in time after another at which an agreement may become usable or cease to be. */
static BellInstant
next_boundary (const BellAgreementView *view, BellCode code, BellInstant after)
{
  const BellAgreement *agreement = view->agreement;
  BellInstant          next = next_midnight (view->zone, agreement->valid_from, after);
  BellInstant          hours;

  if (agreement->valid_until != BELL_DATE_NONE)
    next = earlier (next, next_midnight (view->zone, agreement->valid_until + 1, after));
  if (!agreement->only_in_hours || (code != BELL_CODE_OK && code != BELL_CODE_OUT_OF_HOURS))
    return next;

  if (code == BELL_CODE_OUT_OF_HOURS)
    return earlier (next, bell_working_time_next_opening (view->time, after));

  hours = bell_working_time_next_closing (view->time, after);

  return earlier (next, hours != BELL_INSTANT_NONE ? hours : after + LOOK_AGAIN);
}

/* The first point in time after another, and not after @last, at which an agreement becomes usable
 * or ceases to be. */
static BellInstant
next_turn (const BellAgreementView *view, int kind, BellInstant after, BellInstant last)
{
  BellCode    first = bell_agreement_usable (view, kind, after);
  BellCode    code = first;
  BellInstant at = after;

  if (view->agreement->status != BELL_STATUS_ACTIVE || !view->agreement->chat
      || view->agreement->kind != kind)
    return BELL_INSTANT_NONE;

  for (guint i = 0; i < MAX_BOUNDARIES; i++)
    {
      BellInstant next = next_boundary (view, code, at);

      if (next == BELL_INSTANT_NONE || next <= at || next > last)
        return BELL_INSTANT_NONE;

      at = next;
      code = bell_agreement_usable (view, kind, at);
      if ((code == BELL_CODE_OK) != (first == BELL_CODE_OK))
        return at;
    }

  return BELL_INSTANT_NONE;
}

/* The agreements that may give the answer, those that come first first. That they do follows from
 * what time does not change. */
static GPtrArray *
agreements_for (const BellPolicy *self, const BellRequest *request, const BellRule *rule)
{
  const BellOffering *offering = bell_document_offering (self->document, request->offering);
  const BellService  *service = bell_document_service (self->document, request->actual_service);
  GPtrArray          *agreements = g_ptr_array_new ();
  GPtrArray          *listing = NULL;

  if (rule != NULL)
    g_ptr_array_add (agreements, bell_policy_agreement (self, rule->relate_agreement));
  if (offering != NULL && offering->agreement != NULL)
    g_ptr_array_add (agreements, bell_policy_agreement (self, offering->agreement));
  if (offering != NULL && service != NULL && service->active
      && g_strcmp0 (offering->default_service, service->record.id) == 0)
    listing = g_hash_table_lookup (self->agreements->listing, service->record.id);
  if (listing != NULL)
    g_ptr_array_extend (agreements, listing, NULL, NULL);

  return agreements;
}

/* The next turn of those agreements that come before the one that gives the answer, and of that
 * one; what comes after it does not count. */
static BellInstant
next_turn_of_any (GPtrArray *agreements, int kind, BellInstant after, BellInstant last)
{
  BellInstant found = BELL_INSTANT_NONE;

  for (guint i = 0; i < agreements->len; i++)
    {
      found = earlier (found, next_turn (agreements->pdata[i], kind, after,
                                         found != BELL_INSTANT_NONE ? found : last));
      if (bell_agreement_usable (agreements->pdata[i], kind, after) == BELL_CODE_OK)
        break;
    }

  return found;
}

static gboolean
is_same (const BellAnswer *a, const BellAnswer *b)
{
  return a->available == b->available && a->path == b->path
         && g_strcmp0 (a->agreement, b->agreement) == 0;
}

/**
 * bell_policy_until:
 * @self: a desk's configuration
 * @request: a request on it, perhaps one that is not made yet
 * @now: the time to decide for
 *
 * How long the answer to whether chat is available holds, if nobody changes anything.
 *
 * Returns: the first point in time after @now at which chat is available and was not, or the other
 *   way round, or is so by another path or agreement; %BELL_INSTANT_NONE if that does not happen
 *   within %BELL_NEVER_YEARS years
 */
BellInstant
bell_policy_until (BellPolicy *self, const BellRequest *request, BellInstant now)
{
  BellAnswer  answer = bell_policy_answer (self, request, now, NULL);
  BellInstant at = now;
  BellInstant last = now < END_OF_TIME - HORIZON ? now + HORIZON : END_OF_TIME;
  g_autoptr (GPtrArray) agreements = NULL;

  if (answer.code == BELL_CODE_LIVE_CHAT_OFF || answer.code == BELL_CODE_REQUEST_CLOSED)
    return BELL_INSTANT_NONE;

  agreements = agreements_for (self, request, answer.rule);
  for (guint i = 0; i < MAX_BOUNDARIES; i++)
    {
      BellAnswer then;

      at = next_turn_of_any (agreements, request->kind, at, last);
      if (at == BELL_INSTANT_NONE)
        return BELL_INSTANT_NONE;

      then = bell_policy_answer (self, request, at, NULL);
      if (!is_same (&answer, &then))
        return at;
    }

  return BELL_INSTANT_NONE;
}
