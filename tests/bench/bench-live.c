/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-cost.h"
#include "live-protocol.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

/* Many live connections to a server, some of them chatting; prints what was found as one object of
 * JSON. bench_live.py starts the server and this, and knows what it means.
 *
 * The first line is the agent's, who is in every chat; then come those who chat, each in a chat of
 * their own; then those who only listen. Every message has two readers: its author's page and the
 * agent. A line may be over before the end only if that was asked for. */

/* How many handshakes may be underway, and how long may pass until all lines are open. */
#define SHAKING 256
#define OPENING (60 * G_GINT64_CONSTANT (1000000000))

/* How long is waited for what does not come. */
#define PATIENCE ((gint64) (options.patience * 1e9))

typedef struct
{
  gint64 sent; /* in nanoseconds */
  guint8 seen; /* bit 0: acknowledged, 1: read by the author's page, 2: by the agent */
} Sent;

static struct
{
  char **ports; /* each server's; connections take them in turn */
  char  *protocol;
  int    connections;
  int    chats;
  int    rate; /* messages a second; 0: as many as are answered */
  int    window;
  double seconds;
  double patience;
  char **servers; /* processes that count, with what they started */
  int    changes; /* how many to catch up with */
  gint64 after;
  char  *tokens;
  char  *run;
} options
    = { .connections = 200, .chats = 20, .window = 4, .seconds = 1, .patience = 20, .after = -1 };

static struct
{
  LiveSetup setup;
  LiveLine *lines;
  GArray   *sent; /* of Sent */
  GArray   *acknowledged;
  GArray   *read; /* likewise: double, in ms */
  guint     n_open;
  guint     n_shaking;
  guint     n_doubled;
  guint     n_refused;
  guint     n_changes;
  guint     n_pongs;
  gint64    last_pong;
  gboolean  again; /* whether an answer makes the next message */
} bench;

static const GOptionEntry entries[] = {
  { "port", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.ports, "A port of the server", "N" },
  { "protocol", 0, 0, G_OPTION_ARG_STRING, &options.protocol, "What it speaks", "NAME" },
  { "connections", 0, 0, G_OPTION_ARG_INT, &options.connections, "How many lines", "N" },
  { "chats", 0, 0, G_OPTION_ARG_INT, &options.chats, "How many of them chat", "N" },
  { "rate", 0, 0, G_OPTION_ARG_INT, &options.rate, "Messages a second", "N" },
  { "window", 0, 0, G_OPTION_ARG_INT, &options.window, "Without a rate: at once a chat", "N" },
  { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &options.seconds, "How long", "S" },
  { "patience", 0, 0, G_OPTION_ARG_DOUBLE, &options.patience, "To wait for the rest", "S" },
  { "server", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.servers, "A process of it", "PID" },
  { "changes", 0, 0, G_OPTION_ARG_INT, &options.changes, "How many the agent lacks", "N" },
  { "after", 0, 0, G_OPTION_ARG_INT64, &options.after, "The last change all have", "SEQ" },
  { "tokens", 0, 0, G_OPTION_ARG_FILENAME, &options.tokens, "A token a line", "FILE" },
  { "run", 0, 0, G_OPTION_ARG_STRING, &options.run, "Begins the ids of messages", "WORD" },
  {},
};

static void
connect_line (guint number)
{
  LiveLine *line = &bench.lines[number];
  guint     n_ports = g_strv_length (options.ports);

  line->setup = &bench.setup;
  line->number = number;
  line->port = (guint16) atoi (options.ports[number % n_ports]);
  if (!live_line_connect (line))
    g_error ("Line %u: %s", number, g_strerror (errno));
  bench.n_shaking++;
}

static void
send_message (guint chat)
{
  const Sent sent = { live_now (), 0 };

  g_array_append_val (bench.sent, sent);
  bench.setup.protocol->send (&bench.lines[chat], bench.sent->len - 1);
}

static void
note (gint64 number, guint8 bit, GArray *times)
{
  Sent  *sent = &g_array_index (bench.sent, Sent, number);
  double time;

  g_return_if_fail (number < bench.sent->len);
  time = (double) (live_now () - sent->sent) / 1e6;
  if ((sent->seen & bit) != 0)
    bench.n_doubled++;
  sent->seen |= bit;
  g_array_append_val (times, time);
}

