/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-check.h"

#include "bell-admin-choice.h"
#include "bell-admin-picker.h"
#include "bell-admin-question.h"
#include "bell-admin-remedies.h"
#include "bell-admin-when.h"
#include "bell-explanation.h"
#include "bell-format.h"
#include "bell-reason-text.h"

#include <glib/gi18n.h>

struct _BellAdminCheck
{
  AdwBin             parent_instance;
  BellSession       *session;
  BellAdminQuestion *question;
  char              *request; /* that was picked */
  BellDecision      *decision;
  BellAdminRemedies *remedies;

  AdwToggleGroup      *mode;
  AdwPreferencesGroup *made;
  AdwActionRow        *picked;
  AdwPreferencesGroup *composed;
  BellAdminChoice     *offering;
  BellAdminChoice     *service;
  BellAdminChoice     *person;
  AdwComboRow         *priority;
  AdwBin              *when_place;
  BellAdminWhen       *when;
  GtkLabel            *hint;
  GtkBox              *progress;
  BellExplanation     *explanation;
};

G_DEFINE_FINAL_TYPE (BellAdminCheck, bell_admin_check, ADW_TYPE_BIN)

static gboolean
is_composed (BellAdminCheck *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->mode), "composed") == 0;
}

static gpointer
new_get (BellAdminCheck *self, BellInstant at)
{
  BellDecisionGet *call = bell_call_new (&bell_call_decision_get);

  g_set_str (&call->request, self->request);
  call->at = at;

  return call;
}

static gpointer
new_try (BellAdminCheck *self, BellInstant at)
{
  BellDecisionTry *call = bell_call_new (&bell_call_decision_try);

  g_set_str (&call->offering, bell_admin_choice_get_id (self->offering));
  call->service = g_strdup (bell_admin_choice_get_id (self->service));
  call->requested_by = g_strdup (bell_admin_choice_get_id (self->person));
  call->priority = (int) adw_combo_row_get_selected (self->priority);
  call->at = at;

  return call;
}

/* What is there to see: an answer, or words in its place. */
static void
say (BellAdminCheck *self, const char *text)
{
  gboolean was_shown = gtk_widget_get_visible (GTK_WIDGET (self->explanation));

  if (text != NULL)
    g_clear_pointer (&self->decision, bell_record_unref);
  if (text != NULL && was_shown)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_label_set_label (self->hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), text == NULL);
}

static void
ask (BellAdminCheck *self)
{
  gpointer    call = NULL;
  BellInstant at;

  if (self->question == NULL)
    return;

  if (!bell_admin_when_get (self->when, &at))
    say (self, _ ("Write a date, a time and a time zone to see the answer."));
  else if (is_composed (self) && bell_admin_choice_get_id (self->offering) == NULL)
    say (self, _ ("Choose an offering to see whether its requests have chat."));
  else if (is_composed (self))
    call = new_try (self, at);
  else if (self->request == NULL)
    say (self, _ ("Pick a request to see whether it has chat."));
  else
    call = new_get (self, at);

  bell_admin_question_ask (self->question, call);
}

static gboolean
is_being_read (BellAdminCheck *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->explanation));
}

static void
show_decision (BellAdminCheck *self, BellDecision *decision)
{
  gboolean         same = self->decision != NULL && bell_record_equal (self->decision, decision);
  g_autofree char *summary = bell_decision_summary (self->session, decision);
  BellInstant      at;

  if (bell_admin_when_get (self->when, &at) && at == BELL_INSTANT_NONE)
    bell_admin_question_ask_at (self->question, decision->until);
  if (same && is_being_read (self))
    return;

  say (self, NULL);
  bell_explanation_show (self->explanation, self->session, decision);
  bell_admin_remedies_show (self->remedies, self->session, decision);
  g_clear_pointer (&self->decision, bell_record_unref);
  self->decision = bell_record_ref (decision);
  if (!same)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), summary,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_answered (BellAdminCheck *self, GPtrArray *records, const GError *error)
{
  g_autofree char *text = NULL;

  if (records != NULL && records->len > 0)
    {
      show_decision (self, records->pdata[0]);
      return;
    }

  text = bell_format_error (error);
  say (self, text);
}

static void
on_slow_changed (BellAdminCheck *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress),
                          bell_admin_question_is_slow (self->question));
}

static void
on_mode (BellAdminCheck *self)
{
  if (self->question == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->made), !is_composed (self));
  gtk_widget_set_visible (GTK_WIDGET (self->composed), is_composed (self));
  ask (self);
}

/* A request. */

static void
on_request (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminCheck) self = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);
  const BellRequest *request
      = records != NULL ? bell_records_find (records, &bell_request_shape, NULL) : NULL;
  g_autofree char *text = NULL;

  if (self->picked == NULL || request == NULL || g_strcmp0 (request->record.id, self->request) != 0)
    return;

  /* Translators: the number and the title of a request */
  text = g_strdup_printf (_ ("%s · %s"), request->record.id, request->title);
  adw_action_row_set_subtitle (self->picked, text);
}

