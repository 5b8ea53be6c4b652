/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-rule-order.h"

#include "bell-edit-calls.h"

/* Rules in the order in which they are tried, and how one of them gets to another place: by
 * ordinary edits of as few of them as that takes. */

/* Between two that follow each other, so that there is room for others. */
#define STEP 10

/**
 * bell_rule_order_compare:
 * @a: a rule
 * @b: another
 *
 * Returns: less than 0 if @a is tried before @b: domain.md, "Directly related"; rules of several
 *   offerings, which no request tries one after the other, stand offering by offering
 */
int
bell_rule_order_compare (const BellRule *a, const BellRule *b)
{
  int offering = g_strcmp0 (a->offering, b->offering);

  if (a->scope != b->scope)
    return a->scope - b->scope;
  if (offering != 0)
    return offering;
  if (a->order != b->order)
    return a->order < b->order ? -1 : 1;

  return g_strcmp0 (a->record.id, b->record.id);
}

/**
 * bell_rule_order_is_tried_with:
 * @a: a rule
 * @b: another
 *
 * Returns: whether their `order` decides which of both is tried first
 */
gboolean
bell_rule_order_is_tried_with (const BellRule *a, const BellRule *b)
{
  return a->scope == b->scope && g_strcmp0 (a->offering, b->offering) == 0;
}

static gboolean
has_room (gint64 order)
{
  const BellField *field = bell_shape_find_field (&bell_rule_shape, "order");

  return order >= field->min && order <= field->max;
}

/* A place of its own between its neighbours, without touching them. */
static gboolean
fit_in (GArray *orders, guint at)
{
  gint64  *order = &g_array_index (orders, gint64, at);
  gboolean has_next = at + 1 < orders->len;
  gint64   before = at > 0 ? g_array_index (orders, gint64, at - 1) : 0;
  gint64   next = has_next ? g_array_index (orders, gint64, at + 1) : 0;

  if (at == 0)
    *order = next - STEP;
  else if (!has_next)
    *order = before + STEP;
  else
    *order = before + (next - before) / 2;

  return has_room (*order) && (at == 0 || *order > before) && (!has_next || *order < next);
}

/* Those behind make room, as far as they are in the way. */
static gboolean
push (GArray *orders, guint at)
{
  for (guint i = at; i < orders->len; i++)
    {
      gint64 *order = &g_array_index (orders, gint64, i);
      gint64  before = i > 0 ? g_array_index (orders, gint64, i - 1) : 0;

      if (i > at && *order > before)
        break;
      *order = before + STEP;
      if (!has_room (*order))
        return FALSE;
    }

  return TRUE;
}

static void
number_all (GArray *orders)
{
  for (guint i = 0; i < orders->len; i++)
    g_array_index (orders, gint64, i) = (gint64) (i + 1) * STEP;
}

/**
 * bell_rule_order_plan:
 * @rules: (element-type BellRule): rules that are tried one after the other, in this order
 * @from: one of them
 * @to: its place afterwards
 *
 * Returns: (transfer full) (element-type BellRule): the rules that change, as they shall be, in the
 *   order in which they are best edited: while only some are, none is past one that it was behind
 */
GPtrArray *
bell_rule_order_plan (GPtrArray *rules, guint from, guint to)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *plan = bell_record_list_new ();

  g_return_val_if_fail (from < rules->len && to < rules->len, plan);

  if (from == to)
    return plan;

  g_ptr_array_extend (wanted, rules, NULL, NULL);
  g_ptr_array_insert (wanted, (int) to, g_ptr_array_remove_index (wanted, from));
  for (guint i = 0; i < wanted->len; i++)
    g_array_append_val (orders, ((BellRule *) wanted->pdata[i])->order);
  if (!fit_in (orders, to) && !push (orders, to))
    number_all (orders);
  for (guint i = wanted->len; i > 0; i--)
    {
      const BellRule *rule = wanted->pdata[i - 1];
      BellRule       *now;

      if (rule->order == g_array_index (orders, gint64, i - 1))
        continue;
      now = bell_record_copy (rule);
      now->order = g_array_index (orders, gint64, i - 1);
      g_ptr_array_add (plan, now);
    }

  return plan;
}

