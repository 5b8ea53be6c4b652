/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/**
 * BellDeskSetup:
 * @BELL_DESK_SETUP_NEW: a desk with nothing on it
 * @BELL_DESK_SETUP_EXAMPLE: the example desk, to look around
 * @BELL_DESK_SETUP_EXISTING: a desk that is there
 *
 * What the first start makes, or opens.
 */
typedef enum
{
  BELL_DESK_SETUP_NEW,
  BELL_DESK_SETUP_EXAMPLE,
  BELL_DESK_SETUP_EXISTING
} BellDeskSetup;

/* Who asks to chat on the example desk, and the password to sign in to its portal with. */
#define BELL_EXAMPLE_PERSON   "zoe"
#define BELL_EXAMPLE_PASSWORD "deskbell"

void       bell_desk_setup_open_async (BellDeskSetup       kind,
                                       const char         *path,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
BellStore *bell_desk_setup_open_finish (GAsyncResult *result, GError **error);
void       bell_desk_setup_add_person_async (BellStore          *store,
                                             GPtrArray          *people,
                                             const char         *name,
                                             const char         *email,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
char      *bell_desk_setup_add_person_finish (GAsyncResult *result, GError **error);
char      *bell_desk_setup_make_id (GPtrArray *people, const char *name);
