/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-desk.h"

/* Times of day at which something may go wrong come more often than others. */
static int
random_time (void)
{
  static const int special[] = { 0, 1, 30, 60, 90, 120, 121, 150, 180, 1380, 1410, 1439, 1440 };

  if (g_test_rand_int_range (0, 3) == 0)
    return special[g_test_rand_int_range (0, G_N_ELEMENTS (special))];

  return g_test_rand_int_range (0, 1441);
}

static GArray *
random_spans (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (BellSpan));
  int     n_spans = g_test_rand_int_range (0, 4);

  for (int i = 0; i < n_spans; i++)
    {
      BellSpan span = { random_time (), random_time () };

      if (span.from != span.until)
        g_array_append_val (spans, span);
    }

  return spans;
}

/**
 * random_calendar:
 * @zone: the name of a zone
 * @first: a day
 * @last: a later one
 *
 * Returns: (transfer full): a calendar with any spans, also overlapping ones and such across
 *   midnight, and some holidays between the days
 */
BellCalendar *
random_calendar (const char *zone, BellDate first, BellDate last)
{
  BellCalendar *self = bell_record_new (&bell_calendar_shape);
  int           n_holidays = g_test_rand_int_range (0, 8);

  self->record.id = g_strdup ("random");
  g_set_str (&self->name, "Random");
  g_set_str (&self->timezone, zone);
  for (int i = 0; i < BELL_N_WEEKDAYS; i++)
    if (g_test_rand_int_range (0, 4) != 0)
      self->hours[i] = random_spans ();

  for (int i = 0; i < n_holidays; i++)
    {
      BellHoliday *holiday = bell_record_new (&bell_holiday_shape);

      g_set_str (&holiday->name, "Off");
      holiday->date = g_test_rand_int_range (first - 1, last + 2);
      holiday->yearly = g_test_rand_bit ();
      g_ptr_array_add (self->holidays, holiday);
    }

  return self;
}

/* How many records of a type a desk has. */
static const struct
{
  const BellShape *shape;
  char             letter; /* that their ids begin with */
  int              count;
} counts[] = {
  { &bell_person_shape, 'p', 5 },
  { &bell_group_shape, 'g', 2 },
  { &bell_shift_shape, 'h', 2 },
  { &bell_service_shape, 's', 3 },
  { &bell_calendar_shape, 'c', 2 },
  { &bell_agreement_shape, 'a', 4 },
  { &bell_offering_shape, 'o', 4 },
  { &bell_rule_shape, 'r', 4 },
  { &bell_request_shape, 'q', RANDOM_REQUESTS },
};

static gboolean
one_in (int n)
{
  return g_test_rand_int_range (0, n) == 0;
}

/* The id of some record of a type. */
static char *
some (const BellShape *shape)
{
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].shape == shape)
      return g_strdup_printf ("%c%d", counts[i].letter, g_test_rand_int_range (0, counts[i].count));

  g_assert_not_reached ();
}

static char *
perhaps (const BellShape *shape)
{
  return one_in (3) ? NULL : some (shape);
}

static char **
several (const BellShape *shape)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  int n_ids = g_test_rand_int_range (0, 3);

  for (int i = 0; i < n_ids; i++)
    g_strv_builder_take (ids, some (shape));

  return g_strv_builder_end (ids);
}

/* A day near 2026-06-10, or none. */
static BellDate
some_date (int none)
{
  return none > 0 && !one_in (none) ? BELL_DATE_NONE : g_test_rand_int_range (20609, 20619);
}

static void
fill_person (BellPerson *self)
{
  static const char *const departments[] = { "board", "it", "sales" };

  g_set_str (&self->name, "Somebody");
  self->department = one_in (4) ? NULL : g_strdup (departments[g_test_rand_int_range (0, 3)]);
  self->active = !one_in (5);
  if (one_in (3))
    {
      BellVacation *vacation = bell_record_new (&bell_vacation_shape);

      vacation->from = some_date (0);
      vacation->until = vacation->from + g_test_rand_int_range (1, 5);
      g_ptr_array_add (self->vacations, vacation);
    }
}

static void
fill_group (BellGroup *self)
{
  g_set_str (&self->name, "Some group");
  self->owner = perhaps (&bell_person_shape);
  self->dispatcher = perhaps (&bell_person_shape);
  g_strfreev (self->members);
  self->members = several (&bell_person_shape);
}

/* Half of the shifts have none. */
static void
add_swaps (BellShift *self)
{
  for (int i = one_in (2) ? 0 : g_test_rand_int_range (1, 4); i > 0; i--)
    {
      BellSwap *swap = bell_record_new (&bell_swap_shape);

      swap->date = some_date (0);
      swap->person = some (&bell_person_shape);
      swap->with = some (&bell_person_shape);
      if (g_str_equal (swap->person, swap->with))
        bell_record_unref (swap);
      else
        g_ptr_array_add (self->swaps, swap);
    }
}

