/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-records.h"
#include "bell-remedies.h"
#include "random-desk.h"
#include "slow-decision.h"

#include <string.h>

/* One change of one field, by the members of the desk document. */
typedef struct
{
  const BellShape *shape;
  char            *id;
  const BellField *field;
  JsonNode        *value;
  char            *key;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->id);
  g_free (self->key);
  json_node_unref (self->value);
  g_free (self);
}

static char *
key_of (const char *type, const char *id, const char *field, JsonNode *value)
{
  g_autofree char *json = value != NULL ? json_to_string (value, FALSE) : g_strdup ("null");

  return g_strdup_printf ("%s %s %s %s", type, id != NULL ? id : "-", field, json);
}

static void
add (GPtrArray *changes, gpointer record, const char *field, const char *value)
{
  Change *self = g_new0 (Change, 1);

  self->shape = BELL_RECORD (record)->shape;
  self->id = g_strdup (BELL_RECORD (record)->id);
  self->field = bell_shape_find_field (self->shape, field);
  self->value = json_from_string (value, NULL);
  g_assert_nonnull (self->value);
  self->key = key_of (self->shape->name, self->id, field, self->value);
  g_ptr_array_add (changes, self);
}

static void
add_text (GPtrArray *changes, gpointer record, const char *field, const char *value)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", value);

  add (changes, record, field, quoted);
}

static void
add_service (GPtrArray *changes, BellAgreement *agreement, const char *service)
{
  g_autoptr (GString) list = g_string_new ("[");

  if (service == NULL || g_strv_contains ((const char *const *) agreement->services, service))
    return;

  for (char **known = agreement->services; *known != NULL; known++)
    g_string_append_printf (list, "\"%s\",", *known);
  g_string_append_printf (list, "\"%s\"]", service);
  add (changes, agreement, "services", list->str);
}

static void
add_of_agreement (GPtrArray          *changes,
                  BellAgreement      *agreement,
                  const BellRequest  *request,
                  const BellOffering *offering)
{
  if (!agreement->chat)
    add (changes, agreement, "chat", "true");
  if (agreement->status != BELL_STATUS_ACTIVE)
    add_text (changes, agreement, "status", "active");
  if (agreement->valid_from != BELL_DATE_NONE)
    add (changes, agreement, "valid_from", "null");
  if (agreement->valid_until != BELL_DATE_NONE)
    add (changes, agreement, "valid_until", "null");
  if (agreement->kind != request->kind)
    add_text (changes, agreement, "kind", bell_enum_nick (&bell_kind_type, request->kind));
  if (agreement->only_in_hours)
    add (changes, agreement, "only_in_hours", "false");
  add_service (changes, agreement, request->actual_service);
  if (offering != NULL && g_strcmp0 (offering->default_service, request->actual_service) != 0)
    add_service (changes, agreement, offering->default_service);
}

static void
add_of_offering (GPtrArray    *changes,
                 BellDocument *desk,
                 BellRequest  *request,
                 BellOffering *offering)
{
  GPtrArray *agreements = bell_document_list (desk, &bell_agreement_shape);

  if (request->actual_service != NULL
      && g_strcmp0 (offering->default_service, request->actual_service) != 0)
    add_text (changes, offering, "default_service", request->actual_service);
  if (offering->default_service != NULL
      && g_strcmp0 (offering->default_service, request->actual_service) != 0)
    add_text (changes, request, "actual_service", offering->default_service);
  for (guint i = 0; i < agreements->len; i++)
    if (g_strcmp0 (offering->agreement, BELL_RECORD (agreements->pdata[i])->id) != 0)
      add_text (changes, offering, "agreement", BELL_RECORD (agreements->pdata[i])->id);
}

/* Every change of one field that a remedy may have, whether it has to do with anything or not. */
static GPtrArray *
all_changes (BellDocument *desk, BellRequest *request)
{
  GPtrArray    *changes = g_ptr_array_new_with_free_func (change_free);
  GPtrArray    *services = bell_document_list (desk, &bell_service_shape);
  GPtrArray    *agreements = bell_document_list (desk, &bell_agreement_shape);
  GPtrArray    *rules = bell_document_list (desk, &bell_rule_shape);
  BellOffering *offering = bell_document_offering (desk, request->offering);

  if (!bell_document_get_settings (desk)->live_chat)
    add (changes, (gpointer) bell_document_get_settings (desk), "live_chat", "true");
  if (request->phase != BELL_PHASE_OPEN)
    add_text (changes, request, "phase", "open");
  if (offering != NULL)
    add_of_offering (changes, desk, request, offering);
  for (guint i = 0; i < services->len; i++)
    if (!((BellService *) services->pdata[i])->active)
      add (changes, services->pdata[i], "active", "true");
  for (guint i = 0; i < agreements->len; i++)
    add_of_agreement (changes, agreements->pdata[i], request, offering);
  for (guint i = 0; i < rules->len; i++)
    add (changes, rules->pdata[i], "active",
         ((BellRule *) rules->pdata[i])->active ? "false" : "true");

  return changes;
}