static void
on_picked (BellAdminCheck *self, const char *id)
{
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_request_get);

  g_set_str (&self->request, id);
  adw_action_row_set_subtitle (self->picked, id);
  g_set_str (&((BellRequestGet *) call)->request, id);
  bell_store_call_async (bell_session_get_store (self->session),
                         bell_session_get_person (self->session), call, NULL, on_request,
                         g_object_ref (self));
  ask (self);
}

static void
on_pick (BellAdminCheck *self)
{
  AdwDialog *picker = bell_admin_picker_new (self->session);

  g_signal_connect_object (picker, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  adw_dialog_present (picker, GTK_WIDGET (self));
}

/* A remedy is about the request that is composed here. */
static void
set_service (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellAdminCheck *self = BELL_ADMIN_CHECK (widget);

  bell_admin_choice_set_id (self->service, g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (self->service));
}

/* What there is to choose from now. */
static void
fill (BellAdminCheck *self)
{
  if (bell_session_get_directory (self->session) == NULL)
    return;

  bell_admin_choice_fill (self->offering, self->session, &bell_offering_shape, _ ("Choose…"));
  bell_admin_choice_fill (self->service, self->session, &bell_service_shape, _ ("The offering’s"));
  bell_admin_choice_fill (self->person, self->session, &bell_person_shape, _ ("Somebody"));
}

static void
on_session_changed (BellAdminCheck *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}

static gboolean
bell_admin_check_grab_focus (GtkWidget *widget)
{
  BellAdminCheck *self = BELL_ADMIN_CHECK (widget);

  return gtk_widget_grab_focus (is_composed (self) ? GTK_WIDGET (self->offering)
                                                   : GTK_WIDGET (self->picked));
}

static void
bell_admin_check_dispose (GObject *object)
{
  BellAdminCheck *self = BELL_ADMIN_CHECK (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  bell_admin_question_clear (&self->question);
  g_clear_object (&self->session);
  g_clear_pointer (&self->decision, bell_record_unref);
  g_clear_pointer (&self->request, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_ADMIN_CHECK);

  G_OBJECT_CLASS (bell_admin_check_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, mode);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, made);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, picked);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, composed);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, offering);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, service);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, person);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, priority);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, when_place);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, hint);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, progress);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCheck, explanation);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, on_mode);
  gtk_widget_class_bind_template_callback (widget_class, on_pick);
}

static void
bell_admin_check_class_init (BellAdminCheckClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_admin_check_dispose;
  widget_class->grab_focus = bell_admin_check_grab_focus;

  g_type_ensure (BELL_TYPE_ADMIN_CHOICE);
  g_type_ensure (BELL_TYPE_EXPLANATION);
  gtk_widget_class_install_action (widget_class, "check.service", "s", set_service);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-admin-check.ui");
  bind_children (widget_class);
}

static void
bell_admin_check_init (BellAdminCheck *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < BELL_N_PRIORITIES; i++)
    gtk_string_list_append (words, bell_format_priority (i));
  adw_combo_row_set_model (self->priority, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->priority, BELL_PRIORITY_MEDIUM);
  self->remedies = BELL_ADMIN_REMEDIES (bell_admin_remedies_new ());
  bell_explanation_set_advice (self->explanation, GTK_WIDGET (self->remedies));
}

/**
 * bell_admin_check_new:
 * @session: the desk, perhaps not open yet
 *
 * Returns: (transfer none): a page that says whether a request has chat, and why; it asks again
 * when the desk has changed
 */
GtkWidget *
bell_admin_check_new (BellSession *session)
{
  BellAdminCheck *self = g_object_new (BELL_TYPE_ADMIN_CHECK, NULL);

  self->session = g_object_ref (session);
  self->when = BELL_ADMIN_WHEN (bell_admin_when_new (session));
  adw_bin_set_child (self->when_place, GTK_WIDGET (self->when));
  g_signal_connect_object (self->when, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  self->question = bell_admin_question_new (session, GTK_WIDGET (self));
  g_signal_connect_object (self->question, "answered", G_CALLBACK (on_answered), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "slow-changed", G_CALLBACK (on_slow_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (fill), NULL);
  ask (self);

  return GTK_WIDGET (self);
}

/**
 * bell_admin_check_compose:
 * @self: the page
 * @offering: the id of an offering
 * @at: when; %BELL_INSTANT_NONE for now
 *
 * Checks a request of this offering that is not made yet, of somebody and of medium priority, as
 * coverage has it.
 */
void
bell_admin_check_compose (BellAdminCheck *self, const char *offering, BellInstant at)
{
  g_return_if_fail (BELL_IS_ADMIN_CHECK (self));

  fill (self);
  adw_toggle_group_set_active_name (self->mode, "composed");
  bell_admin_choice_set_id (self->service, NULL);
  bell_admin_choice_set_id (self->person, NULL);
  adw_combo_row_set_selected (self->priority, BELL_PRIORITY_MEDIUM);
  bell_admin_choice_set_id (self->offering, offering);
  bell_admin_when_set (self->when, at);
  gtk_widget_grab_focus (GTK_WIDGET (self->offering));
}
