/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-on-call-private.h"
#include "bell-admin-time.h"

#include <glib/gi18n.h>

/* Who is on call, in words: the rows and the legend under the picture. */

static const char *
name_of (BellAdminOnCall *self, const char *id)
{
  return bell_session_get_label (self->session, &bell_person_shape, id);
}

static char *
names_of (BellAdminOnCall *self, char *const *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? _ (", ") : "", name_of (self, ids[i]));

  return g_string_free (text, FALSE);
}

/* Who is there, or why nobody is. */
static char *
describe_people (BellAdminOnCall *self, const BellTurn *turn)
{
  char            *backups[] = { turn->backup_1, turn->backup_2, NULL };
  g_autofree char *names = names_of (self, backups);

  if (turn->shift == NULL)
    return g_strdup (_ ("Gap: no shift, nobody is on call"));
  if (turn->primary == NULL)
    return g_strdup (_ ("Nobody of the shift is there"));
  if (names[0] == '\0')
    return g_strdup (name_of (self, turn->primary));

  /* Translators: who is on call, and one or two other people */
  return g_strdup_printf (_ ("%s, backup %s"), name_of (self, turn->primary), names);
}

/* "Ann Archer, backup Bob Baker; on vacation: Cyd Cole; swapped". */
static char *
describe (BellAdminOnCall *self, const BellTurn *turn)
{
  g_autofree char *people = describe_people (self, turn);
  g_autofree char *away = names_of (self, turn->away);

  if (away[0] != '\0' && turn->swapped)
    /* Translators: who is on call, and people: somebody stands in the place of another */
    return g_strdup_printf (_ ("%s; on vacation: %s; swapped"), people, away);
  if (away[0] != '\0')
    /* Translators: who is on call, and people */
    return g_strdup_printf (_ ("%s; on vacation: %s"), people, away);
  if (turn->swapped)
    /* Translators: who is on call: somebody stands in the place of another */
    return g_strdup_printf (_ ("%s; swapped"), people);

  return g_steal_pointer (&people);
}

static char *
span_of (BellAdminOnCall *self, const BellTurn *turn)
{
  const BellZone  *zone = bell_admin_on_call_get_zone (self);
  g_autofree char *from = bell_admin_time_moment (zone, turn->from);
  g_autofree char *until = bell_admin_time_moment (zone, turn->until);

  /* Translators: two days with times */
  return g_strdup_printf (_ ("%s to %s"), from, until);
}

static void
on_activated (BellAdminOnCall *self, GtkWidget *row)
{
  BellTurn *turn = g_object_get_data (G_OBJECT (row), "turn");

  bell_admin_on_call_swap (self, turn, turn->first_day);
}

static void
add_row (BellAdminOnCall *self, BellTurn *turn, const char *span, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean   may = turn->shift != NULL && bell_admin_on_call_may_swap (self);
  /* Translators: a span of time, and who is on call */
  g_autofree char *both = g_strdup_printf (C_ ("on call", "%s: %s"), span, text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), span);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  if (turn->shift == NULL || turn->primary == NULL)
    gtk_widget_add_css_class (row, "dim-label");
  if (may)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("go-next-symbolic");

      g_object_set_data_full (G_OBJECT (row), "turn", bell_record_ref (turn), bell_record_unref);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (row, _ ("Swap One Day"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self,
                               G_CONNECT_SWAPPED);
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->list), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_key (BellAdminOnCall *self, const GdkRGBA *color, const char *text)
{
  g_autofree char *name
      = g_strdup_printf ("#%02x%02x%02x", (guint) (color->red * 255), (guint) (color->green * 255),
                         (guint) (color->blue * 255));
  g_autofree char *markup = NULL;
  GtkWidget       *label = gtk_label_new (NULL);

  markup = g_markup_printf_escaped ("<span foreground=\"%s\">■</span> %s", name, text);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  adw_wrap_box_append (ADW_WRAP_BOX (self->legend), label);
}

static void
show_legend (BellAdminOnCall *self)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->people), (GCompareFunc) strcmp);
  gboolean   has_gap = FALSE, has_away = FALSE;
  gboolean   dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkWidget *child;
  GdkRGBA    orange;

  while ((child = gtk_widget_get_first_child (self->legend)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->legend), child);
  for (GList *id = ids; id != NULL; id = id->next)
    {
      const BellRotaPerson *person = g_hash_table_lookup (self->people, id->data);

      add_key (self, &person->color, person->name);
    }
  for (guint i = 0; i < self->turns->len; i++)
    {
      has_gap = has_gap || ((BellTurn *) self->turns->pdata[i])->shift == NULL;
      has_away = has_away || ((BellTurn *) self->turns->pdata[i])->away[0] != NULL;
    }
  adw_accent_color_to_standalone_rgba (ADW_ACCENT_COLOR_ORANGE, dark, &orange);
  if (has_gap)
    add_key (self, &orange, _ ("No shift"));
  if (has_away)
    add_key (self, &orange, _ ("Line below: somebody is on vacation"));
}

/* Shows the turns as rows, unless they are shown already. */
void
bell_admin_on_call_show_rows (BellAdminOnCall *self)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->turns->len; i++)
    {
      g_ptr_array_add (spans, span_of (self, self->turns->pdata[i]));
      g_ptr_array_add (texts, describe (self, self->turns->pdata[i]));
      g_string_append_printf (all, "%s\n%s\n", (char *) spans->pdata[i], (char *) texts->pdata[i]);
    }
  show_legend (self);
  if (g_strcmp0 (self->shown, all->str) == 0)
    return;

  g_free (self->shown);
  self->shown = g_strdup (all->str);
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self->list), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->turns->len; i++)
    add_row (self, self->turns->pdata[i], spans->pdata[i], texts->pdata[i]);
}
