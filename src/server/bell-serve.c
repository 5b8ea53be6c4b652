/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-serve.h"

#include "bell-address.h"
#include "bell-logging.h"
#include "bell-proxies.h"
#include "bell-supervisor.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/resource.h>

struct _BellServe
{
  char           *location;
  BellStoreFlags  flags;
  GPtrArray      *addresses; /* of BellAddress */
  char          **proxies;
  BellStore      *store;
  BellServer     *server;
  BellSupervisor *supervisor;
  GCancellable   *hurry; /* cancelled when it is told a second time to stop */
  guint           signals[2];
  gboolean        is_stopping;
  GError         *problem; /* why it does not serve */
};

static struct
{
  char   **listen;
  gboolean allow_remote;
  char   **proxies;
  char    *log;
} given;

const GOptionEntry bell_serve_options[] = {
  { "listen", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.listen,
    N_ ("Where to listen, once or several times (default 127.0.0.1:7373)"), "ADDR:PORT" },
  { "allow-remote", 0, 0, G_OPTION_ARG_NONE, &given.allow_remote,
    N_ ("Listen also where other computers reach this one, without TLS"), NULL },
  { "trusted-proxy", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.proxies,
    N_ ("Whose X-Forwarded headers are believed, once or several times"), "NETWORK" },
  { "log", 0, 0, G_OPTION_ARG_STRING, &given.log, N_ ("How to log on standard error"), "FORMAT" },
  { NULL },
};

static gboolean
take_addresses (BellServe *self, GError **error)
{
  for (guint i = 0; given.listen != NULL && given.listen[i] != NULL; i++)
    {
      BellAddress *address = bell_address_parse (given.listen[i], given.allow_remote, error);

      if (address == NULL)
        {
          g_prefix_error_literal (error, "--listen: ");
          return FALSE;
        }
      g_ptr_array_add (self->addresses, address);
    }

  return TRUE;
}

static gboolean
take_proxies (BellServe *self, GError **error)
{
  g_autoptr (BellProxies) proxies = bell_proxies_new ();

  self->proxies = g_strdupv (given.proxies);
  for (guint i = 0; given.proxies != NULL && given.proxies[i] != NULL; i++)
    if (!bell_proxies_add (proxies, given.proxies[i], error))
      {
        g_prefix_error_literal (error, "--trusted-proxy: ");
        return FALSE;
      }

  return TRUE;
}

/* Under systemd there is a folder for what a service keeps, and the first of them is ours. */
static gboolean
take_location (BellServe *self, const char *store, GError **error)
{
  const char *state = g_getenv ("STATE_DIRECTORY");
  g_auto (GStrv) folders = g_strsplit (state != NULL ? state : "", ":", 2);

  if (store != NULL)
    {
      self->location = g_strdup (store);
      return TRUE;
    }

  if (folders[0] == NULL || folders[0][0] == '\0')
    {
      g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                           "which desk? give --store STORE, the path of its file; under systemd, "
                           "StateDirectory= is enough");
      return FALSE;
    }

  self->location = g_build_filename (folders[0], "desk.db", NULL);
  self->flags |= BELL_STORE_CREATE;

  return TRUE;
}

/**
 * bell_serve_new:
 * @store: (nullable): where the desk is, or %NULL for that of the service
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Takes the options, and starts to log as they say.
 *
 * Returns: (transfer full) (nullable): what they are for
 */
BellServe *
bell_serve_new (const char *store, GError **error)
{
  g_autoptr (BellServe) self = g_new0 (BellServe, 1);

  self->flags = BELL_STORE_HOST;
  self->addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) bell_address_free);
  self->hurry = g_cancellable_new ();
  if (!take_addresses (self, error) || !take_proxies (self, error)
      || !take_location (self, store, error) || !bell_logging_start (given.log, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * bell_serve_free:
 * @self: (transfer full): what serves no more
 *
 * Frees it.
 */
void
bell_serve_free (BellServe *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);
  g_clear_pointer (&self->supervisor, bell_supervisor_free);
  g_clear_object (&self->server);
  g_clear_object (&self->store);
  g_clear_object (&self->hurry);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->addresses, g_ptr_array_unref);
  g_strfreev (self->proxies);
  g_free (self->location);
  g_free (self);
}

