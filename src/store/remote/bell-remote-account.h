/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellRemoteFlags:
 * @BELL_REMOTE_BRIEF: for who asks a few things and leaves: nothing is followed and nothing is kept
 *   on disk, and what cannot be sent soon fails instead of waiting
 *
 * What a desk elsewhere is opened for.
 */
typedef enum
{
  BELL_REMOTE_BRIEF = 1 << 0,
} BellRemoteFlags;

/**
 * BellRemoteAccount:
 * @name: the id or the e-mail address of a person, as it was typed
 * @password: (nullable): their password, or %NULL if there is a token
 * @token: (nullable): what an earlier sign-in gave; see bell_remote_store_get_token()
 * @fingerprint: (nullable): the SHA-256 of the one certificate that the server may show, in small
 *   hexadecimal digits; %NULL: any that this computer trusts
 * @folder: (nullable): where to keep what is known of the desk; %NULL: where programs keep caches
 * @flags: what it is opened for
 *
 * As whom to open a desk elsewhere, and how.
 */
typedef struct
{
  char           *name;
  char           *password;
  char           *token;
  char           *fingerprint;
  char           *folder;
  BellRemoteFlags flags;
} BellRemoteAccount;

BellRemoteAccount *bell_remote_account_new (const char *name);
BellRemoteAccount *bell_remote_account_copy (const BellRemoteAccount *self);
void               bell_remote_account_free (BellRemoteAccount *self);
char              *bell_remote_account_path (const BellRemoteAccount *self, const char *url);
char              *bell_remote_url_check (const char *url, GError **error);
char              *bell_fingerprint_parse (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellRemoteAccount, bell_remote_account_free)
