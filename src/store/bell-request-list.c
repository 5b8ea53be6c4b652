/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-request-list.h"

/* How many requests are loaded at a time, and how near to the end the next ones are. */
#define PAGE 100
#define NEAR 30

struct _BellRequestItem
{
  GObject      parent_instance;
  BellRequest *request;
  char        *person_name;
};

G_DEFINE_FINAL_TYPE (BellRequestItem, bell_request_item, G_TYPE_OBJECT)

static void
bell_request_item_finalize (GObject *object)
{
  BellRequestItem *self = BELL_REQUEST_ITEM (object);

  bell_record_unref (self->request);
  g_free (self->person_name);

  G_OBJECT_CLASS (bell_request_item_parent_class)->finalize (object);
}

static void
bell_request_item_class_init (BellRequestItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_request_item_finalize;
}

static void
bell_request_item_init (BellRequestItem *self)
{
}

/**
 * bell_request_item_get_request:
 * @self: an item
 *
 * Returns: (transfer none): the request
 */
const BellRequest *
bell_request_item_get_request (BellRequestItem *self)
{
  return self->request;
}

/**
 * bell_request_item_get_person_name:
 * @self: an item
 *
 * Returns: (transfer none): the name of the person who made it
 */
const char *
bell_request_item_get_person_name (BellRequestItem *self)
{
  return self->person_name;
}

struct _BellRequestList
{
  GObject          parent_instance;
  BellStore       *store;
  char            *viewer;
  BellRequestPage *wanted; /* what is looked for, and in which order */
  GPtrArray       *items;  /* BellRequestItem */
  GCancellable    *cancellable;
  gboolean         loading;
  gboolean         loaded;   /* once, at least */
  gboolean         anew;     /* what is loaded comes in the place of what is there */
  gboolean         complete; /* there are no more */
  GHashTable      *reported; /* id to BellRequest: what changed while a page was on its way */
  GHashTable      *left_out; /* ids of those of the pages that did not fit any more */
};

typedef enum
{
  PROP_LOADED = 1,
} BellRequestListProperty;
static GParamSpec *props[PROP_LOADED + 1];

static void bell_request_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BellRequestList,
                               bell_request_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bell_request_list_model_init))

static BellRequestItem *
new_item (BellRequest *request, const char *person_name)
{
  BellRequestItem *item = g_object_new (BELL_TYPE_REQUEST_ITEM, NULL);

  item->request = bell_record_ref (request);
  item->person_name = g_strdup (person_name);

  return item;
}

/* Whether all is so in the request that is looked for, but the text, which only the desk knows. */
static gboolean
fits (const BellRequestPage *wanted, const BellRequest *request)
{
  for (guint i = 0; i < wanted->record.shape->n_fields; i++)
    {
      const BellField *field = &wanted->record.shape->fields[i];
      const BellField *own = bell_shape_find_field (&bell_request_shape, field->name);
      int              value;

      if (own == NULL || own->kind != field->kind)
        continue;
      if (bell_field_is_string (field))
        {
          const char *text = bell_field_get_string (field, wanted);

          if (text != NULL && g_strcmp0 (text, bell_field_get_string (own, request)) != 0)
            return FALSE;
          continue;
        }
      value = *(const int *) G_STRUCT_MEMBER_P (wanted, field->offset);
      if (value >= 0 && value != *(const int *) G_STRUCT_MEMBER_P (request, own->offset))
        return FALSE;
    }

  return TRUE;
}

static int
find_item (BellRequestList *self, const char *request)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const BellRequestItem *item = self->items->pdata[i];

      if (g_str_equal (item->request->record.id, request))
        return (int) i;
    }

  return -1;
}

/* Whether a request of a page comes into the list: not if it has moved here from an earlier page,
 * and not if it does not fit any more. */
static gboolean
belongs (BellRequestList *self, BellRequest *request)
{
  if (!self->anew && find_item (self, request->record.id) >= 0)
    return FALSE;
  if (fits (self->wanted, request))
    return TRUE;

  g_hash_table_add (self->left_out, g_strdup (request->record.id));

  return FALSE;
}

