/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-search-provider.h"

#include "bell-find.h"
#include "bell-link.h"

/* org.gnome.Shell.SearchProvider2. A result is a link to what was found. */

#define MOST 5 /* of requests, and of people */

static const char xml[]
    = "<node><interface name='org.gnome.Shell.SearchProvider2'>"
      "<method name='GetInitialResultSet'><arg type='as' direction='in'/>"
      "<arg type='as' direction='out'/></method>"
      "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
      "<method name='GetResultMetas'><arg type='as' direction='in'/>"
      "<arg type='aa{sv}' direction='out'/></method>"
      "<method name='ActivateResult'><arg type='s' direction='in'/><arg type='as' direction='in'/>"
      "<arg type='u' direction='in'/></method>"
      "<method name='LaunchSearch'><arg type='as' direction='in'/><arg type='u' direction='in'/>"
      "</method></interface></node>";

struct _BellSearchProvider
{
  GObject          parent_instance;
  BellSession     *session;
  GDBusConnection *connection;
  guint            registration;
  GQueue           waiting; /* Search: for the desk to be open */
  GHashTable      *metas;   /* link to GVariant: what is said of what was found last */
};

G_DEFINE_FINAL_TYPE (BellSearchProvider, bell_search_provider, G_TYPE_OBJECT)

enum
{
  SIGNAL_ASKED,
  SIGNAL_ACTIVATED,
  SIGNAL_LAUNCHED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* What somebody looks for. */
typedef struct
{
  BellSearchProvider    *provider;
  GDBusMethodInvocation *invocation; /* until it is answered */
  BellWords             *words;
  GStrvBuilder          *found;
} Search;

static void
search_free (Search *self)
{
  g_clear_object (&self->provider);
  bell_words_unref (self->words);
  g_strv_builder_unref (self->found);
  g_free (self);
}

static void
search_answer (Search *self)
{
  g_auto (GStrv) found = g_strv_builder_end (self->found);

  g_dbus_method_invocation_return_value (g_steal_pointer (&self->invocation),
                                         g_variant_new ("(^as)", found));
  search_free (self);
}

static void
search_add (Search      *self,
            BellLinkKind kind,
            const char  *id,
            const char  *name,
            const char  *description,
            const char  *icon)
{
  char           *link = bell_link_format (kind, id);
  GVariantBuilder meta;

  g_variant_builder_init (&meta, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&meta, "{sv}", "id", g_variant_new_string (link));
  g_variant_builder_add (&meta, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (&meta, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (&meta, "{sv}", "gicon", g_variant_new_string (icon));
  g_strv_builder_add (self->found, link);
  g_hash_table_insert (self->provider->metas, link,
                       g_variant_ref_sink (g_variant_builder_end (&meta)));
}

static void
look_for_people (Search *self)
{
  g_autoptr (GPtrArray) people
      = bell_find_records (self->provider->session, &bell_person_shape, self->words, MOST, NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const BellPerson *person = people->pdata[i];

      search_add (self, BELL_LINK_PERSON, person->record.id, person->name,
                  person->email != NULL ? person->email : "", "avatar-default-symbolic");
    }
}

static void
on_requests (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Search *self = user_data;
  g_autoptr (GPtrArray) records
      = bell_find_requests_finish (BELL_SESSION (object), result, NULL, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const BellRequest *request = records->pdata[i];
      g_autofree char   *about = NULL;

      if (request->record.shape != &bell_request_shape)
        continue;
      about = bell_find_request_about (records, request);
      search_add (self, BELL_LINK_REQUEST, request->record.id, request->title, about,
                  BELL_APP_ID "-symbolic");
    }
  if (bell_session_get_state (self->provider->session) == BELL_SESSION_OPEN)
    look_for_people (self);
  search_answer (self);
}

static void
search_run (Search *self)
{
  BellSession *session = self->provider->session;

  if (bell_session_get_state (session) != BELL_SESSION_OPEN || bell_words_is_empty (self->words))
    {
      search_answer (self);
      return;
    }

  g_hash_table_remove_all (self->provider->metas);
  bell_find_requests_async (session, self->words, MOST, NULL, on_requests, self);
}

static void
on_session (BellSearchProvider *self)
{
  Search *search;

  if (bell_session_get_state (self->session) == BELL_SESSION_OPENING)
    return;

  while ((search = g_queue_pop_head (&self->waiting)) != NULL)
    search_run (search);
}

static void
look_for (BellSearchProvider *self, char **words, GDBusMethodInvocation *invocation)
{
  Search          *search = g_new0 (Search, 1);
  g_autofree char *text = g_strjoinv (" ", words);

  search->provider = g_object_ref (self);
  search->invocation = invocation;
  search->words = bell_words_new (text);
  search->found = g_strv_builder_new ();
  g_queue_push_tail (&self->waiting, search);
  g_signal_emit (self, signals[SIGNAL_ASKED], 0);
  on_session (self);
}

static void
give_metas (BellSearchProvider *self, char **links, GDBusMethodInvocation *invocation)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; links[i] != NULL; i++)
    {
      GVariant *meta = g_hash_table_lookup (self->metas, links[i]);

      if (meta != NULL)
        g_variant_builder_add_value (&metas, meta);
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &metas));
}

