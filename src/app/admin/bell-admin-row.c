/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-row.h"

#include "bell-admin-list.h"

struct _BellAdminRow
{
  GtkBox         parent_instance;
  BellAdminItem *item;
  gboolean       is_in_list;
};

G_DEFINE_FINAL_TYPE (BellAdminRow, bell_admin_row, GTK_TYPE_BOX)

typedef enum
{
  PROP_ITEM = 1,
} BellAdminRowProperty;
static GParamSpec *props[PROP_ITEM + 1];

static void
bell_admin_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((BellAdminRowProperty) id)
    {
    case PROP_ITEM:
      g_value_set_object (value, BELL_ADMIN_ROW (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_admin_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((BellAdminRowProperty) id)
    {
    case PROP_ITEM:
      g_set_object (&BELL_ADMIN_ROW (object)->item, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The list may want it to be movable. */
static void
bell_admin_row_root (GtkWidget *widget)
{
  BellAdminRow *self = BELL_ADMIN_ROW (widget);
  GtkWidget    *list = gtk_widget_get_ancestor (widget, BELL_TYPE_ADMIN_LIST);

  GTK_WIDGET_CLASS (bell_admin_row_parent_class)->root (widget);

  if (list != NULL && !self->is_in_list)
    bell_admin_list_take_row (BELL_ADMIN_LIST (list), widget);
  self->is_in_list = self->is_in_list || list != NULL;
}

static void
bell_admin_row_dispose (GObject *object)
{
  g_clear_object (&BELL_ADMIN_ROW (object)->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_ADMIN_ROW);

  G_OBJECT_CLASS (bell_admin_row_parent_class)->dispose (object);
}

static void
bell_admin_row_class_init (BellAdminRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bell_admin_row_get_property;
  object_class->set_property = bell_admin_row_set_property;
  object_class->dispose = bell_admin_row_dispose;
  widget_class->root = bell_admin_row_root;

  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, BELL_TYPE_ADMIN_ITEM,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-admin-row.ui");
}

static void
bell_admin_row_init (BellAdminRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_admin_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
BellAdminItem *
bell_admin_row_get_item (BellAdminRow *self)
{
  return self->item;
}
