/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-servers.h"

#include "bell-server.h"
#include "relay.h"

/* How many commands are carried out before everybody is moved to the other server. */
#define COMMANDS_A_MOVE 3

struct _TestServers
{
  char       *location;
  BellStore  *stores[2];
  BellServer *servers[2];
  guint       n;
  Relay      *relay; /* NULL where there is one server */
  char       *url;
  guint       n_commands;
};

static guint16
port_of (BellServer *server)
{
  g_autofree char *url = bell_server_dup_uri (server);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return (guint16) g_uri_get_port (uri);
}

/* Also of one that was not closed before. */
void
test_servers_free (gpointer data)
{
  TestServers *self = data;

  g_clear_pointer (&self->relay, relay_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->servers); i++)
    g_clear_object (&self->servers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->stores); i++)
    g_clear_object (&self->stores[i]);
  g_free (self->location);
  g_free (self->url);
  g_free (self);
}

static void
serve (TestServers *self, BellStore *store)
{
  self->stores[self->n] = store;
  self->servers[self->n] = bell_server_new (store);
  g_assert_true (bell_server_listen (self->servers[self->n], "127.0.0.1", 0, NULL));
  self->n++;
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TestServers *self = g_task_get_task_data (task);
  GError      *error = NULL;
  BellStore   *store = bell_store_open_finish (result, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  serve (self, store);
  if (self->n == 1 && g_strcmp0 (g_getenv ("DESKBELL_TEST_SERVERS"), "2") == 0)
    {
      bell_store_open_async (self->location, BELL_STORE_HOST, BELL_INSTANT_NONE, NULL, on_opened,
                             g_steal_pointer (&task));
      return;
    }

  if (self->n == 2)
    self->relay = relay_new (port_of (self->servers[0]), NULL);
  self->url
      = self->relay != NULL ? relay_dup_url (self->relay) : bell_server_dup_uri (self->servers[0]);
  g_task_set_task_data (task, NULL, NULL);
  g_task_return_pointer (task, self, test_servers_free);
}

/* Opens a desk at any location that bell_store_open_async() takes, and serves it. */
void
test_servers_open_async (const char         *location,
                         BellStoreFlags      flags,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask       *task = g_task_new (NULL, NULL, callback, user_data);
  TestServers *self = g_new0 (TestServers, 1);

  self->location = g_strdup (location);
  g_task_set_source_tag (task, test_servers_open_async);
  /* It goes on to whoever asked, unless it fails. */
  g_task_set_task_data (task, self, NULL);
  bell_store_open_async (location, flags, BELL_INSTANT_NONE, NULL, on_opened, task);
}

TestServers *
test_servers_open_finish (GAsyncResult *result, GError **error)
{
  TestServers *self = g_task_propagate_pointer (G_TASK (result), error);

  if (self == NULL)
    test_servers_free (g_task_get_task_data (G_TASK (result)));

  return self;
}

static void
on_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TestServers *self = g_task_get_task_data (task);
  GError      *error = NULL;

  if (!bell_store_close_finish (BELL_STORE (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_object (&self->stores[--self->n]);
  if (self->n == 0)
    g_task_return_boolean (task, TRUE);
  else
    bell_store_close_async (self->stores[self->n - 1], on_closed, g_steal_pointer (&task));
}

/* Takes the servers; @source is that of the task. */
void
test_servers_close_async (TestServers        *self,
                          gpointer            source,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task = g_task_new (source, NULL, callback, user_data);

  g_task_set_source_tag (task, test_servers_close_async);
  g_task_set_task_data (task, self, test_servers_free);
  g_clear_pointer (&self->relay, relay_free);
  for (guint i = 0; i < self->n; i++)
    {
      bell_server_stop (self->servers[i]);
      g_clear_object (&self->servers[i]);
    }
  bell_store_close_async (self->stores[self->n - 1], on_closed, task);
}

/* The store of the first server. */
BellStore *
test_servers_get_store (TestServers *self)
{
  return self->stores[0];
}

const char *
test_servers_get_url (TestServers *self)
{
  return self->url;
}

/* @self: NULL once they are closed. Says that a command was carried out: after some, everybody is
 * moved to the other server, in the middle of what they are at. */
void
test_servers_note_command (TestServers *self)
{
  guint n = self != NULL ? self->n_commands++ : 0;

  if (self != NULL && self->relay != NULL && n % COMMANDS_A_MOVE == COMMANDS_A_MOVE - 1)
    relay_move (self->relay, port_of (self->servers[(n / COMMANDS_A_MOVE + 1) % 2]));
}
