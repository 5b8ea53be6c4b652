/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-effect-dialog.h"

#include "bell-store.h"

#include <glib/gi18n.h>

/* How many are named of a kind; the rest is a number. */
#define MAX_NAMED 5

struct _BellAdminEffectDialog
{
  AdwDialog parent_instance;
  GtkBox   *parts;
  gboolean  accepted;
};

G_DEFINE_FINAL_TYPE (BellAdminEffectDialog, bell_admin_effect_dialog, ADW_TYPE_DIALOG)

/* What becomes of an answer. */
typedef enum
{
  GAINED,
  LOST,
  MOVED,
  N_OUTCOMES,
} Outcome;

/* Of how many chats somebody would be told otherwise. */
typedef struct
{
  char *person;
  guint n_offerings;
  guint n_requests;
} Told;

static const struct
{
  const char *offerings;
  const char *requests;
} headings[N_OUTCOMES] = {
  [GAINED] = { N_ ("Offerings That Gain Chat"), N_ ("Open Requests That Gain Chat") },
  [LOST] = { N_ ("Offerings That Lose Chat"), N_ ("Open Requests That Lose Chat") },
  [MOVED]
  = { N_ ("Offerings That Have It Another Way"), N_ ("Open Requests That Have It Another Way") },
};

static Outcome
outcome_of (const BellAnswerChange *change)
{
  if (change->available == change->was_available)
    return MOVED;

  return change->available ? GAINED : LOST;
}

static gboolean
is_request (const char *type)
{
  return g_str_equal (type, bell_request_shape.name);
}

/* A part of what is shown, with at most so many rows. */

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

static void
add_rest (AdwPreferencesGroup *group, guint n)
{
  g_autofree char *text = NULL;

  if (n <= MAX_NAMED)
    return;

  n -= MAX_NAMED;
  text = g_strdup_printf (ngettext ("and %u more", "and %u more", n), n);
  adw_preferences_group_add (group, new_row (text, NULL));
}

static AdwPreferencesGroup *
add_group (GtkBox *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (box, group);

  return ADW_PREFERENCES_GROUP (group);
}

/* The number of a request says little; its title comes when the desk has given it. */
static void
on_request (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwPreferencesRow) row = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);
  const BellRequest *request
      = records != NULL ? bell_records_find (records, &bell_request_shape, NULL) : NULL;
  g_autofree char *title = NULL;

  if (request == NULL)
    return;

  /* Translators: the number and the title of a request */
  title = g_strdup_printf (_ ("%s · %s"), request->record.id, request->title);
  adw_preferences_row_set_title (row, title);
}

static void
ask_title (BellSession *session, const char *request, GtkWidget *row)
{
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_request_get);

  g_set_str (&((BellRequestGet *) call)->request, request);
  bell_store_call_async (bell_session_get_store (session), bell_session_get_person (session), call,
                         NULL, on_request, g_object_ref (row));
}

static char *
way_text (BellSession *session, const BellAnswerChange *change)
{
  const char *was = bell_session_get_label (session, &bell_agreement_shape, change->was_agreement);
  const char *is = bell_session_get_label (session, &bell_agreement_shape, change->agreement);

  if (outcome_of (change) == GAINED)
    /* Translators: the title of an agreement */
    return g_strdup_printf (_ ("Through “%s”"), is);
  if (outcome_of (change) == LOST)
    /* Translators: the title of an agreement */
    return g_strdup_printf (_ ("So far through “%s”"), was);
  if (g_strcmp0 (change->was_agreement, change->agreement) == 0)
    /* Translators: the title of an agreement */
    return g_strdup_printf (_ ("Still through “%s”"), is);

  /* Translators: the titles of two agreements */
  return g_strdup_printf (_ ("Through “%s”, so far through “%s”"), is, was);
}

