/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db-private.h"
#include "bell-postgresql-watch.h"

/* In the place of all bell-postgresql files where only the desktop program is built, which opens
 * files, and reaches everything else through a server. */

BellDb *
bell_postgresql_open (const char *location, BellDbFlags flags, GError **error)
{
  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_STORE,
                       "this Deskbell was built without PostgreSQL");

  return NULL;
}

/* Nothing is watched that was not opened. */
BellPostgresqlWatch *
bell_postgresql_watch_new (const char *location, BellDbTouched touched, gpointer user_data)
{
  return NULL;
}

void
bell_postgresql_watch_free (BellPostgresqlWatch *self)
{
}
