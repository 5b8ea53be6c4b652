/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-private.h"

#include "bell-admin-list.h"
#include "bell-admin-places.h"
#include "bell-admin-text.h"
#include "bell-admin-undo.h"
#include "bell-admin-value.h"
#include "bell-line-banner.h"
#include "bell-place-row.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (BellAdmin, bell_admin, G_TYPE_OBJECT)

/**
 * bell_admin_close:
 * @self: the administration
 *
 * Goes back to the list, whatever becomes of what was edited.
 */
void
bell_admin_close (BellAdmin *self)
{
  if (self->page == NULL)
    return;

  self->page = NULL;
  self->form = NULL;
  adw_navigation_view_pop (self->view);
}

/* A record that was there before stays open. */
static void
on_edited (BellAdmin *self, BellEdited *edited, BellAdminForm *form)
{
  if (edited != NULL)
    bell_admin_undo_offer (self->toasts, self->session, edited);
  if (form != self->form)
    return;

  if (edited == NULL || edited->now == NULL || edited->was == NULL)
    bell_admin_close (self);
}

static BellAdminForm *
new_form (BellAdmin *self, const BellShape *shape, BellRecord *record)
{
  GtkWidget *form = bell_admin_form_new (self->session, shape, record);

  g_signal_connect_object (form, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);

  return BELL_ADMIN_FORM (form);
}

static void
on_left (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdmin) self = user_data;

  if (bell_admin_form_leave_finish (BELL_ADMIN_FORM (object), result)
      && BELL_ADMIN_FORM (object) == self->form)
    bell_admin_close (self);
}

/**
 * bell_admin_go_back:
 * @self: the administration
 *
 * Goes back to the list from the record that is open, if one is; asks first if something would be
 * lost.
 */
void
bell_admin_go_back (BellAdmin *self)
{
  g_return_if_fail (BELL_IS_ADMIN (self));

  if (self->form != NULL)
    bell_admin_form_leave_async (self->form, on_left, g_object_ref (self));
}

static gboolean
on_back_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  bell_admin_go_back (user_data);

  return TRUE;
}

static void
add_key (GtkEventController *controller,
         guint               key,
         GdkModifierType     modifiers,
         GtkShortcutFunc     function,
         gpointer            user_data)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                        gtk_callback_action_new (function, user_data, NULL)));
}

static GtkWidget *
new_header (BellAdmin *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *help = gtk_button_new_from_icon_name ("dialog-question-symbolic");

  gtk_widget_set_tooltip_text (back, _ ("Back"));
  g_signal_connect_object (back, "clicked", G_CALLBACK (bell_admin_go_back), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_set_show_back_button (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);
  gtk_widget_set_tooltip_text (help, _ ("Help"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (help), "win.help");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), help);

  return header;
}

/* Whoever goes back is asked first, so that the view itself must not. */
static void
push_page (BellAdmin *self, const char *title, BellAdminForm *form)
{
  GtkWidget          *view = adw_toolbar_view_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), new_header (self));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bell_line_banner_new (self->session));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (form));
  self->form = form;
  self->page = adw_navigation_page_new (view, title);
  adw_navigation_page_set_can_pop (self->page, FALSE);
  add_key (keys, GDK_KEY_Escape, 0, on_back_key, self);
  add_key (keys, GDK_KEY_Left, GDK_ALT_MASK, on_back_key, self);
  gtk_widget_add_controller (GTK_WIDGET (self->page), keys);
  bell_admin_form_add_save_key (form, GTK_WIDGET (self->page));
  adw_navigation_view_push (self->view, self->page);
  gtk_widget_grab_focus (GTK_WIDGET (form));
}

/* Opens the page of a record, over its list; %NULL: of a new one. */
void
bell_admin_open_record (BellAdmin *self, const BellShape *shape, BellRecord *record)
{
  BellAdminKind    kind;
  g_autofree char *title = NULL;

  if (self->page != NULL || self->store == NULL)
    return;

  bell_admin_text_find_kind (shape, &kind);
  title = record != NULL ? bell_admin_value_title (record) : g_strdup (kind.new_title);
  push_page (self, title, new_form (self, shape, record));
}

