/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record.h"

/* What is said of records. */
typedef enum
{
  BELL_ADMIN_SENTENCE_NONE_YET, /* "No Agreements Yet", without a name */
  BELL_ADMIN_SENTENCE_ADD,      /* "Add Agreement", without a name */
  BELL_ADMIN_SENTENCE_NAMED,    /* "Agreement “Gold”" */
  BELL_ADMIN_SENTENCE_MADE,     /* "Agreement “Gold” made" */
  BELL_ADMIN_SENTENCE_DELETED,
  BELL_ADMIN_SENTENCE_CHANGED,
  BELL_ADMIN_N_SENTENCES,
} BellAdminSentence;

char *bell_admin_sentence (const BellShape *shape, BellAdminSentence sentence, const char *name);
