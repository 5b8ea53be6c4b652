/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-remote.h"

#include "bell-said.h"
#include "ctl-options.h"
#include "ctl-password.h"

#include "remote/bell-remote-store.h"

/* As whom to sign in, and whom to trust; NULL after saying what is missing. */
static BellRemoteAccount *
find_account (Ctl *ctl, CtlStatus *status)
{
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new (ctl_options.user);

  account->flags = BELL_REMOTE_BRIEF;
  if (ctl_options.user == NULL || ctl_options.user[0] == '\0')
    {
      *status = ctl_usage (_ ("%s: %s: --user is needed: who signs in?"), ctl->command,
                           ctl->store_location);
      return NULL;
    }

  if (!g_utf8_validate (ctl_options.user, -1, NULL))
    {
      *status = ctl_usage (_ ("%s: --user: expected UTF-8"), ctl->command);
      return NULL;
    }

  if (ctl_options.certificate != NULL)
    {
      account->fingerprint = bell_fingerprint_parse (ctl_options.certificate);
      if (account->fingerprint == NULL)
        {
          *status = ctl_usage (_ ("%s: --certificate: expected the SHA-256 of a certificate, 64 "
                                  "hexadecimal digits"),
                               ctl->command);
          return NULL;
        }
    }

  account->password = ctl_find_password (ctl, ctl_options.user, status);

  return account->password != NULL ? g_steal_pointer (&account) : NULL;
}

/* Who can compare the certificate with what its server's keeper says may go on. */
static CtlStatus
fail_to_open (const GError *error)
{
  g_autofree char *why = bell_said (error->message);

  g_printerr (
      "deskbellctl: %s%s\n", why,
      bell_error_get_trouble (error) == BELL_TROUBLE_CERTIFICATE && ctl_options.certificate == NULL
          ? _ ("; if that is what the keeper of the server says, accept it with --certificate")
          : "");

  return ctl_status_of (error);
}

/**
 * ctl_remote_open:
 * @ctl: this run
 * @status: (out): the exit status, if the desk cannot be opened
 *
 * Signs in to the server of a desk, or says why not.
 *
 * Returns: whether it is open
 */
gboolean
ctl_remote_open (Ctl *ctl, CtlStatus *status)
{
  g_autoptr (BellRemoteAccount) account = find_account (ctl, status);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return FALSE;

  bell_remote_store_open_async (ctl->store_location, account, NULL, ctl_keep_result, &result);
  ctl_wait (ctl_has_result, &result);
  ctl->store = bell_store_open_finish (result, &error);
  if (ctl->store == NULL)
    *status = fail_to_open (error);

  return ctl->store != NULL;
}

/**
 * ctl_remote_sign_out:
 * @ctl: this run, with a desk elsewhere open
 *
 * Ends the sign-in; one that cannot be ended now ends by itself.
 */
void
ctl_remote_sign_out (Ctl *ctl)
{
  g_autoptr (GAsyncResult) result = NULL;

  bell_remote_store_sign_out_async (BELL_REMOTE_STORE (ctl->store), ctl_keep_result, &result);
  ctl_wait (ctl_has_result, &result);
}
