/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-session-private.h"

#include "remote/bell-remote-store.h"

G_DEFINE_FINAL_TYPE (BellSession, bell_session, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LINE_CHANGED,
  SIGNAL_NOT_KEPT,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Takes @error, and says that the desk cannot be used. */
void
bell_session_fail (BellSession *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = BELL_SESSION_FAILED;
  bell_session_changed (self);
}

static void load_directory (BellSession *self);

/* The person may have gone, or may not be an agent any more. */
static gboolean
check_person (BellSession *self)
{
  const BellPerson *person = bell_session_get_person_record (self);

  if (person != NULL && person->active && (person->roles & ~(guint) BELL_ROLE_USER) != 0)
    return TRUE;

  bell_session_fail (self, g_error_new (BELL_ERROR, BELL_ERROR_NOT_FOUND,
                                        "there is no active agent \"%s\"", self->person));

  return FALSE;
}

static void
on_directory (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellSession) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  self->directory_loading = FALSE;
  if (records == NULL && self->state == BELL_SESSION_OPEN)
    {
      /* What is known will do until the next change; the chats go on. */
      g_warning ("The directory could not be read again: %s", error->message);
      g_error_free (error);
      return;
    }
  if (records == NULL)
    {
      bell_session_fail (self, error);
      return;
    }

  g_clear_pointer (&self->directory, bell_document_unref);
  self->directory = bell_document_from_records (records);
  if (!check_person (self))
    return;

  self->state = BELL_SESSION_OPEN;
  bell_session_changed (self);
  if (self->directory_stale)
    load_directory (self);
}

static void
load_directory (BellSession *self)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_desk_export);

  self->directory_stale = self->directory_loading;
  if (self->directory_loading)
    return;

  self->directory_loading = TRUE;
  ((BellDeskExport *) record)->with_requests = FALSE;
  bell_store_call_async (self->store, NULL, record, self->cancellable, on_directory,
                         g_object_ref (self));
}

static void
on_store_changed (BellSession *self, BellChange *change)
{
  const BellShape *shape = bell_shape_by_name (change->type);

  if (shape == &bell_settings_shape
      || (shape != NULL && shape != &bell_request_shape && bell_collection_index (shape) >= 0))
    load_directory (self);
}

static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellSession) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  if (records == NULL)
    {
      bell_session_fail (self, error);
      return;
    }

  g_set_str (&self->desk, ((BellPosition *) records->pdata[0])->desk);
  load_directory (self);
}

/* Asks the desk that has just been opened what it takes to show it. */
void
bell_session_start (BellSession *self)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_desk_position);

  g_signal_handlers_disconnect_by_data (self->store, self);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "reloaded", G_CALLBACK (load_directory), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "line-changed", G_CALLBACK (bell_session_line_changed),
                           self, G_CONNECT_SWAPPED);
  bell_store_call_async (self->store, NULL, record, self->cancellable, on_position,
                         g_object_ref (self));
}

/* While the desk was on its way another one may have been asked for, or none any more. Two are
 * never on their way at the same time: they may be the same, and only one may hold it. */
static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellSession) self = user_data;
  g_autoptr (GCancellable) asked = g_steal_pointer (&self->opening);
  g_autoptr (GError) error = NULL;
  g_autoptr (BellStore) store = bell_store_open_finish (result, &error);

  if (asked != self->cancellable)
    {
      if (store != NULL)
        bell_store_close_async (store, NULL, NULL);
      if (self->state == BELL_SESSION_OPENING && self->store == NULL)
        bell_session_begin_opening (self);
      return;
    }

  if (store == NULL)
    {
      bell_session_fail (self, g_steal_pointer (&error));
      return;
    }

  self->store = g_steal_pointer (&store);
  if (BELL_IS_REMOTE_STORE (self->store))
    g_set_str (&self->person, bell_remote_store_get_person (BELL_REMOTE_STORE (self->store)));
  bell_session_start (self);
}

/* Opens the desk that is wanted, once no other is on its way. */
void
bell_session_begin_opening (BellSession *self)
{
  if (self->opening != NULL)
    return;

  self->opening = g_object_ref (self->cancellable);
  if (bell_session_is_remote (self))
    {
      bell_session_open_store (self, on_opened, g_object_ref (self));
      return;
    }

  bell_store_open_async (self->path, BELL_STORE_HOST, BELL_INSTANT_NONE, NULL, on_opened,
                         g_object_ref (self));
}

/* Lets go of the desk that is open or on its way. */
void
bell_session_let_go (BellSession *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->directory_loading = FALSE;
  bell_session_stop_portal (self);
  g_clear_pointer (&self->directory, bell_document_unref);
  if (self->store != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->store, self);
      bell_store_close_async (self->store, NULL, NULL);
    }
  g_clear_object (&self->store);
  self->state = BELL_SESSION_CLOSED;
}

static void
bell_session_dispose (GObject *object)
{
  bell_session_let_go (BELL_SESSION (object));

  G_OBJECT_CLASS (bell_session_parent_class)->dispose (object);
}

static void
bell_session_finalize (GObject *object)
{
  BellSession *self = BELL_SESSION (object);

  g_clear_error (&self->error);
  g_clear_error (&self->portal_error);
  g_object_unref (self->cancellable);
  g_free (self->path);
  g_free (self->user);
  g_free (self->certificate);
  g_free (self->token);
  g_free (self->desk);
  g_free (self->person);

  G_OBJECT_CLASS (bell_session_parent_class)->finalize (object);
}

