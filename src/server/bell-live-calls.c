/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-live-private.h"
#include "bell-wire.h"

#include <wslay/wslay.h>

/* How long a sign-in is believed in: it may have ended at another server, or by itself. */
#define BELIEVED_SECONDS 30

/* A call that is carried out for a connection. */
typedef struct
{
  BellLive *live;
  char     *id;
} Underway;

static guint32
now_seconds (void)
{
  return (guint32) (g_get_monotonic_time () / G_USEC_PER_SEC);
}

static void
refuse (BellLive *self, const char *id, const GError *error)
{
  g_autoptr (GBytes) text = bell_wire_write_refusal (id, error);

  bell_live_send_text (self, text);
}

static void
refuse_with (BellLive *self, const char *id, BellError code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (BELL_ERROR, (int) code, message);

  refuse (self, id, error);
}

static void
answer (BellLive *self, const char *id, GPtrArray *records)
{
  g_autoptr (GBytes) text = bell_wire_write_answer (id, records);

  if (g_bytes_get_size (text) > BELL_WIRE_MAX_QUEUE / 2)
    refuse_with (self, id, BELL_ERROR_TOO_LARGE,
                 "the answer is too large for a live connection; ask for it over HTTP");
  else
    bell_live_send_text (self, text);
}

static void
on_called (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Underway *underway = user_data;
  g_autofree char     *id = underway->id;
  BellLive            *self = underway->live;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  self->n_underway--;
  if (self->connection != NULL && records != NULL)
    answer (self, id, records);
  else if (self->connection != NULL)
    refuse (self, id, error);

  if (self->connection != NULL && self->n_underway <= BELL_WIRE_CALLS_AT_ONCE / 2)
    bell_hub_connection_hold (self->connection, FALSE);
  bell_live_unref (self);
}

static void
on_login (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellLive *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (self->connection != NULL && records != NULL && records->len == 0)
    bell_hub_connection_close (self->connection, WSLAY_CODE_POLICY_VIOLATION);
  bell_live_unref (self);
}

static void
on_checked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellLive *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  /* Who cannot be told from somebody who has signed out may come back and show who they are. */
  if (self->connection != NULL && (records == NULL || records->len == 0))
    bell_hub_connection_close (self->connection, WSLAY_CODE_GOING_AWAY);
  bell_live_unref (self);
}

static void
ask_for_login (BellLive *self, GAsyncReadyCallback callback)
{
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_login_get);

  g_set_str (&((BellLoginGet *) call)->login, self->login);
  bell_store_call_async (self->server->store, NULL, call, NULL, callback, bell_live_ref (self));
}

/* Ends a live connection whose sign-in is over, wherever that was ended. */
void
bell_live_check_login (BellLive *self)
{
  ask_for_login (self, on_checked);
}

/* Finds out, not each time, whether the sign-in still is one. */
void
bell_live_look_after_login (BellLive *self)
{
  guint32 now = now_seconds ();

  if (now - self->believed < BELIEVED_SECONDS)
    return;

  self->believed = now;
  ask_for_login (self, on_login);
}

static gboolean
is_too_often (BellLive *self)
{
  guint32 now = now_seconds ();

  if (now != self->second)
    self->n_in_second = 0;
  self->second = now;

  return ++self->n_in_second > BELL_WIRE_CALLS_A_SECOND;
}

/* Carries out a call that came over a live connection, and answers it there. */
void
bell_live_call (BellLive *self, gpointer call, const char *id)
{
  Underway *underway;

  if (is_too_often (self))
    {
      refuse_with (self, id, BELL_ERROR_TOO_MANY, "too many calls in a second; wait a little");
      return;
    }

  bell_live_look_after_login (self);
  underway = g_new (Underway, 1);
  underway->live = bell_live_ref (self);
  underway->id = g_strdup (id);
  if (++self->n_underway >= BELL_WIRE_CALLS_AT_ONCE)
    bell_hub_connection_hold (self->connection, TRUE);
  bell_store_call_async (self->server->store, self->of->person->record.id, call, NULL, on_called,
                         underway);
}

/* Says why something that asks for an answer is no call. */
void
bell_live_refuse (BellLive *self, const char *id, const GError *error)
{
  refuse (self, id, error);
}
