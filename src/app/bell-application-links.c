/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-application-private.h"

#include "bell-link.h"
#include "bell-request-view.h"

#include <adwaita.h>

#include <glib/gi18n.h>

/* What is asked for from outside: links, and what can only be shown once the desk is open. */

static void
show_request (BellApplication *self, const char *request)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (parent == NULL || !gtk_widget_get_visible (GTK_WIDGET (parent)))
    parent = GTK_WINDOW (bell_application_show (self, NULL));
  else
    bell_application_present (parent, NULL);
  if (parent != NULL)
    bell_request_view_present (self->session, request, GTK_WIDGET (parent));
}

/* What is in a dialog that does not let itself be closed goes first. */
static void
close_dialogs (GtkWidget *window)
{
  g_autoptr (GListModel) dialogs
      = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (window));

  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      if (!adw_dialog_close (dialog))
        return;
    }
}

static void
show_person (BellApplication *self, const char *person)
{
  GtkWidget  *window = bell_application_show (self, NULL);
  const char *name = bell_session_get_label (self->session, &bell_person_shape, person);

  if (window == NULL)
    return;

  close_dialogs (window);
  bell_main_window_search_requests (BELL_MAIN_WINDOW (window), name != NULL ? name : person);
}

/**
 * bell_application_follow_link:
 * @self: the program
 * @uri: a link, see bell_link_parse()
 * @error: return location for an error if it is none
 *
 * Shows what a link leads to, once the desk is open.
 *
 * Returns: whether it is a link
 */
gboolean
bell_application_follow_link (BellApplication *self, const char *uri, GError **error)
{
  g_autofree char *id = NULL;
  BellLinkKind     kind;

  if (!bell_link_parse (uri, &kind, &id, error))
    return FALSE;

  if (bell_session_get_state (self->session) != BELL_SESSION_OPEN)
    {
      g_set_str (&self->open_later, uri);
      bell_application_show (self, NULL);
    }
  else if (kind == BELL_LINK_REQUEST)
    {
      show_request (self, id);
    }
  else if (kind == BELL_LINK_PERSON)
    {
      show_person (self, id);
    }
  else
    {
      bell_application_open_chat (self, id, NULL);
    }

  return TRUE;
}

/**
 * bell_application_open_what_waits:
 * @self: the program, with a desk that has just been opened
 *
 * Shows what was asked for before the desk was open.
 */
void
bell_application_open_what_waits (BellApplication *self)
{
  g_autofree char *uri = g_steal_pointer (&self->open_later);

  if (uri != NULL)
    bell_application_follow_link (self, uri, NULL);
}

/**
 * bell_application_open_links:
 * @application: the program
 * @files: (array length=n_files): links
 * @n_files: how many
 * @hint: not used
 *
 * What a browser, a mail program or the shell asks for.
 */
void
bell_application_open_links (GApplication *application,
                             GFile       **files,
                             int           n_files,
                             const char   *hint)
{
  BellApplication *self = BELL_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      g_autoptr (GError) error = NULL;
      GtkWidget *window;
      AdwDialog *dialog;

      if (bell_application_follow_link (self, uri, &error))
        continue;
      window = bell_application_show (self, NULL);
      if (window == NULL)
        continue;
      dialog = adw_alert_dialog_new (_ ("The Link Cannot Be Opened"), error->message);
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
      adw_dialog_present (dialog, window);
    }
}
