/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#define BELL_TYPE_COMPOSER (bell_composer_get_type ())
G_DECLARE_FINAL_TYPE (BellComposer, bell_composer, BELL, COMPOSER, AdwBin)

void  bell_composer_set_text (BellComposer *self, const char *text);
char *bell_composer_dup_text (BellComposer *self);
void  bell_composer_focus (BellComposer *self);
void  bell_composer_set_closed (BellComposer *self, gboolean closed);
void  bell_composer_send (BellComposer *self);
