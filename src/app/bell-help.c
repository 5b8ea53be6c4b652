/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-help.h"

#include <glib/gi18n.h>

#define MOST_PARAGRAPHS 3

/* What each place is for, and what decides there. The rules are those of the desk: a text changes
 * with them. */
static const struct
{
  const char *place;
  const char *paragraphs[MOST_PARAGRAPHS];
} help[] = {
  { "pending",
    { N_ ("People who wait for an answer about a request that concerns you: you are its owner or "
          "its expert, or its group is yours. Who has waited longest is first."),
      N_ ("Opening a chat shows the person nothing. Your first message answers it, and it goes "
          "from everybody else’s list."),
      N_ ("Rung are the owner and the expert of the request, and the owner, the dispatcher and "
          "those on call of its group. The other members of the group only see the chat here.") } },
  { "mine",
    { N_ ("The chats that you have answered and that have not ended."),
      N_ ("Ending a chat asks for a reason and a note. After that nobody can write any more; what "
          "was written stays with the request.") } },
  { "requests",
    { N_ ("All requests of the desk, the newest first. Look for a number, a title or a person; "
          "the button beside the search sorts and filters."),
      N_ ("A request shows its chats, and says why chat is offered or is not. Agents change what "
          "they work on; administrators change everything.") } },
  { "overview",
    { N_ ("How many people asked to chat, how soon they were answered, and which targets were "
          "met, in the days that you choose. The numbers can be saved as a CSV file."),
      N_ ("A chat counts on the day on which it was asked for. Half of the answers came within "
          "the median, and 95 of 100 within the 95th percentile.") } },
  { "agreements",
    { N_ ("A service level agreement says whether chat is offered, and within what working time "
          "chats and requests are to be answered and resolved."),
      N_ ("It gives chat if it is active and valid today, chat is on in it, and it is of the same "
          "kind as the request; where chat is only offered in working hours, only in those."),
      N_ ("A request finds its agreement by a rule, else by its offering, else by its service. "
          "“Check a Request” shows every step.") } },
  { "offerings",
    { N_ ("What people can ask for in the Service Portal. A new request takes its service, its "
          "owner, its expert and its group from its offering."),
      N_ ("An offering may name an agreement. Otherwise the service decides: the request’s "
          "service must be the default one of its offering, and the agreement must list it.") } },
  { "services",
    { N_ ("What the desk gives support for, such as e-mail or printing. Agreements list the "
          "services that they are for."),
      N_ ("By a service that is not active there is no chat; old requests keep it.") } },
  { "groups",
    { N_ ("Teams to which requests are assigned. The owner of a group, its dispatcher and those "
          "on call are rung; its members see its chats in “My Chat Requests”."),
      N_ ("Four weeks show who is on call when. Where there is a gap, nobody on call is rung. "
          "Two people can swap a day there.") } },
  { "shifts",
    { N_ ("A shift says when somebody of a group is on call, and in which order people take "
          "turns. The turn changes after the days or weeks that you set."),
      N_ ("Beginning with whose turn it is, the first who is active and not on vacation is the "
          "primary; the next two are backups. All three are rung.") } },
  { "rules",
    { N_ ("A rule relates an agreement to the requests for which its condition holds. If several "
          "hold, the last one decides."),
      N_ ("Rules of the offering come before or after those that are for all requests. Change "
          "their order by dragging them, or with Alt and the arrow keys.") } },
  { "calendars",
    { N_ ("The working hours of a week, and days off. The targets of an agreement count working "
          "time in its calendar."),
      N_ ("Draw hours into the week, or enter them. Days off are entered one by one, or imported "
          "from an iCalendar file."),
      N_ ("“Try It” counts a duration from a start, and shows day by day where the deadline comes "
          "from.") } },
  { "people",
    { N_ ("Everybody on the desk: people who ask, agents who answer, and administrators. Their "
          "roles say what they may do."),
      N_ ("Who is not active cannot sign in and is not rung. Who is on vacation is not on call."),
      N_ ("Passwords are set here, and sign-ins are seen and ended.") } },
  { "settings",
    { N_ ("What holds for the whole desk. If live chat is off no request has chat, whatever the "
          "agreements say."),
      N_ ("A person who asked and leaves the page has a moment to come back, such as after "
          "loading it anew, before their chat counts as abandoned.") } },
  { "check",
    { N_ ("Why a request has chat or has none: every step of the decision, with what was looked "
          "at. Choose a request or compose one, and the time: now or any other."),
      N_ ("Below stands who would be told, and as what. For a no there are the smallest changes "
          "that make it a yes; each leads to where it is made.") } },
  { "coverage",
    { N_ ("All offerings, and whether a new request of each would have chat now: by what, or "
          "else why not."),
      N_ ("Each leads to “Check a Request”, where every step is seen.") } },
  { "findings",
    { N_ ("What is allowed and hardly meant, such as a rule that never decides, or hours in which "
          "nobody is on call."),
      N_ ("Each leads to the field that it is about. Some can be put right there at once.") } },
  { "activity",
    { N_ ("Who changed what on this desk and when, field by field; also by imports and from the "
          "command line."),
      N_ ("What was changed or deleted can be restored. That is an edit as any other, and can be "
          "undone, too.") } },
};

static const char *const *
find (const char *place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (help); i++)
    if (g_strcmp0 (help[i].place, place) == 0)
      return help[i].paragraphs;

  return NULL;
}

static GtkWidget *
new_paragraph (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

static AdwDialog *
new_dialog (const char *const *paragraphs, const char *title)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autoptr (GString) text = g_string_new (NULL);

  gtk_widget_add_css_class (box, "help");
  for (guint i = 0; i < MOST_PARAGRAPHS && paragraphs[i] != NULL; i++)
    {
      gtk_box_append (GTK_BOX (box), new_paragraph (_ (paragraphs[i])));
      g_string_append_printf (text, "%s\n", _ (paragraphs[i]));
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  /* A screen reader says it when the dialog opens: nothing in it takes the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->str, -1);
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, 420);
  adw_dialog_set_child (dialog, view);

  return dialog;
}

/**
 * bell_help_present:
 * @place: (nullable): the name of a place of the main window
 * @title: what the place is called, in the person's language
 * @parent: the window
 *
 * Shows what a place is for, if there is help for it.
 */
void
bell_help_present (const char *place, const char *title, GtkWidget *parent)
{
  const char *const *paragraphs = find (place);

  if (paragraphs != NULL)
    adw_dialog_present (new_dialog (paragraphs, title), parent);
}