/**
 * live_opened:
 * @line: a line
 *
 * Is told that its handshake is over.
 */
void
live_opened (LiveLine *line)
{
  line->is_open = TRUE;
  bench.n_open++;
  bench.n_shaking--;
}

/**
 * live_acknowledged:
 * @line: a line
 * @number: a message that it sent
 *
 * Is told that the server has answered that it has a message.
 */
void
live_acknowledged (LiveLine *line, gint64 number)
{
  note (number, 1, bench.acknowledged);
  if (bench.again)
    send_message (line->number);
}

/**
 * live_read:
 * @line: a line
 * @number: a message of a chat that it is in
 *
 * Is told that a message has come to a reader.
 */
void
live_read (LiveLine *line, gint64 number)
{
  note (number, line->number == 0 ? 4 : 2, bench.read);
}

/**
 * live_refused:
 * @line: a line
 * @why: what the server said
 *
 * Is told that a message was not taken.
 */
void
live_refused (LiveLine *line, const char *why)
{
  if (bench.n_refused++ == 0)
    g_printerr ("bench-live: line %u is refused: %s\n", line->number, why);
}

/**
 * live_ponged:
 * @line: a line
 *
 * Is told that it is where the server is.
 */
void
live_ponged (G_GNUC_UNUSED LiveLine *line)
{
  bench.n_pongs++;
  bench.last_pong = live_now ();
}

/**
 * live_changed:
 * @line: a line
 *
 * Is told that something has come that is no message of this run.
 */
void
live_changed (LiveLine *line)
{
  if (line->number == 0)
    bench.n_changes++;
}

/* Handles what comes until a time, at most. */
static void
turn (gint64 until)
{
  struct epoll_event    events[256];
  const gint64          left = MAX (until - live_now (), 0);
  const struct timespec wait = { left / 1000000000, left % 1000000000 };
  int                   n = epoll_pwait2 (bench.setup.epoll, events, 256, &wait, NULL);

  for (int i = 0; i < n; i++)
    {
      LiveLine *line = events[i].data.ptr;

      if (!live_line_handle (line, events[i].events))
        g_error ("Line %u is over", line->number);
    }
}

static double
connect_all (void)
{
  gint64 begin = live_now ();
  guint  next = 0;

  bench.n_open = bench.n_shaking = 0;
  while (bench.n_open < (guint) options.connections)
    {
      while (next < (guint) options.connections && bench.n_shaking < SHAKING)
        connect_line (next++);
      turn (begin + OPENING);
      if (live_now () - begin >= OPENING)
        g_error ("Only %u lines are open", bench.n_open);
    }

  return (double) (live_now () - begin) / 1e9;
}

static void
close_all (void)
{
  for (int i = 0; i < options.connections; i++)
    live_line_close (&bench.lines[i]);
}

/* Waits until every line says that it is where the desk is. Returns: seconds. */
static double
ping_all (void)
{
  gint64 begin = live_now ();

  bench.n_pongs = 0;
  for (int i = 0; i < options.connections; i++)
    bench.setup.protocol->ping (&bench.lines[i]);
  while (bench.n_pongs < (guint) options.connections && live_now () - begin < PATIENCE)
    turn (begin + PATIENCE);

  return (double) (bench.last_pong - begin) / 1e9;
}

static void
chat_at_rate (void)
{
  gint64 begin = live_now ();
  guint  count = (guint) (options.rate * options.seconds);

  for (guint i = 0; i < count; i++)
    {
      gint64 at = begin + (gint64) (i * 1e9 / options.rate);

      while (live_now () < at)
        turn (at);
      send_message (1 + i % (guint) options.chats);
      turn (0);
    }
}

static void
chat_as_fast_as_it_goes (void)
{
  gint64 end = live_now () + (gint64) (options.seconds * 1e9);

  bench.again = TRUE;
  for (int w = 0; w < options.window; w++)
    for (int chat = 1; chat <= options.chats; chat++)
      send_message ((guint) chat);
  while (live_now () < end)
    turn (end);
  bench.again = FALSE;
}

