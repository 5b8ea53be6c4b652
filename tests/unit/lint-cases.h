/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is changed in the desk of test-lint.c, and what is found then. */
typedef struct
{
  const char *name;
  const char *changes;
  const char *findings; /* a line each: severity code type subject other */
} LintCase;

extern const LintCase lint_cases_of_records[];
extern const LintCase lint_cases_of_rules[];
extern const LintCase lint_cases_of_people[];

/* Changes; see desk_data_change(). */
#define HOURS(hours)   "\"mon\": [[\"09:00\", \"17:00\"]] => " hours "\n"
#define HOLIDAYS(all)  "\"holidays\": [] => \"holidays\": [" all "]\n"
#define HOLIDAYS_BEGIN "\"holidays\": [] => \"holidays\": ["
#define DATED(date)    "{\"date\": \"" date "\"}"
#define YEARLY(date)   "{\"date\": \"" date "\", \"yearly\": true}"
#define CALENDARS      "\"calendars\": [ => \"calendars\": ["

#define AGREEMENTS  "\"agreements\": [ => \"agreements\": ["
#define IDLE        "{\"id\": \"x\", \"title\": \"X\", \"kind\": \"support\", \"status\": \"active\", "
#define TARGETS     "\"targets\": [{\"kind\": \"resolution\", \"minutes\": {\"low\": 60}}]"
#define UNTIL(date) "\"valid_until\": null => \"valid_until\": \"" date "\""
#define OLD(status, more)                                                                          \
  "{\"id\": \"old\", \"title\": \"X\", \"kind\": \"support\", \"status\": \"" status "\"" more     \
  "},\n"
#define SERVICE(service)                                                                           \
  "{\"id\": \"s\", \"title\": \"S\", \"kind\": \"service\", \"status\": \"active\", "              \
  "\"services\": [\"" service "\"], " TARGETS "},\n"
#define OFFERINGS "\"offerings\": [ => \"offerings\": ["
#define OFFERING(status, more)                                                                     \
  "{\"id\": \"o\", \"name\": \"O\", \"kind\": \"support\", \"status\": \"" status                  \
  "\", \"owner\": \"ann\", " more "},\n"
#define OWN(id)  "\"agreement\": null => \"agreement\": \"" id "\"\n"
#define NO_EMAIL "\"name\": \"E\", \"active\": true => \"name\": \"E\", \"active\": false\n"
#define RULES    "\"rules\": [ => \"rules\": ["
#define LOW      "{\"field\": \"priority\", \"is\": \"low\"}"
#define RULE(id, active, when, agreement)                                                          \
  "{\"id\": \"" id "\", \"scope\": \"record\", \"active\": " active ", \"when\": " when            \
  ", \"relate_agreement\": \"" agreement "\"},\n"

#define SCOPED(id, scope, offering, order, when, agreement)                                        \
  "{\"id\": \"" id "\", \"scope\": \"" scope "\", \"offering\": \"" offering                       \
  "\", \"order\": " order ", \"when\": " when ", \"relate_agreement\": \"" agreement "\"},"
#define NEW_RULE(when)        RULES RULE ("n", "true", when, "gold")
#define R1_IS(when)           "{\"field\": \"priority\", \"is\": \"high\"} => " when "\n"
#define IS(field, value)      "{\"field\": \"" field "\", \"is\": \"" value "\"}"
#define IN(field, values)     "{\"field\": \"" field "\", \"in\": [" values "]}"
#define CONTAINS(field, part) "{\"field\": \"" field "\", \"contains\": \"" part "\"}"
#define UNSET(field)          "{\"field\": \"" field "\", \"is_set\": false}"
#define NOT(when)             "{\"not\": " when "}"
#define BOTH(one, other)      "{\"all\": [" one ", " other "]}"
#define NEVER                 "warning rule_never_wins rule n -"
#define AFTER_R1              "warning rule_never_wins rule n r1"
#define RETIRED                                                                                    \
  "{\"id\": \"old-o\", \"name\": \"O\", \"kind\": \"support\", \"status\": \"retired\"},\n"

#define ALL "\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\""
#define SHIFT_OF(group, id, rotation, weekdays, from, until)                                       \
  "\"shifts\": [ => \"shifts\": [{\"id\": \"" id "\", \"group\": \"" group                         \
  "\", \"rotation\": [" rotation                                                                   \
  "], \"starts_on\": \"2026-01-05\", \"rotate_every\": \"P7D\", \"weekdays\": [" weekdays          \
  "], \"from\": \"" from "\", \"until\": \"" until "\"},\n"
#define SHIFT(id, rotation, weekdays, from, until)                                                 \
  SHIFT_OF ("g", id, rotation, weekdays, from, until)
#define AWAY(id, from, until)                                                                      \
  "{\"id\": \"" id "\", => {\"id\": \"" id "\", \"vacations\": [{\"from\": \"2026-" from           \
  "\", \"until\": \"2026-" until "\"}],\n"
#define NEW_GROUP(owner, dispatcher)                                                               \
  "\"groups\": [ => \"groups\": [{\"id\": \"n\", \"name\": \"N\", \"owner\": " owner               \
  ", \"dispatcher\": " dispatcher "},\n"
#define NOBODYS(status, more)                                                                      \
  "{\"id\": \"o\", \"name\": \"O\", \"kind\": \"support\", \"status\": \"" status                  \
  "\", \"default_service\": \"email\", " more "},\n"
