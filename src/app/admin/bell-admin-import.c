/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-text.h"
#include "bell-admin-transfer.h"
#include "bell-format.h"
#include "bell-json.h"
#include "bell-progress.h"
#include "bell-records.h"

#include <glib/gi18n.h>

/* An import: a file is chosen and read, the desk says what it would do, somebody agrees, and it is
 * done. */
typedef struct
{
  BellSession  *session;
  BellStore    *store; /* the desk that was open when the file was chosen */
  GtkWidget    *widget;
  GFile        *file;
  GCancellable *cancellable;
  BellProgress *progress;
  char         *data;
  gsize         length;
  JsonNode     *document;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->progress, bell_progress_free);
  g_clear_pointer (&self->document, json_node_unref);
  g_free (self->data);
  g_clear_object (&self->file);
  g_object_unref (self->cancellable);
  g_object_unref (self->widget);
  g_object_unref (self->store);
  g_object_unref (self->session);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static void
say (Import *self, const char *text)
{
  gtk_widget_activate_action (self->widget, "win.toast", "s", text);
}

static char *
dup_name (Import *self)
{
  return g_file_get_basename (self->file);
}

static void
show_progress (Import *self, const char *text, gboolean can_cancel)
{
  g_clear_pointer (&self->progress, bell_progress_free);
  self->progress = bell_progress_new (self->widget, text, can_cancel ? self->cancellable : NULL);
}

/* Says why not, with the place in words where the desk named one. */
static void
refuse (Import *self, const GError *error)
{
  g_autofree char *name = dup_name (self);
  /* Translators: the name of a file */
  g_autofree char *heading = g_strdup_printf (_ ("“%s” Was Not Imported"), name);
  g_autofree char *reason = NULL;
  g_autofree char *body = NULL;
  AdwDialog       *dialog;

  g_clear_pointer (&self->progress, bell_progress_free);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_INVALID)
      || g_error_matches (error, BELL_ERROR, BELL_ERROR_TOO_LARGE))
    reason = bell_admin_document_problem (self->document, error->message);
  else
    reason = bell_format_error (error);
  body = g_strdup_printf ("%s\n\n%s", reason, _ ("Nothing on the desk was changed."));
  dialog = adw_alert_dialog_new (heading, body);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, self->widget);
}

static void
sum_up (GPtrArray *counts, gint64 *created, gint64 *updated)
{
  for (guint i = 0; i < counts->len; i++)
    {
      const BellImported *count = counts->pdata[i];

      *created += count->created;
      *updated += count->updated;
    }
}

static char *
sum_text (int created, int updated)
{
  g_autofree char *added
      = g_strdup_printf (ngettext ("%d new", "%d new", (gulong) created), created);
  g_autofree char *changed
      = g_strdup_printf (ngettext ("%d changed", "%d changed", (gulong) updated), updated);

  /* Translators: how many records are new, and how many were changed */
  return g_strdup_printf (_ ("Imported: %s, %s"), added, changed);
}

static void
on_imported (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) counts = bell_store_call_finish (BELL_STORE (object), result, &error);
  g_autofree char *text = NULL;
  gint64           created = 0;
  gint64           updated = 0;

  if (counts == NULL)
    {
      refuse (self, error);
      return;
    }

  sum_up (counts, &created, &updated);
  text = sum_text ((int) created, (int) updated);
  g_clear_pointer (&self->progress, bell_progress_free);
  say (self, text);
}

/* All of it or nothing: it is not cancelled half way. */
static void
call_import (Import *self, gboolean dry_run, GAsyncReadyCallback callback)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_desk_import);
  BellDeskImport *call = (BellDeskImport *) record;

  call->document = json_node_ref (self->document);
  call->dry_run = dry_run;
  bell_store_call_async (self->store, bell_session_get_person (self->session), record,
                         dry_run ? self->cancellable : NULL, callback, self);
}

static void
on_response (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Import *self = user_data;

  if (!g_str_equal (response, "import"))
    {
      import_free (self);
      return;
    }

  show_progress (self, _ ("Importing…"), FALSE);
  call_import (self, FALSE, on_imported);
}

