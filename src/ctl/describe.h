/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-options.h"
#include "ctl-values.h"

/**
 * DescribeNext:
 * @word: a word that a command's name goes on with
 * @summary: what the command does, or which words come after this one
 */
typedef struct
{
  char *word;
  char *summary;
} DescribeNext;

/**
 * DescribeValue:
 * @option: (nullable): the option that takes it, or %NULL for an argument
 * @number: the argument's number, from 1; 0 for an option
 * @repeats: whether any number of such arguments may follow
 * @word: what stands for it
 * @kind: how it is completed
 * @value: (nullable): what is known of the word
 *
 * What may be given to a command in one place.
 */
typedef struct
{
  const GOptionEntry *option;
  guint               number;
  gboolean            repeats;
  char               *word;
  CtlValueKind        kind;
  const CtlValue     *value;
} DescribeValue;

GPtrArray *describe_prefixes (void);
GPtrArray *describe_next (const char *prefix);
GPtrArray *describe_option_values (const GOptionEntry *options);
GPtrArray *describe_argument_values (const CtlCommand *command);

const DescribeValue *describe_find_value (GPtrArray *values, const GOptionEntry *option);

void describe_manual_synopsis (GString *out);
void describe_manual_options (GString *out);
void describe_manual_commands (GString *out);
void describe_manual_values (GString *out);

void describe_bash_words (GString *out);
void describe_bash_options (GString *out);
void describe_bash_values (GString *out);

void describe_zsh_words (GString *out);
void describe_zsh_options (GString *out);
void describe_zsh_commands (GString *out);

void describe_fish_words (GString *out);
void describe_fish_values (GString *out);
void describe_fish_options (GString *out);