/* The store is let go of whatever has happened before, and then that is told. */
static void
on_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  BellServe *self = g_task_get_task_data (task);

  if (self->problem != NULL)
    g_task_return_error (task, g_steal_pointer (&self->problem));
  else if (!bell_store_close_finish (BELL_STORE (object), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
finish (GTask *task)
{
  BellServe *self = g_task_get_task_data (task);

  g_clear_pointer (&self->supervisor, bell_supervisor_free);
  g_clear_object (&self->server);
  bell_store_close_async (self->store, on_closed, task);
}

static void
on_drained (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask     *task = user_data;
  BellServe *self = g_task_get_task_data (task);

  if (!bell_server_drain_finish (self->server, result, NULL))
    bell_server_stop (self->server);
  g_message ("Stopped serving");
  finish (task);
}

static gboolean
on_signal (gpointer user_data)
{
  GTask     *task = user_data;
  BellServe *self = g_task_get_task_data (task);

  if (self->is_stopping)
    {
      g_cancellable_cancel (self->hurry);
      return G_SOURCE_CONTINUE;
    }

  self->is_stopping = TRUE;
  bell_supervisor_stopping (self->supervisor);
  bell_server_drain_async (self->server, self->hurry, on_drained, task);

  return G_SOURCE_CONTINUE;
}

static gboolean
listen_on (BellServe *self, const BellAddress *address, GError **error)
{
  if (address->path != NULL)
    return bell_server_listen_unix (self->server, address->path, error);

  if (bell_address_is_remote (address))
    g_warning ("%s port %u is reached by other computers, and what is sent there is not "
               "encrypted: a proxy has to end TLS in front of it",
               address->host, address->port);

  return bell_server_listen (self->server, address->host, address->port, error);
}

/* On what was asked for and what systemd has, or where nobody else can be if there is neither. */
static gboolean
listen_everywhere (BellServe *self, GError **error)
{
  g_auto (GStrv) uris = NULL;

  if (!bell_supervisor_take_sockets (self->server, error))
    return FALSE;

  for (guint i = 0; i < self->addresses->len; i++)
    if (!listen_on (self, self->addresses->pdata[i], error))
      return FALSE;

  uris = bell_server_dup_uris (self->server);

  return uris[0] != NULL
         || bell_server_listen (self->server, BELL_ADDRESS_DEFAULT_HOST, BELL_ADDRESS_DEFAULT_PORT,
                                error);
}

static void
announce (BellServe *self)
{
  g_auto (GStrv) uris = bell_server_dup_uris (self->server);
  g_autofree char *location = bell_store_dup_display_name (self->location);
  g_autofree char *everywhere = g_strjoinv (", ", uris);
  g_autofree char *status = g_strdup_printf ("Serving at %s", everywhere);

  for (guint i = 0; uris[i] != NULL; i++)
    g_print ("Serving %s at %s\n", location, uris[i]);
  bell_supervisor_ready (self->supervisor, status);
}

static void
start (GTask *task)
{
  BellServe *self = g_task_get_task_data (task);
  g_autoptr (GError) problem = NULL;

  self->server = bell_server_new (self->store);
  for (guint i = 0; self->proxies != NULL && self->proxies[i] != NULL; i++)
    bell_server_trust_proxy (self->server, self->proxies[i], NULL);
  if (!listen_everywhere (self, &problem))
    {
      /* Whatever is in the way there, it is the address that has to be another one. */
      self->problem = g_error_new_literal (BELL_ERROR, BELL_ERROR_INVALID, problem->message);
      finish (task);
      return;
    }

  /* Who reads that it serves may already want it to stop. */
  self->signals[0] = g_unix_signal_add (SIGINT, on_signal, task);
  self->signals[1] = g_unix_signal_add (SIGTERM, on_signal, task);
  self->supervisor = bell_supervisor_new (self->store);
  announce (self);
}

/* An error names the desk, and so perhaps the password in its URL. */
static GError *
without_password (const BellServe *self, const GError *error)
{
  g_autofree char *hidden = bell_store_dup_display_name (self->location);
  g_autoptr (GString) message = g_string_new (error->message);

  g_string_replace (message, self->location, hidden, 0);

  return g_error_new_literal (error->domain, error->code, message->str);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask     *task = user_data;
  BellServe *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->store = bell_store_open_finish (result, &error);
  if (self->store != NULL)
    {
      start (task);
      return;
    }

  g_task_return_error (task, without_password (self, error));
  g_object_unref (task);
}

/* Each connection takes a descriptor; the soft limit is for programs that use select(). */
static void
raise_descriptors (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
    return;

  limit.rlim_cur = limit.rlim_max;
  if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
    g_message ("The limit of open files stays where it is");
}

/**
 * bell_serve_run_async:
 * @self: what is to be served
 * @callback: called when it has been told to stop, by SIGINT or SIGTERM, or cannot serve
 * @user_data: for @callback
 *
 * Serves. Where that is stands on standard output as soon as it is so, a line for each address.
 */
void
bell_serve_run_async (BellServe *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, bell_serve_run_async);
  g_task_set_task_data (task, self, NULL);
  raise_descriptors ();
  bell_store_open_async (self->location, self->flags, BELL_INSTANT_NONE, NULL, on_opened, task);
}

/**
 * bell_serve_run_finish:
 * @result: what the callback was given
 * @error: return location for any #BellError; %BELL_ERROR_INVALID if it cannot listen
 *
 * Returns: whether it has served, and stopped as it should
 */
gboolean
bell_serve_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
