/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-records.h"

#include "bell-record-checks.h"

#define REQUIRED .flags = BELL_FIELD_REQUIRED
#define NULLABLE .flags = BELL_FIELD_NULLABLE
#define KEPT     .flags = BELL_FIELD_NULLABLE | BELL_FIELD_KEPT
#define NAME     .min = 1, .max = 200
#define MANY     .max = 10000

static const BellField settings_fields[] = {
  BELL_FIELD (BellSettings, live_chat, BOOL, .fallback = TRUE),
  BELL_FIELD (BellSettings,
              abandon_grace_seconds,
              INT,
              .max = 86400,
              .fallback = BELL_DEFAULT_ABANDON_GRACE_SECONDS),
  BELL_FIELD (BellSettings, timezone, ZONE, NULLABLE),
};
const BellShape bell_settings_shape = BELL_SHAPE (BellSettings, settings_fields, "settings");

static const BellField vacation_fields[] = {
  BELL_FIELD (BellVacation, from, DATE, REQUIRED),
  BELL_FIELD (BellVacation, until, DATE, REQUIRED),
};
const BellShape bell_vacation_shape
    = BELL_SHAPE (BellVacation, vacation_fields, "vacation", .check = bell_check_vacation);

static const BellField person_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellPerson, name, TEXT, REQUIRED, NAME),
  BELL_FIELD (BellPerson, email, TEXT, NULLABLE, .min = 3, .max = 254),
  BELL_FIELD (BellPerson, roles, FLAGS, .values = &bell_role_type),
  BELL_FIELD (BellPerson, department, TEXT, NULLABLE, NAME),
  BELL_FIELD (BellPerson, location, TEXT, NULLABLE, NAME),
  BELL_FIELD (BellPerson, timezone, ZONE, NULLABLE),
  BELL_FIELD (BellPerson, active, BOOL, .fallback = TRUE),
  BELL_FIELD (BellPerson, vacations, PARTS, MANY, .shape = &bell_vacation_shape),
};
const BellShape bell_person_shape
    = BELL_SHAPE (BellPerson, person_fields, "person", .collection = "people");

static const BellField group_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellGroup, name, TEXT, REQUIRED, NAME),
  BELL_FIELD (BellGroup, owner, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellGroup, dispatcher, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellGroup, members, REFS, MANY, .shape = &bell_person_shape),
  BELL_FIELD (BellGroup, timezone, ZONE, NULLABLE),
};
const BellShape bell_group_shape
    = BELL_SHAPE (BellGroup, group_fields, "group", .collection = "groups");

static const BellField swap_fields[] = {
  BELL_FIELD (BellSwap, date, DATE, REQUIRED),
  BELL_FIELD (BellSwap, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellSwap, with, REF, REQUIRED, .shape = &bell_person_shape),
};
const BellShape bell_swap_shape
    = BELL_SHAPE (BellSwap, swap_fields, "swap", .check = bell_check_swap);

static const BellField shift_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellShift, group, REF, REQUIRED, .shape = &bell_group_shape),
  BELL_FIELD (BellShift, rotation, REFS, REQUIRED, .shape = &bell_person_shape, .min = 1, MANY),
  BELL_FIELD (BellShift, starts_on, DATE, REQUIRED),
  BELL_FIELD (BellShift, rotate_every, DURATION, REQUIRED),
  BELL_FIELD (BellShift, weekdays, FLAGS, REQUIRED, .values = &bell_weekday_type),
  BELL_FIELD (BellShift, from, TIME, REQUIRED),
  BELL_FIELD (BellShift, until, TIME, REQUIRED),
  BELL_FIELD (BellShift, timezone, ZONE, NULLABLE),
  BELL_FIELD (BellShift, swaps, PARTS, MANY, .shape = &bell_swap_shape),
};
const BellShape bell_shift_shape = BELL_SHAPE (BellShift,
                                               shift_fields,
                                               "shift",
                                               .collection = "shifts",
                                               .check = bell_check_shift);

static const BellField service_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellService, name, TEXT, REQUIRED, NAME),
  BELL_FIELD (BellService, active, BOOL, .fallback = TRUE),
};
const BellShape bell_service_shape
    = BELL_SHAPE (BellService, service_fields, "service", .collection = "services");

static const BellField holiday_fields[] = {
  BELL_FIELD (BellHoliday, name, TEXT, .max = 200),
  BELL_FIELD (BellHoliday, date, DATE, REQUIRED),
  BELL_FIELD (BellHoliday, yearly, BOOL),
};
const BellShape bell_holiday_shape = BELL_SHAPE (BellHoliday, holiday_fields, "holiday");

static const BellField calendar_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellCalendar, name, TEXT, REQUIRED, NAME),
  BELL_FIELD (BellCalendar, timezone, ZONE, REQUIRED),
  BELL_FIELD (BellCalendar, hours, HOURS, MANY),
  BELL_FIELD (BellCalendar, holidays, PARTS, MANY, .shape = &bell_holiday_shape),
};
const BellShape bell_calendar_shape
    = BELL_SHAPE (BellCalendar, calendar_fields, "calendar", .collection = "calendars");

static const BellField target_fields[] = {
  BELL_FIELD (BellTarget, kind, ENUM, REQUIRED, .values = &bell_target_kind_type),
  BELL_FIELD (BellTarget, warn_percent, INT, .min = 1, .max = 100, .fallback = 80),
  BELL_FIELD (BellTarget, minutes, MINUTES, REQUIRED, .min = 1, .max = 5256000),
};
const BellShape bell_target_shape = BELL_SHAPE (BellTarget, target_fields, "target");

