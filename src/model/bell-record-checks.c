/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-record-checks.h"

#include "bell-records.h"

/**
 * bell_check_vacation:
 * @base: a #BellVacation
 * @expected: (out): what was expected
 *
 * Returns: (nullable): the field that is wrong, or %NULL
 */
const char *
bell_check_vacation (gconstpointer base, const char **expected)
{
  const BellVacation *vacation = base;

  if (vacation->until >= vacation->from)
    return NULL;

  *expected = "a day that is not before \"from\"";

  return "until";
}

/**
 * bell_check_swap:
 * @base: a #BellSwap
 * @expected: (out): what was expected
 *
 * Returns: (nullable): the field that is wrong, or %NULL
 */
const char *
bell_check_swap (gconstpointer base, const char **expected)
{
  const BellSwap *swap = base;

  if (!g_str_equal (swap->person, swap->with))
    return NULL;

  *expected = "another person than \"person\"";

  return "with";
}

/**
 * bell_check_shift:
 * @base: a #BellShift
 * @expected: (out): what was expected
 *
 * Returns: (nullable): the field that is wrong, or %NULL
 */
const char *
bell_check_shift (gconstpointer base, const char **expected)
{
  const BellShift *shift = base;

  if (shift->weekdays == 0)
    {
      *expected = "at least one weekday";
      return "weekdays";
    }

  if (shift->from == shift->until)
    {
      *expected = "another time than \"from\"";
      return "until";
    }

  if (shift->from == BELL_MINUTES_PER_DAY)
    {
      *expected = "a time before 24:00";
      return "from";
    }

  return NULL;
}

/**
 * bell_check_agreement:
 * @base: a #BellAgreement
 * @expected: (out): what was expected
 *
 * Returns: (nullable): the field that is wrong, or %NULL
 */
const char *
bell_check_agreement (gconstpointer base, const char **expected)
{
  const BellAgreement *agreement = base;

  if (agreement->valid_from != BELL_DATE_NONE && agreement->valid_until != BELL_DATE_NONE
      && agreement->valid_from > agreement->valid_until)
    {
      *expected = "a day that is not before \"valid_from\"";
      return "valid_until";
    }

  if (agreement->only_in_hours && agreement->calendar == NULL)
    {
      *expected = "a calendar, as \"only_in_hours\" is true";
      return "calendar";
    }

  return NULL;
}

/**
 * bell_check_rule:
 * @base: a #BellRule
 * @expected: (out): what was expected
 *
 * Returns: (nullable): the field that is wrong, or %NULL
 */
const char *
bell_check_rule (gconstpointer base, const char **expected)
{
  const BellRule *rule = base;

  if (rule->scope == BELL_SCOPE_RECORD && rule->offering != NULL)
    {
      *expected = "null, as the scope is \"record\"";
      return "offering";
    }

  if (rule->scope != BELL_SCOPE_RECORD && rule->offering == NULL)
    {
      *expected = "the id of an offering, as the scope is not \"record\"";
      return "offering";
    }

  return NULL;
}
