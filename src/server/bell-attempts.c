/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-attempts.h"

/* So many wrong passwords are let go, of one account from one address and of one address in all. */
#define FREE_ACCOUNT 5
#define FREE_ADDRESS 30

/* Then each has to wait, twice as long every time, up to this. */
#define FIRST_WAIT (2 * G_USEC_PER_SEC)
#define LAST_WAIT  (15 * 60 * (gint64) G_USEC_PER_SEC)

/* What is older is forgotten; and how many are remembered at most. */
#define FORGET     (60 * 60 * (gint64) G_USEC_PER_SEC)
#define REMEMBERED 10000

typedef struct
{
  guint  n_failed;
  gint64 last;
  gint64 wait_until;
} Attempt;

struct _BellAttempts
{
  GHashTable *attempts; /* "address account", or "address" */
};

/**
 * bell_attempts_new:
 *
 * Returns: (transfer full): a memory of no attempts
 */
BellAttempts *
bell_attempts_new (void)
{
  BellAttempts *self = g_new0 (BellAttempts, 1);

  self->attempts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * bell_attempts_free:
 * @self: (transfer full): a memory of attempts
 *
 * Forgets all of them.
 */
void
bell_attempts_free (BellAttempts *self)
{
  g_hash_table_unref (self->attempts);
  g_free (self);
}

static char *
key_of (const char *account, const char *address)
{
  g_autofree char *folded = g_utf8_strdown (account, -1);

  return g_strdup_printf ("%s %s", address, folded);
}

static gboolean
is_waiting (BellAttempts *self, const char *key, gint64 now)
{
  const Attempt *attempt = g_hash_table_lookup (self->attempts, key);

  return attempt != NULL && attempt->wait_until > now;
}

/**
 * bell_attempts_may:
 * @self: a memory of attempts
 * @account: who is to be signed in, as it was typed
 * @address: where from
 * @now: the time, in microseconds
 *
 * Returns: whether a password may be tried now
 */
gboolean
bell_attempts_may (BellAttempts *self, const char *account, const char *address, gint64 now)
{
  g_autofree char *key = key_of (account, address);

  return !is_waiting (self, key, now) && !is_waiting (self, address, now);
}

static gboolean
is_old (gpointer key, gpointer value, gpointer user_data)
{
  const Attempt *attempt = value;

  return attempt->last + FORGET < *(gint64 *) user_data;
}

static void
note (BellAttempts *self, const char *key, guint n_free, gint64 now)
{
  Attempt *attempt = g_hash_table_lookup (self->attempts, key);
  gint64   wait = FIRST_WAIT;

  if (attempt == NULL)
    {
      if (g_hash_table_size (self->attempts) >= REMEMBERED)
        g_hash_table_foreach_remove (self->attempts, is_old, &now);
      attempt = g_new0 (Attempt, 1);
      g_hash_table_insert (self->attempts, g_strdup (key), attempt);
    }

  attempt->n_failed = attempt->last + FORGET < now ? 1 : attempt->n_failed + 1;
  attempt->last = now;
  for (guint i = n_free; i < attempt->n_failed && wait < LAST_WAIT; i++)
    wait *= 2;
  if (attempt->n_failed >= n_free)
    attempt->wait_until = now + MIN (wait, LAST_WAIT);
}

/**
 * bell_attempts_begin:
 * @self: a memory of attempts
 * @account: who is to be signed in, as it was typed
 * @address: where from
 * @now: the time, in microseconds
 *
 * Counts an attempt against the account before it is known how it ends: of many at the same time
 * only as many are let go as one after the other.
 */
void
bell_attempts_begin (BellAttempts *self, const char *account, const char *address, gint64 now)
{
  g_autofree char *key = key_of (account, address);

  note (self, key, FREE_ACCOUNT, now);
}

/**
 * bell_attempts_failed:
 * @self: a memory of attempts
 * @address: where from somebody was to be signed in
 * @now: the time, in microseconds
 *
 * Remembers that the password was wrong, whoever it was for.
 */
void
bell_attempts_failed (BellAttempts *self, const char *address, gint64 now)
{
  note (self, address, FREE_ADDRESS, now);
}

/**
 * bell_attempts_succeeded:
 * @self: a memory of attempts
 * @account: who was signed in
 * @address: where from
 *
 * Forgets the wrong passwords before the right one.
 */
void
bell_attempts_succeeded (BellAttempts *self, const char *account, const char *address)
{
  g_autofree char *key = key_of (account, address);

  g_hash_table_remove (self->attempts, key);
}