/* Items for a page, and how many requests were in it. What was reported since it was asked for is
 * mostly newer than what it says; where it is not, a later report follows. */
static GPtrArray *
new_items (BellRequestList *self, GPtrArray *records, guint *n_requests)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  *n_requests = 0;
  for (guint i = 0; i < records->len; i++)
    {
      BellRequest      *request = records->pdata[i];
      BellRequest      *reported;
      const BellPerson *person;

      if (request->record.shape != &bell_request_shape)
        continue;
      (*n_requests)++;
      person = bell_records_find (records, &bell_person_shape, request->requested_by);
      reported = g_hash_table_lookup (self->reported, request->record.id);
      if (reported != NULL)
        request = reported;
      if (belongs (self, request))
        g_ptr_array_add (items,
                         new_item (request, person != NULL ? person->name : request->requested_by));
    }

  return items;
}

/* What was there before stays until there is something else in its place. Gives how many came. */
static guint
take (BellRequestList *self, GPtrArray *records)
{
  guint n_requests;
  g_autoptr (GPtrArray) items = new_items (self, records, &n_requests);
  guint added = items->len;
  guint kept = self->anew ? 0 : self->items->len;
  guint removed = self->items->len - kept;

  self->anew = FALSE;
  self->complete = n_requests < PAGE;
  g_ptr_array_set_size (self->items, (int) kept);
  g_ptr_array_extend_and_steal (self->items, g_steal_pointer (&items));
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, removed, added);

  return added;
}

static void load_page (BellRequestList *self);

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellRequestList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->loading = FALSE;
  if (records == NULL)
    {
      if (!g_error_matches (error, BELL_ERROR, BELL_ERROR_OFFLINE))
        g_warning ("Requests could not be loaded: %s", error->message);
      return;
    }

  if (take (self, records) == 0 && !self->complete)
    {
      load_page (self); /* all of the page was outdated */
      return;
    }
  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
    }
}

static void
load_page (BellRequestList *self)
{
  g_autoptr (BellRecord) record = NULL;
  BellRequestPage *call;

  if (self->loading || self->complete)
    return;

  self->loading = TRUE;
  g_hash_table_remove_all (self->reported);
  call = bell_record_copy (self->wanted);
  record = BELL_RECORD (call);
  call->limit = PAGE;
  if (self->items->len > 0 && !self->anew)
    {
      BellRequestItem *last = self->items->pdata[self->items->len - 1];

      call->after = g_strdup (last->request->record.id);
    }
  bell_store_call_async (self->store, self->viewer, record, self->cancellable, on_loaded,
                         g_object_ref (self));
}

static void
start_anew (BellRequestList *self)
{
  bell_store_give_up (&self->cancellable);
  self->loading = FALSE;
  self->complete = FALSE;
  self->anew = TRUE;
  g_hash_table_remove_all (self->left_out);
  load_page (self);
}

