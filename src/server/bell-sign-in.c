/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-password.h"
#include "bell-server-private.h"
#include "bell-wire.h"

/* How long a browser shows who somebody is; the desk may have forgotten them before. */
#define LOGIN_SECONDS (14 * 24 * 60 * G_GINT64_CONSTANT (60))

/* How many may sign in at once: each costs a tenth of a second of a processor. */
#define SIGNING_IN 100

/* Somebody on the way in. */
typedef struct
{
  BellServer   *server;
  BellExchange *exchange;
  char         *name; /* as it was typed */
  char         *password;
  char         *address;
  char         *person; /* NULL as long as it may be nobody */
  char         *hash;   /* what the password is checked against */
  char         *token;
  gboolean      is_program; /* gets the token in the answer, and no cookie */
  BellRecord   *session;
} SignIn;

static void
sign_in_free (SignIn *self)
{
  self->server->n_signing_in--;
  g_object_unref (self->server);
  g_free (self->name);
  g_free (self->password);
  g_free (self->address);
  g_free (self->person);
  g_free (self->hash);
  g_free (self->token);
  g_clear_pointer (&self->session, bell_record_unref);
  g_free (self);
}

static void
refuse (SignIn *self, const char *message)
{
  bell_exchange_respond_signed_out (self->exchange, message);
  sign_in_free (self);
}

static void
fail (SignIn *self, const GError *error)
{
  bell_exchange_respond_error (self->exchange, error);
  sign_in_free (self);
}

static void
on_person (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellExchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    bell_exchange_respond_error (exchange, error);
  else
    bell_exchange_respond_records (exchange, SOUP_STATUS_OK, records);
}

static void
ask_person (BellExchange       *exchange,
            const char         *person,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_desk_record);
  BellDeskRecord *call = (BellDeskRecord *) record;

  g_set_str (&call->collection, bell_person_shape.collection);
  g_set_str (&call->subject, person);
  bell_store_call_async (exchange->server->store, NULL, record, NULL, callback, user_data);
}

/* Answers with the record of who is signed in. */
static void
respond_person (BellExchange *exchange, const char *person)
{
  ask_person (exchange, person, on_person, exchange);
}

/* A program gets the person, and what it shows from now on instead of a browser's cookie. */
static void
on_person_of_program (GObject *object, GAsyncResult *result, gpointer user_data)
{
  SignIn *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    {
      fail (self, error);
      return;
    }

  g_ptr_array_add (records, g_steal_pointer (&self->session));
  bell_exchange_respond_records (self->exchange, SOUP_STATUS_OK, records);
  sign_in_free (self);
}

static BellRecord *
new_session (const SignIn *self, const BellLogin *login)
{
  BellRecord   *record = bell_record_new (&bell_signed_in_shape);
  BellSignedIn *session = (BellSignedIn *) record;

  g_set_str (&record->id, login->record.id);
  g_set_str (&session->person, login->person);
  g_set_str (&session->token, self->token);
  session->created_at = login->created_at;
  session->expires_at = login->expires_at;

  return record;
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  SignIn *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    {
      fail (self, error);
      return;
    }

  if (self->is_program)
    {
      self->session = new_session (self, records->pdata[0]);
      ask_person (self->exchange, self->person, on_person_of_program, self);
      return;
    }

  bell_exchange_set_cookie (self->exchange, self->token, LOGIN_SECONDS);
  respond_person (self->exchange, self->person);
  sign_in_free (self);
}

static void
open_login (SignIn *self)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_login_open);
  BellLoginOpen      *call = (BellLoginOpen *) record;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->exchange->message);
  const char         *agent = soup_message_headers_get_one (headers, "User-Agent");
  g_autofree char    *hash = NULL;

  self->token = bell_token_new ();
  hash = bell_token_hash (self->token);
  g_set_str (&call->login, hash);
  call->person = g_strdup (self->person);
  call->hash = g_strdup (self->hash);
  call->expires_at = bell_session_expiry (g_get_real_time (), g_get_real_time ());
  call->agent = agent != NULL && g_utf8_validate (agent, -1, NULL)
                    ? g_utf8_substring (agent, 0, MIN (g_utf8_strlen (agent, -1), 400))
                    : NULL;
  bell_store_call_async (self->exchange->server->store, NULL, record, NULL, on_opened, self);
}

static void
on_verified (GObject *object, GAsyncResult *result, gpointer user_data)
{
  SignIn       *self = user_data;
  BellAttempts *attempts = self->exchange->server->attempts;
  gboolean      right = bell_password_verify_finish (result, NULL);

  if (!right || self->person == NULL)
    {
      bell_attempts_failed (attempts, self->address, g_get_monotonic_time ());
      g_message ("A sign-in from %s was refused", self->address);
      refuse (self, "the name or the password is wrong");
      return;
    }

  bell_attempts_succeeded (attempts, self->name, self->address);
  open_login (self);
}

