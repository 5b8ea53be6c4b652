/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-settings.h"

static char *
key_of (const char *desk, const char *person)
{
  return g_strdup_printf ("%s %s", desk, person);
}

/**
 * bell_settings_get_rings:
 * @settings: the program's settings
 * @desk: the identity of a desk
 * @person: the id of a person on it
 *
 * The answer belongs to this computer and this account: signing in elsewhere, or as somebody else,
 * asks again.
 *
 * Returns: whether this computer shall ring for @person
 */
BellRings
bell_settings_get_rings (GSettings *settings, const char *desk, const char *person)
{
  g_autoptr (GVariant) known = g_settings_get_value (settings, BELL_SETTINGS_NOTIFICATIONS);
  g_autofree char *key = key_of (desk, person);
  gboolean         rings;

  if (!g_variant_lookup (known, key, "b", &rings))
    return BELL_RINGS_UNASKED;

  return rings ? BELL_RINGS_YES : BELL_RINGS_NO;
}

/**
 * bell_settings_set_rings:
 * @settings: the program's settings
 * @desk: the identity of a desk
 * @person: the id of a person on it
 * @rings: whether this computer shall ring for @person
 *
 * Remembers the answer.
 */
void
bell_settings_set_rings (GSettings *settings, const char *desk, const char *person, gboolean rings)
{
  g_autoptr (GVariant) known = g_settings_get_value (settings, BELL_SETTINGS_NOTIFICATIONS);
  g_autofree char *key = key_of (desk, person);
  GVariantBuilder  answers;

  g_variant_builder_init (&answers, G_VARIANT_TYPE ("a{sb}"));
  for (gsize i = 0; i < g_variant_n_children (known); i++)
    {
      const char *other;
      gboolean    answer;

      g_variant_get_child (known, i, "{&sb}", &other, &answer);
      if (!g_str_equal (other, key))
        g_variant_builder_add (&answers, "{sb}", other, answer);
    }
  g_variant_builder_add (&answers, "{sb}", key, rings);
  g_settings_set_value (settings, BELL_SETTINGS_NOTIFICATIONS, g_variant_builder_end (&answers));
}

/**
 * bell_settings_default_desk:
 *
 * Returns: (transfer full): where a new desk on this computer is put
 */
char *
bell_settings_default_desk (void)
{
  return g_build_filename (g_get_user_data_dir (), "deskbell", "desk.db", NULL);
}
