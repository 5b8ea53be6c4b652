/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-condition-private.h"
#include "bell-admin-condition-text.h"
#include "bell-admin-drag.h"
#include "bell-admin-item.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (BellAdminNode, bell_admin_node, GTK_TYPE_BOX)

#define SPACING    6
#define HANDLE_TOP 9 /* beside the middle of a button */

/* In the order of BellConditionOp. */
static const char *const group_words[] = {
  N_ ("All of these are true"),
  N_ ("Any of these is true"),
  N_ ("This is not true"),
};

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new (), *moves = g_menu_new (), *end = g_menu_new ();

  g_menu_append (moves, _ ("Move _Up"), "condition.up");
  g_menu_append (moves, _ ("Move _Down"), "condition.down");
  g_menu_append (moves, _ ("Put in a _Group"), "condition.wrap");
  g_menu_append (end, _ ("_Remove"), "condition.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  g_object_unref (moves);
  g_object_unref (end);

  return G_MENU_MODEL (menu);
}

static GtkWidget *
new_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = new_menu ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _ ("Change"));
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

/* Takes a node to a place that was pointed at: beside another one, or into a group, whose head and
 * foot are places too. */
static void
on_drop (GtkWidget *dragged, GtkWidget *onto, gboolean after, gpointer user_data)
{
  BellAdminNode      *self = user_data;
  BellConditionDraft *draft = BELL_ADMIN_NODE (dragged)->draft;
  BellConditionDraft *group = self->draft->parent;
  guint               index;

  if (onto == self->adders || group == NULL || (self->parts != NULL && after))
    {
      group = self->draft;
      index = onto == self->adders ? G_MAXINT : 0;
    }
  else
    index = bell_condition_draft_index (self->draft) + (after ? 1 : 0);
  if (draft->parent == group && index != G_MAXINT && bell_condition_draft_index (draft) < index)
    index--;
  if (bell_condition_draft_move (draft, group, index))
    bell_admin_condition_rebuild (self->condition, draft, BELL_ADMIN_NODE_MENU);
}

/* The first line of a node: what it is taken by, what it says, and its menu. */
static void
add_head (BellAdminNode *self, GtkWidget *said)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);

  gtk_box_append (GTK_BOX (self), head);
  if (self->draft->parent != NULL)
    {
      GtkWidget *handle = bell_admin_drag_handle_new ();

      gtk_widget_set_valign (handle, GTK_ALIGN_START);
      gtk_widget_set_margin_top (handle, HANDLE_TOP);
      gtk_box_append (GTK_BOX (head), handle);
      bell_admin_drag_from (handle, GTK_WIDGET (self), self->condition);
    }
  gtk_widget_set_hexpand (said, TRUE);
  gtk_box_append (GTK_BOX (head), said);
  if (self->draft->parent != NULL)
    {
      self->menu = new_menu_button ();
      gtk_box_append (GTK_BOX (head), self->menu);
    }
  bell_admin_drag_onto (head, self->condition, on_drop, self);
}

static void
on_word_picked (BellAdminNode *self)
{
  const char     *id = bell_admin_pick_get_id (self->word);
  BellConditionOp op = BELL_CONDITION_ALL;

  while (op < BELL_CONDITION_NOT && g_strcmp0 (bell_condition_op_name (op), id) != 0)
    op++;
  bell_condition_draft_set_word (self->draft, op);
  bell_admin_condition_rebuild_later (self->condition);
}

static void
make_word (BellAdminNode *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  self->word = BELL_ADMIN_PICK (bell_admin_pick_new (_ ("What Must Be True"), FALSE));
  for (guint i = 0; i < G_N_ELEMENTS (group_words); i++)
    g_ptr_array_add (items,
                     bell_admin_item_new_plain (bell_condition_op_name (i), _ (group_words[i])));
  bell_admin_pick_show (self->word, items, bell_condition_op_name (self->draft->op));
  g_signal_connect_object (self->word, "picked", G_CALLBACK (on_word_picked), self,
                           G_CONNECT_SWAPPED);
}

static void
add_adder (BellAdminNode *self, const char *label, const char *action_name)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_widget_add_css_class (button, "flat");
  adw_wrap_box_append (ADW_WRAP_BOX (self->adders), button);
}

static void
make_group (BellAdminNode *self)
{
  make_word (self);
  add_head (self, GTK_WIDGET (self->word));
  gtk_widget_set_halign (GTK_WIDGET (self->word), GTK_ALIGN_START);
  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_box_append (GTK_BOX (self), self->parts);
  for (guint i = 0; i < self->draft->children->len; i++)
    gtk_box_append (GTK_BOX (self->parts),
                    bell_admin_node_new (self->condition, self->draft->children->pdata[i]));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->words));
  self->adders = adw_wrap_box_new ();
  add_adder (self, _ ("Add _Test"), "condition.add-test");
  add_adder (self, _ ("Add _Group"), "condition.add-group");
  gtk_box_append (GTK_BOX (self), self->adders);
  bell_admin_drag_onto (self->adders, self->condition, on_drop, self);
}

