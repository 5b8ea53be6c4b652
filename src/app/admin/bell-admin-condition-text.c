/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-condition-text.h"

#include "bell-admin-text.h"

#include <glib/gi18n.h>

/* Conditions in words. */

/* What nobody has said yet. */
#define MISSING "…"

const BellAdminComparison bell_admin_comparisons[] = {
  { "is", BELL_CONDITION_IS, TRUE, N_ ("is"), NC_ ("condition", "%s is %s") },
  { "is_not", BELL_CONDITION_IS_NOT, TRUE, N_ ("is not"), NC_ ("condition", "%s is not %s") },
  { "in", BELL_CONDITION_IN, TRUE, N_ ("is one of"), NC_ ("condition", "%s is one of %s") },
  { "contains", BELL_CONDITION_CONTAINS, TRUE, N_ ("contains"),
    NC_ ("condition", "%s contains %s") },
  { "is_set", BELL_CONDITION_IS_SET, TRUE, N_ ("is set"), NC_ ("condition", "%s is set") },
  { "is_not_set", BELL_CONDITION_IS_SET, FALSE, N_ ("is not set"),
    NC_ ("condition", "%s is not set") },
  { NULL, BELL_CONDITION_IS, FALSE, NULL, NULL },
};

/* By their names in the desk document. */
static const struct
{
  const char *name;
  const char *label;
} fields[] = {
  { "id", NC_ ("field", "Request’s Identifier") },
  { "title", NC_ ("field", "Title") },
  { "description", NC_ ("field", "Description") },
  { "kind", NC_ ("field", "Kind") },
  { "offering", NC_ ("field", "Offering") },
  { "actual_service", NC_ ("field", "Actual Service") },
  { "requested_by", NC_ ("field", "Requested By") },
  { "priority", NC_ ("field", "Priority") },
  { "phase", NC_ ("field", "Phase") },
  { "owner", NC_ ("field", "Owner") },
  { "expert_assignee", NC_ ("field", "Expert Assignee") },
  { "assigned_group", NC_ ("field", "Assigned Group") },
  { "requested_by.id", NC_ ("field", "Requester’s Identifier") },
  { "requested_by.department", NC_ ("field", "Requester’s Department") },
  { "requested_by.location", NC_ ("field", "Requester’s Location") },
  { "requested_by.email", NC_ ("field", "Requester’s E-mail") },
  { "offering.id", NC_ ("field", "Offering’s Identifier") },
  { "offering.kind", NC_ ("field", "Offering’s Kind") },
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
      return g_dpgettext2 (NULL, "field", fields[i].label);

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

/* Puts what came before and what comes next into one text; both are taken. */
static char *
join (const char *format, char *before, char *next)
{
  g_autofree char *first = before;
  g_autofree char *second = next;

  if (first == NULL)
    return g_steal_pointer (&second);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, first, second);
#pragma GCC diagnostic pop
}

static char *
wrap (const char *format, char *text)
{
  g_autofree char *taken = text;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, taken);
#pragma GCC diagnostic pop
}

static char *
values_text (BellSession *session, const BellConditionDraft *test)
{
  char *text = NULL;

  for (guint i = 0; i < test->values->len; i++)
    {
      g_autofree char *value = bell_admin_condition_value (session, test, test->values->pdata[i]);
      gboolean         is_said = test->values->pdata[i] != NULL;

      text = join (
          /* Translators: values, of which a field may have any, or conditions of which any may
           * hold */
          C_ ("condition", "%s or %s"), text,
          /* Translators: a value in a condition */
          is_said ? g_strdup_printf (C_ ("condition", "“%s”"), value) : g_strdup (value));
    }

  return text != NULL ? text : g_strdup (MISSING);
}

static char *
test_text (BellSession *session, const BellConditionDraft *test)
{
  BellCondition    looked_at = { .subject = test->subject, .field = test->field };
  g_autofree char *name = test->field != NULL ? bell_condition_field_name (&looked_at) : NULL;
  g_autofree char *values = values_text (session, test);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (
      g_dpgettext2 (NULL, "condition", bell_admin_condition_comparison (test)->sentence),
      name != NULL ? bell_admin_condition_field (name) : MISSING, values);
#pragma GCC diagnostic pop
}

/* One thing alone needs no brackets. */
static gboolean
needs_brackets (const BellConditionDraft *draft)
{
  return draft->parent != NULL
         && (draft->parent->op == BELL_CONDITION_NOT
             || (bell_condition_draft_is_group (draft) && draft->children->len > 1));
}

static char *
text_of (BellSession *session, const BellConditionDraft *draft)
{
  g_autofree char *text = NULL;

  if (!bell_condition_draft_is_group (draft))
    text = test_text (session, draft);
  else if (draft->children->len == 0)
    text = g_strdup (MISSING);
  else
    for (guint i = 0; i < draft->children->len; i++)
      text = join (draft->op == BELL_CONDITION_ANY ? C_ ("condition", "%s or %s")
                                                   : C_ ("condition", "%s and %s"),
                   g_steal_pointer (&text), text_of (session, draft->children->pdata[i]));
  if (draft->op == BELL_CONDITION_NOT)
    /* Translators: what must not be so, in brackets if it is known */
    text = wrap (C_ ("condition", "not %s"), g_steal_pointer (&text));

  return needs_brackets (draft) ? wrap (C_ ("condition", "(%s)"), g_steal_pointer (&text))
                                : g_steal_pointer (&text);
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
  if (draft->parent == NULL && bell_condition_draft_is_group (draft) && draft->children->len == 0
      && draft->op != BELL_CONDITION_NOT)
    return g_strdup (draft->op == BELL_CONDITION_ANY ? _ ("Never") : _ ("Always"));

  return text_of (session, draft);
}