/* A view looks at an item anew only if it is another one. */
static void
replace (BellRequestList *self, guint position, BellRequest *request)
{
  BellRequestItem *item = self->items->pdata[position];

  if (fits (self->wanted, request))
    {
      self->items->pdata[position] = new_item (request, item->person_name);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
      g_object_unref (item);
      return;
    }

  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Whether a request that fits may not have fitted before: something else was looked for in a field
 * that changed. */
static gboolean
may_begin_to_fit (BellRequestList *self, const BellChange *change)
{
  const BellRequestPage *wanted = self->wanted;

  for (guint i = 0; change->details != NULL && i < wanted->record.shape->n_fields; i++)
    {
      const BellField *field = &wanted->record.shape->fields[i];
      const BellField *own = bell_shape_find_field (&bell_request_shape, field->name);

      if (own == NULL || own->kind != field->kind
          || !json_object_has_member (json_node_get_object (change->details), field->name))
        continue;
      if (bell_field_is_string (field)
              ? bell_field_get_string (field, wanted) != NULL
              : *(const int *) G_STRUCT_MEMBER_P (wanted, field->offset) >= 0)
        return TRUE;
    }

  return FALSE;
}

/* A request that is shown changes in its place; a new one comes first, where it is looked for. */
static void
on_changed (BellRequestList *self, BellChange *change)
{
  int known;

  if (!g_str_equal (change->type, bell_request_shape.name))
    return;

  if (change->kind == BELL_CHANGE_DELETED)
    start_anew (self);
  if (change->now == NULL)
    return;

  if (self->loading)
    g_hash_table_insert (self->reported, g_strdup (change->subject), bell_record_ref (change->now));
  known = find_item (self, change->subject);
  if (known >= 0)
    replace (self, (guint) known, (BellRequest *) change->now);
  else if (change->kind == BELL_CHANGE_CREATED
           || (fits (self->wanted, (BellRequest *) change->now)
               && (g_hash_table_contains (self->left_out, change->subject)
                   || may_begin_to_fit (self, change))))
    start_anew (self);
}

static GType
bell_request_list_get_item_type (GListModel *model)
{
  return BELL_TYPE_REQUEST_ITEM;
}

static guint
bell_request_list_get_n_items (GListModel *model)
{
  return BELL_REQUEST_LIST (model)->items->len;
}

/* Whoever shows the end of what is loaded gets more. */
static gpointer
bell_request_list_get_item (GListModel *model, guint position)
{
  BellRequestList *self = BELL_REQUEST_LIST (model);

  if (position + NEAR >= self->items->len)
    load_page (self);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
bell_request_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bell_request_list_get_item_type;
  iface->get_n_items = bell_request_list_get_n_items;
  iface->get_item = bell_request_list_get_item;
}

static void
bell_request_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((BellRequestListProperty) id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, BELL_REQUEST_LIST (object)->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_request_list_dispose (GObject *object)
{
  BellRequestList *self = BELL_REQUEST_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bell_request_list_parent_class)->dispose (object);
}

static void
bell_request_list_finalize (GObject *object)
{
  BellRequestList *self = BELL_REQUEST_LIST (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->reported);
  g_hash_table_unref (self->left_out);
  bell_record_unref (self->wanted);
  g_free (self->viewer);

  G_OBJECT_CLASS (bell_request_list_parent_class)->finalize (object);
}

static void
bell_request_list_class_init (BellRequestListClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bell_request_list_get_property;
  object_class->dispose = bell_request_list_dispose;
  object_class->finalize = bell_request_list_finalize;

  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bell_request_list_init (BellRequestList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, bell_record_unref);
  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

/**
 * bell_request_list_new:
 * @store: a desk
 * @viewer: the id of an agent
 * @wanted: (nullable): what to look for; %NULL for everything, the newest first
 *
 * Returns: (transfer full): a list of #BellRequestItem, which loads itself page by page as it is
 * looked at
 */
BellRequestList *
bell_request_list_new (BellStore *store, const char *viewer, const BellRequestPage *wanted)
{
  BellRequestList *self = g_object_new (BELL_TYPE_REQUEST_LIST, NULL);

  self->store = g_object_ref (store);
  self->viewer = g_strdup (viewer);
  self->wanted
      = wanted != NULL ? bell_record_copy (wanted) : bell_call_new (&bell_call_request_list);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "reloaded", G_CALLBACK (start_anew), self, G_CONNECT_SWAPPED);
  load_page (self);

  return self;
}

/**
 * bell_request_list_look_for:
 * @self: a list
 * @wanted: what to look for, and in which order
 *
 * Limits the list to what is looked for.
 */
void
bell_request_list_look_for (BellRequestList *self, const BellRequestPage *wanted)
{
  g_return_if_fail (BELL_IS_REQUEST_LIST (self));

  if (bell_record_equal (self->wanted, wanted))
    return;

  bell_record_unref (self->wanted);
  self->wanted = bell_record_copy (wanted);
  start_anew (self);
}

/**
 * bell_request_list_is_loaded:
 * @self: a list
 *
 * Returns: whether it has what the desk has, as far as it has been looked at
 */
gboolean
bell_request_list_is_loaded (BellRequestList *self)
{
  g_return_val_if_fail (BELL_IS_REQUEST_LIST (self), FALSE);

  return self->loaded;
}