static void
add (BellAdminNode *self, gboolean group)
{
  /* Groups of groups take turns, else one would not need them. */
  BellConditionOp word
      = self->draft->op == BELL_CONDITION_ANY ? BELL_CONDITION_ALL : BELL_CONDITION_ANY;
  BellConditionDraft *test = bell_condition_draft_new (BELL_CONDITION_IS), *added = test;

  if (group)
    {
      added = bell_condition_draft_new (word);
      bell_condition_draft_insert (added, test, 0);
    }
  if (bell_condition_draft_insert (self->draft, added, G_MAXINT))
    bell_admin_condition_rebuild (self->condition, added, BELL_ADMIN_NODE_FIRST);
}

static void
add_test (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add (BELL_ADMIN_NODE (widget), FALSE);
}

static void
add_group (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add (BELL_ADMIN_NODE (widget), TRUE);
}

/* Takes a node one step up or down, as far as there is a place for it. */
void
bell_admin_node_step (BellAdminNode *self, gboolean up)
{
  if (!bell_condition_draft_step (self->draft, up))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  /* Translators: where somebody has moved something in a list */
  gtk_accessible_announce (GTK_ACCESSIBLE (self->condition), up ? _ ("Moved up") : _ ("Moved down"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  bell_admin_condition_rebuild (self->condition, self->draft, BELL_ADMIN_NODE_MENU);
}

static void
move_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  bell_admin_node_step (BELL_ADMIN_NODE (widget), TRUE);
}

static void
move_down (GtkWidget *widget, const char *action, GVariant *parameter)
{
  bell_admin_node_step (BELL_ADMIN_NODE (widget), FALSE);
}

static void
wrap (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellAdminNode *self = BELL_ADMIN_NODE (widget);

  if (bell_condition_draft_wrap (self->draft))
    bell_admin_condition_rebuild (self->condition, self->draft->parent, BELL_ADMIN_NODE_FIRST);
}

static void
remove_node (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellAdminNode      *self = BELL_ADMIN_NODE (widget);
  BellConditionDraft *group = self->draft->parent;

  bell_condition_draft_remove (self->draft);
  self->draft = NULL;
  bell_admin_condition_rebuild (self->condition, group, BELL_ADMIN_NODE_ADD);
}

static void
bell_admin_node_finalize (GObject *object)
{
  g_clear_pointer (&BELL_ADMIN_NODE (object)->values, g_ptr_array_unref);

  G_OBJECT_CLASS (bell_admin_node_parent_class)->finalize (object);
}

static void
bell_admin_node_class_init (BellAdminNodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bell_admin_node_finalize;
  gtk_widget_class_install_action (widget_class, "condition.add-test", NULL, add_test);
  gtk_widget_class_install_action (widget_class, "condition.add-group", NULL, add_group);
  gtk_widget_class_install_action (widget_class, "condition.up", NULL, move_up);
  gtk_widget_class_install_action (widget_class, "condition.down", NULL, move_down);
  gtk_widget_class_install_action (widget_class, "condition.wrap", NULL, wrap);
  gtk_widget_class_install_action (widget_class, "condition.remove", NULL, remove_node);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bell_admin_node_init (BellAdminNode *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), SPACING);
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "warning");
}

/* A widget for a part of a condition, with everything in it. */
GtkWidget *
bell_admin_node_new (BellAdminCondition *condition, BellConditionDraft *draft)
{
  BellAdminNode *self = g_object_new (BELL_TYPE_ADMIN_NODE, NULL);

  self->condition = condition;
  self->draft = draft;
  if (bell_condition_draft_is_group (draft))
    {
      make_group (self);
      gtk_widget_add_css_class (GTK_WIDGET (self), "condition-group");
    }
  else
    {
      bell_admin_node_make_test (self);
      add_head (self, GTK_WIDGET (self->said));
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->words));
    }
  if (draft->parent != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "inner");

  return GTK_WIDGET (self);
}

static const char *
lack_text (BellAdminNode *self)
{
  switch (bell_condition_draft_lacks (self->draft))
    {
    case BELL_LACK_FIELD:
      return _ ("Choose what to look at.");
    case BELL_LACK_VALUE:
      return bell_condition_draft_is_typed (self->draft) ? _ ("Write what to compare with.")
                                                         : _ ("Choose what to compare with.");
    case BELL_LACK_PART:
      return _ ("There is nothing in this group yet. Add a test to it.");
    case BELL_LACK_NOTHING:
    default:
      return NULL;
    }
}

static void
refresh_actions (BellAdminNode *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   takes_test = bell_condition_draft_takes (self->draft, 1);

  gtk_widget_action_set_enabled (widget, "condition.add-test", takes_test);
  gtk_widget_action_set_enabled (widget, "condition.add-group",
                                 bell_condition_draft_takes (self->draft, 2));
  if (self->adders != NULL)
    gtk_widget_set_visible (self->adders, takes_test);
}

/* Says what lacks, here and in everything in it. */
void
bell_admin_node_refresh (BellAdminNode *self)
{
  const char      *lack = lack_text (self);
  g_autofree char *text = bell_admin_condition_text (self->condition->session, self->draft);

  gtk_label_set_label (self->words, lack != NULL ? lack : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), lack != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  refresh_actions (self);
  for (GtkWidget *part = self->parts != NULL ? gtk_widget_get_first_child (self->parts) : NULL;
       part != NULL; part = gtk_widget_get_next_sibling (part))
    bell_admin_node_refresh (BELL_ADMIN_NODE (part));
}
