/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-paths.h"
#include "bell-serve.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>

/* As those of deskbellctl. */
typedef enum
{
  STATUS_DONE = 0,
  STATUS_BAD_INPUT = 2,
  STATUS_NO_STORE = 3,
} Status;

static char    *store;
static gboolean version;

static const GOptionEntry options[] = {
  { "store", 0, 0, G_OPTION_ARG_STRING, &store,
    N_ ("The desk to be served: the path of a file (default $STATE_DIRECTORY/desk.db)"), "STORE" },
  { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
  { NULL },
};

static Status
fail (const char *message, Status status)
{
  g_printerr ("deskbell-server: %s\n", message);

  return status;
}

typedef struct
{
  GMainLoop *loop;
  Status     status;
} Run;

static void
on_over (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  if (!bell_serve_run_finish (result, &error))
    run->status = fail (error->message, g_error_matches (error, BELL_ERROR, BELL_ERROR_INVALID)
                                            ? STATUS_BAD_INPUT
                                            : STATUS_NO_STORE);
  g_main_loop_quit (run->loop);
}

static Status
serve (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BellServe) serve = bell_serve_new (store, &error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { loop, STATUS_DONE };

  if (serve == NULL)
    return fail (error->message, STATUS_BAD_INPUT);

  bell_serve_run_async (serve, on_over, &run);
  g_main_loop_run (loop);

  return run.status;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, BELL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
                                N_ ("Serves a Deskbell desk: the portal for browsers, and what "
                                    "programs ask."));
  g_option_context_set_description (context, N_ ("deskbell-server(1) is the manual."));
  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_add_main_entries (context, bell_serve_options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return fail (error->message, STATUS_BAD_INPUT);

  if (argc > 1)
    return fail (_ ("there are no arguments, only options; deskbell-server --help lists them"),
                 STATUS_BAD_INPUT);

  if (version)
    {
      g_print ("deskbell-server %s\n", BELL_VERSION);
      return STATUS_DONE;
    }

  return serve ();
}
