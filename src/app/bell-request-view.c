/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-request-view.h"

#include "bell-request-pane.h"

#include <glib/gi18n.h>

/* A request by itself, with its chats: in a dialog, whoever asked for it. */

/* The id came from outside: what it names may have been deleted, or never have been there. */
static void
show_failure (AdwToolbarView *view, const GError *error, const char *request)
{
  GtkWidget       *page = adw_status_page_new ();
  g_autofree char *title = g_strdup_printf (_ ("No Request “%s”"), request);
  g_autofree char *text = NULL;

  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    text = g_strdup (_ ("It is not on this desk, or has been deleted."));
  else
    text = g_markup_escape_text (error->message, -1);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  adw_toolbar_view_set_content (view, page);
  gtk_accessible_announce (GTK_ACCESSIBLE (view), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
on_request (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwToolbarView) view = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL && gtk_widget_get_root (GTK_WIDGET (view)) != NULL)
    show_failure (view, error, g_object_get_data (G_OBJECT (view), "request"));
}

static void
check (BellSession *session, const char *request, GtkWidget *view)
{
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_request_get);

  ((BellRequestGet *) call)->request = g_strdup (request);
  g_object_set_data_full (G_OBJECT (view), "request", g_strdup (request), g_free);
  bell_store_call_async (bell_session_get_store (session), bell_session_get_person (session), call,
                         NULL, on_request, g_object_ref (view));
}

/**
 * bell_request_view_present:
 * @session: an open desk
 * @request: the id of a request, which need not be there
 * @parent: a window
 *
 * Shows a request over a window, or says that there is none.
 */
void
bell_request_view_present (BellSession *session, const char *request, GtkWidget *parent)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *pane = g_object_new (BELL_TYPE_REQUEST_PANE, NULL);
  GtkWidget *toasts = adw_toast_overlay_new ();

  bell_request_pane_show (BELL_REQUEST_PANE (pane), session, request);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), pane);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), toasts);
  adw_dialog_set_title (dialog, request);
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 640);
  adw_dialog_set_child (dialog, view);
  check (session, request, view);
  adw_dialog_present (dialog, parent);
}
