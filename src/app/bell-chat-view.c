/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-view.h"

#include "bell-chat-banner.h"
#include "bell-composer.h"
#include "bell-format.h"
#include "bell-message-row.h"
#include "bell-request-pane.h"
#include "bell-stack.h"

#include <glib/gi18n.h>

/* How near to an end of the list counts as being there, in pixels. */
#define NEAR 60

struct _BellChatView
{
  AdwBin            parent_instance;
  BellSession      *session;
  BellConversation *conversation;
  gboolean          follows;     /* the end of the list is in view, and stays so */
  gboolean          refused;     /* another agent was first, and the text is a draft again */
  gboolean          unannounced; /* that is still to be told */
  gboolean          behind;      /* the line was down, and what has come since is not here yet */
  gboolean          setting_draft;
  gboolean          shows_pane;

  AdwOverlaySplitView *split;
  AdwBanner           *banner;
  GtkStack            *stack;
  AdwStatusPage       *empty;
  GtkScrolledWindow   *scrolled;
  GtkListView         *messages;
  GtkNoSelection      *selection;
  BellComposer        *composer;
  BellRequestPane     *pane;
};

G_DEFINE_FINAL_TYPE (BellChatView, bell_chat_view, ADW_TYPE_BIN)

/* Keeping one's place: at the end the list follows; elsewhere it stays where it is. */

static void
on_scrolled (BellChatView *self, GtkAdjustment *adjustment)
{
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  self->follows = gtk_adjustment_get_value (adjustment) >= end - NEAR;
  if (gtk_adjustment_get_value (adjustment) < NEAR)
    bell_conversation_load_earlier (self->conversation);
}

/* Who comes to the list by keyboard comes to the last message, and stays where they are after that.
 */
