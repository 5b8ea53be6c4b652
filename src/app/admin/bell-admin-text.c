/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-text.h"

#include "bell-records.h"

#include <glib/gi18n.h>

#define MINUTES_PER_HOUR 60

/* The order is the sidebar's. */
static const BellAdminKind kinds[] = {
  { &bell_agreement_shape, N_ ("Agreements"), N_ ("Agreement"), "x-office-document-symbolic",
    N_ ("New Agreement"), N_ ("Search Agreements"),
    N_ ("An agreement says for which services people may chat, and how soon they are answered. "
        "Make one, switch chat on in it, and name its services.") },
  { &bell_offering_shape, N_ ("Offerings"), N_ ("Offering"), "view-app-grid-symbolic",
    N_ ("New Offering"), N_ ("Search Offerings"),
    N_ ("An offering is what people choose in the Service Portal to make a request. Make one, and "
        "set its status to active.") },
  { &bell_service_shape, N_ ("Services"), N_ ("Service"), "applications-system-symbolic",
    N_ ("New Service"), N_ ("Search Services"),
    N_ ("A service is what a request is about, such as e-mail. Make one, and name it in an "
        "offering and in an agreement.") },
  { &bell_group_shape, N_ ("Groups"), N_ ("Group"), "system-users-symbolic", N_ ("New Group"),
    N_ ("Search Groups"),
    N_ ("A group is the people who work on the same requests. Make one, and assign it in an "
        "offering.") },
  { &bell_shift_shape, N_ ("Shifts"), N_ ("Shift"), "media-playlist-repeat-symbolic",
    N_ ("New Shift"), N_ ("Search Shifts"),
    N_ ("A shift says who of a group is on call, and when. Make a group first, then its shift.") },
  { &bell_rule_shape, N_ ("Rules"), N_ ("Rule"), "view-list-ordered-symbolic", N_ ("New Rule"),
    N_ ("Search Rules"),
    N_ ("A rule gives requests that fulfil a condition an agreement of their own. Chat works "
        "without rules, too.") },
  { &bell_calendar_shape, N_ ("Calendars"), N_ ("Calendar"), "x-office-calendar-symbolic",
    N_ ("New Calendar"), N_ ("Search Calendars"),
    N_ ("A calendar holds working hours and holidays. Make one, and name it in an agreement.") },
  { &bell_person_shape, N_ ("People"), N_ ("Person"), "avatar-default-symbolic", N_ ("New Person"),
    N_ ("Search People"),
    N_ ("Everybody who makes requests or answers them is here. Make a person, and give them their "
        "roles.") },
  { &bell_settings_shape, N_ ("Desk Settings"), N_ ("Desk Settings"), "preferences-system-symbolic",
    NULL, NULL, NULL },
};

/* What records are made of. */
static const struct
{
  const BellShape *shape;
  const char      *one;
} parts[] = {
  { &bell_vacation_shape, N_ ("Vacation") },
  { &bell_holiday_shape, N_ ("Holiday") },
  { &bell_target_shape, N_ ("Target") },
};

