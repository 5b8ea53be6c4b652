/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-find-dialog.h"

#include "bell-admin-text.h"
#include "bell-admin-value.h"
#include "bell-admin.h"
#include "bell-find-row.h"
#include "bell-find.h"
#include "bell-format.h"
#include "bell-place-row.h"
#include "bell-stack.h"

#include <glib/gi18n.h>

#define MOST            8   /* results in a section */
#define PATIENCE_MILLIS 500 /* without the desk's answer, until progress is shown */

struct _BellFindDialog
{
  AdwDialog     parent_instance;
  BellSession  *session;
  GtkListBox   *places; /* of the window, not owned */
  GtkWidget    *from;   /* in the window, where what was found is opened */
  char         *asked;  /* what the results are for, as it was typed */
  BellWords    *words;
  GCancellable *cancellable;
  guint         timer;
  gboolean      asking;     /* the desk, for requests */
  gboolean      moved;      /* the person has chosen a result; otherwise it is the first */
  gboolean      open_first; /* as soon as it is known */

  AdwSpinner     *spinner;
  GtkSearchEntry *entry;
  AdwBanner      *failure;
  GtkStack       *stack;
  AdwStatusPage  *start;
  GtkViewport    *viewport;
  GtkListBox     *results; /* BellFindRow: requests, then what this computer knows itself */
  guint           n_requests;
};

G_DEFINE_FINAL_TYPE (BellFindDialog, bell_find_dialog, ADW_TYPE_DIALOG)

static void
announce (BellFindDialog *self, const char *text)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
remove_row (BellFindDialog *self, guint index)
{
  gtk_list_box_remove (self->results,
                       GTK_WIDGET (gtk_list_box_get_row_at_index (self->results, (int) index)));
}

static guint
count_rows (BellFindDialog *self)
{
  guint n = self->n_requests;

  while (gtk_list_box_get_row_at_index (self->results, (int) n) != NULL)
    n++;

  return n;
}

static void
remove_others (BellFindDialog *self)
{
  for (guint n = count_rows (self); n > self->n_requests; n--)
    remove_row (self, n - 1);
}

/* Until the desk answers, those that still fit stay. */
static void
remove_requests (BellFindDialog *self, const BellWords *but)
{
  for (guint i = self->n_requests; i > 0; i--)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->results, (int) i - 1);

      if (but != NULL && bell_find_row_fits (BELL_FIND_ROW (row), but))
        continue;
      remove_row (self, i - 1);
      self->n_requests--;
    }
}

static void
add_kind (BellFindDialog *self, const BellShape *shape)
{
  gboolean      may = bell_admin_is_for (self->session);
  gboolean      more;
  BellAdminKind kind;
  g_autoptr (GPtrArray) records
      = bell_find_records (self->session, shape, self->words, MOST, &more);

  bell_admin_text_find_kind (shape, &kind);
  for (guint i = 0; i < records->len; i++)
    {
      BellRecord      *record = records->pdata[i];
      g_autofree char *title = bell_admin_value_title (record);
      g_autofree char *subtitle = bell_admin_value_subtitle (self->session, record);
      BellFound        found = {
               .section = kind.title,
               .more = more,
               .icon_name = kind.icon_name,
               .title = title,
               .subtitle = subtitle,
               .action = may ? "desk.open" : "app.show-person",
               .target
        = may ? g_variant_new ("(ss)", shape->name, record->id) : g_variant_new_string (record->id),
      };

      gtk_list_box_append (self->results, bell_find_row_new (&found));
    }
}

static void
add_places (BellFindDialog *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->places)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *icon_name = NULL;
      BellFound        found = { .section = _ ("Places"), .action = "app.show-place" };

      if (!BELL_IS_PLACE_ROW (row) || !gtk_widget_get_visible (row)
          || !bell_words_fit (self->words, bell_place_row_get_label (BELL_PLACE_ROW (row))))
        continue;
      g_object_get (row, "icon-name", &icon_name, NULL);
      found.icon_name = icon_name;
      found.title = bell_place_row_get_label (BELL_PLACE_ROW (row));
      found.target = g_variant_new_string (gtk_widget_get_name (row));
      gtk_list_box_append (self->results, bell_find_row_new (&found));
    }
}

