/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-certificate-dialog.h"

#include <glib/gi18n.h>

/* How many bytes of a fingerprint stand in a line. */
#define LINE_BYTES 8

/**
 * bell_certificate_dialog_format_fingerprint:
 * @fingerprint: hexadecimal digits
 *
 * Returns: (transfer full): the same as tools print it, in lines that can be compared one by one
 */
char *
bell_certificate_dialog_format_fingerprint (const char *fingerprint)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; fingerprint[i] != '\0'; i++)
    {
      if (i > 0 && i % (2 * LINE_BYTES) == 0)
        g_string_append_c (text, '\n');
      else if (i > 0 && i % 2 == 0)
        g_string_append_c (text, ':');
      g_string_append_c (text, g_ascii_toupper (fingerprint[i]));
    }

  return g_string_free_and_steal (text);
}

static AdwActionRow *
add_row (GtkListBox *list, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_append (list, row);

  return ADW_ACTION_ROW (row);
}

static GtkWidget *
new_list (const BellCertificate *certificate)
{
  GtkWidget       *list = gtk_list_box_new ();
  g_autofree char *fingerprint
      = bell_certificate_dialog_format_fingerprint (certificate->fingerprint);
  g_autofree char *until = NULL;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  add_row (GTK_LIST_BOX (list), _ ("Issued To"), certificate->subject);
  add_row (GTK_LIST_BOX (list), _ ("Issued By"), certificate->issuer);
  if (certificate->expires_at != BELL_INSTANT_NONE)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local_usec (certificate->expires_at);

      /* Translators: a date, as in "9 March 2027"; see g_date_time_format() */
      until = time != NULL ? g_date_time_format (time, _ ("%-d %B %Y")) : NULL;
    }
  add_row (GTK_LIST_BOX (list), _ ("Valid Until"), until != NULL ? until : _ ("It does not say"));
  gtk_widget_add_css_class (
      GTK_WIDGET (add_row (GTK_LIST_BOX (list), _ ("SHA-256 Fingerprint"), fingerprint)),
      "fingerprint");

  return list;
}

/**
 * bell_certificate_dialog_new:
 * @certificate: what a server shows, and this computer does not trust
 * @name: what the server is called
 *
 * Returns: (transfer floating): the question whether to trust it; %BELL_CERTIFICATE_TRUST is the
 *   response of who does
 */
AdwDialog *
bell_certificate_dialog_new (const BellCertificate *certificate, const char *name)
{
  /* Translators: the name of a server */
  g_autofree char *text = g_strdup_printf (
      _ ("Nobody whom this computer trusts vouches for “%s”. Compare the fingerprint with what the "
         "keeper of the server tells you. If it is another, somebody may be reading along."),
      name);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Unknown Certificate"), text);

  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), new_list (certificate));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                  BELL_CERTIFICATE_TRUST, _ ("_Trust This Certificate"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), BELL_CERTIFICATE_TRUST,
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");

  return dialog;
}