static void
add_answer (AdwPreferencesGroup *group, BellSession *session, const BellAnswerChange *change)
{
  g_autofree char *way = way_text (session, change);
  const char      *name = bell_session_get_label (session, &bell_offering_shape, change->subject);
  GtkWidget       *row = new_row (is_request (change->type) ? change->subject : name, way);

  adw_preferences_group_add (group, row);
  if (is_request (change->type))
    ask_title (session, change->subject, row);
}

static void
add_answers (GtkBox      *box,
             BellSession *session,
             GPtrArray   *answers,
             gboolean     requests,
             Outcome      outcome)
{
  AdwPreferencesGroup *group = NULL;
  guint                n = 0;

  for (guint i = 0; i < answers->len; i++)
    {
      const BellAnswerChange *change = answers->pdata[i];

      if (outcome_of (change) != outcome || is_request (change->type) != requests)
        continue;
      if (n == 0)
        group = add_group (box, requests ? _ (headings[outcome].requests)
                                         : _ (headings[outcome].offerings));
      if (n++ < MAX_NAMED)
        add_answer (group, session, change);
    }

  add_rest (group, n);
}

/* Who is told otherwise. */

static void
told_free (gpointer data)
{
  Told *told = data;

  g_free (told->person);
  g_free (told);
}

static void
count_told (GPtrArray *all, GHashTable *known, char **people, gboolean request)
{
  for (char **person = people; *person != NULL; person++)
    {
      Told *told = g_hash_table_lookup (known, *person);

      if (told == NULL)
        {
          told = g_new0 (Told, 1);
          told->person = g_strdup (*person);
          g_hash_table_insert (known, told->person, told);
          g_ptr_array_add (all, told);
        }
      if (request)
        told->n_requests++;
      else
        told->n_offerings++;
    }
}

static char *
told_text (const Told *told)
{
  g_autofree char *offerings = g_strdup_printf (
      ngettext ("%u offering", "%u offerings", told->n_offerings), told->n_offerings);
  g_autofree char *requests = g_strdup_printf (
      ngettext ("%u open request", "%u open requests", told->n_requests), told->n_requests);

  if (told->n_requests == 0)
    return g_steal_pointer (&offerings);
  if (told->n_offerings == 0)
    return g_steal_pointer (&requests);

  /* Translators: how many offerings and how many requests */
  return g_strdup_printf (_ ("%s and %s"), offerings, requests);
}

static void
add_told (GtkBox *box, BellSession *session, GPtrArray *changes, gboolean more)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (told_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  AdwPreferencesGroup *group;

  for (guint i = 0; i < changes->len; i++)
    {
      const BellToldChange *change = changes->pdata[i];

      count_told (all, known, more ? change->more : change->less, is_request (change->type));
    }
  if (all->len == 0)
    return;

  group = add_group (box, more ? _ ("Would Be Told of Chats")
                               : _ ("Would Not Be Told of Chats Any More"));
  for (guint i = 0; i < MIN (all->len, MAX_NAMED); i++)
    {
      const Told      *told = all->pdata[i];
      g_autofree char *text = told_text (told);

      adw_preferences_group_add (
          group,
          new_row (bell_session_get_label (session, &bell_person_shape, told->person), text));
    }
  add_rest (group, all->len);
}

/* All of it. */

static void
append_line (GString *text, const char *format, gint64 n)
{
  if (n == 0)
    return;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, (guint) n);
#pragma GCC diagnostic pop
  g_string_append_c (text, '\n');
}

static char *
summary_of (const BellEffect *effect)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_line (text,
               ngettext ("%u offering or open request gains chat.",
                         "%u offerings and open requests gain chat.", (gulong) effect->gained),
               effect->gained);
  append_line (text,
               ngettext ("%u offering or open request loses chat.",
                         "%u offerings and open requests lose chat.", (gulong) effect->lost),
               effect->lost);
  append_line (text,
               ngettext ("%u offering or open request has chat another way.",
                         "%u offerings and open requests have chat another way.",
                         (gulong) effect->moved),
               effect->moved);
  if (text->len == 0)
    g_string_append (text, _ ("Chats stay as they are; other people are told of them."));

  return g_strdup (g_strchomp (text->str));
}

