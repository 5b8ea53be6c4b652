/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-coverage-item.h"

#include "bell-reason-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BellAdminCoverageItem
{
  GObject  parent_instance;
  char    *id;
  char    *title;
  char    *reason;
  char    *folded; /* what a search looks at */
  char    *key;    /* to be sorted by */
  gboolean available;
};

G_DEFINE_FINAL_TYPE (BellAdminCoverageItem, bell_admin_coverage_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_REASON,
  PROP_ANSWER,
  PROP_ICON_NAME,
  PROP_DESCRIPTION,
} BellAdminCoverageItemProperty;
static GParamSpec *props[PROP_DESCRIPTION + 1];

static const char *
answer_of (const BellAdminCoverageItem *self)
{
  return self->available ? C_ ("coverage", "Chat") : C_ ("coverage", "No chat");
}

static void
bell_admin_coverage_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BellAdminCoverageItem *self = BELL_ADMIN_COVERAGE_ITEM (object);

  switch ((BellAdminCoverageItemProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_ANSWER:
      g_value_set_string (value, answer_of (self));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value,
                          self->available ? "object-select-symbolic" : "window-close-symbolic");
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (
          value, g_strdup_printf ("%s, %s, %s", self->title, answer_of (self), self->reason));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_admin_coverage_item_finalize (GObject *object)
{
  BellAdminCoverageItem *self = BELL_ADMIN_COVERAGE_ITEM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->reason);
  g_free (self->folded);
  g_free (self->key);

  G_OBJECT_CLASS (bell_admin_coverage_item_parent_class)->finalize (object);
}

static void
bell_admin_coverage_item_class_init (BellAdminCoverageItemClass *klass)
{
  static const char *const names[]
      = { NULL, "title", "reason", "answer", "icon-name", "description" };
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bell_admin_coverage_item_get_property;
  object_class->finalize = bell_admin_coverage_item_finalize;

  for (guint i = PROP_TITLE; i <= PROP_DESCRIPTION; i++)
    props[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bell_admin_coverage_item_init (BellAdminCoverageItem *self)
{
}

static char *
reason_of (BellSession *session, const BellCoverageRow *row)
{
  const char *title = bell_session_get_label (session, &bell_agreement_shape, row->agreement);

  if (!row->available)
    return g_strdup (bell_code_text (row->code));
  if (row->path == BELL_PATH_RULE)
    /* Translators: the title of an agreement */
    return g_strdup_printf (_ ("By a rule, through “%s”"), title);
  if (row->path == BELL_PATH_OFFERING)
    return g_strdup_printf (_ ("By the offering, through “%s”"), title);

  return g_strdup_printf (_ ("By the service, through “%s”"), title);
}

/**
 * bell_admin_coverage_item_new:
 * @session: the desk, for names
 * @row: an offering and the answer
 *
 * Returns: (transfer full): an item for a list
 */
BellAdminCoverageItem *
bell_admin_coverage_item_new (BellSession *session, const BellCoverageRow *row)
{
  BellAdminCoverageItem *self = g_object_new (BELL_TYPE_ADMIN_COVERAGE_ITEM, NULL);
  const char      *title = bell_session_get_label (session, &bell_offering_shape, row->offering);
  g_autofree char *name = g_utf8_casefold (title, -1);
  g_autofree char *text = NULL;

  self->id = g_strdup (row->offering);
  self->title = g_strdup (title);
  self->reason = reason_of (session, row);
  self->available = row->available;
  text = g_strdup_printf ("%s\n%s\n%s", self->title, self->reason, self->id);
  self->folded = g_utf8_casefold (text, -1);
  self->key = g_utf8_collate_key (name, -1);

  return self;
}

/**
 * bell_admin_coverage_item_get_id:
 * @self: an item
 *
 * Returns: (transfer none): the id of its offering
 */
const char *
bell_admin_coverage_item_get_id (BellAdminCoverageItem *self)
{
  return self->id;
}

/**
 * bell_admin_coverage_item_is_available:
 * @self: an item
 *
 * Returns: whether requests of its offering have chat
 */
gboolean
bell_admin_coverage_item_is_available (BellAdminCoverageItem *self)
{
  return self->available;
}

/**
 * bell_admin_coverage_item_fits:
 * @self: an item
 * @folded: what is looked for, case-folded
 *
 * Returns: whether it is in what the item shows, or in its id
 */
gboolean
bell_admin_coverage_item_fits (BellAdminCoverageItem *self, const char *folded)
{
  return strstr (self->folded, folded) != NULL;
}

/**
 * bell_admin_coverage_item_same:
 * @self: an item
 * @other: another one
 *
 * Returns: whether they show the same
 */
gboolean
bell_admin_coverage_item_same (BellAdminCoverageItem *self, BellAdminCoverageItem *other)
{
  return self->available == other->available && g_str_equal (self->folded, other->folded)
         && g_str_equal (self->title, other->title) && g_str_equal (self->reason, other->reason);
}

/**
 * bell_admin_coverage_item_compare:
 * @a: (type gpointer): where an item is
 * @b: (type gpointer): where another one is
 *
 * Returns: their order by name
 */
int
bell_admin_coverage_item_compare (gconstpointer a, gconstpointer b)
{
  const BellAdminCoverageItem *left = *(BellAdminCoverageItem *const *) a;
  const BellAdminCoverageItem *right = *(BellAdminCoverageItem *const *) b;
  int                          order = strcmp (left->key, right->key);

  return order != 0 ? order : strcmp (left->id, right->id);
}

/**
 * bell_admin_coverage_item_compare_answers:
 * @a: (type gpointer): where an item is
 * @b: (type gpointer): where another one is
 *
 * Returns: their order by answer, those without chat first, by reason; then by name
 */
int
bell_admin_coverage_item_compare_answers (gconstpointer a, gconstpointer b)
{
  const BellAdminCoverageItem *left = *(BellAdminCoverageItem *const *) a;
  const BellAdminCoverageItem *right = *(BellAdminCoverageItem *const *) b;
  int                          order = left->available - right->available;

  if (order == 0)
    order = strcmp (left->reason, right->reason);

  return order != 0 ? order : bell_admin_coverage_item_compare (a, b);
}
