/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"

/* Why an agreement was rejected, after a colon. */
static const char *const agreement_reasons[] = {
  [BELL_CODE_OK] = "chat is on",
  [BELL_CODE_AGREEMENT_DRAFT] = "it is still a draft",
  [BELL_CODE_AGREEMENT_RETIRED] = "it is retired",
  [BELL_CODE_NOT_YET_VALID] = "it is not valid yet",
  [BELL_CODE_NO_LONGER_VALID] = "it is not valid any more",
  [BELL_CODE_CHAT_OFF] = "chat is off",
  [BELL_CODE_KIND_DIFFERS] = "it is not for requests of this kind",
  [BELL_CODE_OUT_OF_HOURS] = "it has chat only in its working hours, and now is outside them",
};

static char *
agreement_reason (BellStepKind step, BellCode code, const BellReasonWords *words)
{
  const char *reason = agreement_reasons[code];

  if (step == BELL_STEP_RULE)
    return g_strdup_printf ("rule \"%s\" relates agreement \"%s\": %s", words->subject,
                            words->agreement, reason);

  if (step == BELL_STEP_OFFERING)
    return g_strdup_printf ("offering \"%s\" has agreement \"%s\": %s", words->subject,
                            words->agreement, reason);

  return g_strdup_printf ("agreement \"%s\" lists service \"%s\"%s %s", words->agreement,
                          words->subject, code == BELL_CODE_OK ? " and" : ", but", reason);
}

/**
 * bell_reason:
 * @step: what was looked at
 * @code: why it was accepted or rejected
 * @words: the ids to name
 *
 * Returns: (transfer full): the reason as an English sentence without its full stop
 */
char *
bell_reason (BellStepKind step, BellCode code, const BellReasonWords *words)
{
  /* Nine in ten steps are of the two kinds whose texts are joined rather than formatted. */
  switch ((int) code)
    {
    case BELL_CODE_LIVE_CHAT_OFF:
      return g_strdup ("live chat is switched off for the whole desk");
    case BELL_CODE_REQUEST_CLOSED:
      return g_strdup ("the request is neither open nor suspended");
    case BELL_CODE_RULE_INACTIVE:
      return g_strdup_printf ("rule \"%s\" is not active", words->subject);
    case BELL_CODE_CONDITION_FALSE:
      return g_strconcat ("the condition of rule \"", words->subject, "\" is not met", NULL);
    case BELL_CODE_OVERRIDDEN:
      return g_strdup_printf ("rule \"%s\" gives way to rule \"%s\", which comes later",
                              words->subject, words->other);
    case BELL_CODE_SERVICE_NOT_LISTED:
      return g_strconcat ("agreement \"", words->agreement, "\" does not list service \"",
                          words->subject, "\"", NULL);
    case BELL_CODE_NO_ACTUAL_SERVICE:
      return g_strdup ("the request has no actual service");
    case BELL_CODE_SERVICE_INACTIVE:
      return g_strdup_printf ("service \"%s\" is not active", words->subject);
    case BELL_CODE_NO_OFFERING:
      return g_strdup ("the request has no offering");
    case BELL_CODE_NOT_DEFAULT_SERVICE:
      if (words->other == NULL)
        return g_strdup_printf ("service \"%s\" is not the default service of the offering, which "
                                "has none",
                                words->subject);
      return g_strdup_printf ("service \"%s\" is not the default service of the offering, which is "
                              "\"%s\"",
                              words->subject, words->other);
    default:
      return agreement_reason (step, code, words);
    }
}
