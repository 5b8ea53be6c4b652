/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-line-banner.h"

#include "bell-line-text.h"

#include <glib/gi18n.h>

struct _BellLineBanner
{
  AdwBin       parent_instance;
  BellSession *session;
  AdwBanner   *banner;
  char        *said; /* the last text that a screen reader was told */
};

G_DEFINE_FINAL_TYPE (BellLineBanner, bell_line_banner, ADW_TYPE_BIN)

static void
announce (BellLineBanner *self, const char *text)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
refresh (BellLineBanner *self)
{
  BellLine         line = bell_session_get_line (self->session);
  g_autofree char *name = bell_session_dup_name (self->session);
  g_autofree char *text = bell_line_text_banner (line, name);
  const char      *state = bell_line_text_state (line);

  if (text != NULL)
    {
      adw_banner_set_title (self->banner, text);
      adw_banner_set_button_label (self->banner,
                                   line == BELL_LINE_DOWN ? _ ("_Try Now") : _ ("_Sign In…"));
    }
  adw_banner_set_revealed (self->banner, text != NULL);
  if (text != NULL && g_strcmp0 (text, self->said) != 0)
    announce (self, text);
  else if (text == NULL && self->said != NULL && state != NULL)
    announce (self, state);
  g_set_str (&self->said, text);
}

static void
on_button (BellLineBanner *self)
{
  if (bell_session_needs_sign_in (self->session))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.sign-in", NULL);
  else
    bell_session_hurry (self->session);
}

static void
bell_line_banner_dispose (GObject *object)
{
  BellLineBanner *self = BELL_LINE_BANNER (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_line_banner_parent_class)->dispose (object);
}

static void
bell_line_banner_finalize (GObject *object)
{
  g_free (BELL_LINE_BANNER (object)->said);

  G_OBJECT_CLASS (bell_line_banner_parent_class)->finalize (object);
}

static void
bell_line_banner_class_init (BellLineBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_line_banner_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_line_banner_finalize;
}

static void
bell_line_banner_init (BellLineBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (on_button), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

/**
 * bell_line_banner_set_session:
 * @self: a banner without a desk
 * @session: the desk, open or not
 *
 * Has the banner say, as long as that is so, that the desk cannot be reached or that one is signed
 * out of it, and offer what helps. A screen reader is told when that begins and ends.
 */
void
bell_line_banner_set_session (BellLineBanner *self, BellSession *session)
{
  g_return_if_fail (BELL_IS_LINE_BANNER (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "line-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * bell_line_banner_new:
 * @session: the desk, open or not
 *
 * Returns: (transfer none): a banner as bell_line_banner_set_session() makes it
 */
GtkWidget *
bell_line_banner_new (BellSession *session)
{
  BellLineBanner *self = g_object_new (BELL_TYPE_LINE_BANNER, NULL);

  bell_line_banner_set_session (self, session);

  return GTK_WIDGET (self);
}
