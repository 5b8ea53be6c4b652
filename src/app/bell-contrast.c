/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-contrast.h"

#include <adwaita.h>

static void
on_contrast (AdwStyleManager *manager, GParamSpec *pspec, GtkCssProvider *provider)
{
  GdkDisplay *display = adw_style_manager_get_display (manager);

  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
}

/**
 * bell_contrast_follow:
 *
 * From now on everything on the screen has what contrast.css adds for those who ask their desktop
 * for high contrast, as long as they do. Call it once, when there is a display. Newer GTK has media
 * queries for that, which GTK 4.18 does not know; libadwaita's own style-hc.css is going away.
 */
void
bell_contrast_follow (void)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gdk_display_get_default ());
  GtkCssProvider  *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/deskbell/Deskbell/contrast.css");
  g_signal_connect_data (manager, "notify::high-contrast", G_CALLBACK (on_contrast), provider,
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  on_contrast (manager, NULL, provider);
}
