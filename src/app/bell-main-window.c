/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-main-window.h"

#include "bell-chat-item.h"
#include "bell-chats-page.h"
#include "bell-failure-text.h"
#include "bell-find-dialog.h"
#include "bell-format.h"
#include "bell-help.h"
#include "bell-line-banner.h"
#include "bell-line-text.h"
#include "bell-place-row.h"
#include "bell-requests-page.h"
#include "bell-stack.h"

#include <glib/gi18n.h>

/* How often the oldest waiting time in the sidebar is said anew. */
#define REFRESH_SECONDS 20

struct _BellMainWindow
{
  AdwApplicationWindow parent_instance;
  BellSession         *session;
  BellStore           *store; /* whose lists are shown */
  GSettings           *settings;
  BellChatList        *pending_list;
  BellChatList        *mine_list;
  guint                timer;
  BellAdmin           *admin;
  GtkListBoxRow       *place; /* that is shown */

  AdwToastOverlay        *toasts;
  GtkStack               *states;
  AdwStatusPage          *failure;
  GtkButton              *try_again;
  AdwNavigationSplitView *split;
  AdwWindowTitle         *title;
  GtkListBox             *places;
  BellPlaceRow           *pending_place;
  BellPlaceRow           *mine_place;
  AdwAvatar              *avatar;
  GtkLabel               *person;
  GtkLabel               *rings;
  AdwNavigationPage      *content;
  AdwNavigationView      *view;
  AdwNavigationPage      *place_page;
  AdwBanner              *banner;
  BellLineBanner         *line_banner;
  GtkStack               *pages;
  BellChatsPage          *pending;
  BellChatsPage          *mine;
  BellRequestsPage       *requests;
};

G_DEFINE_FINAL_TYPE (BellMainWindow, bell_main_window, ADW_TYPE_APPLICATION_WINDOW)

static void
refresh_counts (BellMainWindow *self)
{
  guint n_pending = g_list_model_get_n_items (G_LIST_MODEL (self->pending_list));
  g_autoptr (BellChatItem) oldest = g_list_model_get_item (G_LIST_MODEL (self->pending_list), 0);
  g_autofree char *wait = NULL;

  if (oldest != NULL)
    wait = bell_format_wait (bell_chat_item_get_chat (oldest)->requested_at, g_get_real_time ());
  bell_place_row_set_count (self->pending_place, n_pending, wait);
  bell_place_row_set_count (self->mine_place,
                            g_list_model_get_n_items (G_LIST_MODEL (self->mine_list)), NULL);
}

static gboolean
on_timer (gpointer user_data)
{
  BellMainWindow *self = user_data;

  if (self->pending_list != NULL)
    refresh_counts (self);

  return G_SOURCE_CONTINUE;
}

static BellChatList *
new_list (BellMainWindow *self, BellChatListKind kind, BellChatsPage *page)
{
  BellChatList *list
      = bell_chat_list_new (self->store, bell_session_get_person (self->session), kind);

  bell_chats_page_set_list (page, list);
  g_signal_connect_object (list, "notify::n-items", G_CALLBACK (refresh_counts), self,
                           G_CONNECT_SWAPPED);

  return list;
}

/* Which desk this is, and whether it can be reached. */
static void
refresh_line (BellMainWindow *self)
{
  g_autofree char *name = bell_session_dup_name (self->session);
  const char      *state = bell_line_text_state (bell_session_get_line (self->session));

  adw_window_title_set_title (self->title, state != NULL ? name : "Deskbell");
  adw_window_title_set_subtitle (self->title, state != NULL ? state : name);
}

static void
show_desk (BellMainWindow *self)
{
  const BellPerson *person = bell_session_get_person_record (self->session);
  g_autoptr (BellRequestList) requests = NULL;

  refresh_line (self);
  adw_avatar_set_text (self->avatar, person->name);
  gtk_label_set_label (self->person, person->name);
  bell_stack_show (self->states, "desk");
  bell_admin_refresh (self->admin);
  if (self->store == bell_session_get_store (self->session))
    return;

  g_set_object (&self->store, bell_session_get_store (self->session));
  g_clear_object (&self->pending_list);
  g_clear_object (&self->mine_list);
  self->pending_list = new_list (self, BELL_CHAT_LIST_PENDING, self->pending);
  self->mine_list = new_list (self, BELL_CHAT_LIST_MINE, self->mine);
  refresh_counts (self);
  requests = bell_request_list_new (self->store, bell_session_get_person (self->session), NULL);
  bell_requests_page_set_list (self->requests, requests);
}

static char *
failure_text (BellMainWindow *self)
{
  const GError    *error = bell_session_get_error (self->session);
  g_autofree char *name = NULL;

  if (!bell_session_is_remote (self->session))
    return bell_failure_text_desk (error, bell_session_get_path (self->session),
                                   bell_session_get_person (self->session));

  name = bell_session_dup_name (self->session);

  return bell_failure_text_remote (error, name, bell_session_get_user (self->session));
}

