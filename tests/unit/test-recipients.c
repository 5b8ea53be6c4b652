/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy.h"
#include "desk-data.h"

#define R1001 "\"owner\": null, \"expert_assignee\": null, \"assigned_group\": null"

/* Changes to the desk in tests/data, and who is told of a chat on r-1001 on a Monday morning. */
static const struct
{
  const char *name;
  const char *changes;
  const char *now;
  const char *expected;
} cases[] = {
  { "nobody", "", "2026-01-05T10:00:00+01:00", "" },
  { "each-once-under-the-first-part",
    R1001 " => \"owner\": \"ann\", \"expert_assignee\": \"cyd\", \"assigned_group\": \"messaging\"",
    "2026-01-05T10:00:00+01:00", "ann:owner cyd:expert_assignee bob:group_dispatcher" },
  { "on-call",
    R1001 " => \"assigned_group\": \"messaging\"\n"
          "\"owner\": \"ann\", \"expert_assignee\": \"cyd\" => \"owner\": null\n"
          "\"owner\": \"ann\", \"dispatcher\": \"bob\" => \"owner\": null, \"dispatcher\": null",
    "2026-01-12T10:00:00+01:00", "bob:on_call_primary cyd:on_call_backup_1 ann:on_call_backup_2" },
  { "outside-shifts",
    R1001 " => \"assigned_group\": \"messaging\"\n"
          "\"owner\": \"ann\", \"expert_assignee\": \"cyd\" => \"owner\": null",
    "2026-01-10T10:00:00+01:00", "ann:group_owner bob:group_dispatcher" },
  { "not-the-one-who-asks",
    R1001 " => \"owner\": \"zoe\", \"expert_assignee\": \"cyd\", \"assigned_group\": null",
    "2026-01-05T10:00:00+01:00", "cyd:expert_assignee" },
  { "not-the-inactive",
    R1001 " => \"owner\": \"ann\", \"expert_assignee\": \"cyd\", \"assigned_group\": null\n"
          "\"active\": true => \"active\": false",
    "2026-01-05T10:00:00+01:00", "cyd:expert_assignee" },
  { "the-dispatcher-also-outside-shifts-but-no-plain-members",
    R1001 " => \"assigned_group\": \"messaging\", \"owner\": null, \"expert_assignee\": null\n"
          "\"owner\": \"ann\", \"dispatcher\": \"bob\" => \"owner\": null, \"dispatcher\": \"bob\"",
    "2026-01-10T10:00:00+01:00", "bob:group_dispatcher" },
};

static void
test_case (gconstpointer data)
{
  guint            i = GPOINTER_TO_UINT (data);
  g_autofree char *desk = desk_data_read ("desk.json");
  g_autofree char *json = desk_data_change (desk, cases[i].changes);
  g_autoptr (BellDocument) document = desk_data_load (json);
  g_autoptr (BellPolicy) policy = bell_policy_new (document);
  g_autoptr (GPtrArray) recipients = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  recipients = bell_policy_recipients (policy, bell_document_request (document, "r-1001"),
                                       desk_data_instant (cases[i].now));
  for (guint r = 0; r < recipients->len; r++)
    {
      BellRecipient *recipient = recipients->pdata[r];

      g_string_append_printf (text, "%s%s:%s", r > 0 ? " " : "", recipient->person,
                              bell_enum_nick (&bell_part_type, recipient->as));
    }
  g_assert_cmpstr (text->str, ==, cases[i].expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/recipients/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }

  return g_test_run ();
}
