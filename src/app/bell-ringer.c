/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-ringer.h"

#include "bell-chat-item.h"
#include "bell-chat-news.h"
#include "bell-format.h"

#include <glib/gi18n.h>

/* How much of a message a notification shows, in characters. */
#define EXCERPT 200

/* Rings for chat requests that tell a person, and stops when they are answered, left or ended,
 * whoever does it. A chat is in @ringing from the moment it rings until then. */
struct _BellRinger
{
  GObject            parent_instance;
  BellStore         *store;
  BellNotifications *notifications;
  GCancellable      *cancellable;
  char              *person;
  char              *in_view; /* the chat that the person is looking at */
  GHashTable        *ringing; /* chat to BellChatItem */
  BellChatNews      *news;
  GHashTable        *unread;  /* set of chats with a notification about a message */
  gboolean           summary; /* one notification stands for all that ring */
  gboolean           enabled;
  gboolean           sound;
};

G_DEFINE_FINAL_TYPE (BellRinger, bell_ringer, G_TYPE_OBJECT)

static void
show_chat (BellRinger *self, BellChatItem *item)
{
  const BellChat    *chat = bell_chat_item_get_chat (item);
  const BellRequest *request = bell_chat_item_get_request (item);
  g_autofree char   *time = bell_format_time (chat->requested_at);
  g_autofree char   *title = NULL;
  g_autofree char   *body = NULL;
  BellNotice         notice = { .id = chat->record.id, .kind = BELL_NOTICE_CHAT_REQUEST };

  /* Translators: the title of a notification; the name of a person */
  title = g_strdup_printf (_ ("%s asks to chat"), bell_chat_item_get_person_name (item));
  /* Translators: the number of a request, its title, and a time of day */
  body
      = g_strdup_printf (_ ("%s · %s\nWaiting since %s"), request->record.id, request->title, time);
  notice.title = title;
  notice.body = body;
  notice.urgent = request->priority <= BELL_PRIORITY_HIGH;
  notice.sound = self->sound;
  bell_notifications_show (self->notifications, &notice);
}

/* Coming back after being away: one notification, not one for each. It counts down in silence. */
static void
show_summary (BellRinger *self, gboolean sound)
{
  guint            n = g_hash_table_size (self->ringing);
  g_autofree char *title = NULL;
  BellNotice       notice = { .id = BELL_RINGER_SUMMARY, .kind = BELL_NOTICE_PLAIN };

  title = g_strdup_printf (
      ngettext ("%u person is waiting to chat", "%u people are waiting to chat", n), n);
  notice.title = title;
  notice.body = _ ("Open Deskbell to see who.");
  notice.urgent = TRUE;
  notice.sound = sound;
  bell_notifications_show (self->notifications, &notice);
}

static void
stop_ringing (BellRinger *self, const char *chat)
{
  if (!g_hash_table_remove (self->ringing, chat))
    return;

  bell_notifications_withdraw (self->notifications, chat);
  if (!self->summary)
    return;

  self->summary = g_hash_table_size (self->ringing) > 0;
  if (self->summary)
    show_summary (self, FALSE);
  else
    bell_notifications_withdraw (self->notifications, BELL_RINGER_SUMMARY);
}

static void
forget_unread (BellRinger *self, const char *chat)
{
  if (g_hash_table_remove (self->unread, chat))
    bell_notifications_withdraw (self->notifications, chat);
}

static gboolean
is_told (BellRinger *self, const BellChat *chat)
{
  return chat->status == BELL_CHAT_PENDING && bell_chat_get_part (chat, self->person) >= 0;
}

static guint
take_pending (BellRinger *self, GPtrArray *records)
{
  guint n_new = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const BellChat *chat = records->pdata[i];

      if (chat->record.shape != &bell_chat_shape || !is_told (self, chat)
          || bell_chat_news_is_old (self->news, chat)
          || g_hash_table_contains (self->ringing, chat->record.id))
        continue;
      g_hash_table_insert (self->ringing, g_strdup (chat->record.id),
                           bell_chat_item_new (chat, records, self->person));
      n_new++;
    }

  return n_new;
}

/* After the start, or after switching on: what waits already. */
static void
on_pending (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellRinger) self = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);

  if (records != NULL && self->enabled && take_pending (self, records) > 0)
    bell_ringer_ring_again (self);
  bell_chat_news_arrived (self->news);
}

