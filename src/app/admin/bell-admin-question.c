/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-question.h"

/* After how long it is said that the desk is being asked, and the longest that a timer waits. */
#define SLOW_MS     500
#define LONGEST_MS  (6 * 3600 * 1000)
#define US_PER_MS   1000
#define ROUND_UP_MS 50

struct _BellAdminQuestion
{
  GObject       parent_instance;
  BellSession  *session;
  GtkWidget    *widget; /* that shows the answer, and owns the question */
  GSignalGroup *store;
  BellRecord   *call;
  GCancellable *cancellable; /* of what is asked now */
  BellInstant   due;         /* when the answer becomes another one by itself */
  guint         due_timer;
  guint         slow_timer;
  gboolean      slow;
  gboolean      stale;
  gboolean      answered; /* what is asked was answered once */
};

G_DEFINE_FINAL_TYPE (BellAdminQuestion, bell_admin_question, G_TYPE_OBJECT)

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_SLOW_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
set_slow (BellAdminQuestion *self, gboolean slow)
{
  g_clear_handle_id (&self->slow_timer, g_source_remove);
  if (self->slow == slow)
    return;

  self->slow = slow;
  g_signal_emit (self, signals[SIGNAL_SLOW_CHANGED], 0);
}

static void
on_slow (gpointer user_data)
{
  BellAdminQuestion *self = user_data;

  self->slow_timer = 0;
  set_slow (self, TRUE);
}

static void
forget (BellAdminQuestion *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->due_timer, g_source_remove);
  self->due = BELL_INSTANT_NONE;
}

static void
on_answer (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminQuestion) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  set_slow (self, FALSE);
  /* What is known stays while there is no line; when it is back, it is asked again. */
  if (self->answered && g_error_matches (error, BELL_ERROR, BELL_ERROR_OFFLINE))
    return;

  self->answered = records != NULL;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, records, error);
}

/* Nobody looks at what is not shown: it is asked when it is. */
static void
ask (BellAdminQuestion *self)
{
  BellStore *store = bell_session_get_store (self->session);
  g_autoptr (BellRecord) call = NULL;

  self->stale = TRUE;
  if (self->widget == NULL || !gtk_widget_get_mapped (self->widget) || store == NULL
      || self->call == NULL || bell_session_get_directory (self->session) == NULL)
    return;

  forget (self);
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  if (self->slow_timer == 0 && !self->slow)
    self->slow_timer = g_timeout_add_once (SLOW_MS, on_slow, self);
  call = bell_record_copy (self->call);
  bell_store_call_async (store, bell_session_get_person (self->session), call, self->cancellable,
                         on_answer, g_object_ref (self));
}

static void
on_due (gpointer user_data)
{
  BellAdminQuestion *self = user_data;

  self->due_timer = 0;
  if (g_get_real_time () < self->due)
    bell_admin_question_ask_at (self, self->due);
  else
    ask (self);
}

static void
on_map (BellAdminQuestion *self)
{
  if (self->stale)
    ask (self);
}

static void
on_session_changed (BellAdminQuestion *self)
{
  g_signal_group_set_target (self->store, bell_session_get_store (self->session));
  ask (self);
}

/* What else decides is in the directory, which the session follows. */
static void
on_store_changed (BellAdminQuestion *self, BellChange *change)
{
  if (self->call == NULL || BELL_CALL_TYPE (self->call) != &bell_call_decision_get
      || !g_str_equal (change->type, bell_request_shape.name))
    return;

  if (g_strcmp0 (change->subject, ((BellDecisionGet *) self->call)->request) == 0)
    ask (self);
}

static void
bell_admin_question_dispose (GObject *object)
{
  BellAdminQuestion *self = BELL_ADMIN_QUESTION (object);

  forget (self);
  g_clear_handle_id (&self->slow_timer, g_source_remove);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_pointer (&self->call, bell_record_unref);

  G_OBJECT_CLASS (bell_admin_question_parent_class)->dispose (object);
}

static void
bell_admin_question_class_init (BellAdminQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_question_dispose;

  /* What the desk answered: records, in a #GPtrArray, or else why it did not, a #GError. */
  signals[SIGNAL_ANSWERED]
      = g_signal_new ("answered", BELL_TYPE_ADMIN_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);

  /* The answer takes long, or does not any more. */
  signals[SIGNAL_SLOW_CHANGED]
      = g_signal_new ("slow-changed", BELL_TYPE_ADMIN_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_question_init (BellAdminQuestion *self)
{
  self->due = BELL_INSTANT_NONE;
  self->store = g_signal_group_new (BELL_TYPE_STORE);
  g_signal_group_connect_object (self->store, "changed", G_CALLBACK (on_store_changed), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * bell_admin_question_new:
 * @session: the desk, perhaps not open yet
 * @widget: what shows the answer; while it is not shown, nothing is asked
 *
 * Returns: (transfer full): a question, which asks nothing yet
 */
BellAdminQuestion *
bell_admin_question_new (BellSession *session, GtkWidget *widget)
{
  BellAdminQuestion *self = g_object_new (BELL_TYPE_ADMIN_QUESTION, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->widget, widget);
  g_signal_group_set_target (self->store, bell_session_get_store (session));
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "map", G_CALLBACK (on_map), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * bell_admin_question_ask:
 * @self: a question
 * @call: (transfer full) (nullable): what to ask from now on; %NULL for nothing
 *
 * Asks, and asks again when the desk has changed, in the place of what was asked before.
 */
void
bell_admin_question_ask (BellAdminQuestion *self, gpointer call)
{
  g_return_if_fail (BELL_IS_ADMIN_QUESTION (self));

  forget (self);
  g_clear_pointer (&self->call, bell_record_unref);
  self->call = call;
  self->answered = FALSE;
  if (call == NULL)
    set_slow (self, FALSE);
  ask (self);
}

/**
 * bell_admin_question_ask_at:
 * @self: a question that was answered
 * @instant: when the answer becomes another one by itself; %BELL_INSTANT_NONE for never
 *
 * Asks again then, too.
 */
void
bell_admin_question_ask_at (BellAdminQuestion *self, BellInstant instant)
{
  gint64 wait;

  g_return_if_fail (BELL_IS_ADMIN_QUESTION (self));

  g_clear_handle_id (&self->due_timer, g_source_remove);
  self->due = instant;
  if (instant == BELL_INSTANT_NONE)
    return;

  wait = CLAMP ((instant - g_get_real_time ()) / US_PER_MS + ROUND_UP_MS, ROUND_UP_MS, LONGEST_MS);
  self->due_timer = g_timeout_add_once ((guint) wait, on_due, self);
}

/**
 * bell_admin_question_is_slow:
 * @self: a question
 *
 * Returns: whether the desk is being asked for so long that one should see it
 */
gboolean
bell_admin_question_is_slow (BellAdminQuestion *self)
{
  g_return_val_if_fail (BELL_IS_ADMIN_QUESTION (self), FALSE);

  return self->slow;
}

/**
 * bell_admin_question_clear:
 * @question: (inout): a question, or %NULL
 *
 * Has no answer come any more, for whoever would show it is going away.
 */
void
bell_admin_question_clear (BellAdminQuestion **question)
{
  if (*question != NULL)
    g_object_run_dispose (G_OBJECT (*question));
  g_clear_object (question);
}
