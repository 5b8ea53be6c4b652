/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-banner.h"

#include "bell-format.h"

#include <glib/gi18n.h>

#define ONE_HOUR (60 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * bell_chat_banner_has_written:
 * @conversation: a chat
 * @person: the id of a person
 *
 * Returns: whether one of the messages that are loaded is theirs
 */
gboolean
bell_chat_banner_has_written (BellConversation *conversation, const char *person)
{
  GListModel *messages = bell_conversation_get_messages (conversation);

  for (guint i = g_list_model_get_n_items (messages); i > 0; i--)
    {
      g_autoptr (BellMessageItem) item = g_list_model_get_item (messages, i - 1);

      if (bell_message_item_get_state (item) == BELL_MESSAGE_SENT
          && g_strcmp0 (bell_message_item_get_message (item)->author, person) == 0)
        return TRUE;
    }

  return FALSE;
}

static char *
answered_text (const BellBannerState *state, const BellChat *chat)
{
  const char      *name = bell_conversation_get_name (state->conversation, chat->answered_by);
  BellInstant      now = g_get_real_time ();
  g_autofree char *ago = bell_format_ago (chat->answered_at, now);
  g_autofree char *moment = bell_format_moment (chat->answered_at, now);

  if (state->refused && now - chat->answered_at >= ONE_HOUR)
    /* Translators: who has answered a chat, and a day or a time */
    return g_strdup_printf (_ ("%s answered (%s). Your text is kept."), name, moment);
  if (state->refused)
    /* Translators: who has answered a chat, and how long ago: "just now", "3 minutes ago" */
    return g_strdup_printf (_ ("%s answered %s. Your text is kept."), name, ago);
  if (g_strcmp0 (chat->answered_by, state->viewer) == 0
      || bell_chat_banner_has_written (state->conversation, state->viewer))
    return NULL;

  /* This stays for as long as the chat is open. */
  if (bell_format_is_today (chat->answered_at, now))
    /* Translators: who has answered a chat, and a time */
    return g_strdup_printf (_ ("%s answered at %s"), name, moment);

  /* Translators: who has answered a chat, and a day with a time: "Yesterday, 14:05" */
  return g_strdup_printf (_ ("%s answered (%s)"), name, moment);
}

static char *
left_text (const BellBannerState *state, const BellChat *chat)
{
  const char      *name = bell_conversation_get_name (state->conversation, chat->requested_by);
  BellInstant      now = g_get_real_time ();
  g_autofree char *moment = bell_format_moment (chat->abandoned_at, now);

  if (bell_format_is_today (chat->abandoned_at, now))
    /* Translators: the name of a person, and a time */
    return g_strdup_printf (_ ("%s left at %s. What you write is found on the request."), name,
                            moment);

  /* Translators: the name of a person, and a day with a time: "Yesterday, 14:05" */
  return g_strdup_printf (_ ("%s left (%s). What you write is found on the request."), name,
                          moment);
}

static char *
closed_text (const BellBannerState *state, const BellChat *chat)
{
  BellInstant      now = g_get_real_time ();
  gboolean         today = bell_format_is_today (chat->ended_at, now);
  g_autofree char *moment = bell_format_moment (chat->ended_at, now);
  const char      *name = NULL;

  if (chat->ended_by == NULL)
    /* Translators: a time, or a day with a time: "Yesterday, 14:05" */
    return g_strdup_printf (today ? _ ("This chat ended at %s") : _ ("This chat ended (%s)"),
                            moment);

  name = bell_conversation_get_name (state->conversation, chat->ended_by);

  /* Translators: the name of a person, and a time, or a day with a time: "Yesterday, 14:05" */
  return g_strdup_printf (today ? _ ("%s ended this chat at %s") : _ ("%s ended this chat (%s)"),
                          name, moment);
}

static char *
lookers_text (const BellBannerState *state)
{
  g_auto (GStrv) names = bell_conversation_dup_lookers (state->conversation);
  guint            n = g_strv_length (names);
  g_autofree char *list = NULL;

  if (n == 0)
    return NULL;

  list = bell_format_names ((const char *const *) names);

  /* Translators: one or more names */
  return g_strdup_printf (ngettext ("%s is looking at this", "%s are looking at this", n), list);
}

static gboolean
is_away (const BellChat *chat)
{
  return !chat->present && chat->lease_until != BELL_INSTANT_NONE;
}

/* Whoever writes now has to know that the chat may have gone on without them. */
static char *
line_text (const BellBannerState *state)
{
  if (state->line == BELL_LINE_SIGNED_OUT)
    return g_strdup (
        _ ("You are signed out. What you write is sent once you have signed in again."));
  if (state->line == BELL_LINE_DOWN)
    return g_strdup (
        _ ("No connection. This chat may have gone on meanwhile; what you write is sent "
           "later."));
  if (state->behind)
    return g_strdup (_ ("Catching up. This chat may have gone on meanwhile."));

  return NULL;
}

/**
 * bell_chat_banner_text:
 * @state: a chat, and who has it open
 *
 * Returns: (transfer full) (nullable): what the agent has to know of it above all else, or %NULL
 */
char *
bell_chat_banner_text (const BellBannerState *state)
{
  const BellChat *chat = bell_conversation_get_chat (state->conversation);
  char           *text = NULL;

  if (chat == NULL)
    return NULL;

  text = line_text (state);
  if (text != NULL && !state->refused)
    return text;

  g_clear_pointer (&text, g_free);
  if (chat->status == BELL_CHAT_ABANDONED)
    return left_text (state, chat);
  if (chat->status == BELL_CHAT_ENDED)
    return closed_text (state, chat);

  if (chat->status == BELL_CHAT_ACTIVE)
    text = answered_text (state, chat);
  if (text == NULL && is_away (chat))
    /* Translators: the name of a person */
    text = g_strdup_printf (_ ("%s’s page is not connected at the moment"),
                            bell_conversation_get_name (state->conversation, chat->requested_by));
  if (text == NULL)
    text = lookers_text (state);

  return text;
}
