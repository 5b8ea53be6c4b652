/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-history-list.h"

/* How many changes are loaded at a time, and how near to the end the next ones are. */
#define PAGE 100
#define NEAR 30

struct _BellHistoryItem
{
  GObject     parent_instance;
  BellChange *change;
};

G_DEFINE_FINAL_TYPE (BellHistoryItem, bell_history_item, G_TYPE_OBJECT)

static void
bell_history_item_finalize (GObject *object)
{
  bell_record_unref (BELL_HISTORY_ITEM (object)->change);

  G_OBJECT_CLASS (bell_history_item_parent_class)->finalize (object);
}

static void
bell_history_item_class_init (BellHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_history_item_finalize;
}

static void
bell_history_item_init (BellHistoryItem *self)
{
}

/**
 * bell_history_item_get_change:
 * @self: an item
 *
 * Returns: (transfer none): the change
 */
const BellChange *
bell_history_item_get_change (BellHistoryItem *self)
{
  return self->change;
}

struct _BellHistoryList
{
  GObject            parent_instance;
  BellStore         *store;
  char              *viewer;
  BellRecordHistory *filter; /* a call that is filled in but for the page */
  GPtrArray         *items;  /* BellHistoryItem, newest first */
  GPtrArray         *early;  /* BellChange: reported before the first page was there */
  GCancellable      *cancellable;
  GError            *error;
  gboolean           loading;
  gboolean           loaded;   /* what is there is what is wanted */
  gboolean           complete; /* there are no more */
};

enum
{
  SIGNAL_LOADED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void bell_history_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BellHistoryList,
                               bell_history_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bell_history_list_model_init))

static BellHistoryItem *
new_item (BellChange *change)
{
  BellHistoryItem *item = g_object_new (BELL_TYPE_HISTORY_ITEM, NULL);

  item->change = bell_record_ref (change);

  return item;
}

/* What was there before stays until there is something else in its place. */
static void
take (BellHistoryList *self, GPtrArray *changes)
{
  guint kept = self->loaded ? self->items->len : 0;
  guint removed = self->items->len - kept;

  self->complete = changes->len < PAGE;
  g_ptr_array_set_size (self->items, (int) kept);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (self->items, new_item (changes->pdata[i]));
  if (removed > 0 || changes->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, removed, changes->len);
}

static void on_changed (BellHistoryList *self, BellChange *change);

