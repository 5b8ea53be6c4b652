/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-secrets.h"

#include <libsecret/secret.h>

#include <glib/gi18n.h>

static const SecretSchema schema = {
  .name = "org.deskbell.Deskbell.Desk",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "url", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/**
 * bell_secrets_find_async:
 * @url: the address of a desk
 * @user: the name that was signed in with
 * @cancellable: (nullable): to give up
 * @callback: called with bell_secrets_find_finish()
 * @user_data: for @callback
 *
 * Looks for a sign-in that was kept. The keyring may ask the person to unlock it.
 */
void
bell_secrets_find_async (const char         *url,
                         const char         *user,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  secret_password_lookup (&schema, cancellable, callback, user_data, "url", url, "user", user,
                          NULL);
}

/**
 * bell_secrets_find_finish:
 * @result: what the callback was given
 * @error: return location for what the keyring says, if there is one
 *
 * Returns: (transfer full) (nullable): the token, or %NULL: without an error there is none
 */
char *
bell_secrets_find_finish (GAsyncResult *result, GError **error)
{
  g_autofree char *token = secret_password_lookup_finish (result, error);

  return g_strdup (token);
}

/**
 * bell_secrets_keep_async:
 * @url: the address of a desk
 * @user: the name that was signed in with
 * @token: what shows who is signed in
 * @callback: called with bell_secrets_keep_finish()
 * @user_data: for @callback
 *
 * Keeps a sign-in, instead of one that there may be.
 */
void
bell_secrets_keep_async (const char         *url,
                         const char         *user,
                         const char         *token,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  /* Translators: what a keyring calls the secret: the name of a person, and an address */
  g_autofree char *label = g_strdup_printf (_ ("Deskbell: %s at %s"), user, url);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, token, NULL, callback,
                         user_data, "url", url, "user", user, NULL);
}

/**
 * bell_secrets_keep_finish:
 * @result: what the callback was given
 * @error: return location for what the keyring says, if there is one
 *
 * Returns: whether it is kept
 */
gboolean
bell_secrets_keep_finish (GAsyncResult *result, GError **error)
{
  return secret_password_store_finish (result, error);
}

static void
on_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Without a keyring nothing was kept. */
  if (!secret_password_clear_finish (result, &error) && error != NULL)
    g_debug ("The sign-in was not removed from the keyring: %s", error->message);
}

/**
 * bell_secrets_remove:
 * @url: the address of a desk
 * @user: the name that was signed in with
 *
 * Forgets a sign-in.
 */
void
bell_secrets_remove (const char *url, const char *user)
{
  secret_password_clear (&schema, NULL, on_removed, NULL, "url", url, "user", user, NULL);
}
