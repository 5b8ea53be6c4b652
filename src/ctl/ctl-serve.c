/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

#include "bell-serve.h"

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

/* What is wrong with the desk begins with where that is, as with every command. */
static CtlStatus
fail (Ctl *ctl, const GError *error)
{
  gboolean is_ours = g_error_matches (error, BELL_ERROR, BELL_ERROR_INVALID);

  return ctl_fail (ctl, is_ours ? ctl->command : NULL, error);
}

static CtlStatus
run_serve (Ctl *ctl, char **arguments)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BellServe) serve = NULL;
  g_autoptr (GError) error = NULL;

  if (ctl->now != BELL_INSTANT_NONE)
    return ctl_usage (_ ("serve: --now is not for a server: what it does follows the clock"));

  serve = bell_serve_new (ctl->store_location, &error);
  if (serve == NULL)
    return fail (ctl, error);

  bell_serve_run_async (serve, keep_result, &result);
  ctl_wait (has_result, &result);
  if (!bell_serve_run_finish (result, &error))
    return fail (ctl, error);

  return CTL_DONE;
}

const CtlCommand ctl_command_serve = {
  .name = "serve",
  .arguments = "",
  .summary = N_ ("Serve the portal on this computer"),
  .description = N_ (
      "Runs until it is interrupted; deskbell-server(1) is the same as a program by itself, and its "
      "manual says more. With port 0 a free one is taken; where the portal is stands on the first "
      "lines of the output. The exit status is 3 if the desk is open in another Deskbell that serves "
      "it.\n\nThe address has to be one of this computer alone, unless --allow-remote says "
      "otherwise: a proxy with TLS makes the portal reachable for others. Only from a "
      "--trusted-proxy, and on a Unix socket, it is believed for whom a request is forwarded."),
  .run = run_serve,
  .is_only_here = TRUE,
  .options = bell_serve_options,
};
