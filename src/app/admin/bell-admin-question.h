/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <gtk/gtk.h>

/* A question to the desk that is asked again when its answer may be another one. */
#define BELL_TYPE_ADMIN_QUESTION (bell_admin_question_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminQuestion, bell_admin_question, BELL, ADMIN_QUESTION, GObject)

BellAdminQuestion *bell_admin_question_new (BellSession *session, GtkWidget *widget);
void               bell_admin_question_ask (BellAdminQuestion *self, gpointer call);
void               bell_admin_question_ask_at (BellAdminQuestion *self, BellInstant instant);
gboolean           bell_admin_question_is_slow (BellAdminQuestion *self);
void               bell_admin_question_clear (BellAdminQuestion **question);
