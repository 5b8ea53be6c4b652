/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-id.h"
#include "bell-json.h"
#include "bell-wire-client.h"

#include <string.h>

/* How many calls of each type are made up. */
#define N_CALLS 200

#define SLOT(base, field) ((gpointer) ((char *) (base) + (field)->offset))

static char *
random_text (const BellField *field)
{
  static const char *const pieces[]
      = { "a", "Z", "9", " ",  "%", "&",  "=",          "+",   "?",   "#", "/",    "\\",   "\"",
          "'", "<", ".", "..", "ž", "日", "\U0001f44b", "{x}", "%2F", ";", "null", "true", "-1" };
  gint64   most = CLAMP (field->max, 1, 60);
  gint64   length = field->min + g_test_rand_int_range (0, (int) (most - field->min + 1));
  GString *text = g_string_new (NULL);

  while (g_utf8_strlen (text->str, -1) < length)
    {
      const char *piece
          = (field->flags & BELL_FIELD_LINES) != 0 && g_test_rand_int_range (0, 9) == 0
                ? "\n"
                : pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];

      if (g_utf8_strlen (text->str, -1) + g_utf8_strlen (piece, -1) <= length)
        g_string_append (text, piece);
    }

  return g_string_free (text, FALSE);
}

static char *
random_string (const BellField *field)
{
  /* Requests are the last collection, and have calls of their own. */
  if (g_str_equal (field->name, "collection"))
    return g_strdup (
        bell_collections[g_test_rand_int_range (0, BELL_N_COLLECTIONS - 1)]->collection);

  if (field->kind == BELL_FIELD_TEXT)
    return random_text (field);

  return g_strdup_printf ("%c%x._-", "az09"[g_test_rand_int_range (0, 4)],
                          (guint) g_test_rand_int ());
}

static JsonNode *
random_json (void)
{
  g_autofree char *text = g_strdup_printf ("{\"a\": [%d, null, true, {\"b\\n\": \"\\u00e9 &\"}]}",
                                           g_test_rand_int ());

  return json_from_string (text, NULL);
}

static void
set_random (const BellField *field, gpointer call)
{
  if ((field->flags & BELL_FIELD_NULLABLE) != 0 && g_test_rand_int_range (0, 3) == 0)
    return;

  switch ((int) field->kind)
    {
    case BELL_FIELD_ID:
    case BELL_FIELD_REF:
    case BELL_FIELD_TEXT:
      {
        g_autofree char *text = random_string (field);

        g_set_str (SLOT (call, field), text);
        break;
      }
    case BELL_FIELD_ENUM:
      *(int *) SLOT (call, field) = g_test_rand_int_range (0, (int) field->values->n_nicks);
      break;
    case BELL_FIELD_BOOL:
      *(gboolean *) SLOT (call, field) = g_test_rand_int_range (0, 2);
      break;
    case BELL_FIELD_INT:
      *(gint64 *) SLOT (call, field)
          = field->min + (gint64) (g_test_rand_double () * (double) (field->max - field->min) / 2);
      break;
    case BELL_FIELD_INSTANT:
      *(BellInstant *) SLOT (call, field)
          = g_test_rand_int () * G_GINT64_CONSTANT (1000003) + g_test_rand_int_range (0, 1000);
      break;
    case BELL_FIELD_DATE:
      {
        g_autofree char *text = g_strdup_printf ("2026-%02d-%02d", g_test_rand_int_range (1, 13),
                                                 g_test_rand_int_range (1, 29));

        g_assert_true (bell_date_parse (text, SLOT (call, field)));
        break;
      }
    case BELL_FIELD_ZONE:
      g_set_str (SLOT (call, field), g_test_rand_bit () ? "Europe/Prague" : "UTC");
      break;
    case BELL_FIELD_JSON:
      *(JsonNode **) SLOT (call, field) = random_json ();
      break;
    default:
      g_error ("No call had a field like \"%s\" until now", field->name);
    }
}

static gpointer
random_call (const BellCallType *type)
{
  gpointer call = bell_call_new (type);

  for (guint i = 0; i < type->shape.n_fields; i++)
    set_random (&type->shape.fields[i], call);

  return call;
}

