/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"
#include "bell-overview.h"
#include "bell-veil.h"

/* Who may make a call, besides the keeper of the store. One of them is enough. */
typedef enum
{
  WHO_ANYONE = 1 << 0, /* everyone who is active */
  WHO_AGENT = 1 << 1,  /* agents and both kinds of administrators */
  WHO_ADMIN = 1 << 2,
  WHO_SELF = 1 << 3,      /* the call is about the actor, or about nobody in particular */
  WHO_REQUESTER = 1 << 4, /* the actor asked for the request that the call is about */
  WHO_ASSIGNED = 1 << 5,  /* the request concerns the actor as an agent */
  WHO_CHAT_ADMIN = 1 << 6,
} Who;

#define WHO_PARTIES (WHO_REQUESTER | WHO_AGENT | WHO_ASSIGNED)

/* A call that is not here may be made by the keeper alone. @about: the field of the call that names
 * the request, the chat or the person. */
static const struct
{
  const BellCallType *type;
  guint               who;
  const char         *about;
} permissions[] = {
  { &bell_call_request_new, WHO_SELF | WHO_AGENT, "requested_by" },
  { &bell_call_request_list, WHO_SELF | WHO_AGENT, "requested_by" },
  { &bell_call_request_get, WHO_PARTIES, "request" },
  { &bell_call_chat_ask, WHO_REQUESTER, "request" },
  { &bell_call_chat_send, WHO_PARTIES, "chat" },
  { &bell_call_chat_leave, WHO_REQUESTER, "chat" },
  { &bell_call_chat_end, WHO_PARTIES, "chat" },
  { &bell_call_chat_look, WHO_AGENT | WHO_ASSIGNED, "chat" },
  { &bell_call_chat_attend, WHO_REQUESTER, "chat" },
  { &bell_call_chat_get, WHO_PARTIES, "chat" },
  { &bell_call_chat_pending, WHO_SELF, "person" },
  { &bell_call_chat_mine, WHO_SELF, "person" },
  { &bell_call_message_list, WHO_PARTIES, "chat" },
  { &bell_call_desk_import, WHO_ADMIN, NULL },
  { &bell_call_desk_export, WHO_AGENT, NULL },
  { &bell_call_desk_records, WHO_ANYONE, NULL },
  { &bell_call_desk_record, WHO_ANYONE, NULL },
  { &bell_call_desk_position, WHO_ANYONE, NULL },
  { &bell_call_desk_changes, WHO_ANYONE, NULL },
  { &bell_call_decision_get, WHO_PARTIES, "request" },
  { &bell_call_decision_try, WHO_AGENT, NULL },
  { &bell_call_on_call_get, WHO_AGENT, NULL },
  { &bell_call_on_call_turns, WHO_AGENT, NULL },
  { &bell_call_clock_list, WHO_AGENT | WHO_ASSIGNED, "request" },
  { &bell_call_desk_coverage, WHO_AGENT, NULL },
  { &bell_call_desk_effect, WHO_ADMIN | WHO_CHAT_ADMIN, NULL },
  { &bell_call_desk_backtest, WHO_ADMIN, NULL },
  { &bell_call_calendar_due, WHO_AGENT, NULL },
  { &bell_call_calendar_elapsed, WHO_AGENT, NULL },
  { &bell_call_desk_lint, WHO_ADMIN, NULL },
  { &bell_call_desk_overview, WHO_AGENT, NULL },
  /* How much of a record, and of whose history, what carries it out looks. */
  { &bell_call_record_put, WHO_ADMIN | WHO_CHAT_ADMIN, NULL },
  { &bell_call_record_remove, WHO_ADMIN, NULL },
  { &bell_call_record_history, WHO_AGENT, NULL },
  { &bell_call_settings_get, WHO_AGENT, NULL },
  { &bell_call_settings_put, WHO_ADMIN | WHO_CHAT_ADMIN, NULL },
  { &bell_call_request_change, WHO_AGENT, NULL },
  { &bell_call_password_set, WHO_SELF | WHO_ADMIN, "person" },
  { &bell_call_session_list, WHO_SELF | WHO_ADMIN, "person" },
  /* Whose it is the call does not say; what carries it out looks. */
  { &bell_call_session_close, WHO_ANYONE, NULL },
};

/**
 * bell_context_is_agent:
 * @context: a call
 *
 * Returns: whether who calls may work on every request, and see it as it is
 */
gboolean
bell_context_is_agent (const BellDeskContext *context)
{
  return context->actor == NULL || bell_person_is_agent (context->person);
}

