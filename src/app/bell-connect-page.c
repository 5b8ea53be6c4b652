/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-connect-page.h"

#include "bell-certificate-dialog.h"
#include "bell-failure-text.h"
#include "bell-known-desks.h"

#include "remote/bell-remote-store.h"

#include <glib/gi18n.h>

struct _BellConnectPage
{
  AdwNavigationPage  parent_instance;
  BellRemoteAccount *account; /* as whom it is or was tried last */
  char              *url;
  BellStore         *store;       /* once it is connected */
  GCancellable      *cancellable; /* while it connects */

  AdwEntryRow         *address;
  GtkLabel            *address_error;
  AdwEntryRow         *name;
  AdwPasswordEntryRow *password;
  GtkLabel            *account_error;
  AdwButtonRow        *connect;
  AdwActionRow        *progress;
};

G_DEFINE_FINAL_TYPE (BellConnectPage, bell_connect_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_CONNECTED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static char *
dup_stripped (gpointer field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field))));
}

/* Who leaves out the scheme means the safe one. */
static char *
dup_address (BellConnectPage *self)
{
  g_autofree char *text = dup_stripped (self->address);

  if (text[0] == '\0' || strstr (text, "://") != NULL)
    return g_steal_pointer (&text);

  return g_strconcat ("https://", text, NULL);
}

/* A space in the name of a computer is a slip; in the middle of a URL it would be taken as %20. */
static char *
check_address (const char *address)
{
  return strpbrk (address, " \t%") == NULL ? bell_remote_url_check (address, NULL) : NULL;
}

/* What is wrong with the address, as far as it is typed: one that only begins is not wrong yet. */
static const char *
address_problem (const char *address)
{
  g_autofree char *checked = check_address (address);

  if (checked != NULL || address[0] == '\0' || g_str_has_suffix (address, "://"))
    return NULL;
  if (g_ascii_strncasecmp (address, "http://", 7) == 0)
    return _ ("Everybody on the way could read along. http:// is only for a server on this "
              "computer; write https://.");

  return _ ("Write the address of a server, such as https://desk.example.org.");
}

static void
show_problem (gpointer row, GtkLabel *label, const char *text)
{
  gboolean is_new = text != NULL && g_strcmp0 (gtk_label_get_label (label), text) != 0;

  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  if (is_new)
    gtk_accessible_announce (GTK_ACCESSIBLE (row), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
is_complete (BellConnectPage *self)
{
  g_autofree char *address = dup_address (self);
  g_autofree char *checked = check_address (address);
  g_autofree char *name = dup_stripped (self->name);

  return checked != NULL && name[0] != '\0'
         && gtk_editable_get_text (GTK_EDITABLE (self->password))[0] != '\0';
}

static void
on_typed (BellConnectPage *self)
{
  show_problem (self->password, self->account_error, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->connect), is_complete (self));
}

static void
on_address_typed (BellConnectPage *self)
{
  g_autofree char *address = dup_address (self);

  show_problem (self->address, self->address_error, address_problem (address));
  on_typed (self);
}

static void
set_busy (BellConnectPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->address), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->connect), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
}

static void begin (BellConnectPage *self);

static void
on_certificate_response (AdwAlertDialog *dialog, const char *response, BellConnectPage *self)
{
  const char *fingerprint = g_object_get_data (G_OBJECT (dialog), "fingerprint");

  if (!g_str_equal (response, BELL_CERTIFICATE_TRUST) || self->account == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
      return;
    }

  g_set_str (&self->account->fingerprint, fingerprint);
  begin (self);
}

static void
ask_to_trust (BellConnectPage *self, const BellCertificate *certificate)
{
  g_autofree char *name = bell_known_desks_dup_name (self->url);
  AdwDialog       *dialog = bell_certificate_dialog_new (certificate, name);

  g_object_set_data_full (G_OBJECT (dialog), "fingerprint", g_strdup (certificate->fingerprint),
                          g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_certificate_response), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
show_failure (BellConnectPage *self, const GError *error)
{
  g_autofree char *name = bell_known_desks_dup_name (self->url);
  g_autofree char *text = bell_failure_text_remote (error, name, self->account->name);

  if (bell_error_get_trouble (error) == BELL_TROUBLE_CERTIFICATE
      && bell_error_get_record (error) != NULL)
    {
      ask_to_trust (self, bell_error_get_record (error));
      return;
    }

  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED)
      || g_error_matches (error, BELL_ERROR, BELL_ERROR_TOO_MANY))
    {
      show_problem (self->password, self->account_error, text);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
    }
  else
    {
      show_problem (self->address, self->address_error, text);
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
    }
}

/* The page has given up meanwhile, or it has gone. */
static gboolean
is_over (BellConnectPage *self, GCancellable *cancellable)
{
  return self->cancellable != cancellable;
}

static void
give_up (BellConnectPage *self, const GError *error)
{
  g_clear_object (&self->cancellable);
  if (self->store != NULL)
    bell_store_close_async (self->store, NULL, NULL);
  g_clear_object (&self->store);
  set_busy (self, FALSE);
  show_failure (self, error);
}

