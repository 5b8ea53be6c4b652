/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

#include "bell-json.h"

static gboolean dry_run;

static const GOptionEntry import_options[] = {
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Check, and say what would change"), NULL },
  { NULL },
};

static gint64
number_of (const BellImported *count, guint which)
{
  const gint64 numbers[] = { count->created, count->updated, count->unchanged };

  return numbers[which];
}

static const BellImported *
find_count (GPtrArray *records, const char *type)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (((BellImported *) records->pdata[i])->type, type))
      return records->pdata[i];

  return NULL;
}

static void
print_import_json (GPtrArray *records)
{
  static const char *const names[] = { "created", "updated", "unchanged" };
  JsonObject              *object = json_object_new ();
  g_autoptr (JsonNode) node = bell_json_object_node (object);

  for (guint which = 0; which < G_N_ELEMENTS (names); which++)
    {
      JsonObject *counts = json_object_new ();

      for (guint i = 0; bell_collections[i] != NULL; i++)
        {
          const BellImported *count = find_count (records, bell_collections[i]->collection);

          json_object_set_int_member (counts, bell_collections[i]->collection,
                                      count != NULL ? number_of (count, which) : 0);
        }
      json_object_set_object_member (object, names[which], counts);
    }

  ctl_print_json (node);
}

static CtlStatus
show_import (Ctl *ctl, GPtrArray *records)
{
  if (ctl->json)
    {
      print_import_json (records);
      return CTL_DONE;
    }

  if (dry_run)
    g_print (_ ("Nothing was changed. The import would do this:\n"));
  for (guint i = 0; i < records->len; i++)
    {
      const BellImported *count = records->pdata[i];

      g_print (_ ("%-11s %5lld created %5lld updated %5lld unchanged\n"), count->type,
               (long long) count->created, (long long) count->updated,
               (long long) count->unchanged);
    }

  return CTL_DONE;
}

static CtlStatus
run_import (Ctl *ctl, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  BellDeskImport *call;
  JsonNode       *document;
  BellStoreFlags  flags = dry_run ? 0 : BELL_STORE_CREATE;
  const char     *name = ctl_file_name (arguments[0]);
  CtlStatus       status;

  /* The file is read before the desk is touched: a desk is not made for a file that is no good. */
  document = ctl_read_document (arguments[0], &error);
  if (document == NULL)
    return ctl_fail (ctl, name, error);

  call = bell_call_new (&bell_call_desk_import);
  call->document = document;
  call->dry_run = dry_run;
  if (!ctl_open (ctl, flags, &status))
    {
      bell_record_unref (call);
      return status;
    }

  records = ctl_call (ctl, call, &error);

  return records != NULL ? show_import (ctl, records) : ctl_fail (ctl, name, error);
}

const CtlCommand ctl_command_import = {
  .name = "import",
  .arguments = "FILE",
  .summary = N_ ("Bring a desk document to the desk; - reads standard input"),
  .description = N_ ("FILE is a desk document, and - is standard input. All of it is brought, or "
                     "nothing: an error names the place in the document and what was expected "
                     "there. Records that the document does not name stay as they are. The desk "
                     "is made if it is not there yet.\n\n"
                     "With --json the answer is how many records of each collection were created, "
                     "updated and left alone: {\"created\": {\"people\": 3, ...}, \"updated\": "
                     "{...}, \"unchanged\": {...}}."),
  .n_min = 1,
  .n_max = 1,
  .run = run_import,
  .options = import_options,
};

static gboolean without_requests;

static const GOptionEntry export_options[] = {
  { "without-requests", 0, 0, G_OPTION_ARG_NONE, &without_requests, N_ ("Only the configuration"),
    NULL },
  { NULL },
};

static CtlStatus
show_export (Ctl *ctl, GPtrArray *records)
{
  g_autoptr (BellDocument) document = bell_document_from_records (records);
  g_autoptr (JsonNode) node = bell_document_to_json (document, !without_requests);

  ctl_print_json (node);

  return CTL_DONE;
}

static CtlStatus
run_export (Ctl *ctl, char **arguments)
{
  BellDeskExport *call = bell_call_new (&bell_call_desk_export);

  call->with_requests = !without_requests;

  return ctl_run (ctl, 0, call, show_export);
}

const CtlCommand ctl_command_export = {
  .name = "export",
  .arguments = "",
  .summary = N_ ("Print the desk as a desk document"),
  .description = N_ ("What import takes gives the same desk again. The document is the same for "
                     "the same desk, its records sorted by their ids, so that it can be kept in "
                     "version control."),
  .run = run_export,
  .options = export_options,
};

static CtlStatus
show_backup (Ctl *ctl, GPtrArray *records)
{
  return CTL_DONE;
}

static CtlStatus
run_backup (Ctl *ctl, char **arguments)
{
  BellDeskBackup *call = bell_call_new (&bell_call_desk_backup);

  g_set_str (&call->file, arguments[0]);

  return ctl_run (ctl, 0, call, show_backup);
}

const CtlCommand ctl_command_backup = {
  .name = "backup",
  .arguments = "FILE",
  .summary = N_ ("Copy the desk, while it is used, into a new file"),
  .description = N_ ("The copy is a whole desk of its own, as it was at one moment; programs that "
                     "use the desk go on. FILE must not be there yet. Nothing is printed."),
  .n_min = 1,
  .n_max = 1,
  .run = run_backup,
  .is_only_here = TRUE,
};

static CtlStatus
show_verify (Ctl *ctl, GPtrArray *records)
{
  const BellPosition *position = records->pdata[0];

  if (ctl->json)
    ctl_print_record_json (position);
  else
    g_print (ngettext ("The store is whole, and so is the chain of its %lld changes.\n",
                       "The store is whole, and so is the chain of its %lld changes.\n",
                       (gulong) position->seq),
             (long long) position->seq);

  return CTL_DONE;
}

static CtlStatus
run_verify (Ctl *ctl, char **arguments)
{
  return ctl_run (ctl, 0, bell_call_new (&bell_call_desk_verify), show_verify);
}

const CtlCommand ctl_command_verify = {
  .name = "verify",
  .arguments = "",
  .summary = N_ ("Check that the store is whole, and nothing of its history was altered"),
  .description = N_ ("Looks through the whole store, and whether each change of the log still "
                     "follows from the one before.\n\n"
                     "With --json the answer is the last change: {\"seq\": N, ...}. The exit "
                     "status is 3 if something is wrong."),
  .run = run_verify,
  .is_only_here = TRUE,
};