/* Waits for what is on its way. */
static void
wait_for_the_rest (void)
{
  gint64 end = live_now () + PATIENCE;

  while ((bench.acknowledged->len + bench.n_refused < bench.sent->len
          || bench.read->len < 2 * bench.acknowledged->len)
         && live_now () < end)
    turn (end);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static void
print_times (const char *name, GArray *times)
{
  static const double shares[] = { 0.5, 0.99, 0.999, 1 };

  g_array_sort (times, compare);
  g_print (", \"%s\": [", name);
  for (guint i = 0; i < G_N_ELEMENTS (shares) && times->len > 0; i++)
    {
      guint rank = (guint) (shares[i] * times->len + 0.999999);

      g_print ("%s%.4f", i > 0 ? ", " : "", g_array_index (times, double, MAX (rank, 1) - 1));
    }
  g_print ("]");
}

static guint
count_lost (void)
{
  guint n = 0;

  for (guint i = 0; i < bench.sent->len; i++)
    if (g_array_index (bench.sent, Sent, i).seen != 7)
      n++;

  return n;
}

static void
chat (void)
{
  gint64 begin = live_now ();
  double before = live_cost_seconds (options.servers), seconds;

  if (options.rate > 0)
    chat_at_rate ();
  else
    chat_as_fast_as_it_goes ();
  seconds = (double) (live_now () - begin) / 1e9;
  g_print (", \"in_time\": %u, \"seconds\": %.4f", bench.acknowledged->len, seconds);
  wait_for_the_rest ();
  g_print (", \"cpu\": %.4f, \"sent\": %u, \"lost\": %u, \"doubled\": %u, \"refused\": %u",
           live_cost_seconds (options.servers) - before, bench.sent->len, count_lost (),
           bench.n_doubled, bench.n_refused);
  print_times ("acknowledged", bench.acknowledged);
  print_times ("read", bench.read);
}

/* All lines break, and all come back at once. */
static void
reconnect (void)
{
  double before = live_cost_seconds (options.servers), opened, caught_up;

  close_all ();
  opened = connect_all ();
  caught_up = ping_all ();
  g_print (", \"reconnected\": %.4f, \"caught_up\": %.4f, \"reconnect_cpu\": %.4f", opened,
           caught_up, live_cost_seconds (options.servers) - before);
}

/* One line that lacks many changes. */
static void
catch_up (void)
{
  gint64 begin = live_now ();
  double before = live_cost_seconds (options.servers);

  close_all ();
  bench.n_changes = bench.read->len = 0;
  options.connections = 1;
  connect_all ();
  while (bench.n_changes + bench.read->len < (guint) options.changes
         && live_now () - begin < PATIENCE)
    turn (begin + PATIENCE);
  g_print (", \"changes\": %u, \"changes_seconds\": %.4f, \"changes_cpu\": %.4f",
           bench.n_changes + bench.read->len, (double) (live_now () - begin) / 1e9,
           live_cost_seconds (options.servers) - before);
}

static const LiveProtocol *
find_protocol (void)
{
  const LiveProtocol *known[] = { &live_websocket, &live_mqtt, &live_xmpp };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (options.protocol, known[i]->name) == 0)
      return known[i];

  g_error ("There is no protocol \"%s\"", options.protocol);
}

static void
read_options (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *tokens = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)
      || !g_file_get_contents (options.tokens, &tokens, NULL, &error))
    g_error ("%s", error->message);

  bench.setup.protocol = find_protocol ();
  bench.setup.chats = (guint) options.chats;
  bench.setup.after = options.after;
  bench.setup.run = options.run;
  bench.setup.tokens = g_strsplit (tokens, "\n", -1);
}

int
main (int argc, char *argv[])
{
  double memory;

  read_options (argc, argv);
  bench.lines = g_new0 (LiveLine, options.connections);
  bench.sent = g_array_new (FALSE, FALSE, sizeof (Sent));
  bench.acknowledged = g_array_new (FALSE, FALSE, sizeof (double));
  bench.read = g_array_new (FALSE, FALSE, sizeof (double));
  bench.setup.epoll = epoll_create1 (EPOLL_CLOEXEC);
  memory = live_cost_memory (options.servers);
  g_print ("{\"connected\": %.4f", connect_all ());
  g_print (", \"pinged\": %.4f", ping_all ());
  g_print (", \"memory\": %.4f",
           (live_cost_memory (options.servers) - memory) / options.connections);
  if (options.chats > 0)
    chat ();
  if (options.changes > 0)
    catch_up ();
  else if (options.after >= 0)
    reconnect ();
  g_print ("}\n");
  close_all ();

  return 0;
}