/**
 * bell_context_is_admin:
 * @context: a call
 *
 * Returns: whether who calls keeps the desk
 */
gboolean
bell_context_is_admin (const BellDeskContext *context)
{
  return context->actor == NULL || (context->person->roles & BELL_ROLE_ADMIN) != 0;
}

static const char *
about_id (gpointer call, const char *about)
{
  const BellField *field = bell_shape_find_field (BELL_RECORD (call)->shape, about);

  return bell_field_get_string (field, call);
}

/* The request that a call is about, by itself or by its chat. */
static BellRequest *
find_request (BellDeskContext *context, gpointer call, const char *about, GError **error)
{
  BellChat *chat;

  if (g_str_equal (about, "request"))
    {
      context->read = bell_db_get (context->db, &bell_request_shape, about_id (call, about), error);
      return context->read != NULL ? bell_record_ref (context->read) : NULL;
    }

  chat = bell_find_chat (context, about_id (call, about), error);
  context->read = BELL_RECORD (chat);
  if (chat == NULL)
    return NULL;

  return bell_db_get (context->db, &bell_request_shape, chat->request, error);
}

static gboolean
deny (BellDeskContext *context, gpointer call, GError **error)
{
  g_message ("Refused: %s may not %s", context->actor, BELL_RECORD (call)->shape->name);
  g_set_error (error, BELL_ERROR, BELL_ERROR_DENIED, "\"%s\" may not do this (%s)", context->actor,
               BELL_RECORD (call)->shape->name);

  return FALSE;
}

static gboolean
is_party (BellDeskContext *context, const BellRequest *request, guint who)
{
  if ((who & WHO_REQUESTER) != 0 && g_str_equal (request->requested_by, context->actor))
    return TRUE;

  return (who & WHO_ASSIGNED) != 0
         && bell_policy_concerns (context->policy, request, context->actor, context->now);
}

/* Whoever has asked for a chat is a party of it, whatever becomes of the request. */
static gboolean
has_asked (BellDeskContext *context, gpointer call, guint who, const char *about, GError **error)
{
  BellChat *chat;

  if ((who & WHO_REQUESTER) == 0 || !g_str_equal (about, "chat"))
    return FALSE;

  chat = bell_find_chat (context, about_id (call, about), error);
  context->read = BELL_RECORD (chat);

  return chat != NULL && g_str_equal (chat->requested_by, context->actor);
}

/* Whether a request that is looked up makes the difference. A request that is not there is refused
 * to those who may not know. */
static gboolean
check_request (BellDeskContext *context,
               gpointer         call,
               guint            who,
               const char      *about,
               GError         **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (BellRecord) request = NULL;

  if (has_asked (context, call, who, about, &problem))
    return TRUE;

  if (problem == NULL)
    request = BELL_RECORD (find_request (context, call, about, &problem));
  if (request != NULL && is_party (context, (BellRequest *) request, who))
    return TRUE;

  if (problem != NULL && !g_error_matches (problem, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return deny (context, call, error);
}

static gboolean
check_who (BellDeskContext *context, gpointer call, guint who, const char *about, GError **error)
{
  if ((who & WHO_ANYONE) != 0)
    return TRUE;

  if ((who & WHO_AGENT) != 0 && bell_context_is_agent (context))
    return TRUE;

  if ((who & WHO_ADMIN) != 0 && bell_context_is_admin (context))
    return TRUE;

  if ((who & WHO_CHAT_ADMIN) != 0 && (context->person->roles & BELL_ROLE_CHAT_ADMIN) != 0)
    return TRUE;

  if ((who & WHO_SELF) != 0)
    {
      const char *id = about_id (call, about);

      if (id == NULL || g_str_equal (id, context->actor))
        return TRUE;
    }

  if ((who & (WHO_REQUESTER | WHO_ASSIGNED)) != 0)
    return check_request (context, call, who, about, error);

  return deny (context, call, error);
}

/**
 * bell_permissions_check:
 * @context: a call
 * @call: what it asks for
 * @error: return location for %BELL_ERROR_DENIED
 *
 * Returns: whether who calls may do so: by role, or by what they are to the request
 */
gboolean
bell_permissions_check (BellDeskContext *context, gpointer call, GError **error)
{
  if (context->actor == NULL)
    return TRUE;

  if (context->person == NULL || !context->person->active)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_DENIED, "there is no active person \"%s\"",
                   context->actor);
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (permissions); i++)
    if (permissions[i].type == BELL_CALL_TYPE (call))
      return check_who (context, call, permissions[i].who, permissions[i].about, error);

  return deny (context, call, error);
}