static void
add_cell (GtkGrid *grid, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
add_count (GtkGrid *grid, int column, int row, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  add_cell (grid, column, row, text, "numeric");
}

/* What many of a collection, or settings, are called. */
static const char *
title_of (const char *type)
{
  const BellShape *shape = bell_collection_by_name (type);
  BellAdminKind    kind;

  if (shape == &bell_request_shape)
    return _ ("Requests");

  return bell_admin_text_find_kind (shape != NULL ? shape : &bell_settings_shape, &kind)
             ? kind.title
             : type;
}

static GtkWidget *
new_table (GPtrArray *counts)
{
  GtkWidget *table = gtk_grid_new ();
  GtkGrid   *grid = GTK_GRID (table);

  gtk_grid_set_column_spacing (grid, 18);
  gtk_grid_set_row_spacing (grid, 6);
  add_cell (grid, 0, 0, _ ("Type"), "heading");
  add_cell (grid, 1, 0, C_ ("records", "New"), "heading");
  add_cell (grid, 2, 0, C_ ("records", "Changed"), "heading");
  add_cell (grid, 3, 0, _ ("Unchanged"), "heading");
  for (guint i = 0; i < counts->len; i++)
    {
      const BellImported *count = counts->pdata[i];
      int                 row = (int) i + 1;

      add_cell (grid, 0, row, title_of (count->type), "body");
      add_count (grid, 1, row, count->created);
      add_count (grid, 2, row, count->updated);
      add_count (grid, 3, row, count->unchanged);
    }

  return table;
}

/* Takes the import. */
static void
ask (Import *self, GPtrArray *counts)
{
  g_autofree char *name = dup_name (self);
  /* Translators: the name of a file */
  g_autofree char *heading = g_strdup_printf (_ ("Import “%s”?"), name);
  gint64           created = 0;
  gint64           updated = 0;
  AdwDialog       *dialog;
  AdwAlertDialog  *alert;

  g_clear_pointer (&self->progress, bell_progress_free);
  sum_up (counts, &created, &updated);
  dialog = adw_alert_dialog_new (
      heading, created + updated > 0
                   ? _ ("This is what would become of the desk. Records that are not in the file "
                        "stay as they are.")
                   : _ ("All that is in the file is on the desk already."));
  alert = ADW_ALERT_DIALOG (dialog);
  adw_alert_dialog_add_response (alert, "cancel", _ ("_Cancel"));
  adw_alert_dialog_set_close_response (alert, "cancel");
  if (created + updated > 0)
    {
      adw_alert_dialog_add_response (alert, "import", _ ("_Import"));
      adw_alert_dialog_set_response_appearance (alert, "import", ADW_RESPONSE_SUGGESTED);
      adw_alert_dialog_set_default_response (alert, "import");
    }
  adw_alert_dialog_set_extra_child (alert, new_table (counts));
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), self);
  adw_dialog_present (dialog, self->widget);
}

static void
on_tried (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) counts = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (counts != NULL)
    ask (g_steal_pointer (&self), counts);
  else
    refuse (self, error);
}

static void
parse (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Import *self = data;
  GError       *error = NULL;
  JsonNode *document = bell_json_parse (self->data, self->length, BELL_DOCUMENT_MAX_BYTES, &error);

  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, error);
}

static void
on_parsed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;

  self->document = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->document == NULL)
    {
      refuse (self, error);
      return;
    }

  g_clear_pointer (&self->data, g_free);
  call_import (g_steal_pointer (&self), TRUE, on_tried);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  if (!g_file_load_contents_finish (self->file, result, &self->data, &self->length, NULL, &error))
    {
      refuse (self, error);
      return;
    }

  task = g_task_new (NULL, self->cancellable, on_parsed, self);
  g_task_set_source_tag (task, on_read);
  g_task_set_task_data (task, g_steal_pointer (&self), NULL);
  g_task_run_in_thread (task, parse);
}

/* A file that is too large is not read. */
static void
on_size (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (self->file, result, &error);

  if (info != NULL && g_file_info_get_size (info) > BELL_DOCUMENT_MAX_BYTES)
    g_set_error (&error, BELL_ERROR, BELL_ERROR_TOO_LARGE,
                 "more than %d MiB; a desk document has less",
                 BELL_DOCUMENT_MAX_BYTES / 1024 / 1024);
  if (error != NULL)
    {
      refuse (self, error);
      return;
    }

  g_file_load_contents_async (self->file, self->cancellable, on_read, self);
  (void) g_steal_pointer (&self);
}

static void
on_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  self->file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);
  if (self->file == NULL)
    return;

  name = dup_name (self);
  /* Translators: the name of a file */
  text = g_strdup_printf (_ ("Looking at “%s”…"), name);
  show_progress (self, text, TRUE);
  g_file_query_info_async (self->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->cancellable, on_size, self);
  (void) g_steal_pointer (&self);
}

/**
 * bell_admin_import:
 * @widget: where in the main window somebody wants it
 * @session: a desk that is open
 *
 * Imports a desk document: asks for the file, shows what it would do, and does it if that is meant.
 */
void
bell_admin_import (GtkWidget *widget, BellSession *session)
{
  Import  *self = g_new0 (Import, 1);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  self->session = g_object_ref (session);
  self->store = g_object_ref (bell_session_get_store (session));
  self->widget = g_object_ref (widget);
  self->cancellable = g_cancellable_new ();
  gtk_file_filter_set_name (filter, _ ("Desk Documents"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_dialog_set_title (dialog, _ ("Import a Desk Document"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_chosen,
                        self);
}
