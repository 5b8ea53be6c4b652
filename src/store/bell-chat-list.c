/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-list.h"

#include "bell-chat-news.h"

#include <string.h>

struct _BellChatList
{
  GObject          parent_instance;
  BellStore       *store;
  char            *person;
  BellChatListKind kind;
  GPtrArray       *items; /* BellChatItem, oldest first */
  BellChatNews    *news;
  GCancellable    *cancellable;
  gboolean         loaded;
  gboolean         loading;
  gboolean         load_again;
  guint            n_loads; /* how often all were asked for */
  guint            mark;    /* of the news, when they were the last time */
  GHashTable      *checks;  /* chat to the Check of it that is on its way */
};

typedef enum
{
  PROP_LOADED = 1,
  PROP_N_ITEMS,
} BellChatListProperty;
static GParamSpec *props[PROP_N_ITEMS + 1];

static void bell_chat_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BellChatList,
                               bell_chat_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bell_chat_list_model_init))

static void
items_changed (BellChatList *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

static int
find_item (BellChatList *self, const char *chat)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (bell_chat_item_get_chat (self->items->pdata[i])->record.id, chat))
      return (int) i;

  return -1;
}

static void
remove_at (BellChatList *self, guint position)
{
  g_ptr_array_remove_index (self->items, position);
  items_changed (self, position, 1, 0);
}

/* Puts a chat in its place, or takes over what is new of it. */
static void
put_chat (BellChatList *self, const BellChat *chat, GPtrArray *records)
{
  int           known = find_item (self, chat->record.id);
  BellChatItem *item;
  guint         position = 0;

  if (known >= 0)
    {
      bell_chat_item_update (self->items->pdata[known], chat, records);
      return;
    }

  item = bell_chat_item_new (chat, records, self->person);
  while (position < self->items->len
         && bell_chat_item_compare (self->items->pdata[position], item) < 0)
    position++;
  g_ptr_array_insert (self->items, (int) position, item);
  items_changed (self, position, 0, 1);
}

static void
put_all (BellChatList *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_chat_shape
        && !bell_chat_news_is_old (self->news, records->pdata[i]))
      put_chat (self, records->pdata[i], records);
}

static void
remove_others (BellChatList *self, GPtrArray *records)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      const BellChat *chat = bell_chat_item_get_chat (self->items->pdata[i - 1]);

      if (bell_records_find (records, &bell_chat_shape, chat->record.id) == NULL
          && !bell_chat_news_has (self->news, chat->record.id, self->mark))
        remove_at (self, i - 1);
    }
}

static void load (BellChatList *self);

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellChatList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  self->loading = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, BELL_ERROR, BELL_ERROR_OFFLINE))
    {
      bell_chat_news_arrived (self->news);
      if (self->load_again && !g_cancellable_is_cancelled (self->cancellable))
        load (self);
      return;
    }

  if (records == NULL)
    {
      g_warning ("A list of chats could not be loaded: %s", error->message);
    }
  else
    {
      remove_others (self, records);
      put_all (self, records);
    }
  bell_chat_news_arrived (self->news);

  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
    }
  if (self->load_again)
    load (self);
}

static gpointer
new_call (BellChatList *self, const char *chat)
{
  BellChatPending *pending;
  BellChatMine    *mine;

  if (self->kind == BELL_CHAT_LIST_MINE)
    {
      mine = bell_call_new (&bell_call_chat_mine);
      mine->person = g_strdup (self->person);
      return mine;
    }

  pending = bell_call_new (&bell_call_chat_pending);
  pending->person = g_strdup (self->person);
  pending->chat = g_strdup (chat);

  return pending;
}

static void
load (BellChatList *self)
{
  g_autoptr (BellRecord) call = NULL;

  self->load_again = self->loading;
  if (self->loading)
    return;

  self->loading = TRUE;
  self->n_loads++;
  self->mark = bell_chat_news_mark (self->news);
  bell_chat_news_expect (self->news);
  call = new_call (self, NULL);
  bell_store_call_async (self->store, self->person, call, self->cancellable, on_loaded,
                         g_object_ref (self));
}

/* One chat that may have come or gone. */
typedef struct
{
  BellChatList *list;
  char         *chat;
  guint         n_loads; /* when it was asked for */
  gboolean      again;   /* something was reported of it since */
} Check;

static void
check_free (Check *check)
{
  g_object_unref (check->list);
  g_free (check->chat);
  g_free (check);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

static void check_chat (BellChatList *self, const char *chat);

static void
take_checked (BellChatList *self, const Check *check, GPtrArray *records)
{
  int known = find_item (self, check->chat);

  if (bell_records_find (records, &bell_chat_shape, check->chat) != NULL)
    put_all (self, records);
  else if (known >= 0)
    remove_at (self, (guint) known);
}

/* Answers do not come in the order of the questions: after all were asked for, what was asked
 * before that may be outdated, and all are asked for once more. */
static void
on_checked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);
  BellChatList *self = check->list;

  g_hash_table_remove (self->checks, check->chat);
  if (records != NULL && check->n_loads != self->n_loads)
    load (self);
  else if (records != NULL && check->again)
    check_chat (self, check->chat);
  else if (records != NULL)
    take_checked (self, check, records);
  bell_chat_news_arrived (self->news);
}

