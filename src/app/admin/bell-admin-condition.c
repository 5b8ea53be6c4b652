/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-condition-private.h"
#include "bell-admin-condition-text.h"
#include "bell-admin-drag.h"

G_DEFINE_FINAL_TYPE (BellAdminCondition, bell_admin_condition, GTK_TYPE_BOX)

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

#define SPACING 12

static void
refresh (BellAdminCondition *self)
{
  g_autofree char *text = bell_admin_condition_text (self->session, self->draft);

  gtk_label_set_label (self->sentence, text);
  bell_admin_node_refresh (self->node);
}

/* Says that the condition is another. */
void
bell_admin_condition_edited (BellAdminCondition *self)
{
  refresh (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static BellAdminNode *
find_node (BellAdminNode *node, const BellConditionDraft *draft)
{
  BellAdminNode *found = NULL;

  if (node->draft == draft)
    return node;

  for (GtkWidget *part = node->parts != NULL ? gtk_widget_get_first_child (node->parts) : NULL;
       part != NULL && found == NULL; part = gtk_widget_get_next_sibling (part))
    found = find_node (BELL_ADMIN_NODE (part), draft);

  return found;
}

static void
focus (BellAdminNode *node, BellAdminNodePlace place)
{
  GtkWidget *first = GTK_WIDGET (node->word != NULL ? node->word : node->field);
  GtkWidget *adder = node->adders != NULL ? gtk_widget_get_first_child (node->adders) : NULL;

  if (place == BELL_ADMIN_NODE_MENU && node->menu != NULL)
    gtk_widget_grab_focus (node->menu);
  else if (place != BELL_ADMIN_NODE_ADD || adder == NULL || !gtk_widget_grab_focus (adder))
    gtk_widget_grab_focus (first);
}

static void
make_nodes (BellAdminCondition *self)
{
  if (self->node != NULL)
    gtk_box_remove (GTK_BOX (self), GTK_WIDGET (self->node));
  self->node = BELL_ADMIN_NODE (bell_admin_node_new (self, self->draft));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->node));
  refresh (self);
}

/* Shows the condition as it is now, after something was moved in it. */
void
bell_admin_condition_rebuild (BellAdminCondition *self,
                              BellConditionDraft *focused,
                              BellAdminNodePlace  place)
{
  BellAdminNode *node;

  make_nodes (self);
  node = find_node (self->node, focused);
  if (node != NULL)
    focus (node, place);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static BellAdminNode *
find_focused (BellAdminCondition *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (widget == NULL || !gtk_widget_is_ancestor (widget, GTK_WIDGET (self)))
    return NULL;

  return BELL_ADMIN_NODE (gtk_widget_get_ancestor (widget, BELL_TYPE_ADMIN_NODE));
}

static gboolean
on_later (gpointer user_data)
{
  BellAdminCondition *self = user_data;
  BellAdminNode      *node = find_focused (self);

  self->later = 0;
  bell_admin_condition_rebuild (self, node != NULL ? node->draft : NULL, BELL_ADMIN_NODE_FIRST);

  return G_SOURCE_REMOVE;
}

/* Likewise, when whoever asks is done with what goes away; the focus stays where it is. */
void
bell_admin_condition_rebuild_later (BellAdminCondition *self)
{
  if (self->later == 0)
    self->later = g_idle_add (on_later, self);
}

static gboolean
on_step (gboolean up, gpointer user_data)
{
  BellAdminNode *node = find_focused (user_data);

  if (node != NULL)
    bell_admin_node_step (node, up);

  return node != NULL;
}

static void
bell_admin_condition_dispose (GObject *object)
{
  BellAdminCondition *self = BELL_ADMIN_CONDITION (object);

  g_clear_handle_id (&self->later, g_source_remove);
  if (self->node != NULL)
    gtk_box_remove (GTK_BOX (self), GTK_WIDGET (self->node));
  self->node = NULL;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_admin_condition_parent_class)->dispose (object);
}

static void
bell_admin_condition_finalize (GObject *object)
{
  g_clear_pointer (&BELL_ADMIN_CONDITION (object)->draft, bell_condition_draft_free);

  G_OBJECT_CLASS (bell_admin_condition_parent_class)->finalize (object);
}

static void
bell_admin_condition_class_init (BellAdminConditionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_condition_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_admin_condition_finalize;

  /* Something in it is another. */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", BELL_TYPE_ADMIN_CONDITION, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_condition_init (BellAdminCondition *self)
{
  GtkWidget *sentence = gtk_label_new (NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), SPACING);
  self->sentence = GTK_LABEL (sentence);
  gtk_label_set_xalign (self->sentence, 0);
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_wrap_mode (self->sentence, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (sentence, "dim-label");
  gtk_box_append (GTK_BOX (self), sentence);
  bell_admin_drag_add_keys (GTK_WIDGET (self), on_step, self);
}

/**
 * bell_admin_condition_new:
 * @session: a desk that is open
 *
 * Returns: (transfer none): a condition that holds for everything, to be edited
 */
GtkWidget *
bell_admin_condition_new (BellSession *session)
{
  BellAdminCondition *self = g_object_new (BELL_TYPE_ADMIN_CONDITION, NULL);

  self->session = g_object_ref (session);
  bell_admin_condition_show (self, NULL);

  return GTK_WIDGET (self);
}

/* A test alone is shown in a group, so that there is a place for others. */
static BellConditionDraft *
draft_of (const BellCondition *condition)
{
  BellConditionDraft *draft = bell_condition_draft_new_from (condition), *group;

  if (bell_condition_draft_is_group (draft))
    return draft;

  group = bell_condition_draft_new (BELL_CONDITION_ALL);
  bell_condition_draft_insert (group, draft, 0);

  return group;
}

/**
 * bell_admin_condition_show:
 * @self: a condition that is edited
 * @condition: (nullable): what it shall be
 *
 * Shows a condition, unless that is what is shown already.
 */
void
bell_admin_condition_show (BellAdminCondition *self, const BellCondition *condition)
{
  BellConditionDraft *draft = draft_of (condition);
  g_autoptr (JsonNode) wanted = bell_condition_draft_to_json (draft);
  g_autoptr (JsonNode) shown
      = self->draft != NULL ? bell_condition_draft_to_json (self->draft) : NULL;
  BellConditionDraft *before = self->draft;

  if (wanted != NULL && shown != NULL && json_node_equal (wanted, shown))
    {
      bell_condition_draft_free (draft);
      return;
    }

  self->draft = draft;
  make_nodes (self);
  g_clear_pointer (&before, bell_condition_draft_free);
}

/**
 * bell_admin_condition_show_names:
 * @self: a condition that is edited
 *
 * Shows anew what can be chosen, and what it is called.
 */
void
bell_admin_condition_show_names (BellAdminCondition *self)
{
  bell_admin_node_show_names (self->node);
  refresh (self);
}

/**
 * bell_admin_condition_to_json:
 * @self: a condition that is edited
 *
 * Returns: (transfer full): the condition as a desk document has it; null as long as something
 * lacks in it
 */
JsonNode *
bell_admin_condition_to_json (BellAdminCondition *self)
{
  JsonNode *node = bell_condition_draft_to_json (self->draft);

  return node != NULL ? node : json_node_new (JSON_NODE_NULL);
}
