/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-targets.h"

#include "bell-admin-text.h"
#include "bell-json.h"
#include "bell-records.h"

#include <glib/gi18n.h>

#define N_KINDS 3
#define N_LINES (BELL_N_PRIORITIES + 1) /* the last one says when to warn */
#define WARN    BELL_N_PRIORITIES
#define HOUR    60 /* what is shorter can be read as it is */

/* Narrow enough for three of them and the priorities on a small screen. */
#define CELL_CHARS       4
#define CELL_CHARS_LEAST 3

typedef struct
{
  GtkWidget *entry;
  GtkLabel  *readable; /* what is written, in hours */
} Cell;

struct _BellAdminTargets
{
  AdwBin     parent_instance;
  GtkGrid   *grid;
  Cell       cells[N_KINDS][N_LINES];
  GtkLabel  *words[N_LINES]; /* what is wrong in a line */
  GPtrArray *start;          /* BellTarget: what it began with */
  gboolean   showing;
};

G_DEFINE_FINAL_TYPE (BellAdminTargets, bell_admin_targets, ADW_TYPE_BIN)

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const BellField *
field_of_line (guint line)
{
  return bell_shape_find_field (&bell_target_shape, line == WARN ? "warn_percent" : "minutes");
}

static const char *
title_of_line (guint line)
{
  return line == WARN ? bell_admin_text_field (&bell_target_shape, field_of_line (WARN))
                      : bell_admin_text_word (&bell_priority_type, line);
}

static char *
dup_text (BellAdminTargets *self, guint kind, guint line)
{
  return g_strstrip (
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->cells[kind][line].entry))));
}

/* Held to the bounds of the table of fields. What is empty is not there, and right. */
static gboolean
read_cell (BellAdminTargets *self, guint kind, guint line, gint64 *value)
{
  const BellField *field = field_of_line (line);
  g_autofree char *text = dup_text (self, kind, line);

  *value = -1;

  return text[0] == '\0'
         || g_ascii_string_to_signed (text, 10, field->min, field->max, value, NULL);
}

/* Whether there is a target of this kind. */
static gboolean
has_minutes (BellAdminTargets *self, guint kind)
{
  for (guint line = 0; line < WARN; line++)
    {
      g_autofree char *text = dup_text (self, kind, line);

      if (text[0] != '\0')
        return TRUE;
    }

  return FALSE;
}

/* Says in words what is wrong in a line, under it. */
static void
check_line (BellAdminTargets *self, guint line)
{
  g_autofree char *words = NULL;
  const BellField *field = field_of_line (line);

  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      GtkWidget *entry = self->cells[kind][line].entry;
      gint64     value;
      gboolean   right = read_cell (self, kind, line, &value);

      gtk_accessible_update_state (
          GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
          right ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
      if (right)
        gtk_widget_remove_css_class (entry, "error");
      else
        gtk_widget_add_css_class (entry, "error");
      if (!right && words == NULL)
        {
          g_autofree char *form = bell_admin_text_problem (field, BELL_PROBLEM_FORM, NULL);

          words = g_strdup_printf (C_ ("problem", "%s: %s"),
                                   bell_admin_text_word (&bell_target_kind_type, kind), form);
        }
    }

  if (words != NULL && g_strcmp0 (gtk_label_get_label (self->words[line]), words) != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_label_set_label (self->words[line], words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words[line]), words != NULL);
}

