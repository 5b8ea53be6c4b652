/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-question.h"

/**
 * bell_question_begin:
 * @question: whether a question is asked; all zero at first
 *
 * Begins a question, unless its last answer is still on the way: that may be of a time before
 * what the question is about, and one that is asked now could be overtaken by it.
 *
 * Returns: whether to ask now; if not, bell_question_end() says so when the answer is there
 */
gboolean
bell_question_begin (BellQuestion *question)
{
  question->again = question->waits;
  if (question->waits)
    return FALSE;

  question->waits = TRUE;
  return TRUE;
}

/**
 * bell_question_end:
 * @question: what was begun
 *
 * Ends a question, whatever its answer is.
 *
 * Returns: whether to ask once more
 */
gboolean
bell_question_end (BellQuestion *question)
{
  question->waits = FALSE;

  return question->again;
}