static void
scroll_to_end (BellChatView *self)
{
  guint    n = g_list_model_get_n_items (bell_conversation_get_messages (self->conversation));
  gboolean is_read = gtk_widget_get_focus_child (GTK_WIDGET (self->messages)) != NULL;

  if (n > 0)
    gtk_list_view_scroll_to (self->messages, n - 1,
                             is_read ? GTK_LIST_SCROLL_NONE : GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
on_extent_changed (BellChatView *self, GtkAdjustment *adjustment)
{
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (self->follows && gtk_adjustment_get_value (adjustment) < end)
    gtk_adjustment_set_value (adjustment, end);
}

static void
refresh_stack (BellChatView *self)
{
  GListModel *messages = bell_conversation_get_messages (self->conversation);
  gboolean    loaded;

  g_object_get (self->conversation, "loaded", &loaded, NULL);
  if (g_list_model_get_n_items (messages) > 0)
    bell_stack_show (self->stack, "messages");
  else
    bell_stack_show (self->stack, loaded ? "empty" : "loading");
}

static void
on_items_changed (BellChatView *self, guint position, guint removed, guint added, GListModel *model)
{
  refresh_stack (self);
  if (self->follows && position + added == g_list_model_get_n_items (model))
    scroll_to_end (self);
}

/* What the conversation reports. */

static void
refresh_banner (BellChatView *self)
{
  BellBannerState state = {
    .conversation = self->conversation,
    .viewer = bell_session_get_person (self->session),
    .line = bell_session_get_line (self->session),
    .behind = self->behind,
    .refused = self->refused,
  };
  g_autofree char *text = bell_chat_banner_text (&state);

  adw_banner_set_title (self->banner, text != NULL ? text : "");
  adw_banner_set_button_label (self->banner, self->refused ? _ ("_Send Anyway") : NULL);
  adw_banner_set_revealed (self->banner, text != NULL);
}

static void
announce (BellChatView *self, const char *text)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Who was first is told once it is known: the refusal may come before the chat as it is now. */
static void
announce_refusal (BellChatView *self)
{
  if (!self->unannounced || !adw_banner_get_revealed (self->banner))
    return;

  self->unannounced = FALSE;
  announce (self, adw_banner_get_title (self->banner));
}

static void
on_line_changed (BellChatView *self)
{
  BellLine line = bell_session_get_line (self->session);
  gboolean was_behind = self->behind;

  if (line == BELL_LINE_DOWN || line == BELL_LINE_SIGNED_OUT)
    self->behind = TRUE;
  else if (line == BELL_LINE_UP && self->behind)
    bell_conversation_refresh (self->conversation);
  refresh_banner (self);
  if (self->behind && !was_behind && adw_banner_get_revealed (self->banner))
    announce (self, adw_banner_get_title (self->banner));
}

static void
refresh (BellChatView *self)
{
  const BellRequest *request = bell_conversation_get_request (self->conversation);
  const BellPerson  *person = bell_conversation_get_person (self->conversation);
  gboolean           is_over = bell_conversation_get_chat (self->conversation) != NULL
                     && !bell_conversation_may_write (self->conversation);

  if (request != NULL && !self->shows_pane)
    {
      self->shows_pane = TRUE;
      bell_request_pane_show (self->pane, self->session, request->record.id);
    }
  if (person != NULL)
    {
      /* Translators: the name of a person */
      g_autofree char *hint = g_strdup_printf (
          _ ("The first message answers the chat. %s sees nothing before."), person->name);
      g_autofree char *escaped = g_markup_escape_text (hint, -1);

      adw_status_page_set_description (self->empty, is_over ? NULL : escaped);
    }
  self->refused = self->refused && !is_over;
  if (bell_session_get_line (self->session) == BELL_LINE_UP)
    self->behind = FALSE;
  bell_composer_set_closed (self->composer, is_over);
  refresh_stack (self);
  refresh_banner (self);
  announce_refusal (self);
}

static void
take_draft (BellChatView *self)
{
  self->setting_draft = TRUE;
  bell_composer_set_text (self->composer, bell_conversation_get_draft (self->conversation));
  self->setting_draft = FALSE;
}

static void
on_arrived (BellChatView *self, BellMessageItem *item)
{
  /* Translators: who has written a message, and what */
  g_autofree char *text
      = g_strdup_printf (C_ ("message", "%s: %s"), bell_message_item_get_author_name (item),
                         bell_message_item_get_message (item)->body);

  announce (self, text);
}

static void
on_refused (BellChatView *self)
{
  self->refused = bell_conversation_may_write (self->conversation);
  self->unannounced = TRUE;
  take_draft (self);
  refresh_banner (self);
  announce_refusal (self);
}

static void
on_failed (BellChatView *self, BellMessageItem *item, const GError *error)
{
  g_autofree char *text = bell_format_error (error);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* What the agent does. */

/* Whether another agent has answered, so that writing means to join in. */
static gboolean
is_answered_by_another (BellChatView *self)
{
  const BellChat *chat = bell_conversation_get_chat (self->conversation);
  const char     *viewer = bell_session_get_person (self->session);

  return chat != NULL && chat->status == BELL_CHAT_ACTIVE
         && g_strcmp0 (chat->answered_by, viewer) != 0
         && !bell_chat_banner_has_written (self->conversation, viewer);
}

static void
send_text (BellChatView *self, const char *text, gboolean join)
{
  g_autofree char *taken = g_strdup (text);

  self->refused = FALSE;
  self->follows = TRUE;
  bell_conversation_set_draft (self->conversation, "");
  take_draft (self);
  bell_conversation_send (self->conversation, taken, join);
  refresh_banner (self);
}

/* Before sending on a chat that has changed since it was last seen, it says so. */
static void
on_send (BellChatView *self, const char *text)
{
  if (is_answered_by_another (self) && !self->refused)
    {
      self->refused = TRUE;
      refresh_banner (self);
      announce (self, adw_banner_get_title (self->banner));
      return;
    }

  send_text (self, text, self->refused);
}

static void
on_send_anyway (BellChatView *self)
{
  bell_composer_focus (self->composer);
  bell_composer_send (self->composer);
}

static void
on_typed (BellChatView *self)
{
  g_autofree char *text = NULL;

  if (self->setting_draft || self->conversation == NULL)
    return;

  text = bell_composer_dup_text (self->composer);
  bell_conversation_set_draft (self->conversation, text);
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellChatView    *self = BELL_CHAT_VIEW (widget);
  GListModel      *messages = bell_conversation_get_messages (self->conversation);
  BellMessageItem *item = bell_message_list_find (BELL_MESSAGE_LIST (messages),
                                                  g_variant_get_string (parameter, NULL));

  if (item != NULL)
    bell_conversation_retry (self->conversation, item);
}

static gboolean
bell_chat_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BELL_CHAT_VIEW (widget)->composer));
}

