/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-other-requests.h"

#include "bell-format.h"
#include "bell-group-rows.h"
#include "bell-request-list.h"
#include "bell-veil.h"

#include <glib/gi18n.h>

/* So many are shown; the others are a click away. */
#define MAX_SHOWN 5

struct _BellOtherRequests
{
  AdwPreferencesGroup parent_instance;
  BellRequestList    *list; /* NULL: not known whose */
  char               *person;
  char               *except;
  GPtrArray          *rows; /* not owned */
};

G_DEFINE_FINAL_TYPE (BellOtherRequests, bell_other_requests, ADW_TYPE_PREFERENCES_GROUP)

static void
show_request (GtkWidget *row, const BellRequest *request)
{
  g_autofree char *made = bell_format_moment (request->created_at, g_get_real_time ());
  /* Translators: the number of a request, its phase, and when it was made */
  g_autofree char *subtitle = g_strdup_printf (C_ ("request", "%s · %s · %s"), request->record.id,
                                               bell_format_phase (request->phase), made);

  bell_group_rows_set_link (row, request->title, subtitle, "app.show-request", request->record.id);
}

static void
refresh (BellOtherRequests *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  guint                n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint                n = 0;

  for (guint i = 0; i < n_items && n <= MAX_SHOWN; i++)
    {
      g_autoptr (BellRequestItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      const BellRequest *request = bell_request_item_get_request (item);

      if (g_strcmp0 (request->record.id, self->except) == 0)
        continue;

      if (n < MAX_SHOWN)
        show_request (bell_group_rows_get (group, self->rows, n, bell_group_rows_make_link),
                      request);
      else
        bell_group_rows_set_link (
            bell_group_rows_get (group, self->rows, n, bell_group_rows_make_link),
            _ ("All Requests"), "", "app.show-person", self->person);
      n++;
    }
  bell_group_rows_end (group, self->rows, n);
}

static void
bell_other_requests_dispose (GObject *object)
{
  BellOtherRequests *self = BELL_OTHER_REQUESTS (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (bell_other_requests_parent_class)->dispose (object);
}

static void
bell_other_requests_finalize (GObject *object)
{
  BellOtherRequests *self = BELL_OTHER_REQUESTS (object);

  g_ptr_array_unref (self->rows);
  g_free (self->person);
  g_free (self->except);

  G_OBJECT_CLASS (bell_other_requests_parent_class)->finalize (object);
}

static void
bell_other_requests_class_init (BellOtherRequestsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_other_requests_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_other_requests_finalize;
}

static void
bell_other_requests_init (BellOtherRequests *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
look_for (BellOtherRequests *self, BellSession *session, const BellRequestPage *wanted)
{
  if (self->list != NULL)
    {
      bell_request_list_look_for (self->list, wanted);
      return;
    }

  self->list = bell_request_list_new (bell_session_get_store (session),
                                      bell_session_get_person (session), wanted);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bell_other_requests_show:
 * @self: what shows nothing yet, or requests of the same desk
 * @session: an open desk
 * @person: the id of a person
 * @except: the id of the one request that is not shown
 *
 * Shows the newest requests of a person, and follows them. Only agents see them.
 */
void
bell_other_requests_show (BellOtherRequests *self,
                          BellSession       *session,
                          const char        *person,
                          const char        *except)
{
  const BellPerson *viewer = bell_session_get_person_record (session);
  g_autoptr (BellRecord) wanted = NULL;

  g_return_if_fail (BELL_IS_OTHER_REQUESTS (self));

  if (g_strcmp0 (self->person, person) == 0 || viewer == NULL || !bell_person_is_agent (viewer))
    return;

  g_set_str (&self->person, person);
  g_set_str (&self->except, except);
  wanted = bell_call_new (&bell_call_request_list);
  g_set_str (&((BellRequestPage *) wanted)->requested_by, person);
  look_for (self, session, (BellRequestPage *) wanted);
  refresh (self);
}