/* Somebody who is no agent can sign in, but may not look at the desk. */
static void
on_looked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellConnectPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (self->store != BELL_STORE (object) || self->cancellable == NULL)
    return;

  if (records == NULL && g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED))
    {
      g_clear_error (&error);
      g_set_error_literal (&error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "no agent");
    }
  if (records == NULL)
    {
      give_up (self, error);
      return;
    }

  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellConnectPage *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BellStore) store = bell_store_open_finish (result, &error);
  g_autoptr (BellRecord) record = NULL;

  if (is_over (self, g_task_get_cancellable (task)))
    {
      if (store != NULL)
        bell_store_close_async (store, NULL, NULL);
      return;
    }

  if (store == NULL)
    {
      give_up (self, error);
      return;
    }

  self->store = g_steal_pointer (&store);
  record = bell_call_new (&bell_call_desk_export);
  ((BellDeskExport *) record)->with_requests = FALSE;
  bell_store_call_async (self->store, NULL, record, self->cancellable, on_looked,
                         g_object_ref (self));
}

static void
begin (BellConnectPage *self)
{
  g_autofree char *name = bell_known_desks_dup_name (self->url);
  /* Translators: the name of a server */
  g_autofree char *text = g_strdup_printf (_ ("Connecting to %s…"), name);
  GTask           *task;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->progress), text);
  set_busy (self, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, NULL, NULL);
  g_task_set_source_tag (task, begin);
  bell_remote_store_open_async (self->url, self->account, self->cancellable, on_opened, task);
}

static void
on_connect (BellConnectPage *self)
{
  g_autofree char *address = dup_address (self);
  g_autofree char *name = dup_stripped (self->name);

  if (self->cancellable != NULL || !is_complete (self))
    return;

  bell_connect_page_cancel (self);
  show_problem (self->address, self->address_error, NULL);
  show_problem (self->password, self->account_error, NULL);
  g_free (self->url);
  self->url = check_address (address);
  g_clear_pointer (&self->account, bell_remote_account_free);
  self->account = bell_remote_account_new (name);
  self->account->password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  begin (self);
}

static void
on_cancel (BellConnectPage *self)
{
  bell_connect_page_cancel (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
bell_connect_page_dispose (GObject *object)
{
  BellConnectPage *self = BELL_CONNECT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store != NULL)
    bell_store_close_async (self->store, NULL, NULL);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_CONNECT_PAGE);

  G_OBJECT_CLASS (bell_connect_page_parent_class)->dispose (object);
}

static void
bell_connect_page_finalize (GObject *object)
{
  BellConnectPage *self = BELL_CONNECT_PAGE (object);

  g_clear_pointer (&self->account, bell_remote_account_free);
  g_free (self->url);

  G_OBJECT_CLASS (bell_connect_page_parent_class)->finalize (object);
}

static void
bell_connect_page_class_init (BellConnectPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bell_connect_page_dispose;
  object_class->finalize = bell_connect_page_finalize;

  /* There is a store to take. */
  signals[SIGNAL_CONNECTED] = g_signal_new ("connected", BELL_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BellConnectPage, address);
  gtk_widget_class_bind_template_child (widget_class, BellConnectPage, address_error);
  gtk_widget_class_bind_template_child (widget_class, BellConnectPage, name);
  gtk_widget_class_bind_template_child (widget_class, BellConnectPage, password);
  gtk_widget_class_bind_template_child (widget_class, BellConnectPage, account_error);
  gtk_widget_class_bind_template_child (widget_class, BellConnectPage, connect);
  gtk_widget_class_bind_template_child (widget_class, BellConnectPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_address_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, bell_connect_page_cancel);
}

static void
bell_connect_page_init (BellConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_connect_page_cancel:
 * @self: a page
 *
 * Gives up connecting, and lets go of the desk.
 */
void
bell_connect_page_cancel (BellConnectPage *self)
{
  g_return_if_fail (BELL_IS_CONNECT_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store != NULL)
    bell_store_close_async (self->store, NULL, NULL);
  g_clear_object (&self->store);
  set_busy (self, FALSE);
}

/**
 * bell_connect_page_take_store:
 * @self: a page that is connected
 *
 * Returns: (transfer full) (nullable): the desk, which the page has no longer
 */
BellStore *
bell_connect_page_take_store (BellConnectPage *self)
{
  return g_steal_pointer (&self->store);
}

/**
 * bell_connect_page_get_url:
 * @self: a page that is connected
 *
 * Returns: (transfer none): the address of the desk
 */
const char *
bell_connect_page_get_url (BellConnectPage *self)
{
  return self->url;
}

/**
 * bell_connect_page_get_user:
 * @self: a page that is connected
 *
 * Returns: (transfer none): the name that was signed in with
 */
const char *
bell_connect_page_get_user (BellConnectPage *self)
{
  return self->account->name;
}

/**
 * bell_connect_page_get_certificate:
 * @self: a page that is connected
 *
 * Returns: (transfer none) (nullable): the SHA-256 of the certificate that the person has accepted
 */
const char *
bell_connect_page_get_certificate (BellConnectPage *self)
{
  return self->account->fingerprint;
}
