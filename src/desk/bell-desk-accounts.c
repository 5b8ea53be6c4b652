/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"

/* A new password ends the sign-ins that were made with the old one. */
GPtrArray *
bell_desk_password_set (BellDeskContext *context, gpointer call, GError **error)
{
  const BellPasswordSet *wanted = call;
  const BellDocument    *document = bell_policy_get_document (context->policy);

  if (bell_document_person (document, wanted->person) == NULL)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no person \"%s\"",
                   wanted->person);
      return NULL;
    }

  if (!bell_db_run (context->db, "account_put",
                    g_variant_new ("(ssx)", wanted->person, wanted->hash, context->now), NULL,
                    error)
      || !bell_db_run (context->db, "logins_close_of_person", g_variant_new ("(s)", wanted->person),
                       NULL, error)
      || !bell_desk_log (context, &bell_account_shape, wanted->person, BELL_CHANGE_UPDATED, NULL,
                         NULL, error))
    return NULL;

  return bell_answer (NULL);
}

GPtrArray *
bell_desk_account_get (BellDeskContext *context, gpointer call, GError **error)
{
  const BellAccountGet *wanted = call;
  BellAccount          *account;
  g_autoptr (BellRows) rows
      = bell_db_query (context->db, "account_get", g_variant_new ("(s)", wanted->name), error);

  if (rows == NULL)
    return NULL;

  if (bell_rows_count (rows) == 0)
    return bell_answer (NULL);

  account = bell_record_new (&bell_account_shape);
  account->person = g_strdup (bell_rows_text (rows, 0, "person"));
  account->hash = g_strdup (bell_rows_text (rows, 0, "hash"));
  account->active = bell_rows_int (rows, 0, "active", 0) != 0;

  return bell_answer (account);
}

/* Between the check of a password and this it may have become another. */
static gboolean
check_hash (BellDeskContext *context, const BellLoginOpen *wanted, GError **error)
{
  g_autoptr (BellRows) rows = NULL;

  if (wanted->hash == NULL)
    return TRUE;

  rows = bell_db_query (context->db, "account_get", g_variant_new ("(s)", wanted->person), error);
  if (rows == NULL)
    return FALSE;

  if (bell_rows_count (rows) > 0 && g_strcmp0 (bell_rows_text (rows, 0, "hash"), wanted->hash) == 0)
    return TRUE;

  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_DENIED,
                       "the password was changed meanwhile; sign in with the new one");

  return FALSE;
}

GPtrArray *
bell_desk_login_open (BellDeskContext *context, gpointer call, GError **error)
{
  const BellLoginOpen *wanted = call;
  g_autoptr (BellRecord) record = bell_record_new (&bell_login_shape);
  BellLogin *login = (BellLogin *) record;

  g_set_str (&record->id, wanted->login);
  login->person = g_strdup (wanted->person);
  login->created_at = context->now;
  login->expires_at = wanted->expires_at;
  login->agent = g_strdup (wanted->agent);
  if (!check_hash (context, wanted, error) || !bell_db_put (context->db, record, error)
      || !bell_desk_log (context, &bell_account_shape, wanted->person, BELL_CHANGE_LOGIN_OPENED,
                         NULL, NULL, error))
    return NULL;

  return bell_answer (g_steal_pointer (&record));
}

/* @found: (out): the sign-in, or %NULL if there is none */
static gboolean
find_login (BellDeskContext *context, const char *name, BellRecord **found, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *found = bell_db_get (context->db, &bell_login_shape, name, &problem);
  if (*found != NULL || g_error_matches (problem, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* Every server that has a live connection of this sign-in finds out by the change. */
GPtrArray *
bell_desk_login_close (BellDeskContext *context, gpointer call, GError **error)
{
  const BellLoginClose *wanted = call;
  g_autoptr (BellRecord) record = NULL;

  if (!find_login (context, wanted->login, &record, error))
    return NULL;

  if (record != NULL
      && (!bell_db_remove (context->db, &bell_login_shape, record->id, error)
          || !bell_desk_log (context, &bell_account_shape, ((BellLogin *) record)->person,
                             BELL_CHANGE_UPDATED, NULL, NULL, error)))
    return NULL;

  return bell_answer (NULL);
}

/* Nothing for a login that is over, or whose person is not active any more. */
GPtrArray *
bell_desk_login_get (BellDeskContext *context, gpointer call, GError **error)
{
  const BellLoginGet *wanted = call;
  const BellDocument *document = bell_policy_get_document (context->policy);
  g_autoptr (BellRecord) record = NULL;
  const BellLogin  *login;
  const BellPerson *person;

  if (!find_login (context, wanted->login, &record, error))
    return NULL;

  login = (BellLogin *) record;
  person = login != NULL ? bell_document_person (document, login->person) : NULL;
  if (login == NULL || login->expires_at <= context->now || person == NULL || !person->active)
    return bell_answer (NULL);

  return bell_answer (g_steal_pointer (&record));
}
