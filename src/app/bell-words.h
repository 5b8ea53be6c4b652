/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellWords:
 *
 * The words that somebody looks for, in any order, without regard to case and diacritics.
 */
typedef struct _BellWords BellWords;

BellWords         *bell_words_new (const char *text);
BellWords         *bell_words_ref (BellWords *self);
void               bell_words_unref (BellWords *self);
const char *const *bell_words_get_typed (const BellWords *self);
gboolean           bell_words_is_empty (const BellWords *self);
const char        *bell_words_get_only (const BellWords *self);
gboolean           bell_words_fit (const BellWords *self, const char *text);
gboolean           bell_words_begin (const BellWords *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellWords, bell_words_unref)
