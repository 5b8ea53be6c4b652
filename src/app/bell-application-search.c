/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-application-private.h"

#define IDLE_SECONDS 30

/* The program while the shell's search asks it. Who quit Deskbell and types something into the
 * shell does not want to be rung: a desk that is opened only for a search neither rings nor serves
 * the portal, and is let go when the searching is over. */

static gboolean
on_idle (gpointer user_data)
{
  BellApplication *self = user_data;

  self->search_timer = 0;
  self->only_for_search = FALSE;
  bell_session_close (self->session);

  return G_SOURCE_REMOVE;
}

static void
on_asked (BellApplication *self)
{
  if (bell_session_get_state (self->session) == BELL_SESSION_CLOSED && self->welcome_window == NULL)
    {
      self->only_for_search = TRUE;
      bell_application_open_desk (self);
    }
  if (self->only_for_search)
    {
      g_clear_handle_id (&self->search_timer, g_source_remove);
      self->search_timer = g_timeout_add_seconds (IDLE_SECONDS, on_idle, self);
    }
}

static void
on_activated (BellApplication *self, const char *link)
{
  bell_application_follow_link (self, link, NULL);
}

static void
on_launched (BellApplication *self, const char *text)
{
  GtkWidget *window = bell_application_show (self, NULL);

  if (window != NULL)
    bell_main_window_search_requests (BELL_MAIN_WINDOW (window), text);
}

/**
 * bell_application_follow_search:
 * @self: the program, starting
 *
 * Answers the shell's search.
 */
void
bell_application_follow_search (BellApplication *self)
{
  bell_search_provider_set_session (self->search, self->session);
  g_signal_connect_object (self->search, "asked", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "launched", G_CALLBACK (on_launched), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bell_application_is_wanted:
 * @self: the program
 *
 * Somebody wants more than to search: from now on it rings.
 */
void
bell_application_is_wanted (BellApplication *self)
{
  if (!self->only_for_search)
    return;

  self->only_for_search = FALSE;
  g_clear_handle_id (&self->search_timer, g_source_remove);
  bell_application_follow_session (self);
}
