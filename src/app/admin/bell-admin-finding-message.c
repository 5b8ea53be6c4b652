/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-finding-text.h"
#include "bell-admin-time.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a finding means and what to do, in the language of the window: data/lint.md. The desk says
 * it in English. */

/* @text: %s is a day if @shape is NULL, or else what the other record is called. @plain: what is
 * said if that is not known. */
typedef struct
{
  const BellShape *shape;
  const char      *text;
  const char      *plain;
} Message;

static const Message messages[] = {
  [BELL_FINDING_CALENDAR_SPANS_OVERLAP]
  = { NULL, NULL,
      N_ ("The time that two spans share counts once. Make them one span, or correct one.") },
  [BELL_FINDING_CALENDAR_ENDS_2359]
  = { NULL, NULL,
      N_ ("Hours that end at 23:59 leave out the last minute of the day. Write 24:00 for their "
          "end.") },
  [BELL_FINDING_CALENDAR_NEVER_OPEN]
  = { NULL, NULL,
      N_ ("There is no working time in the next 20 years, so deadlines are never reached. Give it "
          "hours on days that are no holidays.") },
  [BELL_FINDING_SPAN_IN_SKIPPED_HOUR]
  = { NULL,
      /* Translators: a day */
      N_ ("On %s the clocks skip a time at which it begins or ends. Choose a time outside that "
          "hour."),
      N_ ("Choose a time outside the hour that the clocks skip.") },
  [BELL_FINDING_HOLIDAYS_END_SOON] = { NULL,
                                       /* Translators: a day, in the future or past */
                                       N_ ("Last dated holiday: %s. Add those of the next year."),
                                       N_ ("Add the holidays of the next year.") },
  [BELL_FINDING_CALENDAR_UNUSED] = { NULL, NULL, N_ ("Name it in an agreement, or remove it.") },
  [BELL_FINDING_AGREEMENT_UNREACHABLE]
  = { NULL, NULL,
      N_ ("Relate it by a rule or an offering, list the default service of an active offering in "
          "it, or retire it.") },
  [BELL_FINDING_AGREEMENT_EXPIRES_SOON]
  = { NULL,
      /* Translators: a day */
      N_ ("Its last day is %s. Extend it, or make the one that follows."),
      N_ ("Extend it, or make the one that follows.") },
  [BELL_FINDING_AGREEMENT_KIND_MISMATCH]
  = { &bell_agreement_shape,
      N_ ("Agreement “%s” is of another kind than the offering, so requests of the offering cannot "
          "get it. Relate an agreement of the same kind, or list the service in one."),
      NULL },
  [BELL_FINDING_AGREEMENT_WITHOUT_TARGETS]
  = { NULL, NULL, N_ ("Nothing is ever due by it. Add some targets.") },
  [BELL_FINDING_RELATED_AGREEMENT_UNUSABLE]
  = { &bell_agreement_shape,
      N_ ("Agreement “%s” is a draft, retired or over. Relate another one, or put that one in "
          "force."),
      NULL },
  [BELL_FINDING_DEFAULT_SERVICE_UNLISTED]
  = { &bell_service_shape,
      N_ ("No active agreement of the same kind as the offering lists service “%s”. List it in one, "
          "or give the offering an agreement."),
      NULL },
  [BELL_FINDING_DEFAULT_SERVICE_INACTIVE]
  = { &bell_service_shape,
      N_ ("Service “%s” is not active, so requests of the offering get no agreement by service. "
          "Choose another one, or activate it."),
      NULL },
  [BELL_FINDING_OFFERING_WITHOUT_SERVICE]
  = { NULL, NULL, N_ ("Its requests get no agreement by service. Give it a default service.") },
  [BELL_FINDING_RULE_NEVER_WINS]
  = { NULL, NULL,
      N_ ("Its condition is never true, or only of offerings that are not active. Correct it, or "
          "remove the rule.") },
  [BELL_FINDING_RULE_INACTIVE]
  = { NULL, NULL, N_ ("Activate it, or remove it if it is not needed any more.") },
  [BELL_FINDING_ON_CALL_NOBODY]
  = { NULL,
      /* Translators: a day */
      N_ ("Everybody in the rotation is away or not active, first on %s. Add somebody to it."),
      N_ ("Add somebody to the rotation.") },
  [BELL_FINDING_ON_CALL_GAP]
  = { NULL,
      /* Translators: a day */
      N_ ("In the next four weeks there is time without a shift, first on %s. Add a shift if "
          "somebody should be on call then."),
      N_ ("Add a shift if somebody should be on call then.") },
  [BELL_FINDING_SHIFT_ROTATION_OUTSIDE_GROUP]
  = { &bell_person_shape,
      /* Translators: a person */
      N_ ("%s is no member of the group, and sees its chats only while on call. Make them a "
          "member."),
      NULL },
  [BELL_FINDING_NOBODY_TOLD]
  = { &bell_group_shape,
      N_ ("The offering has no active owner or expert assignee, and nobody of group “%s” is told. "
          "Name somebody."),
      N_ ("The offering has no active owner or expert assignee, and no assigned group. Name "
          "somebody.") },
  [BELL_FINDING_PERSON_MISSING_ACTIVE] = { &bell_person_shape,
                                           /* Translators: a person */
                                           N_ ("%s is not active. Name somebody else."), NULL },
};

