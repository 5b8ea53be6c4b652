/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#define BELL_TYPE_HEEDED_INPUT (bell_heeded_input_get_type ())
G_DECLARE_FINAL_TYPE (BellHeededInput, bell_heeded_input, BELL, HEEDED_INPUT, GFilterInputStream)

/**
 * BellHeededFunc:
 * @n_bytes: how many bytes have come
 * @user_data: what bell_heeded_input_new() was given
 *
 * Called for each part that is read.
 */
typedef void (*BellHeededFunc) (gsize n_bytes, gpointer user_data);

GInputStream      *
bell_heeded_input_new (GInputStream *base, BellHeededFunc on_read, gpointer user_data);
void bell_heeded_input_end (BellHeededInput *self);
