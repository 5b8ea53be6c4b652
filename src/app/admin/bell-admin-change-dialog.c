/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-change-dialog.h"

#include "bell-admin-change.h"
#include "bell-admin-text.h"
#include "bell-format.h"
#include "bell-json.h"
#include "bell-records.h"

#include <glib/gi18n.h>

/* How many changes are read at a time on the way back to an earlier version. */
#define PAGE 1000

/* A change that is looked at, and the way back to what was before it. */
typedef struct
{
  BellSession *session;
  GtkWidget   *parent;
  BellChange  *change;
  JsonObject  *fields; /* of the version before as many changes as were read */
} Look;

static void
look_free (Look *self)
{
  g_object_unref (self->session);
  g_object_unref (self->parent);
  bell_record_unref (self->change);
  json_object_unref (self->fields);
  g_free (self);
}

static const char *
subject_of (const Look *self)
{
  return self->change->subject != NULL ? self->change->subject : "";
}

static void
say (Look *self, const char *text)
{
  gtk_widget_activate_action (self->parent, "win.toast", "s", text);
}

/* The earlier version is proposed in the form of the record, to be looked at and saved. */
static void
propose (Look *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, self->fields);
  text = bell_json_text (node, FALSE);
  gtk_widget_activate_action (self->parent, "desk.edit", "(sss)", self->change->type,
                              subject_of (self), text);
}

static void read_back (Look *self, gint64 before);

/* Goes back over the changes, newest first, including the one that is looked at. */
static gint64
go_back (Look *self, GPtrArray *changes)
{
  gint64 last = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const BellChange *change = changes->pdata[i];

      last = change->seq;
      if (last < self->change->seq)
        break;
      bell_admin_change_go_back (self->fields, change);
    }

  return last;
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Look *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = bell_store_call_finish (BELL_STORE (object), result, &error);
  gint64 last;

  if (changes == NULL)
    {
      g_autofree char *text = bell_format_error (error);

      say (self, text);
      look_free (self);
      return;
    }

  last = go_back (self, changes);
  if (last > self->change->seq && changes->len == PAGE)
    {
      read_back (self, last);
      return;
    }

  propose (self);
  look_free (self);
}

static void
read_back (Look *self, gint64 before)
{
  BellStore *store = bell_session_get_store (self->session);
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_record_history);
  BellRecordHistory *call = (BellRecordHistory *) record;

  call->type = g_strdup (self->change->type);
  call->subject = g_strdup (self->change->subject);
  call->edits = TRUE;
  call->before = before;
  call->limit = PAGE;
  bell_store_call_async (store, bell_session_get_person (self->session), record, NULL, on_read,
                         self);
}

static void
on_response (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Look *self = user_data;

  if (g_str_equal (response, "restore") && bell_session_get_store (self->session) != NULL)
    {
      read_back (self, 0);
      return;
    }

  if (g_str_equal (response, "open"))
    gtk_widget_activate_action (self->parent, "desk.open", "(ss)", self->change->type,
                                subject_of (self));
  else if (g_str_equal (response, "request"))
    gtk_widget_activate_action (self->parent, "app.show-request", "s", subject_of (self));
  look_free (self);
}

static void
add_cell (GtkGrid *grid, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text != NULL ? text : "–");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static GtkWidget *
new_table (BellSession *session, const BellChange *change)
{
  g_autoptr (GArray) differences = bell_admin_change_differences (session, change);
  const BellShape *shape = bell_shape_by_name (change->type);
  GtkWidget       *grid;

  if (differences->len == 0)
    return NULL;

  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  add_cell (GTK_GRID (grid), 0, 0, _ ("Field"), "heading");
  add_cell (GTK_GRID (grid), 1, 0, _ ("Before"), "heading");
  add_cell (GTK_GRID (grid), 2, 0, _ ("After"), "heading");
  for (guint i = 0; i < differences->len; i++)
    {
      const BellAdminDifference *difference = &g_array_index (differences, BellAdminDifference, i);
      int                        row = (int) i + 1;

      add_cell (GTK_GRID (grid), 0, row, bell_admin_text_field (shape, difference->field),
                "dim-label");
      add_cell (GTK_GRID (grid), 1, row, difference->before, NULL);
      add_cell (GTK_GRID (grid), 2, row, difference->after, NULL);
    }

  return grid;
}

/* What was before is there of what was changed or removed; requests are changed elsewhere. */
static void
add_responses (Look *self, AdwAlertDialog *dialog)
{
  const BellShape *shape = bell_shape_by_name (self->change->type);
  gboolean         is_request = shape == &bell_request_shape;
  gboolean         has_before
      = self->change->kind == BELL_CHANGE_UPDATED || self->change->kind == BELL_CHANGE_DELETED;
  BellDocument *directory = bell_session_get_directory (self->session);

  adw_alert_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_alert_dialog_set_close_response (dialog, "close");
  if (is_request)
    adw_alert_dialog_add_response (dialog, "request", _ ("_Open"));
  else if (shape == &bell_settings_shape
           || bell_document_get (directory, shape, self->change->subject) != NULL)
    adw_alert_dialog_add_response (dialog, "open", _ ("_Open"));
  if (has_before && !is_request)
    adw_alert_dialog_add_response (dialog, "restore", _ ("_Restore What Was Before…"));
}

/**
 * bell_admin_change_dialog_present:
 * @session: a desk that is open
 * @parent: where in the main window the change is shown
 * @change: a change of a record of the desk document
 *
 * Shows a change in full. From there one goes to the record, or proposes in its form what it was
 * before the change, which is an ordinary edit.
 */
void
bell_admin_change_dialog_present (BellSession *session, GtkWidget *parent, const BellChange *change)
{
  Look            *self = g_new0 (Look, 1);
  g_autofree char *title = bell_admin_change_title (session, change);
  g_autofree char *moment = bell_format_moment (change->at, g_get_real_time ());
  g_autofree char *who = g_strdup_printf (C_ ("details", "%s · %s"),
                                          bell_admin_change_actor (session, change), moment);
  AdwDialog       *dialog = adw_alert_dialog_new (title, who);
  AdwAlertDialog  *alert = ADW_ALERT_DIALOG (dialog);

  self->session = g_object_ref (session);
  self->parent = g_object_ref (parent);
  self->change = bell_record_ref ((gpointer) change);
  self->fields = json_object_new ();
  adw_alert_dialog_set_prefer_wide_layout (alert, TRUE);
  adw_alert_dialog_set_extra_child (alert, new_table (session, change));
  add_responses (self, alert);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), self);
  adw_dialog_present (dialog, parent);
}
