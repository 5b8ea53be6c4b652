/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-span.h"

#include "bell-admin-text.h"

#include <glib/gi18n.h>

struct _BellAdminSpan
{
  GtkWidget parent_instance;
  int       day; /* from Monday */
  BellSpan  span;
  char     *label; /* "Monday, 09:00 to 17:00" */
};

G_DEFINE_FINAL_TYPE (BellAdminSpan, bell_admin_span, GTK_TYPE_WIDGET)

#define PADDING 4

static void
bell_admin_span_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  *minimum = *natural = 0;
}

/* Its times, if there is room for both, or for the first. */
static void
bell_admin_span_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BellAdminSpan   *self = BELL_ADMIN_SPAN (widget);
  g_autofree char *from = bell_time_of_day_format (self->span.from);
  g_autofree char *until = bell_time_of_day_format (self->span.until);
  g_autofree char *both = g_strdup_printf ("%s–%s", from, until);
  const char      *texts[] = { both, from };
  GdkRGBA          color;

  gtk_widget_get_color (widget, &color);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, texts[i]);
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      if (width + 2 * PADDING > gtk_widget_get_width (widget))
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (
          snapshot, &GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (widget) - width) / 2,
                                          (float) (gtk_widget_get_height (widget) - height) / 2));
      gtk_snapshot_append_layout (snapshot, layout, &color);
      gtk_snapshot_restore (snapshot);
      return;
    }
}

static void
bell_admin_span_finalize (GObject *object)
{
  g_free (BELL_ADMIN_SPAN (object)->label);

  G_OBJECT_CLASS (bell_admin_span_parent_class)->finalize (object);
}

static void
bell_admin_span_class_init (BellAdminSpanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bell_admin_span_finalize;
  widget_class->measure = bell_admin_span_measure;
  widget_class->snapshot = bell_admin_span_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
bell_admin_span_init (BellAdminSpan *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "week-span");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _ ("The arrow keys move it, with Shift its end, with Ctrl its beginning, Alt+Up and Alt+Down "
         "to another day; Delete removes it, Enter goes to its times."),
      -1);
}

/* What it says. */
static void
update_label (BellAdminSpan *self)
{
  g_autofree char *from = bell_time_of_day_format (self->span.from);
  g_autofree char *until = bell_time_of_day_format (self->span.until);

  g_free (self->label);
  /* Translators: a weekday and two times: "Monday, 09:00 to 17:00" */
  self->label
      = g_strdup_printf (_ ("%s, %s to %s"),
                         bell_admin_text_word (&bell_weekday_type, (guint) self->day), from, until);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label,
                                  -1);
}

/**
 * bell_admin_span_new:
 * @day: a weekday, from Monday, which is 0
 * @span: from when until when
 *
 * Returns: (transfer floating): the span, to be seen
 */
BellAdminSpan *
bell_admin_span_new (int day, BellSpan span)
{
  BellAdminSpan *self = g_object_new (BELL_TYPE_ADMIN_SPAN, NULL);

  self->day = day;
  self->span = span;
  update_label (self);

  return self;
}

/**
 * bell_admin_span_get_day:
 * @self: a span
 *
 * Returns: its weekday, from Monday, which is 0
 */
int
bell_admin_span_get_day (BellAdminSpan *self)
{
  return self->day;
}

/**
 * bell_admin_span_get:
 * @self: a span
 *
 * Returns: (transfer none): from when until when
 */
const BellSpan *
bell_admin_span_get (BellAdminSpan *self)
{
  return &self->span;
}

/**
 * bell_admin_span_set:
 * @self: a span
 * @day: a weekday
 * @span: from when until when
 *
 * Returns: whether it was another
 */
gboolean
bell_admin_span_set (BellAdminSpan *self, int day, BellSpan span)
{
  if (self->day == day && self->span.from == span.from && self->span.until == span.until)
    return FALSE;

  self->day = day;
  self->span = span;
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return TRUE;
}

/**
 * bell_admin_span_get_label:
 * @self: a span
 *
 * Returns: (transfer none): what it says: "Monday, 09:00 to 17:00"
 */
const char *
bell_admin_span_get_label (BellAdminSpan *self)
{
  return self->label;
}

/**
 * bell_admin_span_compare:
 * @a: (type BellAdminSpan): a pointer to a span
 * @b: (type BellAdminSpan): a pointer to another
 *
 * Returns: which is earlier in the week
 */
int
bell_admin_span_compare (gconstpointer a, gconstpointer b)
{
  const BellAdminSpan *left = *(BellAdminSpan *const *) a;
  const BellAdminSpan *right = *(BellAdminSpan *const *) b;

  if (left->day != right->day)
    return left->day - right->day;

  return left->span.from - right->span.from;
}
