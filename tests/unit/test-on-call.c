/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy.h"
#include "desk-data.h"

/* Four people, one of them away for two days and one who has left. */
static const char people[]
    = "{\"format\": \"deskbell/1\", \"settings\": {\"timezone\": \"America/New_York\"}, \"people\": ["
      "{\"id\": \"ann\", \"name\": \"A\"}, {\"id\": \"bob\", \"name\": \"B\","
      " \"vacations\": [{\"from\": \"2026-01-12\", \"until\": \"2026-01-13\"}]},"
      "{\"id\": \"cyd\", \"name\": \"C\"}, {\"id\": \"dee\", \"name\": \"D\"},"
      "{\"id\": \"left\", \"name\": \"L\", \"active\": false}],"
      "\"groups\": [{\"id\": \"g\", \"name\": \"G\", \"timezone\": \"Europe/Prague\"},"
      "{\"id\": \"nyc\", \"name\": \"N\"}],"
      "\"shifts\": [%s]}";

#define ALL "\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\""
#define SHIFT(id, group, rotation, starts, every, days, from, until, more)                         \
  "{\"id\": \"" id "\", \"group\": \"" group "\", \"rotation\": [" rotation                        \
  "], \"starts_on\": \"" starts "\", \"rotate_every\": \"" every "\", \"weekdays\": [" days        \
  "], \"from\": \"" from "\", \"until\": \"" until "\"" more "}"

#define SWAP(day, person, with)                                                                    \
  ", \"swaps\": [{\"date\": \"" day "\", \"person\": \"" person "\", \"with\": \"" with "\"}]"