static void
fill_shift (BellShift *self)
{
  g_autoptr (GStrvBuilder) rotation = g_strv_builder_new ();

  self->group = some (&bell_group_shape);
  for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
    g_strv_builder_take (rotation, some (&bell_person_shape));
  g_strfreev (self->rotation);
  self->rotation = g_strv_builder_end (rotation);
  self->starts_on = some_date (0) - 5;
  g_set_str (&self->rotate_every, one_in (2) ? "P1D" : "P1W");
  self->weekdays = (guint) g_test_rand_int_range (1, 128);
  self->from = random_time ();
  self->until = (self->from + g_test_rand_int_range (1, 1440)) % 1440;
  add_swaps (self);
}

static void
fill_agreement (BellAgreement *self)
{
  g_set_str (&self->title, "Some agreement");
  self->kind = one_in (4) ? BELL_KIND_SERVICE : BELL_KIND_SUPPORT;
  self->chat = !one_in (3);
  self->status = one_in (3) ? g_test_rand_int_range (0, 3) : BELL_STATUS_ACTIVE;
  self->valid_from = some_date (3);
  self->valid_until = some_date (3);
  if (self->valid_from != BELL_DATE_NONE && self->valid_until != BELL_DATE_NONE
      && self->valid_from > self->valid_until)
    self->valid_until = self->valid_from;
  g_strfreev (self->services);
  self->services = several (&bell_service_shape);
  self->calendar = perhaps (&bell_calendar_shape);
  self->only_in_hours = self->calendar != NULL && one_in (2);
}

static void
fill_offering (BellOffering *self)
{
  g_set_str (&self->name, "Some offering");
  self->kind = one_in (4) ? BELL_KIND_SERVICE : BELL_KIND_SUPPORT;
  self->status = one_in (6) ? BELL_STATUS_RETIRED : BELL_STATUS_ACTIVE;
  self->default_service = perhaps (&bell_service_shape);
  self->agreement = one_in (3) ? some (&bell_agreement_shape) : NULL;
  self->owner = perhaps (&bell_person_shape);
  self->expert_assignee = perhaps (&bell_person_shape);
  self->assigned_group = perhaps (&bell_group_shape);
}

static char *
random_test (void)
{
  static const char *const tests[] = {
    "{\"field\": \"priority\", \"is\": \"high\"}",
    "{\"field\": \"priority\", \"in\": [\"medium\", \"low\"]}",
    "{\"field\": \"kind\", \"is\": \"support\"}",
    "{\"field\": \"requested_by.department\", \"is\": \"board\"}",
    "{\"field\": \"requested_by.department\", \"is_not\": \"it\"}",
    "{\"field\": \"requested_by.department\", \"is_set\": false}",
    "{\"field\": \"offering.id\", \"in\": [\"o0\", \"o1\"]}",
    "{\"field\": \"actual_service\", \"is\": \"s0\"}",
    "{\"field\": \"owner\", \"is_set\": true}",
    "{\"field\": \"title\", \"contains\": \"MAIL\"}",
    "{\"field\": \"phase\", \"is\": \"suspended\"}",
  };

  return g_strdup (tests[g_test_rand_int_range (0, G_N_ELEMENTS (tests))]);
}

static char *
random_condition_text (int depth)
{
  static const char *const words[] = { "all", "any" };
  g_autofree char         *first = NULL, *second = NULL;

  if (depth == 0 || one_in (3))
    return random_test ();
  if (one_in (8))
    return g_strdup_printf ("{\"%s\": []}", words[g_test_rand_int_range (0, 2)]);

  first = random_condition_text (depth - 1);
  if (one_in (5))
    return g_strdup_printf ("{\"not\": %s}", first);
  second = random_condition_text (depth - 1);

  return g_strdup_printf ("{\"%s\": [%s, %s]}", words[g_test_rand_int_range (0, 2)], first, second);
}

static void
fill_rule (BellRule *self)
{
  g_autofree char *text = random_condition_text (2);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GString) path = g_string_new (NULL);

  self->scope = g_test_rand_int_range (0, 3);
  if (self->scope != BELL_SCOPE_RECORD)
    self->offering = some (&bell_offering_shape);
  self->order = g_test_rand_int_range (0, 3);
  self->active = !one_in (3);
  self->when = bell_condition_from_json (node, path, NULL);
  g_assert_nonnull (self->when);
  self->relate_agreement = some (&bell_agreement_shape);
}

static void
fill_request (BellRequest *self)
{
  g_set_str (&self->title, one_in (2) ? "No mail" : "The screen flickers");
  self->kind = one_in (4) ? BELL_KIND_SERVICE : BELL_KIND_SUPPORT;
  self->offering = perhaps (&bell_offering_shape);
  self->actual_service = perhaps (&bell_service_shape);
  self->requested_by = some (&bell_person_shape);
  self->priority = g_test_rand_int_range (0, BELL_N_PRIORITIES);
  self->phase = one_in (4) ? g_test_rand_int_range (0, 4) : BELL_PHASE_OPEN;
  self->owner = perhaps (&bell_person_shape);
  self->expert_assignee = perhaps (&bell_person_shape);
  self->assigned_group = perhaps (&bell_group_shape);
}

