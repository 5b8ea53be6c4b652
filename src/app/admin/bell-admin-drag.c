/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-drag.h"

/* Rows that are dragged within what they belong to, their scope. There is always another way to do
 * the same by keyboard. */

#define SCOPE "bell-drag-scope"

typedef struct
{
  gpointer      scope;
  BellAdminDrop drop;
  gpointer      user_data;
} Place;

/**
 * bell_admin_drag_handle_new:
 *
 * Returns: (transfer none): what one takes a row by
 */
GtkWidget *
bell_admin_drag_handle_new (void)
{
  GtkWidget *handle = g_object_new (GTK_TYPE_IMAGE, "icon-name", "list-drag-handle-symbolic",
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (handle, "dim-label");
  gtk_widget_set_cursor_from_name (handle, "grab");

  return handle;
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, GtkWidget *dragged)
{
  return gdk_content_provider_new_typed (GTK_TYPE_WIDGET, dragged);
}

static void
on_begin (GtkDragSource *source, GdkDrag *drag, GtkWidget *dragged)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (dragged);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/**
 * bell_admin_drag_from:
 * @handle: what one takes it by
 * @dragged: what can be dragged
 * @scope: what it belongs to
 *
 * Lets something be dragged.
 */
void
bell_admin_drag_from (GtkWidget *handle, GtkWidget *dragged, gpointer scope)
{
  GtkDragSource *source = gtk_drag_source_new ();

  g_object_set_data (G_OBJECT (dragged), SCOPE, scope);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_prepare), dragged, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_begin), dragged, 0);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
}

static GtkWidget *
get_dragged (const GValue *value, const Place *place, GtkWidget *onto)
{
  GtkWidget *dragged = value != NULL ? g_value_get_object (value) : NULL;

  if (dragged == NULL || dragged == onto
      || g_object_get_data (G_OBJECT (dragged), SCOPE) != place->scope)
    return NULL;

  return dragged;
}

static void
mark (GtkWidget *onto, gboolean above, gboolean below)
{
  gtk_widget_remove_css_class (onto, "drop-above");
  gtk_widget_remove_css_class (onto, "drop-below");
  if (above)
    gtk_widget_add_css_class (onto, "drop-above");
  if (below)
    gtk_widget_add_css_class (onto, "drop-below");
}

static gboolean
is_lower (GtkWidget *onto, double y)
{
  return y > gtk_widget_get_height (onto) / 2.0;
}

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, Place *place)
{
  GtkWidget *onto = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  gboolean   fits = get_dragged (gtk_drop_target_get_value (target), place, onto) != NULL;

  mark (onto, fits && !is_lower (onto, y), fits && is_lower (onto, y));

  return fits ? GDK_ACTION_MOVE : 0;
}

static void
on_leave (GtkDropTarget *target, Place *place)
{
  mark (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)), FALSE, FALSE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, Place *place)
{
  GtkWidget *onto = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkWidget *dragged = get_dragged (value, place, onto);

  mark (onto, FALSE, FALSE);
  if (dragged != NULL)
    place->drop (dragged, onto, is_lower (onto, y), place->user_data);

  return dragged != NULL;
}

static void
free_place (gpointer place, GClosure *closure)
{
  g_free (place);
}

/**
 * bell_admin_drag_onto:
 * @onto: where something can be let go
 * @scope: what it has to belong to
 * @drop: takes it there
 * @user_data: for @drop, there for as long as @onto
 *
 * Lets something be let go here, above or below.
 */
void
bell_admin_drag_onto (GtkWidget *onto, gpointer scope, BellAdminDrop drop, gpointer user_data)
{
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_WIDGET, GDK_ACTION_MOVE);
  Place         *place = g_new0 (Place, 1);

  place->scope = scope;
  place->drop = drop;
  place->user_data = user_data;
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (on_motion), place);
  g_signal_connect (target, "leave", G_CALLBACK (on_leave), place);
  g_signal_connect_data (target, "drop", G_CALLBACK (on_drop), place, free_place, 0);
  gtk_widget_add_controller (onto, GTK_EVENT_CONTROLLER (target));
}

typedef struct
{
  BellAdminStep step;
  gpointer      user_data;
  gboolean      up;
} Key;

static gboolean
on_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  const Key *key = user_data;

  return key->step (key->up, key->user_data);
}

static void
add_key (GtkEventController *controller, guint keyval, Key key)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_ALT_MASK),
                        gtk_callback_action_new (on_key, g_memdup2 (&key, sizeof key), g_free)));
}

/**
 * bell_admin_drag_add_keys:
 * @widget: what has the rows in it
 * @step: moves the one that has the focus
 * @user_data: for @step, there for as long as @widget
 *
 * Lets rows be moved with Alt+Up and Alt+Down.
 */
void
bell_admin_drag_add_keys (GtkWidget *widget, BellAdminStep step, gpointer user_data)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  add_key (controller, GDK_KEY_Up, (Key) { step, user_data, TRUE });
  add_key (controller, GDK_KEY_Down, (Key) { step, user_data, FALSE });
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, controller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                  "Alt+Up Alt+Down", -1);
}
