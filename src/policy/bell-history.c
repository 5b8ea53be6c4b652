/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-clocks.h"

static void
event_clear (gpointer data)
{
  BellEvent *event = data;

  g_clear_pointer (&event->request, bell_record_unref);
  g_free (event->chat);
}

/**
 * bell_history_new:
 *
 * Returns: (transfer full) (element-type BellEvent): what happened to a request, nothing yet
 */
GArray *
bell_history_new (void)
{
  GArray *self = g_array_new (FALSE, TRUE, sizeof (BellEvent));

  g_array_set_clear_func (self, event_clear);

  return self;
}

/**
 * bell_history_add_request:
 * @self: a history
 * @at: when it was made or changed
 * @request: (transfer none): the request as it was from then on
 * @by_agent: whether an agent did it, and not who asks
 */
void
bell_history_add_request (GArray *self, BellInstant at, BellRequest *request, gboolean by_agent)
{
  BellEvent event = { BELL_EVENT_REQUEST, at, bell_record_ref (request), by_agent, NULL };

  g_array_append_val (self, event);
}

/**
 * bell_history_add_chat:
 * @self: a history
 * @at: when, or %BELL_INSTANT_NONE for what did not happen
 * @kind: what happened to a chat
 * @chat: its id
 */
void
bell_history_add_chat (GArray *self, BellInstant at, BellEventKind kind, const char *chat)
{
  BellEvent event = { kind, at, NULL, kind == BELL_EVENT_CHAT_ANSWERED, g_strdup (chat) };

  if (at != BELL_INSTANT_NONE)
    g_array_append_val (self, event);
  else
    g_free (event.chat);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const BellEvent *left = a;
  const BellEvent *right = b;

  return left->at < right->at ? -1 : left->at > right->at;
}

/**
 * bell_history_sort:
 * @self: a history
 *
 * Brings its events into the order in which they happened; of one moment they keep theirs.
 */
void
bell_history_sort (GArray *self)
{
  g_array_sort (self, compare_events);
}

/**
 * bell_history_next:
 * @self: a history, in order
 * @now: a point in time
 *
 * Clocks of computers differ, and are set back: somebody else's change may be of a moment that is
 * yet to come here.
 *
 * Returns: when the first of its events is that is after @now, %BELL_INSTANT_NONE if all are over
 */
BellInstant
bell_history_next (const GArray *self, BellInstant now)
{
  for (guint i = 0; i < self->len; i++)
    if (g_array_index (self, BellEvent, i).at > now)
      return g_array_index (self, BellEvent, i).at;

  return BELL_INSTANT_NONE;
}
