/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-error.h"

/**
 * BellCache:
 *
 * A file of values by their keys, for what a program knows of a desk elsewhere. For one thread at a
 * time. A file that is damaged, or is something else, is set aside and made anew.
 */
typedef struct _BellCache BellCache;

/**
 * BellCacheFlags:
 * @BELL_CACHE_DURABLE: what is put is on disk before it is said to be, and nothing is forgotten to
 *   make room; without it what was put last may be lost with the power, and the oldest values make
 *   room for new ones
 */
typedef enum
{
  BELL_CACHE_DURABLE = 1 << 0,
} BellCacheFlags;

/**
 * BellCacheEntry:
 * @key: its key
 * @value: what was put there last
 *
 * One value of a cache.
 */
typedef struct
{
  char   *key;
  GBytes *value;
} BellCacheEntry;

BellCache          *
bell_cache_open (const char *path, BellCacheFlags flags, gint64 max_bytes, GError **error);
void     bell_cache_close (BellCache *self);
gboolean bell_cache_put (BellCache *self, const char *key, GBytes *value, GError **error);
GBytes  *bell_cache_get (BellCache *self, const char *key, GError **error);
gboolean bell_cache_remove (BellCache *self, const char *key, GError **error);
gboolean bell_cache_clear (BellCache *self, GError **error);
GPtrArray *bell_cache_list (BellCache *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellCache, bell_cache_close)
