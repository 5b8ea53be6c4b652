/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-known-desks.h"

#include "bell-settings.h"
#include "bell-store.h"

static BellKnownDesk *
known_desk_new (const char *location, const char *user, const char *certificate)
{
  BellKnownDesk *self = g_new0 (BellKnownDesk, 1);

  self->location = g_strdup (location);
  self->user = g_strdup (user);
  self->certificate = g_strdup (certificate != NULL ? certificate : "");

  return self;
}

/**
 * bell_known_desk_free:
 * @self: (transfer full): a desk that is known
 *
 * Frees it.
 */
void
bell_known_desk_free (BellKnownDesk *self)
{
  g_free (self->location);
  g_free (self->user);
  g_free (self->certificate);
  g_free (self);
}

static gboolean
is_it (const BellKnownDesk *self, const char *location, const char *user)
{
  return g_str_equal (self->location, location) && g_str_equal (self->user, user);
}

/**
 * bell_known_desks_list:
 * @settings: the program's settings
 *
 * Returns: (transfer full) (element-type BellKnownDesk): the desks that were opened on this
 *   computer, the last one first
 */
GPtrArray *
bell_known_desks_list (GSettings *settings)
{
  GPtrArray *desks = g_ptr_array_new_with_free_func ((GDestroyNotify) bell_known_desk_free);
  g_autoptr (GVariant) known = g_settings_get_value (settings, BELL_SETTINGS_DESKS);

  for (gsize i = 0; i < g_variant_n_children (known); i++)
    {
      const char *location, *user, *certificate;

      g_variant_get_child (known, i, "(&s&s&s)", &location, &user, &certificate);
      g_ptr_array_add (desks, known_desk_new (location, user, certificate));
    }

  return desks;
}

/**
 * bell_known_desks_find:
 * @settings: the program's settings
 * @location: a path or an address
 * @user: who is there
 *
 * Returns: (transfer full) (nullable): the desk as it is known, or %NULL
 */
BellKnownDesk *
bell_known_desks_find (GSettings *settings, const char *location, const char *user)
{
  g_autoptr (GPtrArray) desks = bell_known_desks_list (settings);

  for (guint i = 0; i < desks->len; i++)
    if (is_it (desks->pdata[i], location, user))
      return g_ptr_array_steal_index (desks, i);

  return NULL;
}

/**
 * bell_known_desks_open:
 * @settings: the program's settings
 * @location: a path or an address
 * @user: who is there
 * @certificate: (nullable): the certificate that they have accepted
 *
 * Remembers a desk, and that it is the one to open at the next start.
 */
void
bell_known_desks_open (GSettings  *settings,
                       const char *location,
                       const char *user,
                       const char *certificate)
{
  g_autoptr (GPtrArray) desks = bell_known_desks_list (settings);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  g_variant_builder_add (&builder, "(sss)", location, user, certificate != NULL ? certificate : "");
  for (guint i = 0; i < desks->len; i++)
    {
      const BellKnownDesk *desk = desks->pdata[i];

      if (!is_it (desk, location, user))
        g_variant_builder_add (&builder, "(sss)", desk->location, desk->user, desk->certificate);
    }
  g_settings_set_value (settings, BELL_SETTINGS_DESKS, g_variant_builder_end (&builder));
  g_settings_set_string (settings, BELL_SETTINGS_DESK, location);
  g_settings_set_string (settings, BELL_SETTINGS_PERSON, user);
}

/**
 * bell_known_desks_dup_name:
 * @location: a path or an address
 *
 * Returns: (transfer full): what the desk is called in windows: the name of its file, or of its
 *   server
 */
char *
bell_known_desks_dup_name (const char *location)
{
  g_autofree char *base = NULL;
  g_autoptr (GUri) uri = NULL;

  if (bell_store_is_remote (location))
    uri = g_uri_parse (location, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL)
    return g_uri_get_port (uri) > 0
               ? g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri))
               : g_strdup (g_uri_get_host (uri));

  base = g_path_get_basename (location);

  return g_filename_display_name (base);
}
