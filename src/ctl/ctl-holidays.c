/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

#include "bell-ical.h"
#include "bell-id.h"
#include "bell-json.h"
#include "bell-zone.h"

/* How many years more than this one are looked at, if nothing else is said. */
#define YEARS_MORE 5

static char    *from_text;
static char    *until_text;
static gboolean replace;
static gboolean dry_run;

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_text,
    N_ ("The first day to look at; the first of this year if nothing is said"), "DATE" },
  { "until", 0, 0, G_OPTION_ARG_STRING, &until_text,
    N_ ("The last day to look at; the end of the fifth year after this one"), "DATE" },
  { "replace", 0, 0, G_OPTION_ARG_NONE, &replace,
    N_ ("Take away the calendar's single days between these that the file does not have"), NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Check, and say what would change"), NULL },
  { NULL },
};

/* One run of the command. */
typedef struct
{
  BellDate      from;
  BellDate      until;
  BellCalendar *calendar; /* as it is on the desk */
  GPtrArray    *found;    /* BellHoliday: what the file has */
  GPtrArray    *warnings;
  GPtrArray    *added; /* BellHoliday: what of that is new */
  GPtrArray    *merged;
} Holidays;

static void
holidays_clear (Holidays *self)
{
  g_clear_pointer (&self->calendar, bell_record_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_clear_pointer (&self->added, g_ptr_array_unref);
  g_clear_pointer (&self->merged, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Holidays, holidays_clear)

static gboolean
take_date (const char *option, const char *text, BellDate *date, CtlStatus *status)
{
  if (text == NULL || bell_date_parse (text, date))
    return TRUE;

  *status
      = ctl_usage (_ ("holidays: %s: expected a date (2026-12-31), found \"%s\""), option, text);

  return FALSE;
}

/* The days to look at that were named; the others stay %BELL_DATE_NONE. */
static gboolean
take_span (Holidays *self, CtlStatus *status)
{
  self->from = self->until = BELL_DATE_NONE;

  return take_date ("--from", from_text, &self->from, status)
         && take_date ("--until", until_text, &self->until, status);
}

static BellDate
day_of_year (int year, gboolean last)
{
  g_autofree char *text
      = g_strdup_printf (last ? "%04d-12-31" : "%04d-01-01", CLAMP (year, 1, 9999));
  BellDate date = BELL_DATE_NONE;

  bell_date_parse (text, &date);

  return date;
}

/* This year is the one that it is where the calendar is. */
static gboolean
complete_span (Holidays *self, BellInstant now, CtlStatus *status)
{
  const BellZone *zone = bell_zone_get (self->calendar->timezone);
  GDate           today;

  bell_date_to_gdate (
      bell_zone_date (zone, now != BELL_INSTANT_NONE ? now : g_get_real_time (), NULL), &today);
  if (self->from == BELL_DATE_NONE)
    self->from = day_of_year (g_date_get_year (&today), FALSE);
  if (self->until == BELL_DATE_NONE)
    self->until = day_of_year (g_date_get_year (&today) + YEARS_MORE, TRUE);
  if (self->from <= self->until)
    return TRUE;

  *status = ctl_usage (_ ("holidays: --until: expected a day that is not before --from"));

  return FALSE;
}

static gboolean
find_calendar (Ctl *ctl, Holidays *self, const char *id, GError **error)
{
  BellDeskRecord *call = bell_call_new (&bell_call_desk_record);
  g_autoptr (GPtrArray) records = NULL;

  g_set_str (&call->collection, bell_calendar_shape.collection);
  g_set_str (&call->subject, id);
  records = ctl_call (ctl, call, error);
  if (records == NULL)
    return FALSE;

  self->calendar = bell_record_ref (records->pdata[0]);

  return TRUE;
}

/* Whether a holiday of the calendar stays even if the file does not have it. */
static gboolean
stays (const Holidays *self, const BellHoliday *holiday)
{
  return !replace || holiday->yearly || holiday->date < self->from || holiday->date > self->until;
}

static void
merge (Holidays *self)
{
  g_autoptr (GPtrArray) staying = bell_record_list_new ();
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < self->calendar->holidays->len; i++)
    if (stays (self, self->calendar->holidays->pdata[i]))
      g_ptr_array_add (staying, bell_record_ref (self->calendar->holidays->pdata[i]));

  /* What is taken away and comes back is not new. */
  self->added = bell_record_list_new ();
  all = bell_holidays_merge (self->calendar->holidays, self->found, self->added);
  self->merged = bell_holidays_merge (staying, self->found, NULL);
}

static guint
n_removed (const Holidays *self)
{
  return self->calendar->holidays->len + self->added->len - self->merged->len;
}

/* Brings the calendar with its new holidays to the desk. */
static gboolean
import (Ctl *ctl, Holidays *self, GError **error)
{
  g_autoptr (BellRecord) record = bell_record_copy (self->calendar);
  g_autoptr (BellDocument) document = bell_document_new ();
  g_autoptr (GPtrArray) records = NULL;
  BellCalendar   *calendar = (BellCalendar *) record;
  BellDeskImport *call = bell_call_new (&bell_call_desk_import);

  g_ptr_array_set_size (calendar->holidays, 0);
  for (guint i = 0; i < self->merged->len; i++)
    g_ptr_array_add (calendar->holidays, bell_record_ref (self->merged->pdata[i]));
  bell_document_add (document, calendar);

  call->document = bell_document_to_json (document, FALSE);
  call->dry_run = dry_run;
  records = ctl_call (ctl, call, error);

  return records != NULL;
}

static void
show_json (const Holidays *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = bell_json_object_node (object);
  JsonArray *added = json_array_new ();
  JsonArray *warnings = json_array_new ();

  for (guint i = 0; i < self->added->len; i++)
    json_array_add_element (added,
                            bell_record_to_json (self->added->pdata[i], BELL_RECORD_FORM_WIRE));
  for (guint i = 0; i < self->warnings->len; i++)
    json_array_add_string_element (warnings, self->warnings->pdata[i]);

  json_object_set_string_member (object, "calendar", self->calendar->record.id);
  json_object_set_array_member (object, "added", added);
  json_object_set_int_member (object, "unchanged", self->found->len - self->added->len);
  json_object_set_int_member (object, "removed", n_removed (self));
  json_object_set_array_member (object, "warnings", warnings);
  ctl_print_json (node);
}

static void
show_text (const Holidays *self)
{
  if (dry_run)
    g_print (_ ("Nothing was changed. This would be done:\n"));

  for (guint i = 0; i < self->added->len; i++)
    {
      const BellHoliday *holiday = self->added->pdata[i];
      g_autofree char   *date = bell_date_format (holiday->date);

      g_print ("%s  %s%s\n", date, holiday->name, holiday->yearly ? _ (" (every year)") : "");
    }
  g_print (_ ("%u added, %u unchanged, %u removed\n"), self->added->len,
           self->found->len - self->added->len, n_removed (self));
  for (guint i = 0; i < self->warnings->len; i++)
    g_print ("%s\n", (char *) self->warnings->pdata[i]);
}

/* Reads the file with the calendar's eyes, and does what follows. */
static CtlStatus
bring (Ctl *ctl, Holidays *self, GByteArray *data, const char *file)
{
  g_autoptr (GError) error = NULL;

  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->found
      = bell_ical_read_holidays ((const char *) data->data, data->len, self->calendar->timezone,
                                 self->from, self->until, self->warnings, &error);
  if (self->found == NULL)
    return ctl_fail (ctl, file, error);

  merge (self);
  if ((self->added->len > 0 || n_removed (self) > 0) && !import (ctl, self, &error))
    return ctl_fail (ctl, ctl->command, error);

  if (ctl->json)
    show_json (self);
  else
    show_text (self);

  return CTL_DONE;
}

static CtlStatus
run_holidays (Ctl *ctl, char **arguments)
{
  const char *file = ctl_file_name (arguments[1]);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Holidays) self = { 0 };
  CtlStatus status;

  if (!take_span (&self, &status))
    return status;

  if (!bell_id_is_valid (arguments[0]))
    return ctl_usage (_ ("holidays: calendar: expected an id ([a-z0-9][a-z0-9._-]{0,63})"));

  if (!ctl_read_file (arguments[1], BELL_ICAL_MAX_BYTES, _ ("a calendar of holidays"), data,
                      &error))
    return ctl_fail (ctl, file, error);

  if (!ctl_open (ctl, 0, &status))
    return status;

  if (!find_calendar (ctl, &self, arguments[0], &error))
    return ctl_fail (ctl, ctl->command, error);

  return complete_span (&self, ctl->now, &status) ? bring (ctl, &self, data, file) : status;
}

const CtlCommand ctl_command_holidays = {
  .name = "holidays",
  .arguments = "CALENDAR FILE",
  .summary = N_ ("Bring the holidays of an iCalendar file to a calendar"),
  .description
  = N_ ("Events of whole days become holidays, those of every year as such, others for "
        "each time that they happen from --from until --until: from the beginning of this "
        "year to the end of the fifth after it if nothing else is said. What cannot be a "
        "holiday is left out with a warning. --replace takes the dated holidays between "
        "out first. FILE may be -, for standard input.\n\n"
        "With --json the answer is {\"calendar\": \"office\", \"added\": [...], "
        "\"unchanged\": 3, \"removed\": 0, \"warnings\": [...]}."),
  .n_min = 2,
  .n_max = 2,
  .run = run_holidays,
  .options = options,
};
