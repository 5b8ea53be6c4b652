/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One question at a time, as answers do not come in the order of the questions. */
typedef struct
{
  gboolean waits; /* for an answer */
  gboolean again; /* something happened meanwhile */
} BellQuestion;

gboolean bell_question_begin (BellQuestion *question);
gboolean bell_question_end (BellQuestion *question);
