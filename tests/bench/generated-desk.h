/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-document.h"

/* How much there is of what decisions look at; the rest of the desk follows from it. */
typedef struct
{
  int offerings; /* as many requests */
  int agreements;
  int rules;
} GeneratedSize;

char       *generated_desk_new (const GeneratedSize *size);
BellInstant generated_desk_now (guint request);
