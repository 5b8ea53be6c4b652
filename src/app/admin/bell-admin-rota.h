/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-records.h"
#include "bell-zone.h"

#include <gtk/gtk.h>

/* Four weeks of who is on call, drawn. "picked" gives a #BellTurn that is pressed, and a day of it.
 */
#define BELL_TYPE_ADMIN_ROTA (bell_admin_rota_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminRota, bell_admin_rota, BELL, ADMIN_ROTA, GtkWidget)

#define BELL_ROTA_WEEKS 4
#define BELL_ROTA_DAYS  (BELL_ROTA_WEEKS * BELL_N_WEEKDAYS)

/* Somebody in the picture. */
typedef struct
{
  char   *name;
  GdkRGBA color;
} BellRotaPerson;

GtkWidget *bell_admin_rota_new (void);
void       bell_admin_rota_show (BellAdminRota  *self,
                                 const BellZone *zone,
                                 BellDate        first,
                                 GPtrArray      *turns,
                                 GHashTable     *people);
void       bell_admin_rota_color (guint number, GdkRGBA *color);