static void
on_open (BellAdmin *self, BellRecord *record, BellAdminList *list)
{
  bell_admin_open_record (self, bell_admin_list_get_shape (list), record);
}

static GtkWidget *
new_page (BellAdmin *self, const BellAdminKind *kind)
{
  GtkWidget *page;

  if (kind->shape == &bell_settings_shape)
    {
      page = adw_bin_new ();
      self->settings = ADW_BIN (page);
      return page;
    }

  page = bell_admin_list_new (self->session, kind);
  g_signal_connect_object (page, "open", G_CALLBACK (on_open), self, G_CONNECT_SWAPPED);

  return page;
}

static void
add_place (BellAdmin  *self,
           const char *name,
           const char *icon_name,
           const char *title,
           GtkWidget  *page)
{
  GtkWidget *row = g_object_new (BELL_TYPE_PLACE_ROW, "name", name, "icon-name", icon_name, "label",
                                 title, "visible", FALSE, NULL);

  gtk_list_box_append (self->places, row);
  gtk_stack_add_named (self->pages, page, name);
  g_ptr_array_add (self->rows, row);
}

/* What the place of a type of record is called in the program. */
const char *
bell_admin_place_name (const BellShape *shape)
{
  return shape->collection != NULL ? shape->collection : shape->name;
}

static void
add_kinds (BellAdmin *self)
{
  for (guint i = 0; i < bell_admin_text_count_kinds (); i++)
    {
      BellAdminKind kind;

      bell_admin_text_get_kind (i, &kind);
      add_place (self, bell_admin_place_name (kind.shape), kind.icon_name, kind.title,
                 new_page (self, &kind));
    }
}

static void
add_others (BellAdmin *self, gboolean before)
{
  for (const BellAdminPlace *place = bell_admin_places; place->name != NULL; place++)
    if (place->before_records == before)
      add_place (self, place->name, place->icon_name, _ (place->title),
                 place->new_page (self->session));
}

/* A heading over the first place of administrators. */
static void
add_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  BellAdmin *self = user_data;
  GtkWidget *label;

  if (self->rows->len == 0 || row != self->rows->pdata[0])
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;

  label = gtk_label_new (_ ("Administration"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_header (row, label);
}

static void
bell_admin_dispose (GObject *object)
{
  BellAdmin *self = BELL_ADMIN (object);

  if (self->places != NULL)
    gtk_list_box_set_header_func (self->places, NULL, NULL, NULL);
  self->places = NULL;
  self->page = NULL;
  self->form = NULL;
  g_clear_object (&self->actions);
  g_clear_object (&self->store);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_admin_parent_class)->dispose (object);
}

static void
bell_admin_finalize (GObject *object)
{
  g_ptr_array_unref (BELL_ADMIN (object)->rows);

  G_OBJECT_CLASS (bell_admin_parent_class)->finalize (object);
}

static void
bell_admin_class_init (BellAdminClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_admin_finalize;
}

