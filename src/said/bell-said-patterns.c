/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-said-private.h"

#include <glib/gi18n.h>

/* Sentences with a number that decides about their form. */
#define OVERLAPS                                                                                   \
  "in calendar \"%s\", %s and %s overlap (%s overlaps in all); the time that "                     \
  "they share counts once, so make them one span or correct one"
#define TIMES                                                                                      \
  "everybody in the rotation of shift \"%s\" is away or not active on %s, the"                     \
  " first of %s times in the next four weeks; add somebody to it"
#define MINUTES                                                                                    \
  "no shift of group \"%s\" is on for %s hours %s minutes of the next four "                       \
  "weeks, first from %s to %s in %s; add one if somebody should be on call "                       \
  "then"
#define HOURS                                                                                      \
  "no shift of group \"%s\" is on for %s hours of the next four weeks, first "                     \
  "from %s to %s in %s; add one if somebody should be on call then"

/* What the layers below say in English, in the files named; %s is whatever they put there. The
 * first that fits counts. What they say only to programs and to who looks into logs is not here. */
const char *const bell_said_patterns[] = {
  /* src/policy/bell-reasons.c */
  N_ ("live chat is switched off for the whole desk"),
  N_ ("the request is neither open nor suspended"),
  N_ ("rule \"%s\" is not active"),
  N_ ("the condition of rule \"%s\" is not met"),
  N_ ("rule \"%s\" gives way to rule \"%s\", which comes later"),
  N_ ("agreement \"%s\" does not list service \"%s\""),
  N_ ("the request has no actual service"),
  N_ ("service \"%s\" is not active"),
  N_ ("the request has no offering"),
  N_ ("service \"%s\" is not the default service of the offering, which has "
      "none"),
  N_ ("service \"%s\" is not the default service of the offering, which is "
      "\"%s\""),
  N_ ("rule \"%s\" relates agreement \"%s\": %s"),
  N_ ("offering \"%s\" has agreement \"%s\": %s"),
  N_ ("agreement \"%s\" lists service \"%s\" and chat is on"),
  N_ ("agreement \"%s\" lists service \"%s\", but %s"),
  N_ ("chat is on"),
  N_ ("it is still a draft"),
  N_ ("it is retired"),
  N_ ("it is not valid yet"),
  N_ ("it is not valid any more"),
  N_ ("chat is off"),
  N_ ("it is not for requests of this kind"),
  N_ ("it has chat only in its working hours, and now is outside them"),
  /* src/policy/bell-mend.c */
  N_ ("switch live chat on for the whole desk"),
  N_ ("reopen the request"),
  N_ ("resume the request"),
  N_ ("make \"%s\" the actual service of the request"),
  N_ ("make service \"%s\" active"),
  N_ ("make \"%s\" the default service of offering \"%s\""),
  N_ ("relate agreement \"%s\" to offering \"%s\""),
  N_ ("make rule \"%s\" active"),
  N_ ("make rule \"%s\" inactive"),
  N_ ("make agreement \"%s\" active"),
  N_ ("remove the date from which agreement \"%s\" is valid"),
  N_ ("remove the date until which agreement \"%s\" is valid"),
  N_ ("switch chat on in agreement \"%s\""),
  N_ ("make agreement \"%s\" one for requests of the kind \"%s\""),
  N_ ("allow chat outside the working hours of agreement \"%s\""),
  N_ ("add service \"%s\" to agreement \"%s\""),
  /* src/policy/bell-lint-*.c */
  N_ ("the last day of agreement \"%s\" is %s; extend it, or make the one "
      "that follows"),
  N_ ("no request can get agreement \"%s\"; relate it by a rule or an "
      "offering, list the default service of an active offering in it, or "
      "retire it"),
  N_ ("agreement \"%s\" has no targets, so nothing is ever due by it; add "
      "some"),
  N_ ("rule \"%s\" relates agreement \"%s\", which %s; relate another one, or"
      " put that one in force"),
  N_ ("offering \"%s\" relates agreement \"%s\", which %s; relate another "
      "one, or put that one in force"),
  N_ ("is still a draft"),
  N_ ("is retired"),
  N_ ("ended on %s"),
  N_ ("in calendar \"%s\", %s and %s overlap; the time that they share counts"
      " once, so make them one span or correct one"),
  OVERLAPS,
  N_ ("in calendar \"%s\", %s leaves out the last minute of the day; write "
      "24:00 for its end"),
  N_ ("in calendar \"%s\", a span begins at %s, and on %s the clocks of %s go"
      " from %s to %s; choose a time outside that hour"),
  N_ ("in calendar \"%s\", a span ends at %s, and on %s the clocks of %s go "
      "from %s to %s; choose a time outside that hour"),
  N_ ("calendar \"%s\" has no working time in the next %s years; give it "
      "hours on days that are no holidays"),
  N_ ("the last dated holiday of calendar \"%s\" was %s; add those of the "
      "next year"),
  N_ ("the last dated holiday of calendar \"%s\" is %s; add those of the next"
      " year"),
  N_ ("no agreement uses calendar \"%s\"; name it in one, or remove it"),
  N_ ("offering \"%s\" is of kind \"%s\" and its agreement \"%s\" of kind "
      "\"%s\", so its requests cannot get it; relate one of their kind"),
  N_ ("offering \"%s\" is of kind \"%s\", and its default service \"%s\" is "
      "listed only by agreements of kind \"%s\", such as \"%s\"; list it in "
      "one of its own kind"),
  N_ ("no active agreement of kind \"%s\" lists service \"%s\", the default "
      "of offering \"%s\"; list it in one, or give the offering an agreement"),
  N_ ("offering \"%s\" has no default service, so its requests get no "
      "agreement by service; give it one"),
  N_ ("service \"%s\", the default of offering \"%s\", is not active, so its "
      "requests get no agreement by service; choose another one, or activate "
      "it"),
  TIMES,
  N_ ("everybody in the rotation of shift \"%s\" is away or not active on %s;"
      " add somebody to it"),
  N_ ("\"%s\" is in the rotation of shift \"%s\" and no member of group "
      "\"%s\", so they see its chats only while they are on call; make them "
      "one"),
  N_ ("shift \"%s\" begins at %s, and on %s the clocks of %s go from %s to "
      "%s; choose a time outside that hour"),
  N_ ("shift \"%s\" ends at %s, and on %s the clocks of %s go from %s to %s; "
      "choose a time outside that hour"),
  MINUTES,
  HOURS,
  N_ ("group \"%s\" has no active owner or dispatcher and nobody who is ever "
      "on call, so it is told of no chat; give it one"),
  N_ ("group \"%s\", assigned to offering \"%s\", has no active owner or "
      "dispatcher and nobody who is ever on call, so it is told of no chat; "
      "give it one"),
  N_ ("nobody would be told of a chat on offering \"%s\": it has no active "
      "owner or expert assignee, and no assigned group; give it one"),
  N_ ("nobody would be told of a chat on offering \"%s\": it has no active "
      "owner or expert assignee, and its group \"%s\" has nobody who is told;"
      " give it one"),
  N_ ("\"%s\", the owner of group \"%s\", is not active; name somebody else"),
  N_ ("\"%s\", the dispatcher of group \"%s\", is not active; name somebody "
      "else"),
  N_ ("\"%s\", the owner of agreement \"%s\", is not active; name somebody "
      "else"),
  N_ ("\"%s\", the owner of offering \"%s\", is not active; name somebody "
      "else"),
  N_ ("\"%s\", the expert assignee of offering \"%s\", is not active; name "
      "somebody else"),
  N_ ("rule \"%s\" never relates its agreement: its condition is never true; "
      "correct it, or remove it"),
  N_ ("rule \"%s\" never relates its agreement: its condition is true only of"
      " offerings that are not active; correct it, or remove it"),
  N_ ("rule \"%s\" never relates its agreement: rule \"%s\" comes later and "
      "holds always; change their order, or remove one"),
  N_ ("rule \"%s\" never relates its agreement: rule \"%s\" comes later and "
      "has the same condition; change their order, or remove one"),
  N_ ("rule \"%s\" never relates its agreement: it belongs to offering "
      "\"%s\", which is a draft; activate that, or deactivate the rule"),
  N_ ("rule \"%s\" never relates its agreement: it belongs to offering "
      "\"%s\", which is retired; activate that, or deactivate the rule"),
  N_ ("rule \"%s\" is not active; activate it, or remove it if it is not "
      "needed any more"),
  /* src/desk, src/db and src/model */
  N_ ("chat is not available on %s: %s"),
  N_ ("chat is not available on %s"),
  N_ ("there is no active person \"%s\""),
  N_ ("there is no offering \"%s\""),
  N_ ("there is no session \"%s\""),
  N_ ("there is no person \"%s\""),
  N_ ("there is no request \"%s\""),
  N_ ("there is no chat \"%s\""),
  N_ ("there is no group \"%s\""),
  N_ ("there is no calendar \"%s\""),
  N_ ("there is no agreement \"%s\""),
  N_ ("there is no rule \"%s\""),
  N_ ("there is no service \"%s\""),
  N_ ("\"%s\" may not do this (%s)"),
  N_ ("\"%s\" may not see %s"),
  N_ ("offering \"%s\" is not active"),
  N_ ("%s: \"%s\" answered the chat %s s ago"),
  N_ ("%s: nobody has answered the chat yet"),
  N_ ("%s: the chat is going on"),
  N_ ("%s: the chat has ended"),
  N_ ("%s: the chat was abandoned"),
  N_ ("an agent who ends a chat gives a reason"),
  N_ ("the message is empty"),
  N_ ("a request needs somebody who asks for it"),
  N_ ("%s \"%s\" was changed meanwhile (%s)"),
  N_ ("the settings were changed meanwhile (%s)"),
  N_ ("there is a %s \"%s\" already"),
  N_ ("there is an %s \"%s\" already"),
  N_ ("there is no %s \"%s\" any more"),
  N_ ("%s \"%s\" is used by %s; it can be made inactive instead"),
  N_ ("%s \"%s\" is used by %s; it can be retired instead"),
  N_ ("%s \"%s\" is used by %s"),
  N_ ("%s and %s more"),
  /* Types of records, as they stand in some of these. */
  N_ ("agreement"),
  N_ ("calendar"),
  N_ ("group"),
  N_ ("offering"),
  N_ ("person"),
  N_ ("request"),
  N_ ("rule"),
  N_ ("service"),
  N_ ("shift"),
  N_ ("%s: expected the id of %s, and there is no \"%s\""),
  N_ ("%s: expected %s, found %s"),
  N_ ("%s: expected %s"),
  N_ ("line %s, column %s: %s"),
  N_ ("not JSON: there is nothing in it"),
  N_ ("not JSON: %s"),
  N_ ("%s: there is no such file"),
  N_ ("%s: is a folder, not a desk"),
  N_ ("%s: is not a file"),
  N_ ("%s: is empty, not a desk"),
  N_ ("%s: its folder does not exist"),
  N_ ("%s: is not a Deskbell desk (not an SQLite file)"),
  N_ ("%s: is damaged (the database's pages do not fit together)"),
  N_ ("%s: the disk is full"),
  N_ ("%s: cannot be opened or made"),
  N_ ("%s: there is a file already"),
  N_ ("the database cannot be reached: %s"),
};

