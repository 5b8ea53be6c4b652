/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chats-page.h"

#include "bell-chat-row.h"
#include "bell-stack.h"

struct _BellChatsPage
{
  AdwBin        parent_instance;
  BellChatList *model;

  GtkStack       *stack;
  AdwStatusPage  *empty;
  GtkListView    *list;
  GtkNoSelection *selection;
};

G_DEFINE_FINAL_TYPE (BellChatsPage, bell_chats_page, ADW_TYPE_BIN)

static void
refresh (BellChatsPage *self)
{
  const char *page = "loading";

  if (self->model != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    page = "list";
  else if (self->model != NULL && bell_chat_list_is_loaded (self->model))
    page = "empty";
  bell_stack_show (self->stack, page);
}

static void
on_activate (BellChatsPage *self, guint position)
{
  g_autoptr (BellChatItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-chat", "s",
                                bell_chat_item_get_chat (item)->record.id);
}

static gboolean
bell_chats_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (BELL_CHATS_PAGE (widget)->stack), GTK_DIR_TAB_FORWARD);
}

static void
bell_chats_page_dispose (GObject *object)
{
  BellChatsPage *self = BELL_CHATS_PAGE (object);

  bell_chats_page_set_list (self, NULL);
  /* The bin would let go of its child once more after the template has. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_CHATS_PAGE);

  G_OBJECT_CLASS (bell_chats_page_parent_class)->dispose (object);
}

static void
bell_chats_page_class_init (BellChatsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_chats_page_dispose;
  widget_class->grab_focus = bell_chats_page_grab_focus;

  g_type_ensure (BELL_TYPE_CHAT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-chats-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BellChatsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BellChatsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, BellChatsPage, list);
  gtk_widget_class_bind_template_child (widget_class, BellChatsPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
bell_chats_page_init (BellChatsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_chats_page_set_list:
 * @self: a page
 * @list: (nullable): the chats to show
 *
 * Sets what the page shows.
 */
void
bell_chats_page_set_list (BellChatsPage *self, BellChatList *list)
{
  g_return_if_fail (BELL_IS_CHATS_PAGE (self));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, refresh, self);
  g_set_object (&self->model, list);
  if (self->selection == NULL)
    return;

  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (list));
  if (list != NULL)
    g_signal_connect_object (list, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * bell_chats_page_set_empty:
 * @self: a page
 * @icon_name: an icon
 * @title: what is so when there are no chats
 * @description: what to do next
 * @child: (nullable) (transfer none): something to do it with
 *
 * Sets what stands in the place of an empty list.
 */
void
bell_chats_page_set_empty (BellChatsPage *self,
                           const char    *icon_name,
                           const char    *title,
                           const char    *description,
                           GtkWidget     *child)
{
  g_return_if_fail (BELL_IS_CHATS_PAGE (self));

  adw_status_page_set_icon_name (self->empty, icon_name);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
  adw_status_page_set_child (self->empty, child);
}