/* What is found without asking the desk, as far as the person may see it. */
static void
add_others (BellFindDialog *self)
{
  add_kind (self, &bell_person_shape);
  for (guint i = 0; i < bell_admin_text_count_kinds () && bell_admin_is_for (self->session); i++)
    {
      BellAdminKind kind;

      bell_admin_text_get_kind (i, &kind);
      if (kind.shape != &bell_person_shape && kind.shape != &bell_settings_shape)
        add_kind (self, kind.shape);
    }
  add_places (self);
}

static void
add_requests (BellFindDialog *self, GPtrArray *records, gboolean more)
{
  for (guint i = 0; i < records->len; i++)
    {
      const BellRequest *request = records->pdata[i];
      g_autofree char   *about = NULL;
      g_autofree char   *text = NULL;
      BellFound          found = {
                 .section = _ ("Requests"),
                 .more = more,
                 .icon_name = "view-list-bullet-symbolic",
                 .action = "app.show-request",
      };

      if (request->record.shape != &bell_request_shape)
        continue;
      about = bell_find_request_about (records, request);
      text = bell_find_request_text (records, request);
      found.title = request->title;
      found.subtitle = about;
      found.text = text;
      found.target = g_variant_new_string (request->record.id);
      gtk_list_box_insert (self->results, bell_find_row_new (&found), (int) self->n_requests++);
    }
}

/* The one that is chosen is seen; with the first one, its heading. */
static void
choose (BellFindDialog *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->results, index);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->viewport));

  gtk_list_box_select_row (self->results, row);
  if (index == 0)
    gtk_adjustment_set_value (adjustment, 0);
  else if (row != NULL)
    gtk_viewport_scroll_to (self->viewport, GTK_WIDGET (row), NULL);
}

/* A page that is there stays until it is known what comes in its place. */
static void
refresh (BellFindDialog *self)
{
  guint n = count_rows (self);

  if (!self->moved || gtk_list_box_get_selected_row (self->results) == NULL)
    choose (self, 0);
  if (n > 0)
    bell_stack_show (self->stack, "found");
  else if (!self->asking)
    bell_stack_show (self->stack, bell_words_is_empty (self->words) ? "start" : "nothing");
}

static void
open_chosen (BellFindDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->results);
  g_autoptr (BellFindDialog) held = g_object_ref (self);
  g_autoptr (GtkWidget) from = g_object_ref (self->from);

  if (row == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  g_object_ref (row);
  adw_dialog_close (ADW_DIALOG (self));
  bell_find_row_open (BELL_FIND_ROW (row), from);
  g_object_unref (row);
}

static void
announce_results (BellFindDialog *self)
{
  guint            n = count_rows (self);
  GtkListBoxRow   *row = gtk_list_box_get_selected_row (self->results);
  g_autofree char *count = g_strdup_printf (ngettext ("%u result", "%u results", n), n);
  g_autofree char *chosen = row != NULL ? bell_find_row_describe (BELL_FIND_ROW (row)) : NULL;
  g_autofree char *text = NULL;

  text = g_strjoin ("\n", n > 0 ? count : _ ("Nothing Found"),
                    adw_banner_get_revealed (self->failure) ? adw_banner_get_title (self->failure)
                                                            : "",
                    chosen, NULL);
  announce (self, text);
}

static void
show_failure (BellFindDialog *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_OFFLINE))
    text = g_strdup (_ ("The desk cannot be reached now, so requests are not found."));
  else
    text = bell_format_error (error);
  adw_banner_set_title (self->failure, text);
  adw_banner_set_revealed (self->failure, TRUE);
}

static void
stop_asking (BellFindDialog *self)
{
  self->asking = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static void
on_requests (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellFindDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean more;
  g_autoptr (GPtrArray) records
      = bell_find_requests_finish (BELL_SESSION (object), result, &more, &error);

  /* Something else is looked for by now, or nothing. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  stop_asking (self);
  remove_requests (self, NULL);
  adw_banner_set_revealed (self->failure, FALSE);
  if (records != NULL)
    add_requests (self, records, more);
  else
    show_failure (self, error);
  refresh (self);
  /* Without requests the first is perhaps not what was meant. */
  if (self->open_first && records != NULL && count_rows (self) > 0)
    open_chosen (self);
  else
    announce_results (self);
  self->open_first = FALSE;
}

static gboolean
on_timer (gpointer user_data)
{
  BellFindDialog *self = user_data;

  self->timer = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);

  return G_SOURCE_REMOVE;
}

