/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/* How long to wait for what must happen. */
#define TEST_DEADLINE_SECONDS 60

char      *test_folder_new (void);
void       test_folder_free (char *folder);
void       test_wait (gboolean (*condition) (gpointer data), gpointer data, const char *what);
char      *test_store_location (const char *folder);
BellStore *test_store_open (const char *path, BellStoreFlags flags, GError **error);
BellStore *test_store_new (const char *folder, const char *changes);
void       test_store_close (BellStore *store);
GPtrArray *test_store_call (BellStore *store, const char *actor, gpointer call, GError **error);
GPtrArray *test_store_must (BellStore *store, const char *actor, gpointer call);
void  test_store_must_fail (BellStore *store, const char *actor, gpointer call, BellError code);
void  test_store_import (BellStore *store, const char *json, gboolean dry_run);
char *test_store_export (BellStore *store);

/* Calls, filled in. */
gpointer test_ask (const char *request);
gpointer test_send (const char *chat, const char *body);
gpointer test_leave (const char *chat);
gpointer test_end (const char *chat, const char *reason);
gpointer test_attend_with (const char *chat, const char *holder, gboolean present);
gpointer test_attend (const char *chat, gboolean present);
gpointer test_look (const char *chat, gboolean looking);
gpointer test_messages (const char *chat);

/* What a store reports. */
typedef struct
{
  BellStore *store;
  GPtrArray *changes; /* BellChange */
} TestRecorder;

TestRecorder *test_recorder_new (BellStore *store);
void          test_recorder_free (TestRecorder *self);
BellChange   *test_recorder_wait (TestRecorder *self, const char *type, BellChangeKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestRecorder, test_recorder_free)
