/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <glib.h>
#include <stdlib.h>

/* drawn WINDOW BOTTOM: prints "ready", then the time in microseconds since 1970 each time that
 * something is drawn in a window above the line BOTTOM, until it is ended or the window is gone. */

static int
on_error (Display *display, XErrorEvent *event)
{
  exit (0);
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  int      damage_event, error_event;

  if (argc != 3 || display == NULL || !XDamageQueryExtension (display, &damage_event, &error_event))
    {
      g_printerr ("drawn: usage: drawn WINDOW BOTTOM, on a screen that tells what is drawn\n");
      return 1;
    }
  XSetErrorHandler (on_error);
  XDamageCreate (display, strtoul (argv[1], NULL, 0), XDamageReportRawRectangles);
  XSync (display, False);
  g_print ("ready\n");

  while (TRUE)
    {
      XEvent              event;
      XDamageNotifyEvent *damage = (XDamageNotifyEvent *) &event;

      XNextEvent (display, &event);
      if (event.type == damage_event + XDamageNotify && damage->area.y < atoi (argv[2]))
        g_print ("%" G_GINT64_FORMAT "\n", g_get_real_time ());
    }
}