/* Reads a request as a server does. */
static gpointer
read_request (const BellWireRequest *request)
{
  g_auto (GStrv) parts = g_strsplit (request->path, "?", 2);
  g_autoptr (GHashTable) query = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (GError) error = NULL;
  gpointer call;

  query = g_uri_parse_params (parts[1] != NULL ? parts[1] : "", -1, "&", G_URI_PARAMS_WWW_FORM,
                              &error);
  g_assert_no_error (error);
  if (request->body != NULL)
    {
      body
          = bell_json_parse (request->body, strlen (request->body), BELL_WIRE_MAX_DOCUMENT, &error);
      g_assert_no_error (error);
    }
  call = bell_wire_read_call (bell_wire_method (request->method), parts[0], query, body, &error);
  if (call == NULL)
    g_error ("%s %s %s: %s", request->method, request->path, request->body, error->message);

  return call;
}

/* Every call there is arrives as what it was. */
static void
test_there_and_back (void)
{
  guint n_types = 0;

  for (guint i = 0; i < bell_n_calls; i++)
    for (guint n = 0; bell_calls[i]->method != BELL_METHOD_NONE && n < N_CALLS; n++)
      {
        g_autoptr (BellRecord) call = random_call (bell_calls[i]);
        g_autoptr (GError) error = NULL;
        g_autoptr (BellWireRequest) request = bell_wire_write_call (call, &error);
        g_autoptr (BellRecord) back = NULL;
        g_autoptr (JsonNode) before = NULL;
        g_autoptr (JsonNode) after = NULL;

        g_assert_no_error (error);
        back = read_request (request);
        before = bell_record_to_json (call, BELL_RECORD_FORM_WIRE);
        after = bell_record_to_json (back, BELL_RECORD_FORM_WIRE);
        if (!json_node_equal (before, after))
          g_error ("%s %s %s came as %s", request->method, request->path, request->body,
                   bell_json_text (after, FALSE));
        n_types += n == 0;
      }
  g_assert_cmpuint (n_types, >, 25);
}

