/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-start.h"

#include "bell-admin-text.h"
#include "bell-id.h"
#include "bell-records.h"

/* What a new record begins with. */

#define WORKDAYS    0x1fu
#define DAY_BEGINS  (9 * 60)
#define DAY_ENDS    (17 * 60)
#define ROOM_FOR_NO 8 /* "-1234567" */

static BellDate
today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = g_date_time_format (now, "%Y-%m-%d");
  BellDate         date = 0;

  bell_date_parse (text, &date);

  return date;
}

static void
fill_shift (BellShift *shift)
{
  shift->starts_on = today ();
  g_set_str (&shift->rotate_every, "P7D");
  shift->weekdays = WORKDAYS;
  shift->from = DAY_BEGINS;
  shift->until = DAY_ENDS;
}

/* It holds for every request: until it has a condition, it does nothing. */
static void
fill_rule (BellRule *rule)
{
  rule->when = bell_condition_new (BELL_CONDITION_ALL);
  rule->active = FALSE;
  rule->scope = BELL_SCOPE_RECORD;
}

static void
fill_calendar (BellCalendar *calendar, BellDocument *directory)
{
  const BellSettings *settings = bell_document_get_settings (directory);
  gboolean            has_zone = settings != NULL && settings->timezone != NULL;

  g_set_str (&calendar->timezone, has_zone ? settings->timezone : "UTC");
}

/**
 * bell_admin_start_new:
 * @session: a desk that is open
 * @shape: a type of record
 *
 * Returns: (transfer full): what a new one of them begins with
 */
BellRecord *
bell_admin_start_new (BellSession *session, const BellShape *shape)
{
  BellDocument *directory = bell_session_get_directory (session);
  BellRecord   *record = bell_record_new (shape);

  if (shape == &bell_shift_shape)
    fill_shift ((BellShift *) record);
  else if (shape == &bell_rule_shape)
    fill_rule ((BellRule *) record);
  else if (shape == &bell_calendar_shape)
    fill_calendar ((BellCalendar *) record, directory);
  else if (shape == &bell_person_shape)
    ((BellPerson *) record)->roles = BELL_ROLE_USER;
  if (shape != &bell_settings_shape && bell_admin_text_name_field (shape) == NULL)
    {
      g_autofree char *id = bell_admin_start_id (session, shape, shape->name);

      g_set_str (&record->id, id);
    }

  return record;
}

/* Letters and digits of a name, with hyphens between the words. */
static char *
simplify (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  GString         *id = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && id->len < BELL_ID_MAX - ROOM_FOR_NO; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (id, g_ascii_tolower (*p));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  if (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);

  return g_string_free (id, FALSE);
}

/**
 * bell_admin_start_id:
 * @session: a desk that is open
 * @shape: a type of record
 * @name: what a new one is called
 *
 * Returns: (transfer full): an id for it that the desk does not have yet; empty if the name has no
 * letters to make one of
 */
char *
bell_admin_start_id (BellSession *session, const BellShape *shape, const char *name)
{
  BellDocument    *directory = bell_session_get_directory (session);
  g_autofree char *base = simplify (name);
  char            *id = g_strdup (base);

  for (guint i = 2; id[0] != '\0' && bell_document_get (directory, shape, id) != NULL; i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", base, i);
    }

  return id;
}
