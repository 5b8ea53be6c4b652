/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote/bell-remote-http.h"
#include "remote/bell-remote-keep.h"
#include "remote/bell-remote-line.h"
#include "remote/bell-remote-outbox.h"
#include "remote/bell-remote-store.h"

struct _BellRemoteStore
{
  GObject           parent_instance;
  BellRemoteHttp   *http; /* NULL once it is closed; so are the others */
  BellRemoteKeep   *keep; /* NULL: nothing is kept */
  BellRemoteLine   *line; /* NULL: nothing is followed */
  BellRemoteOutbox *outbox;
  BellPerson       *record;   /* who is signed in */
  char             *person;   /* their id */
  BellPosition     *position; /* NULL: not known */
  guint             position_timer;
  guint             refresh;  /* asks for what is out of date, should the line not have gone */
  gboolean          is_stale; /* answers were given that may be out of date, or none */
};
