/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-status-text.h"

#include <glib/gi18n.h>

#define GOOD    "object-select-symbolic"
#define BAD     "dialog-warning-symbolic"
#define UNKNOWN "dialog-question-symbolic"

/* What the server can do of what matters here. */
static char *
capabilities_text (BellNotificationStatus *status)
{
  static const struct
  {
    const char *capability;
    const char *label;
  } words[] = {
    { "actions", N_ ("buttons") },
    { "inline-reply", N_ ("replying in the notification") },
    { "persistence", N_ ("keeping it until it is seen") },
    { "sound", N_ ("sound") },
  };
  g_autoptr (GPtrArray) can = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (bell_notification_status_has (status, words[i].capability))
      g_ptr_array_add (can, _ (words[i].label));
  g_ptr_array_add (can, NULL);
  if (can->len == 1)
    return g_strdup (_ ("It shows text and nothing else."));

  list = g_strjoinv (_ (", "), (char **) can->pdata);

  /* Translators: a list of what a notification server can do */
  return g_strdup_printf (_ ("It can do: %s."), list);
}

/**
 * bell_status_text_server:
 * @status: the notification server
 * @text: (out caller-allocates): what to say of it
 *
 * Whether this computer can ring.
 */
void
bell_status_text_server (BellNotificationStatus *status, BellStatusText *text)
{
  const char *server = bell_notification_status_get_server (status);

  if (!bell_notification_status_is_known (status))
    {
      text->title = g_strdup (_ ("Looking for the Notification Server…"));
      text->subtitle = g_strdup ("");
      text->icon_name = UNKNOWN;
    }
  else if (!bell_notification_status_can_ring (status))
    {
      text->title = g_strdup (_ ("This Computer Cannot Ring"));
      text->subtitle = g_strdup (bell_notification_status_is_present (status)
                                     ? _ ("The notification server does not answer. Restart the "
                                          "one of your desktop; Deskbell notices it by itself.")
                                     : _ ("There is no notification server. Start the one of your "
                                          "desktop; Deskbell notices it by itself."));
      text->icon_name = BAD;
    }
  else
    {
      text->title = g_strdup (_ ("This Computer Can Ring"));
      text->subtitle = server != NULL
                           ? capabilities_text (status)
                           : g_strdup (_ ("Its notification server starts when it is needed."));
      text->icon_name = GOOD;
    }

  if (server != NULL)
    {
      g_autofree char *rest = g_steal_pointer (&text->subtitle);

      text->subtitle = g_strdup_printf ("%s. %s", server, rest);
    }
}

/**
 * bell_status_text_disturb:
 * @status: the notification server
 * @text: (out caller-allocates): what to say of it
 *
 * Whether the desktop holds notifications back.
 */
void
bell_status_text_disturb (BellNotificationStatus *status, BellStatusText *text)
{
  switch (bell_notification_status_may_disturb (status))
    {
    case BELL_DISTURB_YES:
      text->title = g_strdup (_ ("Do Not Disturb Is Off"));
      text->subtitle = g_strdup (_ ("Your desktop shows notifications at once."));
      text->icon_name = GOOD;
      break;
    case BELL_DISTURB_NO:
      text->title = g_strdup (_ ("Do Not Disturb Is On"));
      text->subtitle
          = g_strdup (_ ("Your desktop holds notifications back, also those of Deskbell."));
      text->icon_name = BAD;
      break;
    case BELL_DISTURB_UNKNOWN:
    default:
      text->title = g_strdup (_ ("Do Not Disturb"));
      text->subtitle = g_strdup (_ ("Your desktop does not tell whether it is on."));
      text->icon_name = UNKNOWN;
      break;
    }
}

/**
 * bell_status_text_problem:
 * @status: the notification server
 *
 * Returns: (transfer none) (nullable): why this computer does not ring though it shall, in one
 * line, or %NULL if it does as far as is known
 */
const char *
bell_status_text_problem (BellNotificationStatus *status)
{
  if (!bell_notification_status_is_known (status))
    return NULL;
  if (!bell_notification_status_can_ring (status))
    return bell_notification_status_is_present (status)
               ? _ ("This computer cannot ring: its notification server does not answer")
               : _ ("This computer cannot ring: there is no notification server");
  if (bell_notification_status_may_disturb (status) == BELL_DISTURB_NO)
    return _ ("Do Not Disturb is on: this computer does not ring");

  return NULL;
}

/**
 * bell_status_text_clear:
 * @text: what was said
 *
 * Frees the texts.
 */
void
bell_status_text_clear (BellStatusText *text)
{
  g_clear_pointer (&text->title, g_free);
  g_clear_pointer (&text->subtitle, g_free);
}
