/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-reason-text.h"

#include "bell-format.h"

#include <glib/gi18n.h>

/* What is so of an agreement; %s is its title. */
static const char *const agreement_texts[] = {
  [BELL_CODE_OK] = N_ ("Agreement “%s” gives chat."),
  [BELL_CODE_SERVICE_NOT_LISTED] = N_ ("Agreement “%s” does not list the service of the request."),
  [BELL_CODE_AGREEMENT_DRAFT] = N_ ("Agreement “%s” is still a draft."),
  [BELL_CODE_AGREEMENT_RETIRED] = N_ ("Agreement “%s” is retired."),
  [BELL_CODE_NOT_YET_VALID] = N_ ("Agreement “%s” is not valid yet."),
  [BELL_CODE_NO_LONGER_VALID] = N_ ("Agreement “%s” is not valid any more."),
  [BELL_CODE_CHAT_OFF] = N_ ("Chat is switched off in agreement “%s”."),
  [BELL_CODE_KIND_DIFFERS] = N_ ("Agreement “%s” is for requests of another kind."),
  [BELL_CODE_OUT_OF_HOURS]
  = N_ ("Agreement “%s” has chat only in its working hours, and it is outside them."),
};

/* How it was found; %s is the sentence about the agreement. */
static char *
with_path (const BellStep *step, const char *sentence)
{
  if (step->step == BELL_STEP_RULE)
    /* Translators: the name of a business rule, and a sentence about an agreement */
    return g_strdup_printf (_ ("Rule “%s” holds. %s"), step->subject, sentence);
  if (step->step == BELL_STEP_OFFERING)
    /* Translators: a sentence about an agreement */
    return g_strdup_printf (_ ("The offering names it: %s"), sentence);

  return g_strdup (sentence);
}

static char *
agreement_text (BellSession *session, const BellStep *step)
{
  const char      *title = bell_session_get_label (session, &bell_agreement_shape, step->agreement);
  g_autofree char *sentence = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  sentence = g_strdup_printf (_ (agreement_texts[step->code]), title);
#pragma GCC diagnostic pop

  return with_path (step, sentence);
}

/**
 * bell_reason_text:
 * @session: the desk, for names
 * @step: a step of a decision
 *
 * Returns: (transfer full): what was looked at and why it was accepted or not, as a sentence
 */
char *
bell_reason_text (BellSession *session, const BellStep *step)
{
  const char *service = bell_session_get_label (session, &bell_service_shape, step->subject);

  switch ((int) step->code)
    {
    case BELL_CODE_LIVE_CHAT_OFF:
      return g_strdup (_ ("Live chat is switched off for the whole desk."));
    case BELL_CODE_REQUEST_CLOSED:
      return g_strdup (_ ("The request is neither open nor suspended."));
    case BELL_CODE_RULE_INACTIVE:
      return g_strdup_printf (_ ("Rule “%s” is not active."), step->subject);
    case BELL_CODE_CONDITION_FALSE:
      return g_strdup_printf (_ ("The condition of rule “%s” is not met."), step->subject);
    case BELL_CODE_OVERRIDDEN:
      return g_strdup_printf (_ ("Rule “%s” gives way to a later one."), step->subject);
    case BELL_CODE_NO_ACTUAL_SERVICE:
      return g_strdup (_ ("The request has no service."));
    case BELL_CODE_SERVICE_INACTIVE:
      return g_strdup_printf (_ ("Service “%s” is not active."), service);
    case BELL_CODE_NO_OFFERING:
      return g_strdup (_ ("The request has no offering."));
    case BELL_CODE_NOT_DEFAULT_SERVICE:
      return g_strdup_printf (_ ("Service “%s” is not the default service of the offering."),
                              service);
    default:
      return agreement_text (session, step);
    }
}

/**
 * bell_code_text:
 * @code: a #BellCode
 *
 * Returns: the reason as a sentence that names no record
 */
