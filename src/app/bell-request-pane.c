/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-request-pane.h"

#include "bell-end-reasons.h"
#include "bell-explanation-dialog.h"
#include "bell-format.h"
#include "bell-group-rows.h"
#include "bell-other-requests.h"
#include "bell-question.h"
#include "bell-request-dialog.h"
#include "bell-service-levels.h"

#include <glib/gi18n.h>

struct _BellRequestPane
{
  AdwBin        parent_instance;
  BellSession  *session;
  BellStore    *store;
  char         *request_id;
  BellRequest  *record; /* as it was last read */
  BellDecision *decision;
  GPtrArray    *chat_rows;
  GCancellable *cancellable;
  BellQuestion  of_request, of_decision;

  AdwActionRow        *person;
  AdwAvatar           *avatar;
  AdwActionRow        *email;
  BellServiceLevels   *levels;
  AdwPreferencesGroup *request;
  GtkWidget           *edit;
  AdwActionRow        *description;
  AdwActionRow        *priority;
  AdwActionRow        *phase;
  AdwActionRow        *offering;
  AdwActionRow        *service;
  AdwActionRow        *owner;
  AdwActionRow        *group;
  AdwActionRow        *why;
  AdwPreferencesGroup *chats;
  BellOtherRequests   *others;
};

G_DEFINE_FINAL_TYPE (BellRequestPane, bell_request_pane, ADW_TYPE_BIN)

static void
set_row (AdwActionRow *row, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && text[0] != '\0');
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
}

static void
show_person (BellRequestPane *self, const BellPerson *person)
{
  g_autofree char *place = NULL;

  if (person->department != NULL && person->location != NULL)
    place = g_strdup_printf (C_ ("details", "%s · %s"), person->department, person->location);
  else
    place = g_strdup (person->department != NULL ? person->department : person->location);

  adw_avatar_set_text (self->avatar, person->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->person), person->name);
  adw_action_row_set_subtitle (self->person, place != NULL ? place : "");
  set_row (self->email, person->email);
}

static void
show_request (BellRequestPane *self, BellRequest *request)
{
  g_autofree char *title = g_markup_escape_text (request->title, -1);

  g_clear_pointer (&self->record, bell_record_unref);
  self->record = bell_record_ref (request);
  gtk_widget_set_sensitive (self->edit, TRUE);
  adw_preferences_group_set_title (self->request, title);
  adw_preferences_group_set_description (self->request, request->record.id);
  set_row (self->description, request->description);
  set_row (self->priority, bell_format_priority (request->priority));
  set_row (self->phase, bell_format_phase (request->phase));
  set_row (self->offering,
           bell_session_get_label (self->session, &bell_offering_shape, request->offering));
  set_row (self->service,
           bell_session_get_label (self->session, &bell_service_shape, request->actual_service));
  set_row (self->owner, bell_session_get_label (self->session, &bell_person_shape, request->owner));
  set_row (self->group,
           bell_session_get_label (self->session, &bell_group_shape, request->assigned_group));
}

/* What has become of a chat. One that goes on grows with every message, so that is not counted. */
static char *
describe_chat (const BellChat *chat)
{
  const char      *status = bell_format_chat_status (chat->status);
  g_autofree char *count = NULL;
  GString         *text;

  if (bell_chat_is_open (chat))
    return g_strdup (status);

  count = g_strdup_printf (ngettext ("%d message", "%d messages", (gulong) chat->messages),
                           (int) chat->messages);
  text = g_string_new (NULL);
  /* Translators: what has become of a chat, and how many messages it has */
  g_string_append_printf (text, _ ("%s · %s"), status, count);
  if (chat->end_reason != NULL)
    g_string_append_printf (text, "\n%s", bell_end_reasons_label (chat->end_reason));
  if (chat->end_note != NULL)
    g_string_append_printf (text, "\n%s", chat->end_note);

  return g_string_free_and_steal (text);
}

static void
show_chat (GtkWidget *row, const BellChat *chat)
{
  g_autofree char *asked = bell_format_moment (chat->requested_at, g_get_real_time ());
  g_autofree char *subtitle = describe_chat (chat);

  bell_group_rows_set_link (row, asked, subtitle, "app.open-chat", chat->record.id);
}

static void
show_chats (BellRequestPane *self, GPtrArray *records)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_chat_shape)
      show_chat (bell_group_rows_get (self->chats, self->chat_rows, n++, bell_group_rows_make_link),
                 records->pdata[i]);
  bell_group_rows_end (self->chats, self->chat_rows, n);
}

/* Not of a desk that was left for another. */
static gboolean
may_ask (BellRequestPane *self)
{
  return self->store != NULL && bell_session_get_store (self->session) == self->store;
}

static void ask_request (BellRequestPane *self);
static void ask_decision (BellRequestPane *self);

