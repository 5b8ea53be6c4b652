/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-form.h"
#include "bell-admin-question.h"

struct _BellAdminForm
{
  AdwBin          parent_instance;
  BellSession    *session;
  BellRecordEdit *edit;
  GPtrArray      *fields; /* BellAdminField */
  GPtrArray      *groups; /* of the page */
  gboolean        built_new;
  GTask          *leaving; /* somebody waits to go away from here */
  BellRecord     *asked;   /* what saving would do is being asked of this */
  GtkWidget      *focus;   /* what was edited last with */

  BellAdminQuestion   *question; /* what is found about the record */
  GPtrArray           *findings; /* BellFinding */
  AdwPreferencesGroup *remarks;  /* with the rows of them */
  GPtrArray           *remark_rows;

  AdwBanner          *overtaken;
  AdwBanner          *failure;
  AdwPreferencesPage *page;
  GtkRevealer        *bar;
  GtkLabel           *state;
};

void     bell_admin_form_refresh (BellAdminForm *self);
void     bell_admin_form_keep_focus (BellAdminForm *self);
void     bell_admin_form_begin_to_save (BellAdminForm *self);
void     bell_admin_form_finish_leaving (BellAdminForm *self, gboolean left);
void     bell_admin_form_add_group (BellAdminForm *self, GtkWidget *group);
void     bell_admin_form_add_findings (BellAdminForm *self);
void     bell_admin_form_ask_findings (BellAdminForm *self);
void     bell_admin_form_build (BellAdminForm *self);
void     bell_admin_form_done (BellAdminForm *self, BellEdited *edited);
gboolean bell_admin_form_is_refused (BellAdminForm *self, GAsyncResult *result, GError **error);
void     bell_admin_form_say_failed (BellAdminForm *self, const char *text);
void     bell_admin_form_fail (BellAdminForm *self, const char *title, const GError *error);
void     bell_admin_form_ask_to_remove (BellAdminForm *self);
void     bell_admin_form_show_theirs (BellAdminForm *self);
