/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-remote.h"

#include "bell-said.h"

#include <errno.h>
#include <stdio.h>

/**
 * ctl_status_of:
 * @error: why something could not be done
 *
 * Returns: the exit status that says so
 */
CtlStatus
ctl_status_of (const GError *error)
{
  if (error->domain != BELL_ERROR)
    return CTL_BAD_INPUT;

  switch ((BellError) error->code)
    {
    case BELL_ERROR_OFFLINE:
    case BELL_ERROR_STORE:
    case BELL_ERROR_TOO_MANY:
      return CTL_NO_STORE;
    case BELL_ERROR_DENIED:
      return CTL_NOT_PERMITTED;
    case BELL_ERROR_CONFLICT:
    case BELL_ERROR_NOT_FOUND:
    case BELL_ERROR_NO_CHAT:
      return CTL_NO;
    case BELL_ERROR_INVALID:
    case BELL_ERROR_TOO_LARGE:
    default:
      return CTL_BAD_INPUT;
    }
}

/**
 * ctl_fail:
 * @ctl: this run
 * @what: (nullable): what could not be done, or with what; %NULL if @error begins with that
 * @error: why
 *
 * Says in one line what went wrong.
 *
 * Returns: the exit status that goes with it
 */
CtlStatus
ctl_fail (Ctl *ctl, const char *what, const GError *error)
{
  g_autofree char *why = bell_said (error->message);

  g_printerr ("deskbellctl: %s%s%s\n", what != NULL ? what : "", what != NULL ? ": " : "", why);

  return ctl_status_of (error);
}

/**
 * ctl_usage:
 * @format: what is wrong with the command line
 * @...: for @format
 *
 * Says in one line what is wrong with the command line.
 *
 * Returns: %CTL_BAD_INPUT
 */
CtlStatus
ctl_usage (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("deskbellctl: %s\n", text);

  return CTL_BAD_INPUT;
}

/**
 * ctl_wait:
 * @is_done: whether what was waited for is there
 * @data: for @is_done
 *
 * Runs the main context until it is. A program on a terminal may.
 *
 * Returns: %TRUE
 */
gboolean
ctl_wait (gboolean (*is_done) (gpointer data), gpointer data)
{
  while (!is_done (data))
    g_main_context_iteration (NULL, TRUE);

  return TRUE;
}

/**
 * ctl_keep_result:
 * @object: what the callback is given
 * @result: likewise
 * @user_data: (type GAsyncResult): where to put the result
 *
 * The callback of something that is waited for with ctl_has_result().
 */
void
ctl_keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/**
 * ctl_has_result:
 * @data: where ctl_keep_result() puts it
 *
 * Returns: whether it is there
 */
gboolean
ctl_has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

/* The folder of the first desk of all; if it cannot be made, opening the desk says why. */
static void
make_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_debug ("%s: %s", folder, g_strerror (errno));
}

/**
 * ctl_open:
 * @ctl: this run
 * @flags: how to open the desk
 * @status: (out): the exit status, if it cannot be opened
 *
 * Opens the desk, or says why not.
 *
 * Returns: whether it is open
 */
gboolean
ctl_open (Ctl *ctl, BellStoreFlags flags, CtlStatus *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (ctl->is_remote)
    return ctl_remote_open (ctl, status);

  if (ctl->is_default && (flags & BELL_STORE_CREATE) != 0)
    make_folder (ctl->store_location);

  bell_store_open_async (ctl->store_location, flags, ctl->now, NULL, ctl_keep_result, &result);
  ctl_wait (ctl_has_result, &result);
  ctl->store = bell_store_open_finish (result, &error);
  if (ctl->store != NULL)
    return TRUE;

  *status = ctl_fail (ctl, NULL, error);

  return FALSE;
}

/**
 * ctl_close:
 * @ctl: this run
 *
 * Lets go of the desk, if it is open.
 */
void
ctl_close (Ctl *ctl)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (ctl->store == NULL)
    return;

  if (ctl->is_remote)
    ctl_remote_sign_out (ctl);
  bell_store_close_async (ctl->store, ctl_keep_result, &result);
  ctl_wait (ctl_has_result, &result);
  g_clear_object (&ctl->store);
}

/**
 * ctl_call:
 * @ctl: this run, with the desk open
 * @call: (transfer full) (type BellRecord): a call of bell-calls.h
 * @error: return location for any #BellError
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): what it gives, or %NULL
 */
GPtrArray *
ctl_call (Ctl *ctl, gpointer call, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BellRecord) taken = call;

  if (ctl->is_remote && ctl->now != BELL_INSTANT_NONE && BELL_CALL_TYPE (taken)->changes)
    {
      g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                           _ ("--now: what is done on a server follows its clock"));
      return NULL;
    }

  bell_store_call_async (ctl->store, ctl->actor, taken, NULL, ctl_keep_result, &result);
  ctl_wait (ctl_has_result, &result);

  return bell_store_call_finish (ctl->store, result, error);
}

/**
 * ctl_run:
 * @ctl: this run
 * @flags: how to open the desk
 * @call: (transfer full) (type BellRecord): a call of bell-calls.h
 * @show: shows what it gives
 *
 * What most commands are: opens the desk, makes a call, and shows what it gives.
 *
 * Returns: the exit status
 */
CtlStatus
ctl_run (Ctl           *ctl,
         BellStoreFlags flags,
         gpointer       call,
         CtlStatus (*show) (Ctl *ctl, GPtrArray *records))
{
  g_autoptr (BellRecord) taken = call;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  CtlStatus status;

  if (!ctl_open (ctl, flags, &status))
    return status;

  records = ctl_call (ctl, g_steal_pointer (&taken), &error);

  return records != NULL ? show (ctl, records) : ctl_fail (ctl, ctl->command, error);
}