static void
test_not_on_the_wire (void)
{
  for (guint i = 0; i < bell_n_calls; i++)
    {
      g_autoptr (BellRecord) call = bell_call_new (bell_calls[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (BellWireRequest) request = bell_wire_write_call (call, &error);

      if (bell_calls[i]->method == BELL_METHOD_NONE)
        g_assert_error (error, BELL_ERROR, BELL_ERROR_DENIED);
      else if (strchr (bell_calls[i]->path, '{') != NULL)
        g_assert_error (error, BELL_ERROR, BELL_ERROR_INVALID);
      else
        g_assert_nonnull (request);
    }
}

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* Every error arrives with its code and its words. */
static void
test_errors (void)
{
  for (int code = BELL_ERROR_OFFLINE; code <= BELL_ERROR_TOO_MANY; code++)
    {
      g_autoptr (GError) error = g_error_new (BELL_ERROR, code, "in \"words\" %d", code);
      g_autofree char *text = bell_wire_write_error (error);
      g_autoptr (GBytes) body = bytes (text);
      g_autoptr (GError) back = bell_wire_read_error (bell_wire_status (error), body);

      g_assert_error (back, BELL_ERROR, code);
      g_assert_cmpstr (back->message, ==, error->message);
    }
}

static void
test_foreign_errors (void)
{
  static const struct
  {
    guint       status;
    const char *body;
    BellError   code;
  } cases[] = {
    { 502, "<html>Bad Gateway</html>", BELL_ERROR_OFFLINE },
    { 404, "", BELL_ERROR_OFFLINE },
    { 413, "<html>", BELL_ERROR_TOO_LARGE },
    { 429, "slow down", BELL_ERROR_TOO_MANY },
    { 400, "{\"error\": \"text\"}", BELL_ERROR_OFFLINE },
    { 400, "{\"error\": {\"code\": 5, \"message\": \"x\"}}", BELL_ERROR_OFFLINE },
    { 400, "[]", BELL_ERROR_OFFLINE },
    { 400, "{\"error\": {\"code\": \"of the future\", \"message\": \"x\"}}", BELL_ERROR_STORE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes (cases[i].body);
      g_autoptr (GError) error = bell_wire_read_error (cases[i].status, body);

      g_assert_error (error, BELL_ERROR, (int) cases[i].code);
    }
}

static void
test_records (void)
{
  static const char *const wrong[]
      = { "{}",
          "[{}]",
          "[1]",
          "[{\"_type\": \"nothing\"}]",
          "[{\"_type\": 5}]",
          "not JSON",
          "[{\"_type\": \"position\", \"desk\": \"d\", \"seq\": \"x\"}]" };
  g_autoptr (GBytes) right = bytes ("[{\"_type\": \"position\", \"desk\": \"d\", \"seq\": 5}]");
  g_autoptr (GPtrArray) records = bell_wire_read_records (right, NULL);

  g_assert_cmpint (((BellPosition *) records->pdata[0])->seq, ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) body = bytes (wrong[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (bell_wire_read_records (body, &error));
      g_assert_error (error, BELL_ERROR, BELL_ERROR_INVALID);
    }
}

static void
test_live (void)
{
  static const char *const wrong[]
      = { "",
          "[]",
          "{}",
          "{\"_type\": \"pong\"}",
          "{\"_type\": \"pong\", \"seq\": -1}",
          "{\"_type\": \"pong\", \"seq\": \"1\"}",
          "{\"_type\": \"change\"}",
          "{\"_type\": \"person\", \"id\": \"ann\", \"name\": \"Ann\"}" };
  g_autoptr (BellRecord) record = bell_record_new (&bell_change_shape);
  BellChange *change = (BellChange *) record;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) reload = bell_wire_write_reload ();
  g_autoptr (GBytes) pong = bell_wire_write_pong (77);
  g_auto (BellLiveMessage) message = { 0 };

  change->seq = 12;
  change->at = 1000;
  g_set_str (&change->type, "service");
  text = bell_wire_write_change (record);
  g_assert_true (bell_live_message_read (text, &message, NULL));
  g_assert_cmpint (message.kind, ==, BELL_LIVE_CHANGE);
  g_assert_cmpint (message.seq, ==, 12);
  g_assert_cmpstr (message.change->type, ==, "service");
  bell_live_message_clear (&message);
  g_assert_true (bell_live_message_read (reload, &message, NULL));
  g_assert_cmpint (message.kind, ==, BELL_LIVE_RELOAD);
  g_assert_true (bell_live_message_read (pong, &message, NULL));
  g_assert_cmpint (message.kind, ==, BELL_LIVE_PONG);
  g_assert_cmpint (message.seq, ==, 77);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) body = bytes (wrong[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (bell_live_message_read (body, &message, &error));
      g_assert_error (error, BELL_ERROR, BELL_ERROR_INVALID);
    }
}

/* What the two ends say to each other before there are calls. */
static void
test_sign_in_and_ping (void)
{
  g_autofree char *text = bell_wire_write_sign_in ("zoe", "a \"secret\"\n");
  g_autofree char *ping = bell_wire_write_ping ();
  g_autofree char *path = bell_wire_live_path (5);
  g_autofree char *anywhere = bell_wire_live_path (-1);
  g_autoptr (BellRecord) read
      = bell_wire_read_body (&bell_sign_in_shape, text, strlen (text), BELL_WIRE_MAX_BODY, NULL);
  g_autoptr (BellRecord) command = bell_wire_read_body (&bell_live_command_shape, ping,
                                                        strlen (ping), BELL_WIRE_MAX_LIVE, NULL);

  g_assert_cmpstr (((BellSignIn *) read)->password, ==, "a \"secret\"\n");
  g_assert_true (((BellSignIn *) read)->token);
  g_assert_true (((BellLiveCommand *) command)->ping);
  g_assert_null (((BellLiveCommand *) command)->attend);
  g_assert_cmpstr (path, ==, "/api/v1/live?after=5");
  g_assert_cmpstr (anywhere, ==, "/api/v1/live");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire-client/there-and-back", test_there_and_back);
  g_test_add_func ("/wire-client/not-on-the-wire", test_not_on_the_wire);
  g_test_add_func ("/wire-client/errors", test_errors);
  g_test_add_func ("/wire-client/foreign-errors", test_foreign_errors);
  g_test_add_func ("/wire-client/records", test_records);
  g_test_add_func ("/wire-client/live", test_live);
  g_test_add_func ("/wire-client/sign-in-and-ping", test_sign_in_and_ping);

  return g_test_run ();
}