#define ABC "\"ann\", \"bob\", \"cyd\""
#define WEEK                                                                                       \
  SHIFT ("week", "g", ABC, "2026-01-05", "P7D", "\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"",     \
         "09:00", "18:00", "")
#define NIGHT SHIFT ("night", "g", ABC, "2026-01-05", "P1D", ALL, "20:00", "08:00", "")
#define NYC   SHIFT ("nyc", "nyc", ABC, "2026-01-05", "P7D", ALL, "09:00", "18:00", "")

static const struct
{
  const char *name;
  const char *shifts;
  const char *group;
  const char *now;
  const char *expected; /* primary backup_1 backup_2 until */
} cases[] = {
  { "first-week", WEEK, "g", "2026-01-05T09:00:00+01:00", "ann bob cyd 2026-01-05T17:00:00Z" },
  { "half-open-start", WEEK, "g", "2026-01-05T08:59:59+01:00", "- - - -" },
  { "half-open-end", WEEK, "g", "2026-01-05T18:00:00+01:00", "- - - -" },
  { "weekend", WEEK, "g", "2026-01-10T10:00:00+01:00", "- - - -" },
  { "before-it-starts", WEEK, "g", "2026-01-02T10:00:00+01:00", "- - - -" },
  { "third-week", WEEK, "g", "2026-01-19T10:00:00+01:00", "cyd ann bob 2026-01-19T17:00:00Z" },
  { "round-again", WEEK, "g", "2026-01-26T10:00:00+01:00", "ann bob cyd 2026-01-26T17:00:00Z" },
  { "away", WEEK, "g", "2026-01-13T10:00:00+01:00", "cyd ann - 2026-01-13T17:00:00Z" },
  { "back", WEEK, "g", "2026-01-14T10:00:00+01:00", "bob cyd ann 2026-01-14T17:00:00Z" },
  { "turns-are-local-days-over-a-change-of-clocks", WEEK, "g", "2026-03-30T09:00:00+02:00",
    "ann bob cyd 2026-03-30T16:00:00Z" },
  { "crosses-midnight-belongs-to-the-evening", NIGHT, "g", "2026-01-06T03:00:00+01:00",
    "ann bob cyd 2026-01-06T07:00:00Z" },
  { "next-evening", NIGHT, "g", "2026-01-06T21:00:00+01:00", "bob cyd ann 2026-01-07T07:00:00Z" },
  { "vacation-counts-on-the-evenings-day", NIGHT, "g", "2026-01-14T03:00:00+01:00",
    "cyd ann - 2026-01-14T07:00:00Z" },
  { "night-of-the-spring-change", NIGHT, "g", "2026-03-29T07:30:00+02:00",
    "bob cyd ann 2026-03-29T06:00:00Z" },
  { "desks-zone", NYC, "nyc", "2026-01-05T09:30:00-05:00", "ann bob cyd 2026-01-05T23:00:00Z" },
  { "shifts-own-zone",
    SHIFT ("s",
           "g",
           ABC,
           "2026-01-05",
           "P7D",
           ALL,
           "09:00",
           "18:00",
           ", \"timezone\": \"Asia/Tokyo\""),
    "g", "2026-01-05T09:30:00+09:00", "ann bob cyd 2026-01-05T09:00:00Z" },
  { "weeks", SHIFT ("s", "g", ABC, "2026-01-05", "P2W", ALL, "00:00", "24:00", ""), "g",
    "2026-01-18T23:59:59+01:00", "ann bob cyd 2026-01-18T23:00:00Z" },
  { "weeks-next", SHIFT ("s", "g", ABC, "2026-01-05", "P2W", ALL, "00:00", "24:00", ""), "g",
    "2026-01-19T00:00:00+01:00", "bob cyd ann 2026-01-19T23:00:00Z" },
  { "inactive-is-left-out",
    SHIFT ("s", "g", "\"left\", \"dee\"", "2026-01-05", "P7D", ALL, "00:00", "24:00", ""), "g",
    "2026-01-05T12:00:00+01:00", "dee - - 2026-01-05T23:00:00Z" },
  { "only-three", SHIFT ("s", "g", "\"dee\", " ABC, "2026-01-05", "P7D", ALL, "00:00", "24:00", ""),
    "g", "2026-01-05T12:00:00+01:00", "dee ann bob 2026-01-05T23:00:00Z" },
  { "twice-in-the-rotation",
    SHIFT ("s", "g", "\"ann\", \"ann\", \"bob\"", "2026-01-05", "P7D", ALL, "00:00", "24:00", ""),
    "g", "2026-01-05T12:00:00+01:00", "ann bob - 2026-01-05T23:00:00Z" },
  { "smallest-id-counts",
    SHIFT ("b",
           "g",
           "\"bob\"",
           "2026-01-05",
           "P7D",
           ALL,
           "00:00",
           "24:00",
           "") "," SHIFT ("a", "g", "\"ann\"", "2026-01-05", "P7D", ALL, "12:00", "13:00", ""),
    "g", "2026-01-05T12:30:00+01:00", "ann - - 2026-01-05T12:00:00Z" },
  { "until-the-smaller-begins",
    SHIFT ("b",
           "g",
           "\"bob\"",
           "2026-01-05",
           "P7D",
           ALL,
           "00:00",
           "24:00",
           "") "," SHIFT ("a", "g", "\"ann\"", "2026-01-05", "P7D", ALL, "12:00", "13:00", ""),
    "g", "2026-01-05T11:30:00+01:00", "bob - - 2026-01-05T11:00:00Z" },
  { "swapped",
    SHIFT ("s",
           "g",
           ABC,
           "2026-01-05",
           "P7D",
           ALL,
           "09:00",
           "18:00",
           SWAP ("2026-01-06", "ann", "cyd")),
    "g", "2026-01-06T10:00:00+01:00", "cyd bob ann 2026-01-06T17:00:00Z" },
  { "swapped-for-one-day",
    SHIFT ("s",
           "g",
           ABC,
           "2026-01-05",
           "P7D",
           ALL,
           "09:00",
           "18:00",
           SWAP ("2026-01-06", "ann", "cyd")),
    "g", "2026-01-07T10:00:00+01:00", "ann bob cyd 2026-01-07T17:00:00Z" },
  { "swapped-over-midnight-belongs-to-the-evening",
    SHIFT ("s",
           "g",
           ABC,
           "2026-01-05",
           "P1D",
           ALL,
           "20:00",
           "08:00",
           SWAP ("2026-01-06", "bob", "dee")),
    "g", "2026-01-07T03:00:00+01:00", "dee cyd ann 2026-01-07T07:00:00Z" },
  { "swapped-with-somebody-away",
    SHIFT ("s",
           "g",
           ABC,
           "2026-01-05",
           "P7D",
           ALL,
           "09:00",
           "18:00",
           SWAP ("2026-01-12", "cyd", "bob")),
    "g", "2026-01-12T10:00:00+01:00", "cyd ann - 2026-01-12T17:00:00Z" },
  { "swapped-with-who-is-in-already",
    SHIFT ("s",
           "g",
           "\"ann\", \"bob\"",
           "2026-01-05",
           "P7D",
           ALL,
           "09:00",
           "18:00",
           SWAP ("2026-01-05", "ann", "dee")),
    "g", "2026-01-05T10:00:00+01:00", "dee bob - 2026-01-05T17:00:00Z" },
  { "other-group", WEEK, "nyc", "2026-01-05T12:00:00+01:00", "- - - -" },
};

static void
test_case (gconstpointer data)
{
  guint            i = GPOINTER_TO_UINT (data);
  g_autofree char *json = desk_data_replace (people, "%s", cases[i].shifts);
  g_autoptr (BellDocument) document = desk_data_load (json);
  g_autoptr (BellPolicy) policy = bell_policy_new (document);
  BellOnCall *on_call
      = bell_policy_on_call (policy, cases[i].group, desk_data_instant (cases[i].now));
  g_autofree char *until = NULL;
  g_autofree char *text = NULL;

  if (on_call->until != BELL_INSTANT_NONE)
    until = bell_instant_format (on_call->until, NULL);
  text = g_strdup_printf ("%s %s %s %s", on_call->primary != NULL ? on_call->primary : "-",
                          on_call->backup_1 != NULL ? on_call->backup_1 : "-",
                          on_call->backup_2 != NULL ? on_call->backup_2 : "-",
                          until != NULL ? until : "-");
  g_assert_cmpstr (text, ==, cases[i].expected);
  bell_record_unref (on_call);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/on-call/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }

  return g_test_run ();
}
