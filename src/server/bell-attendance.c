/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-attendance.h"

/* How often the desk is told that a page is still there. It believes so for 60 s. */
#define RENEW_SECONDS 25

typedef struct
{
  char *chat;
  char *person;
  guint n_pages;
} Attended;

struct _BellAttendance
{
  BellStore  *store;
  char       *holder;   /* what tells this server from others on the desk */
  GHashTable *attended; /* chat and person to Attended */
  guint       timer;
};

static void
attended_free (gpointer data)
{
  Attended *attended = data;

  g_free (attended->chat);
  g_free (attended->person);
  g_free (attended);
}

static void
on_told (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  /* Somebody may show a chat that is not theirs to a page of their own; it is not attended then. */
  if (records == NULL && !g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED))
    g_message ("The desk could not be told who attends a chat: %s", error->message);
}

static void
tell (BellAttendance *self, const Attended *attended, gboolean present)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_chat_attend);
  BellChatAttend *call = (BellChatAttend *) record;

  call->chat = g_strdup (attended->chat);
  g_set_str (&call->holder, self->holder);
  call->present = present;
  bell_store_call_async (self->store, attended->person, record, NULL, on_told, NULL);
}

static gboolean
on_renew (gpointer user_data)
{
  BellAttendance *self = user_data;
  GHashTableIter  iter;
  gpointer        attended;

  g_hash_table_iter_init (&iter, self->attended);
  while (g_hash_table_iter_next (&iter, NULL, &attended))
    tell (self, attended, TRUE);

  return G_SOURCE_CONTINUE;
}

/**
 * bell_attendance_new:
 * @store: the desk
 *
 * Returns: (transfer full): nobody attends anything yet
 */
BellAttendance *
bell_attendance_new (BellStore *store)
{
  BellAttendance *self = g_new0 (BellAttendance, 1);

  self->store = g_object_ref (store);
  self->holder = g_uuid_string_random ();
  self->attended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, attended_free);
  self->timer = g_timeout_add_seconds (RENEW_SECONDS, on_renew, self);

  return self;
}

/**
 * bell_attendance_free:
 * @self: (transfer full): what is attended
 *
 * Forgets it; the desk finds out by itself.
 */
void
bell_attendance_free (BellAttendance *self)
{
  g_source_remove (self->timer);
  g_hash_table_unref (self->attended);
  g_object_unref (self->store);
  g_free (self->holder);
  g_free (self);
}

/* A page of somebody else than the person who asked does not count. */
static char *
key_of (const char *chat, const char *person)
{
  return g_strdup_printf ("%s %s", chat, person);
}

/**
 * bell_attendance_enter:
 * @self: what is attended
 * @chat: the id of a chat
 * @person: the id of who is signed in on a page that shows it
 *
 * One more page shows the chat.
 */
void
bell_attendance_enter (BellAttendance *self, const char *chat, const char *person)
{
  g_autofree char *key = key_of (chat, person);
  Attended        *attended = g_hash_table_lookup (self->attended, key);

  if (attended == NULL)
    {
      attended = g_new0 (Attended, 1);
      attended->chat = g_strdup (chat);
      attended->person = g_strdup (person);
      g_hash_table_insert (self->attended, g_steal_pointer (&key), attended);
      tell (self, attended, TRUE);
    }
  attended->n_pages++;
}

/**
 * bell_attendance_leave:
 * @self: what is attended
 * @chat: the id of a chat
 * @person: the id of who is signed in on a page that showed it
 *
 * One page less shows the chat; after the last one the grace begins.
 */
void
bell_attendance_leave (BellAttendance *self, const char *chat, const char *person)
{
  g_autofree char *key = key_of (chat, person);
  Attended        *attended = g_hash_table_lookup (self->attended, key);

  g_return_if_fail (attended != NULL);

  if (--attended->n_pages > 0)
    return;

  tell (self, attended, FALSE);
  g_hash_table_remove (self->attended, key);
}