/**
 * random_record:
 * @shape: a type of record of a desk document, or the settings
 * @number: which of them: its id follows
 *
 * Returns: (transfer full): such a record, any
 */
gpointer
random_record (const BellShape *shape, int number)
{
  BellRecord *self = NULL;
  const char *zones[] = { "Europe/Prague", "UTC", "Pacific/Auckland" };

  if (shape == &bell_calendar_shape)
    self = (BellRecord *) random_calendar (zones[g_test_rand_int_range (0, 3)], 20609, 20619);
  else
    self = bell_record_new (shape);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].shape == shape)
      {
        g_free (self->id);
        self->id = g_strdup_printf ("%c%d", counts[i].letter, number);
      }

  if (shape == &bell_settings_shape)
    {
      ((BellSettings *) self)->live_chat = !one_in (6);
      ((BellSettings *) self)->timezone = g_strdup (zones[g_test_rand_int_range (0, 3)]);
    }
  else if (shape == &bell_person_shape)
    fill_person ((BellPerson *) self);
  else if (shape == &bell_group_shape)
    fill_group ((BellGroup *) self);
  else if (shape == &bell_shift_shape)
    fill_shift ((BellShift *) self);
  else if (shape == &bell_service_shape)
    {
      g_set_str (&((BellService *) self)->name, "Some service");
      ((BellService *) self)->active = !one_in (4);
    }
  else if (shape == &bell_agreement_shape)
    fill_agreement ((BellAgreement *) self);
  else if (shape == &bell_offering_shape)
    fill_offering ((BellOffering *) self);
  else if (shape == &bell_rule_shape)
    fill_rule ((BellRule *) self);
  else if (shape == &bell_request_shape)
    fill_request ((BellRequest *) self);

  return self;
}

/**
 * random_desk:
 *
 * Returns: (transfer full): a desk, whose references all resolve
 */
BellDocument *
random_desk (void)
{
  BellDocument *document = bell_document_new ();
  g_autoptr (BellRecord) settings = random_record (&bell_settings_shape, 0);

  bell_document_set_settings (document, (BellSettings *) settings);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    for (int n = 0; n < counts[i].count; n++)
      {
        g_autoptr (BellRecord) record = random_record (counts[i].shape, n);

        bell_document_add (document, record);
      }

  return document;
}

/**
 * random_edit:
 * @document: a desk
 *
 * Returns: (transfer full): a record of its configuration as somebody may have edited it: often in
 *   one field only, sometimes in all
 */
gpointer
random_edit (const BellDocument *document)
{
  guint             kind = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (counts));
  const BellShape  *shape = counts[kind].shape;
  int               number = g_test_rand_int_range (0, counts[kind].count + 1);
  BellRecord       *record;
  const BellRecord *old;
  const BellField  *field;

  if (shape == &bell_request_shape)
    return random_record (&bell_settings_shape, 0);

  record = random_record (shape, number);
  old = bell_document_get (document, shape, record->id);
  /* These have no fields that must fit each other. */
  if (old == NULL || one_in (3) || shape == &bell_rule_shape || shape == &bell_agreement_shape
      || shape == &bell_shift_shape)
    return record;

  field = &shape->fields[g_test_rand_int_range (1, (int) shape->n_fields)];
  {
    BellRecord *copy = bell_record_copy (old);

    bell_field_clear (field, copy);
    bell_field_copy (field, copy, record);
    bell_record_unref (record);

    return copy;
  }
}

/**
 * random_order:
 * @document: a desk
 *
 * Returns: (transfer full): the same desk, whose records come in another order
 */
BellDocument *
random_order (const BellDocument *document)
{
  BellDocument *shuffled = bell_document_new ();

  bell_document_set_settings (shuffled, (BellSettings *) bell_document_get_settings (document));
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GPtrArray) left
          = g_ptr_array_copy (bell_document_list (document, counts[i].shape), NULL, NULL);

      g_ptr_array_set_free_func (left, NULL);
      while (left->len > 0)
        {
          guint next = (guint) g_test_rand_int_range (0, (int) left->len);

          bell_document_add (shuffled, left->pdata[next]);
          g_ptr_array_remove_index_fast (left, next);
        }
    }

  return shuffled;
}

/**
 * random_now:
 *
 * Returns: a minute of the days around 2026-06-10, at which something may begin or end
 */
BellInstant
random_now (void)
{
  return (gint64) g_test_rand_int_range (20607 * 1440, 20621 * 1440) * 60 * G_USEC_PER_SEC;
}

/**
 * random_cases:
 * @fallback: how many are enough as a rule
 *
 * Returns: how many times a law is to be tried: DESKBELL_CASES says, or else @fallback
 */
int
random_cases (int fallback)
{
  const char *text = g_getenv ("DESKBELL_CASES");

  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : fallback;
}
