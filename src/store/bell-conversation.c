/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-conversation-private.h"

G_DEFINE_FINAL_TYPE (BellConversation, bell_conversation, G_TYPE_OBJECT)

typedef enum
{
  PROP_CHANGED = 1,
  PROP_DRAFT,
} BellConversationProperty;
static GParamSpec *props[PROP_DRAFT + 1];

static guint signals[BELL_CONVERSATION_N_SIGNALS];

/**
 * bell_conversation_notify_changed:
 * @self: a conversation
 *
 * Says that something about it is another than before.
 */
void
bell_conversation_notify_changed (BellConversation *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHANGED]);
}

/**
 * bell_conversation_emit:
 * @self: a conversation
 * @signal: which of its signals
 * @item: (nullable): the message it is about
 * @error: (nullable): what went wrong
 *
 * Emits a signal.
 */
void
bell_conversation_emit (BellConversation      *self,
                        BellConversationSignal signal,
                        BellMessageItem       *item,
                        const GError          *error)
{
  g_signal_emit (self, signals[signal], 0, item, error);
}

static void
bell_conversation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellConversation *self = BELL_CONVERSATION (object);

  switch ((BellConversationProperty) id)
    {
    case PROP_CHANGED:
      g_value_set_boolean (value, self->chat != NULL && self->messages_loaded);
      break;
    case PROP_DRAFT:
      g_value_set_string (value, self->draft);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_conversation_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((BellConversationProperty) id)
    {
    case PROP_DRAFT:
      bell_conversation_set_draft (BELL_CONVERSATION (object), g_value_get_string (value));
      break;
    case PROP_CHANGED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_conversation_dispose (GObject *object)
{
  BellConversation *self = BELL_CONVERSATION (object);

  if (self->store != NULL)
    bell_conversation_set_looking (self, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->lookers_timer, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bell_conversation_parent_class)->dispose (object);
}

static void
bell_conversation_finalize (GObject *object)
{
  BellConversation *self = BELL_CONVERSATION (object);

  g_clear_pointer (&self->chat, bell_record_unref);
  g_clear_pointer (&self->request, bell_record_unref);
  g_clear_pointer (&self->person, bell_record_unref);
  g_hash_table_unref (self->names);
  g_object_unref (self->messages);
  g_ptr_array_unref (self->lookers);
  g_object_unref (self->cancellable);
  g_free (self->expected);
  g_free (self->draft);
  g_free (self->viewer);
  g_free (self->id);

  G_OBJECT_CLASS (bell_conversation_parent_class)->finalize (object);
}

static void
bell_conversation_class_init (BellConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bell_conversation_get_property;
  object_class->set_property = bell_conversation_set_property;
  object_class->dispose = bell_conversation_dispose;
  object_class->finalize = bell_conversation_finalize;

  /* Notified whenever the chat, its request or who looks at it is another than before. */
  props[PROP_CHANGED]
      = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_DRAFT]
      = g_param_spec_string ("draft", NULL, NULL, "",
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /* Each with the message it is about and what went wrong, where there is such a thing: a message
   * of somebody else has come; a message was refused, as another agent has answered; something
   * failed. */
  signals[BELL_CONVERSATION_SIGNAL_ARRIVED]
      = g_signal_new ("arrived", BELL_TYPE_CONVERSATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, BELL_TYPE_MESSAGE_ITEM, G_TYPE_ERROR);
  signals[BELL_CONVERSATION_SIGNAL_REFUSED]
      = g_signal_new ("refused", BELL_TYPE_CONVERSATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, BELL_TYPE_MESSAGE_ITEM, G_TYPE_ERROR);
  signals[BELL_CONVERSATION_SIGNAL_FAILED]
      = g_signal_new ("failed", BELL_TYPE_CONVERSATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, BELL_TYPE_MESSAGE_ITEM, G_TYPE_ERROR);
}

static void
bell_conversation_init (BellConversation *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->messages = bell_message_list_new ();
  self->lookers = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  self->draft = g_strdup ("");
}

/**
 * bell_conversation_new:
 * @store: a desk
 * @viewer: the id of the agent who has it open
 * @chat: the id of a chat
 *
 * Returns: (transfer full): the chat with its messages, which loads and follows by itself
 */
BellConversation *
bell_conversation_new (BellStore *store, const char *viewer, const char *chat)
{
  BellConversation *self = g_object_new (BELL_TYPE_CONVERSATION, NULL);

  self->store = g_object_ref (store);
  self->viewer = g_strdup (viewer);
  self->id = g_strdup (chat);
  g_signal_connect_object (store, "changed", G_CALLBACK (bell_conversation_on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "reloaded", G_CALLBACK (bell_conversation_on_reloaded), self,
                           G_CONNECT_SWAPPED);
  bell_conversation_load_chat (self);
  bell_conversation_load_messages (self, 0, 0);

  return self;
}

/**
 * bell_conversation_get_store:
 * @self: a conversation
 *
 * Returns: (transfer none): the desk
 */
BellStore *
bell_conversation_get_store (BellConversation *self)
{
  return self->store;
}

/**
 * bell_conversation_get_id:
 * @self: a conversation
 *
 * Returns: (transfer none): the id of the chat
 */
const char *
bell_conversation_get_id (BellConversation *self)
{
  return self->id;
}

/**
 * bell_conversation_get_chat:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): the chat as it is now, or %NULL while it is loaded
 */
const BellChat *
bell_conversation_get_chat (BellConversation *self)
{
  return self->chat;
}

/**
 * bell_conversation_get_request:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): the request as it is now, or %NULL while it is loaded
 */
const BellRequest *
bell_conversation_get_request (BellConversation *self)
{
  return self->request;
}

/**
 * bell_conversation_get_person:
 * @self: a conversation
 *
 * Returns: (transfer none) (nullable): who asked, or %NULL while it is loaded
 */
const BellPerson *
bell_conversation_get_person (BellConversation *self)
{
  return self->person;
}

/**
 * bell_conversation_get_name:
 * @self: a conversation
 * @person: (nullable): the id of a person
 *
 * Returns: (transfer none): what they are called, their id as long as that is not known
 */
const char *
bell_conversation_get_name (BellConversation *self, const char *person)
{
  const char *name = person != NULL ? g_hash_table_lookup (self->names, person) : NULL;

  if (name != NULL)
    return name;

  return person != NULL ? person : "";
}

/**
 * bell_conversation_get_messages:
 * @self: a conversation
 *
 * Returns: (transfer none): a list of #BellMessageItem
 */
GListModel *
bell_conversation_get_messages (BellConversation *self)
{
  return G_LIST_MODEL (self->messages);
}

/**
 * bell_conversation_get_draft:
 * @self: a conversation
 *
 * Returns: (transfer none): what is typed and not sent
 */
const char *
bell_conversation_get_draft (BellConversation *self)
{
  return self->draft;
}

/**
 * bell_conversation_set_draft:
 * @self: a conversation
 * @draft: what is typed and not sent
 *
 * Keeps a draft with its chat.
 */
void
bell_conversation_set_draft (BellConversation *self, const char *draft)
{
  g_return_if_fail (BELL_IS_CONVERSATION (self));

  if (g_set_str (&self->draft, draft))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DRAFT]);
}

/**
 * bell_conversation_dup_lookers:
 * @self: a conversation
 *
 * Returns: (transfer full): the names of the other agents who look at the chat
 */
char **
bell_conversation_dup_lookers (BellConversation *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->lookers->len; i++)
    g_strv_builder_add (names, self->lookers->pdata[i]);

  return g_strv_builder_end (names);
}

/**
 * bell_conversation_has_earlier:
 * @self: a conversation
 *
 * Returns: whether there are messages before those that are loaded
 */
gboolean
bell_conversation_has_earlier (BellConversation *self)
{
  return bell_message_list_get_first (self->messages) > 1;
}

/**
 * bell_conversation_load_earlier:
 * @self: a conversation
 *
 * Loads some of the messages before those that are loaded.
 */
void
bell_conversation_load_earlier (BellConversation *self)
{
  g_return_if_fail (BELL_IS_CONVERSATION (self));

  if (bell_conversation_has_earlier (self) && !self->loading_messages)
    bell_conversation_load_messages (self, 0, bell_message_list_get_first (self->messages));
}
