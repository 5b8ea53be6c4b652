/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-condition.h"
#include "bell-admin-pick.h"
#include "bell-condition-draft.h"

/* A test or a group in a condition, which says what it lacks. */
#define BELL_TYPE_ADMIN_NODE (bell_admin_node_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminNode, bell_admin_node, BELL, ADMIN_NODE, GtkBox)

struct _BellAdminNode
{
  GtkBox              parent_instance;
  BellAdminCondition *condition; /* not owned, as the draft: it is there as long as they are */
  BellConditionDraft *draft;
  GtkWidget          *menu;   /* of all but the outermost group */
  GtkLabel           *words;  /* what lacks */
  BellAdminPick      *word;   /* of a group */
  GtkWidget          *parts;  /* of a group: the nodes in it */
  GtkWidget          *adders; /* of a group: what adds to it */
  AdwWrapBox         *said;   /* of a test: all that can be chosen in it */
  BellAdminPick      *field;  /* of a test */
  BellAdminPick      *comparison;
  GPtrArray          *values; /* of a test: BellAdminPick or GtkEntry */
};

/* Where the focus goes. */
typedef enum
{
  BELL_ADMIN_NODE_FIRST,
  BELL_ADMIN_NODE_MENU,
  BELL_ADMIN_NODE_ADD,
} BellAdminNodePlace;

struct _BellAdminCondition
{
  GtkBox              parent_instance;
  BellSession        *session;
  BellConditionDraft *draft;
  GtkLabel           *sentence;
  BellAdminNode      *node; /* of the whole draft */
  guint               later;
};

GtkWidget *bell_admin_node_new (BellAdminCondition *condition, BellConditionDraft *draft);
void       bell_admin_node_make_test (BellAdminNode *self);
void       bell_admin_node_refresh (BellAdminNode *self);
void       bell_admin_node_show_names (BellAdminNode *self);
void       bell_admin_node_show_values (BellAdminNode *self);
void       bell_admin_node_step (BellAdminNode *self, gboolean up);
void       bell_admin_condition_edited (BellAdminCondition *self);
void       bell_admin_condition_rebuild (BellAdminCondition *self,
                                         BellConditionDraft *focus,
                                         BellAdminNodePlace  place);
void       bell_admin_condition_rebuild_later (BellAdminCondition *self);
