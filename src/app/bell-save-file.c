/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-save-file.h"

#include <glib/gi18n.h>

/* A file while somebody chooses where it goes, and while it is written. */
typedef struct
{
  GtkWidget *widget;
  GBytes    *bytes;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->widget);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
say (GtkWidget *widget, const char *text)
{
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

static void
on_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Saving *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (object));
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    /* Translators: the name of a file */
    text = g_strdup_printf (_ ("Saved as “%s”"), name);
  else
    /* Translators: the name of a file, and why it could not be written */
    text = g_strdup_printf (_ ("“%s” was not saved: %s"), name, error->message);
  say (self->widget, text);
  saving_free (self);
}

static void
on_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Saving *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file != NULL)
    {
      g_file_replace_contents_bytes_async (file, self->bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                           on_written, self);
      return;
    }

  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    say (self->widget, error->message);
  saving_free (self);
}

/**
 * bell_save_file:
 * @widget: where in the main window somebody wants it
 * @title: what the question for a place is called
 * @name: what to call the file, if nobody wants another name
 * @bytes: what is to be in it
 *
 * Asks where a file shall be saved, saves it, and says so.
 */
void
bell_save_file (GtkWidget *widget, const char *title, const char *name, GBytes *bytes)
{
  Saving  *self = g_new0 (Saving, 1);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  self->widget = g_object_ref (widget);
  self->bytes = g_bytes_ref (bytes);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_chosen,
                        self);
}