static void
bell_admin_init (BellAdmin *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * bell_admin_new:
 * @session: the desk
 * @places: the sidebar
 * @pages: what the places show
 * @view: what a record is shown in, over the places
 * @toasts: where to say what was done
 *
 * Adds the administration to a window, which has to outlive it.
 *
 * Returns: (transfer full): the administration
 */
BellAdmin *
bell_admin_new (BellSession       *session,
                GtkListBox        *places,
                GtkStack          *pages,
                AdwNavigationView *view,
                AdwToastOverlay   *toasts)
{
  BellAdmin *self = g_object_new (BELL_TYPE_ADMIN, NULL);

  self->session = g_object_ref (session);
  self->places = places;
  self->pages = pages;
  self->view = view;
  self->toasts = toasts;
  bell_admin_add_actions (self);
  add_others (self, TRUE);
  add_kinds (self);
  add_others (self, FALSE);
  gtk_list_box_set_header_func (places, add_heading, self, NULL);

  return self;
}

/* Another desk has other settings, and not the record that was open. */
static void
take_store (BellAdmin *self)
{
  BellStore     *store = bell_session_get_store (self->session);
  BellRecord    *settings;
  BellAdminForm *form;

  if (self->store == store)
    return;

  bell_admin_close (self);
  g_set_object (&self->store, store);
  settings = (BellRecord *) bell_document_get_settings (bell_session_get_directory (self->session));
  form = new_form (self, &bell_settings_shape, settings);
  bell_admin_form_add_save_key (form, GTK_WIDGET (form));
  adw_bin_set_child (self->settings, GTK_WIDGET (form));
}

/* The record that is open may be called differently now. */
static void
refresh_title (BellAdmin *self)
{
  const BellRecord *was = self->form != NULL ? bell_admin_form_get_record (self->form) : NULL;
  BellRecord *current = was != NULL ? bell_document_get (bell_session_get_directory (self->session),
                                                         was->shape, was->id)
                                    : NULL;
  g_autofree char *title = current != NULL ? bell_admin_value_title (current) : NULL;

  if (title != NULL)
    adw_navigation_page_set_title (self->page, title);
}

/**
 * bell_admin_is_for:
 * @session: a desk
 *
 * Returns: whether who is at it may administer it, the whole of it or its chats
 */
gboolean
bell_admin_is_for (BellSession *session)
{
  const BellPerson *person = bell_session_get_person_record (session);

  return person != NULL && (person->roles & (BELL_ROLE_ADMIN | BELL_ROLE_CHAT_ADMIN)) != 0;
}

/**
 * bell_admin_refresh:
 * @self: the administration
 *
 * Shows the places to those who may see them, once the desk is open.
 */
void
bell_admin_refresh (BellAdmin *self)
{
  const BellPerson *person = bell_session_get_person_record (self->session);
  gboolean          may = bell_admin_is_for (self->session);

  g_return_if_fail (BELL_IS_ADMIN (self));

  if (may)
    {
      take_store (self);
      refresh_title (self);
    }
  else
    bell_admin_close (self);
  bell_admin_enable_transfers (self, may && (person->roles & BELL_ROLE_ADMIN) != 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      gtk_widget_set_visible (self->rows->pdata[i], may);
      if (!may && gtk_list_box_get_selected_row (self->places) == self->rows->pdata[i])
        gtk_list_box_select_row (self->places, gtk_list_box_get_row_at_index (self->places, 0));
    }
}

/* What is in front and can be edited. */
static BellAdminForm *
get_form (BellAdmin *self)
{
  if (self->form != NULL)
    return self->form;
  if (gtk_stack_get_visible_child (self->pages) != GTK_WIDGET (self->settings))
    return NULL;

  return (BellAdminForm *) adw_bin_get_child (self->settings);
}

/**
 * bell_admin_differs:
 * @self: the administration
 *
 * Returns: whether something would be lost if what is in front was left
 */
gboolean
bell_admin_differs (BellAdmin *self)
{
  BellAdminForm *form = get_form (self);

  return form != NULL && bell_admin_form_differs (form);
}

static void
on_may_leave (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, bell_admin_form_leave_finish (BELL_ADMIN_FORM (object), result));
}

/**
 * bell_admin_leave_async:
 * @self: the administration
 * @callback: called when what is in front may be left, or when it shall not
 * @user_data: for @callback
 *
 * Asks what becomes of what was edited, if anything was.
 */
void
bell_admin_leave_async (BellAdmin *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask         *task = g_task_new (self, NULL, callback, user_data);
  BellAdminForm *form = get_form (self);

  g_task_set_source_tag (task, bell_admin_leave_async);
  if (form != NULL)
    {
      bell_admin_form_leave_async (form, on_may_leave, task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * bell_admin_leave_finish:
 * @self: the administration
 * @result: what the callback was given
 *
 * Returns: whether it may be left
 */
gboolean
bell_admin_leave_finish (BellAdmin *self, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
