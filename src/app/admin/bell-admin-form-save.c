/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-effect.h"
#include "bell-admin-field.h"
#include "bell-admin-form-private.h"

#include <glib/gi18n.h>

/* Saving: what it would do to chats is looked at first. */

/* Whoever has pressed a button of the bar, which goes away, goes back to where they were. */
void
bell_admin_form_keep_focus (BellAdminForm *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->bar)))
    return;

  if (self->focus != NULL && gtk_widget_get_mapped (self->focus))
    gtk_widget_grab_focus (self->focus);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Goes to the field that the desk refused, if it named one. */
static gboolean
focus_refused (BellAdminForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const char *expected;

      if (bell_record_edit_check (self->edit, bell_admin_field_get_field (self->fields->pdata[i]),
                                  &expected)
          != BELL_PROBLEM_REFUSED)
        continue;
      bell_admin_field_focus (self->fields->pdata[i]);
      return TRUE;
    }

  return FALSE;
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminForm) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bell_admin_form_is_refused (self, result, &error))
    return;

  bell_admin_form_finish_leaving (self, FALSE);
  if (!focus_refused (self))
    bell_admin_form_fail (self, _ ("Not saved: %s"), error);
}

static gboolean
can_save (BellAdminForm *self)
{
  return bell_record_edit_differs (self->edit) && bell_record_edit_is_right (self->edit)
         && !bell_record_edit_is_busy (self->edit) && !bell_record_edit_is_overtaken (self->edit);
}

/* What was edited while the desk was asked has to be looked at, too. */
static void
on_effect (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellAdminForm *self = BELL_ADMIN_FORM (object);
  g_autoptr (GError) error = NULL;
  BellAdminVerdict verdict = bell_admin_effect_ask_finish (GTK_WIDGET (object), result, &error);
  g_autoptr (BellRecord) asked = g_steal_pointer (&self->asked);

  if (self->edit == NULL)
    return;

  if (verdict == BELL_ADMIN_VERDICT_NO || !can_save (self))
    {
      bell_admin_form_refresh (self);
      bell_admin_form_finish_leaving (self, FALSE);
      if (error != NULL)
        bell_admin_form_fail (self, _ ("Not saved: %s"), error);
    }
  else if (bell_record_edit_get_now (self->edit) != asked)
    bell_admin_form_begin_to_save (self);
  else
    bell_record_edit_save_async (self->edit, on_saved, g_object_ref (self));
}

/* Saves what is edited, if what that does to chats is meant. */
void
bell_admin_form_begin_to_save (BellAdminForm *self)
{
  if (self->asked != NULL)
    return;

  bell_admin_form_keep_focus (self);
  self->asked = bell_record_ref ((gpointer) bell_record_edit_get_now (self->edit));
  bell_admin_form_refresh (self);
  bell_admin_effect_ask_async (GTK_WIDGET (self), self->session, self->asked, FALSE, on_effect,
                               NULL);
}
