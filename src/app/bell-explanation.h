/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* Whether chat is available on a request, every step that led to the answer, and who would be told.
 */
#define BELL_TYPE_EXPLANATION (bell_explanation_get_type ())
G_DECLARE_FINAL_TYPE (BellExplanation, bell_explanation, BELL, EXPLANATION, AdwBin)

void bell_explanation_set_advice (BellExplanation *self, GtkWidget *advice);
void
bell_explanation_show (BellExplanation *self, BellSession *session, const BellDecision *decision);