/* A chat that was just asked for rings by itself, also while others do. */
static void
on_asked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellRinger) self = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);
  BellChat *chat;

  if (records != NULL && self->enabled && take_pending (self, records) > 0)
    {
      chat = bell_records_find (records, &bell_chat_shape, NULL);
      show_chat (self, g_hash_table_lookup (self->ringing, chat->record.id));
    }
  bell_chat_news_arrived (self->news);
}

static void
ask_pending (BellRinger *self, const char *chat, GAsyncReadyCallback callback)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_chat_pending);
  BellChatPending *call = (BellChatPending *) record;

  bell_chat_news_expect (self->news);
  call->person = g_strdup (self->person);
  call->chat = g_strdup (chat);
  bell_store_call_async (self->store, self->person, record, self->cancellable, callback,
                         g_object_ref (self));
}

static void
chat_changed (BellRinger *self, const BellChange *change)
{
  const BellChat *chat = (const BellChat *) change->now;

  if (chat == NULL)
    return;

  bell_chat_news_note (self->news, chat);
  if (chat->status != BELL_CHAT_PENDING)
    stop_ringing (self, chat->record.id);
  if (!bell_chat_is_open (chat))
    forget_unread (self, chat->record.id);
  else if (change->kind == BELL_CHANGE_ASKED && self->enabled && is_told (self, chat))
    ask_pending (self, chat->record.id, on_asked);
}

/* A message in a chat of this person's that is not in view. */

static void
show_message (BellRinger *self, const BellMessage *message, GPtrArray *records)
{
  const BellPerson *author = bell_records_find (records, &bell_person_shape, message->author);
  g_autofree char  *body = g_utf8_strlen (message->body, -1) > EXCERPT
                               ? g_utf8_substring (message->body, 0, EXCERPT)
                               : g_strdup (message->body);
  BellNotice        notice = { .id = message->chat, .kind = BELL_NOTICE_MESSAGE };

  notice.title = author != NULL ? author->name : message->author;
  notice.body = body;
  notice.sound = self->sound;
  g_hash_table_add (self->unread, g_strdup (message->chat));
  bell_notifications_show (self->notifications, &notice);
}

typedef struct
{
  BellRinger  *ringer;
  BellMessage *message;
} Arrival;

static void
on_message_chat (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Arrival *arrival = user_data;
  g_autoptr (BellRinger) self = arrival->ringer;
  g_autoptr (BellRecord) message = BELL_RECORD (arrival->message);
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);
  const BellChat *chat
      = records != NULL ? bell_records_find (records, &bell_chat_shape, NULL) : NULL;

  if (chat != NULL && self->enabled && bell_chat_is_open (chat)
      && !bell_chat_news_is_old (self->news, chat)
      && g_strcmp0 (chat->answered_by, self->person) == 0
      && g_strcmp0 (self->in_view, chat->record.id) != 0)
    show_message (self, (BellMessage *) message, records);
  bell_chat_news_arrived (self->news);
}

static void
message_changed (BellRinger *self, const BellChange *change)
{
  BellMessage *message = (BellMessage *) change->now;
  g_autoptr (BellRecord) record = NULL;
  Arrival *arrival;

  if (message == NULL || message->side != BELL_SIDE_USER || !self->enabled
      || g_strcmp0 (self->in_view, message->chat) == 0)
    return;

  bell_chat_news_expect (self->news);
  record = bell_call_new (&bell_call_chat_get);
  ((BellChatGet *) record)->chat = g_strdup (message->chat);
  arrival = g_new0 (Arrival, 1);
  arrival->ringer = g_object_ref (self);
  arrival->message = bell_record_ref (message);
  bell_store_call_async (self->store, self->person, record, self->cancellable, on_message_chat,
                         arrival);
}

static void
on_changed (BellRinger *self, BellChange *change)
{
  if (g_str_equal (change->type, bell_chat_shape.name))
    chat_changed (self, change);
  else if (g_str_equal (change->type, bell_message_shape.name))
    message_changed (self, change);
}

static void
bell_ringer_dispose (GObject *object)
{
  BellRinger *self = BELL_RINGER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->notifications != NULL)
    bell_ringer_set_enabled (self, FALSE);
  g_clear_object (&self->notifications);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bell_ringer_parent_class)->dispose (object);
}

