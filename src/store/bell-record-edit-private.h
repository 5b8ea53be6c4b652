/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-question.h"
#include "bell-record-edit.h"

struct _BellRecordEdit
{
  GObject          parent_instance;
  BellStore       *store;
  char            *actor;
  const BellShape *shape;
  BellRecord      *was;    /* NULL for a new one */
  BellRecord      *start;  /* of a new one: what it began with */
  BellRecord      *now;    /* nobody else sees it, so it may change */
  BellRecord      *theirs; /* of one that is overtaken; NULL: it was removed */
  BellRecord      *sent;   /* to the desk, while it is not answered */
  gboolean         overtaken;
  gboolean         busy;
  guint64          wrong;   /* bit i: what was given for field i is not right */
  const BellField *refused; /* by the desk */
  char            *refusal;
  BellQuestion     question; /* what the desk has */
  GCancellable    *cancellable;
};

void bell_record_edit_changed (BellRecordEdit *self);
void bell_record_edit_renew (BellRecordEdit *self);
void bell_record_edit_reset (BellRecordEdit *self, BellRecord *record);
void bell_record_edit_follow (BellRecordEdit *self);
void bell_record_edit_forget_refusal (BellRecordEdit *self);
