/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-findings.h"

#include "bell-admin-finding-text.h"
#include "bell-admin-question.h"
#include "bell-admin-sentence.h"
#include "bell-admin-text.h"
#include "bell-format.h"
#include "bell-stack.h"

#include <glib/gi18n.h>

/* A finding in the list. */
#define BELL_TYPE_ADMIN_FINDING (bell_admin_finding_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminFinding, bell_admin_finding, BELL, ADMIN_FINDING, GObject)

struct _BellAdminFinding
{
  GObject      parent_instance;
  BellFinding *finding;
  char        *where;
  char        *message;
};

G_DEFINE_FINAL_TYPE (BellAdminFinding, bell_admin_finding, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_WHERE,
  PROP_MESSAGE,
  PROP_ICON_NAME,
  PROP_DESCRIPTION,
} BellAdminFindingProperty;
static GParamSpec *props[PROP_DESCRIPTION + 1];

static void
bell_admin_finding_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellAdminFinding *self = BELL_ADMIN_FINDING (object);

  switch ((BellAdminFindingProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, bell_admin_finding_title (self->finding));
      break;
    case PROP_WHERE:
      g_value_set_string (value, self->where);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, bell_admin_finding_icon (self->finding));
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (value, g_strdup_printf ("%s, %s, %s: %s",
                                                   bell_admin_finding_severity (self->finding),
                                                   bell_admin_finding_title (self->finding),
                                                   self->where, self->message));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_admin_finding_finalize (GObject *object)
{
  BellAdminFinding *self = BELL_ADMIN_FINDING (object);

  bell_record_unref (self->finding);
  g_free (self->where);
  g_free (self->message);

  G_OBJECT_CLASS (bell_admin_finding_parent_class)->finalize (object);
}

static void
bell_admin_finding_class_init (BellAdminFindingClass *klass)
{
  static const char *const names[]
      = { NULL, "title", "where", "message", "icon-name", "description" };
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bell_admin_finding_get_property;
  object_class->finalize = bell_admin_finding_finalize;

  for (guint i = PROP_TITLE; i <= PROP_DESCRIPTION; i++)
    props[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bell_admin_finding_init (BellAdminFinding *self)
{
}

static BellAdminFinding *
new_item (BellSession *session, BellFinding *finding)
{
  BellAdminFinding *self = g_object_new (BELL_TYPE_ADMIN_FINDING, NULL);
  const BellShape  *shape = bell_shape_by_name (finding->type);
  const char       *name = shape != NULL ? bell_session_get_label (session, shape, finding->subject)
                                         : finding->subject;

  self->finding = bell_record_ref (finding);
  self->message = bell_admin_finding_message (session, finding);
  self->where = bell_admin_sentence (shape, BELL_ADMIN_SENTENCE_NAMED, name);

  return self;
}

/* The list of them. */

struct _BellAdminFindings
{
  AdwBin             parent_instance;
  BellSession       *session;
  BellAdminQuestion *question;
  GListStore        *items;

  GtkStack       *stack;
  AdwStatusPage  *failure;
  GtkLabel       *summary;
  GtkListView    *view;
  GtkNoSelection *selection;
};

G_DEFINE_FINAL_TYPE (BellAdminFindings, bell_admin_findings, ADW_TYPE_BIN)

static gboolean
is_same_at (GListStore *store, guint position, BellAdminFinding *item)
{
  g_autoptr (BellAdminFinding) old = g_list_model_get_item (G_LIST_MODEL (store), position);

  return bell_record_equal (old->finding, item->finding) && g_str_equal (old->where, item->where);
}

/* The same findings are left alone, so that the focus stays in them. */
static gboolean
is_same (GListStore *store, GPtrArray *items)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (store)) != items->len)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    if (!is_same_at (store, i, items->pdata[i]))
      return FALSE;

  return TRUE;
}

static void
show_findings (BellAdminFindings *self, GPtrArray *findings)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (findings->len, g_object_unref);
  g_autofree char *text
      = g_strdup_printf (ngettext ("%u finding", "%u findings", findings->len), findings->len);

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (items, new_item (self->session, findings->pdata[i]));
  if (!is_same (self->items, items))
    g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                         items->pdata, items->len);
  gtk_label_set_label (self->summary, text);
  bell_stack_show (self->stack, findings->len > 0 ? "list" : "empty");
}

static void
on_answered (BellAdminFindings *self, GPtrArray *records, const GError *error)
{
  g_autofree char *markup = NULL;

  if (records != NULL)
    {
      show_findings (self, records);
      return;
    }

  markup = bell_format_error_markup (error);
  adw_status_page_set_description (self->failure, markup);
  bell_stack_show (self->stack, "failure");
}

static void
on_slow_changed (BellAdminFindings *self)
{
  if (bell_admin_question_is_slow (self->question)
      && g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    bell_stack_show (self->stack, "asking");
}

static void
on_activate (BellAdminFindings *self, guint position)
{
  g_autoptr (BellAdminFinding) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "desk.open", "(ss)", item->finding->type,
                                item->finding->subject);
}

static gboolean
bell_admin_findings_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BELL_ADMIN_FINDINGS (widget)->view));
}

static void
bell_admin_findings_dispose (GObject *object)
{
  BellAdminFindings *self = BELL_ADMIN_FINDINGS (object);

  bell_admin_question_clear (&self->question);
  if (self->selection != NULL)
    gtk_no_selection_set_model (self->selection, NULL);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  /* The stack is the bin's child: disposing of the template would let the bin keep what is gone. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_ADMIN_FINDINGS);

  G_OBJECT_CLASS (bell_admin_findings_parent_class)->dispose (object);
}

static void
bell_admin_findings_class_init (BellAdminFindingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_admin_findings_dispose;
  widget_class->grab_focus = bell_admin_findings_grab_focus;

  g_type_ensure (BELL_TYPE_ADMIN_FINDING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-admin-findings.ui");
  gtk_widget_class_bind_template_child (widget_class, BellAdminFindings, stack);
  gtk_widget_class_bind_template_child (widget_class, BellAdminFindings, failure);
  gtk_widget_class_bind_template_child (widget_class, BellAdminFindings, summary);
  gtk_widget_class_bind_template_child (widget_class, BellAdminFindings, view);
  gtk_widget_class_bind_template_child (widget_class, BellAdminFindings, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
bell_admin_findings_init (BellAdminFindings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (BELL_TYPE_ADMIN_FINDING);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->items));
}

/**
 * bell_admin_findings_new:
 * @session: the desk, perhaps not open yet
 *
 * Returns: (transfer none): a list of what was found on the whole desk, which follows the desk
 */
GtkWidget *
bell_admin_findings_new (BellSession *session)
{
  BellAdminFindings *self = g_object_new (BELL_TYPE_ADMIN_FINDINGS, NULL);

  self->session = g_object_ref (session);
  self->question = bell_admin_question_new (session, GTK_WIDGET (self));
  g_signal_connect_object (self->question, "answered", G_CALLBACK (on_answered), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "slow-changed", G_CALLBACK (on_slow_changed), self,
                           G_CONNECT_SWAPPED);
  bell_admin_question_ask (self->question, bell_call_new (&bell_call_desk_lint));

  return GTK_WIDGET (self);
}
