/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-rules.h"
#include "bell-desk-private.h"
#include "bell-json.h"

/* How long a page counts as connected after the server last said so. A server that dies says
 * nothing any more; the page then has this long to find another one, and the grace. */
#define PRESENCE (60 * G_USEC_PER_SEC)

/* How long somebody counts as looking at a chat after saying so. */
#define LOOKING (90 * G_USEC_PER_SEC)

static BellInstant
grace (const BellDeskContext *context)
{
  const BellSettings *settings
      = bell_document_get_settings (bell_policy_get_document (context->policy));
  gint64 seconds
      = settings != NULL ? settings->abandon_grace_seconds : BELL_DEFAULT_ABANDON_GRACE_SECONDS;

  return seconds * G_USEC_PER_SEC;
}

/* The lease of one who says that a page is connected to it. */
static gboolean
write_lease (BellDeskContext *context, const BellChatAttend *wanted, GError **error)
{
  if (!wanted->present)
    return bell_db_run (context->db, "attendance_remove",
                        g_variant_new ("(ss)", wanted->chat, wanted->holder), NULL, error);

  return bell_db_run (
      context->db, "attendance_put",
      g_variant_new ("(ssx)", wanted->chat, wanted->holder, context->now + PRESENCE), NULL, error);
}

/* Until when the person counts as present, as far as anybody has said; %BELL_INSTANT_NONE: not
 * present. */
static gboolean
read_leases (BellDeskContext *context, const char *chat, BellInstant *until, GError **error)
{
  g_autoptr (BellRows) rows = bell_db_query (context->db, "attendance_last",
                                             g_variant_new ("(sx)", chat, context->now), error);

  if (rows == NULL)
    return FALSE;

  *until = bell_rows_int (rows, 0, "until", BELL_INSTANT_NONE);

  return TRUE;
}

static gboolean
write_attendance (BellDeskContext *context,
                  const BellChat  *chat,
                  BellInstant      present_until,
                  GError         **error)
{
  gboolean    present = present_until != BELL_INSTANT_NONE;
  BellInstant until = (present ? present_until : context->now) + grace (context);

  return bell_db_run (context->db, "chat_attend",
                      g_variant_new ("(sbx)", chat->record.id, present, until), NULL, error);
}

/* Losing the last connection starts a grace, so that a reload does not abandon; coming back ends
 * it. */
GPtrArray *
bell_desk_chat_attend (BellDeskContext *context, gpointer call, GError **error)
{
  const BellChatAttend *wanted = call;
  BellChat             *chat = bell_find_chat (context, wanted->chat, error);
  g_autoptr (BellRecord) record = BELL_RECORD (chat);
  BellChat   *now = NULL;
  BellInstant until;
  gboolean    present;

  if (chat == NULL)
    return NULL;

  if (!bell_chat_is_open (chat))
    return bell_answer (g_steal_pointer (&record));

  if (!write_lease (context, wanted, error) || !read_leases (context, wanted->chat, &until, error))
    return NULL;

  present = until != BELL_INSTANT_NONE;
  if (!present && !chat->present)
    return bell_answer (g_steal_pointer (&record));

  if (!write_attendance (context, chat, until, error))
    return NULL;

  if (present == chat->present || chat->lease_until == BELL_INSTANT_NONE)
    return bell_answer (bell_find_chat (context, wanted->chat, error));

  return bell_desk_log_chat (context, chat,
                             present ? BELL_CHANGE_PERSON_BACK : BELL_CHANGE_PERSON_AWAY, &now,
                             error)
             ? bell_answer (now)
             : NULL;
}

static BellChat *
abandon (BellDeskContext *context, const BellChat *chat, GError **error)
{
  BellChat *now = NULL;

  if (!bell_db_run (context->db, "chat_abandon",
                    g_variant_new ("(sx)", chat->record.id, context->now), NULL, error)
      || !bell_desk_log_chat (context, chat, BELL_CHANGE_ABANDONED, &now, error))
    return NULL;

  return now;
}

GPtrArray *
bell_desk_chat_expire (BellDeskContext *context, gpointer call, GError **error)
{
  g_autoptr (GPtrArray) answer = bell_answer (NULL);
  g_autoptr (GPtrArray) next = NULL;
  g_autoptr (GPtrArray) expired = NULL;

  if (!bell_db_run (context->db, "attendances_forget", g_variant_new ("(x)", context->now), NULL,
                    error))
    return NULL;

  expired = bell_db_records (context->db, &bell_chat_shape, "chats_expired",
                             g_variant_new ("(x)", context->now), error);

  for (guint i = 0; expired != NULL && i < expired->len; i++)
    {
      BellChat *now = abandon (context, expired->pdata[i], error);

      if (now == NULL)
        return NULL;
      g_ptr_array_add (answer, now);
    }

  next = expired != NULL
             ? bell_db_records (context->db, &bell_chat_shape, "chat_next_lease", NULL, error)
             : NULL;
  if (next == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (answer, g_steal_pointer (&next));

  return g_steal_pointer (&answer);
}

static JsonNode *
look_details (const char *person, gboolean looking)
{
  JsonObject *details = json_object_new ();

  json_object_set_string_member (details, "person", person);
  json_object_set_boolean_member (details, "looking", looking);

  return bell_json_object_node (details);
}

static gboolean
write_look (BellDeskContext *context, const BellChatLook *wanted, const char *id, GError **error)
{
  g_autoptr (BellRecord) record = NULL;
  BellLook *look;

  if (!wanted->looking)
    return bell_db_remove (context->db, &bell_look_shape, id, error);

  record = bell_record_new (&bell_look_shape);
  look = (BellLook *) record;
  g_set_str (&record->id, id);
  look->chat = g_strdup (wanted->chat);
  look->person = g_strdup (context->actor);
  look->until = context->now + LOOKING;

  return bell_db_put (context->db, record, error);
}

/* Agents see who else is looking; the person sees nothing. */
GPtrArray *
bell_desk_chat_look (BellDeskContext *context, gpointer call, GError **error)
{
  const BellChatLook *wanted = call;
  g_autofree char    *id = g_strdup_printf ("%s:%s", wanted->chat, context->actor);
  g_autoptr (GError) problem = NULL;
  g_autoptr (BellRecord) chat = BELL_RECORD (bell_find_chat (context, wanted->chat, error));
  g_autoptr (BellRecord) old = NULL;
  gboolean was_looking;

  if (chat == NULL)
    return NULL;

  old = bell_db_get (context->db, &bell_look_shape, id, &problem);
  was_looking = old != NULL && ((BellLook *) old)->until > context->now;
  if (!write_look (context, wanted, id, error))
    return NULL;

  if (was_looking != wanted->looking
      && !bell_desk_log (context, &bell_chat_shape, wanted->chat, BELL_CHANGE_LOOKED, NULL,
                         look_details (context->actor, wanted->looking), error))
    return NULL;

  return bell_answer (NULL);
}