static void
check_chat (BellChatList *self, const char *chat)
{
  g_autoptr (BellRecord) call = NULL;
  Check *check = g_hash_table_lookup (self->checks, chat);

  if (check != NULL)
    {
      check->again = TRUE;
      return;
    }

  bell_chat_news_expect (self->news);
  check = g_new0 (Check, 1);
  check->list = g_object_ref (self);
  check->chat = g_strdup (chat);
  check->n_loads = self->n_loads;
  g_hash_table_insert (self->checks, check->chat, check);
  call = new_call (self, chat);
  bell_store_call_async (self->store, self->person, call, self->cancellable, on_checked, check);
}

/* A chat that is over leaves at once, without asking. */
static void
chat_changed (BellChatList *self, const BellChange *change)
{
  const BellChat *chat = (const BellChat *) change->now;
  int             known = find_item (self, change->subject);
  gboolean        may_belong;

  if (chat == NULL || change->kind == BELL_CHANGE_LOOKED)
    return;

  bell_chat_news_note (self->news, chat);
  may_belong
      = self->kind == BELL_CHAT_LIST_PENDING
            ? chat->status == BELL_CHAT_PENDING
            : chat->status == BELL_CHAT_ACTIVE && g_strcmp0 (chat->answered_by, self->person) == 0;
  if (may_belong)
    check_chat (self, change->subject);
  else if (known >= 0)
    remove_at (self, (guint) known);
}

/* Asking for a chat touches the request, too; who is concerned does not follow from that. */
static gboolean
is_relevant (const BellChange *change)
{
  JsonObject *details;

  if (!g_str_equal (change->type, bell_request_shape.name) || change->details == NULL)
    return bell_shape_by_name (change->type) != NULL
           && bell_collection_index (bell_shape_by_name (change->type)) >= 0;

  details = json_node_get_object (change->details);

  return change->kind == BELL_CHANGE_UPDATED
         && !(json_object_get_size (details) == 1
              && json_object_has_member (details, "chat_asked_at"));
}

static void
on_changed (BellChatList *self, BellChange *change)
{
  if (g_str_equal (change->type, bell_chat_shape.name))
    chat_changed (self, change);
  else if (is_relevant (change))
    load (self);
}

static GType
bell_chat_list_get_item_type (GListModel *model)
{
  return BELL_TYPE_CHAT_ITEM;
}

static guint
bell_chat_list_get_n_items (GListModel *model)
{
  return BELL_CHAT_LIST (model)->items->len;
}

static gpointer
bell_chat_list_get_item (GListModel *model, guint position)
{
  BellChatList *self = BELL_CHAT_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
bell_chat_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bell_chat_list_get_item_type;
  iface->get_n_items = bell_chat_list_get_n_items;
  iface->get_item = bell_chat_list_get_item;
}

static void
bell_chat_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellChatList *self = BELL_CHAT_LIST (object);

  switch ((BellChatListProperty) id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->items->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_chat_list_dispose (GObject *object)
{
  BellChatList *self = BELL_CHAT_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bell_chat_list_parent_class)->dispose (object);
}

static void
bell_chat_list_finalize (GObject *object)
{
  BellChatList *self = BELL_CHAT_LIST (object);

  g_object_unref (self->cancellable);
  bell_chat_news_free (self->news);
  g_hash_table_unref (self->checks);
  g_ptr_array_unref (self->items);
  g_free (self->person);

  G_OBJECT_CLASS (bell_chat_list_parent_class)->finalize (object);
}

static void
bell_chat_list_class_init (BellChatListClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bell_chat_list_get_property;
  object_class->dispose = bell_chat_list_dispose;
  object_class->finalize = bell_chat_list_finalize;

  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bell_chat_list_init (BellChatList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->news = bell_chat_news_new ();
  self->checks = g_hash_table_new (g_str_hash, g_str_equal);
  self->cancellable = g_cancellable_new ();
}

/**
 * bell_chat_list_new:
 * @store: a desk
 * @person: whose list it is
 * @kind: which chats it holds
 *
 * Returns: (transfer full): a list of #BellChatItem that fills itself, and changes by itself
 */
BellChatList *
bell_chat_list_new (BellStore *store, const char *person, BellChatListKind kind)
{
  BellChatList *self = g_object_new (BELL_TYPE_CHAT_LIST, NULL);

  self->store = g_object_ref (store);
  self->person = g_strdup (person);
  self->kind = kind;
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "reloaded", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return self;
}

/**
 * bell_chat_list_is_loaded:
 * @self: a list
 *
 * Returns: whether it has what the desk has
 */
gboolean
bell_chat_list_is_loaded (BellChatList *self)
{
  g_return_val_if_fail (BELL_IS_CHAT_LIST (self), FALSE);

  return self->loaded;
}
