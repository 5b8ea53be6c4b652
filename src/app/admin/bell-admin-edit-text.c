/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-remedies.h"
#include "bell-admin-text.h"
#include "bell-json.h"

#include <glib/gi18n.h>

/* What one change is called: bell-mend.c has them all. In the words # is the subject and @ the
 * value. */
static const struct
{
  const BellShape *shape;
  const char      *field;
  const char      *text;
} texts[] = {
  { &bell_settings_shape, "live_chat", N_ ("Switch live chat on for the whole desk.") },
  { &bell_request_shape, "phase", N_ ("Open the request again.") },
  { &bell_request_shape, "actual_service", N_ ("Make “@” the service of the request.") },
  { &bell_service_shape, "active", N_ ("Make service “#” active.") },
  { &bell_offering_shape, "default_service", N_ ("Make “@” the default service of offering “#”.") },
  { &bell_offering_shape, "agreement", N_ ("Give offering “#” the agreement “@”.") },
  { &bell_agreement_shape, "status", N_ ("Make agreement “#” active.") },
  { &bell_agreement_shape, "valid_from",
    N_ ("Take away the day from which agreement “#” is valid.") },
  { &bell_agreement_shape, "valid_until",
    N_ ("Take away the day until which agreement “#” is valid.") },
  { &bell_agreement_shape, "chat", N_ ("Switch chat on in agreement “#”.") },
  { &bell_agreement_shape, "kind", N_ ("Make agreement “#” one for requests of the kind “@”.") },
  { &bell_agreement_shape, "only_in_hours",
    N_ ("Let agreement “#” give chat outside its working hours, too.") },
  { &bell_agreement_shape, "services", N_ ("Add service “@” to agreement “#”.") },
};

static const char *
text_of (const BellEdit *edit)
{
  if (g_str_equal (edit->type, bell_rule_shape.name) && g_str_equal (edit->field, "active"))
    return edit->value != NULL && json_node_get_boolean (edit->value)
               ? _ ("Make rule “#” active.")
               : _ ("Make rule “#” inactive.");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].shape->name, edit->type) && g_str_equal (texts[i].field, edit->field))
      return _ (texts[i].text);

  return NULL;
}

/* A word, the name of a record, or of the last one of several. */
static char *
value_text (BellSession *session, const BellField *field, JsonNode *value)
{
  const char *text = NULL;
  int         word;

  if (value != NULL && bell_json_holds (value, G_TYPE_STRING))
    text = json_node_get_string (value);
  else if (value != NULL && JSON_NODE_HOLDS_ARRAY (value)
           && json_array_get_length (json_node_get_array (value)) > 0)
    {
      JsonArray *list = json_node_get_array (value);

      text = json_array_get_string_element (list, json_array_get_length (list) - 1);
    }
  if (text == NULL)
    return g_strdup ("");
  if (field->kind == BELL_FIELD_ENUM && (word = bell_enum_from_nick (field->values, text)) >= 0)
    return g_strdup (bell_admin_text_word (field->values, (guint) word));
  if (field->shape != NULL)
    return g_strdup (bell_session_get_label (session, field->shape, text));

  return g_strdup (text);
}

/* Names may have any signs in them, so that they are not looked through. */
static char *
fill_in (const char *text, const char *subject, const char *value)
{
  GString *filled = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '#')
      g_string_append (filled, subject);
    else if (*p == '@')
      g_string_append (filled, value);
    else
      g_string_append_c (filled, *p);

  return g_string_free (filled, FALSE);
}

/**
 * bell_admin_edit_text:
 * @session: the desk, for names
 * @edit: a change that would help
 *
 * Returns: (transfer full): the change as a sentence
 */
char *
bell_admin_edit_text (BellSession *session, const BellEdit *edit)
{
  const BellShape *shape = bell_shape_by_name (edit->type);
  const BellField *field = shape != NULL ? bell_shape_find_field (shape, edit->field) : NULL;
  const char      *text = text_of (edit);
  g_autofree char *value = NULL;

  if (text == NULL || field == NULL)
    return g_strdup (edit->text);

  value = value_text (session, field, edit->value);

  /* The settings, and a request that is not made yet, have no name. */
  return fill_in (
      text, edit->subject != NULL ? bell_session_get_label (session, shape, edit->subject) : "",
      value);
}
