/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-message-list.h"

struct _BellMessageList
{
  GObject    parent_instance;
  GPtrArray *items;  /* what the desk has, by position; then what is on its way, as it was sent */
  guint      n_sent; /* how many of them the desk has */
  gint64     first;  /* the position from which on all were loaded, 0 before any were */
};

static void bell_message_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BellMessageList,
                               bell_message_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bell_message_list_model_init))

static GType
bell_message_list_get_item_type (GListModel *model)
{
  return BELL_TYPE_MESSAGE_ITEM;
}

static guint
bell_message_list_get_n_items (GListModel *model)
{
  return BELL_MESSAGE_LIST (model)->items->len;
}

static gpointer
bell_message_list_get_item (GListModel *model, guint position)
{
  BellMessageList *self = BELL_MESSAGE_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
bell_message_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bell_message_list_get_item_type;
  iface->get_n_items = bell_message_list_get_n_items;
  iface->get_item = bell_message_list_get_item;
}

static void
bell_message_list_finalize (GObject *object)
{
  BellMessageList *self = BELL_MESSAGE_LIST (object);

  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (bell_message_list_parent_class)->finalize (object);
}

static void
bell_message_list_class_init (BellMessageListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_message_list_finalize;
}

static void
bell_message_list_init (BellMessageList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * bell_message_list_new:
 *
 * Returns: (transfer full): a list of #BellMessageItem without any
 */
BellMessageList *
bell_message_list_new (void)
{
  return g_object_new (BELL_TYPE_MESSAGE_LIST, NULL);
}

/* Where one message begins a group may be another place after one came or went before it. */
static void
regroup (BellMessageList *self, guint position)
{
  if (position < self->items->len)
    bell_message_item_follow (self->items->pdata[position],
                              position > 0 ? self->items->pdata[position - 1] : NULL);
}

static void
insert (BellMessageList *self, guint position, BellMessageItem *item)
{
  g_ptr_array_insert (self->items, (int) position, item);
  regroup (self, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  regroup (self, position + 1);
}

static void
remove_at (BellMessageList *self, guint position)
{
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  regroup (self, position);
}

static gint64
position_at (BellMessageList *self, guint index)
{
  return bell_message_item_get_message (self->items->pdata[index])->position;
}

static int
index_of (BellMessageList *self, const char *id)
{
  for (guint i = self->items->len; i > 0; i--)
    if (g_str_equal (bell_message_item_get_message (self->items->pdata[i - 1])->record.id, id))
      return (int) i - 1;

  return -1;
}

/* The place among what the desk has, from the end, as new ones come there. */
static guint
place_of (BellMessageList *self, gint64 position)
{
  guint place = self->n_sent;

  while (place > 0 && position_at (self, place - 1) > position)
    place--;

  return place;
}

/* What was on its way has arrived: it goes where the desk has put it, mostly where it is. */
static void
arrive (BellMessageList *self, guint index, const BellMessage *message)
{
  g_autoptr (BellMessageItem) item = g_object_ref (self->items->pdata[index]);
  guint place = place_of (self, message->position);

  bell_message_item_set_message (item, message);
  bell_message_item_set_state (item, BELL_MESSAGE_SENT);
  self->n_sent++;
  if (place == index)
    {
      regroup (self, index);
      regroup (self, index + 1);
      return;
    }

  remove_at (self, index);
  insert (self, place, g_steal_pointer (&item));
}

/**
 * bell_message_list_put:
 * @self: a list
 * @message: a message that the desk has
 * @author_name: the name of its author
 *
 * Puts a message in its place, once.
 *
 * Returns: whether it was not there yet, not even on its way
 */
gboolean
bell_message_list_put (BellMessageList *self, const BellMessage *message, const char *author_name)
{
  int known;

  g_return_val_if_fail (BELL_IS_MESSAGE_LIST (self), FALSE);

  known = index_of (self, message->record.id);
  if (known >= 0)
    {
      if (known >= (int) self->n_sent)
        arrive (self, (guint) known, message);
      return FALSE;
    }

  insert (self, place_of (self, message->position),
          bell_message_item_new (message, author_name, BELL_MESSAGE_SENT));
  self->n_sent++;

  return TRUE;
}

/**
 * bell_message_list_add_own:
 * @self: a list
 * @message: a message that is being sent
 * @author_name: the name of its author
 *
 * Adds a message after all others, until the desk has it.
 *
 * Returns: (transfer none): its item
 */
BellMessageItem *
bell_message_list_add_own (BellMessageList   *self,
                           const BellMessage *message,
                           const char        *author_name)
{
  BellMessageItem *item;

  g_return_val_if_fail (BELL_IS_MESSAGE_LIST (self), NULL);

  item = bell_message_item_new (message, author_name, BELL_MESSAGE_SENDING);
  insert (self, self->items->len, item);

  return item;
}

/**
 * bell_message_list_remove:
 * @self: a list
 * @id: the id of a message that the desk does not have
 *
 * Takes it out.
 */
void
bell_message_list_remove (BellMessageList *self, const char *id)
{
  int known;

  g_return_if_fail (BELL_IS_MESSAGE_LIST (self));

  known = index_of (self, id);
  if (known >= (int) self->n_sent)
    remove_at (self, (guint) known);
}

/**
 * bell_message_list_find:
 * @self: a list
 * @id: the id of a message
 *
 * Returns: (transfer none) (nullable): its item, or %NULL if it is not there
 */
BellMessageItem *
bell_message_list_find (BellMessageList *self, const char *id)
{
  int known;

  g_return_val_if_fail (BELL_IS_MESSAGE_LIST (self), NULL);

  known = index_of (self, id);

  return known >= 0 ? self->items->pdata[known] : NULL;
}

/**
 * bell_message_list_has_unsent:
 * @self: a list
 *
 * Returns: whether there are messages that the desk does not have
 */
gboolean
bell_message_list_has_unsent (BellMessageList *self)
{
  g_return_val_if_fail (BELL_IS_MESSAGE_LIST (self), FALSE);

  return self->items->len > self->n_sent;
}

/**
 * bell_message_list_begin_at:
 * @self: a list
 * @position: a position
 *
 * Says that all messages from this position on were loaded, as far as there were any.
 */
void
bell_message_list_begin_at (BellMessageList *self, gint64 position)
{
  g_return_if_fail (BELL_IS_MESSAGE_LIST (self));

  self->first = position;
}

/**
 * bell_message_list_get_first:
 * @self: a list
 *
 * Returns: the position from which on all messages were loaded, 0 before any were
 */
gint64
bell_message_list_get_first (BellMessageList *self)
{
  g_return_val_if_fail (BELL_IS_MESSAGE_LIST (self), 0);

  return self->first;
}

/* The last of those that follow each other without a hole, from the first position on; -1: none. */
static int
last_following (BellMessageList *self)
{
  gint64 next = self->first;
  int    last = -1;

  if (self->n_sent == 0 || self->first == 0)
    return -1;
  if (position_at (self, 0) == self->first
      && position_at (self, self->n_sent - 1) == self->first + self->n_sent - 1)
    return (int) self->n_sent - 1;

  for (guint i = 0; i < self->n_sent; i++)
    if (position_at (self, i) == next)
      {
        last = (int) i;
        next++;
      }

  return last;
}

/**
 * bell_message_list_get_last:
 * @self: a list
 *
 * Returns: the position up to which all messages are here, from bell_message_list_get_first() on; 0
 *   if there are none
 */
gint64
bell_message_list_get_last (BellMessageList *self)
{
  int last;

  g_return_val_if_fail (BELL_IS_MESSAGE_LIST (self), 0);

  last = last_following (self);

  return last >= 0 ? position_at (self, (guint) last) : MAX (self->first - 1, 0);
}

/**
 * bell_message_list_get_last_id:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the id of the message at bell_message_list_get_last(), %NULL
 *   if it is not here
 */
const char *
bell_message_list_get_last_id (BellMessageList *self)
{
  int last;

  g_return_val_if_fail (BELL_IS_MESSAGE_LIST (self), NULL);

  last = last_following (self);

  return last >= 0 ? bell_message_item_get_message (self->items->pdata[last])->record.id : NULL;
}

/**
 * bell_message_list_forget:
 * @self: a list
 *
 * Takes out all messages that the desk had. Those that are on their way stay.
 */
void
bell_message_list_forget (BellMessageList *self)
{
  guint n = self->n_sent;

  g_return_if_fail (BELL_IS_MESSAGE_LIST (self));

  self->first = 0;
  if (n == 0)
    return;

  self->n_sent = 0;
  g_ptr_array_remove_range (self->items, 0, n);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  regroup (self, 0);
}

/**
 * bell_message_list_set_name:
 * @self: a list
 * @author: the id of a person
 * @name: their name
 *
 * Names the author of messages whose name was not known when they came.
 */
void
bell_message_list_set_name (BellMessageList *self, const char *author, const char *name)
{
  g_return_if_fail (BELL_IS_MESSAGE_LIST (self));

  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (bell_message_item_get_message (self->items->pdata[i])->author, author) == 0)
      bell_message_item_set_author_name (self->items->pdata[i], name);
}