static void
show_readable (BellAdminTargets *self, guint kind, guint line)
{
  Cell            *cell = &self->cells[kind][line];
  gint64           value;
  gboolean         has = line != WARN && read_cell (self, kind, line, &value) && value >= HOUR;
  g_autofree char *text = has ? bell_admin_text_minutes ((int) value) : g_strdup ("");

  gtk_label_set_label (cell->readable, text);
  gtk_widget_set_visible (GTK_WIDGET (cell->readable), has);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

/* When to warn of a target is only asked where there is one. */
static void
follow (BellAdminTargets *self, guint kind)
{
  GtkWidget       *entry = self->cells[kind][WARN].entry;
  gboolean         has = has_minutes (self, kind);
  g_autofree char *text = dup_text (self, kind, WARN);

  if (has && !gtk_widget_get_sensitive (entry) && text[0] == '\0')
    {
      g_autofree char *usual
          = g_strdup_printf ("%" G_GINT64_FORMAT, field_of_line (WARN)->fallback);

      gtk_editable_set_text (GTK_EDITABLE (entry), usual);
    }
  gtk_widget_set_sensitive (entry, has);
}

static void
refresh (BellAdminTargets *self)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      follow (self, kind);
      for (guint line = 0; line < N_LINES; line++)
        show_readable (self, kind, line);
    }
  for (guint line = 0; line < N_LINES; line++)
    check_line (self, line);
}