static void
bell_session_class_init (BellSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_session_dispose;
  object_class->finalize = bell_session_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BELL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  /* It stands differently with the line to the desk: bell_session_get_line(). */
  signals[SIGNAL_LINE_CHANGED] = g_signal_new ("line-changed", BELL_TYPE_SESSION, G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* There is no keyring to keep a sign-in in: the person has to sign in at each start. */
  signals[SIGNAL_NOT_KEPT] = g_signal_new ("not-kept", BELL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_session_init (BellSession *self)
{
  self->cancellable = g_cancellable_new ();
}

/* Says that anything of it is another than before. */
void
bell_session_changed (BellSession *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Says that it stands differently with the line to the desk. */
void
bell_session_line_changed (BellSession *self)
{
  g_signal_emit (self, signals[SIGNAL_LINE_CHANGED], 0);
}

/* Says that a sign-in could not be kept. */
void
bell_session_not_kept (BellSession *self)
{
  g_signal_emit (self, signals[SIGNAL_NOT_KEPT], 0);
}

/**
 * bell_session_new:
 *
 * Returns: (transfer full): a session without a desk; "changed" is emitted whenever anything of it
 * is another than before
 */
BellSession *
bell_session_new (void)
{
  return g_object_new (BELL_TYPE_SESSION, NULL);
}

/* What is asked for from now on. */
void
bell_session_prepare (BellSession *self, const char *path, const char *user)
{
  bell_session_let_go (self);
  g_clear_error (&self->error);
  g_set_str (&self->path, path);
  g_set_str (&self->user, user);
  g_set_str (&self->person, user);
  g_clear_pointer (&self->token, g_free);
  self->state = BELL_SESSION_OPENING;
  bell_session_changed (self);
}

/**
 * bell_session_open:
 * @self: a session
 * @path: the path of a desk on this computer
 * @person: the id of the agent to be
 *
 * Opens a desk, instead of the one that may be open.
 */
void
bell_session_open (BellSession *self, const char *path, const char *person)
{
  g_return_if_fail (BELL_IS_SESSION (self));

  bell_session_prepare (self, path, person);
  bell_session_begin_opening (self);
}

/**
 * bell_session_adopt:
 * @self: a session
 * @store: a desk that is open already
 * @path: its path, or its address
 * @user: the id of the agent to be; for a desk elsewhere the name that they signed in with
 *
 * Goes on with a desk that the first start has opened. Of a desk elsewhere the sign-in is kept.
 */
void
bell_session_adopt (BellSession *self, BellStore *store, const char *path, const char *user)
{
  g_return_if_fail (BELL_IS_SESSION (self));

  bell_session_prepare (self, path, user);
  self->store = g_object_ref (store);
  if (BELL_IS_REMOTE_STORE (store))
    {
      g_set_str (&self->person, bell_remote_store_get_person (BELL_REMOTE_STORE (store)));
      bell_session_keep_sign_in (self);
    }
  bell_session_start (self);
}

/**
 * bell_session_close:
 * @self: a session
 *
 * Lets go of the desk; waits until what was asked of it is on disk.
 */
void
bell_session_close (BellSession *self)
{
  g_return_if_fail (BELL_IS_SESSION (self));

  if (self->state == BELL_SESSION_CLOSED)
    return;

  bell_session_let_go (self);
  bell_session_changed (self);
}

/**
 * bell_session_get_state:
 * @self: a session
 *
 * Returns: whether a desk is open
 */
BellSessionState
bell_session_get_state (BellSession *self)
{
  return self->state;
}

/**
 * bell_session_get_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why it failed
 */
const GError *
bell_session_get_error (BellSession *self)
{
  return self->error;
}

/**
 * bell_session_get_store:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the desk
 */
BellStore *
bell_session_get_store (BellSession *self)
{
  return self->store;
}

/**
 * bell_session_get_path:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the path of the desk, or its address
 */
const char *
bell_session_get_path (BellSession *self)
{
  return self->path;
}

/**
 * bell_session_get_desk:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the identity of the desk
 */
const char *
bell_session_get_desk (BellSession *self)
{
  return self->desk;
}

/**
 * bell_session_get_person:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the id of the agent
 */
const char *
bell_session_get_person (BellSession *self)
{
  return self->person;
}

/**
 * bell_session_get_person_record:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the agent, as long as the session does not change
 */
const BellPerson *
bell_session_get_person_record (BellSession *self)
{
  return self->directory != NULL ? bell_document_person (self->directory, self->person) : NULL;
}

/**
 * bell_session_get_label:
 * @self: a session
 * @shape: a type of record
 * @id: (nullable): an id
 *
 * Returns: (transfer none): what the record is called: its name or title; its id if it is not
 * known, and nothing for %NULL
 */
const char *
bell_session_get_label (BellSession *self, const BellShape *shape, const char *id)
{
  const BellField *field = bell_shape_find_field (shape, "name");
  gpointer record = self->directory != NULL ? bell_document_get (self->directory, shape, id) : NULL;

  if (field == NULL)
    field = bell_shape_find_field (shape, "title");
  if (record != NULL && field != NULL)
    return bell_field_get_string (field, record);

  return id != NULL ? id : "";
}

/**
 * bell_session_get_directory:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the settings and the configuration of the desk, as long as
 * the session does not change
 */
BellDocument *
bell_session_get_directory (BellSession *self)
{
  return self->directory;
}
