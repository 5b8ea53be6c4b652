/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-support-window.h"

#include "bell-chat-view.h"
#include "bell-end-dialog.h"

#include <glib/gi18n.h>

struct _BellSupportWindow
{
  AdwApplicationWindow parent_instance;
  GSettings           *settings;

  AdwToastOverlay *toasts;
  AdwWindowTitle  *title;
  AdwTabView      *tabs;
};

G_DEFINE_FINAL_TYPE (BellSupportWindow, bell_support_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  SIGNAL_VIEW_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static BellChatView *
selected_view (BellSupportWindow *self)
{
  AdwTabPage *page = self->tabs != NULL ? adw_tab_view_get_selected_page (self->tabs) : NULL;

  return page != NULL ? BELL_CHAT_VIEW (adw_tab_page_get_child (page)) : NULL;
}

static BellConversation *
selected_conversation (BellSupportWindow *self)
{
  BellChatView *view = selected_view (self);

  return view != NULL ? bell_chat_view_get_conversation (view) : NULL;
}

/* Who the chat is with, and what it is about, once that is known. */
static void
name_page (AdwTabPage *page, BellConversation *conversation)
{
  const BellPerson  *person = bell_conversation_get_person (conversation);
  const BellRequest *request = bell_conversation_get_request (conversation);
  g_autofree char   *title = NULL;
  g_autofree char   *tooltip = NULL;

  if (person == NULL || request == NULL)
    return;

  tooltip = g_markup_printf_escaped ("%s · %s", request->record.id, request->title);
  title = g_strdup_printf ("%s · %s", person->name, request->record.id);
  adw_tab_page_set_title (page, title);
  adw_tab_page_set_tooltip (page, tooltip);
}

static void
refresh_title (BellSupportWindow *self)
{
  BellConversation  *conversation = selected_conversation (self);
  const BellPerson  *person = NULL;
  const BellRequest *request = NULL;
  g_autofree char   *subtitle = NULL;

  if (conversation != NULL)
    {
      person = bell_conversation_get_person (conversation);
      request = bell_conversation_get_request (conversation);
    }
  if (request != NULL)
    subtitle = g_strdup_printf ("%s · %s", request->record.id, request->title);

  adw_window_title_set_title (self->title, person != NULL ? person->name : _ ("Live Support"));
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
  gtk_window_set_title (GTK_WINDOW (self), person != NULL ? person->name : _ ("Live Support"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.end-chat",
                                 conversation != NULL && bell_conversation_may_end (conversation));
}

/* The chat in view is read; what others look at is said to the colleagues. */
static void
refresh_view (BellSupportWindow *self)
{
  AdwTabPage *page = self->tabs != NULL ? adw_tab_view_get_selected_page (self->tabs) : NULL;

  if (page != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    adw_tab_page_set_needs_attention (page, FALSE);
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

static void
on_selected (BellSupportWindow *self)
{
  BellChatView *view = selected_view (self);

  refresh_title (self);
  refresh_view (self);
  if (view != NULL)
    bell_chat_view_focus (view);
}

/* libadwaita lets the focus go when it lays the window out anew; the caret comes back to the chat.
 */
static gboolean
restore_focus (gpointer user_data)
{
  BellSupportWindow *self = user_data;
  BellChatView      *view = selected_view (self);

  if (view != NULL
      && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    bell_chat_view_focus (view);

  return G_SOURCE_REMOVE;
}

static void
on_breakpoint (BellSupportWindow *self)
{
  g_timeout_add_full (G_PRIORITY_LOW, 100, restore_focus, g_object_ref (self), g_object_unref);
}

static AdwTabPage *
find_page (BellSupportWindow *self, const char *chat)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage   *page = adw_tab_view_get_nth_page (self->tabs, i);
      BellChatView *view = BELL_CHAT_VIEW (adw_tab_page_get_child (page));

      if (g_str_equal (bell_conversation_get_id (bell_chat_view_get_conversation (view)), chat))
        return page;
    }

  return NULL;
}

static void
on_conversation_changed (BellSupportWindow *self, GParamSpec *pspec, BellConversation *conversation)
{
  AdwTabPage *page = find_page (self, bell_conversation_get_id (conversation));

  if (page != NULL)
    name_page (page, conversation);
  refresh_title (self);
}

/* An unread chat's tab says so. */
static void
on_arrived (BellSupportWindow *self,
            BellMessageItem   *item,
            const GError      *error,
            BellConversation  *conversation)
{
  AdwTabPage *page = find_page (self, bell_conversation_get_id (conversation));

  if (page != NULL
      && (page != adw_tab_view_get_selected_page (self->tabs)
          || !gtk_window_is_active (GTK_WINDOW (self))))
    adw_tab_page_set_needs_attention (page, TRUE);
}

static gboolean
on_close_page (BellSupportWindow *self, AdwTabPage *page)
{
  BellChatView *view = BELL_CHAT_VIEW (adw_tab_page_get_child (page));

  bell_conversation_set_looking (bell_chat_view_get_conversation (view), FALSE);
  adw_tab_view_close_page_finish (self->tabs, page, TRUE);

  return GDK_EVENT_STOP;
}

/* A chat comes to the window, as a new one or from another window. */
static void
on_attached (BellSupportWindow *self, AdwTabPage *page)
{
  BellChatView     *view = BELL_CHAT_VIEW (adw_tab_page_get_child (page));
  BellConversation *conversation = bell_chat_view_get_conversation (view);

  g_signal_connect_object (conversation, "notify::loaded", G_CALLBACK (on_conversation_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "arrived", G_CALLBACK (on_arrived), self,
                           G_CONNECT_SWAPPED);
  name_page (page, conversation);
}

static void
on_detached (BellSupportWindow *self, AdwTabPage *page)
{
  BellChatView     *view = BELL_CHAT_VIEW (adw_tab_page_get_child (page));
  BellConversation *conversation = bell_chat_view_get_conversation (view);

  if (conversation != NULL)
    g_signal_handlers_disconnect_by_data (conversation, self);
  if (self->tabs != NULL && adw_tab_view_get_n_pages (self->tabs) == 0)
    gtk_window_close (GTK_WINDOW (self));
}

/* A tab that is dragged out becomes a window; the program follows all of its windows. */
static AdwTabView *
on_create_window (BellSupportWindow *self)
{
  BellSupportWindow *window
      = bell_support_window_new (gtk_window_get_application (GTK_WINDOW (self)), self->settings);

  gtk_window_present (GTK_WINDOW (window));

  return window->tabs;
}

/* What dragging a tab out does, by keyboard. */
static void
move_chat (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellSupportWindow *self = BELL_SUPPORT_WINDOW (widget);
  AdwTabPage        *page = adw_tab_view_get_selected_page (self->tabs);

  if (page != NULL && adw_tab_view_get_n_pages (self->tabs) > 1)
    adw_tab_view_transfer_page (self->tabs, page, on_create_window (self), 0);
}

static void
end_chat (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellConversation *conversation = selected_conversation (BELL_SUPPORT_WINDOW (widget));

  if (conversation != NULL)
    bell_end_dialog_present (conversation, widget);
}

static void
toggle_pane (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellChatView *view = selected_view (BELL_SUPPORT_WINDOW (widget));

  if (view != NULL)
    bell_chat_view_toggle_pane (view);
}

static void
show_toast (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwToast *toast = adw_toast_new (g_variant_get_string (parameter, NULL));

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (BELL_SUPPORT_WINDOW (widget)->toasts, toast);
}

static void
close_chat (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellSupportWindow *self = BELL_SUPPORT_WINDOW (widget);
  AdwTabPage        *page = adw_tab_view_get_selected_page (self->tabs);

  if (page != NULL)
    adw_tab_view_close_page (self->tabs, page);
}

static void
remember_size (BellSupportWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (self->settings, "support-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "support-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
bell_support_window_close_request (GtkWindow *window)
{
  BellSupportWindow *self = BELL_SUPPORT_WINDOW (window);

  remember_size (self);
  bell_support_window_stop_looking (self);

  return GTK_WINDOW_CLASS (bell_support_window_parent_class)->close_request (window);
}

static void
bell_support_window_dispose (GObject *object)
{
  g_clear_object (&BELL_SUPPORT_WINDOW (object)->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_SUPPORT_WINDOW);

  G_OBJECT_CLASS (bell_support_window_parent_class)->dispose (object);
}

static void
bell_support_window_class_init (BellSupportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_support_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bell_support_window_close_request;

  /* Another chat is in view, or none. */
  signals[SIGNAL_VIEW_CHANGED]
      = g_signal_new ("view-changed", BELL_TYPE_SUPPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "win.end-chat", NULL, end_chat);
  gtk_widget_class_install_action (widget_class, "win.close-chat", NULL, close_chat);
  gtk_widget_class_install_action (widget_class, "win.move-chat", NULL, move_chat);
  gtk_widget_class_install_action (widget_class, "win.toggle-pane", NULL, toggle_pane);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", show_toast);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "win.end-chat",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "win.close-chat",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.move-chat", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.toggle-pane", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-support-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BellSupportWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BellSupportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, BellSupportWindow, tabs);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_close_page);
  gtk_widget_class_bind_template_callback (widget_class, on_attached);
  gtk_widget_class_bind_template_callback (widget_class, on_breakpoint);
  gtk_widget_class_bind_template_callback (widget_class, on_detached);
  gtk_widget_class_bind_template_callback (widget_class, on_create_window);
}

static void
bell_support_window_init (BellSupportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (refresh_view), NULL);
  refresh_title (self);
}

/**
 * bell_support_window_new:
 * @application: the program
 * @settings: its settings
 *
 * Returns: (transfer none): a window without any chat
 */
BellSupportWindow *
bell_support_window_new (GtkApplication *application, GSettings *settings)
{
  BellSupportWindow *self
      = g_object_new (BELL_TYPE_SUPPORT_WINDOW, "application", application, NULL);
  int width, height;

  self->settings = g_object_ref (settings);
  g_settings_get (settings, "support-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "support-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  return self;
}

/**
 * bell_support_window_has_chat:
 * @self: a window
 * @chat: the id of a chat
 *
 * Returns: whether the window has it
 */
gboolean
bell_support_window_has_chat (BellSupportWindow *self, const char *chat)
{
  g_return_val_if_fail (BELL_IS_SUPPORT_WINDOW (self), FALSE);

  return find_page (self, chat) != NULL;
}

/**
 * bell_support_window_select_chat:
 * @self: a window
 * @chat: the id of a chat
 *
 * Brings a chat to the front, with the caret in its message field.
 *
 * Returns: whether the window has it
 */
gboolean
bell_support_window_select_chat (BellSupportWindow *self, const char *chat)
{
  AdwTabPage *page;

  g_return_val_if_fail (BELL_IS_SUPPORT_WINDOW (self), FALSE);

  page = find_page (self, chat);
  if (page == NULL)
    return FALSE;

  adw_tab_view_set_selected_page (self->tabs, page);
  bell_chat_view_focus (BELL_CHAT_VIEW (adw_tab_page_get_child (page)));

  return TRUE;
}

/**
 * bell_support_window_add_chat:
 * @self: a window
 * @session: the desk
 * @conversation: a chat that the window does not have
 *
 * Adds a tab with a chat, and brings it to the front.
 */
void
bell_support_window_add_chat (BellSupportWindow *self,
                              BellSession       *session,
                              BellConversation  *conversation)
{
  GtkWidget  *view;
  AdwTabPage *page;

  g_return_if_fail (BELL_IS_SUPPORT_WINDOW (self));

  view = bell_chat_view_new (session, conversation);
  page = adw_tab_view_append (self->tabs, view);
  if (bell_conversation_get_person (conversation) == NULL)
    adw_tab_page_set_title (page, bell_conversation_get_id (conversation));
  bell_conversation_set_looking (conversation, TRUE);
  adw_tab_view_set_selected_page (self->tabs, page);
  bell_chat_view_focus (BELL_CHAT_VIEW (view));
}

/**
 * bell_support_window_get_chat_in_view:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the id of the chat that the agent is looking at, or %NULL if
 *   the window is not the active one
 */
const char *
bell_support_window_get_chat_in_view (BellSupportWindow *self)
{
  BellConversation *conversation;

  g_return_val_if_fail (BELL_IS_SUPPORT_WINDOW (self), NULL);

  conversation = selected_conversation (self);

  return conversation != NULL && gtk_window_is_active (GTK_WINDOW (self))
             ? bell_conversation_get_id (conversation)
             : NULL;
}

/**
 * bell_support_window_stop_looking:
 * @self: a window that is about to go
 *
 * Tells the colleagues that nobody looks at its chats any more.
 */
void
bell_support_window_stop_looking (BellSupportWindow *self)
{
  g_return_if_fail (BELL_IS_SUPPORT_WINDOW (self));

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (self->tabs, i);

      bell_conversation_set_looking (
          bell_chat_view_get_conversation (BELL_CHAT_VIEW (adw_tab_page_get_child (page))), FALSE);
    }
}
