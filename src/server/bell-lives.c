/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-live-private.h"
#include "bell-veil.h"

#include <wslay/wslay.h>

static void
live_person_free (gpointer data)
{
  BellLivePerson *self = data;

  bell_record_unref (self->person);
  g_free (self);
}

/**
 * bell_lives_new:
 * @server: the server
 *
 * Returns: (transfer full): the live connections of a server, none yet
 */
BellLives *
bell_lives_new (BellServer *server)
{
  BellLives *self = g_new0 (BellLives, 1);

  self->server = server;
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, live_person_free);
  self->agents = g_ptr_array_new ();
  self->catch_up = bell_catch_up_new (server);

  return self;
}

/**
 * bell_lives_free:
 * @self: (transfer full): the live connections of a server, all of which are over
 *
 * Frees what knew them.
 */
void
bell_lives_free (BellLives *self)
{
  bell_catch_up_free (self->catch_up);
  g_ptr_array_unref (self->agents);
  g_hash_table_unref (self->people);
  g_free (self);
}

/**
 * bell_lives_count:
 * @self: the live connections of a server
 *
 * Returns: how many there are
 */
guint
bell_lives_count (const BellLives *self)
{
  return self->n_lives;
}

/* Takes up a live connection of @person. All connections of one person share their record: when
 * that changes, all of them end. */
void
bell_lives_enter (BellLives *self, BellLive *live, BellPerson *person)
{
  BellLivePerson *of = g_hash_table_lookup (self->people, person->record.id);

  if (of == NULL)
    {
      of = g_new0 (BellLivePerson, 1);
      of->person = bell_record_ref (person);
      g_hash_table_insert (self->people, of->person->record.id, of);
      if (bell_person_is_agent (of->person))
        g_ptr_array_add (self->agents, of);
    }

  self->n_lives++;
  live->of = of;
  live->next = of->first;
  if (live->next != NULL)
    live->next->before = live;
  of->first = live;
}

/* Forgets a live connection that is over. */
void
bell_lives_leave (BellLives *self, BellLive *live)
{
  BellLivePerson *of = g_steal_pointer (&live->of);

  self->n_lives--;
  if (live->before != NULL)
    live->before->next = live->next;
  else
    of->first = live->next;
  if (live->next != NULL)
    live->next->before = live->before;
  live->next = live->before = NULL;

  if (of->first != NULL)
    return;

  g_ptr_array_remove_fast (self->agents, of);
  g_hash_table_remove (self->people, of->person->record.id);
}

static void
close_all_of (BellLivePerson *of, const char *login, guint16 status)
{
  BellLive *next;

  /* With the last of them goes the person. */
  for (BellLive *live = of->first; live != NULL; live = next)
    {
      next = live->next;
      if (login == NULL || g_strcmp0 (live->login, login) == 0)
        bell_hub_connection_close (live->connection, status);
    }
}

/**
 * bell_live_end_login:
 * @server: a server
 * @login: (nullable): the id of a sign-in that is over, or %NULL for all, as the server stops
 *
 * Ends the live connections that were made with it, after what waits for them.
 */
void
bell_live_end_login (BellServer *server, const char *login)
{
  g_autoptr (GPtrArray) people = g_hash_table_get_values_as_ptr_array (server->lives->people);

  for (guint i = 0; i < people->len; i++)
    close_all_of (people->pdata[i], login,
                  login != NULL ? WSLAY_CODE_POLICY_VIOLATION : BELL_SERVICE_RESTART);
}

static void
reload_all_of (BellLivePerson *of)
{
  BellLive *next;

  for (BellLive *live = bell_live_ref (of->first); live != NULL; live = next)
    {
      next = live->next != NULL ? bell_live_ref (live->next) : NULL;
      bell_live_send_reload (live);
      if (live->connection != NULL)
        bell_hub_connection_close (live->connection, BELL_SERVICE_RESTART);
      bell_live_unref (live);
    }
}

/**
 * bell_live_reload:
 * @server: a server whose desk may be another than it was, as it was brought back from a backup
 *
 * Tells all live connections to load everything anew, and ends them: who is at the other end, and
 * what they may see, may be another, too.
 */
void
bell_live_reload (BellServer *server)
{
  g_autoptr (GPtrArray) people = g_hash_table_get_values_as_ptr_array (server->lives->people);

  server->lives->people_seq = 0;
  for (guint i = 0; i < people->len; i++)
    reload_all_of (people->pdata[i]);
}

/* Who cannot take it now gets it from the change log, once they have read what they were sent. */
static void
send_or_wait (BellLive *live, BellNews *news, GBytes **veiled)
{
  if (live->is_catching_up || live->waits || live->position >= news->change->seq)
    return;

  if (bell_live_may_send (live))
    {
      bell_live_send (live, news, veiled);
      return;
    }

  live->position = MAX (live->position, news->change->seq - 1);
  live->waits = TRUE;
}

static void
send_to_person (BellLivePerson *of, BellNews *news)
{
  g_autoptr (GBytes) veiled = NULL;
  BellLive *next;

  for (BellLive *live = of->first; live != NULL; live = next)
    {
      next = live->next;
      send_or_wait (live, news, &veiled);
    }
}

static void
send_news (BellLives *self, BellNews *news)
{
  const BellChange *change = news->change;
  BellLivePerson   *of;

  /* Whoever is cut off leaves the list, and the last one takes their place. */
  for (guint i = self->agents->len; i > 0; i--)
    if (i <= self->agents->len)
      {
        of = self->agents->pdata[i - 1];
        if (bell_change_is_for (change, of->person))
          send_to_person (of, news);
      }

  if (change->audience != BELL_AUDIENCE_PERSON || change->person == NULL)
    return;

  of = g_hash_table_lookup (self->people, change->person);
  if (of != NULL && !bell_person_is_agent (of->person))
    send_to_person (of, news);
}

static gboolean
is_of_person (const BellChange *change)
{
  return g_str_equal (change->type, bell_person_shape.name);
}

/* Whether sign-ins may be over: there is a new password, or somebody has signed out, here or at
 * another server. */
static gboolean
is_of_account (const BellChange *change)
{
  return g_str_equal (change->type, bell_account_shape.name) && change->kind == BELL_CHANGE_UPDATED;
}

/* What somebody may see may be something else now: they come back. Of an account, only those do
 * whose sign-in is over. */
static void
look_after_person (BellLives *self, const BellChange *change)
{
  BellLivePerson *of
      = change->subject != NULL ? g_hash_table_lookup (self->people, change->subject) : NULL;

  self->people_seq = change->seq;
  if (of != NULL && is_of_person (change))
    close_all_of (of, NULL, WSLAY_CODE_GOING_AWAY);
  else if (of != NULL)
    for (BellLive *live = of->first; live != NULL; live = live->next)
      bell_live_check_login (live);
}

/**
 * bell_live_changed:
 * @server: a server
 * @change: what its store reports
 *
 * Sends a change to those who may see it. Who has changed themselves, or has another password, has
 * to come back, and is asked again who they are.
 */
void
bell_live_changed (BellServer *server, BellChange *change)
{
  BellLives *self = server->lives;
  BellNews   news = { change, NULL };

  if (is_of_person (change) || is_of_account (change))
    look_after_person (self, change);

  send_news (self, &news);
  bell_catch_up_changed (self->catch_up, change);
  g_clear_pointer (&news.frame, g_bytes_unref);
}
