/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

#include "bell-password.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A password shorter than this is taken, but not in silence (NIST SP 800-63B, 5.1.1). */
#define SHORT_PASSWORD 8

static char *password_file;

static const GOptionEntry password_options[] = {
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
    "A file whose first line is the password", "FILE" },
  { NULL },
};

static char *
read_line (FILE *file)
{
  char buffer[BELL_PASSWORD_MAX + 2];

  if (fgets (buffer, sizeof buffer, file) == NULL)
    return NULL;
  buffer[strcspn (buffer, "\r\n")] = '\0';

  return g_strdup (buffer);
}

/* Asks on the terminal, which does not show what is typed. */
static char *
ask_password (const char *person)
{
  struct termios before, quiet;
  char          *password;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return read_line (stdin);

  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr ("Password for %s: ", person);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
  password = read_line (stdin);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");

  return password;
}

static char *
read_password_file (CtlStatus *status)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (password_file, &text, NULL, &error))
    {
      *status = ctl_usage ("user set-password: %s", error->message);
      return NULL;
    }
  text[strcspn (text, "\r\n")] = '\0';

  return text;
}

static char *
find_password (const char *person, CtlStatus *status)
{
  g_autofree char *password = NULL;

  *status = CTL_BAD_INPUT;
  if (password_file != NULL)
    password = read_password_file (status);
  else if (g_getenv ("DESKBELL_PASSWORD") != NULL)
    password = g_strdup (g_getenv ("DESKBELL_PASSWORD"));
  else
    password = ask_password (person);

  if (password == NULL && password_file != NULL)
    return NULL;

  if (password == NULL || password[0] == '\0' || strlen (password) > BELL_PASSWORD_MAX
      || !g_utf8_validate (password, -1, NULL))
    {
      *status = ctl_usage ("user set-password: expected a password of 1 to %d bytes of UTF-8, from "
                           "the terminal, --password-file or DESKBELL_PASSWORD",
                           BELL_PASSWORD_MAX);
      return NULL;
    }

  if (g_utf8_strlen (password, -1) < SHORT_PASSWORD)
    g_printerr ("deskbellctl: the password is short; %d characters are hard to guess\n",
                SHORT_PASSWORD);

  return g_steal_pointer (&password);
}

static void
keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

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
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;
  CtlStatus        status;

  if (!ctl_set_text (call, "person", arguments[0], &status))
    return status;

  password = find_password (arguments[0], &status);
  if (password == NULL)
    return status;

  bell_password_hash_async (password, keep_result, &result);
  ctl_wait (has_result, &result);
  g_free (call->hash);
  call->hash = bell_password_hash_finish (result, &error);
  if (call->hash == NULL)
    return ctl_fail (ctl, ctl->command, error);

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_nothing);
}

const CtlCommand ctl_command_user_set_password = {
  .name = "user set-password",
  .arguments = "PERSON",
  .summary = "Set the password that a person signs in with",
  .description = "The password is the first line of --password-file, else the content of "
                 "DESKBELL_PASSWORD; else it is asked for on the terminal, which does not "
                 "show it. Nothing is printed.",
  .n_min = 1,
  .n_max = 1,
  .run = run_set_password,
  .options = password_options,
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
           person->active ? "" : " (not active)");
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
  .summary = "List the people of the desk",
  .description = "Each line begins with the id of the person, and ends with the roles; with "
                 "--json the answer is a list of people. The exit status is 1 if there is "
                 "nobody.",
  .run = run_list,
};