static void
show_failure (BellMainWindow *self)
{
  gboolean         signs_in = bell_session_needs_sign_in (self->session);
  g_autofree char *text = failure_text (self);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->failure,
                                 signs_in ? "avatar-default-symbolic" : "dialog-warning-symbolic");
  adw_status_page_set_title (self->failure,
                             signs_in ? _ ("You Are Signed Out") : _ ("The Desk Cannot Be Opened"));
  adw_status_page_set_description (self->failure, markup);
  gtk_button_set_label (self->try_again, signs_in ? _ ("_Sign In…") : _ ("_Try Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->try_again),
                                  signs_in ? "app.sign-in" : "app.open-again");
  bell_stack_show (self->states, "failed");
  gtk_widget_grab_focus (GTK_WIDGET (self->try_again));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
refresh (BellMainWindow *self)
{
  switch (bell_session_get_state (self->session))
    {
    case BELL_SESSION_OPEN:
      show_desk (self);
      break;
    case BELL_SESSION_FAILED:
      show_failure (self);
      break;
    case BELL_SESSION_CLOSED:
    case BELL_SESSION_OPENING:
    default:
      bell_stack_show (self->states, "opening");
      break;
    }
}

static void
on_left_for_place (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkListBoxRow) row = user_data;
  GtkWidget *places = gtk_widget_get_parent (GTK_WIDGET (row));

  if (bell_admin_leave_finish (BELL_ADMIN (object), result) && places != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (places), row);
}

/* What is edited is not left for another place without asking. */
static void
on_place_selected (BellMainWindow *self, GtkListBoxRow *row)
{
  const char *label;

  if (row == NULL || row == self->place)
    return;

  if (self->admin != NULL && bell_admin_differs (self->admin))
    {
      gtk_list_box_select_row (self->places, self->place);
      bell_admin_leave_async (self->admin, on_left_for_place, g_object_ref (row));
      return;
    }

  self->place = row;
  if (self->admin != NULL)
    bell_admin_close (self->admin);
  label = bell_place_row_get_label (BELL_PLACE_ROW (row));
  bell_stack_show (self->pages, gtk_widget_get_name (GTK_WIDGET (row)));
  adw_navigation_page_set_title (self->content, label);
  adw_navigation_page_set_title (self->place_page, label);
}

/* In a narrow window the places are a page of their own. Whoever chooses the place where they are
 * wants to see it, and not the record that is open there. */
static void
on_place_activated (BellMainWindow *self, GtkListBoxRow *row)
{
  if (row == self->place)
    bell_admin_go_back (self->admin);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
show_toast (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwToast *toast = adw_toast_new (g_variant_get_string (parameter, NULL));

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (BELL_MAIN_WINDOW (widget)->toasts, toast);
}

static void
show_help (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkListBoxRow *place = BELL_MAIN_WINDOW (widget)->place;

  if (place != NULL)
    bell_help_present (gtk_widget_get_name (GTK_WIDGET (place)),
                       bell_place_row_get_label (BELL_PLACE_ROW (place)), widget);
}

/* What is in front of the window stays there until it is closed. */
static void
show_find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellMainWindow *self = BELL_MAIN_WINDOW (widget);

  if (bell_session_get_state (self->session) == BELL_SESSION_OPEN
      && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    bell_find_dialog_present (self->session, self->places, GTK_WIDGET (self->toasts));
}

static void
on_left_to_close (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = user_data;

  if (bell_admin_leave_finish (BELL_ADMIN (object), result))
    gtk_window_close (window);
}

static gboolean
bell_main_window_close_request (GtkWindow *window)
{
  BellMainWindow *self = BELL_MAIN_WINDOW (window);
  int             width, height;

  if (bell_admin_differs (self->admin))
    {
      bell_admin_leave_async (self->admin, on_left_to_close, g_object_ref (window));
      return TRUE;
    }

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));

  return GTK_WINDOW_CLASS (bell_main_window_parent_class)->close_request (window);
}

static void
bell_main_window_dispose (GObject *object)
{
  BellMainWindow *self = BELL_MAIN_WINDOW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->admin != NULL)
    g_object_run_dispose (G_OBJECT (self->admin));
  g_clear_object (&self->admin);
  g_clear_object (&self->pending_list);
  g_clear_object (&self->mine_list);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_MAIN_WINDOW);

  G_OBJECT_CLASS (bell_main_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, states);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, try_again);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, split);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, title);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, places);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, pending_place);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, mine_place);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, avatar);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, person);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, rings);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, content);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, view);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, place_page);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, line_banner);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, pending);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, mine);
  gtk_widget_class_bind_template_child (widget_class, BellMainWindow, requests);
  gtk_widget_class_bind_template_callback (widget_class, on_place_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_place_activated);
}