const guint bell_n_said = G_N_ELEMENTS (bell_said_patterns);

/**
 * bell_said_translate:
 * @which: a sentence
 * @n: the first number in it
 *
 * Returns: the sentence in the language of this program's user, with holes
 */
const char *
bell_said_translate (guint which, gulong n)
{
  const char *pattern = bell_said_patterns[which];

  if (g_str_equal (pattern, OVERLAPS))
    return ngettext ("in calendar \"%s\", %s and %s overlap (%s overlaps in "
                     "all); the time that they share counts once, so make "
                     "them one span or correct one",
                     "in calendar \"%s\", %s and %s overlap (%s overlaps in "
                     "all); the time that they share counts once, so make "
                     "them one span or correct one",
                     n);
  if (g_str_equal (pattern, TIMES))
    return ngettext ("everybody in the rotation of shift \"%s\" is away or "
                     "not active on %s, the first of %s times in the next "
                     "four weeks; add somebody to it",
                     "everybody in the rotation of shift \"%s\" is away or "
                     "not active on %s, the first of %s times in the next "
                     "four weeks; add somebody to it",
                     n);
  if (g_str_equal (pattern, MINUTES))
    return ngettext ("no shift of group \"%s\" is on for %s hours %s minutes "
                     "of the next four weeks, first from %s to %s in %s; add "
                     "one if somebody should be on call then",
                     "no shift of group \"%s\" is on for %s hours %s minutes "
                     "of the next four weeks, first from %s to %s in %s; add "
                     "one if somebody should be on call then",
                     n);
  if (g_str_equal (pattern, HOURS))
    return ngettext ("no shift of group \"%s\" is on for %s hours of the next"
                     " four weeks, first from %s to %s in %s; add one if "
                     "somebody should be on call then",
                     "no shift of group \"%s\" is on for %s hours of the next"
                     " four weeks, first from %s to %s in %s; add one if "
                     "somebody should be on call then",
                     n);

  return _ (pattern);
}
