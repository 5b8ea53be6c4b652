/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-message-item.h"

/* Messages of one author within this time stand together under one name. */
#define TOGETHER (5 * 60 * (gint64) G_USEC_PER_SEC)

struct _BellMessageItem
{
  GObject          parent_instance;
  BellMessage     *message;
  char            *author_name;
  BellMessageState state;
  gboolean         starts_group;
  gboolean         starts_day;
};

G_DEFINE_FINAL_TYPE (BellMessageItem, bell_message_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_BODY = 1,
  PROP_AUTHOR_NAME,
  PROP_SIDE,
  PROP_SENT_AT,
  PROP_STATE,
  PROP_STARTS_GROUP,
  PROP_STARTS_DAY,
} BellMessageItemProperty;
static GParamSpec *props[PROP_STARTS_DAY + 1];

static void
bell_message_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellMessageItem *self = BELL_MESSAGE_ITEM (object);

  switch ((BellMessageItemProperty) id)
    {
    case PROP_BODY:
      g_value_set_string (value, self->message->body);
      break;
    case PROP_AUTHOR_NAME:
      g_value_set_string (value, self->author_name);
      break;
    case PROP_SIDE:
      g_value_set_int (value, self->message->side);
      break;
    case PROP_SENT_AT:
      g_value_set_int64 (value, self->message->sent_at);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_STARTS_GROUP:
      g_value_set_boolean (value, self->starts_group);
      break;
    case PROP_STARTS_DAY:
      g_value_set_boolean (value, self->starts_day);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_message_item_finalize (GObject *object)
{
  BellMessageItem *self = BELL_MESSAGE_ITEM (object);

  bell_record_unref (self->message);
  g_free (self->author_name);

  G_OBJECT_CLASS (bell_message_item_parent_class)->finalize (object);
}

static void
bell_message_item_class_init (BellMessageItemClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bell_message_item_get_property;
  object_class->finalize = bell_message_item_finalize;

  props[PROP_BODY] = g_param_spec_string ("body", NULL, NULL, NULL, flags);
  props[PROP_AUTHOR_NAME] = g_param_spec_string ("author-name", NULL, NULL, NULL, flags);
  props[PROP_SIDE] = g_param_spec_int ("side", NULL, NULL, 0, BELL_SIDE_SYSTEM, 0, flags);
  props[PROP_SENT_AT]
      = g_param_spec_int64 ("sent-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, BELL_MESSAGE_FAILED, 0, flags);
  props[PROP_STARTS_GROUP] = g_param_spec_boolean ("starts-group", NULL, NULL, FALSE, flags);
  props[PROP_STARTS_DAY] = g_param_spec_boolean ("starts-day", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bell_message_item_init (BellMessageItem *self)
{
}

/**
 * bell_message_item_new:
 * @message: a message
 * @author_name: the name of its author
 * @state: how far it has come
 *
 * Returns: (transfer full): the message as a list shows it
 */
BellMessageItem *
bell_message_item_new (const BellMessage *message, const char *author_name, BellMessageState state)
{
  BellMessageItem *self = g_object_new (BELL_TYPE_MESSAGE_ITEM, NULL);

  self->message = bell_record_ref ((gpointer) message);
  self->author_name = g_strdup (author_name);
  self->state = state;

  return self;
}

/**
 * bell_message_item_get_message:
 * @self: an item
 *
 * Returns: (transfer none): the message
 */
const BellMessage *
bell_message_item_get_message (BellMessageItem *self)
{
  return self->message;
}

/**
 * bell_message_item_set_message:
 * @self: an item
 * @message: the message as the desk has it
 *
 * Takes over what the desk has made of it: its time and its place.
 */
void
bell_message_item_set_message (BellMessageItem *self, const BellMessage *message)
{
  g_return_if_fail (BELL_IS_MESSAGE_ITEM (self));

  bell_record_unref (self->message);
  self->message = bell_record_ref ((gpointer) message);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SENT_AT]);
}

/**
 * bell_message_item_get_state:
 * @self: an item
 *
 * Returns: how far the message has come
 */
BellMessageState
bell_message_item_get_state (BellMessageItem *self)
{
  return self->state;
}

/**
 * bell_message_item_set_state:
 * @self: an item
 * @state: how far the message has come
 *
 * Says so.
 */
void
bell_message_item_set_state (BellMessageItem *self, BellMessageState state)
{
  g_return_if_fail (BELL_IS_MESSAGE_ITEM (self));

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/**
 * bell_message_item_get_author_name:
 * @self: an item
 *
 * Returns: (transfer none): the name of the author
 */
const char *
bell_message_item_get_author_name (BellMessageItem *self)
{
  return self->author_name;
}

/**
 * bell_message_item_set_author_name:
 * @self: an item
 * @author_name: the name of the author, now that it is known
 *
 * Sets the name.
 */
void
bell_message_item_set_author_name (BellMessageItem *self, const char *author_name)
{
  g_return_if_fail (BELL_IS_MESSAGE_ITEM (self));

  if (g_set_str (&self->author_name, author_name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AUTHOR_NAME]);
}

/* Days are those of this computer's zone, as the times that stand beside them. */
static gboolean
is_same_day (BellInstant a, BellInstant b)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local_usec (a);
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_local_usec (b);

  return g_date_time_get_year (first) == g_date_time_get_year (second)
         && g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second);
}

/**
 * bell_message_item_follow:
 * @self: an item
 * @before: (nullable): the one before it in the list
 *
 * Finds out whether the message begins a day, or a group of one author.
 */
void
bell_message_item_follow (BellMessageItem *self, BellMessageItem *before)
{
  gboolean day, group;

  g_return_if_fail (BELL_IS_MESSAGE_ITEM (self));

  day = before == NULL || !is_same_day (before->message->sent_at, self->message->sent_at);
  group = day || g_strcmp0 (before->message->author, self->message->author) != 0
          || self->message->sent_at - before->message->sent_at > TOGETHER;

  if (self->starts_day != day)
    {
      self->starts_day = day;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STARTS_DAY]);
    }
  if (self->starts_group != group)
    {
      self->starts_group = group;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STARTS_GROUP]);
    }
}
