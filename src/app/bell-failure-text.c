/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-failure-text.h"

#include "bell-error.h"

#include <glib/gi18n.h>

/* For each trouble a sentence about a file, in typographic quotes, and what to do about it. */
static const char *const sentences[] = {
  [BELL_TROUBLE_MISSING]
  = N_ ("The desk “%s” is not there. If it is on a disk that can be removed, "
        "or on another computer, connect that first."),
  [BELL_TROUBLE_FOREIGN] = N_ ("“%s” is not a desk of Deskbell, and was left as it is. Put the "
                               "right file there, or choose another one."),
  [BELL_TROUBLE_DAMAGED] = N_ ("The desk “%s” is damaged, and was left as it is. Put the newest "
                               "backup in its place."),
  [BELL_TROUBLE_NEWER]
  = N_ ("The desk “%s” was written by a newer Deskbell, and was left as it is. "
        "Update Deskbell on this computer."),
  [BELL_TROUBLE_READ_ONLY]
  = N_ ("You may not change the desk “%s”. Deskbell has to write this file, "
        "and others in its folder. Change the permissions of both, or copy "
        "the desk to a folder of your own."),
  [BELL_TROUBLE_BUSY]
  = N_ ("Another program has been writing to the desk “%s” for a while and does "
        "not finish. Wait for it, or close it."),
  [BELL_TROUBLE_FULL] = N_ ("The disk with the desk “%s” is full. Make room on it."),
};

static char *
in_use_text (const char *path, gint64 process)
{
  if (process == 0)
    return g_strdup_printf (_ ("The desk “%s” is open in another Deskbell. Close it there first."),
                            path);

  /* Translators: the path of a file, and the number of a process */
  return g_strdup_printf (
      _ ("The desk “%s” is open in another Deskbell (process %d). Close it there "
         "first."),
      path, (int) process);
}

/**
 * bell_failure_text_desk:
 * @error: why a desk cannot be opened
 * @path: its path
 * @person: (nullable): who should be the agent
 *
 * Returns: (transfer full): what is wrong, with which file, and what to do about it
 */
char *
bell_failure_text_desk (const GError *error, const char *path, const char *person)
{
  BellTrouble      trouble = bell_error_get_trouble (error);
  g_autofree char *shown = g_filename_display_name (path);

  if (trouble == BELL_TROUBLE_IN_USE)
    return in_use_text (shown, bell_error_get_process (error));
  if (trouble < G_N_ELEMENTS (sentences) && sentences[trouble] != NULL)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      return g_strdup_printf (_ (sentences[trouble]), shown);
#pragma GCC diagnostic pop
    }
  if (person != NULL && g_error_matches (error, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    /* Translators: the id of a person, and the path of a file */
    return g_strdup_printf (_ ("“%s” is no agent on the desk “%s”, or not any more. Ask whoever "
                               "keeps the desk, or choose somebody else."),
                            person, shown);

  /* Translators: the path of a file, and a technical reason in English */
  return g_strdup_printf (_ ("The desk “%s” cannot be used: %s"), shown, error->message);
}

/**
 * bell_failure_text_remote:
 * @error: why a desk elsewhere cannot be used
 * @name: what its server is called
 * @user: the name that was signed in with
 *
 * Returns: (transfer full): what is wrong, and what to do about it
 */
char *
bell_failure_text_remote (const GError *error, const char *name, const char *user)
{
  BellTrouble trouble = bell_error_get_trouble (error);

  if (trouble == BELL_TROUBLE_SIGNED_OUT)
    /* Translators: the name of a server */
    return g_strdup_printf (_ ("You are not signed in to “%s”. Sign in to go on."), name);
  if (trouble == BELL_TROUBLE_CERTIFICATE)
    /* Translators: the name of a server */
    return g_strdup_printf (_ ("“%s” shows a certificate that is not trusted. Choose Connect to a "
                               "Server to look at it."),
                            name);
  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_OFFLINE))
    /* Translators: the name of a server */
    return g_strdup_printf (_ ("“%s” cannot be reached. Look at the address and at the network, "
                               "and try again."),
                            name);
  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED))
    return g_strdup (_ ("The name or the password is not right."));
  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_TOO_MANY))
    return g_strdup (_ ("This was tried too often. Wait a few minutes, and try again."));
  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_NOT_FOUND))
    /* Translators: the name of a person, and of a server */
    return g_strdup_printf (_ ("“%s” is no agent on “%s”. Ask whoever keeps the desk."), user,
                            name);

  /* Translators: the name of a server, and a technical reason in English */
  return g_strdup_printf (_ ("No Deskbell server answers at “%s” (%s). Look at the address."), name,
                          error->message);
}

/**
 * bell_failure_text_portal:
 * @error: why the portal cannot be served
 * @port: on which port
 *
 * Returns: (transfer full): what is wrong, and what to do about it
 */
char *
bell_failure_text_portal (const GError *error, guint port)
{
  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_CONFLICT))
    return g_strdup_printf (
        _ ("Not served: another program has port %u. Choose another port below."), port);

  /* Translators: what follows is a technical reason in English */
  return g_strdup_printf (_ ("Not served: %s"), error->message);
}
