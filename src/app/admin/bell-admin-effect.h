/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/**
 * BellAdminVerdict:
 * @BELL_ADMIN_VERDICT_NO: it shall not be done, or it is not known what it would do
 * @BELL_ADMIN_VERDICT_YES: what it would do was looked at, and it shall be done
 * @BELL_ADMIN_VERDICT_NOTHING: it would do nothing to chats
 *
 * What became of an edit before it is made.
 */
typedef enum
{
  BELL_ADMIN_VERDICT_NO,
  BELL_ADMIN_VERDICT_YES,
  BELL_ADMIN_VERDICT_NOTHING,
} BellAdminVerdict;

/* What an edit would do to chats, shown before it is made. */
void bell_admin_effect_ask_async (GtkWidget          *widget,
                                  BellSession        *session,
                                  const BellRecord   *record,
                                  gboolean            deleting,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
BellAdminVerdict
bell_admin_effect_ask_finish (GtkWidget *widget, GAsyncResult *result, GError **error);
