/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-on-call.h"
#include "bell-admin-rota.h"

#define BELL_TYPE_ADMIN_ON_CALL (bell_admin_on_call_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminOnCall, bell_admin_on_call, BELL, ADMIN_ON_CALL, AdwPreferencesGroup)

struct _BellAdminOnCall
{
  AdwPreferencesGroup parent_instance;
  BellSession        *session;
  char               *group; /* its id */
  BellAdminRota      *rota;
  GtkWidget          *range; /* a label: which weeks */
  GtkWidget          *zones; /* a switch */
  GtkWidget          *words; /* a label: what is wrong */
  GtkWidget          *legend;
  GtkWidget          *list; /* a row that holds the turns as rows */
  GPtrArray          *rows; /* in it, not owned */
  const BellZone     *group_zone;
  const BellZone     *own_zone; /* of this computer */
  BellDate            first;    /* of the weeks that are shown; a Monday */
  GPtrArray          *turns;    /* BellTurn */
  GHashTable         *people;   /* id to BellRotaPerson */
  char               *shown;
  GCancellable       *cancellable;
};

const BellZone *bell_admin_on_call_get_zone (BellAdminOnCall *self);
void            bell_admin_on_call_show_rows (BellAdminOnCall *self);
void            bell_admin_on_call_swap (BellAdminOnCall *self, BellTurn *turn, BellDate day);
gboolean        bell_admin_on_call_may_swap (BellAdminOnCall *self);