static void
bell_main_window_class_init (BellMainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_main_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bell_main_window_close_request;

  g_type_ensure (BELL_TYPE_CHATS_PAGE);
  g_type_ensure (BELL_TYPE_LINE_BANNER);
  g_type_ensure (BELL_TYPE_PLACE_ROW);
  g_type_ensure (BELL_TYPE_REQUESTS_PAGE);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", show_toast);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, show_help);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "win.help", NULL);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, show_find);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-main-window.ui");
  bind_children (widget_class);
}

static void
bell_main_window_init (BellMainWindow *self)
{
  GtkWidget *portal;

  gtk_widget_init_template (GTK_WIDGET (self));
  portal = gtk_button_new_with_mnemonic (_ ("Open the _Service Portal"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (portal), "app.open-portal");
  gtk_button_set_can_shrink (GTK_BUTTON (portal), TRUE);
  gtk_widget_set_halign (portal, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (portal, "pill");
  bell_chats_page_set_empty (
      self->pending, "org.deskbell.Deskbell-symbolic", _ ("Nobody Is Waiting"),
      _ ("When somebody asks to chat about one of your requests, this computer "
         "rings and they appear here."),
      portal);
  bell_chats_page_set_empty (self->mine, "chat-message-new-symbolic", _ ("No Chats Going On"),
                             _ ("Chats that you answer stay here until they end."), NULL);
  g_signal_connect (self->try_again, "map", G_CALLBACK (gtk_widget_grab_focus), NULL);
  self->timer = g_timeout_add_seconds (REFRESH_SECONDS, on_timer, self);
}

/**
 * bell_main_window_new:
 * @application: the program
 * @session: the desk
 * @settings: the program's settings
 *
 * Returns: (transfer none): the main window, which shows the desk once it is open
 */
GtkWidget *
bell_main_window_new (GtkApplication *application, BellSession *session, GSettings *settings)
{
  BellMainWindow *self = g_object_new (BELL_TYPE_MAIN_WINDOW, "application", application, NULL);
  int             width, height;

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->admin = bell_admin_new (session, self->places, self->pages, self->view, self->toasts);
  bell_requests_page_set_session (self->requests, session);
  bell_line_banner_set_session (self->line_banner, session);
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "line-changed", G_CALLBACK (refresh_line), self,
                           G_CONNECT_SWAPPED);
  bell_main_window_show_place (self, "pending");
  refresh (self);

  return GTK_WIDGET (self);
}

/**
 * bell_main_window_show_place:
 * @self: the main window
 * @place: "pending", "mine", "requests", or for administrators "settings" or a collection of the
 *   desk document
 *
 * Goes to a place.
 */
void
bell_main_window_show_place (BellMainWindow *self, const char *place)
{
  GtkWidget *row;

  g_return_if_fail (BELL_IS_MAIN_WINDOW (self));

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->places)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), place) == 0 && gtk_widget_get_visible (row))
      {
        if (GTK_LIST_BOX_ROW (row) == self->place)
          bell_admin_go_back (self->admin);
        gtk_list_box_select_row (self->places, GTK_LIST_BOX_ROW (row));
      }
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  /* Where something is edited it is asked first what becomes of it. */
  if (self->place == NULL || g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (self->place)), place) != 0)
    return;
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->pages));
}

/**
 * bell_main_window_search_requests:
 * @self: the main window
 * @text: what to look for
 *
 * Goes to the requests, and looks for a text in them.
 */
void
bell_main_window_search_requests (BellMainWindow *self, const char *text)
{
  g_return_if_fail (BELL_IS_MAIN_WINDOW (self));

  bell_main_window_show_place (self, "requests");
  bell_requests_page_look_for (self->requests, text);
}

/**
 * bell_main_window_set_rings:
 * @self: the main window
 * @text: whether this computer rings, in a few words
 * @problem: (nullable): why it does not although it should, or %NULL
 *
 * Shows whether this computer rings.
 */
void
bell_main_window_set_rings (BellMainWindow *self, const char *text, const char *problem)
{
  g_return_if_fail (BELL_IS_MAIN_WINDOW (self));

  gtk_label_set_label (self->rings, text);
  adw_banner_set_title (self->banner, problem != NULL ? problem : "");
  adw_banner_set_revealed (self->banner, problem != NULL);
}

/**
 * bell_main_window_get_admin:
 * @self: the main window
 *
 * Returns: (transfer none): the administration in it
 */
BellAdmin *
bell_main_window_get_admin (BellMainWindow *self)
{
  g_return_val_if_fail (BELL_IS_MAIN_WINDOW (self), NULL);

  return self->admin;
}
