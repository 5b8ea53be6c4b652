/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-backtest.h"
#include "bell-desk-private.h"

/* Replays one request under both configurations. */
static gboolean
replay (BellDeskContext   *context,
        BellPolicy        *changed,
        const BellRequest *request,
        BellInstant        now,
        BellBacktest      *backtest,
        GError           **error)
{
  g_autoptr (GArray) history = bell_desk_history (context, request, error);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  if (history == NULL)
    return FALSE;

  before = bell_policy_clocks (context->policy, history, now);
  after = bell_policy_clocks (changed, history, now);
  bell_backtest_add (backtest, request->record.id, before, after);

  return TRUE;
}

GPtrArray *
bell_desk_backtest (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskBacktest *wanted = call;
  g_autoptr (GPtrArray) edits = bell_desk_read_edits (context, wanted->document, error);
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (BellPolicy) changed = NULL;
  g_autoptr (BellRecord) record = bell_record_new (&bell_backtest_shape);
  BellBacktest *backtest = (BellBacktest *) record;
  BellInstant   now = bell_context_time (context, wanted->at);

  if (edits == NULL)
    return NULL;

  requests = bell_db_all (context->db, &bell_request_shape, error);
  if (requests == NULL)
    return NULL;

  changed = bell_policy_with_all (context->policy, edits);
  for (guint i = 0; i < requests->len; i++)
    if (!replay (context, changed, requests->pdata[i], now, backtest, error))
      return NULL;
  bell_backtest_finish (backtest);

  return bell_answer (g_steal_pointer (&record));
}