/* The first that fits is taken; without a shape it is for all. */
static const struct
{
  const BellShape *shape;
  const char      *field;
  const char      *label;
} labels[] = {
  { NULL, "id", N_ ("Identifier") },
  { NULL, "title", N_ ("Title") },
  { NULL, "name", N_ ("Name") },
  { NULL, "kind", N_ ("Kind") },
  { NULL, "status", N_ ("Status") },
  { NULL, "active", N_ ("Active") },
  { NULL, "owner", N_ ("Owner") },
  { NULL, "timezone", N_ ("Time Zone") },
  { &bell_vacation_shape, "from", N_ ("First Day") },
  { &bell_vacation_shape, "until", N_ ("Last Day") },
  { &bell_holiday_shape, "date", N_ ("Date") },
  { &bell_holiday_shape, "yearly", N_ ("Every Year") },
  { &bell_target_shape, "warn_percent", N_ ("Warn At %") },
  { &bell_settings_shape, "live_chat", N_ ("Live Chat") },
  { &bell_settings_shape, "abandon_grace_seconds", N_ ("Seconds Until an Abandoned Chat Ends") },
  { &bell_person_shape, "email", N_ ("E-mail") },
  { &bell_person_shape, "roles", N_ ("Roles") },
  { &bell_person_shape, "department", N_ ("Department") },
  { &bell_person_shape, "location", N_ ("Location") },
  { &bell_person_shape, "vacations", N_ ("Vacations") },
  { &bell_group_shape, "dispatcher", N_ ("Dispatcher") },
  { &bell_group_shape, "members", N_ ("Members") },
  { &bell_shift_shape, "group", N_ ("Group") },
  { &bell_shift_shape, "rotation", N_ ("Rotation") },
  { &bell_shift_shape, "starts_on", N_ ("Starts On") },
  { &bell_shift_shape, "rotate_every", N_ ("Rotates Every") },
  { &bell_shift_shape, "weekdays", N_ ("Weekdays") },
  { &bell_shift_shape, "from", N_ ("From") },
  { &bell_shift_shape, "until", N_ ("Until") },
  { &bell_shift_shape, "swaps", N_ ("Swaps") },
  { &bell_calendar_shape, "hours", N_ ("Working Hours") },
  { &bell_calendar_shape, "holidays", N_ ("Holidays") },
  { &bell_agreement_shape, "chat", N_ ("Chat") },
  { &bell_agreement_shape, "valid_from", N_ ("Valid From") },
  { &bell_agreement_shape, "valid_until", N_ ("Valid Until") },
  { &bell_agreement_shape, "services", N_ ("Services") },
  { &bell_agreement_shape, "calendar", N_ ("Calendar") },
  { &bell_agreement_shape, "only_in_hours", N_ ("Chat Only in Working Hours") },
  { &bell_agreement_shape, "targets", N_ ("Targets") },
  { &bell_offering_shape, "default_service", N_ ("Default Service") },
  { &bell_offering_shape, "agreement", N_ ("Agreement") },
  { &bell_offering_shape, "expert_assignee", N_ ("Expert Assignee") },
  { &bell_offering_shape, "assigned_group", N_ ("Assigned Group") },
  { &bell_request_shape, "description", N_ ("Description") },
  { &bell_request_shape, "offering", N_ ("Offering") },
  { &bell_request_shape, "actual_service", N_ ("Service") },
  { &bell_request_shape, "requested_by", N_ ("Requested By") },
  { &bell_request_shape, "priority", N_ ("Priority") },
  { &bell_request_shape, "phase", N_ ("Phase") },
  { &bell_request_shape, "expert_assignee", N_ ("Expert Assignee") },
  { &bell_request_shape, "assigned_group", N_ ("Assigned Group") },
  { &bell_rule_shape, "scope", N_ ("Scope") },
  { &bell_rule_shape, "offering", N_ ("Offering") },
  { &bell_rule_shape, "order", N_ ("Order") },
  { &bell_rule_shape, "when", N_ ("Condition") },
  { &bell_rule_shape, "relate_agreement", N_ ("Agreement to Relate") },
  { &bell_request_shape, "description", N_ ("Description") },
  { &bell_request_shape, "offering", N_ ("Offering") },
  { &bell_request_shape, "actual_service", N_ ("Service") },
  { &bell_request_shape, "requested_by", N_ ("Requested By") },
  { &bell_request_shape, "priority", N_ ("Priority") },
  { &bell_request_shape, "phase", N_ ("Phase") },
  { &bell_request_shape, "expert_assignee", N_ ("Expert Assignee") },
  { &bell_request_shape, "assigned_group", N_ ("Assigned Group") },
};

