/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-server-private.h"

/* How many changes are caught up with at a time, and how far behind is too far. */
#define BELL_LIVE_PAGE    500
#define BELL_LIVE_TOO_FAR 20000

typedef struct _BellLive    BellLive;
typedef struct _BellCatchUp BellCatchUp;

/* Somebody with live connections. */
typedef struct
{
  BellPerson *person;
  BellLive   *first;
} BellLivePerson;

/* The live connection of one page. Every change up to its position was sent, or was not to be seen.
 * The position of one that neither catches up nor waits is the server's, if that is further on: so
 * a change costs nothing to those who do not get it. */
struct _BellLive
{
  BellServer        *server;
  BellHubConnection *connection; /* NULL once it is over */
  BellLivePerson    *of;         /* likewise */
  BellLive          *next;       /* of the same person */
  BellLive          *before;
  char              *login;   /* the sign-in that it was made with */
  char              *attends; /* the chat that the page shows */
  gint64             position;
  guint              n_references;
  guint32            believed; /* when the sign-in was last looked at, in monotonic seconds */
  guint32            second;   /* when the last call came, likewise */
  guint16            n_in_second;
  guint16            n_underway; /* calls that are not answered yet */
  guint              is_catching_up : 1;
  guint              waits : 1; /* with catching up, until what was sent is read */
};

/* Who is connected. */
struct _BellLives
{
  BellServer  *server;
  GHashTable  *people; /* ids to BellLivePerson */
  GPtrArray   *agents; /* those of them who see every request */
  BellCatchUp *catch_up;
  guint        n_lives;
  gint64       people_seq; /* the last change of what somebody may see */
};

/* A change, and what is sent of it: made once for all who get the same. */
typedef struct
{
  BellChange *change;
  GBytes     *frame; /* for agents; NULL until one gets it */
} BellNews;

void      bell_live_start (BellServer *server,
                           BellPerson *person,
                           const char *login,
                           gint64      position,
                           gboolean    reload,
                           gboolean    is_old,
                           int         fd);
BellLive *bell_live_ref (BellLive *self);
void      bell_live_unref (BellLive *self);
void      bell_live_send_text (BellLive *self, GBytes *text);
void      bell_live_send_reload (BellLive *self);
void      bell_live_look_after_login (BellLive *self);
void      bell_live_call (BellLive *self, gpointer call, const char *id);
void      bell_live_refuse (BellLive *self, const char *id, const GError *error);
void      bell_live_check_login (BellLive *self);
gboolean  bell_live_may_send (BellLive *self);
void      bell_live_send (BellLive *self, BellNews *news, GBytes **veiled);
void      bell_news_clear (gpointer news);

void bell_lives_enter (BellLives *self, BellLive *live, BellPerson *person);
void bell_lives_leave (BellLives *self, BellLive *live);

BellCatchUp *bell_catch_up_new (BellServer *server);
void         bell_catch_up_free (BellCatchUp *self);
void         bell_catch_up_add (BellCatchUp *self, BellLive *live);
void         bell_catch_up_changed (BellCatchUp *self, BellChange *change);
