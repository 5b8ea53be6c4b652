/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-live-private.h"
#include "bell-veil.h"

#include <wslay/wslay.h>

/* How long the others may have to wait while those who catch up are served. */
#define SLICE (G_USEC_PER_SEC / 1000)

/* After a restart all come back at once, and all were at about the same place. So what one has
 * missed is read once for all who are somewhere in it, and what is reported meanwhile is added to
 * it: who is served is where the server is, at once and for good. */
struct _BellCatchUp
{
  BellServer *server;
  GPtrArray  *waiting; /* of BellLive, until the change log is read for them */
  GPtrArray  *serving; /* of BellLive: those for whom it has been read */
  gboolean    is_reading;
  guint       reloads; /* BellServer.n_reloads when reading began */
  guint       slice;   /* the source that serves */

  /* What was read. */
  gint64      after;
  gint64      last;
  gboolean    is_full;   /* more may follow */
  GArray     *news;      /* of BellNews */
  GHashTable *of_person; /* who may see it besides the agents, to a GArray of places in it */
};

static void
places_free (gpointer places)
{
  g_array_unref (places);
}

BellCatchUp *
bell_catch_up_new (BellServer *server)
{
  BellCatchUp *self = g_new0 (BellCatchUp, 1);

  self->server = server;
  self->waiting = g_ptr_array_new ();
  self->serving = g_ptr_array_new ();
  self->news = g_array_new (FALSE, FALSE, sizeof (BellNews));
  g_array_set_clear_func (self->news, bell_news_clear);
  self->of_person = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, places_free);

  return self;
}

/* Nobody is connected any more: those who wait are not, and nothing else holds them. */
void
bell_catch_up_free (BellCatchUp *self)
{
  g_clear_handle_id (&self->slice, g_source_remove);
  g_ptr_array_set_free_func (self->waiting, (GDestroyNotify) bell_live_unref);
  g_ptr_array_set_free_func (self->serving, (GDestroyNotify) bell_live_unref);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->serving);
  g_array_unref (self->news);
  g_hash_table_unref (self->of_person);
  g_free (self);
}

static void
add_news (BellCatchUp *self, BellChange *change)
{
  BellNews news = { change, NULL };
  guint    place = self->news->len;
  GArray  *places;

  if (change->seq <= self->last)
    return;

  self->last = change->seq;
  bell_record_ref (change);
  g_array_append_val (self->news, news);
  if (change->audience != BELL_AUDIENCE_PERSON || change->person == NULL)
    return;

  places = g_hash_table_lookup (self->of_person, change->person);
  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->of_person, g_strdup (change->person), places);
    }
  g_array_append_val (places, place);
}

static void
forget_news (BellCatchUp *self)
{
  g_array_set_size (self->news, 0);
  g_hash_table_remove_all (self->of_person);
}

/* What a store reports while somebody is served, or is about to be. */
void
bell_catch_up_changed (BellCatchUp *self, BellChange *change)
{
  if (self->is_reading || (self->serving->len > 0 && !self->is_full))
    add_news (self, change);
}

/* Gives one the news from a place on, as far as the line takes them. */
static void
give (BellCatchUp *self, BellLive *live, guint place)
{
  BellNews *news = &g_array_index (self->news, BellNews, place);

  if (news->change->seq > live->position && bell_change_is_for (news->change, live->of->person))
    bell_live_send (live, news, NULL);
}

static void
give_all (BellCatchUp *self, BellLive *live)
{
  const GArray *places = NULL;
  guint         n = self->news->len;

  if (!bell_person_is_agent (live->of->person))
    {
      places = g_hash_table_lookup (self->of_person, live->of->person->record.id);
      n = places != NULL ? places->len : 0;
    }

  for (guint i = 0; i < n; i++)
    {
      if (!bell_live_may_send (live))
        return;
      give (self, live, places != NULL ? g_array_index (places, guint, i) : i);
    }

  if (live->connection != NULL)
    live->position = MAX (live->position, self->last);
}

static void
serve (BellCatchUp *self, BellLive *live)
{
  if (live->connection != NULL)
    give_all (self, live);

  live->waits = live->connection != NULL && !bell_live_may_send (live);
  if (live->connection != NULL && !live->waits && live->position < self->server->seq)
    {
      g_ptr_array_add (self->waiting, live);
      return;
    }
  live->is_catching_up = FALSE;
  bell_live_unref (live);
}

static void read_news (BellCatchUp *self);

