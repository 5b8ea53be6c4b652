/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-enum.h"

#define ENUM_TYPE(symbol, name_, ...)                                                              \
  static const char *const symbol##_nicks[] = { __VA_ARGS__ };                                     \
  const BellEnumType       bell_##symbol##_type = {                                                \
          .name = name_,                                                                           \
          .nicks = symbol##_nicks,                                                                 \
          .n_nicks = G_N_ELEMENTS (symbol##_nicks),                                                \
  }

ENUM_TYPE (kind, "kind", "service", "support");
ENUM_TYPE (status, "status", "draft", "active", "retired");
ENUM_TYPE (priority, "priority", "critical", "high", "medium", "low");
ENUM_TYPE (phase, "phase", "open", "suspended", "resolved", "closed");
ENUM_TYPE (request_order,
           "order",
           "created",
           "number",
           "title",
           "person",
           "priority",
           "phase",
           "service",
           "owner",
           "group");
ENUM_TYPE (role, "role", "user", "agent", "chat_admin", "admin");
ENUM_TYPE (target_kind, "target kind", "chat_response", "initial_review", "resolution");
ENUM_TYPE (scope, "scope", "before", "record", "after");
ENUM_TYPE (weekday, "weekday", "mon", "tue", "wed", "thu", "fri", "sat", "sun");
ENUM_TYPE (chat_status, "chat status", "pending", "active", "ended", "abandoned");
ENUM_TYPE (side, "side", "user", "agent", "system");
ENUM_TYPE (path, "path", "rule", "offering", "service");
ENUM_TYPE (part,
           "part",
           "owner",
           "expert_assignee",
           "group_owner",
           "group_dispatcher",
           "on_call_primary",
           "on_call_backup_1",
           "on_call_backup_2");
ENUM_TYPE (code,
           "code",
           "ok",
           "live_chat_off",
           "request_closed",
           "rule_inactive",
           "condition_false",
           "overridden",
           "service_not_listed",
           "agreement_draft",
           "agreement_retired",
           "not_yet_valid",
           "no_longer_valid",
           "chat_off",
           "kind_differs",
           "out_of_hours",
           "no_actual_service",
           "service_inactive",
           "no_offering",
           "not_default_service");
ENUM_TYPE (step_kind, "step", "desk", "request", "rule", "offering", "service");
ENUM_TYPE (change_kind,
           "kind of change",
           "created",
           "updated",
           "deleted",
           "asked",
           "answered",
           "ended",
           "abandoned",
           "looked",
           "person_away",
           "person_back",
           "login_opened",
           "warned",
           "breached");
ENUM_TYPE (clock_state, "clock state", "running", "suspended", "achieved", "breached", "cancelled");
ENUM_TYPE (audience, "audience", "agents", "admins", "person");

/**
 * bell_enum_from_nick:
 * @type: an enumeration
 * @nick: (nullable): a word
 *
 * Returns: the value that @nick names, or -1 if it names none
 */
int
bell_enum_from_nick (const BellEnumType *type, const char *nick)
{
  for (guint i = 0; i < type->n_nicks; i++)
    if (g_strcmp0 (type->nicks[i], nick) == 0)
      return i;

  return -1;
}

/**
 * bell_enum_nick:
 * @type: an enumeration
 * @value: a value of it, or -1
 *
 * Returns: (nullable): the word for @value, or %NULL for -1
 */
const char *
bell_enum_nick (const BellEnumType *type, int value)
{
  if (value < 0)
    return NULL;

  g_return_val_if_fail ((guint) value < type->n_nicks, NULL);

  return type->nicks[value];
}

/**
 * bell_enum_list:
 * @type: an enumeration
 *
 * Returns: (transfer full): all its words as they stand in an error message: `"a", "b" or "c"`
 */
char *
bell_enum_list (const BellEnumType *type)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < type->n_nicks; i++)
    {
      if (i > 0)
        g_string_append (list, i + 1 == type->n_nicks ? " or " : ", ");
      g_string_append_printf (list, "\"%s\"", type->nicks[i]);
    }

  return g_string_free (list, FALSE);
}