/* In the order of their values: bell-enum.c. */
static const struct
{
  const BellEnumType *type;
  const char         *words[BELL_N_WEEKDAYS];
} words[] = {
  { &bell_kind_type, { N_ ("Service"), N_ ("Support") } },
  { &bell_status_type, { N_ ("Draft"), N_ ("Active"), N_ ("Retired") } },
  { &bell_phase_type, { N_ ("Open"), N_ ("Suspended"), N_ ("Resolved"), N_ ("Closed") } },
  { &bell_priority_type, { N_ ("Critical"), N_ ("High"), N_ ("Medium"), N_ ("Low") } },
  { &bell_phase_type, { N_ ("Open"), N_ ("Suspended"), N_ ("Resolved"), N_ ("Closed") } },
  { &bell_role_type,
    { N_ ("User"), N_ ("Agent"), N_ ("Chat Administrator"), N_ ("Administrator") } },
  { &bell_target_kind_type, { N_ ("Chat Response"), N_ ("Initial Review"), N_ ("Resolution") } },
  { &bell_scope_type,
    { N_ ("Before the Record’s Rules"), N_ ("The Record’s"), N_ ("After the Record’s Rules") } },
  { &bell_weekday_type,
    { N_ ("Monday"), N_ ("Tuesday"), N_ ("Wednesday"), N_ ("Thursday"), N_ ("Friday"),
      N_ ("Saturday"), N_ ("Sunday") } },
};

/* What bell-record-checks.c expects, in words for people. */
static const struct
{
  const char *expected;
  const char *text;
} relations[] = {
  { "at least one weekday", N_ ("Choose at least one weekday.") },
  { "another time than \"from\"", N_ ("This must be another time than From.") },
  { "a time before 24:00", N_ ("This must be a time before 24:00.") },
  { "a day that is not before \"from\"", N_ ("This must not be before First Day.") },
  { "a day that is not before \"valid_from\"", N_ ("This must not be before Valid From.") },
  { "a calendar, as \"only_in_hours\" is true",
    N_ ("Chat only in working hours needs a calendar.") },
  { "null, as the scope is \"record\"", N_ ("With this scope there must be no offering.") },
  { "the id of an offering, as the scope is not \"record\"",
    N_ ("With this scope an offering must be chosen.") },
};

static const char *
translated (const char *text)
{
  return text != NULL ? _ (text) : NULL;
}

/**
 * bell_admin_text_count_kinds:
 *
 * Returns: how many types of records are kept in the window
 */
guint
bell_admin_text_count_kinds (void)
{
  return G_N_ELEMENTS (kinds);
}

/**
 * bell_admin_text_get_kind:
 * @index: which one, in the order of the sidebar
 * @kind: (out caller-allocates): what it is called
 *
 * Tells of a type of record.
 */
void
bell_admin_text_get_kind (guint index, BellAdminKind *kind)
{
  g_return_if_fail (index < G_N_ELEMENTS (kinds));

  kind->shape = kinds[index].shape;
  kind->title = translated (kinds[index].title);
  kind->one = translated (kinds[index].one);
  kind->icon_name = kinds[index].icon_name;
  kind->new_title = translated (kinds[index].new_title);
  kind->search = translated (kinds[index].search);
  kind->empty = translated (kinds[index].empty);
}

/**
 * bell_admin_text_find_kind:
 * @shape: a type of record
 * @kind: (out caller-allocates): what it is called
 *
 * Returns: whether it is one of those that are kept in the window
 */
gboolean
bell_admin_text_find_kind (const BellShape *shape, BellAdminKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].shape == shape)
      {
        bell_admin_text_get_kind (i, kind);
        return TRUE;
      }

  return FALSE;
}

/**
 * bell_admin_text_one:
 * @shape: a type of record, or what a record is made of
 *
 * Returns: what one of them is called
 */
const char *
bell_admin_text_one (const BellShape *shape)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].shape == shape)
      return _ (kinds[i].one);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].shape == shape)
      return _ (parts[i].one);

  return shape == &bell_request_shape ? _ ("Request") : shape->name;
}

/**
 * bell_admin_text_field:
 * @shape: a type of record
 * @field: a field of it
 *
 * Returns: what the field is called
 */
const char *
bell_admin_text_field (const BellShape *shape, const BellField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if ((labels[i].shape == NULL || labels[i].shape == shape)
        && g_str_equal (labels[i].field, field->name))
      return _ (labels[i].label);

  return field->name;
}

/**
 * bell_admin_text_word:
 * @type: an enumeration
 * @value: a value of it
 *
 * Returns: what the value is called
 */
const char *
bell_admin_text_word (const BellEnumType *type, guint value)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].type == type && value < G_N_ELEMENTS (words[i].words)
        && words[i].words[value] != NULL)
      return _ (words[i].words[value]);

  return bell_enum_nick (type, (int) value);
}