static void
on_account (GObject *object, GAsyncResult *result, gpointer user_data)
{
  SignIn *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  const BellAccount *account;

  if (records == NULL)
    {
      fail (self, error);
      return;
    }

  account = records->len > 0 ? records->pdata[0] : NULL;
  if (account != NULL && account->active && account->hash != NULL)
    {
      self->person = g_strdup (account->person);
      self->hash = g_strdup (account->hash);
    }
  bell_password_verify_async (self->password, self->hash, on_verified, self);
}

/* What is wrong with one more who wants to sign in; %NULL if nothing is. */
static const char *
find_excess (const SignIn *self, const BellServer *server)
{
  if (!bell_attempts_may (server->attempts, self->name, self->address, g_get_monotonic_time ()))
    return "too many wrong passwords; wait a little and try again";

  return server->n_signing_in >= SIGNING_IN
             ? "too many sign in at once; wait a little and try again"
             : NULL;
}

static void
sign_in (BellExchange *exchange, const BellSignIn *given)
{
  SignIn *self = g_new0 (SignIn, 1);
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_account_get);
  const char *excess;

  self->exchange = exchange;
  self->server = g_object_ref (exchange->server);
  self->name = g_strdup (given->name);
  self->password = g_strdup (given->password);
  self->is_program = given->token;
  self->address = bell_exchange_address (exchange);
  exchange->server->n_signing_in++;
  excess = find_excess (self, exchange->server);
  if (excess != NULL)
    {
      g_autoptr (GError) error = g_error_new_literal (BELL_ERROR, BELL_ERROR_TOO_MANY, excess);

      fail (self, error);
      return;
    }

  bell_attempts_begin (exchange->server->attempts, self->name, self->address,
                       g_get_monotonic_time ());
  g_set_str (&((BellAccountGet *) record)->name, given->name);
  bell_store_call_async (exchange->server->store, NULL, record, NULL, on_account, self);
}

static void
handle_post (BellExchange *exchange)
{
  g_autoptr (GBytes) body = bell_exchange_body (exchange);
  g_autoptr (GError) error = NULL;
  g_autoptr (BellRecord) given = NULL;
  gsize       length;
  const char *data = g_bytes_get_data (body, &length);

  given = bell_wire_read_body (&bell_sign_in_shape, data != NULL ? data : "", length,
                               BELL_WIRE_MAX_BODY, &error);
  if (given == NULL)
    bell_exchange_respond_error (exchange, error);
  else
    sign_in (exchange, (BellSignIn *) given);
}

static void
on_session (BellExchange *exchange)
{
  if (exchange->person == NULL)
    bell_exchange_respond_signed_out (exchange, "nobody is signed in");
  else
    respond_person (exchange, exchange->person);
}

static void
on_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellExchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    {
      bell_exchange_respond_error (exchange, error);
      return;
    }

  bell_live_end_login (exchange->server, exchange->login);
  bell_exchange_set_cookie (exchange, "", 0);
  bell_exchange_respond (exchange, SOUP_STATUS_NO_CONTENT, NULL, NULL);
}

static void
on_sign_out (BellExchange *exchange)
{
  g_autoptr (BellRecord) record = NULL;

  if (exchange->person == NULL)
    {
      bell_exchange_set_cookie (exchange, "", 0);
      bell_exchange_respond (exchange, SOUP_STATUS_NO_CONTENT, NULL, NULL);
      return;
    }

  record = bell_call_new (&bell_call_login_close);
  g_set_str (&((BellLoginClose *) record)->login, exchange->login);
  bell_store_call_async (exchange->server->store, NULL, record, NULL, on_closed, exchange);
}

/**
 * bell_sign_in_handle:
 * @exchange: (transfer full): a request for %BELL_WIRE_SESSION
 *
 * Signs in (POST), out (DELETE), or says who is signed in (GET).
 */
void
bell_sign_in_handle (BellExchange *exchange)
{
  g_autoptr (GError) error = NULL;

  switch ((int) bell_wire_method (soup_server_message_get_method (exchange->message)))
    {
    case BELL_METHOD_POST:
      handle_post (exchange);
      break;
    case BELL_METHOD_DELETE:
      bell_exchange_authenticate (exchange, on_sign_out);
      break;
    case BELL_METHOD_GET:
      bell_exchange_authenticate (exchange, on_session);
      break;
    default:
      error = g_error_new_literal (BELL_ERROR, BELL_ERROR_NOT_FOUND,
                                   "there is nothing to do with this method here");
      bell_exchange_respond_error (exchange, error);
      break;
    }
}
