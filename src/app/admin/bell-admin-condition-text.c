/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-condition-text.h"

#include "bell-admin-text.h"

#include <glib/gi18n.h>

/* Conditions in words. */

/* What nobody has said yet. */
#define MISSING "…"

const BellAdminComparison bell_admin_comparisons[] = {
  { "is", BELL_CONDITION_IS, TRUE, N_ ("is") },
  { "is_not", BELL_CONDITION_IS_NOT, TRUE, N_ ("is not") },
  { "in", BELL_CONDITION_IN, TRUE, N_ ("is one of") },
  { "contains", BELL_CONDITION_CONTAINS, TRUE, N_ ("contains") },
  { "is_set", BELL_CONDITION_IS_SET, TRUE, N_ ("is set") },
  { "is_not_set", BELL_CONDITION_IS_SET, FALSE, N_ ("is not set") },
  { NULL, BELL_CONDITION_IS, FALSE, NULL },
};

/* By their names in the desk document. */
static const struct
{
  const char *name;
  const char *label;
} fields[] = {
  { "id", N_ ("Request’s Identifier") },
  { "title", N_ ("Title") },
  { "description", N_ ("Description") },
  { "kind", N_ ("Kind") },
  { "offering", N_ ("Offering") },
  { "actual_service", N_ ("Actual Service") },
  { "requested_by", N_ ("Requested By") },
  { "priority", N_ ("Priority") },
  { "phase", N_ ("Phase") },
  { "owner", N_ ("Owner") },
  { "expert_assignee", N_ ("Expert Assignee") },
  { "assigned_group", N_ ("Assigned Group") },
  { "requested_by.id", N_ ("Requester’s Identifier") },
  { "requested_by.department", N_ ("Requester’s Department") },
  { "requested_by.location", N_ ("Requester’s Location") },
  { "requested_by.email", N_ ("Requester’s E-mail") },
  { "offering.id", N_ ("Offering’s Identifier") },
  { "offering.kind", N_ ("Offering’s Kind") },
};

/**
 * bell_admin_condition_comparison:
 * @test: a test
 *
 * Returns: (transfer none): what it asks
 */
const BellAdminComparison *
bell_admin_condition_comparison (const BellConditionDraft *test)
{
  const BellAdminComparison *comparison = bell_admin_comparisons;

  while (comparison->op != test->op
         || (test->op == BELL_CONDITION_IS_SET && comparison->set != test->set))
    comparison++;

  return comparison;
}

/**
 * bell_admin_condition_field:
 * @name: what a test can look at, as a desk document names it
 *
 * Returns: what people call it
 */
const char *
bell_admin_condition_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return _ (fields[i].label);

  return name;
}

/**
 * bell_admin_condition_value:
 * @session: the desk, for names
 * @test: a test
 * @value: (nullable): something to compare with
 *
 * Returns: (transfer full): the value as people read it
 */
char *
bell_admin_condition_value (BellSession *session, const BellConditionDraft *test, const char *value)
{
  const BellShape *shape = bell_condition_draft_refers_to (test);

  if (value == NULL)
    return g_strdup (MISSING);
  if (bell_condition_draft_is_typed (test) || test->field == NULL)
    return g_strdup (value);
  if (shape != NULL)
    return g_strdup (bell_session_get_label (session, shape, value));

  return g_strdup (bell_admin_text_word (test->field->values,
                                         (guint) bell_enum_from_nick (test->field->values, value)));
}

static void
add_values (BellSession *session, const BellConditionDraft *test, GString *text)
{
  for (guint i = 0; i < test->values->len; i++)
    {
      g_autofree char *value = bell_admin_condition_value (session, test, test->values->pdata[i]);

      /* Translators: between values, of which a field may have any */
      g_string_append (text, i > 0 ? _ (" or ") : " ");
      g_string_append_printf (text, test->values->pdata[i] != NULL ? "“%s”" : "%s", value);
    }
  if (test->values->len == 0)
    g_string_append (text, " " MISSING);
}

static void
add_test (BellSession *session, const BellConditionDraft *test, GString *text)
{
  BellCondition    looked_at = { .subject = test->subject, .field = test->field };
  g_autofree char *name = test->field != NULL ? bell_condition_field_name (&looked_at) : NULL;

  g_string_append_printf (text, "%s %s", name != NULL ? bell_admin_condition_field (name) : MISSING,
                          _ (bell_admin_condition_comparison (test)->words));
  if (test->op != BELL_CONDITION_IS_SET)
    add_values (session, test, text);
}

/* One thing alone needs no brackets. */
static gboolean
needs_brackets (const BellConditionDraft *draft)
{
  return bell_condition_draft_is_group (draft) && draft->children->len > 1;
}

static void
add (BellSession *session, const BellConditionDraft *draft, GString *text)
{
  gboolean is_any = draft->op == BELL_CONDITION_ANY;

  if (!bell_condition_draft_is_group (draft))
    {
      add_test (session, draft, text);
      return;
    }

  if (draft->op == BELL_CONDITION_NOT)
    /* Translators: before something that must not be so */
    g_string_append (text, _ ("not "));
  if (draft->children->len == 0)
    g_string_append (text, MISSING);
  for (guint i = 0; i < draft->children->len; i++)
    {
      const BellConditionDraft *child = draft->children->pdata[i];
      gboolean                  brackets = needs_brackets (child);

      if (i > 0)
        g_string_append (text, is_any ? _ (" or ") : _ (" and "));
      g_string_append (text, brackets || draft->op == BELL_CONDITION_NOT ? "(" : "");
      add (session, child, text);
      g_string_append (text, brackets || draft->op == BELL_CONDITION_NOT ? ")" : "");
    }
}

/**
 * bell_admin_condition_text:
 * @session: the desk, for names
 * @draft: a condition, perhaps not complete
 *
 * Returns: (transfer full): the condition as a sentence
 */
char *
bell_admin_condition_text (BellSession *session, const BellConditionDraft *draft)
{
  GString *text;

  if (draft->parent == NULL && bell_condition_draft_is_group (draft) && draft->children->len == 0
      && draft->op != BELL_CONDITION_NOT)
    return g_strdup (draft->op == BELL_CONDITION_ANY ? _ ("Never") : _ ("Always"));

  text = g_string_new (NULL);
  add (session, draft, text);

  return g_string_free (text, FALSE);
}
