/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-list.h"
#include "bell-requests-page.h"
#include "generated-desk.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Long lists in a window, on a desk of this computer: how long until the first rows are drawn, what
 * memory they take, and how many frames take too long while they are scrolled from end to end. */

#define PERSON          "person-00000"
#define WIDTH           800
#define HEIGHT          600
#define PAGES_A_FRAME   0.5
#define FRAME_SECONDS   (1.0 / 60)
#define FRAMES_AT_LEAST 3

static const char *prefix = "# "; /* of what is no answer of a test */

typedef struct
{
  GMainLoop  *loop;
  GtkWidget  *window;
  GListModel *rows; /* of the list that is shown */
  gint64      began;
  gint64      first; /* the first rows were drawn */
  gint64      frame;
  guint       frames;
  guint       slow;
  gint64      slowest;
  guint       at_end;
} Run;

static double
megabytes (void)
{
  g_autofree char *text = NULL;
  unsigned long    pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*u %lu", &pages);

  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
on_before_paint (GdkFrameClock *clock, Run *run)
{
  run->frame = g_get_monotonic_time ();
}

/* The first frame with rows is where scrolling begins. */
static void
on_after_paint (GdkFrameClock *clock, Run *run)
{
  gint64 now = g_get_monotonic_time ();

  if (g_list_model_get_n_items (run->rows) == 0)
    return;
  if (run->first == 0)
    {
      run->first = now;
      return;
    }

  run->frames++;
  run->slow += (double) (now - run->frame) / 1e6 > FRAME_SECONDS;
  run->slowest = MAX (run->slowest, now - run->frame);
}

/* More may be loaded at the end: it is the end when it stays. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Run           *run = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
  double         value = gtk_adjustment_get_value (adjustment);
  double         page = gtk_adjustment_get_page_size (adjustment);
  double         most = gtk_adjustment_get_upper (adjustment) - page;

  if (run->first == 0)
    return G_SOURCE_CONTINUE;

  run->at_end = value >= most - 1 ? run->at_end + 1 : 0;
  if (run->at_end > 60)
    {
      g_main_loop_quit (run->loop);
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (adjustment, MIN (value + page * PAGES_A_FRAME, most));
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
on_mapped (GtkWidget *window, Run *run)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), run);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), run);
}

/* Takes @page, a list that is being filled. */
static guint
measure (const char *name, GtkWidget *page, gint64 began, double before)
{
  Run        run = { .loop = g_main_loop_new (NULL, FALSE), .began = began };
  GtkWidget *list = find (page, GTK_TYPE_LIST_VIEW);
  guint      n_rows;

  run.rows = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  run.window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (run.window), WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (run.window), page);
  g_signal_connect (run.window, "map", G_CALLBACK (on_mapped), &run);
  gtk_widget_add_tick_callback (list, on_tick, &run, NULL);
  gtk_window_present (GTK_WINDOW (run.window));
  g_main_loop_run (run.loop);

  n_rows = g_list_model_get_n_items (run.rows);
  g_print ("%s| %s | %u | %.0f | %.1f | %u | %u | %.0f |\n", prefix, name, n_rows,
           (double) (run.first - run.began) / 1e3, megabytes () - before, run.frames, run.slow,
           (double) run.slowest / 1e3);
  gtk_window_destroy (GTK_WINDOW (run.window));
  g_main_loop_unref (run.loop);

  return run.frames >= FRAMES_AT_LEAST ? n_rows : 0;
}

static void
wait_open (BellSession *session)
{
  while (bell_session_get_state (session) == BELL_SESSION_OPENING
         || bell_session_get_state (session) == BELL_SESSION_CLOSED)
    g_main_context_iteration (NULL, TRUE);
  if (bell_session_get_state (session) == BELL_SESSION_FAILED)
    g_error ("%s", bell_session_get_error (session)->message);
}

static void
on_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
import (BellStore *store, const char *json)
{
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_desk_import);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  ((BellDeskImport *) call)->document = json_from_string (json, &error);
  g_assert_no_error (error);
  bell_store_call_async (store, NULL, call, NULL, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  records = bell_store_call_finish (store, result, &error);
  g_assert_no_error (error);
}

static BellSession *
open_desk (const char *folder, int n_offerings)
{
  const GeneratedSize size = { n_offerings, n_offerings / 5, n_offerings / 10 };
  g_autofree char    *json = generated_desk_new (&size);
  g_autofree char    *path = g_build_filename (folder, "desk.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BellSession *session = bell_session_new ();
  BellStore   *store;

  bell_store_open_async (path, BELL_STORE_CREATE, BELL_INSTANT_NONE, NULL, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  store = bell_store_open_finish (result, &error);
  g_assert_no_error (error);
  import (store, json);
  g_clear_object (&result);
  bell_store_close_async (store, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (store);

  bell_session_open (session, path, PERSON);
  wait_open (session);

  return session;
}

static guint
measure_offerings (BellSession *session)
{
  BellAdminKind kind;
  double        before = megabytes ();
  gint64        began = g_get_monotonic_time ();

  g_assert_true (bell_admin_text_find_kind (&bell_offering_shape, &kind));

  return measure ("Offerings", bell_admin_list_new (session, &kind), began, before);
}

static guint
measure_requests (BellSession *session)
{
  double     before = megabytes ();
  gint64     began = g_get_monotonic_time ();
  GtkWidget *page = g_object_new (BELL_TYPE_REQUESTS_PAGE, NULL);
  g_autoptr (BellRequestList) list = bell_request_list_new (
      bell_session_get_store (session), bell_session_get_person (session), NULL);

  bell_requests_page_set_session (BELL_REQUESTS_PAGE (page), session);
  bell_requests_page_set_list (BELL_REQUESTS_PAGE (page), list);

  return measure ("Requests", page, began, before);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  int              n_offerings = argc > 1 ? atoi (argv[1]) : 200;
  g_autofree char *folder = g_dir_make_tmp ("deskbell-lists-XXXXXX", NULL);
  BellSession     *session;
  guint            n_shown;

  if (argc > 1)
    prefix = "";
  adw_init ();
  session = open_desk (folder, n_offerings);
  n_shown = measure_offerings (session) + measure_requests (session);
  bell_session_close (session);
  remove_folder (folder);
  if (argc > 1)
    return 0;

  g_print ("1..1\n%s 1 /bench-lists/all-rows\n",
           n_shown == 2 * (guint) n_offerings ? "ok" : "not ok");

  return n_shown == 2 * (guint) n_offerings ? 0 : 1;
}
