/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"
#include "ctl-password.h"

static CtlStatus
show_nothing (Ctl *ctl, GPtrArray *records)
{
  return CTL_DONE;
}

static CtlStatus
run_set_password (Ctl *ctl, char **arguments)
{
  BellPasswordSet *call = bell_call_new (&bell_call_password_set);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (!ctl_set_text (call, "person", arguments[0], &status))
    return status;

  g_free (call->hash);
  call->hash = ctl_new_password_hash (ctl, arguments[0], &status);
  if (call->hash == NULL)
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_nothing);
}

const CtlCommand ctl_command_user_set_password = {
  .name = "user set-password",
  .arguments = "PERSON",
  .summary = N_ ("Set the password that a person signs in with"),
  .description = N_ ("The password is the first line of --password-file, else the content of "
                     "DESKBELL_PASSWORD; else it is asked for twice on the terminal, which does "
                     "not show it. Nothing is printed."),
  .n_min = 1,
  .n_max = 1,
  .run = run_set_password,
  .is_only_here = TRUE,
};

static void
print_person (const BellPerson *person)
{
  g_autoptr (GString) roles = g_string_new (NULL);

  for (guint i = 0; i < bell_role_type.n_nicks; i++)
    if ((person->roles & (1u << i)) != 0)
      g_string_append_printf (roles, "%s%s", roles->len > 0 ? ", " : "", bell_role_type.nicks[i]);

  g_print ("%-14s  %-28s  %-28s  %s%s\n", person->record.id, person->name,
           person->email != NULL ? person->email : "-", roles->str,
           person->active ? "" : _ (" (not active)"));
}

static CtlStatus
show_people (Ctl *ctl, GPtrArray *records)
{
  if (ctl->json)
    ctl_print_list_json (records, &bell_person_shape);
  else
    for (guint i = 0; i < records->len; i++)
      print_person (records->pdata[i]);

  return records->len > 0 ? CTL_DONE : CTL_NO;
}

static CtlStatus
run_list (Ctl *ctl, char **arguments)
{
  BellDeskRecords *call = bell_call_new (&bell_call_desk_records);

  g_set_str (&call->collection, bell_person_shape.collection);

  return ctl_run (ctl, 0, call, show_people);
}

const CtlCommand ctl_command_user_list = {
  .name = "user list",
  .arguments = "",
  .summary = N_ ("List the people of the desk"),
  .description = N_ ("Each line begins with the id of the person, and ends with the roles; with "
                     "--json the answer is a list of people. The exit status is 1 if there is "
                     "nobody."),
  .run = run_list,
};

static char    *name;
static char    *email;
static char   **roles;
static gboolean set_password;

static const GOptionEntry add_options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("What they are called"), "TEXT" },
  { "email", 0, 0, G_OPTION_ARG_STRING, &email, N_ ("Their e-mail address"), "TEXT" },
  { "role", 0, 0, G_OPTION_ARG_STRING_ARRAY, &roles, N_ ("What they are, once or several times"),
    "ROLE" },
  { "set-password", 0, 0, G_OPTION_ARG_NONE, &set_password,
    N_ ("Set the password that they sign in with"), NULL },
  { NULL },
};

/* The new person as a desk document of their own. */
static JsonNode *
person_document (const char *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, "deskbell/1");
  json_builder_set_member_name (builder, "people");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  if (email != NULL)
    {
      json_builder_set_member_name (builder, "email");
      json_builder_add_string_value (builder, email);
    }
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_array (builder);
  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    json_builder_add_string_value (builder, roles[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

static gboolean
check_words (const char *id, CtlStatus *status)
{
  g_autoptr (BellRecord) person = bell_record_new (&bell_person_shape);

  if (name == NULL)
    {
      *status = ctl_usage (_ ("user add: --name is needed"));
      return FALSE;
    }

  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    if (bell_enum_from_nick (&bell_role_type, roles[i]) < 0)
      {
        g_autofree char *expected = bell_enum_list (&bell_role_type);

        *status = ctl_usage (_ ("role: expected %s, found \"%s\""), expected, roles[i]);
        return FALSE;
      }

  return ctl_set_text (person, "id", id, status) && ctl_set_text (person, "name", name, status)
         && ctl_set_text (person, "email", email, status);
}

/* Somebody who is there already is not changed by accident. */
static gboolean
check_new (Ctl *ctl, const char *id, GError **error)
{
  BellDeskRecord *call = bell_call_new (&bell_call_desk_record);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_set_str (&call->collection, bell_person_shape.collection);
  g_set_str (&call->subject, id);
  found = ctl_call (ctl, call, &problem);
  if (g_error_matches (problem, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    return TRUE;

  if (found == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, _ ("there is a person \"%s\" already"),
                 id);

  return FALSE;
}

static gboolean
add_person (Ctl *ctl, const char *id, const char *hash, GError **error)
{
  BellDeskImport *import = bell_call_new (&bell_call_desk_import);
  g_autoptr (GPtrArray) imported = NULL;
  g_autoptr (GPtrArray) set = NULL;
  BellPasswordSet *password;

  import->document = person_document (id);
  imported = ctl_call (ctl, import, error);
  if (imported == NULL || hash == NULL)
    return imported != NULL;

  password = bell_call_new (&bell_call_password_set);
  g_set_str (&password->person, id);
  g_set_str (&password->hash, hash);
  set = ctl_call (ctl, password, error);

  return set != NULL;
}

static CtlStatus
run_add (Ctl *ctl, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;
  CtlStatus        status;

  if (!check_words (arguments[0], &status) || !ctl_open (ctl, BELL_STORE_CREATE, &status))
    return status;

  /* Nobody types a password in vain, and nothing is changed without one. */
  if (!check_new (ctl, arguments[0], &error))
    return ctl_fail (ctl, ctl->command, error);

  if (set_password)
    {
      hash = ctl_new_password_hash (ctl, arguments[0], &status);
      if (hash == NULL)
        return status;
    }

  return add_person (ctl, arguments[0], hash, &error) ? CTL_DONE
                                                      : ctl_fail (ctl, ctl->command, error);
}

const CtlCommand ctl_command_user_add = {
  .name = "user add",
  .arguments = "ID",
  .summary = N_ ("Add a person"),
  .description
  = N_ ("Needs --name. The desk is made if it is not there yet: this is how it gets its "
        "first administrator. With --set-password they can sign in; "
        "the password comes from where user set-password takes it. Nothing is printed. "
        "The exit status is 1 if somebody has this id already."),
  .n_min = 1,
  .n_max = 1,
  .run = run_add,
  .is_only_here = TRUE,
  .options = add_options,
};
