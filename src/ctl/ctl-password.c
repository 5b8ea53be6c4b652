/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-password.h"

#include "bell-password.h"
#include "ctl-options.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A new password shorter than this is taken, but not in silence (NIST SP 800-63B, 5.1.1). */
#define SHORT_PASSWORD 8

static char *
read_line (FILE *file)
{
  char buffer[BELL_PASSWORD_MAX + 2];

  if (fgets (buffer, sizeof buffer, file) == NULL)
    return NULL;
  buffer[strcspn (buffer, "\r\n")] = '\0';

  return g_strdup (buffer);
}

static char *
ask_once (const char *question)
{
  char *answer;

  g_printerr ("%s: ", question);
  answer = read_line (stdin);
  g_printerr ("\n");

  return answer;
}

/* Asks on the terminal, which does not show what is typed; so a new password is asked for twice. */
static char *
ask_password (const char *person, gboolean is_new)
{
  g_autofree char *first = g_strdup_printf (_ ("Password for %s"), person);
  g_autofree char *second = g_strdup_printf (_ ("Once more for %s"), person);
  struct termios   before, quiet;
  g_autofree char *password = NULL;
  g_autofree char *again = NULL;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return read_line (stdin);

  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  /* What is typed as soon as it is asked for is neither shown nor lost. */
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
  password = ask_once (first);
  again = is_new ? ask_once (second) : g_strdup (password);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  if (g_strcmp0 (password, again) == 0)
    return g_steal_pointer (&password);

  g_printerr ("deskbellctl: %s\n", _ ("these are two passwords"));

  return NULL;
}

static char *
read_password_file (Ctl *ctl, CtlStatus *status)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (ctl_options.password_file, &text, NULL, &error))
    {
      *status = ctl_usage ("%s: %s", ctl->command, error->message);
      return NULL;
    }
  text[strcspn (text, "\r\n")] = '\0';

  return text;
}

static char *
find_password (Ctl *ctl, const char *person, gboolean is_new, CtlStatus *status)
{
  g_autofree char *password = NULL;

  *status = CTL_BAD_INPUT;
  if (ctl_options.password_file != NULL)
    password = read_password_file (ctl, status);
  else if (g_getenv ("DESKBELL_PASSWORD") != NULL)
    password = g_strdup (g_getenv ("DESKBELL_PASSWORD"));
  else
    password = ask_password (person, is_new);

  if (password == NULL && ctl_options.password_file != NULL)
    return NULL;

  if (password == NULL || password[0] == '\0' || strlen (password) > BELL_PASSWORD_MAX
      || !g_utf8_validate (password, -1, NULL))
    {
      *status
          = ctl_usage (_ ("%s: expected a password of 1 to %d bytes of UTF-8, from the terminal, "
                          "--password-file or DESKBELL_PASSWORD"),
                       ctl->command, BELL_PASSWORD_MAX);
      return NULL;
    }

  return g_steal_pointer (&password);
}

/**
 * ctl_find_password:
 * @ctl: this run
 * @person: whose password it is
 * @status: (out): the exit status, if there is none
 *
 * Takes a password from where the command line says, from the environment, or from the terminal.
 *
 * Returns: (transfer full) (nullable): the password, or %NULL after saying what is wrong with it
 */
char *
ctl_find_password (Ctl *ctl, const char *person, CtlStatus *status)
{
  return find_password (ctl, person, FALSE, status);
}

/**
 * ctl_new_password_hash:
 * @ctl: this run
 * @person: whose password it shall be
 * @status: (out): the exit status, if there is none
 *
 * Takes a new password from the same places, and makes of it what the desk keeps.
 *
 * Returns: (transfer full) (nullable): its hash, or %NULL after saying what is wrong
 */
char *
ctl_new_password_hash (Ctl *ctl, const char *person, CtlStatus *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *password = find_password (ctl, person, TRUE, status);
  char            *hash;

  if (password == NULL)
    return NULL;

  if (g_utf8_strlen (password, -1) < SHORT_PASSWORD)
    g_printerr ("deskbellctl: the password is short; %d characters are hard to guess\n",
                SHORT_PASSWORD);

  bell_password_hash_async (password, ctl_keep_result, &result);
  ctl_wait (ctl_has_result, &result);
  hash = bell_password_hash_finish (result, &error);
  if (hash == NULL)
    *status = ctl_fail (ctl, ctl->command, error);

  return hash;
}
