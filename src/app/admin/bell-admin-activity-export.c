/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-activity-export.h"

#include "bell-admin-change.h"
#include "bell-csv.h"
#include "bell-format.h"
#include "bell-save-file.h"

#include <glib/gi18n.h>

/* How many changes are read at a time, and how many at most. */
#define PAGE 1000
#define MOST 200000

/* The columns of the file. A change has a row for each field that it changed, or one row. */
static const char *const columns[] = {
  "seq",        /* the number of the change */
  "at",         /* when: RFC 3339, UTC */
  "actor",      /* the id of who did it; empty: the keeper of the desk */
  "actor_name", /* what they are called */
  "type",       /* of record, as in the desk document: "agreement" */
  "id",         /* of the record; empty: settings */
  "kind",       /* "created", "updated", "deleted" */
  "field",      /* as in the desk document */
  "before",     /* its value in words; empty: there was no record */
  "after",      /* likewise */
};

typedef struct
{
  BellSession       *session;
  BellStore         *store;
  BellRecordHistory *call;
  GString           *csv;
  guint              n_read;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_object_unref (self->session);
  g_object_unref (self->store);
  bell_record_unref (self->call);
  g_string_free (self->csv, TRUE);
  g_free (self);
}

static void
add_row (Export *self, const BellChange *change, const BellAdminDifference *difference)
{
  GString         *csv = self->csv;
  g_autofree char *at = bell_instant_format (change->at, NULL);

  bell_csv_append_count (csv, change->seq);
  bell_csv_append (csv, at);
  bell_csv_append (csv, change->actor);
  bell_csv_append (csv, bell_admin_change_actor (self->session, change));
  bell_csv_append (csv, change->type);
  bell_csv_append (csv, change->subject);
  bell_csv_append (csv, bell_enum_nick (&bell_change_kind_type, change->kind));
  bell_csv_append (csv, difference != NULL ? difference->field->name : NULL);
  bell_csv_append (csv, difference != NULL ? difference->before : NULL);
  bell_csv_append (csv, difference != NULL ? difference->after : NULL);
  bell_csv_end (csv);
}

static void
add_change (Export *self, const BellChange *change)
{
  g_autoptr (GArray) differences = bell_admin_change_differences (self->session, change);

  if (differences->len == 0)
    add_row (self, change, NULL);
  for (guint i = 0; i < differences->len; i++)
    add_row (self, change, &g_array_index (differences, BellAdminDifference, i));
}

static void read_page (GTask *task);

static void
on_page (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) changes = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (changes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < changes->len; i++)
    add_change (self, changes->pdata[i]);
  self->n_read += changes->len;
  if (changes->len == PAGE && self->n_read < MOST)
    {
      self->call->before = ((BellChange *) changes->pdata[changes->len - 1])->seq;
      read_page (task);
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
read_page (GTask *task)
{
  Export *self = g_task_get_task_data (task);

  bell_store_call_async (self->store, bell_session_get_person (self->session), self->call,
                         g_task_get_cancellable (task), on_page, g_object_ref (task));
}

/**
 * bell_admin_activity_export_async:
 * @widget: where in the main window somebody wants it
 * @session: a desk that is open
 * @filter: which changes
 * @callback: called when all of them are read
 * @user_data: for @callback
 *
 * Reads changes, the newest first, page by page while the window goes on.
 */
void
bell_admin_activity_export_async (GtkWidget          *widget,
                                  BellSession        *session,
                                  BellRecordHistory  *filter,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, callback, user_data);
  Export *self = g_new0 (Export, 1);

  self->session = g_object_ref (session);
  self->store = g_object_ref (bell_session_get_store (session));
  self->call = bell_record_copy (filter);
  self->call->limit = PAGE;
  self->csv = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    bell_csv_append (self->csv, columns[i]);
  bell_csv_end (self->csv);
  g_task_set_source_tag (task, bell_admin_activity_export_async);
  g_task_set_task_data (task, self, export_free);
  read_page (task);
}

/**
 * bell_admin_activity_export_finish:
 * @widget: where in the main window somebody wants it
 * @result: what the callback was given
 *
 * Asks where the file shall be saved, or says why it cannot be made.
 */
void
bell_admin_activity_export_finish (GtkWidget *widget, GAsyncResult *result)
{
  Export *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autoptr (GBytes) bytes = g_bytes_new (self->csv->str, self->csv->len);

      bell_save_file (widget, _ ("Save as CSV"), "deskbell-activity.csv", bytes);
      return;
    }

  text = bell_format_error (error);
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}
