/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-place-row.h"

struct _BellPlaceRow
{
  GtkListBoxRow parent_instance;
  char         *icon_name;
  char         *label;

  GtkLabel *detail;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (BellPlaceRow, bell_place_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_ICON_NAME = 1,
  PROP_LABEL,
} BellPlaceRowProperty;
static GParamSpec *props[PROP_LABEL + 1];

/* What a screen reader says of the row. */
static void
describe (BellPlaceRow *self, guint count, const char *detail)
{
  g_autofree char *text = NULL;

  if (count == 0)
    text = g_strdup (self->label);
  else if (detail == NULL)
    text = g_strdup_printf ("%s, %u", self->label, count);
  else
    text = g_strdup_printf ("%s, %u, %s", self->label, count, detail);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
bell_place_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellPlaceRow *self = BELL_PLACE_ROW (object);

  switch ((BellPlaceRowProperty) id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_place_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BellPlaceRow *self = BELL_PLACE_ROW (object);

  switch ((BellPlaceRowProperty) id)
    {
    case PROP_ICON_NAME:
      g_set_str (&self->icon_name, g_value_get_string (value));
      break;
    case PROP_LABEL:
      g_set_str (&self->label, g_value_get_string (value));
      describe (self, 0, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_place_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_PLACE_ROW);

  G_OBJECT_CLASS (bell_place_row_parent_class)->dispose (object);
}

static void
bell_place_row_finalize (GObject *object)
{
  BellPlaceRow *self = BELL_PLACE_ROW (object);

  g_free (self->icon_name);
  g_free (self->label);

  G_OBJECT_CLASS (bell_place_row_parent_class)->finalize (object);
}

static void
bell_place_row_class_init (BellPlaceRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bell_place_row_get_property;
  object_class->set_property = bell_place_row_set_property;
  object_class->dispose = bell_place_row_dispose;
  object_class->finalize = bell_place_row_finalize;

  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_LABEL]
      = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-place-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BellPlaceRow, detail);
  gtk_widget_class_bind_template_child (widget_class, BellPlaceRow, count);
}

static void
bell_place_row_init (BellPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_place_row_get_label:
 * @self: a place
 *
 * Returns: (transfer none): what it is called
 */
const char *
bell_place_row_get_label (BellPlaceRow *self)
{
  g_return_val_if_fail (BELL_IS_PLACE_ROW (self), NULL);

  return self->label;
}

/**
 * bell_place_row_set_count:
 * @self: a place
 * @count: how much waits there
 * @detail: (nullable): more of it, in words
 *
 * Shows what waits there, if anything does.
 */
void
bell_place_row_set_count (BellPlaceRow *self, guint count, const char *detail)
{
  g_autofree char *number = g_strdup_printf ("%u", count);

  g_return_if_fail (BELL_IS_PLACE_ROW (self));

  gtk_label_set_label (self->count, number);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  gtk_label_set_label (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL);
  describe (self, count, detail);
}
