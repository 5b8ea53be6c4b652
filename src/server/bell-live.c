/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-live-private.h"
#include "bell-veil.h"
#include "bell-wire.h"

#include <wslay/wslay.h>

BellLive *
bell_live_ref (BellLive *self)
{
  self->n_references++;

  return self;
}

/* The line itself holds a reference, and so does whatever is done for it. */
void
bell_live_unref (BellLive *self)
{
  if (--self->n_references > 0)
    return;

  g_free (self->login);
  g_free (self->attends);
  g_object_unref (self->server);
  g_free (self);
}

/* Whether the line takes more. A history may be long and a line slow: it gets the next part when it
 * has read this one. */
gboolean
bell_live_may_send (BellLive *self)
{
  return self->connection != NULL
         && bell_hub_connection_waiting (self->connection) < BELL_WIRE_MAX_QUEUE / 2;
}

void
bell_news_clear (gpointer data)
{
  BellNews *news = data;

  bell_record_unref (news->change);
  g_clear_pointer (&news->frame, g_bytes_unref);
}

static GBytes *
new_frame (gpointer change)
{
  g_autoptr (GBytes) text = bell_wire_write_change (change);

  return bell_hub_frame_new (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static GBytes *
new_veiled_frame (gpointer change, const char *viewer)
{
  g_autoptr (BellRecord) veiled = bell_veil (change, viewer);

  return new_frame (veiled);
}

/* Sends a change that the person may see. @veiled: (inout) (nullable): what all connections of the
 * person get who is no agent, if there are more of them. */
void
bell_live_send (BellLive *self, BellNews *news, GBytes **veiled)
{
  const BellPerson *person = self->of->person;
  g_autoptr (GBytes) alone = NULL;
  GBytes **frame = veiled != NULL ? veiled : &alone;

  if (bell_person_is_agent (person))
    frame = &news->frame;
  if (*frame == NULL)
    *frame = bell_person_is_agent (person) ? new_frame (news->change)
                                           : new_veiled_frame (news->change, person->record.id);

  self->position = news->change->seq;
  bell_hub_connection_send (self->connection, *frame);
}

static void
on_drained (BellHubConnection *connection, gpointer user_data)
{
  BellLive *self = user_data;

  if (!self->waits)
    return;

  self->waits = FALSE;
  bell_catch_up_add (self->server->lives->catch_up, self);
}

static void
attend (BellLive *self, const char *chat)
{
  const char *person = self->of->person->record.id;

  if (g_strcmp0 (chat, self->attends) == 0)
    return;

  if (self->attends != NULL)
    bell_attendance_leave (self->server->attendance, self->attends, person);
  g_set_str (&self->attends, chat);
  if (chat != NULL)
    bell_attendance_enter (self->server->attendance, chat, person);
}

/* Sends something that nobody else gets. */
void
bell_live_send_text (BellLive *self, GBytes *text)
{
  g_autoptr (GBytes) frame = NULL;

  frame = bell_hub_frame_new (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  bell_hub_connection_send (self->connection, frame);
}

/* Tells it to load everything anew. */
void
bell_live_send_reload (BellLive *self)
{
  g_autoptr (GBytes) text = bell_wire_write_reload ();

  bell_live_send_text (self, text);
}

static void
answer_ping (BellLive *self)
{
  gboolean is_behind = self->is_catching_up || self->waits;
  g_autoptr (GBytes) text
      = bell_wire_write_pong (is_behind ? self->position : MAX (self->position, self->server->seq));

  bell_live_send_text (self, text);
}

static void
take_command (BellLive *self, const BellLiveCommand *command)
{
  bell_live_look_after_login (self);
  attend (self, command->attend);
  if (command->ping)
    answer_ping (self);
}

static void
on_text (BellHubConnection *connection, const char *text, gsize length, gpointer user_data)
{
  BellLive        *self = user_data;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BellRecord) said = bell_wire_read_live (text, length, &id, &error);

  if (said != NULL && id != NULL)
    bell_live_call (self, said, id);
  else if (said != NULL)
    take_command (self, (BellLiveCommand *) said);
  else if (id != NULL)
    bell_live_refuse (self, id, error);
  else
    {
      g_message ("A live connection of %s said something else", self->of->person->record.id);
      bell_hub_connection_close (connection, WSLAY_CODE_POLICY_VIOLATION);
    }
}

static void
on_closed (BellHubConnection *connection, gpointer user_data)
{
  BellLive *self = user_data;

  self->connection = NULL;
  attend (self, NULL);
  bell_lives_leave (self->server->lives, self);
  bell_live_unref (self);
}

static const BellHubHandlers handlers = {
  .text = on_text,
  .drained = on_drained,
  .closed = on_closed,
};

/* Makes a live connection of a socket on which the handshake is over. @fd: (transfer full).
 * @position: the last change that the other end has. @reload: whether to tell it to load everything
 * anew. @is_old: whether what was read of @person may not be so any more. */
void
bell_live_start (BellServer *server,
                 BellPerson *person,
                 const char *login,
                 gint64      position,
                 gboolean    reload,
                 gboolean    is_old,
                 int         fd)
{
  BellLive *self = g_new0 (BellLive, 1);

  self->n_references = 1;
  self->believed = (guint32) (g_get_monotonic_time () / G_USEC_PER_SEC);
  self->server = g_object_ref (server);
  self->login = g_strdup (login);
  self->position = position;
  self->connection = bell_hub_add (server->hub, fd, &handlers, self);
  bell_lives_enter (server->lives, self, person);
  if (reload)
    bell_live_send_reload (self);
  if (is_old)
    {
      bell_hub_connection_close (self->connection, WSLAY_CODE_GOING_AWAY);
      return;
    }

  if (self->position < server->seq)
    bell_catch_up_add (server->lives->catch_up, self);
}
