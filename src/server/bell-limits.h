/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What somebody who is not known yet may take of a server. What a body and a live connection may
 * take stands in bell-wire.h, and how often a password may be tried in bell-attempts.c. */

/* Until when a whole head has to be there, however slowly it drips (RFC 9112, 2.1). */
#define BELL_LIMIT_HEAD_SECONDS 10

/* How long a connection may stay between two requests. */
#define BELL_LIMIT_IDLE_SECONDS 30

/* A body and an answer have to get on by so many bytes in so many seconds, or to their end. */
#define BELL_LIMIT_PROGRESS_SECONDS 15
#define BELL_LIMIT_PROGRESS_BYTES   4096

/* How many connections there may be before a handshake makes them live ones: in all, from one
 * address, and from one of this computer's own, behind which all of its users are. Trusted proxies
 * stand for too many people to be counted. */
#define BELL_LIMIT_CONNECTIONS 4000
#define BELL_LIMIT_OF_ADDRESS  200
#define BELL_LIMIT_OF_LOOPBACK 1000

/* How many may wait to be connected: after a restart all come back at once. */
#define BELL_LIMIT_BACKLOG 1024

/* How long a server that stops waits for requests under way, and then for live connections to have
 * read why they end. */
#define BELL_LIMIT_DRAIN_SECONDS    10
#define BELL_LIMIT_FAREWELL_SECONDS 3

/* Until when the store has to answer, so that a server counts as ready. */
#define BELL_LIMIT_READY_SECONDS 2
