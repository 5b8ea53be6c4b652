/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"
#include "bell-document.h"
#include "bell-error.h"

#include <gio/gio.h>

#define BELL_TYPE_STORE (bell_store_get_type ())
G_DECLARE_INTERFACE (BellStore, bell_store, BELL, STORE, GObject)

/**
 * BellStore:
 * @call_async: makes a call of bell-calls.h
 * @call_finish: gives the records that it gave
 * @close_async: finishes what was asked for and lets go of the desk
 * @close_finish: whether that went well
 *
 * A desk, here or elsewhere: what it can be asked and told, and what it reports. What changes, by
 * whomever, is reported by the signal "changed", once and in order, after it is on disk.
 */
struct _BellStoreInterface
{
  GTypeInterface parent_iface;

  void (*call_async) (BellStore          *self,
                      const char         *actor,
                      gpointer            call,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data);
  GPtrArray *(*call_finish) (BellStore *self, GAsyncResult *result, GError **error);
  void (*close_async) (BellStore *self, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*close_finish) (BellStore *self, GAsyncResult *result, GError **error);
};

/**
 * BellStoreFlags:
 * @BELL_STORE_CREATE: make the desk if there is none yet
 * @BELL_STORE_HOST: be the one program that holds the desk open: it serves the portal, and it
 * abandons chats whose person does not come back
 */
typedef enum
{
  BELL_STORE_CREATE = 1 << 0,
  BELL_STORE_HOST = 1 << 1,
} BellStoreFlags;

void       bell_store_open_async (const char         *location,
                                  BellStoreFlags      flags,
                                  BellInstant         now,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
BellStore *bell_store_open_finish (GAsyncResult *result, GError **error);
void       bell_store_call_async (BellStore          *self,
                                  const char         *actor,
                                  gpointer            call,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
GPtrArray *bell_store_call_finish (BellStore *self, GAsyncResult *result, GError **error);
void     bell_store_close_async (BellStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean bell_store_close_finish (BellStore *self, GAsyncResult *result, GError **error);
void     bell_store_emit_changed (BellStore *self, BellChange *change);

/* Finding things in what a call gave. */
gpointer bell_records_find (GPtrArray *records, const BellShape *shape, const char *id);
