/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-access-records.h"
#include "remote/bell-remote-account.h"

#include <libsoup/soup.h>

/**
 * BellRemoteMessage:
 * @message: as it goes to the server of a desk
 *
 * A request of its own in HTTP, and what went wrong with it.
 */
typedef struct
{
  SoupMessage *message;
  /*< private >*/
  char            *base;
  char            *fingerprint;
  BellCertificate *refused; /* the certificate that was not accepted */
  gboolean         has_token;
} BellRemoteMessage;

BellRemoteMessage *bell_remote_message_new (const char *method,
                                            const char *base,
                                            const char *path,
                                            const char *token,
                                            const char *fingerprint);
void               bell_remote_message_free (BellRemoteMessage *self);
gboolean           bell_remote_message_is_whole (const BellRemoteMessage *self);
GError            *bell_remote_message_error (const BellRemoteMessage *self, GError *problem);
GError            *bell_remote_message_refusal (const BellRemoteMessage *self, GBytes *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellRemoteMessage, bell_remote_message_free)
