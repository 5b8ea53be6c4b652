/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "slow-decision.h"

#include "slow-time.h"

#include <string.h>

/* What the clock on the wall shows: a day and minutes. */
static BellDate
local (const char *zone, BellInstant now, int *minutes)
{
  g_autoptr (GTimeZone) tz = g_time_zone_new_identifier (zone != NULL ? zone : "UTC");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (now);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, tz);
  g_autofree char *text = g_date_time_format (there, "%Y-%m-%d");
  BellDate         day = 0;

  g_assert_true (bell_date_parse (text, &day));
  *minutes = g_date_time_get_hour (there) * 60 + g_date_time_get_minute (there);

  return day;
}

/* On a day on which clocks do not change. */
static gboolean
is_open (const BellCalendar *calendar, BellInstant now)
{
  int      minutes;
  BellDate today = local (calendar->timezone, now, &minutes);

  if (slow_time_is_holiday (calendar, today))
    return FALSE;

  for (int back = 0; back < 2; back++)
    {
      GArray *spans = calendar->hours[bell_date_weekday (today - back)];

      for (guint i = 0; spans != NULL && i < spans->len; i++)
        {
          const BellSpan *span = &g_array_index (spans, BellSpan, i);
          int             until = span->until + (span->until > span->from ? 0 : 1440);

          if (minutes + back * 1440 >= span->from && minutes + back * 1440 < until)
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_usable (const BellDocument *desk, const char *id, const BellRequest *request, BellInstant now)
{
  const BellAgreement *agreement = bell_document_agreement (desk, id);
  const BellCalendar  *calendar = bell_document_calendar (desk, agreement->calendar);
  int                  minutes;
  BellDate             today
      = local (calendar != NULL ? calendar->timezone : bell_document_get_settings (desk)->timezone,
               now, &minutes);

  return agreement->status == BELL_STATUS_ACTIVE
         && (agreement->valid_from == BELL_DATE_NONE || today >= agreement->valid_from)
         && (agreement->valid_until == BELL_DATE_NONE || today <= agreement->valid_until)
         && agreement->chat && agreement->kind == request->kind
         && (!agreement->only_in_hours || is_open (calendar, now));
}

/* The value of a field as the desk document writes it; NULL for none. */
static char *
value_of (const BellDocument *desk, const BellRequest *request, const char *name)
{
  gconstpointer    base = request;
  const BellShape *shape = &bell_request_shape;
  const char      *member = strchr (name, '.');
  g_autoptr (JsonNode) node = NULL;

  if (member != NULL && g_str_has_prefix (name, "requested_by."))
    {
      base = bell_document_person (desk, request->requested_by);
      shape = &bell_person_shape;
    }
  else if (member != NULL)
    {
      base = bell_document_offering (desk, request->offering);
      shape = &bell_offering_shape;
    }
  if (base == NULL)
    return NULL;

  node = bell_field_to_json (bell_shape_find_field (shape, member != NULL ? member + 1 : name),
                             base);

  return JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_dup_string (node);
}

static gboolean
in_list (JsonArray *list, const char *value)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (g_strcmp0 (json_array_get_string_element (list, i), value) == 0)
      return TRUE;

  return FALSE;
}

/* A test of one field, as its JSON says it. */
static gboolean
test_holds (const BellDocument *desk, const BellRequest *request, JsonObject *test)
{
  g_autofree char *value = value_of (desk, request, json_object_get_string_member (test, "field"));

  if (json_object_has_member (test, "is"))
    return g_strcmp0 (value, json_object_get_string_member (test, "is")) == 0;
  if (json_object_has_member (test, "is_not"))
    return g_strcmp0 (value, json_object_get_string_member (test, "is_not")) != 0;
  if (json_object_has_member (test, "in"))
    return value != NULL && in_list (json_object_get_array_member (test, "in"), value);
  if (json_object_has_member (test, "is_set"))
    return (value != NULL && value[0] != '\0') == json_object_get_boolean_member (test, "is_set");
  if (json_object_has_member (test, "contains"))
    {
      g_autofree char *folded = value != NULL ? g_utf8_casefold (value, -1) : NULL;
      g_autofree char *part
          = g_utf8_casefold (json_object_get_string_member (test, "contains"), -1);

      return folded != NULL && strstr (folded, part) != NULL;
    }

  g_assert_not_reached ();
}

static gboolean
holds (const BellDocument *desk, const BellRequest *request, JsonNode *condition)
{
  JsonObject *object = json_node_get_object (condition);
  gboolean    any = json_object_has_member (object, "any");
  JsonArray  *parts;

  if (json_object_has_member (object, "not"))
    return !holds (desk, request, json_object_get_member (object, "not"));
  if (!any && !json_object_has_member (object, "all"))
    return test_holds (desk, request, object);

  parts = json_object_get_array_member (object, any ? "any" : "all");
  for (guint i = 0; i < json_array_get_length (parts); i++)
    if (holds (desk, request, json_array_get_element (parts, i)) == any)
      return any;

  return !any;
}

/* Whether the first of two rules comes before the second. */
static gboolean
comes_before (const BellRule *a, const BellRule *b)
{
  if (a->scope != b->scope)
    return a->scope < b->scope;
  if (a->order != b->order)
    return a->order < b->order;

  return strcmp (a->record.id, b->record.id) < 0;
}

static const BellRule *
last_rule (const BellDocument *desk, const BellRequest *request)
{
  GPtrArray      *rules = bell_document_list (desk, &bell_rule_shape);
  const BellRule *last = NULL;

  for (guint i = 0; i < rules->len; i++)
    {
      const BellRule *rule = rules->pdata[i];
      g_autoptr (JsonNode) when = bell_condition_to_json (rule->when);

      if (!rule->active
          || (rule->scope != BELL_SCOPE_RECORD
              && g_strcmp0 (rule->offering, request->offering) != 0)
          || !holds (desk, request, when))
        continue;
      if (last == NULL || comes_before (last, rule))
        last = rule;
    }

  return last;
}

static const char *
by_service (const BellDocument *desk, const BellRequest *request, BellInstant now)
{
  const BellService  *service = bell_document_service (desk, request->actual_service);
  const BellOffering *offering = bell_document_offering (desk, request->offering);
  GPtrArray          *agreements = bell_document_list (desk, &bell_agreement_shape);
  const char         *found = NULL;

  if (service == NULL || !service->active || offering == NULL
      || g_strcmp0 (offering->default_service, service->record.id) != 0)
    return NULL;

  for (guint i = 0; i < agreements->len; i++)
    {
      const BellAgreement *agreement = agreements->pdata[i];

      if (g_strv_contains ((const char *const *) agreement->services, service->record.id)
          && is_usable (desk, agreement->record.id, request, now)
          && (found == NULL || strcmp (agreement->record.id, found) < 0))
        found = agreement->record.id;
    }

  return found;
}

/**
 * slow_decide:
 * @desk: a desk
 * @request: a request on it
 * @now: the time to decide for, on a day on which clocks do not change
 *
 * Returns: whether chat is available, by which path and through which agreement
 */
SlowAnswer
slow_decide (const BellDocument *desk, const BellRequest *request, BellInstant now)
{
  const BellSettings *settings = bell_document_get_settings (desk);
  const BellOffering *offering = bell_document_offering (desk, request->offering);
  const BellRule     *rule;
  const char         *found;

  if (!settings->live_chat
      || (request->phase != BELL_PHASE_OPEN && request->phase != BELL_PHASE_SUSPENDED))
    return (SlowAnswer) { "none", NULL };

  rule = last_rule (desk, request);
  if (rule != NULL && is_usable (desk, rule->relate_agreement, request, now))
    return (SlowAnswer) { "rule", rule->relate_agreement };

  if (offering != NULL && offering->agreement != NULL
      && is_usable (desk, offering->agreement, request, now))
    return (SlowAnswer) { "offering", offering->agreement };

  found = by_service (desk, request, now);

  return found != NULL ? (SlowAnswer) { "service", found } : (SlowAnswer) { "none", NULL };
}
