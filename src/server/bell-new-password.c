/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-password.h"
#include "bell-server-private.h"
#include "bell-wire.h"

#include <string.h>

/* PUT /people/{person}/password: the one call whose content the desk must not have as it comes. */

/* Somebody's password on its way. */
typedef struct
{
  BellExchange *exchange;
  char         *person; /* whose it is */
  char         *address;
  BellRecord   *given;
} Setting;

static Setting *
setting_free (Setting *self)
{
  g_free (self->person);
  g_free (self->address);
  g_clear_pointer (&self->given, bell_record_unref);
  g_free (self);

  return NULL;
}

static void
fail (Setting *self, int code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (BELL_ERROR, code, message);

  bell_exchange_respond_error (self->exchange, error);
  setting_free (self);
}

/* Every sign-in of the person is over, and so is this one if it is theirs. */
static void
on_set (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Setting *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    {
      fail (self, error->code, error->message);
      return;
    }

  if (g_str_equal (self->person, self->exchange->person))
    bell_exchange_set_cookie (self->exchange, "", 0);
  bell_exchange_respond (self->exchange, SOUP_STATUS_NO_CONTENT, NULL, NULL);
  setting_free (self);
}

static void
on_hashed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Setting *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = bell_password_hash_finish (result, &error);
  g_autoptr (BellRecord) record = NULL;
  BellPasswordSet *call;

  if (hash == NULL)
    {
      fail (self, error->code, error->message);
      return;
    }

  record = bell_call_new (&bell_call_password_set);
  call = (BellPasswordSet *) record;
  g_set_str (&call->person, self->person);
  g_set_str (&call->hash, hash);
  bell_store_call_async (self->exchange->server->store, self->exchange->person, record, NULL,
                         on_set, self);
}

static void
hash (Setting *self)
{
  bell_password_hash_async (((BellNewPassword *) self->given)->password, on_hashed, self);
}

static void
on_verified (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Setting      *self = user_data;
  BellAttempts *attempts = self->exchange->server->attempts;

  if (!bell_password_verify_finish (result, NULL))
    {
      bell_attempts_failed (attempts, self->address, g_get_monotonic_time ());
      fail (self, BELL_ERROR_DENIED, "old_password: that is not the password until now");
      return;
    }

  bell_attempts_succeeded (attempts, self->person, self->address);
  hash (self);
}

static void
on_account (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Setting *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  const BellAccount *account;

  if (records == NULL)
    {
      fail (self, error->code, error->message);
      return;
    }

  account = records->len > 0 ? records->pdata[0] : NULL;
  bell_password_verify_async (((BellNewPassword *) self->given)->old_password,
                              account != NULL ? account->hash : NULL, on_verified, self);
}

/* Whoever sits down at a computer where somebody is signed in does not know their password. */
static void
verify (Setting *self)
{
  BellAttempts *attempts = self->exchange->server->attempts;
  gint64        now = g_get_monotonic_time ();
  g_autoptr (BellRecord) record = NULL;

  if (((BellNewPassword *) self->given)->old_password == NULL)
    {
      fail (self, BELL_ERROR_INVALID, "$: expected a member \"old_password\"");
      return;
    }

  if (!bell_attempts_may (attempts, self->person, self->address, now))
    {
      fail (self, BELL_ERROR_TOO_MANY, "too many wrong passwords; wait a little and try again");
      return;
    }

  bell_attempts_begin (attempts, self->person, self->address, now);
  record = bell_call_new (&bell_call_account_get);
  g_set_str (&((BellAccountGet *) record)->name, self->person);
  bell_store_call_async (self->exchange->server->store, NULL, record, NULL, on_account, self);
}

/* A password costs something to hash, and so it is not done for who may not set it. */
static void
on_actor (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Setting *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  const BellPerson *actor = records != NULL && records->len > 0 ? records->pdata[0] : NULL;

  if (actor != NULL && (actor->roles & BELL_ROLE_ADMIN) != 0)
    hash (self);
  else
    fail (self, BELL_ERROR_DENIED, "only an administrator sets the password of somebody else");
}

static void
check (Setting *self)
{
  g_autoptr (BellRecord) record = NULL;
  BellDeskRecord *call;

  if (g_str_equal (self->person, self->exchange->person))
    {
      verify (self);
      return;
    }

  record = bell_call_new (&bell_call_desk_record);
  call = (BellDeskRecord *) record;
  g_set_str (&call->collection, bell_person_shape.collection);
  g_set_str (&call->subject, self->exchange->person);
  bell_store_call_async (self->exchange->server->store, NULL, record, NULL, on_actor, self);
}

static char *
person_of (const char *path)
{
  gsize            before = strlen (BELL_WIRE_PASSWORD_BEFORE);
  g_autofree char *escaped
      = g_strndup (path + before, strlen (path) - before - strlen (BELL_WIRE_PASSWORD_AFTER));

  return g_uri_unescape_string (escaped, "/");
}

static void
on_signed_in (BellExchange *exchange)
{
  g_autoptr (GBytes) body = bell_exchange_body (exchange);
  g_autoptr (GError) error = NULL;
  gsize       length;
  const char *data = g_bytes_get_data (body, &length);
  Setting    *self;

  if (exchange->person == NULL)
    {
      bell_exchange_respond_signed_out (exchange, "sign in first");
      return;
    }

  self = g_new0 (Setting, 1);
  self->exchange = exchange;
  self->person = person_of (bell_exchange_path (exchange));
  self->address = bell_exchange_address (exchange);
  self->given = bell_wire_read_body (&bell_new_password_shape, data != NULL ? data : "", length,
                                     BELL_WIRE_MAX_BODY, &error);
  if (self->given == NULL)
    fail (self, error->code, error->message);
  else if (self->person == NULL || self->person[0] == '\0')
    fail (self, BELL_ERROR_NOT_FOUND, "there is no such person");
  else
    check (self);
}

/**
 * bell_new_password_handle:
 * @exchange: (transfer full): a request for the password of a person
 *
 * Sets it: an administrator that of anybody else, and everybody their own, for which they have to
 * know the old one.
 */
void
bell_new_password_handle (BellExchange *exchange)
{
  g_autoptr (GError) error = NULL;

  if (bell_wire_method (soup_server_message_get_method (exchange->message)) == BELL_METHOD_PUT)
    {
      bell_exchange_authenticate (exchange, on_signed_in);
      return;
    }

  error = g_error_new_literal (BELL_ERROR, BELL_ERROR_NOT_FOUND,
                               "there is nothing to do with this method here");
  bell_exchange_respond_error (exchange, error);
}
