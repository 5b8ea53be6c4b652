/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-request-row.h"

#include "bell-format.h"
#include "bell-pill.h"
#include "bell-request-list.h"

#include <glib/gi18n.h>

struct _BellRequestRow
{
  AdwBin           parent_instance;
  BellRequestItem *item;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *phase;
  GtkLabel *priority;
};

G_DEFINE_FINAL_TYPE (BellRequestRow, bell_request_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_ITEM = 1,
  PROP_DESCRIPTION,
} BellRequestRowProperty;
static GParamSpec *props[PROP_DESCRIPTION + 1];

static void
set_item (BellRequestRow *self, BellRequestItem *item)
{
  const BellRequest *request;
  g_autofree char   *moment = NULL;
  g_autofree char   *subtitle = NULL;

  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  request = bell_request_item_get_request (item);
  moment = bell_format_moment (request->created_at, g_get_real_time ());
  /* Translators: the number of a request, who made it, and when */
  subtitle = g_strdup_printf (_ ("%s · %s · %s"), request->record.id,
                              bell_request_item_get_person_name (item), moment);
  gtk_label_set_label (self->title, request->title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_label_set_label (self->phase, bell_format_phase (request->phase));
  bell_pill_set_priority (self->priority, request->priority);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DESCRIPTION]);
}

static char *
describe (BellRequestRow *self)
{
  if (self->item == NULL)
    return g_strdup ("");

  return g_strdup_printf ("%s, %s, %s, %s", gtk_label_get_label (self->title),
                          gtk_label_get_label (self->subtitle), gtk_label_get_label (self->phase),
                          gtk_label_get_label (self->priority));
}

static void
bell_request_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellRequestRow *self = BELL_REQUEST_ROW (object);

  switch ((BellRequestRowProperty) id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (value, describe (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_request_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((BellRequestRowProperty) id)
    {
    case PROP_ITEM:
      set_item (BELL_REQUEST_ROW (object), g_value_get_object (value));
      break;
    case PROP_DESCRIPTION:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_request_row_dispose (GObject *object)
{
  g_clear_object (&BELL_REQUEST_ROW (object)->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_REQUEST_ROW);

  G_OBJECT_CLASS (bell_request_row_parent_class)->dispose (object);
}

static void
bell_request_row_class_init (BellRequestRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bell_request_row_get_property;
  object_class->set_property = bell_request_row_set_property;
  object_class->dispose = bell_request_row_dispose;

  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, BELL_TYPE_REQUEST_ITEM,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-request-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BellRequestRow, title);
  gtk_widget_class_bind_template_child (widget_class, BellRequestRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, BellRequestRow, phase);
  gtk_widget_class_bind_template_child (widget_class, BellRequestRow, priority);
}

static void
bell_request_row_init (BellRequestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
