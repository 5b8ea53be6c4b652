/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-policy-private.h"

/**
 * BellTouch:
 *
 * Which requests an edit of the configuration can make a difference to. It may name some too many,
 * never one too few.
 */
typedef struct
{
  gboolean    everything;
  GHashTable *offerings; /* sets of ids */
  GHashTable *agreements;
  GHashTable *services;
  GHashTable *people;
  GHashTable *groups; /* of which other people may be told */
  GPtrArray  *rules;  /* BellRule, as they were and as they are */
} BellTouch;

BellTouch *bell_touch_new (void);
void       bell_touch_free (BellTouch *self);
void       bell_touch_add (BellTouch *self, const BellPolicy *base, gpointer record);
gboolean   bell_touch_answer (const BellTouch *self, const BellFacts *facts, const BellRule *last);
gboolean   bell_touch_needs_rule (const BellTouch *self);
gboolean   bell_touch_told (const BellTouch *self, const BellRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellTouch, bell_touch_free)
