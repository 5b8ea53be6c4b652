/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-composer.h"

#include "bell-chat-records.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BellComposer
{
  AdwBin parent_instance;

  gboolean closed;

  GtkTextView *text;
  GtkLabel    *placeholder;
  GtkLabel    *too_long;
};

G_DEFINE_FINAL_TYPE (BellComposer, bell_composer, ADW_TYPE_BIN)

enum
{
  SIGNAL_SEND,
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* How many characters the text is longer than a message may be, or nothing at all. */
static int
excess (BellComposer *self)
{
  return MAX (
      gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text)) - BELL_MESSAGE_MAX, 0);
}

static gboolean
may_send (BellComposer *self, const char *text)
{
  return !self->closed && text[strspn (text, " \t\n")] != '\0' && excess (self) == 0;
}

static void
say_too_long (BellComposer *self)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->too_long),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* A text that is too long to be sent stays, and the field says why it is not sent. */
static void
refresh_too_long (BellComposer *self)
{
  int              n = excess (self);
  gboolean         was_shown = gtk_widget_get_visible (GTK_WIDGET (self->too_long));
  g_autofree char *text = NULL;

  if (n > 0)
    text = g_strdup_printf (ngettext ("%'d character too long; at most %'d",
                                      "%'d characters too long; at most %'d", (gulong) n),
                            n, BELL_MESSAGE_MAX);
  gtk_label_set_label (self->too_long, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->too_long), n > 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_INVALID,
                               n > 0 ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (n > 0 && !was_shown)
    say_too_long (self);
}

static void
send_text (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BellComposer    *self = BELL_COMPOSER (widget);
  g_autofree char *text = bell_composer_dup_text (self);

  if (may_send (self, text))
    g_signal_emit (self, signals[SIGNAL_SEND], 0, text);
}

static void
on_text_changed (BellComposer *self)
{
  g_autofree char *text = bell_composer_dup_text (self);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), text[0] == '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.send", may_send (self, text));
  gtk_widget_set_visible (GTK_WIDGET (self), !self->closed || text[0] != '\0');
  refresh_too_long (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * bell_composer_send:
 * @self: a composer
 *
 * Sends what is in the field, if it can be sent.
 */
void
bell_composer_send (BellComposer *self)
{
  g_return_if_fail (BELL_IS_COMPOSER (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "composer.send", NULL);
}

/* Enter sends, unless it belongs to the input method; Shift+Enter breaks the line. */
static gboolean
on_key_pressed (BellComposer          *self,
                guint                  key,
                guint                  code,
                GdkModifierType        modifiers,
                GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
      || (modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (event != NULL && gtk_text_view_im_context_filter_keypress (self->text, event))
    return GDK_EVENT_STOP;

  if (excess (self) > 0)
    say_too_long (self);
  else
    bell_composer_send (self);

  return GDK_EVENT_STOP;
}

static gboolean
bell_composer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BELL_COMPOSER (widget)->text));
}

static void
bell_composer_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_COMPOSER);

  G_OBJECT_CLASS (bell_composer_parent_class)->dispose (object);
}

static void
bell_composer_class_init (BellComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_composer_dispose;
  widget_class->grab_focus = bell_composer_grab_focus;

  /* The text to send; what becomes of it in the field is up to the handler. */
  signals[SIGNAL_SEND] = g_signal_new ("send", BELL_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BELL_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "composer.send", NULL, send_text);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, BellComposer, text);
  gtk_widget_class_bind_template_child (widget_class, BellComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, BellComposer, too_long);
}

static void
bell_composer_init (BellComposer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (on_text_changed), self, G_CONNECT_SWAPPED);
  on_text_changed (self);
}

/**
 * bell_composer_set_text:
 * @self: a composer
 * @text: what shall be in the field
 *
 * Puts a text into the field, and the caret after it.
 */
void
bell_composer_set_text (BellComposer *self, const char *text)
{
  GtkTextBuffer   *buffer;
  g_autofree char *old = NULL;

  g_return_if_fail (BELL_IS_COMPOSER (self));

  old = bell_composer_dup_text (self);
  if (g_str_equal (old, text))
    return;

  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_set_text (buffer, text, -1);
}

/**
 * bell_composer_dup_text:
 * @self: a composer
 *
 * Returns: (transfer full): what is in the field
 */
char *
bell_composer_dup_text (BellComposer *self)
{
  char *text;

  g_return_val_if_fail (BELL_IS_COMPOSER (self), NULL);

  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);

  return text;
}

/**
 * bell_composer_focus:
 * @self: a composer
 *
 * Puts the caret into the field.
 */
void
bell_composer_focus (BellComposer *self)
{
  g_return_if_fail (BELL_IS_COMPOSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/**
 * bell_composer_set_closed:
 * @self: a composer
 * @closed: whether nothing can be sent any more
 *
 * Closes the field, or opens it. What is typed in it already stays there to be read and copied; an
 * empty field goes away.
 */
void
bell_composer_set_closed (BellComposer *self, gboolean closed)
{
  g_return_if_fail (BELL_IS_COMPOSER (self));

  if (self->closed == closed)
    return;

  self->closed = closed;
  gtk_text_view_set_editable (self->text, !closed);
  on_text_changed (self);
}
