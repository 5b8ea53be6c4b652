/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <string.h>

/* What a target is to libFuzzer and to replay.c: it does with the bytes what the program would do,
 * and asserts what must hold of the result. Gives 0. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* An error is one line of text, whatever it speaks of. */
static inline void
fuzz_check_error (const GError *error)
{
  if (error == NULL)
    return;

  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strpbrk (error->message, "\n\r\x1b"));
}
