/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-access-records.h"
#include "relay.h"
#include "remote-fixture.h"

#include <string.h>

typedef struct
{
  RemoteFixture base;
  Relay        *relay;
  char         *url;
} Fixture;

/* A certificate that nobody has signed but itself. */
static GTlsCertificate *
new_certificate (Fixture *fixture, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s/%s.key", fixture->base.folder, name);
  g_autofree char *file = g_strdup_printf ("%s/%s.crt", fixture->base.folder, name);
  g_autofree char *subject = g_strdup_printf ("/CN=%s", name);
  g_autoptr (GError) error = NULL;
  const char *arguments[] = {
    "openssl", "req",   "-x509", "-newkey", "ec",    "-pkeyopt", "ec_paramgen_curve:prime256v1",
    "-nodes",  "-days", "30",    "-subj",   subject, "-addext",  "subjectAltName=IP:127.0.0.1",
    "-keyout", key,     "-out",  file,      NULL
  };
  GTlsCertificate *certificate;
  int              status;

  g_spawn_sync (NULL, (char **) arguments, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  certificate = g_tls_certificate_new_from_files (file, key, &error);
  g_assert_no_error (error);

  return certificate;
}

static void
show (Fixture *fixture, GTlsCertificate *certificate)
{
  g_clear_pointer (&fixture->relay, relay_free);
  g_free (fixture->url);
  fixture->relay = relay_new (fixture->base.port, certificate);
  fixture->url = relay_dup_url (fixture->relay);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  remote_set_up (&fixture->base, data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->relay, relay_free);
  g_free (fixture->url);
  remote_tear_down (&fixture->base, data);
}

static BellStore *
open_with (Fixture *fixture, const char *fingerprint, GError **error)
{
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new ("zoe");

  g_set_str (&account->token, remote_token (&fixture->base, "zoe"));
  g_set_str (&account->folder, fixture->base.kept);
  g_set_str (&account->fingerprint, fingerprint);

  return remote_open (fixture->url, account, error);
}

static char *
fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
}

/* Refuses, and says of which certificate. */
static void
assert_refused (Fixture *fixture, const char *pinned, GTlsCertificate *shown, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char       *expected = fingerprint (shown);
  const BellCertificate *certificate;

  g_assert_null (open_with (fixture, pinned, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_DENIED);
  g_assert_cmpint (bell_error_get_trouble (error), ==, BELL_TROUBLE_CERTIFICATE);
  certificate = bell_error_get_record (error);
  g_assert_nonnull (certificate);
  g_assert_true (certificate->record.shape == &bell_certificate_shape);
  g_assert_cmpstr (certificate->fingerprint, ==, expected);
  g_assert_nonnull (strstr (error->message, expected));
  g_assert_nonnull (strstr (certificate->subject, name));
  g_assert_nonnull (strstr (certificate->issuer, name));
  g_assert_cmpint (certificate->expires_at, >, g_get_real_time () + 29 * G_TIME_SPAN_DAY);
  g_assert_cmpint (certificate->expires_at, <, g_get_real_time () + 31 * G_TIME_SPAN_DAY);
}

/* Nothing is accepted in silence; what was compared is, and nothing else. */
static void
test_pinned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) right = new_certificate (fixture, "right");
  g_autoptr (GTlsCertificate) wrong = new_certificate (fixture, "wrong");
  g_autofree char *pin = fingerprint (right);
  g_autofree char *other = fingerprint (wrong);
  g_autoptr (GError) error = NULL;
  BellStore *store;

  show (fixture, right);
  assert_refused (fixture, NULL, right, "right");
  assert_refused (fixture, other, right, "right");
  store = open_with (fixture, pin, &error);
  g_assert_no_error (error);
  remote_wait_for_line (store, BELL_LINE_UP);
  remote_must (store, test_ask ("r-1001"));
  test_store_close (store);

  show (fixture, wrong);
  assert_refused (fixture, pin, wrong, "wrong");
}

/* As people write it, and as programs print it. */
static void
test_fingerprints (void)
{
  static const char *const right[] = {
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
    "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF",
    "SHA256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:"
    "EE:FF"
  };
  static const char *const wrong[]
      = { "", "00", "x0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
          "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00" };

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autofree char *parsed = bell_fingerprint_parse (right[i]);

      g_assert_cmpstr (parsed, ==, right[0]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (bell_fingerprint_parse (wrong[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/certificates/pinned", Fixture, NULL, set_up, test_pinned, tear_down);
  g_test_add_func ("/certificates/fingerprints", test_fingerprints);

  return g_test_run ();
}
