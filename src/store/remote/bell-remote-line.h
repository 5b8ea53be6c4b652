/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"
#include "remote/bell-remote-http.h"

/**
 * BellRemoteLine:
 *
 * The line to a desk elsewhere, over which it says what changes, in order and without holes. When
 * it breaks it is made anew, by itself, after the last change that came.
 */
typedef struct _BellRemoteLine BellRemoteLine;

/**
 * BellRemoteLineHandlers:
 * @state_changed: bell_remote_line_get_state() is another than before
 * @changed: something has changed; each change comes once, in the order of their numbers
 * @reloaded: anything may have changed; the desk may even be another, as it was brought back from a
 * backup
 * @moved: every change up to a number has come, or is not to be seen
 *
 * What is called when. A line that is freed meanwhile calls nothing more.
 */
typedef struct
{
  void (*state_changed) (gpointer user_data);
  void (*changed) (BellChange *change, gpointer user_data);
  void (*reloaded) (gboolean is_another, gpointer user_data);
  void (*moved) (gint64 seq, gpointer user_data);
} BellRemoteLineHandlers;

BellRemoteLine *bell_remote_line_new (BellRemoteHttp               *http,
                                      gint64                        after,
                                      BellLine                      state,
                                      const BellRemoteLineHandlers *handlers,
                                      gpointer                      user_data);
void            bell_remote_line_free (BellRemoteLine *self);
void            bell_remote_line_start (BellRemoteLine *self);
void            bell_remote_line_hurry (BellRemoteLine *self);
void            bell_remote_line_note_answer (BellRemoteLine *self, gboolean is_lost);
void            bell_remote_line_sign_out (BellRemoteLine *self);
BellLine        bell_remote_line_get_state (BellRemoteLine *self);
gboolean        bell_remote_line_has_failed (BellRemoteLine *self);
