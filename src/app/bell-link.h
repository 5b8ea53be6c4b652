/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define BELL_LINK_SCHEME "deskbell"

/* What a link leads to. */
typedef enum
{
  BELL_LINK_REQUEST,
  BELL_LINK_CHAT,
  BELL_LINK_PERSON,
} BellLinkKind;

char    *bell_link_format (BellLinkKind kind, const char *id);
gboolean bell_link_parse (const char *uri, BellLinkKind *kind, char **id, GError **error);
