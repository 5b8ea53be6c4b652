/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <glib.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* first-frame LABEL=FILE...: sees a program start, whatever it is made with, from outside.
 *
 * Prints "ready", then a line each with the monotonic time in nanoseconds when a file is opened for
 * the first time ("LABEL"), when the first window that is large enough to be one is there
 * ("created"), is on the screen ("mapped"), and shows more than one colour ("drawn"); then ends. */

#define LEAST_SIZE 200
#define N_ROWS     24

typedef struct
{
  Display    *display;
  int         damage_event;
  GHashTable *windows; /* those that may become the first one, and when they were made */
  Window      mapped;
  int         files; /* inotify */
  GPtrArray  *labels;
  gboolean    drawn;
} Watch;

static void
say (const char *what, gint64 when)
{
  g_print ("%s %" G_GINT64_FORMAT "\n", what, when * 1000);
}

/* Windows go away while they are looked at. */
static int
on_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static void
on_created (Watch *self, const XCreateWindowEvent *event)
{
  if (event->override_redirect)
    return;

  g_hash_table_insert (self->windows, GSIZE_TO_POINTER (event->window),
                       GSIZE_TO_POINTER (g_get_monotonic_time ()));
  XSelectInput (self->display, event->window, StructureNotifyMask);
  XDamageCreate (self->display, event->window, XDamageReportRawRectangles);
}

static void
on_mapped (Watch *self, Window window)
{
  gint64            now = g_get_monotonic_time ();
  gpointer          made = g_hash_table_lookup (self->windows, GSIZE_TO_POINTER (window));
  XWindowAttributes attributes;

  if (self->mapped != None || made == NULL
      || !XGetWindowAttributes (self->display, window, &attributes) || attributes.width < LEAST_SIZE
      || attributes.height < LEAST_SIZE)
    return;

  self->mapped = window;
  say ("created", GPOINTER_TO_SIZE (made));
  say ("mapped", now);
}

/* Whether there is anything in the window but its background. */
static gboolean
shows_something (Watch *self)
{
  XWindowAttributes attributes;
  unsigned long     first = 0;
  gboolean          differs = FALSE;

  if (!XGetWindowAttributes (self->display, self->mapped, &attributes)
      || attributes.map_state != IsViewable)
    return FALSE;

  for (int row = 0; row < N_ROWS && !differs; row++)
    {
      int     y = attributes.height * (2 * row + 1) / (2 * N_ROWS);
      XImage *image = XGetImage (self->display, self->mapped, 0, y, (unsigned) attributes.width, 1,
                                 AllPlanes, ZPixmap);

      if (image == NULL)
        return FALSE;
      if (row == 0)
        first = XGetPixel (image, 0, 0);
      for (int x = 0; x < attributes.width && !differs; x++)
        differs = XGetPixel (image, x, 0) != first;
      XDestroyImage (image);
    }

  return differs;
}

static void
handle_screen (Watch *self)
{
  gboolean damaged = FALSE;

  while (XPending (self->display) > 0)
    {
      XEvent event;

      XNextEvent (self->display, &event);
      if (event.type == CreateNotify)
        on_created (self, &event.xcreatewindow);
      else if (event.type == MapNotify)
        on_mapped (self, event.xmap.window);
      else if (event.type == self->damage_event + XDamageNotify)
        damaged = TRUE;
    }

  if (self->mapped != None && damaged && shows_something (self))
    {
      say ("drawn", g_get_monotonic_time ());
      self->drawn = TRUE;
    }
}

static void
handle_files (Watch *self)
{
  char    buffer[4096] __attribute__ ((aligned (__alignof__ (struct inotify_event))));
  ssize_t length = read (self->files, buffer, sizeof buffer);

  for (ssize_t at = 0; at < length;)
    {
      const struct inotify_event *event = (const void *) (buffer + at);
      char **label = event->wd > 0 ? (char **) &self->labels->pdata[event->wd - 1] : NULL;

      if (label != NULL && *label != NULL && (event->mask & IN_OPEN) != 0)
        {
          say (*label, g_get_monotonic_time ());
          *label = NULL;
        }
      at += (ssize_t) (sizeof *event + event->len);
    }
}

/* Watch descriptors count up from 1. A file that is not there is passed over. */
static void
watch_files (Watch *self, char **arguments)
{
  self->files = inotify_init1 (IN_CLOEXEC);
  self->labels = g_ptr_array_new ();
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      char *path = strchr (arguments[i], '=');

      if (path == NULL)
        continue;
      *path = '\0';
      if (inotify_add_watch (self->files, path + 1, IN_OPEN) == (int) self->labels->len + 1)
        g_ptr_array_add (self->labels, arguments[i]);
    }
}

int
main (int argc, char **argv)
{
  Watch self = { .display = XOpenDisplay (NULL), .windows = g_hash_table_new (NULL, NULL) };
  int   error_event;

  if (self.display == NULL
      || !XDamageQueryExtension (self.display, &self.damage_event, &error_event))
    {
      g_printerr ("first-frame: there is no screen, or it does not tell what is drawn on it\n");
      return 1;
    }
  XSetErrorHandler (on_error);
  XSelectInput (self.display, DefaultRootWindow (self.display), SubstructureNotifyMask);
  XSync (self.display, False);
  watch_files (&self, argv + 1);
  g_print ("ready\n");

  while (!self.drawn)
    {
      struct pollfd sources[]
          = { { ConnectionNumber (self.display), POLLIN, 0 }, { self.files, POLLIN, 0 } };

      poll (sources, G_N_ELEMENTS (sources), XPending (self.display) > 0 ? 0 : -1);
      if ((sources[1].revents & POLLIN) != 0)
        handle_files (&self);
      handle_screen (&self);
      XFlush (self.display);
    }

  g_hash_table_unref (self.windows);
  g_ptr_array_unref (self.labels);
  XCloseDisplay (self.display);

  return 0;
}
