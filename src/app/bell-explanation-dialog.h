/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* Why chat is on, or not on, on a request. */
#define BELL_TYPE_EXPLANATION_DIALOG (bell_explanation_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BellExplanationDialog,
                      bell_explanation_dialog,
                      BELL,
                      EXPLANATION_DIALOG,
                      AdwDialog)

AdwDialog *bell_explanation_dialog_new (BellSession *session, const BellDecision *decision);
