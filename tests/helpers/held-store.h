/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/**
 * HeldStore:
 *
 * A desk whose answers can be kept back, and whose reports can be lost: what is slow or bad luck
 * elsewhere is here as a test wants it.
 */
#define HELD_TYPE_STORE (held_store_get_type ())
G_DECLARE_FINAL_TYPE (HeldStore, held_store, HELD, STORE, GObject)

HeldStore *held_store_new (BellStore *store);
void       held_store_hold (HeldStore *self, const BellCallType *call);
void       held_store_wait (HeldStore *self);
void       held_store_release (HeldStore *self);
void       held_store_wait_idle (HeldStore *self);
void       held_store_set_silent (HeldStore *self, gboolean silent);