static void
take_early (BellHistoryList *self)
{
  g_autoptr (GPtrArray) early = g_steal_pointer (&self->early);

  self->early = bell_record_list_new ();
  for (guint i = 0; i < early->len; i++)
    on_changed (self, early->pdata[i]);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellHistoryList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->loading = FALSE;
  g_clear_error (&self->error);
  if (changes != NULL)
    {
      take (self, changes);
      self->loaded = TRUE;
      take_early (self);
    }
  else
    {
      self->error = g_steal_pointer (&error);
      self->complete = TRUE;
    }
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static const BellChange *
change_at (BellHistoryList *self, guint position)
{
  return ((BellHistoryItem *) self->items->pdata[position])->change;
}

static void
load_page (BellHistoryList *self)
{
  g_autoptr (BellRecord) call = NULL;

  if (self->loading || self->complete || self->store == NULL)
    return;

  self->loading = TRUE;
  call = bell_record_copy (self->filter);
  ((BellRecordHistory *) call)->limit = PAGE;
  ((BellRecordHistory *) call)->before
      = self->loaded && self->items->len > 0 ? change_at (self, self->items->len - 1)->seq : 0;
  bell_store_call_async (self->store, self->viewer, call, self->cancellable, on_loaded,
                         g_object_ref (self));
}

static void
start_anew (BellHistoryList *self)
{
  bell_store_give_up (&self->cancellable);
  g_ptr_array_set_size (self->early, 0);
  self->loading = FALSE;
  self->loaded = FALSE;
  self->complete = FALSE;
  load_page (self);
}

static gboolean
is_like (const char *wanted, const char *found)
{
  return wanted == NULL || g_strcmp0 (wanted, found) == 0;
}

static gboolean
is_wanted (BellHistoryList *self, const BellChange *change)
{
  const BellRecordHistory *filter = self->filter;
  const BellShape         *shape = bell_shape_by_name (change->type);

  return change->kind <= BELL_CHANGE_DELETED && shape != NULL
         && (shape == &bell_settings_shape || bell_collection_index (shape) >= 0)
         && is_like (filter->type, change->type) && is_like (filter->subject, change->subject)
         && is_like (filter->actor, change->actor) && change->at >= filter->since
         && (filter->until == BELL_INSTANT_NONE || change->at < filter->until);
}

static void
on_changed (BellHistoryList *self, BellChange *change)
{
  if (!is_wanted (self, change))
    return;

  if (!self->loaded)
    {
      g_ptr_array_add (self->early, bell_record_ref (change));
      return;
    }

  if (self->items->len > 0 && change->seq <= change_at (self, 0)->seq)
    return;

  g_ptr_array_insert (self->items, 0, new_item (change));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static GType
bell_history_list_get_item_type (GListModel *model)
{
  return BELL_TYPE_HISTORY_ITEM;
}

static guint
bell_history_list_get_n_items (GListModel *model)
{
  return BELL_HISTORY_LIST (model)->items->len;
}

/* Whoever shows the end of what is loaded gets more. */
static gpointer
bell_history_list_get_item (GListModel *model, guint position)
{
  BellHistoryList *self = BELL_HISTORY_LIST (model);

  if (self->loaded && position + NEAR >= self->items->len)
    load_page (self);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
bell_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bell_history_list_get_item_type;
  iface->get_n_items = bell_history_list_get_n_items;
  iface->get_item = bell_history_list_get_item;
}

static void
bell_history_list_dispose (GObject *object)
{
  BellHistoryList *self = BELL_HISTORY_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bell_history_list_parent_class)->dispose (object);
}

static void
bell_history_list_finalize (GObject *object)
{
  BellHistoryList *self = BELL_HISTORY_LIST (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->early);
  bell_record_unref (self->filter);
  g_clear_error (&self->error);
  g_free (self->viewer);

  G_OBJECT_CLASS (bell_history_list_parent_class)->finalize (object);
}

static void
bell_history_list_class_init (BellHistoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_history_list_dispose;
  object_class->finalize = bell_history_list_finalize;

  /* A page is there, or could not be had. */
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", BELL_TYPE_HISTORY_LIST, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_history_list_init (BellHistoryList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->early = bell_record_list_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * bell_history_list_new:
 * @store: a desk
 * @viewer: the id of an administrator
 *
 * Returns: (transfer full): a list of #BellHistoryItem, newest first, which loads itself page by
 * page as it is looked at, once it has a filter
 */
BellHistoryList *
bell_history_list_new (BellStore *store, const char *viewer)
{
  BellHistoryList *self = g_object_new (BELL_TYPE_HISTORY_LIST, NULL);

  self->store = g_object_ref (store);
  self->viewer = g_strdup (viewer);
  self->filter = bell_call_new (&bell_call_record_history);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "reloaded", G_CALLBACK (start_anew), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * bell_history_list_set_filter:
 * @self: a list
 * @filter: which changes are wanted; how many of them, and before which, does not matter
 *
 * Loads other changes.
 */
void
bell_history_list_set_filter (BellHistoryList *self, BellRecordHistory *filter)
{
  BellRecordHistory *copy = bell_record_copy (filter);

  g_return_if_fail (BELL_IS_HISTORY_LIST (self));

  copy->edits = TRUE;
  bell_record_unref (self->filter);
  self->filter = copy;
  start_anew (self);
}

/**
 * bell_history_list_is_loaded:
 * @self: a list
 *
 * Returns: whether it has what the desk has, as far as it has been looked at
 */
gboolean
bell_history_list_is_loaded (BellHistoryList *self)
{
  g_return_val_if_fail (BELL_IS_HISTORY_LIST (self), FALSE);

  return self->loaded;
}

/**
 * bell_history_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the last page could not be had
 */
const GError *
bell_history_list_get_error (BellHistoryList *self)
{
  g_return_val_if_fail (BELL_IS_HISTORY_LIST (self), NULL);

  return self->error;
}
