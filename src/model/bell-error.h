/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellError:
 * @BELL_ERROR_OFFLINE: the desk cannot be reached now; what was asked may be asked again later
 * @BELL_ERROR_DENIED: this actor may not do this
 * @BELL_ERROR_CONFLICT: the record has changed so that this can no longer be done
 * @BELL_ERROR_NOT_FOUND: there is no such record
 * @BELL_ERROR_INVALID: what was given is not of the form that was expected
 * @BELL_ERROR_TOO_LARGE: what was given is over a limit
 * @BELL_ERROR_STORE: the store cannot be opened, read or written
 * @BELL_ERROR_NO_CHAT: chat is not available on the request
 * @BELL_ERROR_TOO_MANY: this was tried too often; it may be tried again after a while
 *
 * Why something could not be done, as far as a caller can act on it. Messages of these errors are
 * English and technical; sentences for people are made where they are shown.
 */
typedef enum
{
  BELL_ERROR_OFFLINE,
  BELL_ERROR_DENIED,
  BELL_ERROR_CONFLICT,
  BELL_ERROR_NOT_FOUND,
  BELL_ERROR_INVALID,
  BELL_ERROR_TOO_LARGE,
  BELL_ERROR_STORE,
  BELL_ERROR_NO_CHAT,
  BELL_ERROR_TOO_MANY,
} BellError;

/**
 * BellTrouble:
 * @BELL_TROUBLE_NONE: nothing that is told apart
 * @BELL_TROUBLE_MISSING: there is no such file or folder
 * @BELL_TROUBLE_FOREIGN: the file is no desk
 * @BELL_TROUBLE_DAMAGED: the file was a desk
 * @BELL_TROUBLE_NEWER: the desk is one of a newer Deskbell
 * @BELL_TROUBLE_READ_ONLY: this user may not write the file, or beside it
 * @BELL_TROUBLE_IN_USE: another process holds the desk open
 * @BELL_TROUBLE_BUSY: another process writes and does not finish
 * @BELL_TROUBLE_FULL: the disk is full
 * @BELL_TROUBLE_SIGNED_OUT: nobody is signed in to the desk any more: sign in again
 * @BELL_TROUBLE_CERTIFICATE: the server's certificate is none that is trusted; the error carries
 * it, as a #BellCertificate
 *
 * What is the matter with a store, for whoever can tell a person what to do about it.
 */
typedef enum
{
  BELL_TROUBLE_NONE,
  BELL_TROUBLE_MISSING,
  BELL_TROUBLE_FOREIGN,
  BELL_TROUBLE_DAMAGED,
  BELL_TROUBLE_NEWER,
  BELL_TROUBLE_READ_ONLY,
  BELL_TROUBLE_IN_USE,
  BELL_TROUBLE_BUSY,
  BELL_TROUBLE_FULL,
  BELL_TROUBLE_SIGNED_OUT,
  BELL_TROUBLE_CERTIFICATE,
} BellTrouble;

#define BELL_ERROR (bell_error_quark ())
GQuark      bell_error_quark (void);
const char *bell_error_nick (BellError code);
BellError   bell_error_from_nick (const char *nick);
void        bell_error_mark (GError **error, BellTrouble trouble, gint64 process);
BellTrouble bell_error_get_trouble (const GError *error);
gint64      bell_error_get_process (const GError *error);
void        bell_error_attach (GError **error, gpointer record);
gpointer    bell_error_get_record (const GError *error);
BellTrouble bell_trouble_from_errno (int number);