static void
add_parts (GtkBox *box, BellSession *session, const BellEffect *effect)
{
  static const Outcome order[] = { LOST, GAINED, MOVED };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      add_answers (box, session, effect->answers, FALSE, order[i]);
      add_answers (box, session, effect->answers, TRUE, order[i]);
    }
  add_told (box, session, effect->recipients, TRUE);
  add_told (box, session, effect->recipients, FALSE);
}

static void
accept (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BELL_ADMIN_EFFECT_DIALOG (widget)->accepted = TRUE;
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
decline (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
bell_admin_effect_dialog_class_init (BellAdminEffectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "effect.accept", NULL, accept);
  gtk_widget_class_install_action (widget_class, "effect.decline", NULL, decline);
}

static GtkWidget *
new_scroller (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);

  return scroller;
}

static void
bell_admin_effect_dialog_init (BellAdminEffectDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->parts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_set_margin_start (GTK_WIDGET (self->parts), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->parts), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->parts), 18);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), new_scroller (GTK_WIDGET (self->parts)));
  adw_toolbar_view_set_bottom_bar_style (ADW_TOOLBAR_VIEW (view), ADW_TOOLBAR_RAISED);
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_child (ADW_DIALOG (self), view);
}

static GtkWidget *
add_button (GtkWidget *bar, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (bar), button);

  return button;
}

static void
add_buttons (BellAdminEffectDialog *self, gboolean deleting)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *view = adw_dialog_get_child (ADW_DIALOG (self));
  GtkWidget *no
      = add_button (bar, deleting ? _ ("_Cancel") : _ ("_Keep Editing"), "effect.decline");
  GtkWidget *yes = add_button (bar, deleting ? _ ("_Delete") : _ ("_Save"), "effect.accept");

  gtk_box_set_homogeneous (GTK_BOX (bar), TRUE);
  gtk_widget_set_margin_start (bar, 12);
  gtk_widget_set_margin_end (bar, 12);
  gtk_widget_set_margin_top (bar, 12);
  gtk_widget_set_margin_bottom (bar, 12);
  gtk_widget_add_css_class (yes, deleting ? "destructive-action" : "suggested-action");
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_dialog_set_focus (ADW_DIALOG (self), deleting ? no : yes);
  if (!deleting)
    adw_dialog_set_default_widget (ADW_DIALOG (self), yes);
}

static void
add_summary (BellAdminEffectDialog *self, const BellEffect *effect)
{
  g_autofree char *text = summary_of (effect);
  GtkWidget       *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (self->parts, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/**
 * bell_admin_effect_dialog_new:
 * @session: the desk, for names
 * @effect: what an edit would do
 * @title: what the edited record is called
 * @deleting: whether it shall be removed
 *
 * Returns: (transfer floating): a question whether to make the edit, which names who gains and
 * loses chat, and who is told
 */
AdwDialog *
bell_admin_effect_dialog_new (BellSession      *session,
                              const BellEffect *effect,
                              const char       *title,
                              gboolean          deleting)
{
  BellAdminEffectDialog *self = g_object_new (BELL_TYPE_ADMIN_EFFECT_DIALOG, NULL);
  g_autofree char       *heading
      = g_strdup_printf (deleting ? _ ("Delete “%s”?") : _ ("Save “%s”?"), title);

  adw_dialog_set_title (ADW_DIALOG (self), heading);
  add_summary (self, effect);
  add_parts (self->parts, session, effect);
  add_buttons (self, deleting);

  return ADW_DIALOG (self);
}

/**
 * bell_admin_effect_dialog_is_accepted:
 * @self: a question, once it is closed
 *
 * Returns: whether to make the edit
 */
gboolean
bell_admin_effect_dialog_is_accepted (BellAdminEffectDialog *self)
{
  return self->accepted;
}
