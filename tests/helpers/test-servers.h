/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/**
 * TestServers:
 *
 * What serves a desk in a test: a store and a server; or, if DESKBELL_TEST_SERVERS is 2, two of
 * each on one database, with a relay in front that takes all clients from one to the other now and
 * then.
 */
typedef struct _TestServers TestServers;

void         test_servers_open_async (const char         *location,
                                      BellStoreFlags      flags,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
TestServers *test_servers_open_finish (GAsyncResult *result, GError **error);
void         test_servers_close_async (TestServers        *self,
                                       gpointer            source,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
void         test_servers_free (gpointer self);
BellStore   *test_servers_get_store (TestServers *self);
const char  *test_servers_get_url (TestServers *self);
void         test_servers_note_command (TestServers *self);