/* A desk and a request on it as they are after changes. */
typedef struct
{
  BellDocument *desk;
  BellRequest  *request;
} State;

static void
state_clear (State *self)
{
  bell_document_unref (self->desk);
  bell_record_unref (self->request);
}

static State
change_field (State            from,
              const BellShape *shape,
              const char      *id,
              const BellField *field,
              JsonNode        *value)
{
  gconstpointer old = bell_document_get_settings (from.desk);
  g_autoptr (BellRecord) record = NULL;
  g_autoptr (GString) path = g_string_new (NULL);

  if (shape == &bell_request_shape)
    old = from.request;
  else if (shape != &bell_settings_shape)
    old = bell_document_get (from.desk, shape, id);

  record = bell_record_copy (old);
  bell_field_clear (field, record);
  bell_field_init (field, record);
  if (value != NULL)
    g_assert_true (bell_field_from_json (field, record, value, path, NULL));

  if (shape == &bell_request_shape)
    return (State) { bell_document_ref (from.desk), bell_record_ref (record) };

  return (State) { bell_document_with (from.desk, record), bell_record_ref (from.request) };
}

static State
make (State from, const Change *change)
{
  return change_field (from, change->shape, change->id, change->field, change->value);
}

static gboolean
is_yes (State state, BellInstant now)
{
  return slow_decide (state.desk, state.request, now).agreement != NULL;
}

static char *
join (const char *key, const char *other)
{
  return strcmp (key, other) < 0 ? g_strconcat (key, " + ", other, NULL)
                                 : g_strconcat (other, " + ", key, NULL);
}

/* All single changes that give a yes; if there are none, all pairs, which takes its time. */
static GHashTable *
by_trying_all (State state, GPtrArray *changes, BellInstant now, gboolean pairs)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      State first = make (state, changes->pdata[i]);

      if (is_yes (first, now))
        g_hash_table_add (found, g_strdup (((Change *) changes->pdata[i])->key));
      state_clear (&first);
    }

  if (g_hash_table_size (found) > 0 || !pairs)
    return found;

  for (guint i = 0; i < changes->len; i++)
    {
      State         first = make (state, changes->pdata[i]);
      const Change *one = changes->pdata[i];

      for (guint k = i + 1; k < changes->len; k++)
        {
          const Change *other = changes->pdata[k];
          State         second = make (first, other);

          if (is_yes (second, now))
            g_hash_table_add (found, join (one->key, other->key));
          state_clear (&second);
        }
      state_clear (&first);
    }

  return found;
}

/* Saves a remedy and decides again. Gives its key. */
static char *
check_remedy (State before, const BellRemedy *remedy, BellInstant now)
{
  State state = { bell_document_ref (before.desk), bell_record_ref (before.request) };
  g_autoptr (BellPolicy) policy = NULL;
  g_autoptr (BellRecord) decision = NULL;
  char *key = NULL;

  g_assert_cmpuint (remedy->edits->len, >, 0);
  for (guint i = 0; i < remedy->edits->len; i++)
    {
      const BellEdit  *edit = remedy->edits->pdata[i];
      const BellShape *shape = bell_shape_by_name (edit->type);
      g_autofree char *other = key;
      g_autofree char *own = key_of (edit->type, edit->subject, edit->field, edit->value);
      State            next = change_field (state, shape, edit->subject,
                                            bell_shape_find_field (shape, edit->field), edit->value);

      state_clear (&state);
      state = next;
      key = other != NULL ? join (other, own) : g_strdup (own);
    }

  policy = bell_policy_new (state.desk);
  decision = &bell_policy_decide (policy, state.request, now, BELL_DECIDE_ANSWER)->record;
  g_assert_true (((BellDecision *) decision)->available);
  g_assert_cmpint (((BellDecision *) decision)->path, ==, remedy->path);
  g_assert_cmpstr (((BellDecision *) decision)->agreement, ==, remedy->agreement);
  state_clear (&state);

  return key;
}