/* Some codes stand for several things. */
static const Message of_group = {
  NULL, NULL,
  N_ ("The group has no active owner or dispatcher and nobody who is ever on call. Name somebody.")
};
static const Message of_later_rule = {
  &bell_rule_shape,
  N_ ("Rule “%s” comes later and holds whenever this one does. Change their order, or remove one."),
  NULL
};
static const Message of_offering = {
  &bell_offering_shape,
  N_ ("It belongs to offering “%s”, which is not active. Activate that one, or deactivate the "
      "rule."),
  NULL
};

static const Message *
message_of (BellSession *session, const BellFinding *finding)
{
  BellDocument   *directory = bell_session_get_directory (session);
  const BellRule *rule = NULL;

  if (finding->code == BELL_FINDING_NOBODY_TOLD
      && g_str_equal (finding->type, bell_group_shape.name))
    return &of_group;
  if (finding->code != BELL_FINDING_RULE_NEVER_WINS || finding->other == NULL)
    return &messages[finding->code];

  if (directory != NULL)
    rule = bell_document_get (directory, &bell_rule_shape, finding->subject);

  return rule != NULL && g_strcmp0 (rule->offering, finding->other) == 0 ? &of_offering
                                                                         : &of_later_rule;
}

/* The first day that the desk names, in words of this language. */
static char *
dup_day (const char *message)
{
  for (const char *p = message; *p != '\0'; p++)
    {
      g_autofree char *text = g_ascii_isdigit (*p) ? g_strndup (p, strlen ("2026-11-30")) : NULL;
      BellDate         date;

      if (text != NULL && bell_date_parse (text, &date))
        return bell_admin_time_date (date);
    }

  return NULL;
}

/* From a desk that knows more codes than this program. */
static char *
unknown_text (const BellFinding *finding)
{
  g_autofree char *first = g_utf8_substring (finding->message, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strdup_printf ("%s%s.", upper, finding->message + strlen (first));
}

/**
 * bell_admin_finding_message:
 * @session: the desk, for names
 * @finding: a finding
 *
 * Returns: (transfer full): what it is and what to do, in sentences
 */
char *
bell_admin_finding_message (BellSession *session, const BellFinding *finding)
{
  const Message   *message;
  g_autofree char *word = NULL;

  if (finding->code < 0 || finding->code >= (int) G_N_ELEMENTS (messages))
    return unknown_text (finding);

  message = message_of (session, finding);
  if (message->shape == NULL && message->text != NULL)
    word = dup_day (finding->message);
  else if (message->shape != NULL && finding->other != NULL)
    word = g_strdup (bell_session_get_label (session, message->shape, finding->other));
  if (word == NULL)
    return message->plain != NULL ? g_strdup (_ (message->plain)) : unknown_text (finding);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (message->text), word);
#pragma GCC diagnostic pop
}
