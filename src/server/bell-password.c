/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-password.h"

#include <sodium.h>
#include <string.h>

/* How many bytes of chance a token has. */
#define TOKEN_BYTES 32

/* The hash of a password that nobody has: somebody who is not known takes as long to refuse as
 * somebody who is. Made once, as its cost has to be that of the others. */
static const char *
nobodys_hash (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      char *hash = g_malloc0 (crypto_pwhash_STRBYTES);

      if (crypto_pwhash_str (hash, "nobody", 6, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE)
          != 0)
        g_warning ("There is no memory to hash a password with");
      g_once_init_leave (&once, (gsize) hash);
    }

  return (const char *) once;
}

static void
need_sodium (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this computer");
}

/* Each password takes 64 MB while it is hashed or checked: no more than this many at a time. */
#define AT_A_TIME 3

static void
run_job (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  GTaskThreadFunc function = (GTaskThreadFunc) g_task_get_source_tag (task);

  function (task, NULL, g_task_get_task_data (task), NULL);
}

static GThreadPool *
pool (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) g_thread_pool_new (run_job, NULL, AT_A_TIME, FALSE, NULL));

  return (GThreadPool *) once;
}

/* Does a task's work when its turn comes. */
static void
run_in_pool (GTask *task, GTaskThreadFunc function)
{
  g_task_set_source_tag (task, (gpointer) function);
  g_thread_pool_push (pool (), g_object_ref (task), NULL);
}

static void
free_secret (gpointer data)
{
  sodium_memzero (data, strlen (data));
  g_free (data);
}

static void
hash_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *password = data;
  char       *hash = g_malloc0 (crypto_pwhash_STRBYTES);

  if (crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE)
      == 0)
    {
      g_task_return_pointer (task, hash, g_free);
      return;
    }

  g_free (hash);
  g_task_return_new_error_literal (task, BELL_ERROR, BELL_ERROR_STORE,
                                   "there is no memory to hash a password with");
}

/**
 * bell_password_hash_async:
 * @password: a password
 * @callback: called with its hash
 * @user_data: for @callback
 *
 * Hashes a password with argon2id, in a thread, as that takes its time.
 */
void
bell_password_hash_async (const char *password, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  need_sodium ();
  g_task_set_task_data (task, g_strdup (password), free_secret);
  run_in_pool (task, hash_in_thread);
}

/**
 * bell_password_hash_finish:
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the hash, with its salt and its cost in it
 */
char *
bell_password_hash_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  char *password;
  char *hash; /* NULL: there is none */
} Verification;

static void
verification_free (gpointer data)
{
  Verification *verification = data;

  free_secret (verification->password);
  g_free (verification->hash);
  g_free (verification);
}

static void
verify_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Verification *verification = data;
  const char         *hash = verification->hash != NULL ? verification->hash : nobodys_hash ();
  gboolean            right
      = crypto_pwhash_str_verify (hash, verification->password, strlen (verification->password))
        == 0;

  g_task_return_boolean (task, right && verification->hash != NULL);
}

/**
 * bell_password_verify_async:
 * @password: what somebody says is their password
 * @hash: (nullable): what bell_password_hash_finish() gave, or %NULL for somebody who has none
 * @callback: called with the answer, which takes as long whatever it is
 * @user_data: for @callback
 *
 * Checks a password in a thread.
 */
void
bell_password_verify_async (const char         *password,
                            const char         *hash,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Verification *verification = g_new0 (Verification, 1);

  need_sodium ();
  verification->password = g_strdup (password);
  verification->hash = g_strdup (hash);
  g_task_set_task_data (task, verification, verification_free);
  run_in_pool (task, verify_in_thread);
}

/**
 * bell_password_verify_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether the password is right
 */
gboolean
bell_password_verify_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * bell_token_new:
 *
 * Returns: (transfer full): a secret that nobody can guess, of characters that a cookie may have
 */
char *
bell_token_new (void)
{
  guchar bytes[TOKEN_BYTES];
  char   text[sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  need_sodium ();
  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);

  return g_strdup (text);
}

/**
 * bell_token_hash:
 * @token: a token
 *
 * Returns: (transfer full): what the store keeps of it: who reads the store cannot sign in
 */
char *
bell_token_hash (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}