static gboolean
on_slice (gpointer user_data)
{
  BellCatchUp *self = user_data;
  /* The last connection that is freed may be the last to hold the server. */
  g_autoptr (BellServer) server = g_object_ref (self->server);
  gint64 end = g_get_monotonic_time () + SLICE;

  while (self->serving->len > 0 && g_get_monotonic_time () < end)
    serve (self, g_ptr_array_steal_index_fast (self->serving, self->serving->len - 1));
  if (self->serving->len > 0)
    return G_SOURCE_CONTINUE;

  self->slice = 0;
  forget_news (self);
  read_news (self);

  return G_SOURCE_REMOVE;
}

/* Those who wait and are somewhere in what was read. */
static void
choose (BellCatchUp *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++)
    {
      BellLive *live = waiting->pdata[i];
      gboolean  is_there = live->position >= self->after && live->position <= self->last;

      g_ptr_array_add (is_there || live->connection == NULL ? self->serving : self->waiting, live);
    }
}

static void
end_those_waiting (BellCatchUp *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++)
    {
      BellLive *live = waiting->pdata[i];

      live->is_catching_up = FALSE;
      if (live->connection != NULL)
        bell_hub_connection_close (live->connection, WSLAY_CODE_INTERNAL_SERVER_ERROR);
      bell_live_unref (live);
    }
}

static void
take_news (BellCatchUp *self, GPtrArray *changes)
{
  g_autoptr (GArray) reported = g_steal_pointer (&self->news);

  self->news = g_array_new (FALSE, FALSE, sizeof (BellNews));
  g_array_set_clear_func (self->news, bell_news_clear);
  g_hash_table_remove_all (self->of_person);
  self->last = self->after;
  self->is_full = changes->len == BELL_LIVE_PAGE;
  for (guint i = 0; i < changes->len; i++)
    add_news (self, changes->pdata[i]);
  for (guint i = 0; i < reported->len && !self->is_full; i++)
    add_news (self, g_array_index (reported, BellNews, i).change);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellServer) server = user_data;
  BellCatchUp *self = server->lives->catch_up;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = bell_store_call_finish (BELL_STORE (object), result, &error);

  self->is_reading = FALSE;
  if (changes == NULL)
    {
      g_message ("The changes that live connections lack could not be read: %s", error->message);
      forget_news (self);
      end_those_waiting (self);
      return;
    }

  if (self->reloads != server->n_reloads)
    {
      forget_news (self);
      read_news (self);
      return;
    }

  take_news (self, changes);
  if (!self->is_full && self->last < server->seq)
    {
      /* The store will find that, too, and say so. */
      g_message ("The change log ends at %" G_GINT64_FORMAT ", before what was said of it",
                 self->last);
      forget_news (self);
      end_those_waiting (self);
      return;
    }

  choose (self);
  self->slice = g_idle_add_full (G_PRIORITY_DEFAULT, on_slice, self, NULL);
}

/* Where to read from: where the one is who waits longest, or somebody not far behind it. */
static gint64
find_start (const GPtrArray *waiting)
{
  gint64 first = ((BellLive *) waiting->pdata[0])->position;
  gint64 start = first;

  for (guint i = 1; i < waiting->len; i++)
    {
      gint64 position = ((BellLive *) waiting->pdata[i])->position;

      if (position >= first - BELL_LIVE_PAGE / 2)
        start = MIN (start, position);
    }

  return start;
}

static void
read_news (BellCatchUp *self)
{
  g_autoptr (BellRecord) record = NULL;
  BellDeskChanges *call;

  if (self->is_reading || self->slice != 0 || self->waiting->len == 0)
    return;

  self->after = self->last = find_start (self->waiting);
  self->is_reading = TRUE;
  self->reloads = self->server->n_reloads;
  record = bell_call_new (&bell_call_desk_changes);
  call = (BellDeskChanges *) record;
  call->after = self->after;
  call->limit = BELL_LIVE_PAGE;
  bell_store_call_async (self->server->store, NULL, record, NULL, on_read,
                         g_object_ref (self->server));
}

/* Sends a connection what came before it was ready, or while it was not; it is held here until it
 * is where the server is, or what it was sent waits to be read. */
void
bell_catch_up_add (BellCatchUp *self, BellLive *live)
{
  live->is_catching_up = TRUE;
  g_ptr_array_add (self->waiting, bell_live_ref (live));
  read_news (self);
}
