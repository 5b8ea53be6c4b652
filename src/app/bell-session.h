/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-document.h"
#include "bell-store.h"

#define BELL_TYPE_SESSION (bell_session_get_type ())
G_DECLARE_FINAL_TYPE (BellSession, bell_session, BELL, SESSION, GObject)

/**
 * BellSessionState:
 * @BELL_SESSION_CLOSED: no desk is open
 * @BELL_SESSION_OPENING: one is being opened
 * @BELL_SESSION_OPEN: a desk is open, as somebody
 * @BELL_SESSION_FAILED: it could not be opened
 */
typedef enum
{
  BELL_SESSION_CLOSED,
  BELL_SESSION_OPENING,
  BELL_SESSION_OPEN,
  BELL_SESSION_FAILED,
} BellSessionState;

BellSession *bell_session_new (void);
void         bell_session_open (BellSession *self, const char *path, const char *person);
void         bell_session_open_remote (BellSession *self,
                                       const char  *url,
                                       const char  *user,
                                       const char  *certificate);
void bell_session_adopt (BellSession *self, BellStore *store, const char *path, const char *user);
void bell_session_close (BellSession *self);
BellSessionState bell_session_get_state (BellSession *self);
const GError    *bell_session_get_error (BellSession *self);
BellStore       *bell_session_get_store (BellSession *self);
const char      *bell_session_get_path (BellSession *self);
char            *bell_session_dup_name (BellSession *self);
const char      *bell_session_get_user (BellSession *self);
gboolean         bell_session_is_remote (BellSession *self);
BellLine         bell_session_get_line (BellSession *self);
gboolean         bell_session_needs_sign_in (BellSession *self);
guint            bell_session_count_waiting (BellSession *self);
void             bell_session_hurry (BellSession *self);
void             bell_session_set_certificate (BellSession *self, const char *certificate);
void             bell_session_sign_in_async (BellSession        *self,
                                             const char         *password,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
gboolean bell_session_sign_in_finish (BellSession *self, GAsyncResult *result, GError **error);
void
bell_session_sign_out_async (BellSession *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean    bell_session_sign_out_finish (BellSession *self, GAsyncResult *result, GError **error);
const char *bell_session_get_desk (BellSession *self);
const char *bell_session_get_person (BellSession *self);
const BellPerson *bell_session_get_person_record (BellSession *self);
const char   *bell_session_get_label (BellSession *self, const BellShape *shape, const char *id);
BellDocument *bell_session_get_directory (BellSession *self);
void          bell_session_serve_portal (BellSession *self, gboolean serve, guint16 port);
char         *bell_session_dup_portal_uri (BellSession *self);
const GError *bell_session_get_portal_error (BellSession *self);
void          bell_session_set_password_async (BellSession        *self,
                                               const char         *person,
                                               const char         *password,
                                               const char         *old,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
gboolean bell_session_set_password_finish (BellSession *self, GAsyncResult *result, GError **error);
