/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"

#include <string.h>

/* A session is called by the beginning of its login's id, which is a hash: enough to tell it from
 * all others, and nothing with which anybody could sign in. */
#define PREFIX     "s-"
#define CHARACTERS 24

/* A login lasts longer the more it is used. That is no news for anybody, and is not logged. */
GPtrArray *
bell_desk_login_renew (BellDeskContext *context, gpointer call, GError **error)
{
  const BellLoginRenew *wanted = call;
  g_autoptr (GError) problem = NULL;
  g_autoptr (BellRecord) record
      = bell_db_get (context->db, &bell_login_shape, wanted->login, &problem);
  BellLogin *login = (BellLogin *) record;

  /* It may have been closed meanwhile. */
  if (g_error_matches (problem, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    return bell_answer (NULL);

  if (record == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  login->expires_at = MAX (login->expires_at, wanted->expires_at);

  return bell_db_put (context->db, record, error) ? bell_answer (NULL) : NULL;
}

static BellRecord *
session_of (const BellLogin *login, const char *current)
{
  BellOpenSession *session = bell_record_new (&bell_open_session_shape);

  session->record.id = g_strdup_printf (PREFIX "%.*s", CHARACTERS, login->record.id);
  session->person = g_strdup (login->person);
  session->created_at = login->created_at;
  session->expires_at = login->expires_at;
  session->agent = g_strdup (login->agent);
  session->current = g_strcmp0 (login->record.id, current) == 0;

  return BELL_RECORD (session);
}

GPtrArray *
bell_desk_session_list (BellDeskContext *context, gpointer call, GError **error)
{
  const BellSessionList *wanted = call;
  const char            *person = wanted->person != NULL ? wanted->person : context->actor;
  g_autoptr (GPtrArray) sessions = bell_answer (NULL);
  g_autoptr (GPtrArray) logins = NULL;

  if (person != NULL && !bell_check_known (context, &bell_person_shape, person, error))
    return NULL;

  if (person != NULL)
    logins = bell_db_records (context->db, &bell_login_shape, "logins_of_person",
                              g_variant_new ("(sx)", person, context->now), error);
  else
    logins = bell_db_records (context->db, &bell_login_shape, "logins_open",
                              g_variant_new ("(x)", context->now), error);
  if (logins == NULL)
    return NULL;

  for (guint i = 0; i < logins->len; i++)
    g_ptr_array_add (sessions, session_of (logins->pdata[i], wanted->login));

  return g_steal_pointer (&sessions);
}

/* Whose sessions are not somebody's to end are none to them. */
static BellLogin *
find_login (BellDeskContext *context, const char *session, GError **error)
{
  g_autoptr (GPtrArray) logins = NULL;
  BellLogin *login;

  if (g_str_has_prefix (session, PREFIX) && strlen (session) == strlen (PREFIX) + CHARACTERS)
    {
      logins = bell_db_records (context->db, &bell_login_shape, "logins_that_begin",
                                g_variant_new ("(s)", session + strlen (PREFIX)), error);
      if (logins == NULL)
        return NULL;
    }

  login = logins != NULL && logins->len > 0 ? logins->pdata[0] : NULL;
  if (login != NULL
      && (bell_context_is_admin (context) || g_str_equal (login->person, context->actor)))
    return bell_record_ref (login);

  g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no session \"%s\"", session);

  return NULL;
}

/* Every server that has a live connection of this person finds out by the change, and asks again
 * who is there. */
GPtrArray *
bell_desk_session_close (BellDeskContext *context, gpointer call, GError **error)
{
  const BellSessionClose *wanted = call;
  g_autoptr (BellRecord) record = BELL_RECORD (find_login (context, wanted->session, error));
  const BellLogin *login = (BellLogin *) record;

  if (record == NULL || !bell_db_remove (context->db, &bell_login_shape, record->id, error)
      || !bell_desk_log (context, &bell_account_shape, login->person, BELL_CHANGE_UPDATED, NULL,
                         NULL, error))
    return NULL;

  return bell_answer (NULL);
}
