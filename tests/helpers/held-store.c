/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "held-store.h"

#include "test-store.h"

struct _HeldStore
{
  GObject          parent_instance;
  BellStore       *store;
  const BellShape *held; /* the call whose next answer is kept back */
  GTask           *task; /* whom that answer is for */
  GPtrArray       *answer;
  gboolean         silent;  /* nothing is reported */
  guint            n_asked; /* questions that are not answered yet */
};

static void held_store_store_init (BellStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeldStore,
                               held_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BELL_TYPE_STORE, held_store_store_init))

static void
on_answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HeldStore *self = g_task_get_source_object (task);
  GError    *error = NULL;
  g_autoptr (GPtrArray) answer = bell_store_call_finish (BELL_STORE (object), result, &error);

  self->n_asked--;
  if (task == self->task)
    g_assert_no_error (error);
  if (task == self->task)
    self->answer = g_steal_pointer (&answer);
  else if (answer != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
held_store_call_async (BellStore          *store,
                       const char         *actor,
                       gpointer            call,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  HeldStore *self = HELD_STORE (store);
  GTask     *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, held_store_call_async);
  self->n_asked++;
  if (BELL_RECORD (call)->shape == self->held)
    {
      self->held = NULL;
      self->task = g_object_ref (task);
    }
  bell_store_call_async (self->store, actor, call, cancellable, on_answered, task);
}

static GPtrArray *
held_store_call_finish (BellStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
held_store_store_init (BellStoreInterface *iface)
{
  iface->call_async = held_store_call_async;
  iface->call_finish = held_store_call_finish;
}

static void
held_store_dispose (GObject *object)
{
  HeldStore *self = HELD_STORE (object);

  g_assert_null (self->task);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (held_store_parent_class)->dispose (object);
}

static void
held_store_class_init (HeldStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = held_store_dispose;
}

static void
held_store_init (HeldStore *self)
{
}

static void
on_changed (HeldStore *self, BellChange *change)
{
  if (!self->silent)
    bell_store_emit_changed (BELL_STORE (self), change);
}

/* Gives a desk whose answers are those of the store, which is to be closed by whoever opened it. */
HeldStore *
held_store_new (BellStore *store)
{
  HeldStore *self = g_object_new (HELD_TYPE_STORE, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return self;
}

/* Keeps back the answer to the next call of this kind. */
void
held_store_hold (HeldStore *self, const BellCallType *call)
{
  g_assert_null (self->task);
  self->held = &call->shape;
}

static gboolean
has_answer (gpointer data)
{
  return ((HeldStore *) data)->answer != NULL;
}

/* Waits until the desk has given the answer that is kept back. */
void
held_store_wait (HeldStore *self)
{
  test_wait (has_answer, self, "the answer that is kept back");
}

static gboolean
is_completed (gpointer data)
{
  return g_task_get_completed (data);
}

/* Gives the answer to whom it is for, and waits until it has been taken. */
void
held_store_release (HeldStore *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_task_return_pointer (task, g_steal_pointer (&self->answer), (GDestroyNotify) g_ptr_array_unref);
  test_wait (is_completed, task, "the answer to be taken");
}

static gboolean
is_idle (gpointer data)
{
  return ((HeldStore *) data)->n_asked == 0;
}

/* Waits until everything that was asked has been answered, and has led to no other question. */
void
held_store_wait_idle (HeldStore *self)
{
  test_wait (is_idle, self, "all answers");
}

/* Whether what changes is not reported; that is lost then. */
void
held_store_set_silent (HeldStore *self, gboolean silent)
{
  self->silent = silent;
}
