/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-finding-text.h"
#include "bell-json.h"

/* What mends a finding, where there is one way alone. */

static BellAdminFix *
new_fix (gconstpointer record, JsonObject *fields)
{
  const BellRecord *self = record;
  BellAdminFix     *fix = g_new0 (BellAdminFix, 1);
  g_autoptr (JsonNode) node = bell_json_object_node (fields);

  fix->shape = self->shape;
  fix->id = g_strdup (self->id);
  fix->fields = bell_json_text (node, FALSE);

  return fix;
}

static BellAdminFix *
set_active (gconstpointer record)
{
  JsonObject *fields = json_object_new ();

  json_object_set_boolean_member (fields, "active", TRUE);

  return new_fix (record, fields);
}

/* One that is over is another matter: somebody has to say until when it holds instead. */
static BellAdminFix *
put_in_force (const BellAgreement *agreement)
{
  JsonObject *fields;

  if (agreement->status == BELL_STATUS_ACTIVE)
    return NULL;

  fields = json_object_new ();
  json_object_set_string_member (fields, "status",
                                 bell_enum_nick (&bell_status_type, BELL_STATUS_ACTIVE));

  return new_fix (agreement, fields);
}

static BellAdminFix *
add_member (const BellGroup *group, const char *person)
{
  JsonObject *fields = json_object_new ();
  JsonArray  *members = json_array_new ();

  for (char **member = group->members; *member != NULL; member++)
    json_array_add_string_element (members, *member);
  json_array_add_string_element (members, person);
  json_object_set_array_member (fields, "members", members);

  return new_fix (group, fields);
}

static void
end_at_midnight (JsonNode *hours)
{
  g_autoptr (GList) days = json_object_get_values (json_node_get_object (hours));

  for (GList *day = days; day != NULL; day = day->next)
    {
      JsonArray *spans = json_node_get_array (day->data);

      for (guint i = 0; i < json_array_get_length (spans); i++)
        {
          JsonArray  *span = json_array_get_array_element (spans, i);
          const char *from = json_array_get_string_element (span, 0);
          JsonArray  *whole;

          if (!g_str_equal (json_array_get_string_element (span, 1), "23:59"))
            continue;
          whole = json_array_new ();
          json_array_add_string_element (whole, from);
          json_array_add_string_element (whole, "24:00");
          json_node_set_array (json_array_get_element (spans, i), whole);
          json_array_unref (whole);
        }
    }
}

static BellAdminFix *
close_at_midnight (const BellCalendar *calendar)
{
  const BellField *field = bell_shape_find_field (&bell_calendar_shape, "hours");
  JsonNode        *hours = bell_field_to_json (field, calendar);
  JsonObject      *fields = json_object_new ();

  end_at_midnight (hours);
  json_object_set_member (fields, field->name, hours);

  return new_fix (calendar, fields);
}

static BellAdminFix *
fix_of (BellDocument *directory, const BellFinding *finding, gconstpointer record)
{
  const BellAgreement *agreement;
  const BellGroup     *group;
  const BellService   *service;

  switch ((int) finding->code)
    {
    case BELL_FINDING_RULE_INACTIVE:
      return set_active (record);
    case BELL_FINDING_DEFAULT_SERVICE_INACTIVE:
      service = bell_document_service (directory, ((const BellOffering *) record)->default_service);
      return service != NULL ? set_active (service) : NULL;
    case BELL_FINDING_RELATED_AGREEMENT_UNUSABLE:
      agreement = bell_document_agreement (directory, finding->other);
      return agreement != NULL ? put_in_force (agreement) : NULL;
    case BELL_FINDING_SHIFT_ROTATION_OUTSIDE_GROUP:
      group = bell_document_group (directory, ((const BellShift *) record)->group);
      return group != NULL && finding->other != NULL ? add_member (group, finding->other) : NULL;
    case BELL_FINDING_CALENDAR_ENDS_2359:
      return close_at_midnight (record);
    default:
      return NULL;
    }
}

/**
 * bell_admin_finding_fix:
 * @session: a desk that is open
 * @finding: what was found on it
 *
 * Returns: (transfer full) (nullable): the edit that mends it, if one can be named
 */
BellAdminFix *
bell_admin_finding_fix (BellSession *session, const BellFinding *finding)
{
  BellDocument    *directory = bell_session_get_directory (session);
  const BellShape *shape = bell_shape_by_name (finding->type);
  BellRecord      *record = NULL;

  if (directory != NULL && shape != NULL && shape->collection != NULL)
    record = bell_document_get (directory, shape, finding->subject);

  return record != NULL ? fix_of (directory, finding, record) : NULL;
}

/**
 * bell_admin_fix_free:
 * @fix: (transfer full): an edit
 *
 * Frees it.
 */
void
bell_admin_fix_free (BellAdminFix *fix)
{
  g_free (fix->id);
  g_free (fix->fields);
  g_free (fix);
}
