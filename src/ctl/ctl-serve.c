/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

#include "bell-server.h"

#include <glib-unix.h>
#include <string.h>

#define DEFAULT_ADDRESS "127.0.0.1"
#define DEFAULT_PORT    7373

static char *listen_on;

static const GOptionEntry serve_options[] = {
  { "listen", 0, 0, G_OPTION_ARG_STRING, &listen_on,
    "Where to listen (default " DEFAULT_ADDRESS ":7373)", "ADDR:PORT" },
  { NULL },
};

static gboolean stopped;

static gboolean
on_signal (gpointer user_data)
{
  stopped = TRUE;

  return G_SOURCE_CONTINUE;
}

static gboolean
is_stopped (gpointer data)
{
  return stopped;
}

/* ADDR:PORT, [ADDR]:PORT, or only one of both. */
static gboolean
parse_listen (const char *text, char **address, guint16 *port)
{
  const char      *colon = strrchr (text, ':');
  g_autofree char *host = colon != NULL ? g_strndup (text, colon - text) : g_strdup ("");
  guint64          number;

  if (!g_ascii_string_to_unsigned (colon != NULL ? colon + 1 : text, 10, 0, G_MAXUINT16, &number,
                                   NULL))
    return FALSE;

  if (host[0] == '[' && g_str_has_suffix (host, "]"))
    {
      host[strlen (host) - 1] = '\0';
      *address = g_strdup (host + 1);
    }
  else
    *address = g_strdup (host[0] != '\0' ? host : DEFAULT_ADDRESS);
  *port = (guint16) number;

  return TRUE;
}

static gboolean
is_loopback (const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);

  return inet != NULL && g_inet_address_get_is_loopback (inet);
}

static CtlStatus
serve (Ctl *ctl, const char *address, guint16 port)
{
  g_autoptr (BellServer) server = bell_server_new (ctl->store);
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  if (!bell_server_listen (server, address, port, &error))
    {
      ctl_fail (ctl, "serve", error);
      return CTL_BAD_INPUT;
    }

  /* Who reads that it serves may already want it to stop. */
  g_unix_signal_add (SIGINT, on_signal, NULL);
  g_unix_signal_add (SIGTERM, on_signal, NULL);
  uri = bell_server_dup_uri (server);
  g_print ("Serving %s at %s\n", ctl->store_location, uri);
  ctl_wait (is_stopped, NULL);
  bell_server_stop (server);

  return CTL_DONE;
}

static CtlStatus
run_serve (Ctl *ctl, char **arguments)
{
  g_autofree char *address = NULL;
  guint16          port = DEFAULT_PORT;
  CtlStatus        status;

  if (ctl->now != BELL_INSTANT_NONE)
    return ctl_usage ("serve: --now is not for a server: what it does follows the clock");

  if (listen_on == NULL)
    address = g_strdup (DEFAULT_ADDRESS);
  else if (!parse_listen (listen_on, &address, &port))
    return ctl_usage ("serve: --listen: expected ADDR:PORT, found \"%s\"", listen_on);

  if (!is_loopback (address))
    return ctl_usage ("serve: %s: expected an address of this computer alone, such as 127.0.0.1; a "
                      "proxy makes it reachable for others",
                      address);

  if (!ctl_open (ctl, BELL_STORE_HOST, &status))
    return status;

  return serve (ctl, address, port);
}

const CtlCommand ctl_command_serve = {
  .name = "serve",
  .arguments = "",
  .summary = "Serve the portal on this computer",
  .description = "Runs until it is interrupted. The address has to be one of this computer "
                 "alone; a proxy with TLS makes the portal reachable for others. With port 0 "
                 "a free one is taken; where the portal is stands on the first line of the "
                 "output. The exit status is 3 if the desk is open in another Deskbell that "
                 "serves it.",
  .run = run_serve,
  .options = serve_options,
};
