/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-message.h"

#include "bell-wire-client.h"

/* Certificates. */

static char *
fingerprint_of (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);

  return der != NULL ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len)
                     : g_strdup ("");
}

static void
take_name (char **field, char *name)
{
  g_free (*field);
  *field = name != NULL ? g_utf8_make_valid (name, -1) : g_strdup ("");
  g_free (name);
}

static BellCertificate *
describe_certificate (GTlsCertificate *certificate)
{
  BellCertificate *self = bell_record_new (&bell_certificate_shape);
  g_autoptr (GDateTime) expires = g_tls_certificate_get_not_valid_after (certificate);

  take_name (&self->subject, g_tls_certificate_get_subject_name (certificate));
  take_name (&self->issuer, g_tls_certificate_get_issuer_name (certificate));
  g_free (self->fingerprint);
  self->fingerprint = fingerprint_of (certificate);
  if (expires != NULL)
    self->expires_at = g_date_time_to_unix_usec (expires);

  return self;
}

/* Asked about a certificate that nobody this computer trusts has signed, or about any, if only one
 * is accepted. */
static gboolean
on_accept_certificate (SoupMessage         *message,
                       GTlsCertificate     *certificate,
                       GTlsCertificateFlags errors,
                       gpointer             user_data)
{
  BellRemoteMessage *self = user_data;
  g_autofree char   *shown = fingerprint_of (certificate);

  if (g_strcmp0 (self->fingerprint, shown) == 0)
    return TRUE;

  g_clear_pointer (&self->refused, bell_record_unref);
  self->refused = describe_certificate (certificate);

  return FALSE;
}

static GError *
certificate_error (const BellRemoteMessage *self)
{
  GError *error = g_error_new (
      BELL_ERROR, BELL_ERROR_DENIED,
      self->fingerprint != NULL
          ? "%s: the certificate is not the one that is expected; its SHA-256 is %s"
          : "%s: the certificate is none that this computer trusts; its SHA-256 is %s",
      self->base, self->refused->fingerprint);

  bell_error_mark (&error, BELL_TROUBLE_CERTIFICATE, 0);
  bell_error_attach (&error, bell_record_ref (self->refused));

  return error;
}

/**
 * bell_remote_message_new:
 * @method: the name of a method in HTTP
 * @base: what bell_remote_url_check() gave
 * @path: a path and its query, escaped
 * @token: (nullable): what shows who asks
 * @fingerprint: (nullable): the one certificate that is accepted, see #BellRemoteAccount
 *
 * Returns: (transfer full): a request, to be sent
 */
BellRemoteMessage *
bell_remote_message_new (const char *method,
                         const char *base,
                         const char *path,
                         const char *token,
                         const char *fingerprint)
{
  BellRemoteMessage *self = g_new0 (BellRemoteMessage, 1);
  g_autofree char   *uri = g_strconcat (base, path, NULL);

  self->base = g_strdup (base);
  self->fingerprint = g_strdup (fingerprint);
  self->message = soup_message_new (method, uri);
  /* What shows who asks is for this server alone. */
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (self->message, SOUP_TYPE_AUTH_MANAGER);
  g_signal_connect (self->message, "accept-certificate", G_CALLBACK (on_accept_certificate), self);
  self->has_token = token != NULL;
  if (self->has_token)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (self->message),
                                    "Authorization", bearer);
    }

  return self;
}

/**
 * bell_remote_message_free:
 * @self: (transfer full): a request
 *
 * Lets go of a request, wherever it is.
 */
void
bell_remote_message_free (BellRemoteMessage *self)
{
  /* A connection that is being made goes on for a while after what it was for was given up. */
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_clear_pointer (&self->refused, bell_record_unref);
  g_free (self->base);
  g_free (self->fingerprint);
  g_free (self);
}

/**
 * bell_remote_message_is_whole:
 * @self: a request that was answered
 *
 * libsoup takes a head that breaks off for a whole one. A desk always says how long its answer is;
 * what does not say so is one that was cut off before.
 *
 * Returns: whether the answer has all of its head
 */
gboolean
bell_remote_message_is_whole (const BellRemoteMessage *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return soup_message_get_status (self->message) == SOUP_STATUS_NO_CONTENT
         || soup_message_headers_get_encoding (headers) != SOUP_ENCODING_EOF;
}

/**
 * bell_remote_message_error:
 * @self: a request that was not answered
 * @problem: (transfer full): what a library says of it
 *
 * Returns: (transfer full): a #BellError, on which a caller can act
 */
GError *
bell_remote_message_error (const BellRemoteMessage *self, GError *problem)
{
  GError *error;

  if (self->refused == NULL && problem->domain == BELL_ERROR)
    return problem;

  if (self->refused != NULL)
    error = certificate_error (self);
  else
    error = g_error_new (BELL_ERROR, BELL_ERROR_OFFLINE, "%s: the desk cannot be reached: %s",
                         self->base, problem->message);
  g_error_free (problem);

  return error;
}

/**
 * bell_remote_message_refusal:
 * @self: a request that was answered
 * @body: the body of the answer, which is no success
 *
 * Returns: (transfer full): what the desk says
 */
GError *
bell_remote_message_refusal (const BellRemoteMessage *self, GBytes *body)
{
  guint   status = soup_message_get_status (self->message);
  GError *error = bell_wire_read_error (status, body);

  if (status == SOUP_STATUS_UNAUTHORIZED && self->has_token
      && g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED))
    bell_error_mark (&error, BELL_TROUBLE_SIGNED_OUT, 0);

  return error;
}
