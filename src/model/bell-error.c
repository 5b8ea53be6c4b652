/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-error.h"

G_DEFINE_QUARK (bell - error, bell_error)

static const char *const nicks[] = {
  [BELL_ERROR_OFFLINE] = "offline",   [BELL_ERROR_DENIED] = "denied",
  [BELL_ERROR_CONFLICT] = "conflict", [BELL_ERROR_NOT_FOUND] = "not_found",
  [BELL_ERROR_INVALID] = "invalid",   [BELL_ERROR_TOO_LARGE] = "too_large",
  [BELL_ERROR_STORE] = "store",       [BELL_ERROR_NO_CHAT] = "no_chat",
  [BELL_ERROR_TOO_MANY] = "too_many",
};

/**
 * bell_error_nick:
 * @code: an error code
 *
 * Returns: the word for @code on the wire and in logs
 */
const char *
bell_error_nick (BellError code)
{
  g_return_val_if_fail (code < G_N_ELEMENTS (nicks), "store");

  return nicks[code];
}

/**
 * bell_error_from_nick:
 * @nick: a word that bell_error_nick() gave, perhaps in another process
 *
 * Returns: its code; %BELL_ERROR_STORE for a word that is not known
 */
BellError
bell_error_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      return i;

  return BELL_ERROR_STORE;
}