/* Edits one after the other. */
typedef struct
{
  char      *actor;
  GPtrArray *calls; /* BellRecord */
  guint      done;
  GPtrArray *edits;   /* BellEdited: what was done */
  GError    *refusal; /* why the rest was not, while that is taken back */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->actor);
  g_ptr_array_unref (work->calls);
  g_clear_pointer (&work->edits, g_ptr_array_unref);
  g_clear_error (&work->refusal);
  g_free (work);
}

static void do_next (GTask *task);

/* What was done before is taken back, the last first. If that is refused, too, somebody else has
 * changed it since, and theirs stays. */
static void
give_up (Work *work, GError *error)
{
  g_autoptr (GPtrArray) edits = g_steal_pointer (&work->edits);

  work->refusal = error;
  work->edits = bell_record_list_new ();
  g_ptr_array_set_size (work->calls, 0);
  work->done = 0;
  for (guint i = edits->len; i > 0; i--)
    g_ptr_array_add (work->calls, bell_edit_call_undo (edits->pdata[i - 1]));
}

static void
on_edited (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work   *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  BellRecord *edited
      = records != NULL ? bell_records_find (records, &bell_edited_shape, NULL) : NULL;

  work->done++;
  if (edited != NULL)
    g_ptr_array_add (work->edits, bell_record_ref (edited));
  else if (work->refusal == NULL)
    give_up (work, error);
  else
    g_clear_error (&error);
  do_next (task);
}

static void
do_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->done < work->calls->len)
    bell_store_call_async (g_task_get_source_object (task), work->actor,
                           work->calls->pdata[work->done], NULL, on_edited, g_object_ref (task));
  else if (work->refusal != NULL)
    g_task_return_error (task, g_steal_pointer (&work->refusal));
  else
    g_task_return_pointer (task, g_steal_pointer (&work->edits),
                           (GDestroyNotify) g_ptr_array_unref);
}

/* Takes @calls. */
static void
run (BellStore          *store,
     const char         *actor,
     GPtrArray          *calls,
     gpointer            tag,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->actor = g_strdup (actor);
  work->calls = calls;
  work->edits = bell_record_list_new ();
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, work, work_free);
  do_next (task);
}

static BellRecord *
find_was (GPtrArray *rules, const BellRecord *now)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_strcmp0 (((BellRecord *) rules->pdata[i])->id, now->id) == 0)
      return rules->pdata[i];

  return NULL;
}

/**
 * bell_rule_order_move_async:
 * @store: a desk
 * @actor: who edits
 * @rules: (element-type BellRule): rules that are tried one after the other, as they were read
 * @from: one of them
 * @to: its place afterwards
 * @callback: called when it is there, or when it was refused
 * @user_data: for @callback
 *
 * Takes a rule to another place. Each edit holds for what was read: when somebody else was quicker,
 * what was done so far is taken back.
 */
void
bell_rule_order_move_async (BellStore          *store,
                            const char         *actor,
                            GPtrArray          *rules,
                            guint               from,
                            guint               to,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GPtrArray) plan = bell_rule_order_plan (rules, from, to);
  GPtrArray *calls = bell_record_list_new ();

  for (guint i = 0; i < plan->len; i++)
    g_ptr_array_add (calls, bell_edit_call_new (plan->pdata[i], find_was (rules, plan->pdata[i])));
  run (store, actor, calls, bell_rule_order_move_async, callback, user_data);
}

/**
 * bell_rule_order_undo_async:
 * @store: a desk
 * @actor: who edits
 * @edits: (element-type BellEdited): what was done
 * @callback: called when it is taken back, or when that was refused
 * @user_data: for @callback
 *
 * Takes back what bell_rule_order_finish() gave, as long as nobody has changed these rules since.
 */
void
bell_rule_order_undo_async (BellStore          *store,
                            const char         *actor,
                            GPtrArray          *edits,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GPtrArray *calls = bell_record_list_new ();

  for (guint i = edits->len; i > 0; i--)
    g_ptr_array_add (calls, bell_edit_call_undo (edits->pdata[i - 1]));
  run (store, actor, calls, bell_rule_order_undo_async, callback, user_data);
}

/**
 * bell_rule_order_finish:
 * @store: a desk
 * @result: what the callback was given
 * @error: return location for any #BellError of the first edit that was refused
 *
 * Returns: (transfer full) (nullable) (element-type BellEdited): what was done
 */
GPtrArray *
bell_rule_order_finish (BellStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