static void
on_call (GDBusConnection       *connection,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  BellSearchProvider *self = user_data;
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;
  const char      *link;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^as)", &words);
      look_for (self, words, invocation);
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      g_variant_get (parameters, "(as^as)", NULL, &words);
      look_for (self, words, invocation);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^as)", &words);
      give_metas (self, words, invocation);
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get (parameters, "(&sasu)", &link, NULL, NULL);
      g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, link);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      g_variant_get (parameters, "(^asu)", &words, NULL);
      text = g_strjoinv (" ", words);
      g_signal_emit (self, signals[SIGNAL_LAUNCHED], 0, text);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static void
bell_search_provider_dispose (GObject *object)
{
  BellSearchProvider *self = BELL_SEARCH_PROVIDER (object);

  bell_search_provider_unexport (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_search_provider_parent_class)->dispose (object);
}

static void
bell_search_provider_finalize (GObject *object)
{
  g_hash_table_unref (BELL_SEARCH_PROVIDER (object)->metas);

  G_OBJECT_CLASS (bell_search_provider_parent_class)->finalize (object);
}

static void
bell_search_provider_class_init (BellSearchProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_search_provider_dispose;
  object_class->finalize = bell_search_provider_finalize;

  /* Something is looked for, and a desk is needed; the person chose a link that was found; they
   * want to see everything that was found for a text. */
  signals[SIGNAL_ASKED] = g_signal_new ("asked", BELL_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATED]
      = g_signal_new ("activated", BELL_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_LAUNCHED] = g_signal_new ("launched", BELL_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bell_search_provider_init (BellSearchProvider *self)
{
  g_queue_init (&self->waiting);
  self->metas
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
}

/**
 * bell_search_provider_new:
 *
 * Returns: (transfer full): what answers the shell's search, as soon as it has a session
 */
BellSearchProvider *
bell_search_provider_new (void)
{
  return g_object_new (BELL_TYPE_SEARCH_PROVIDER, NULL);
}

/**
 * bell_search_provider_set_session:
 * @self: the provider
 * @session: where to look
 *
 * Gives it the desk to look in, which need not be open. It must have one before it is asked.
 */
void
bell_search_provider_set_session (BellSearchProvider *self, BellSession *session)
{
  g_return_if_fail (BELL_IS_SEARCH_PROVIDER (self));

  g_set_object (&self->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session), self, G_CONNECT_SWAPPED);
}

/**
 * bell_search_provider_export:
 * @self: the provider
 * @connection: the session bus
 * @path: where to be found; data/org.deskbell.Deskbell.search-provider.ini names it
 * @error: return location for an error
 *
 * Lets the shell ask.
 *
 * Returns: whether that is possible
 */
gboolean
bell_search_provider_export (BellSearchProvider *self,
                             GDBusConnection    *connection,
                             const char         *path,
                             GError            **error)
{
  static const GDBusInterfaceVTable calls = { on_call, NULL, NULL, { 0 } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);

  g_return_val_if_fail (BELL_IS_SEARCH_PROVIDER (self), FALSE);

  g_set_object (&self->connection, connection);
  self->registration = g_dbus_connection_register_object (connection, path, node->interfaces[0],
                                                          &calls, self, NULL, error);

  return self->registration != 0;
}

/**
 * bell_search_provider_unexport:
 * @self: the provider
 *
 * Ends what bell_search_provider_export() began. Who still waits gets nothing.
 */
void
bell_search_provider_unexport (BellSearchProvider *self)
{
  Search *search;

  while ((search = g_queue_pop_head (&self->waiting)) != NULL)
    search_answer (search);
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  g_clear_object (&self->connection);
}
