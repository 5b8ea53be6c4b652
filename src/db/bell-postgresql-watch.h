/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-db-watch.h"

/**
 * BellPostgresqlWatch:
 *
 * A thread that listens to what the servers on one desk in PostgreSQL tell each other.
 */
typedef struct _BellPostgresqlWatch BellPostgresqlWatch;

BellPostgresqlWatch      *
bell_postgresql_watch_new (const char *location, BellDbTouched touched, gpointer user_data);
void bell_postgresql_watch_free (BellPostgresqlWatch *self);