/**
 * bell_admin_text_hint:
 * @field: a field of text
 *
 * Returns: (nullable): how to write it, if that cannot be guessed
 */
const char *
bell_admin_text_hint (const BellField *field)
{
  switch ((int) field->kind)
    {
    case BELL_FIELD_ID:
      return _ ("Small letters, digits, dots, hyphens and underscores, at most 64; it begins with "
                "a letter or a digit.");
    case BELL_FIELD_ZONE:
      return _ ("The name of a time zone, such as Europe/Prague.");
    case BELL_FIELD_DURATION:
      return _ ("Whole days or weeks, such as P7D or P1W.");
    case BELL_FIELD_DATE:
      return _ ("A date, such as 2026-11-24.");
    case BELL_FIELD_TIME:
      return _ ("A time from 00:00 to 24:00.");
    case BELL_FIELD_HOURS:
      return _ ("Times from 00:00 to 24:00, such as 09:30; hours must not end when they begin.");
    default:
      return NULL;
    }
}

/* As bell_field_expected(), from the same field, for people. */
static char *
form_text (const BellField *field)
{
  const char *hint = bell_admin_text_hint (field);

  if (hint != NULL)
    return g_strdup (hint);
  if (field->kind == BELL_FIELD_TEXT)
    /* Translators: the least and the most number of characters */
    return g_strdup_printf (_ ("One line of text, %d to %d characters."), (int) field->min,
                            (int) field->max);
  if (field->kind == BELL_FIELD_INT)
    return g_strdup_printf (_ ("A whole number, %d to %d."), (int) field->min, (int) field->max);
  if (field->kind == BELL_FIELD_MINUTES)
    return g_strdup_printf (_ ("Whole minutes, %d to %d."), (int) field->min, (int) field->max);
  if (field->kind == BELL_FIELD_PARTS || field->kind == BELL_FIELD_CONDITION)
    return g_strdup (_ ("Something here is not complete yet, or not right."));
  if (field->kind == BELL_FIELD_REF)
    return g_strdup (_ ("Choose one."));
  if (field->kind == BELL_FIELD_REFS)
    return g_strdup_printf (
        ngettext ("At least %d must be here.", "At least %d must be here.", (gulong) field->min),
        (int) field->min);
  {
    g_autofree char *expected = bell_field_expected (field);

    /* Translators: what follows is what was expected, in English */
    return g_strdup_printf (_ ("Expected: %s"), expected);
  }
}

/**
 * bell_admin_text_minutes:
 * @minutes: a duration
 *
 * Returns: (transfer full): the duration as people read it, in hours and minutes
 */
char *
bell_admin_text_minutes (int minutes)
{
  const int hours = minutes / MINUTES_PER_HOUR, rest = minutes % MINUTES_PER_HOUR;

  if (hours == 0)
    /* Translators: minutes */
    return g_strdup_printf (_ ("%d min"), rest);
  if (rest == 0)
    /* Translators: hours */
    return g_strdup_printf (_ ("%d h"), hours);

  /* Translators: hours and minutes */
  return g_strdup_printf (_ ("%d h %d min"), hours, rest);
}

/**
 * bell_admin_text_problem:
 * @field: a field
 * @problem: what is wrong with it
 * @more: (nullable): more of it, in English
 *
 * Returns: (transfer full): what to write instead
 */
char *
bell_admin_text_problem (const BellField *field, BellProblem problem, const char *more)
{
  if (problem == BELL_PROBLEM_FORM)
    return form_text (field);
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (g_strcmp0 (relations[i].expected, more) == 0)
      return g_strdup (_ (relations[i].text));

  /* Translators: what follows is a technical reason in English */
  return g_strdup_printf (_ ("The desk refuses this: %s"), more);
}

/**
 * bell_admin_text_name_field:
 * @shape: a type of record
 *
 * Returns: (nullable): the field that people know one of them by, besides its id
 */
const BellField *
bell_admin_text_name_field (const BellShape *shape)
{
  const BellField *field = bell_shape_find_field (shape, "name");

  return field != NULL ? field : bell_shape_find_field (shape, "title");
}