static const BellField agreement_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellAgreement, title, TEXT, REQUIRED, NAME),
  BELL_FIELD (BellAgreement, kind, ENUM, REQUIRED, .values = &bell_kind_type),
  BELL_FIELD (BellAgreement, owner, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellAgreement, chat, BOOL),
  BELL_FIELD (BellAgreement, status, ENUM, REQUIRED, .values = &bell_status_type),
  BELL_FIELD (BellAgreement, valid_from, DATE, NULLABLE),
  BELL_FIELD (BellAgreement, valid_until, DATE, NULLABLE),
  BELL_FIELD (BellAgreement, services, REFS, MANY, .shape = &bell_service_shape),
  BELL_FIELD (BellAgreement, calendar, REF, NULLABLE, .shape = &bell_calendar_shape),
  BELL_FIELD (BellAgreement, only_in_hours, BOOL),
  BELL_FIELD (BellAgreement, targets, PARTS, MANY, .shape = &bell_target_shape),
};
const BellShape bell_agreement_shape = BELL_SHAPE (BellAgreement,
                                                   agreement_fields,
                                                   "agreement",
                                                   .collection = "agreements",
                                                   .check = bell_check_agreement);

static const BellField offering_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellOffering, name, TEXT, REQUIRED, NAME),
  BELL_FIELD (BellOffering, kind, ENUM, REQUIRED, .values = &bell_kind_type),
  BELL_FIELD (BellOffering, status, ENUM, REQUIRED, .values = &bell_status_type),
  BELL_FIELD (BellOffering, default_service, REF, NULLABLE, .shape = &bell_service_shape),
  BELL_FIELD (BellOffering, agreement, REF, NULLABLE, .shape = &bell_agreement_shape),
  BELL_FIELD (BellOffering, owner, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellOffering, expert_assignee, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellOffering, assigned_group, REF, NULLABLE, .shape = &bell_group_shape),
};
const BellShape bell_offering_shape
    = BELL_SHAPE (BellOffering, offering_fields, "offering", .collection = "offerings");

static const BellField rule_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellRule, scope, ENUM, REQUIRED, .values = &bell_scope_type),
  BELL_FIELD (BellRule, offering, REF, NULLABLE, .shape = &bell_offering_shape),
  BELL_FIELD (BellRule, order, INT, .min = G_MININT32, .max = G_MAXINT32),
  BELL_FIELD (BellRule, active, BOOL, .fallback = TRUE),
  BELL_FIELD (BellRule, when, CONDITION, REQUIRED),
  BELL_FIELD (BellRule, relate_agreement, REF, REQUIRED, .shape = &bell_agreement_shape),
};
const BellShape bell_rule_shape
    = BELL_SHAPE (BellRule, rule_fields, "rule", .collection = "rules", .check = bell_check_rule);

static const BellField request_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellRequest, title, TEXT, REQUIRED, NAME),
  BELL_FIELD (BellRequest, description, TEXT, .flags = BELL_FIELD_LINES, .max = 20000),
  BELL_FIELD (BellRequest, kind, ENUM, .values = &bell_kind_type, .fallback = BELL_KIND_SUPPORT),
  BELL_FIELD (BellRequest, offering, REF, NULLABLE, .shape = &bell_offering_shape),
  BELL_FIELD (BellRequest, actual_service, REF, NULLABLE, .shape = &bell_service_shape),
  BELL_FIELD (BellRequest, requested_by, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellRequest,
              priority,
              ENUM,
              .values = &bell_priority_type,
              .fallback = BELL_PRIORITY_MEDIUM),
  BELL_FIELD (BellRequest, phase, ENUM, .values = &bell_phase_type),
  BELL_FIELD (BellRequest, owner, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellRequest, expert_assignee, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellRequest, assigned_group, REF, NULLABLE, .shape = &bell_group_shape),
  BELL_FIELD (BellRequest, created_at, INSTANT, KEPT),
  BELL_FIELD (BellRequest, chat_asked_at, INSTANT, KEPT),
};
const BellShape bell_request_shape
    = BELL_SHAPE (BellRequest, request_fields, "request", .collection = "requests");

const BellShape *const bell_collections[BELL_N_COLLECTIONS + 1] = {
  &bell_person_shape,   &bell_group_shape,
  &bell_shift_shape,    &bell_service_shape,
  &bell_calendar_shape, &bell_agreement_shape,
  &bell_offering_shape, &bell_rule_shape,
  &bell_request_shape,  NULL,
};

/**
 * bell_collection_index:
 * @shape: the shape of a record
 *
 * Returns: the place of its collection in #bell_collections, or -1 if a desk document has none
 */
int
bell_collection_index (const BellShape *shape)
{
  for (int i = 0; bell_collections[i] != NULL; i++)
    if (bell_collections[i] == shape)
      return i;

  return -1;
}

/**
 * bell_collection_by_name:
 * @name: the name of a collection of a desk document: "people"
 *
 * Returns: (nullable): the shape of its records, or %NULL if there is no such collection
 */
const BellShape *
bell_collection_by_name (const char *name)
{
  for (guint i = 0; i < BELL_N_COLLECTIONS; i++)
    if (g_str_equal (bell_collections[i]->collection, name))
      return bell_collections[i];

  return NULL;
}
