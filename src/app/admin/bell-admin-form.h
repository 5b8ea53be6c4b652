/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record-edit.h"
#include "bell-session.h"

#include <adwaita.h>

/* A record, or the settings, to be edited. */
#define BELL_TYPE_ADMIN_FORM (bell_admin_form_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminForm, bell_admin_form, BELL, ADMIN_FORM, AdwBin)

GtkWidget *bell_admin_form_new (BellSession *session, const BellShape *shape, BellRecord *record);
const BellRecord *bell_admin_form_get_record (BellAdminForm *self);
gboolean          bell_admin_form_differs (BellAdminForm *self);
void              bell_admin_form_save (BellAdminForm *self);
void              bell_admin_form_add_save_key (BellAdminForm *self, GtkWidget *widget);
void              bell_admin_form_propose (BellAdminForm *self, JsonObject *fields);
void
bell_admin_form_leave_async (BellAdminForm *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean bell_admin_form_leave_finish (BellAdminForm *self, GAsyncResult *result);
