/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-find-row.h"

#include <glib/gi18n.h>

struct _BellFindRow
{
  GtkListBoxRow parent_instance;
  char         *section;
  gboolean      more;
  char         *text;
  char         *action;
  GVariant     *target;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
};

G_DEFINE_FINAL_TYPE (BellFindRow, bell_find_row, GTK_TYPE_LIST_BOX_ROW)

static void
bell_find_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_FIND_ROW);

  G_OBJECT_CLASS (bell_find_row_parent_class)->dispose (object);
}

static void
bell_find_row_finalize (GObject *object)
{
  BellFindRow *self = BELL_FIND_ROW (object);

  g_free (self->section);
  g_free (self->text);
  g_free (self->action);
  g_variant_unref (self->target);

  G_OBJECT_CLASS (bell_find_row_parent_class)->finalize (object);
}

static void
bell_find_row_class_init (BellFindRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bell_find_row_dispose;
  object_class->finalize = bell_find_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-find-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BellFindRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BellFindRow, title);
  gtk_widget_class_bind_template_child (widget_class, BellFindRow, subtitle);
}

static void
bell_find_row_init (BellFindRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_find_row_new:
 * @found: something that was found; a floating target is taken
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
bell_find_row_new (const BellFound *found)
{
  BellFindRow     *self = g_object_new (BELL_TYPE_FIND_ROW, NULL);
  gboolean         has_subtitle = found->subtitle != NULL && found->subtitle[0] != '\0';
  g_autofree char *description = NULL;

  self->section = g_strdup (found->section);
  self->more = found->more;
  self->text = g_strdup (found->text);
  self->action = g_strdup (found->action);
  self->target = g_variant_ref_sink (found->target);
  gtk_image_set_from_icon_name (self->icon, found->icon_name);
  gtk_label_set_label (self->title, found->title);
  gtk_label_set_label (self->subtitle, has_subtitle ? found->subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), has_subtitle);
  description = bell_find_row_describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * bell_find_row_fits:
 * @self: a row
 * @words: what is looked for now
 *
 * Returns: whether what was found is still looked for
 */
gboolean
bell_find_row_fits (BellFindRow *self, const BellWords *words)
{
  return bell_words_fit (words, self->text);
}

/**
 * bell_find_row_describe:
 * @self: a row
 *
 * Returns: (transfer full): what a screen reader says of it
 */
char *
bell_find_row_describe (BellFindRow *self)
{
  const char *subtitle = gtk_label_get_label (self->subtitle);

  if (subtitle[0] == '\0')
    return g_strdup_printf ("%s, %s", gtk_label_get_label (self->title), self->section);

  return g_strdup_printf ("%s, %s, %s", gtk_label_get_label (self->title), subtitle, self->section);
}

/**
 * bell_find_row_open:
 * @self: a row
 * @from: a widget of the window that has the actions
 *
 * Shows what was found.
 */
void
bell_find_row_open (BellFindRow *self, GtkWidget *from)
{
  gtk_widget_activate_action_variant (from, self->action, self->target);
}

/**
 * bell_find_row_add_heading:
 * @row: (type BellFindRow): a row
 * @before: (nullable) (type BellFindRow): the one before it
 * @unused: nothing
 *
 * Sets what stands over the first row of a section.
 */
void
bell_find_row_add_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer unused)
{
  BellFindRow *self = BELL_FIND_ROW (row);
  GtkWidget   *box;
  GtkWidget   *label;

  gtk_list_box_row_set_header (row, NULL);
  if (before != NULL && g_str_equal (BELL_FIND_ROW (before)->section, self->section))
    return;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (box, "found-heading");
  label = gtk_label_new (self->section);
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (self->more)
    {
      /* Translators: beside the heading of what was found, of which not all is shown */
      label = gtk_label_new (_ ("and more"));
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_header (row, box);
}