static void
on_request (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellRequestPane) self = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);
  BellRequest      *request;
  const BellPerson *person;

  if (bell_question_end (&self->of_request))
    ask_request (self);
  if (records == NULL || !may_ask (self))
    return;

  request = bell_records_find (records, &bell_request_shape, NULL);
  person = bell_records_find (records, &bell_person_shape, request->requested_by);
  if (person != NULL)
    show_person (self, person);
  show_request (self, request);
  show_chats (self, records);
  bell_other_requests_show (self->others, self->session, request->requested_by, self->request_id);
}

static void
on_decision (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellRequestPane) self = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);

  if (bell_question_end (&self->of_decision))
    ask_decision (self);
  if (records == NULL || !may_ask (self))
    return;

  g_clear_pointer (&self->decision, bell_record_unref);
  self->decision = bell_record_ref (records->pdata[0]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->why),
                                 self->decision->available ? _ ("Why is chat on here?")
                                                           : _ ("Why is there no chat here?"));
  gtk_widget_set_visible (GTK_WIDGET (self->why), TRUE);
}

static void
ask_request (BellRequestPane *self)
{
  g_autoptr (BellRecord) get = NULL;

  if (!may_ask (self) || !bell_question_begin (&self->of_request))
    return;

  get = bell_call_new (&bell_call_request_get);
  ((BellRequestGet *) get)->request = g_strdup (self->request_id);
  bell_store_call_async (self->store, bell_session_get_person (self->session), get,
                         self->cancellable, on_request, g_object_ref (self));
}

static void
ask_decision (BellRequestPane *self)
{
  g_autoptr (BellRecord) decide = NULL;

  if (!may_ask (self) || !bell_question_begin (&self->of_decision))
    return;

  decide = bell_call_new (&bell_call_decision_get);
  ((BellDecisionGet *) decide)->request = g_strdup (self->request_id);
  bell_store_call_async (self->store, bell_session_get_person (self->session), decide,
                         self->cancellable, on_decision, g_object_ref (self));
}

/* What follows from the request and from the directory. */
static void
load_consequences (BellRequestPane *self)
{
  if (!may_ask (self))
    return;

  ask_decision (self);
  bell_service_levels_load (self->levels);
}

static void
load (BellRequestPane *self)
{
  ask_request (self);
  load_consequences (self);
}

static gboolean
concerns (BellRequestPane *self, const BellChange *change)
{
  if (g_str_equal (change->type, bell_request_shape.name))
    return g_strcmp0 (change->subject, self->request_id) == 0;

  return g_str_equal (change->type, bell_chat_shape.name) && change->now != NULL
         && g_str_equal (((BellChat *) change->now)->request, self->request_id);
}

static void
on_changed (BellRequestPane *self, BellChange *change)
{
  if (self->request_id != NULL && concerns (self, change))
    load (self);
}

static void
on_edit (BellRequestPane *self)
{
  if (may_ask (self))
    bell_request_dialog_present (self->session, self->record, GTK_WIDGET (self));
}

static void
on_why (BellRequestPane *self)
{
  adw_dialog_present (bell_explanation_dialog_new (self->session, self->decision),
                      GTK_WIDGET (self));
}

static void
bell_request_pane_dispose (GObject *object)
{
  BellRequestPane *self = BELL_REQUEST_PANE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_REQUEST_PANE);

  G_OBJECT_CLASS (bell_request_pane_parent_class)->dispose (object);
}

static void
bell_request_pane_finalize (GObject *object)
{
  BellRequestPane *self = BELL_REQUEST_PANE (object);

  g_clear_pointer (&self->decision, bell_record_unref);
  g_clear_pointer (&self->record, bell_record_unref);
  g_ptr_array_unref (self->chat_rows);
  g_object_unref (self->cancellable);
  g_free (self->request_id);

  G_OBJECT_CLASS (bell_request_pane_parent_class)->finalize (object);
}

static void
bell_request_pane_class_init (BellRequestPaneClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bell_request_pane_dispose;
  object_class->finalize = bell_request_pane_finalize;

  g_type_ensure (BELL_TYPE_OTHER_REQUESTS);
  g_type_ensure (BELL_TYPE_SERVICE_LEVELS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-request-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, person);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, avatar);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, email);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, levels);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, request);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, edit);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, description);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, priority);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, phase);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, offering);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, service);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, owner);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, group);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, why);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, chats);
  gtk_widget_class_bind_template_child (widget_class, BellRequestPane, others);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_why);
}

static void
bell_request_pane_init (BellRequestPane *self)
{
  self->chat_rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_request_pane_show:
 * @self: a pane that shows nothing yet
 * @session: the desk
 * @request: the id of a request
 *
 * Shows a request, and follows what becomes of it.
 */
void
bell_request_pane_show (BellRequestPane *self, BellSession *session, const char *request)
{
  g_return_if_fail (BELL_IS_REQUEST_PANE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->store = g_object_ref (bell_session_get_store (session));
  self->request_id = g_strdup (request);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "reloaded", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (load_consequences), self,
                           G_CONNECT_SWAPPED);
  bell_service_levels_set_request (self->levels, session, request);
  load (self);
}
