/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-postgresql-watch.h"

#include "bell-postgresql-private.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* How long to wait before connecting again: at first, and at most. */
#define FIRST_WAIT 100
#define LAST_WAIT  5000

struct _BellPostgresqlWatch
{
  char         *location;
  int           stop; /* readable when the thread shall end */
  GThread      *thread;
  GMainContext *context;
  BellDbTouched touched;
  gpointer      user_data;
  GMutex        lock;
  GSource      *report; /* in the context; guarded by the lock, as what follows */
  gint64        seq;    /* what it reports; 0: not known */
};

/* Whether there is something to read on @fd before @wait milliseconds are over; not if the thread
 * shall end. -1 is no file, and no end. */
static gboolean
wait_for (const BellPostgresqlWatch *self, int fd, int wait)
{
  struct pollfd fds[] = { { .fd = fd, .events = POLLIN }, { .fd = self->stop, .events = POLLIN } };

  return poll (fds, G_N_ELEMENTS (fds), wait) > 0 && fds[1].revents == 0;
}

static gboolean
shall_end (const BellPostgresqlWatch *self)
{
  struct pollfd fd = { .fd = self->stop, .events = POLLIN };

  return poll (&fd, 1, 0) > 0;
}

static gboolean
on_report (gpointer data)
{
  BellPostgresqlWatch *self = data;

  gint64 seq;

  g_mutex_lock (&self->lock);
  seq = self->seq;
  g_clear_pointer (&self->report, g_source_unref);
  g_mutex_unlock (&self->lock);
  self->touched (self->user_data, seq);

  return G_SOURCE_REMOVE;
}

/* Many words that come at once are one report. */
static void
report (BellPostgresqlWatch *self, gint64 seq)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->seq = seq;
  if (self->report != NULL)
    return;

  self->report = g_idle_source_new ();
  g_source_set_priority (self->report, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->report, on_report, self, NULL);
  g_source_attach (self->report, self->context);
}

/* Takes in what has come. Gives how far the change log of this desk goes, 0 if nothing was said of
 * it. */
static gint64
read_words (PGconn *connection, const char *schema)
{
  gint64    seq = 0;
  PGnotify *word;

  while ((word = PQnotifies (connection)) != NULL)
    {
      char  *end;
      gint64 number = g_ascii_strtoll (word->extra, &end, 10);

      if (end[0] == ' ' && g_str_equal (end + 1, schema))
        seq = MAX (seq, number);
      PQfreemem (word);
    }

  return seq;
}

/* Until the connection is lost, or the thread shall end. */
static void
listen_on (BellPostgresqlWatch *self, PGconn *connection)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *schema = bell_postgresql_ask (connection, "SELECT current_schema ()", &error);

  if (schema == NULL
      || !bell_postgresql_must (connection, "LISTEN " BELL_POSTGRESQL_CHANNEL, &error))
    {
      g_message ("PostgreSQL does not let Deskbell listen: %s", error->message);
      return;
    }

  /* What was said before is not repeated. */
  report (self, 0);
  while (wait_for (self, PQsocket (connection), -1) || (errno == EINTR && !shall_end (self)))
    {
      gint64 seq;

      if (PQconsumeInput (connection) == 0)
        return;
      seq = read_words (connection, schema);
      if (seq > 0)
        report (self, seq);
    }
}

static gpointer
thread_main (gpointer data)
{
  BellPostgresqlWatch *self = data;
  int                  wait = FIRST_WAIT;

  while (!shall_end (self))
    {
      g_autoptr (GError) error = NULL;
      PGconn *connection
          = bell_postgresql_connect (self->location, BELL_POSTGRESQL_READ, self->stop, &error);

      if (connection != NULL)
        {
          wait = FIRST_WAIT;
          listen_on (self, connection);
          PQfinish (connection);
        }
      wait_for (self, -1, wait);
      wait = MIN (wait * 2, LAST_WAIT);
    }

  return NULL;
}

/**
 * bell_postgresql_watch_new:
 * @location: a URL of PostgreSQL
 * @touched: called when a server says that the desk's change log has grown
 * @user_data: for @touched
 *
 * Connects in a thread of its own, again and again as long as it has to.
 *
 * Returns: (transfer full): a watch in the thread's main context
 */
BellPostgresqlWatch *
bell_postgresql_watch_new (const char *location, BellDbTouched touched, gpointer user_data)
{
  BellPostgresqlWatch *self = g_new0 (BellPostgresqlWatch, 1);

  self->stop = eventfd (0, EFD_CLOEXEC);
  if (self->stop < 0)
    g_error ("No eventfd: %s", g_strerror (errno));
  g_mutex_init (&self->lock);
  self->location = g_strdup (location);
  self->context = g_main_context_ref_thread_default ();
  self->touched = touched;
  self->user_data = user_data;
  self->thread = g_thread_new ("bell-watch", thread_main, self);

  return self;
}

/**
 * bell_postgresql_watch_free:
 * @self: (transfer full): a watch
 *
 * Ends it; nothing is reported any more.
 */
void
bell_postgresql_watch_free (BellPostgresqlWatch *self)
{
  eventfd_write (self->stop, 1);
  g_thread_join (self->thread);
  if (self->report != NULL)
    g_source_destroy (self->report);
  g_clear_pointer (&self->report, g_source_unref);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  close (self->stop);
  g_free (self->location);
  g_free (self);
}
