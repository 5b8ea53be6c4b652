/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-text.h"

#include "bell-format.h"
#include "bell-records.h"

#include <glib/gi18n.h>

#define MINUTES_PER_HOUR 60

/* The order is the sidebar's. */
static const BellAdminKind kinds[] = {
  { &bell_agreement_shape, N_ ("Agreements"), NC_ ("record", "Agreement"),
    "x-office-document-symbolic", N_ ("New Agreement"), N_ ("Search Agreements"),
    N_ ("An agreement says for which services people may chat, and how soon they are answered. "
        "Make one, switch chat on in it, and name its services.") },
  { &bell_offering_shape, N_ ("Offerings"), NC_ ("record", "Offering"), "view-app-grid-symbolic",
    N_ ("New Offering"), N_ ("Search Offerings"),
    N_ ("An offering is what people choose in the Service Portal to make a request. Make one, and "
        "set its status to active.") },
  { &bell_service_shape, N_ ("Services"), NC_ ("record", "Service"), "applications-system-symbolic",
    N_ ("New Service"), N_ ("Search Services"),
    N_ ("A service is what a request is about, such as e-mail. Make one, and name it in an "
        "offering and in an agreement.") },
  { &bell_group_shape, N_ ("Groups"), NC_ ("record", "Group"), "system-users-symbolic",
    N_ ("New Group"), N_ ("Search Groups"),
    N_ ("A group is the people who work on the same requests. Make one, and assign it in an "
        "offering.") },
  { &bell_shift_shape, N_ ("Shifts"), NC_ ("record", "Shift"), "media-playlist-repeat-symbolic",
    N_ ("New Shift"), N_ ("Search Shifts"),
    N_ ("A shift says who of a group is on call, and when. Make a group first, then its shift.") },
  { &bell_rule_shape, N_ ("Rules"), NC_ ("record", "Rule"), "view-list-ordered-symbolic",
    N_ ("New Rule"), N_ ("Search Rules"),
    N_ ("A rule gives requests that fulfil a condition an agreement of their own. Chat works "
        "without rules, too.") },
  { &bell_calendar_shape, N_ ("Calendars"), NC_ ("record", "Calendar"),
    "x-office-calendar-symbolic", N_ ("New Calendar"), N_ ("Search Calendars"),
    N_ ("A calendar holds working hours and holidays. Make one, and name it in an agreement.") },
  { &bell_person_shape, N_ ("People"), NC_ ("record", "Person"), "avatar-default-symbolic",
    N_ ("New Person"), N_ ("Search People"),
    N_ ("Everybody who makes requests or answers them is here. Make a person, and give them their "
        "roles.") },
  { &bell_settings_shape, N_ ("Desk Settings"), NC_ ("record", "Desk Settings"),
    "preferences-system-symbolic", NULL, NULL, NULL },
};

/* What records are made of. */
static const struct
{
  const BellShape *shape;
  const char      *one;
} parts[] = {
  { &bell_vacation_shape, NC_ ("record", "Vacation") },
  { &bell_holiday_shape, NC_ ("record", "Holiday") },
  { &bell_target_shape, NC_ ("record", "Target") },
};

