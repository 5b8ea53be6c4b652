/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-item.h"

struct _BellChatItem
{
  GObject      parent_instance;
  BellChat    *chat;
  BellRequest *request;
  char        *person_name;
  char        *viewer;
};

G_DEFINE_FINAL_TYPE (BellChatItem, bell_chat_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_REQUEST_ID,
  PROP_TITLE,
  PROP_PERSON_NAME,
  PROP_PRIORITY,
  PROP_ASKED_AT,
} BellChatItemProperty;
static GParamSpec *props[PROP_ASKED_AT + 1];

static void
bell_chat_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellChatItem *self = BELL_CHAT_ITEM (object);

  switch ((BellChatItemProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->chat->record.id);
      break;
    case PROP_REQUEST_ID:
      g_value_set_string (value, self->chat->request);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->request->title);
      break;
    case PROP_PERSON_NAME:
      g_value_set_string (value, self->person_name);
      break;
    case PROP_PRIORITY:
      g_value_set_int (value, self->request->priority);
      break;
    case PROP_ASKED_AT:
      g_value_set_int64 (value, self->chat->requested_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_chat_item_finalize (GObject *object)
{
  BellChatItem *self = BELL_CHAT_ITEM (object);

  bell_record_unref (self->chat);
  bell_record_unref (self->request);
  g_free (self->person_name);
  g_free (self->viewer);

  G_OBJECT_CLASS (bell_chat_item_parent_class)->finalize (object);
}

static void
bell_chat_item_class_init (BellChatItemClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bell_chat_item_get_property;
  object_class->finalize = bell_chat_item_finalize;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_REQUEST_ID] = g_param_spec_string ("request-id", NULL, NULL, NULL, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_PERSON_NAME] = g_param_spec_string ("person-name", NULL, NULL, NULL, flags);
  props[PROP_PRIORITY]
      = g_param_spec_int ("priority", NULL, NULL, -1, BELL_N_PRIORITIES, -1, flags);
  props[PROP_ASKED_AT]
      = g_param_spec_int64 ("asked-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bell_chat_item_init (BellChatItem *self)
{
}

static void
take_records (BellChatItem *self, const BellChat *chat, GPtrArray *records)
{
  const BellPerson *person = bell_records_find (records, &bell_person_shape, chat->requested_by);
  BellRequest      *request = bell_records_find (records, &bell_request_shape, chat->request);

  g_clear_pointer (&self->chat, bell_record_unref);
  self->chat = bell_record_ref ((gpointer) chat);
  if (request != NULL)
    {
      g_clear_pointer (&self->request, bell_record_unref);
      self->request = bell_record_ref (request);
    }
  g_set_str (&self->person_name, person != NULL ? person->name : chat->requested_by);
}

/**
 * bell_chat_item_new:
 * @chat: a chat
 * @records: (element-type BellRecord): what came with it: its request, and its person
 * @viewer: the id of who sees it
 *
 * Returns: (transfer full): the chat as a list shows it
 */
BellChatItem *
bell_chat_item_new (const BellChat *chat, GPtrArray *records, const char *viewer)
{
  BellChatItem *self = g_object_new (BELL_TYPE_CHAT_ITEM, NULL);

  self->viewer = g_strdup (viewer);

  take_records (self, chat, records);

  return self;
}

/**
 * bell_chat_item_update:
 * @self: an item
 * @chat: the same chat as it is now
 * @records: (element-type BellRecord): what came with it
 *
 * Takes over what is new.
 */
void
bell_chat_item_update (BellChatItem *self, const BellChat *chat, GPtrArray *records)
{
  g_return_if_fail (BELL_IS_CHAT_ITEM (self));

  take_records (self, chat, records);
  for (guint i = 1; i < G_N_ELEMENTS (props); i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
}

/**
 * bell_chat_item_get_chat:
 * @self: an item
 *
 * Returns: (transfer none): its chat
 */
const BellChat *
bell_chat_item_get_chat (BellChatItem *self)
{
  return self->chat;
}

/**
 * bell_chat_item_get_request:
 * @self: an item
 *
 * Returns: (transfer none): its request
 */
const BellRequest *
bell_chat_item_get_request (BellChatItem *self)
{
  return self->request;
}

/**
 * bell_chat_item_get_person_name:
 * @self: an item
 *
 * Returns: (transfer none): the name of the person who asked
 */
const char *
bell_chat_item_get_person_name (BellChatItem *self)
{
  return self->person_name;
}

/**
 * bell_chat_item_get_part:
 * @self: an item
 *
 * Returns: as what the viewer was told of the chat, a #BellPart, or -1 if they were not
 */
int
bell_chat_item_get_part (BellChatItem *self)
{
  return bell_chat_get_part (self->chat, self->viewer);
}

/**
 * bell_chat_item_compare:
 * @self: an item
 * @other: another
 *
 * Returns: as strcmp(): who asked first comes first
 */
int
bell_chat_item_compare (BellChatItem *self, BellChatItem *other)
{
  if (self->chat->requested_at != other->chat->requested_at)
    return self->chat->requested_at < other->chat->requested_at ? -1 : 1;

  return g_strcmp0 (self->chat->record.id, other->chat->record.id);
}

/**
 * bell_chat_get_part:
 * @chat: a chat
 * @person: the id of a person
 *
 * Returns: as what they were told of the chat, a #BellPart, or -1 if they were not
 */
int
bell_chat_get_part (const BellChat *chat, const char *person)
{
  for (guint i = 0; i < chat->told->len; i++)
    {
      const BellRecipient *recipient = chat->told->pdata[i];

      if (g_str_equal (recipient->person, person))
        return recipient->as;
    }

  return -1;
}
