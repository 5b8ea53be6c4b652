/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-message-row.h"

#include "bell-format.h"
#include "bell-markup.h"
#include "bell-message-item.h"

#include <glib/gi18n.h>
#include <string.h>

/* A word of so many bytes is not one that somebody reads. */
#define ENDLESS_WORD 500

struct _BellMessageRow
{
  AdwBin           parent_instance;
  BellMessageItem *item;

  GtkLabel  *day;
  GtkBox    *column;
  GtkLabel  *author;
  GtkLabel  *body;
  GtkBox    *state_box;
  GtkLabel  *state;
  GtkButton *retry;
};

G_DEFINE_FINAL_TYPE (BellMessageRow, bell_message_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_ITEM = 1,
  PROP_DESCRIPTION,
} BellMessageRowProperty;
static GParamSpec *props[PROP_DESCRIPTION + 1];

/* The person stands at the start, the agents at the end, as the two sides of a conversation. */
static void
place (BellMessageRow *self, BellSide side)
{
  GtkAlign align = side == BELL_SIDE_AGENT ? GTK_ALIGN_END : GTK_ALIGN_START;

  gtk_widget_set_halign (GTK_WIDGET (self->column), align);
  gtk_widget_set_halign (GTK_WIDGET (self->author), align);
  gtk_widget_set_halign (GTK_WIDGET (self->body), align);
  gtk_widget_set_halign (GTK_WIDGET (self->state_box), align);
  gtk_widget_set_margin_start (GTK_WIDGET (self->column), side == BELL_SIDE_AGENT ? 36 : 0);
  gtk_widget_set_margin_end (GTK_WIDGET (self->column), side == BELL_SIDE_AGENT ? 0 : 36);
  gtk_widget_remove_css_class (GTK_WIDGET (self->body), "agent");
  gtk_widget_remove_css_class (GTK_WIDGET (self->body), "user");
  gtk_widget_add_css_class (GTK_WIDGET (self->body), side == BELL_SIDE_AGENT ? "agent" : "user");
}

static void
refresh_state (BellMessageRow *self)
{
  BellMessageState state = bell_message_item_get_state (self->item);

  gtk_widget_set_visible (GTK_WIDGET (self->state_box), state != BELL_MESSAGE_SENT);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), state == BELL_MESSAGE_FAILED);
  gtk_label_set_label (self->state,
                       state == BELL_MESSAGE_SENDING ? _ ("Sending…") : _ ("Not sent"));
  if (state == BELL_MESSAGE_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->retry), "s",
                                    bell_message_item_get_message (self->item)->record.id);
}

/* Pango needs a time that grows with the square of a word's length to find where it may be broken;
 * with a message of nothing else the window would stand still for a minute. */
static gboolean
has_endless_word (const char *text)
{
  gsize length;

  for (const char *word = text; *word != '\0'; word += length + strspn (word + length, " \t\n"))
    {
      length = strcspn (word, " \t\n");
      if (length > ENDLESS_WORD)
        return TRUE;
    }

  return FALSE;
}

static void
refresh (BellMessageRow *self)
{
  const BellMessage *message = bell_message_item_get_message (self->item);
  gboolean           starts_day, starts_group;
  g_autofree char   *day = bell_format_day (message->sent_at, g_get_real_time ());
  g_autofree char   *time = bell_format_time (message->sent_at);
  g_autofree char   *author = NULL;
  g_autofree char   *markup = bell_markup_from_text (message->body);

  g_object_get (self->item, "starts-day", &starts_day, "starts-group", &starts_group, NULL);
  /* Translators: who has written a message, and when */
  author = g_strdup_printf (_ ("%s · %s"), bell_message_item_get_author_name (self->item), time);
  gtk_label_set_label (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->day), starts_day);
  gtk_label_set_label (self->author, author);
  gtk_widget_set_visible (GTK_WIDGET (self->author), starts_group);
  gtk_widget_set_margin_top (GTK_WIDGET (self->body), starts_group ? 0 : 3);
  gtk_label_set_wrap_mode (self->body, has_endless_word (message->body) ? PANGO_WRAP_CHAR
                                                                        : PANGO_WRAP_WORD_CHAR);
  gtk_label_set_label (self->body, markup);
  place (self, message->side);
  refresh_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DESCRIPTION]);
}

static void
set_item (BellMessageRow *self, BellMessageItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, refresh, self);

  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  g_signal_connect_object (item, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

/* What a screen reader says of the row. */
static char *
describe (BellMessageRow *self)
{
  const BellMessage *message;
  g_autofree char   *time = NULL;

  if (self->item == NULL)
    return g_strdup ("");

  message = bell_message_item_get_message (self->item);
  time = bell_format_time (message->sent_at);

  if (bell_message_item_get_state (self->item) != BELL_MESSAGE_SENT)
    return g_strdup_printf ("%s, %s: %s. %s", bell_message_item_get_author_name (self->item), time,
                            message->body, gtk_label_get_label (self->state));

  return g_strdup_printf ("%s, %s: %s", bell_message_item_get_author_name (self->item), time,
                          message->body);
}

static void
bell_message_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellMessageRow *self = BELL_MESSAGE_ROW (object);

  switch ((BellMessageRowProperty) id)
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
bell_message_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((BellMessageRowProperty) id)
    {
    case PROP_ITEM:
      set_item (BELL_MESSAGE_ROW (object), g_value_get_object (value));
      break;
    case PROP_DESCRIPTION:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_message_row_dispose (GObject *object)
{
  set_item (BELL_MESSAGE_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_MESSAGE_ROW);

  G_OBJECT_CLASS (bell_message_row_parent_class)->dispose (object);
}

static void
bell_message_row_class_init (BellMessageRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bell_message_row_get_property;
  object_class->set_property = bell_message_row_set_property;
  object_class->dispose = bell_message_row_dispose;

  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, BELL_TYPE_MESSAGE_ITEM,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BellMessageRow, day);
  gtk_widget_class_bind_template_child (widget_class, BellMessageRow, column);
  gtk_widget_class_bind_template_child (widget_class, BellMessageRow, author);
  gtk_widget_class_bind_template_child (widget_class, BellMessageRow, body);
  gtk_widget_class_bind_template_child (widget_class, BellMessageRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, BellMessageRow, state);
  gtk_widget_class_bind_template_child (widget_class, BellMessageRow, retry);
}

static void
bell_message_row_init (BellMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
