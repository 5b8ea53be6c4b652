/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record-edit.h"
#include "bell-session.h"

#include <adwaita.h>

/* The rows of one field in the form of a record. */
#define BELL_TYPE_ADMIN_FIELD (bell_admin_field_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminField, bell_admin_field, BELL, ADMIN_FIELD, GObject)

BellAdminField  *bell_admin_field_new (BellSession     *session,
                                       BellRecordEdit  *edit,
                                       const BellField *field,
                                       gboolean         editable);
const BellField *bell_admin_field_get_field (BellAdminField *self);
gboolean         bell_admin_field_is_touched (BellAdminField *self);
void             bell_admin_field_propose (BellAdminField *self, JsonNode *value);
gboolean         bell_admin_field_is_editable (BellAdminField *self);
gboolean         bell_admin_field_can_edit (const BellField *field);
GtkWidget       *bell_admin_field_get_group (BellAdminField *self);
void             bell_admin_field_add_to (BellAdminField *self, AdwPreferencesGroup *group);
void             bell_admin_field_add_to_part (BellAdminField *self, AdwExpanderRow *part);
void             bell_admin_field_show (BellAdminField *self);
void             bell_admin_field_reset (BellAdminField *self);
gboolean         bell_admin_field_check (BellAdminField *self);
void             bell_admin_field_remark (BellAdminField *self, const char *text);
void             bell_admin_field_focus (BellAdminField *self);