const char *
bell_code_text (int code)
{
  static const char *const texts[] = {
    [BELL_CODE_OK] = N_ ("The agreement gives chat."),
    [BELL_CODE_LIVE_CHAT_OFF] = N_ ("Live chat is switched off for the whole desk."),
    [BELL_CODE_REQUEST_CLOSED] = N_ ("The request is neither open nor suspended."),
    [BELL_CODE_RULE_INACTIVE] = N_ ("The rule is not active."),
    [BELL_CODE_CONDITION_FALSE] = N_ ("The condition of the rule is not met."),
    [BELL_CODE_OVERRIDDEN] = N_ ("The rule gives way to a later one."),
    [BELL_CODE_NO_ACTUAL_SERVICE] = N_ ("The request has no service."),
    [BELL_CODE_SERVICE_INACTIVE] = N_ ("The service is not active."),
    [BELL_CODE_NO_OFFERING] = N_ ("The request has no offering."),
    [BELL_CODE_NOT_DEFAULT_SERVICE]
    = N_ ("The service is not the default service of the offering."),
    [BELL_CODE_SERVICE_NOT_LISTED] = N_ ("No agreement with chat lists the service."),
    [BELL_CODE_AGREEMENT_DRAFT] = N_ ("The agreement is still a draft."),
    [BELL_CODE_AGREEMENT_RETIRED] = N_ ("The agreement is retired."),
    [BELL_CODE_NOT_YET_VALID] = N_ ("The agreement is not valid yet."),
    [BELL_CODE_NO_LONGER_VALID] = N_ ("The agreement is not valid any more."),
    [BELL_CODE_CHAT_OFF] = N_ ("Chat is switched off in the agreement."),
    [BELL_CODE_KIND_DIFFERS] = N_ ("The agreement is for requests of another kind."),
    [BELL_CODE_OUT_OF_HOURS]
    = N_ ("The agreement has chat only in its working hours, and it is outside them."),
  };

  return code >= 0 && code < (int) G_N_ELEMENTS (texts) && texts[code] != NULL ? _ (texts[code])
                                                                               : "";
}

/**
 * bell_decision_until:
 * @decision: whether chat is available on a request
 *
 * Returns: (transfer full) (nullable): until when that is so, as a sentence, if it ends by itself
 */
char *
bell_decision_until (const BellDecision *decision)
{
  BellInstant      now = g_get_real_time ();
  g_autofree char *moment = NULL;
  gboolean         today;

  if (decision->until == BELL_INSTANT_NONE)
    return NULL;

  moment = bell_format_moment (decision->until, now);
  today = bell_format_is_today (decision->until, now);
  /* Translators, of all of these: in the context "time" it is a time of today, "14:05"; in the
   * context "day" it is a day with a time, "24 December, 14:05" */
  if (!decision->available)
    return g_strdup_printf (today ? C_ ("time", "Chat is available from %s.")
                                  : C_ ("day", "Chat is available from %s."),
                            moment);
  if (decision->then_available)
    return g_strdup_printf (
        today ? C_ ("time", "This holds until %s, and then it is on by another way.")
              : C_ ("day", "This holds until %s, and then it is on by another way."),
        moment);

  return g_strdup_printf (
      today ? C_ ("time", "This holds until %s.") : C_ ("day", "This holds until %s."), moment);
}

/**
 * bell_decision_summary:
 * @session: the desk, for names
 * @decision: whether chat is available on a request
 *
 * Returns: (transfer full): the answer in a sentence
 */
char *
bell_decision_summary (BellSession *session, const BellDecision *decision)
{
  const char *title = bell_session_get_label (session, &bell_agreement_shape, decision->agreement);

  if (!decision->available)
    return g_strdup (_ ("Chat is not available on this request."));
  if (decision->path == BELL_PATH_RULE)
    return g_strdup_printf (_ ("Chat is on through agreement “%s”, which a rule relates."), title);
  if (decision->path == BELL_PATH_OFFERING)
    return g_strdup_printf (_ ("Chat is on through agreement “%s”, which the offering names."),
                            title);

  return g_strdup_printf (_ ("Chat is on through agreement “%s”, which lists the service."), title);
}