static void
bell_ringer_finalize (GObject *object)
{
  BellRinger *self = BELL_RINGER (object);

  bell_chat_news_free (self->news);
  g_hash_table_unref (self->ringing);
  g_hash_table_unref (self->unread);
  g_object_unref (self->cancellable);
  g_free (self->in_view);
  g_free (self->person);

  G_OBJECT_CLASS (bell_ringer_parent_class)->finalize (object);
}

static void
bell_ringer_class_init (BellRingerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_ringer_dispose;
  object_class->finalize = bell_ringer_finalize;
}

static void
bell_ringer_init (BellRinger *self)
{
  self->cancellable = g_cancellable_new ();
  self->news = bell_chat_news_new ();
  self->ringing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->unread = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * bell_ringer_new:
 * @store: a desk
 * @person: the id of the agent to ring for
 * @notifications: how to ring
 *
 * Returns: (transfer full): a ringer, which is silent until it is enabled
 */
BellRinger *
bell_ringer_new (BellStore *store, const char *person, BellNotifications *notifications)
{
  BellRinger *self = g_object_new (BELL_TYPE_RINGER, NULL);

  self->store = g_object_ref (store);
  self->person = g_strdup (person);
  self->notifications = g_object_ref (notifications);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return self;
}

static void
silence_all (BellRinger *self)
{
  GHashTableIter iter;
  gpointer       chat;

  g_hash_table_iter_init (&iter, self->ringing);
  while (g_hash_table_iter_next (&iter, &chat, NULL))
    bell_notifications_withdraw (self->notifications, chat);
  g_hash_table_iter_init (&iter, self->unread);
  while (g_hash_table_iter_next (&iter, &chat, NULL))
    bell_notifications_withdraw (self->notifications, chat);
  if (self->summary)
    bell_notifications_withdraw (self->notifications, BELL_RINGER_SUMMARY);
  g_hash_table_remove_all (self->ringing);
  g_hash_table_remove_all (self->unread);
  self->summary = FALSE;
}

/**
 * bell_ringer_set_enabled:
 * @self: a ringer
 * @enabled: whether this computer shall ring
 *
 * Switches it on or off. What waits already rings when it is switched on; nothing is shown any more
 * when it is switched off.
 */
void
bell_ringer_set_enabled (BellRinger *self, gboolean enabled)
{
  g_return_if_fail (BELL_IS_RINGER (self));

  if (self->enabled == enabled)
    return;

  self->enabled = enabled;
  if (enabled)
    ask_pending (self, NULL, on_pending);
  else
    silence_all (self);
}

/**
 * bell_ringer_set_sound:
 * @self: a ringer
 * @sound: whether the notification server may make a sound
 *
 * Sets what the next notification does.
 */
void
bell_ringer_set_sound (BellRinger *self, gboolean sound)
{
  g_return_if_fail (BELL_IS_RINGER (self));

  self->sound = sound;
}

/**
 * bell_ringer_set_in_view:
 * @self: a ringer
 * @chat: (nullable): the id of the chat that the person is looking at, or %NULL for none
 *
 * Messages of the chat in view are silent; a new request always rings.
 */
void
bell_ringer_set_in_view (BellRinger *self, const char *chat)
{
  g_return_if_fail (BELL_IS_RINGER (self));

  g_set_str (&self->in_view, chat);
  if (chat != NULL)
    forget_unread (self, chat);
}

/**
 * bell_ringer_ring_again:
 * @self: a ringer
 *
 * Shows what rings: as after the notification server has come back.
 */
void
bell_ringer_ring_again (BellRinger *self)
{
  GHashTableIter iter;
  gpointer       item;

  g_return_if_fail (BELL_IS_RINGER (self));

  if (g_hash_table_size (self->ringing) > 1)
    {
      self->summary = TRUE;
      show_summary (self, self->sound);
      return;
    }

  g_hash_table_iter_init (&iter, self->ringing);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    show_chat (self, item);
}

/**
 * bell_ringer_silence:
 * @self: a ringer
 * @chat: the id of a chat
 *
 * The person has seen this request: "Not now", or the chat is open before them.
 */
void
bell_ringer_silence (BellRinger *self, const char *chat)
{
  g_return_if_fail (BELL_IS_RINGER (self));

  stop_ringing (self, chat);
}
