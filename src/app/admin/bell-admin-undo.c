/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-undo.h"

#include "bell-admin-refusal.h"
#include "bell-admin-value.h"
#include "bell-edit-calls.h"
#include "bell-rule-order.h"

#include <glib/gi18n.h>

static void
say (AdwToastOverlay *toasts, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (toasts, toast);
}

/**
 * bell_admin_undo_refuse:
 * @toasts: where to say so
 * @title: what was not done, as a format for why: "Not moved: %s"
 * @error: why
 *
 * Says why something was not done.
 */
void
bell_admin_undo_refuse (AdwToastOverlay *toasts, const char *title, const GError *error)
{
  g_autofree char *text = bell_admin_refusal_text (title, error);

  say (toasts, text);
}

static void
say_undone (AdwToastOverlay *toasts, const GError *error)
{
  if (error == NULL)
    say (toasts, _ ("Undone"));
  else
    bell_admin_undo_refuse (toasts, _ ("Not undone: %s"), error);
}

static void
on_undone (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwToastOverlay) toasts = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  say_undone (toasts, error);
}

static void
on_undo (AdwToast *toast, BellSession *session)
{
  BellEdited      *edited = g_object_get_data (G_OBJECT (toast), "edited");
  AdwToastOverlay *toasts = g_object_get_data (G_OBJECT (toast), "toasts");
  BellStore       *store = bell_session_get_store (session);
  g_autoptr (BellRecord) call = bell_edit_call_undo (edited);

  if (store != NULL)
    bell_store_call_async (store, bell_session_get_person (session), call, NULL, on_undone,
                           g_object_ref (toasts));
}

static char *
done_text (const BellEdited *edited)
{
  BellRecord      *record = edited->now != NULL ? edited->now : edited->was;
  g_autofree char *name = NULL;

  if (record->id == NULL)
    return g_strdup (_ ("Desk settings saved"));

  name = bell_admin_value_title (record);

  /* Translators: what a record is called */
  return g_strdup_printf (edited->now != NULL ? _ ("“%s” saved") : _ ("“%s” deleted"), name);
}

/**
 * bell_admin_undo_offer:
 * @toasts: where to say so
 * @session: the desk
 * @edited: what was done
 *
 * Says what was done, and offers to take it back, by an ordinary edit.
 */
void
bell_admin_undo_offer (AdwToastOverlay *toasts, BellSession *session, const BellEdited *edited)
{
  g_autofree char *text = done_text (edited);
  AdwToast        *toast = adw_toast_new (text);
  BellRecord      *now = edited->now;

  adw_toast_set_use_markup (toast, FALSE);
  /* The first settings of a desk cannot be taken away again. */
  if (now == NULL || now->id != NULL || edited->was != NULL)
    adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "edited", bell_record_ref ((gpointer) edited),
                          bell_record_unref);
  g_object_set_data_full (G_OBJECT (toast), "toasts", g_object_ref (toasts), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), session, 0);
  adw_toast_overlay_add_toast (toasts, toast);
}

static void
on_move_undone (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwToastOverlay) toasts = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = bell_rule_order_finish (BELL_STORE (object), result, &error);

  say_undone (toasts, error);
}

static void
on_undo_move (AdwToast *toast, BellSession *session)
{
  GPtrArray       *edits = g_object_get_data (G_OBJECT (toast), "edits");
  AdwToastOverlay *toasts = g_object_get_data (G_OBJECT (toast), "toasts");
  BellStore       *store = bell_session_get_store (session);

  if (store != NULL)
    bell_rule_order_undo_async (store, bell_session_get_person (session), edits, on_move_undone,
                                g_object_ref (toasts));
}

/**
 * bell_admin_undo_offer_move:
 * @toasts: where to say so
 * @session: the desk
 * @name: what was moved
 * @edits: (element-type BellEdited): by what
 *
 * Says that something was moved, and offers to take that back.
 */
void
bell_admin_undo_offer_move (AdwToastOverlay *toasts,
                            BellSession     *session,
                            const char      *name,
                            GPtrArray       *edits)
{
  /* Translators: what a record is called */
  g_autofree char *text = g_strdup_printf (_ ("“%s” moved"), name);
  AdwToast        *toast = adw_toast_new (text);
  AdwToast        *before = g_object_get_data (G_OBJECT (toasts), "moved");

  /* Only the last of several moves can be taken back. */
  if (before != NULL)
    adw_toast_dismiss (before);
  g_object_set_data_full (G_OBJECT (toasts), "moved", g_object_ref (toast), g_object_unref);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "edits", g_ptr_array_ref (edits),
                          (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (toast), "toasts", g_object_ref (toasts), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_move), session, 0);
  adw_toast_overlay_add_toast (toasts, toast);
}
