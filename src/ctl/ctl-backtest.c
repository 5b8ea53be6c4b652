/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-clock-records.h"
#include "bell-json.h"
#include "ctl-calls.h"

static char *agreement;
static char *calendar;

static const GOptionEntry backtest_options[] = {
  { "agreement", 0, 0, G_OPTION_ARG_FILENAME, &agreement,
    N_ ("The agreement as changed, alone or in a desk document"), "FILE" },
  { "calendar", 0, 0, G_OPTION_ARG_FILENAME, &calendar,
    N_ ("The calendar as changed, alone or in a desk document"), "FILE" },
  { NULL },
};

/* Adds what a file says about one member to what another one may have said. */
static void
add_member (JsonObject *document, const char *name, JsonNode *value)
{
  JsonNode  *known = json_object_get_member (document, name);
  JsonArray *list;

  if (known == NULL || !JSON_NODE_HOLDS_ARRAY (known) || !JSON_NODE_HOLDS_ARRAY (value))
    {
      json_object_set_member (document, name, json_node_copy (value));
      return;
    }

  list = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (list); i++)
    json_array_add_element (json_node_get_array (known),
                            json_node_copy (json_array_get_element (list, i)));
}

/* Puts a record that stands alone, or all that a desk document has, into the document of edits. */
static gboolean
take_file (JsonObject *document, const char *path, const char *collection, GError **error)
{
  g_autoptr (JsonNode) node = ctl_read_document (path, error);
  JsonObject    *object;
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (node == NULL)
    return FALSE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "$: expected an object: a desk document, or one record of its %s", collection);
      return FALSE;
    }

  object = json_node_get_object (node);
  if (!json_object_has_member (object, "format"))
    {
      JsonArray *list = json_array_new ();
      g_autoptr (JsonNode) all = bell_json_array_node (list);

      json_array_add_element (list, g_steal_pointer (&node));
      add_member (document, collection, all);
      return TRUE;
    }

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    add_member (document, name, value);

  return TRUE;
}

static char *
time_text (gint64 seconds)
{
  return g_strdup_printf (seconds < 0 ? _ ("%lld min too late") : _ ("%lld min left"),
                          (long long) ABS (seconds) / 60);
}

static void
print_backtest (const BellBacktest *backtest)
{
  g_print (ngettext ("%lld requests were replayed.\n", "%lld requests were replayed.\n",
                     (gulong) backtest->requests),
           (long long) backtest->requests);
  for (guint i = 0; i < backtest->targets->len; i++)
    {
      const BellBacktestCount *count = backtest->targets->pdata[i];

      /* Translators: a kind of target, and how many of them would be met, are met, would be missed
       * and are missed */
      g_print (_ ("%-15s met %lld (now %lld), missed %lld (now %lld)\n"),
               bell_enum_nick (&bell_target_kind_type, count->target), (long long) count->met,
               (long long) count->was_met, (long long) count->missed,
               (long long) count->was_missed);
    }

  for (guint i = 0; i < backtest->changes->len; i++)
    {
      const BellBacktestChange *change = backtest->changes->pdata[i];
      g_autofree char          *was = time_text (change->was_left_seconds);
      g_autofree char          *is = time_text (change->left_seconds);

      /* Translators: a request, a kind of target, "10 min left" and "5 min too late" */
      g_print (_ ("  %s %s: %s, not %s\n"), change->request,
               bell_enum_nick (&bell_target_kind_type, change->target), is, was);
    }
}

static CtlStatus
show_backtest (Ctl *ctl, GPtrArray *records)
{
  if (ctl->json)
    ctl_print_record_json (records->pdata[0]);
  else
    print_backtest (records->pdata[0]);

  return CTL_DONE;
}

static CtlStatus
run_backtest (Ctl *ctl, char **arguments)
{
  BellDeskBacktest *call = bell_call_new (&bell_call_desk_backtest);
  g_autoptr (BellRecord) record = &call->record;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  JsonObject *document = json_object_new ();
  CtlStatus   status;

  call->at = ctl->now;
  call->document = bell_json_object_node (document);
  json_object_set_string_member (document, "format", BELL_DOCUMENT_FORMAT);
  if (agreement == NULL && calendar == NULL)
    return ctl_usage (_ ("backtest: --agreement FILE or --calendar FILE is needed"));
  if (agreement != NULL && !take_file (document, agreement, "agreements", &error))
    return ctl_fail (ctl, ctl_file_name (agreement), error);
  if (calendar != NULL && !take_file (document, calendar, "calendars", &error))
    return ctl_fail (ctl, ctl_file_name (calendar), error);
  if (!ctl_open (ctl, 0, &status))
    return status;

  records = ctl_call (ctl, g_steal_pointer (&record), &error);

  return records != NULL
             ? show_backtest (ctl, records)
             : ctl_fail (ctl, ctl_file_name (agreement != NULL ? agreement : calendar), error);
}

const CtlCommand ctl_command_backtest = {
  .name = "backtest",
  .arguments = "--agreement FILE",
  .summary = N_ ("Say how past requests would have gone with a changed agreement or calendar"),
  .description
  = N_ ("Replays what has happened to all requests as if the agreement, the calendar or "
        "both had always been as the files say: how many targets would have been met and "
        "missed, and the ten that change most. FILE holds the record alone, or is a desk "
        "document; - is standard input. Nothing is changed.\n\n"
        "With --json the answer is {\"requests\": 120, \"targets\": [{\"target\": "
        "\"resolution\", \"was_met\": 80, \"was_missed\": 20, \"met\": 90, \"missed\": "
        "10}], \"changes\": [{\"request\": ..., \"target\": ..., \"chat\": null, "
        "\"was_met\": false, \"met\": true, \"was_left_seconds\": -60, \"left_seconds\": "
        "540}]}."),
  .run = run_backtest,
  .options = backtest_options,
};