/* The first that fits is taken; without a shape it is for all. */
static const struct
{
  const BellShape *shape;
  const char      *field;
  const char      *label;
} labels[] = {
  { NULL, "id", NC_ ("field", "Identifier") },
  { NULL, "title", NC_ ("field", "Title") },
  { NULL, "name", NC_ ("field", "Name") },
  { NULL, "kind", NC_ ("field", "Kind") },
  { NULL, "status", NC_ ("field", "Status") },
  { NULL, "active", NC_ ("field", "Active") },
  { NULL, "owner", NC_ ("field", "Owner") },
  { NULL, "timezone", NC_ ("field", "Time Zone") },
  { &bell_vacation_shape, "from", NC_ ("field", "First Day") },
  { &bell_vacation_shape, "until", NC_ ("field", "Last Day") },
  { &bell_holiday_shape, "date", NC_ ("field", "Date") },
  { &bell_holiday_shape, "yearly", NC_ ("field", "Every Year") },
  { &bell_target_shape, "warn_percent", NC_ ("field", "Warn At %") },
  { &bell_settings_shape, "live_chat", NC_ ("field", "Live Chat") },
  { &bell_settings_shape, "abandon_grace_seconds",
    NC_ ("field", "Seconds Until an Abandoned Chat Ends") },
  { &bell_person_shape, "email", NC_ ("field", "E-mail") },
  { &bell_person_shape, "roles", NC_ ("field", "Roles") },
  { &bell_person_shape, "department", NC_ ("field", "Department") },
  { &bell_person_shape, "location", NC_ ("field", "Location") },
  { &bell_person_shape, "vacations", NC_ ("field", "Vacations") },
  { &bell_group_shape, "dispatcher", NC_ ("field", "Dispatcher") },
  { &bell_group_shape, "members", NC_ ("field", "Members") },
  { &bell_shift_shape, "group", NC_ ("field", "Group") },
  { &bell_shift_shape, "rotation", NC_ ("field", "Rotation") },
  { &bell_shift_shape, "starts_on", NC_ ("field", "Starts On") },
  { &bell_shift_shape, "rotate_every", NC_ ("field", "Rotates Every") },
  { &bell_shift_shape, "weekdays", NC_ ("field", "Weekdays") },
  { &bell_shift_shape, "from", NC_ ("field", "From") },
  { &bell_shift_shape, "until", NC_ ("field", "Until") },
  { &bell_shift_shape, "swaps", NC_ ("field", "Swaps") },
  { &bell_calendar_shape, "hours", NC_ ("field", "Working Hours") },
  { &bell_calendar_shape, "holidays", NC_ ("field", "Holidays") },
  { &bell_agreement_shape, "chat", NC_ ("field", "Chat") },
  { &bell_agreement_shape, "valid_from", NC_ ("field", "Valid From") },
  { &bell_agreement_shape, "valid_until", NC_ ("field", "Valid Until") },
  { &bell_agreement_shape, "services", NC_ ("field", "Services") },
  { &bell_agreement_shape, "calendar", NC_ ("field", "Calendar") },
  { &bell_agreement_shape, "only_in_hours", NC_ ("field", "Chat Only in Working Hours") },
  { &bell_agreement_shape, "targets", NC_ ("field", "Targets") },
  { &bell_offering_shape, "default_service", NC_ ("field", "Default Service") },
  { &bell_offering_shape, "agreement", NC_ ("field", "Agreement") },
  { &bell_offering_shape, "expert_assignee", NC_ ("field", "Expert Assignee") },
  { &bell_offering_shape, "assigned_group", NC_ ("field", "Assigned Group") },
  { &bell_request_shape, "description", NC_ ("field", "Description") },
  { &bell_request_shape, "offering", NC_ ("field", "Offering") },
  { &bell_request_shape, "actual_service", NC_ ("field", "Service") },
  { &bell_request_shape, "requested_by", NC_ ("field", "Requested By") },
  { &bell_request_shape, "priority", NC_ ("field", "Priority") },
  { &bell_request_shape, "phase", NC_ ("field", "Phase") },
  { &bell_request_shape, "expert_assignee", NC_ ("field", "Expert Assignee") },
  { &bell_request_shape, "assigned_group", NC_ ("field", "Assigned Group") },
  { &bell_rule_shape, "scope", NC_ ("field", "Scope") },
  { &bell_rule_shape, "offering", NC_ ("field", "Offering") },
  { &bell_rule_shape, "order", NC_ ("field", "Order") },
  { &bell_rule_shape, "when", NC_ ("field", "Condition") },
  { &bell_rule_shape, "relate_agreement", NC_ ("field", "Agreement to Relate") },
};

/* In the order of their values: bell-enum.c. Those of other parts of the window, too, are in
 * bell-format.c. */
static const struct
{
  const BellEnumType *type;
  const char         *context;
  const char         *words[BELL_N_WEEKDAYS];
} words[] = {
  { &bell_kind_type, "kind", { NC_ ("kind", "Service"), NC_ ("kind", "Support") } },
  { &bell_status_type,
    "status",
    { NC_ ("status", "Draft"), NC_ ("status", "Active"), NC_ ("status", "Retired") } },
  { &bell_role_type,
    "role",
    { NC_ ("role", "User"), NC_ ("role", "Agent"), NC_ ("role", "Chat Administrator"),
      NC_ ("role", "Administrator") } },
  { &bell_target_kind_type,
    "target",
    { NC_ ("target", "Chat Response"), NC_ ("target", "Initial Review"),
      NC_ ("target", "Resolution") } },
  { &bell_scope_type,
    "scope",
    { NC_ ("scope", "Before the Rules for Every Request"), NC_ ("scope", "For Every Request"),
      NC_ ("scope", "After the Rules for Every Request") } },
  { &bell_weekday_type,
    "weekday",
    { NC_ ("weekday", "Monday"), NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
      NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"), NC_ ("weekday", "Saturday"),
      NC_ ("weekday", "Sunday") } },
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
  kind->one = g_dpgettext2 (NULL, "record", kinds[index].one);
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
      return g_dpgettext2 (NULL, "record", kinds[i].one);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].shape == shape)
      return g_dpgettext2 (NULL, "record", parts[i].one);

  return shape == &bell_request_shape ? C_ ("record", "Request") : shape->name;
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
      return g_dpgettext2 (NULL, "field", labels[i].label);

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
  if (type == &bell_phase_type)
    return bell_format_phase ((int) value);
  if (type == &bell_priority_type)
    return bell_format_priority ((int) value);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].type == type && value < G_N_ELEMENTS (words[i].words)
        && words[i].words[value] != NULL)
      return g_dpgettext2 (NULL, words[i].context, words[i].words[value]);

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
    /* Translators: the least and the most number of characters; the most decides on the plural */
    return g_strdup_printf (ngettext ("One line of text, %d to %d character.",
                                      "One line of text, %d to %d characters.",
                                      (gulong) field->max),
                            (int) field->min, (int) field->max);
  if (field->kind == BELL_FIELD_INT)
    return g_strdup_printf (_ ("A whole number, %d to %d."), (int) field->min, (int) field->max);
  if (field->kind == BELL_FIELD_MINUTES)
    return g_strdup_printf (
        ngettext ("Whole minutes, %d to %d.", "Whole minutes, %d to %d.", (gulong) field->max),
        (int) field->min, (int) field->max);
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