static void
on_changed (BellAdminTargets *self)
{
  if (self->showing)
    return;

  self->showing = TRUE;
  refresh (self);
  self->showing = FALSE;
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
add_title (BellAdminTargets *self, int column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, row == 0 ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_widget_set_margin_top (label, row == 0 ? 0 : 9);
  gtk_widget_add_css_class (label, row == 0 ? "caption-heading" : "body");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

/* Each line has another one under it, for words. */
static int
row_of_line (guint line)
{
  return (int) (1 + 2 * line);
}

static void
add_cell (BellAdminTargets *self, guint kind, guint line)
{
  Cell      *cell = &self->cells[kind][line];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  /* Translators: a kind of target and a priority: "Resolution, High" */
  g_autofree char *name
      = g_strdup_printf (C_ ("target", "%s, %s"),
                         bell_admin_text_word (&bell_target_kind_type, kind), title_of_line (line));

  cell->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (cell->entry), CELL_CHARS_LEAST);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (cell->entry), CELL_CHARS);
  gtk_entry_set_input_purpose (GTK_ENTRY (cell->entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_widget_set_hexpand (cell->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  cell->readable = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (cell->readable, 0);
  gtk_label_set_ellipsize (cell->readable, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (cell->readable), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (cell->readable), "dim-label");
  gtk_box_append (GTK_BOX (box), cell->entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->readable));
  gtk_grid_attach (self->grid, box, (int) kind + 1, row_of_line (line), 1, 1);
  g_signal_connect_object (cell->entry, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
add_line (BellAdminTargets *self, guint line)
{
  GtkWidget *words = gtk_label_new (NULL);

  add_title (self, 0, row_of_line (line), title_of_line (line));
  for (guint kind = 0; kind < N_KINDS; kind++)
    add_cell (self, kind, line);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_visible (words, FALSE);
  gtk_widget_add_css_class (words, "error");
  gtk_widget_add_css_class (words, "caption");
  gtk_grid_attach (self->grid, words, 0, row_of_line (line) + 1, N_KINDS + 1, 1);
  self->words[line] = GTK_LABEL (words);
}

static gboolean
bell_admin_targets_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BELL_ADMIN_TARGETS (widget)->cells[0][0].entry);
}

static void
bell_admin_targets_finalize (GObject *object)
{
  g_clear_pointer (&BELL_ADMIN_TARGETS (object)->start, g_ptr_array_unref);

  G_OBJECT_CLASS (bell_admin_targets_parent_class)->finalize (object);
}

static void
bell_admin_targets_class_init (BellAdminTargetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_admin_targets_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = bell_admin_targets_grab_focus;

  /* Something in it is another. */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", BELL_TYPE_ADMIN_TARGETS, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_targets_init (BellAdminTargets *self)
{
  GtkWidget *grid = gtk_grid_new ();

  self->grid = GTK_GRID (grid);
  self->start = bell_record_list_new ();
  gtk_grid_set_column_spacing (self->grid, 9);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_widget_set_margin_start (grid, 12);
  gtk_widget_set_margin_end (grid, 12);
  gtk_widget_set_margin_top (grid, 12);
  gtk_widget_set_margin_bottom (grid, 12);
  for (guint kind = 0; kind < N_KINDS; kind++)
    add_title (self, (int) kind + 1, 0, bell_admin_text_word (&bell_target_kind_type, kind));
  for (guint line = 0; line < N_LINES; line++)
    add_line (self, line);
  adw_bin_set_child (ADW_BIN (self), grid);
  refresh (self);
}

/**
 * bell_admin_targets_new:
 *
 * Returns: (transfer none): an empty table
 */
GtkWidget *
bell_admin_targets_new (void)
{
  return g_object_new (BELL_TYPE_ADMIN_TARGETS, NULL);
}

/* The first target of a kind is in the table; what there is besides stays as it is. */
static const BellTarget *
find_first (GPtrArray *targets, int kind)
{
  for (guint i = 0; i < targets->len; i++)
    if (((const BellTarget *) targets->pdata[i])->kind == kind)
      return targets->pdata[i];

  return NULL;
}

static void
show_number (GtkWidget *entry, gint64 number)
{
  g_autofree char *text
      = number >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/**
 * bell_admin_targets_show:
 * @self: a table
 * @targets: (element-type BellTarget): targets of an agreement
 *
 * Fills the table with them.
 */
void
bell_admin_targets_show (BellAdminTargets *self, GPtrArray *targets)
{
  g_ptr_array_set_size (self->start, 0);
  for (guint i = 0; i < targets->len; i++)
    g_ptr_array_add (self->start, bell_record_ref (targets->pdata[i]));

  self->showing = TRUE;
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      const BellTarget *target = find_first (self->start, (int) kind);

      for (guint line = 0; line < WARN; line++)
        show_number (self->cells[kind][line].entry, target != NULL ? target->minutes[line] : -1);
      show_number (self->cells[kind][WARN].entry, target != NULL ? target->warn_percent : -1);
    }
  refresh (self);
  self->showing = FALSE;
}

/* NULL if something in the table is not right. */
static JsonNode *
kind_to_json (BellAdminTargets *self, guint kind)
{
  g_autoptr (JsonObject) minutes = json_object_new ();
  JsonObject *target;
  gint64      value;

  for (guint line = 0; line < WARN; line++)
    {
      if (!read_cell (self, kind, line, &value))
        return NULL;
      if (value >= 0)
        json_object_set_int_member (minutes, bell_enum_nick (&bell_priority_type, (int) line),
                                    value);
    }
  if (!read_cell (self, kind, WARN, &value))
    return NULL;

  target = json_object_new ();
  json_object_set_string_member (target, "kind",
                                 bell_enum_nick (&bell_target_kind_type, (int) kind));
  json_object_set_int_member (target, "warn_percent",
                              value >= 0 ? value : field_of_line (WARN)->fallback);
  json_object_set_object_member (target, "minutes", g_steal_pointer (&minutes));

  return bell_json_object_node (target);
}

static gboolean
add_kind (BellAdminTargets *self, guint kind, JsonArray *list)
{
  JsonNode *target = kind_to_json (self, kind);

  if (target == NULL)
    return FALSE;
  json_array_add_element (list, target);

  return TRUE;
}

/**
 * bell_admin_targets_to_json:
 * @self: a table
 *
 * Returns: (transfer full): the targets as a desk document has them; null as long as something is
 * not right
 */
JsonNode *
bell_admin_targets_to_json (BellAdminTargets *self)
{
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; i < self->start->len; i++)
    {
      const BellTarget *target = self->start->pdata[i];
      gboolean          is_shown = find_first (self->start, target->kind) == target;

      if (!is_shown)
        json_array_add_element (list, bell_record_to_json (target, BELL_RECORD_FORM_DOCUMENT));
      else if (has_minutes (self, (guint) target->kind)
               && !add_kind (self, (guint) target->kind, list))
        return json_node_new (JSON_NODE_NULL);
    }
  for (guint kind = 0; kind < N_KINDS; kind++)
    if (find_first (self->start, (int) kind) == NULL && has_minutes (self, kind)
        && !add_kind (self, kind, list))
      return json_node_new (JSON_NODE_NULL);

  return bell_json_array_node (g_steal_pointer (&list));
}