static gboolean
is_of_stranger (const char *key, const char *field)
{
  return strstr (key, field) != NULL;
}

/* How many of several remedies send one to an agreement that had nothing to do with the request. */
static guint
count_of_strangers (GHashTable *keys, const char *field)
{
  GHashTableIter iter;
  gpointer       key;
  guint          count = 0;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    count += is_of_stranger (key, field) ? 1 : 0;

  return count;
}

/* What was found by trying all must be given, unless enough is. */
static void
check_complete (GHashTable *expected, GHashTable *given)
{
  static const char *const fields[] = { " agreement \"", " services [" };
  GHashTableIter           iter;
  gpointer                 key;

  g_assert_cmpuint (g_hash_table_size (given), <=, 10);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpuint (count_of_strangers (given, fields[i]), <=, 3);

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_size (given) < 10 && g_hash_table_iter_next (&iter, &key, NULL))
    {
      gboolean enough = g_hash_table_contains (given, key);

      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        enough = enough
                 || (is_of_stranger (key, fields[i]) && count_of_strangers (given, fields[i]) == 3);
      if (!enough)
        g_error ("it is not said that this helps: %s", (char *) key);
    }
}

static void
check_remedies (BellPolicy *policy, State state, BellInstant now, gboolean pairs)
{
  g_autoptr (GPtrArray) remedies = bell_policy_remedies (policy, state.request, now);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GHashTable) expected = NULL;
  g_autoptr (GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (is_yes (state, now))
    {
      g_assert_cmpuint (remedies->len, ==, 0);
      return;
    }

  changes = all_changes (state.desk, state.request);
  expected = by_trying_all (state, changes, now, pairs);
  for (guint i = 0; i < remedies->len; i++)
    {
      char *key = check_remedy (state, remedies->pdata[i], now);

      if (!g_hash_table_contains (expected, key)
          && (pairs || g_hash_table_size (expected) > 0 || strstr (key, " + ") == NULL))
        g_error ("there are smaller changes than this: %s", key);
      g_assert_true (g_hash_table_add (given, key));
    }
  check_complete (expected, given);
}

/* Of all changes of one field, and else of all pairs, those are given that help, and no others. */
static void
test_against_trying_all (void)
{
  for (int left = random_cases (5000); left > 0;)
    {
      g_autoptr (BellDocument) desk = random_desk ();
      g_autoptr (BellPolicy) policy = bell_policy_new (desk);
      BellInstant now = random_now ();

      for (int i = 0; i < RANDOM_REQUESTS && left > 0; i++, left--)
        {
          State state = { desk, bell_document_list (desk, &bell_request_shape)->pdata[i] };

          check_remedies (policy, state, now, i % 3 == 0);
        }
    }
}

/* On a large desk only what has to do with the request is tried. */
static void
test_large_desk (void)
{
  g_autoptr (BellDocument) desk = random_desk ();
  g_autoptr (BellPolicy) policy = NULL;
  g_autoptr (GTimer) timer = NULL;
  GPtrArray *requests;

  for (int i = 10; i < 10000; i++)
    {
      g_autoptr (BellRecord) offering = random_record (&bell_offering_shape, i);
      g_autoptr (BellRecord) agreement = random_record (&bell_agreement_shape, i);
      g_autoptr (BellRecord) rule = random_record (&bell_rule_shape, i);

      bell_document_add (desk, offering);
      if (i < 2000)
        bell_document_add (desk, agreement);
      if (i < 1000)
        bell_document_add (desk, rule);
    }

  policy = bell_policy_new (desk);
  requests = bell_document_list (desk, &bell_request_shape);
  timer = g_timer_new ();
  for (guint i = 0; i < requests->len; i++)
    {
      g_autoptr (GPtrArray) remedies
          = bell_policy_remedies (policy, requests->pdata[i], random_now ());

      g_assert_cmpuint (remedies->len, <=, 10);
    }
  g_test_message ("%.1f ms a request", 1000 * g_timer_elapsed (timer, NULL) / requests->len);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remedies/against-trying-all", test_against_trying_all);
  g_test_add_func ("/remedies/large-desk", test_large_desk);

  return g_test_run ();
}