static void
on_sought (BellFindDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (!g_set_str (&self->asked, text))
    return;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  bell_words_unref (self->words);
  self->words = bell_words_new (text);
  self->moved = FALSE;
  self->open_first = FALSE;
  stop_asking (self);
  if (bell_words_is_empty (self->words))
    adw_banner_set_revealed (self->failure, FALSE);
  remove_others (self);
  remove_requests (self, bell_words_is_empty (self->words) ? NULL : self->words);
  if (!bell_words_is_empty (self->words))
    {
      self->asking = TRUE;
      self->timer = g_timeout_add (PATIENCE_MILLIS, on_timer, self);
      add_others (self);
      bell_find_requests_async (self->session, self->words, MOST, self->cancellable, on_requests,
                                g_object_ref (self));
    }
  refresh (self);
}

/* What was typed last is perhaps not found yet, and is what shall be opened. */
static void
on_enter (BellFindDialog *self)
{
  on_sought (self);
  if (self->asking && !self->moved)
    self->open_first = TRUE;
  else
    open_chosen (self);
}

static void
on_row (BellFindDialog *self)
{
  open_chosen (self);
}

static gboolean
on_key (BellFindDialog *self, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow   *row = gtk_list_box_get_selected_row (self->results);
  int              step = (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) ? 1 : -1;
  int              index;
  g_autofree char *description = NULL;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0
      || (step < 0 && key != GDK_KEY_Up && key != GDK_KEY_KP_Up))
    return FALSE;
  if (row == NULL)
    return TRUE;

  index = gtk_list_box_row_get_index (row) + step;
  if (index < 0 || gtk_list_box_get_row_at_index (self->results, index) == NULL)
    return TRUE;

  self->moved = TRUE;
  choose (self, index);
  description = bell_find_row_describe (
      BELL_FIND_ROW (gtk_list_box_get_row_at_index (self->results, index)));
  announce (self, description);

  return TRUE;
}

static void
on_session (BellFindDialog *self)
{
  if (bell_session_get_state (self->session) != BELL_SESSION_OPEN)
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
bell_find_dialog_dispose (GObject *object)
{
  BellFindDialog *self = BELL_FIND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->from);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_FIND_DIALOG);

  G_OBJECT_CLASS (bell_find_dialog_parent_class)->dispose (object);
}

static void
bell_find_dialog_finalize (GObject *object)
{
  BellFindDialog *self = BELL_FIND_DIALOG (object);

  g_free (self->asked);
  bell_words_unref (self->words);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (bell_find_dialog_parent_class)->finalize (object);
}

static void
bell_find_dialog_closed (AdwDialog *dialog)
{
  BellFindDialog *self = BELL_FIND_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  stop_asking (self);
}

static void
bell_find_dialog_class_init (BellFindDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bell_find_dialog_dispose;
  object_class->finalize = bell_find_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = bell_find_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-find-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BellFindDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, BellFindDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, BellFindDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, BellFindDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BellFindDialog, start);
  gtk_widget_class_bind_template_child (widget_class, BellFindDialog, viewport);
  gtk_widget_class_bind_template_child (widget_class, BellFindDialog, results);
  gtk_widget_class_bind_template_callback (widget_class, on_sought);
  gtk_widget_class_bind_template_callback (widget_class, on_enter);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_row);
  gtk_widget_class_bind_template_callback (widget_class, adw_dialog_close);
}

static void
bell_find_dialog_init (BellFindDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->words = bell_words_new ("");
  self->asked = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->results, bell_find_row_add_heading, NULL, NULL);
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self));
}

/**
 * bell_find_dialog_present:
 * @session: a desk that is open
 * @places: the sidebar of the window
 * @parent: a widget in the window that has the actions "desk."
 *
 * Lets the person find something, and opens it.
 */
void
bell_find_dialog_present (BellSession *session, GtkListBox *places, GtkWidget *parent)
{
  BellFindDialog *self = g_object_new (BELL_TYPE_FIND_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->places = places;
  self->from = g_object_ref (parent);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session), self, G_CONNECT_SWAPPED);
  adw_status_page_set_description (
      self->start,
      bell_admin_is_for (session)
          ? _ ("Requests by their number, title or person, and people, places and all that you "
               "administer by their name.")
          : _ ("Requests by their number, title or person, and people and places by their name."));
  adw_dialog_present (ADW_DIALOG (self), parent);
}
