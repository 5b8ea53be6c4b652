/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"
#include "bell-document.h"
#include "bell-error.h"

#include <gio/gio.h>

#define BELL_TYPE_STORE (bell_store_get_type ())
G_DECLARE_INTERFACE (BellStore, bell_store, BELL, STORE, GObject)

/**
 * BellLine:
 * @BELL_LINE_HERE: the desk is on this computer; there is no line
 * @BELL_LINE_CONNECTING: it is not known yet whether the desk can be reached
 * @BELL_LINE_UP: what changes is reported as it happens
 * @BELL_LINE_DOWN: the desk cannot be reached; that is tried again and again. What is known of it
 * is given in answer to questions, and what is to be sent waits
 * @BELL_LINE_SIGNED_OUT: the desk does not know any more who asks; what is to be sent waits until
 * they have signed in again
 *
 * How it stands with the line to a desk.
 */
typedef enum
{
  BELL_LINE_HERE,
  BELL_LINE_CONNECTING,
  BELL_LINE_UP,
  BELL_LINE_DOWN,
  BELL_LINE_SIGNED_OUT,
} BellLine;

/**
 * BellStore:
 * @call_async: makes a call of bell-calls.h
 * @call_finish: gives the records that it gave
 * @close_async: finishes what was asked for and lets go of the desk
 * @close_finish: whether that went well
 * @get_line: (nullable): how it stands with the line; %NULL for a desk on this computer
 *
 * A desk, here or elsewhere: what it can be asked and told, and what it reports. What changes, by
 * whomever, is reported by the signal "changed", once and in order, after it is on disk. When that
 * cannot be, as too much has happened since, "reloaded" says that everything may be another.
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
  BellLine (*get_line) (BellStore *self);
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

gboolean   bell_store_is_remote (const char *location);
char      *bell_store_dup_display_name (const char *location);
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
BellLine bell_store_get_line (BellStore *self);
void     bell_store_emit_changed (BellStore *self, BellChange *change);
void     bell_store_emit_reloaded (BellStore *self);
void     bell_store_emit_line_changed (BellStore *self);

void    bell_store_give_up (GCancellable **cancellable);
GError *bell_store_closed_error (void);

/* Finding things in what a call gave. */
gpointer bell_records_find (GPtrArray *records, const BellShape *shape, const char *id);
