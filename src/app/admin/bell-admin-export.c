/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-transfer.h"
#include "bell-format.h"
#include "bell-json.h"
#include "bell-progress.h"
#include "bell-save-file.h"

#include <glib/gi18n.h>
#include <string.h>

/* An export: the desk gives all that it holds, and it is made a document beside the window. */
typedef struct
{
  GtkWidget    *widget;
  GCancellable *cancellable;
  BellProgress *progress;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_clear_pointer (&self->progress, bell_progress_free);
  g_object_unref (self->cancellable);
  g_object_unref (self->widget);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
fail (Export *self, const GError *error)
{
  g_autofree char *text = bell_format_error (error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (self->widget, "win.toast", "s", text);
}

static void
write_document (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (BellDocument) document = bell_document_from_records (data);
  g_autoptr (JsonNode) node = bell_document_to_json (document, TRUE);
  g_autofree char *text = bell_json_text (node, TRUE);
  char            *whole = g_strconcat (text, "\n", NULL);

  g_task_return_pointer (task, g_bytes_new_take (whole, strlen (whole)),
                         (GDestroyNotify) g_bytes_unref);
}

static void
on_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_pointer (&self->progress, bell_progress_free);
  if (bytes != NULL)
    bell_save_file (self->widget, _ ("Export the Desk"), "desk.json", bytes);
  else
    fail (self, error);
}

static void
on_records (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  g_autoptr (GTask) task = NULL;

  if (records == NULL)
    {
      fail (self, error);
      return;
    }

  task = g_task_new (NULL, self->cancellable, on_written, self);
  (void) g_steal_pointer (&self);
  g_task_set_source_tag (task, on_records);
  g_task_set_task_data (task, g_steal_pointer (&records), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, write_document);
}

/**
 * bell_admin_export:
 * @widget: where in the main window somebody wants it
 * @session: a desk that is open
 *
 * Saves all that the desk holds, requests too, as a desk document.
 */
void
bell_admin_export (GtkWidget *widget, BellSession *session)
{
  Export *self = g_new0 (Export, 1);
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_desk_export);

  self->widget = g_object_ref (widget);
  self->cancellable = g_cancellable_new ();
  self->progress = bell_progress_new (widget, _ ("Reading the Desk…"), self->cancellable);
  bell_store_call_async (bell_session_get_store (session), bell_session_get_person (session), call,
                         self->cancellable, on_records, self);
}
