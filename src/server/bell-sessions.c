/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-server-private.h"

/* How long somebody stays signed in at most, and how long when they do not come back. */
#define LONGEST_SECONDS (14 * 24 * 60 * G_GINT64_CONSTANT (60))
#define UNUSED_SECONDS  (3 * 24 * 60 * G_GINT64_CONSTANT (60))

/* That a login is used is noted so often. */
#define NOTE_SECONDS (60 * G_GINT64_CONSTANT (60))

/**
 * bell_session_expiry:
 * @created_at: when somebody has signed in
 * @now: when that was used last
 *
 * Returns: until when the login lasts
 */
BellInstant
bell_session_expiry (BellInstant created_at, BellInstant now)
{
  return MIN (created_at + LONGEST_SECONDS * G_USEC_PER_SEC, now + UNUSED_SECONDS * G_USEC_PER_SEC);
}

static void
on_renewed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    g_message ("That a sign-in is used could not be noted: %s", error->message);
}

/**
 * bell_session_used:
 * @server: a server
 * @login: a login with which something is asked
 *
 * Has the login last longer. That is written down only when it makes a difference of an hour.
 */
void
bell_session_used (BellServer *server, const BellLogin *login)
{
  BellInstant expires_at = bell_session_expiry (login->created_at, g_get_real_time ());
  g_autoptr (BellRecord) record = NULL;
  BellLoginRenew *call;

  if (expires_at - login->expires_at < NOTE_SECONDS * G_USEC_PER_SEC)
    return;

  record = bell_call_new (&bell_call_login_renew);
  call = (BellLoginRenew *) record;
  g_set_str (&call->login, login->record.id);
  call->expires_at = expires_at;
  bell_store_call_async (server->store, NULL, record, NULL, on_renewed, NULL);
}
