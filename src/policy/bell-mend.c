/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-mend-private.h"

/* What the kinds change. In the words # is the subject and @ the value. */
static const struct
{
  const BellShape *shape;
  const char      *field;
  const char      *value; /* NULL: null, or the mend says it */
  const char      *text;
} kinds[] = {
  [BELL_MEND_LIVE_CHAT]
  = { &bell_settings_shape, "live_chat", "true", "switch live chat on for the whole desk" },
  [BELL_MEND_REOPEN] = { &bell_request_shape, "phase", "open", "reopen the request" },
  [BELL_MEND_RESUME] = { &bell_request_shape, "phase", "open", "resume the request" },
  [BELL_MEND_ACTUAL_SERVICE]
  = { &bell_request_shape, "actual_service", NULL, "make \"@\" the actual service of the request" },
  [BELL_MEND_SERVICE_ACTIVE]
  = { &bell_service_shape, "active", "true", "make service \"#\" active" },
  [BELL_MEND_DEFAULT_SERVICE] = { &bell_offering_shape, "default_service", NULL,
                                  "make \"@\" the default service of offering \"#\"" },
  [BELL_MEND_OFFERING_AGREEMENT]
  = { &bell_offering_shape, "agreement", NULL, "relate agreement \"@\" to offering \"#\"" },
  [BELL_MEND_RULE_ON] = { &bell_rule_shape, "active", "true", "make rule \"#\" active" },
  [BELL_MEND_RULE_OFF] = { &bell_rule_shape, "active", "false", "make rule \"#\" inactive" },
  [BELL_MEND_STATUS] = { &bell_agreement_shape, "status", "active", "make agreement \"#\" active" },
  [BELL_MEND_VALID_FROM] = { &bell_agreement_shape, "valid_from", NULL,
                             "remove the date from which agreement \"#\" is valid" },
  [BELL_MEND_VALID_UNTIL] = { &bell_agreement_shape, "valid_until", NULL,
                              "remove the date until which agreement \"#\" is valid" },
  [BELL_MEND_CHAT] = { &bell_agreement_shape, "chat", "true", "switch chat on in agreement \"#\"" },
  [BELL_MEND_KIND] = { &bell_agreement_shape, "kind", NULL,
                       "make agreement \"#\" one for requests of the kind \"@\"" },
  [BELL_MEND_ONLY_IN_HOURS] = { &bell_agreement_shape, "only_in_hours", "false",
                                "allow chat outside the working hours of agreement \"#\"" },
  [BELL_MEND_SERVICES]
  = { &bell_agreement_shape, "services", NULL, "add service \"@\" to agreement \"#\"" },
};

/**
 * bell_mend_compare:
 * @a: a change
 * @b: another one
 *
 * Returns: their order, by type, id, field and value; zero only if they are the same
 */
int
bell_mend_compare (const BellMend *a, const BellMend *b)
{
  int order = g_strcmp0 (kinds[a->kind].shape->name, kinds[b->kind].shape->name);

  if (order == 0)
    order = g_strcmp0 (a->subject, b->subject);
  if (order == 0)
    order = (int) a->kind - (int) b->kind;

  return order != 0 ? order : g_strcmp0 (a->value, b->value);
}

/**
 * bell_mend_relates:
 * @mend: a change
 *
 * Returns: whether it relates an agreement to the request that had nothing to do with it before
 */
gboolean
bell_mend_relates (const BellMend *mend)
{
  return mend->kind == BELL_MEND_OFFERING_AGREEMENT || mend->kind == BELL_MEND_SERVICES
         || mend->kind == BELL_MEND_RULE_ON;
}

static void
set_value (const BellField *field, BellRecord *record, const char *value)
{
  gpointer slot = G_STRUCT_MEMBER_P (record, field->offset);

  if (field->kind == BELL_FIELD_BOOL)
    {
      *(gboolean *) slot = g_str_equal (value, "true");
    }
  else if (field->kind == BELL_FIELD_REFS)
    {
      g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

      g_strv_builder_addv (ids, *(const char ***) slot);
      g_strv_builder_add (ids, value);
      g_strfreev (*(char ***) slot);
      *(char ***) slot = g_strv_builder_end (ids);
    }
  else
    {
      bell_field_set_text (field, record, value);
    }
}

static BellEdit *
edit_new (const BellMend *mend, const BellField *field, const BellRecord *record)
{
  BellEdit *edit = bell_record_new (&bell_edit_shape);
  g_autoptr (JsonNode) value = bell_field_to_json (field, record);
  g_autoptr (GString) text = g_string_new (kinds[mend->kind].text);

  if (mend->value != NULL)
    g_string_replace (text, "@", mend->value, 1);
  if (mend->subject != NULL)
    g_string_replace (text, "#", mend->subject, 1);
  g_set_str (&edit->type, record->shape->name);
  if (mend->subject != NULL && mend->subject[0] != '\0')
    edit->subject = g_strdup (mend->subject);
  g_set_str (&edit->field, field->name);
  if (!JSON_NODE_HOLDS_NULL (value))
    edit->value = g_steal_pointer (&value);
  g_set_str (&edit->text, text->str);

  return edit;
}

static const BellRecord *
subject_of (const BellMend *mend, const BellMended *mended)
{
  const BellShape *shape = kinds[mend->kind].shape;

  if (shape == &bell_request_shape)
    return &mended->request->record;
  if (shape == &bell_settings_shape)
    return &bell_document_get_settings (mended->policy->document)->record;

  return bell_document_get (mended->policy->document, shape, mend->subject);
}

/**
 * bell_mend_apply:
 * @mend: a change
 * @mended: (inout): what it changes, after the changes before it
 *
 * Returns: (transfer full): the change as somebody may be told it
 */
BellEdit *
bell_mend_apply (const BellMend *mend, BellMended *mended)
{
  const BellShape *shape = kinds[mend->kind].shape;
  const BellField *field = bell_shape_find_field (shape, kinds[mend->kind].field);
  g_autoptr (BellRecord) record = bell_record_copy (subject_of (mend, mended));
  const char *value = kinds[mend->kind].value;
  BellEdit   *edit;

  set_value (field, record, value != NULL ? value : mend->value);
  edit = edit_new (mend, field, record);
  if (shape == &bell_request_shape)
    {
      bell_record_unref (mended->request);
      mended->request = (BellRequest *) g_steal_pointer (&record);
    }
  else
    {
      BellPolicy *changed = bell_policy_with (mended->policy, record);

      bell_policy_unref (mended->policy);
      mended->policy = changed;
    }

  return edit;
}
