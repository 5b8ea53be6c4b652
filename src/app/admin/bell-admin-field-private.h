/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-field.h"

/* How a kind of field is shown. */
typedef struct
{
  void (*make) (BellAdminField *self);
  void (*show) (BellAdminField *self);
} BellAdminFieldKind;

struct _BellAdminField
{
  GObject                   parent_instance;
  BellSession              *session;
  BellRecordEdit           *edit;
  const BellField          *field;
  const BellAdminFieldKind *kind;
  GtkWidget                *row;     /* what the focus goes to */
  GtkWidget                *holder;  /* the row, where the focus goes to something in it */
  GtkWidget                *group;   /* of a field that has one of its own */
  GtkWidget                *list;    /* of lists: its rows, the last ones are not of values */
  GtkWidget                *problem; /* a row with words */
  GtkLabel                 *words;
  char                     *remark; /* what else there is to say of it */
  GListStore               *choices;
  char                     *shown;   /* of REFS: what its rows say */
  gboolean                  showing; /* what the rows say now is no edit */
  gboolean                  touched;
};

#define BELL_ADMIN_SLOT(self)                                                                      \
  G_STRUCT_MEMBER_P (bell_record_edit_get_now ((self)->edit), (self)->field->offset)

extern const BellAdminFieldKind bell_admin_field_entry;
extern const BellAdminFieldKind bell_admin_field_duration;
extern const BellAdminFieldKind bell_admin_field_lines;
extern const BellAdminFieldKind bell_admin_field_switch;
extern const BellAdminFieldKind bell_admin_field_spin;
extern const BellAdminFieldKind bell_admin_field_enum;
extern const BellAdminFieldKind bell_admin_field_flags;
extern const BellAdminFieldKind bell_admin_field_plain;
extern const BellAdminFieldKind bell_admin_field_ref;
extern const BellAdminFieldKind bell_admin_field_refs;
extern const BellAdminFieldKind bell_admin_field_parts;
extern const BellAdminFieldKind bell_admin_field_targets;
extern const BellAdminFieldKind bell_admin_field_condition;
extern const BellAdminFieldKind bell_admin_field_hours;

const char *bell_admin_field_label (BellAdminField *self);
gboolean    bell_admin_field_is_being_written (BellAdminField *self);
void        bell_admin_field_set (BellAdminField *self, JsonNode *value);
void        bell_admin_field_set_text (BellAdminField *self, const char *text);
GtkWidget  *bell_admin_field_new_combo (BellAdminField *self, const char *title);
const char *bell_admin_field_selected_id (GtkWidget *row);