static void
bell_chat_view_dispose (GObject *object)
{
  BellChatView *self = BELL_CHAT_VIEW (object);

  if (self->conversation != NULL)
    g_signal_handlers_disconnect_by_data (self->conversation, self);
  g_clear_object (&self->conversation);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_CHAT_VIEW);

  G_OBJECT_CLASS (bell_chat_view_parent_class)->dispose (object);
}

static void
bell_chat_view_class_init (BellChatViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_chat_view_dispose;
  widget_class->grab_focus = bell_chat_view_grab_focus;

  g_type_ensure (BELL_TYPE_COMPOSER);
  g_type_ensure (BELL_TYPE_MESSAGE_ROW);
  g_type_ensure (BELL_TYPE_REQUEST_PANE);
  gtk_widget_class_install_action (widget_class, "chat.retry", "s", retry);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-chat-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BellChatView, split);
  gtk_widget_class_bind_template_child (widget_class, BellChatView, banner);
  gtk_widget_class_bind_template_child (widget_class, BellChatView, stack);
  gtk_widget_class_bind_template_child (widget_class, BellChatView, empty);
  gtk_widget_class_bind_template_child (widget_class, BellChatView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, BellChatView, messages);
  gtk_widget_class_bind_template_child (widget_class, BellChatView, selection);
  gtk_widget_class_bind_template_child (widget_class, BellChatView, composer);
  gtk_widget_class_bind_template_child (widget_class, BellChatView, pane);
  gtk_widget_class_bind_template_callback (widget_class, on_send);
  gtk_widget_class_bind_template_callback (widget_class, on_send_anyway);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
}

static void
bell_chat_view_init (BellChatView *self)
{
  self->follows = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
connect_conversation (BellChatView *self)
{
  BellConversation *conversation = self->conversation;
  GListModel       *messages = bell_conversation_get_messages (conversation);
  GtkAdjustment    *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);

  gtk_no_selection_set_model (self->selection, messages);
  g_signal_connect_object (messages, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (conversation, "notify::loaded", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "arrived", G_CALLBACK (on_arrived), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "refused", G_CALLBACK (on_refused), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_extent_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bell_chat_view_new:
 * @session: the desk
 * @conversation: a chat
 *
 * Returns: (transfer floating): a view of it
 */
GtkWidget *
bell_chat_view_new (BellSession *session, BellConversation *conversation)
{
  BellChatView *self = g_object_new (BELL_TYPE_CHAT_VIEW, NULL);

  self->session = g_object_ref (session);
  self->conversation = g_object_ref (conversation);
  connect_conversation (self);
  g_signal_connect_object (session, "line-changed", G_CALLBACK (on_line_changed), self,
                           G_CONNECT_SWAPPED);
  take_draft (self);
  refresh (self);
  scroll_to_end (self);

  return GTK_WIDGET (self);
}

/**
 * bell_chat_view_get_conversation:
 * @self: a view
 *
 * Returns: (transfer none): the chat
 */
BellConversation *
bell_chat_view_get_conversation (BellChatView *self)
{
  g_return_val_if_fail (BELL_IS_CHAT_VIEW (self), NULL);

  return self->conversation;
}

/**
 * bell_chat_view_focus:
 * @self: a view
 *
 * Puts the caret into the message field.
 */
void
bell_chat_view_focus (BellChatView *self)
{
  g_return_if_fail (BELL_IS_CHAT_VIEW (self));

  bell_composer_focus (self->composer);
}

/**
 * bell_chat_view_toggle_pane:
 * @self: a view
 *
 * Shows or hides the request beside the chat.
 */
void
bell_chat_view_toggle_pane (BellChatView *self)
{
  g_return_if_fail (BELL_IS_CHAT_VIEW (self));

  adw_overlay_split_view_set_show_sidebar (self->split,
                                           !adw_overlay_split_view_get_show_sidebar (self->split));
}
