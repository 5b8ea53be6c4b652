/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-attempts.h"

#include <gio/gio.h>
#include <string.h>

/* So many wrong passwords are let go, of one account from one address and of one address in all;
 * an address is a whole network of IPv6. */
#define FREE_ACCOUNT 5
#define FREE_ADDRESS 30

/* Then each has to wait, twice as long every time, up to this. */
#define FIRST_WAIT (2 * G_USEC_PER_SEC)
#define LAST_WAIT  (15 * 60 * (gint64) G_USEC_PER_SEC)

/* What is older is forgotten; and how many of a kind are remembered at most. */
#define FORGET     (60 * 60 * (gint64) G_USEC_PER_SEC)
#define REMEMBERED 5000

/* Who has a network of IPv6 has 2^64 addresses in it. */
#define IPV6_NETWORK_BYTES 8

typedef struct
{
  char  *key;
  guint  n_failed;
  gint64 last;
  gint64 wait_until;
  GList  link; /* in one of the two queues */
} Attempt;

/* Attempts of one kind. There are two queues, each with the one first that was counted longest ago:
 * of those whom wrong passwords are still let go, and of those who have to wait. When one is full
 * its first is forgotten. So whoever wants a count to be forgotten needs many times as many wrong
 * passwords as that gives them. */
typedef struct
{
  guint       n_free;
  GHashTable *attempts;
  GQueue      queues[2];
} Tally;

struct _BellAttempts
{
  Tally accounts; /* "network account" */
  Tally networks;
};

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_free (attempt->key);
  g_free (attempt);
}

static void
tally_init (Tally *tally, guint n_free)
{
  tally->n_free = n_free;
  tally->attempts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, attempt_free);
  for (guint i = 0; i < G_N_ELEMENTS (tally->queues); i++)
    g_queue_init (&tally->queues[i]);
}

static GQueue *
queue_of (Tally *tally, const Attempt *attempt)
{
  return &tally->queues[attempt->n_failed >= tally->n_free];
}

static void
forget (Tally *tally, Attempt *attempt)
{
  g_queue_unlink (queue_of (tally, attempt), &attempt->link);
  g_hash_table_remove (tally->attempts, attempt->key);
}

static gboolean
is_old (const Attempt *attempt, gint64 now)
{
  return attempt->last + FORGET < now;
}

static void
make_room (Tally *tally, GQueue *queue, gint64 now)
{
  Attempt *first;

  while ((first = g_queue_peek_head (queue)) != NULL
         && (queue->length > REMEMBERED || is_old (first, now)))
    forget (tally, first);
}

static gboolean
is_waiting (const Tally *tally, const char *key, gint64 now)
{
  const Attempt *attempt = g_hash_table_lookup (tally->attempts, key);

  return attempt != NULL && attempt->wait_until > now;
}

/* Takes what is counted under a key out of its queue, to be counted again. */
static Attempt *
take (Tally *tally, const char *key)
{
  Attempt *attempt = g_hash_table_lookup (tally->attempts, key);

  if (attempt != NULL)
    {
      g_queue_unlink (queue_of (tally, attempt), &attempt->link);
      return attempt;
    }

  attempt = g_new0 (Attempt, 1);
  attempt->key = g_strdup (key);
  attempt->link.data = attempt;
  g_hash_table_insert (tally->attempts, attempt->key, attempt);

  return attempt;
}

static void
note (Tally *tally, const char *key, gint64 now)
{
  Attempt *attempt = take (tally, key);
  gint64   wait = FIRST_WAIT;

  attempt->n_failed = is_old (attempt, now) ? 1 : attempt->n_failed + 1;
  attempt->last = now;
  for (guint i = tally->n_free; i < attempt->n_failed && wait < LAST_WAIT; i++)
    wait *= 2;
  if (attempt->n_failed >= tally->n_free)
    attempt->wait_until = now + MIN (wait, LAST_WAIT);

  g_queue_push_tail_link (queue_of (tally, attempt), &attempt->link);
  for (guint i = 0; i < G_N_ELEMENTS (tally->queues); i++)
    make_room (tally, &tally->queues[i], now);
}

/* Whom an address belongs to: its network of 64 bits for IPv6, for IPv4 the address. */
static char *
network_of (const char *address)
{
  static const guint8 mapped[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  g_autofree char    *plain = g_strndup (address, strcspn (address, "%"));
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (plain);
  g_autoptr (GInetAddress) network = NULL;
  guint8        bytes[16] = { 0 };
  const guint8 *given;

  if (inet == NULL || g_inet_address_get_family (inet) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (address);

  given = g_inet_address_to_bytes (inet);
  if (memcmp (given, mapped, sizeof mapped) == 0)
    {
      network = g_inet_address_new_from_bytes (given + sizeof mapped, G_SOCKET_FAMILY_IPV4);
      return g_inet_address_to_string (network);
    }

  memcpy (bytes, given, IPV6_NETWORK_BYTES);
  network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);

  return g_inet_address_to_string (network);
}

static char *
key_of (const char *account, const char *network)
{
  g_autofree char *folded = g_utf8_strdown (account, -1);

  return g_strdup_printf ("%s %s", network, folded);
}

/**
 * bell_attempts_new:
 *
 * Returns: (transfer full): a memory of no attempts
 */
BellAttempts *
bell_attempts_new (void)
{
  BellAttempts *self = g_new0 (BellAttempts, 1);

  tally_init (&self->accounts, FREE_ACCOUNT);
  tally_init (&self->networks, FREE_ADDRESS);

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
  g_hash_table_unref (self->accounts.attempts);
  g_hash_table_unref (self->networks.attempts);
  g_free (self);
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
  g_autofree char *network = network_of (address);
  g_autofree char *key = key_of (account, network);

  return !is_waiting (&self->accounts, key, now) && !is_waiting (&self->networks, network, now);
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
  g_autofree char *network = network_of (address);
  g_autofree char *key = key_of (account, network);

  note (&self->accounts, key, now);
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
  g_autofree char *network = network_of (address);

  note (&self->networks, network, now);
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
  g_autofree char *network = network_of (address);
  g_autofree char *key = key_of (account, network);
  Attempt         *attempt = g_hash_table_lookup (self->accounts.attempts, key);

  if (attempt != NULL)
    forget (&self->accounts, attempt);
}
