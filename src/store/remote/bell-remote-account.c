/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-account.h"

#include <string.h>

/* How many hexadecimal digits a SHA-256 has. */
#define DIGITS 64

/**
 * bell_remote_account_new:
 * @name: the id or the e-mail address of a person
 *
 * Returns: (transfer full): an account to be filled in with a password or a token
 */
BellRemoteAccount *
bell_remote_account_new (const char *name)
{
  BellRemoteAccount *self = g_new0 (BellRemoteAccount, 1);

  self->name = g_strdup (name);

  return self;
}

/**
 * bell_remote_account_copy:
 * @self: an account
 *
 * Returns: (transfer full): another with the same values
 */
BellRemoteAccount *
bell_remote_account_copy (const BellRemoteAccount *self)
{
  BellRemoteAccount *copy = bell_remote_account_new (self->name);

  copy->password = g_strdup (self->password);
  copy->token = g_strdup (self->token);
  copy->fingerprint = g_strdup (self->fingerprint);
  copy->folder = g_strdup (self->folder);
  copy->flags = self->flags;

  return copy;
}

/**
 * bell_remote_account_free:
 * @self: (transfer full): an account
 *
 * Frees it.
 */
void
bell_remote_account_free (BellRemoteAccount *self)
{
  g_free (self->name);
  g_free (self->password);
  g_free (self->token);
  g_free (self->fingerprint);
  g_free (self->folder);
  g_free (self);
}

/**
 * bell_remote_account_path:
 * @self: an account
 * @url: the address of a desk
 *
 * What is known of a desk as one person sees it stands beside what is known of others.
 *
 * Returns: (transfer full): the beginning of the paths of the files that hold it
 */
char *
bell_remote_account_path (const BellRemoteAccount *self, const char *url)
{
  g_autofree char *both = g_strconcat (url, "\n", self->name, NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  name[32] = '\0';
  if (self->folder != NULL)
    return g_build_filename (self->folder, name, NULL);

  return g_build_filename (g_get_user_cache_dir (), "deskbell", "desks", name, NULL);
}

/**
 * bell_fingerprint_parse:
 * @text: the SHA-256 of a certificate as people write it: with colons or without, in small or
 *   capital digits, perhaps with "SHA256:" in front
 *
 * Returns: (transfer full) (nullable): the same in small digits alone, or %NULL if it is none
 */
char *
bell_fingerprint_parse (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (g_ascii_strncasecmp (text, "sha256:", 7) == 0)
    text += 7;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_isxdigit (*c))
        g_string_append_c (digits, g_ascii_tolower (*c));
      else if (*c != ':' && *c != ' ')
        return NULL;
    }

  return digits->len == DIGITS ? g_string_free (g_steal_pointer (&digits), FALSE) : NULL;
}
