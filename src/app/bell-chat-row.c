/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-row.h"

#include "bell-chat-item.h"
#include "bell-format.h"
#include "bell-pill.h"

#include <glib/gi18n.h>

/* How often the waiting time is said anew. */
#define REFRESH_SECONDS 20

struct _BellChatRow
{
  AdwBin        parent_instance;
  BellChatItem *item;
  guint         timer;

  AdwAvatar *avatar;
  GtkLabel  *name;
  GtkLabel  *priority;
  GtkLabel  *title;
  GtkLabel  *wait;
  GtkButton *open;
};

G_DEFINE_FINAL_TYPE (BellChatRow, bell_chat_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_ITEM = 1,
  PROP_DESCRIPTION,
} BellChatRowProperty;
static GParamSpec *props[PROP_DESCRIPTION + 1];

/* How long somebody waits and as what one is told; of a chat that goes on, since when. */
static char *
describe_wait (BellChatRow *self)
{
  const BellChat  *chat = bell_chat_item_get_chat (self->item);
  BellInstant      now = g_get_real_time ();
  g_autofree char *moment = NULL;
  g_autofree char *wait = NULL;

  if (chat->status != BELL_CHAT_PENDING)
    {
      moment = bell_format_moment (chat->answered_at, now);
      if (bell_format_is_today (chat->answered_at, now))
        /* Translators: since when a chat goes on, a time */
        return g_strdup_printf (_ ("Since %s"), moment);

      /* Translators: when a chat was answered, a day and a time: "Yesterday, 14:05" */
      return g_strdup_printf (_ ("Answered: %s"), moment);
    }

  wait = bell_format_wait (chat->requested_at, now);
  if (chat->told->len == 0)
    /* Translators: how long a person has been waiting */
    return g_strdup_printf (_ ("%s · Nobody could be told"), wait);

  /* Translators: how long a person has been waiting, and as what the agent is told */
  return g_strdup_printf (_ ("%s · %s"), wait,
                          bell_format_part (bell_chat_item_get_part (self->item)));
}

static void
refresh_wait (BellChatRow *self)
{
  g_autofree char *text = NULL;

  if (self->item == NULL)
    return;

  text = describe_wait (self);
  if (g_strcmp0 (gtk_label_get_label (self->wait), text) != 0)
    {
      gtk_label_set_label (self->wait, text);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DESCRIPTION]);
    }
}

static gboolean
on_timer (gpointer user_data)
{
  refresh_wait (user_data);

  return G_SOURCE_CONTINUE;
}

static void
refresh (BellChatRow *self)
{
  const BellRequest *request = bell_chat_item_get_request (self->item);
  const char        *name = bell_chat_item_get_person_name (self->item);
  g_autofree char   *title
      = g_strdup_printf (C_ ("details", "%s · %s"), request->record.id, request->title);

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->title, title);
  bell_pill_set_priority (self->priority, request->priority);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s",
                                    bell_chat_item_get_chat (self->item)->record.id);
  refresh_wait (self);
}

static void
set_item (BellChatRow *self, BellChatItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, refresh, self);

  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  g_signal_connect_object (item, "notify::title", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DESCRIPTION]);
}

/* What a screen reader says of the row. */
static char *
describe (BellChatRow *self)
{
  if (self->item == NULL)
    return g_strdup ("");

  return g_strdup_printf ("%s, %s, %s, %s", gtk_label_get_label (self->name),
                          gtk_label_get_label (self->title), gtk_label_get_label (self->priority),
                          gtk_label_get_label (self->wait));
}

static void
bell_chat_row_map (GtkWidget *widget)
{
  BellChatRow *self = BELL_CHAT_ROW (widget);

  GTK_WIDGET_CLASS (bell_chat_row_parent_class)->map (widget);

  self->timer = g_timeout_add_seconds (REFRESH_SECONDS, on_timer, self);
  refresh_wait (self);
}

static void
bell_chat_row_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&BELL_CHAT_ROW (widget)->timer, g_source_remove);

  GTK_WIDGET_CLASS (bell_chat_row_parent_class)->unmap (widget);
}

static void
bell_chat_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellChatRow *self = BELL_CHAT_ROW (object);

  switch ((BellChatRowProperty) id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (value, describe (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_chat_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BellChatRow *self = BELL_CHAT_ROW (object);

  switch ((BellChatRowProperty) id)
    {
    case PROP_ITEM:
      set_item (self, g_value_get_object (value));
      break;
    case PROP_DESCRIPTION:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_chat_row_dispose (GObject *object)
{
  BellChatRow *self = BELL_CHAT_ROW (object);

  set_item (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BELL_TYPE_CHAT_ROW);

  G_OBJECT_CLASS (bell_chat_row_parent_class)->dispose (object);
}

static void
bell_chat_row_class_init (BellChatRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bell_chat_row_get_property;
  object_class->set_property = bell_chat_row_set_property;
  object_class->dispose = bell_chat_row_dispose;
  widget_class->map = bell_chat_row_map;
  widget_class->unmap = bell_chat_row_unmap;

  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, BELL_TYPE_CHAT_ITEM,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-chat-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BellChatRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, BellChatRow, name);
  gtk_widget_class_bind_template_child (widget_class, BellChatRow, priority);
  gtk_widget_class_bind_template_child (widget_class, BellChatRow, title);
  gtk_widget_class_bind_template_child (widget_class, BellChatRow, wait);
  gtk_widget_class_bind_template_child (widget_class, BellChatRow, open);
}

static void
bell_chat_row_init (BellChatRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
