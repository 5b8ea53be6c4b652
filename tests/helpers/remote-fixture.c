/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote-fixture.h"

#include "bell-password.h"

/* The desk of tests/data, on which r-1001 is Zoe's, and has chat. */
#define ASSIGNED                                                                                   \
  "\"owner\": null, \"expert_assignee\": null, \"assigned_group\": null => \"owner\": \"ann\", \"assigned_group\": \"messaging\", \"expert_assignee\": null"

void
remote_keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

gboolean
remote_has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

void
remote_start (RemoteFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->server = bell_server_new (fixture->desk);
  bell_server_listen (fixture->server, "127.0.0.1", fixture->port, &error);
  g_assert_no_error (error);
}

void
remote_stop (RemoteFixture *fixture)
{
  bell_server_stop (fixture->server);
  g_clear_object (&fixture->server);
}

void
remote_set_up (RemoteFixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) uri = NULL;

  fixture->folder = test_folder_new ();
  fixture->kept = test_folder_new ();
  fixture->desk = test_store_new (fixture->folder, ASSIGNED);
  fixture->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  remote_start (fixture);
  fixture->url = bell_server_dup_uri (fixture->server);
  uri = g_uri_parse (fixture->url, G_URI_FLAGS_NONE, NULL);
  fixture->port = (guint16) g_uri_get_port (uri);
}

void
remote_tear_down (RemoteFixture *fixture, gconstpointer data)
{
  if (fixture->server != NULL)
    remote_stop (fixture);
  test_store_close (fixture->desk);
  g_hash_table_unref (fixture->tokens);
  test_folder_free (fixture->folder);
  test_folder_free (fixture->kept);
  g_free (fixture->url);
}

/* What somebody shows who has signed in, as if they had. */
const char *
remote_token (RemoteFixture *fixture, const char *person)
{
  char          *token = g_hash_table_lookup (fixture->tokens, person);
  BellLoginOpen *call;
  g_autoptr (GPtrArray) done = NULL;

  if (token != NULL)
    return token;

  token = bell_token_new ();
  call = bell_call_new (&bell_call_login_open);
  g_free (call->login);
  call->login = bell_token_hash (token);
  call->person = g_strdup (person);
  call->expires_at = g_get_real_time () + G_TIME_SPAN_DAY;
  done = test_store_must (fixture->desk, NULL, call);
  g_hash_table_insert (fixture->tokens, g_strdup (person), token);

  return token;
}

BellStore *
remote_open (const char *url, const BellRemoteAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bell_remote_store_open_async (url, account, NULL, remote_keep_result, &result);
  test_wait (remote_has_result, &result, "a desk elsewhere to open");

  return bell_store_open_finish (result, error);
}

BellStore *
remote_open_as (RemoteFixture *fixture, const char *person)
{
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new (person);
  g_autoptr (GError) error = NULL;
  BellStore *store;

  g_set_str (&account->token, remote_token (fixture, person));
  g_set_str (&account->folder, fixture->kept);
  store = remote_open (fixture->url, account, &error);
  g_assert_no_error (error);

  return store;
}

/* The one file that is kept of the one account there was. */
char *
remote_kept_file (RemoteFixture *fixture, const char *ending)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->kept, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ending))
      return g_build_filename (fixture->kept, name, NULL);

  g_error ("There is no file *%s", ending);
}

void
remote_sign_out (BellStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bell_remote_store_sign_out_async (BELL_REMOTE_STORE (store), remote_keep_result, &result);
  test_wait (remote_has_result, &result, "signing out");
  bell_remote_store_sign_out_finish (BELL_REMOTE_STORE (store), result, &error);
  g_assert_no_error (error);
}

typedef struct
{
  BellStore *store;
  BellLine   line;
} Expected;

static gboolean
line_is (gpointer data)
{
  Expected *expected = data;

  return bell_store_get_line (expected->store) == expected->line;
}

void
remote_wait_for_line (BellStore *store, BellLine line)
{
  Expected expected = { store, line };

  test_wait (line_is, &expected, "the line");
}

void
remote_must (BellStore *store, gpointer call)
{
  remote_must_as (store, NULL, call);
}

void
remote_must_as (BellStore *store, const char *actor, gpointer call)
{
  g_autoptr (GPtrArray) answer = test_store_must (store, actor, call);

  g_assert_nonnull (answer);
}

void
remote_assert_transcript (RemoteFixture *fixture, const char *chat, const char *expected)
{
  g_autoptr (GPtrArray) records = test_store_must (fixture->desk, NULL, test_messages (chat));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_message_shape)
      g_string_append_printf (text, "%s|", ((BellMessage *) records->pdata[i])->body);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sent *sent = user_data;
  g_autoptr (GPtrArray) answer = bell_store_call_finish (BELL_STORE (object), result, &sent->error);

  g_assert_true ((answer != NULL) == (sent->error == NULL));
  sent->is_answered = TRUE;
}

void
remote_send (BellStore *store, const char *chat, const char *body, Sent *sent)
{
  g_autoptr (BellRecord) call = test_send (chat, body);

  bell_store_call_async (store, NULL, call, NULL, on_sent, sent);
}

gboolean
remote_is_answered (gpointer sent)
{
  return ((Sent *) sent)->is_answered;
}
