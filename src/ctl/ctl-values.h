/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

typedef enum
{
  CTL_VALUE_ANY,
  CTL_VALUE_FILE,
  CTL_VALUE_ENUM,
  CTL_VALUE_ID,
  CTL_VALUE_COMMAND,
} CtlValueKind;

/**
 * CtlValue:
 * @word: what stands for it in a usage: "REQUEST"
 * @meaning: what it is; for one of a few words, what comes before these, or %NULL
 * @kind: how a shell completes it
 * @type: the words it is one of, for %CTL_VALUE_ENUM
 * @listed_by: (nullable): the command whose lines begin with all ids, for %CTL_VALUE_ID
 *
 * What a word in capitals stands for, wherever it is used in the usage of a command.
 */
typedef struct
{
  const char         *word;
  const char         *meaning;
  CtlValueKind        kind;
  const BellEnumType *type;
  const char         *listed_by;
} CtlValue;

/**
 * CtlArgument:
 * @word: what stands for it: "REQUEST"
 * @repeats: whether any number of them may follow
 *
 * An argument of a command that is not the value of an option.
 */
typedef struct
{
  char    *word;
  gboolean repeats;
} CtlArgument;

extern const CtlValue ctl_values[];

const CtlValue *ctl_find_value (const char *word);
char           *ctl_value_meaning (const CtlValue *value);
GPtrArray      *ctl_arguments_of (const CtlCommand *command);
GPtrArray      *ctl_words_of (const CtlCommand *command);
