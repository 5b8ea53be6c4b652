/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-record-edit.h"

#include "bell-json.h"
#include "bell-record-edit-private.h"

G_DEFINE_FINAL_TYPE (BellRecordEdit, bell_record_edit, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RESET,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

static guint
index_of (BellRecordEdit *self, const BellField *field)
{
  return (guint) (field - self->shape->fields);
}

/* Says that what is edited, or what is known of it, is another. */
void
bell_record_edit_changed (BellRecordEdit *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
begin_from (BellRecordEdit *self, const BellRecord *record)
{
  BellRecord *now = bell_record_copy (record);

  g_clear_pointer (&self->now, bell_record_unref);
  self->now = now;
  self->wrong = 0;
  bell_record_edit_forget_refusal (self);
}

/* Every field is to be shown anew. */
void
bell_record_edit_renew (BellRecordEdit *self)
{
  g_signal_emit (self, signals[SIGNAL_RESET], 0);
  bell_record_edit_changed (self);
}

/* Begins anew with the record as it is on the desk. */
void
bell_record_edit_reset (BellRecordEdit *self, BellRecord *record)
{
  BellRecord *was = bell_record_ref (record);

  g_clear_pointer (&self->was, bell_record_unref);
  g_clear_pointer (&self->theirs, bell_record_unref);
  self->was = was;
  self->overtaken = FALSE;
  begin_from (self, was);
  bell_record_edit_renew (self);
}

static void
bell_record_edit_dispose (GObject *object)
{
  BellRecordEdit *self = BELL_RECORD_EDIT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bell_record_edit_parent_class)->dispose (object);
}

static void
bell_record_edit_finalize (GObject *object)
{
  BellRecordEdit *self = BELL_RECORD_EDIT (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->was, bell_record_unref);
  g_clear_pointer (&self->start, bell_record_unref);
  g_clear_pointer (&self->now, bell_record_unref);
  g_clear_pointer (&self->theirs, bell_record_unref);
  g_clear_pointer (&self->sent, bell_record_unref);
  g_free (self->actor);
  g_free (self->refusal);

  G_OBJECT_CLASS (bell_record_edit_parent_class)->finalize (object);
}

static void
bell_record_edit_class_init (BellRecordEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_record_edit_dispose;
  object_class->finalize = bell_record_edit_finalize;

  /* What is edited, or what is known of it, is another. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BELL_TYPE_RECORD_EDIT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* It begins anew: whoever shows the fields shows them again. */
  signals[SIGNAL_RESET] = g_signal_new ("reset", BELL_TYPE_RECORD_EDIT, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_record_edit_init (BellRecordEdit *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * bell_record_edit_new:
 * @store: a desk
 * @actor: who edits
 * @shape: what is edited: settings, or a type of record of the desk document
 * @was: (nullable): the record as it is on the desk; %NULL for a new one
 * @start: (nullable): of a new one: what to begin with
 *
 * Returns: (transfer full): the record, to be edited; it follows the desk as long as nothing in it
 * differs from it
 */
BellRecordEdit *
bell_record_edit_new (BellStore       *store,
                      const char      *actor,
                      const BellShape *shape,
                      BellRecord      *was,
                      BellRecord      *start)
{
  BellRecordEdit *self = g_object_new (BELL_TYPE_RECORD_EDIT, NULL);

  self->store = g_object_ref (store);
  self->actor = g_strdup (actor);
  self->shape = shape;
  self->was = was != NULL ? bell_record_ref (was) : NULL;
  self->start = start != NULL ? bell_record_ref (start) : bell_record_new (shape);
  begin_from (self, self->was != NULL ? self->was : self->start);
  bell_record_edit_follow (self);

  return self;
}

/* Nobody has said its days yet: a day has no value that stands for none otherwise. */
static BellRecord *
new_part (const BellShape *shape)
{
  BellRecord *part = bell_record_new (shape);

  for (guint i = 0; i < shape->n_fields; i++)
    if (shape->fields[i].kind == BELL_FIELD_DATE)
      *(BellDate *) G_STRUCT_MEMBER_P (part, shape->fields[i].offset) = BELL_DATE_NONE;

  return part;
}

/**
 * bell_record_edit_new_part:
 * @shape: what a part of a record is
 * @part: (nullable): the part; %NULL for a new one
 *
 * Returns: (transfer full): the part, to be edited; it is saved with its record, and not by itself
 */
BellRecordEdit *
bell_record_edit_new_part (const BellShape *shape, BellRecord *part)
{
  BellRecordEdit *self = g_object_new (BELL_TYPE_RECORD_EDIT, NULL);

  self->shape = shape;
  self->start = part != NULL ? bell_record_ref (part) : new_part (shape);
  begin_from (self, self->start);

  return self;
}

/**
 * bell_record_edit_parts_to_json:
 * @edits: (element-type BellRecordEdit): parts of a record
 *
 * Returns: (transfer full): the list of them, to set the field of the record to; null as long as
 * something in one of them is not right
 */
JsonNode *
bell_record_edit_parts_to_json (GPtrArray *edits)
{
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; i < edits->len; i++)
    {
      BellRecordEdit *part = edits->pdata[i];

      if (!bell_record_edit_is_right (part))
        return json_node_new (JSON_NODE_NULL);
      json_array_add_element (list, bell_record_to_json (part->now, BELL_RECORD_FORM_DOCUMENT));
    }

  return bell_json_array_node (g_steal_pointer (&list));
}

/**
 * bell_record_edit_get_shape:
 * @self: an edit
 *
 * Returns: (transfer none): what is edited
 */
const BellShape *
bell_record_edit_get_shape (BellRecordEdit *self)
{
  return self->shape;
}

/**
 * bell_record_edit_get_now:
 * @self: an edit
 *
 * Returns: (transfer none): the record as it shall be; a field that is not right has its last value
 * that was
 */
const BellRecord *
bell_record_edit_get_now (BellRecordEdit *self)
{
  return self->now;
}

/**
 * bell_record_edit_get_was:
 * @self: an edit
 *
 * Returns: (transfer none) (nullable): the record as it was read; %NULL for a new one
 */
const BellRecord *
bell_record_edit_get_was (BellRecordEdit *self)
{
  return self->was;
}

/**
 * bell_record_edit_get_theirs:
 * @self: an edit
 *
 * Returns: (transfer none) (nullable): what somebody else made of the record meanwhile; %NULL if
 * nobody did, or if they removed it
 */
const BellRecord *
bell_record_edit_get_theirs (BellRecordEdit *self)
{
  return self->theirs;
}

/**
 * bell_record_edit_is_overtaken:
 * @self: an edit
 *
 * Returns: whether somebody else has changed or removed the record meanwhile
 */
gboolean
bell_record_edit_is_overtaken (BellRecordEdit *self)
{
  return self->overtaken;
}

/**
 * bell_record_edit_is_new:
 * @self: an edit
 *
 * Returns: whether the desk does not have the record yet
 */
gboolean
bell_record_edit_is_new (BellRecordEdit *self)
{
  return self->was == NULL;
}

/**
 * bell_record_edit_is_busy:
 * @self: an edit
 *
 * Returns: whether it is being saved or removed
 */
gboolean
bell_record_edit_is_busy (BellRecordEdit *self)
{
  return self->busy;
}

/**
 * bell_record_edit_differs:
 * @self: an edit
 *
 * Returns: whether something would be lost if it was left
 */
gboolean
bell_record_edit_differs (BellRecordEdit *self)
{
  return self->wrong != 0
         || !bell_record_equal (self->was != NULL ? self->was : self->start, self->now);
}

static gboolean
lacks_value (const BellField *field, const BellRecord *record)
{
  if ((field->flags & BELL_FIELD_NULLABLE) != 0)
    return FALSE;
  if (bell_field_is_string (field))
    {
      const char *text = bell_field_get_string (field, record);

      return text == NULL || (field->min > 0 && text[0] == '\0');
    }
  if (field->kind == BELL_FIELD_DATE)
    return *(const BellDate *) G_STRUCT_MEMBER_P (record, field->offset) == BELL_DATE_NONE;
  if (field->kind == BELL_FIELD_REFS)
    return g_strv_length (*(char **const *) G_STRUCT_MEMBER_P (record, field->offset)) < field->min;

  return field->kind == BELL_FIELD_CONDITION && bell_field_is_default (field, record);
}

/**
 * bell_record_edit_check:
 * @self: an edit
 * @field: a field of it
 * @expected: (out) (nullable): what was expected of it instead, in English: of a relation and of
 * what was refused
 *
 * Holds a field to what an import is held to.
 *
 * Returns: what is wrong with it
 */
BellProblem
bell_record_edit_check (BellRecordEdit *self, const BellField *field, const char **expected)
{
  const char *name;

  *expected = NULL;
  if ((self->wrong & BIT (index_of (self, field))) != 0 || lacks_value (field, self->now))
    return BELL_PROBLEM_FORM;

  name = self->shape->check != NULL ? self->shape->check (self->now, expected) : NULL;
  if (g_strcmp0 (name, field->name) == 0)
    return BELL_PROBLEM_RELATION;

  *expected = NULL;
  if (self->refused != field)
    return BELL_PROBLEM_NONE;

  *expected = self->refusal;

  return BELL_PROBLEM_REFUSED;
}

/**
 * bell_record_edit_is_right:
 * @self: an edit
 *
 * Returns: whether nothing is known to be wrong with the record
 */
gboolean
bell_record_edit_is_right (BellRecordEdit *self)
{
  for (guint i = 0; i < self->shape->n_fields; i++)
    {
      const char *expected;

      if ((self->shape->fields[i].flags & BELL_FIELD_KEPT) == 0
          && bell_record_edit_check (self, &self->shape->fields[i], &expected) != BELL_PROBLEM_NONE)
        return FALSE;
    }

  return TRUE;
}

/**
 * bell_record_edit_set:
 * @self: an edit
 * @field: a field of it
 * @value: (transfer full): its value, as a desk document has it
 *
 * Sets a field, as an import would read it. One that is not right is remembered as wrong, until it
 * is set again.
 */
void
bell_record_edit_set (BellRecordEdit *self, const BellField *field, JsonNode *value)
{
  g_autoptr (GString) path = g_string_new ("$");
  BellRecord *scratch = bell_record_copy (self->now);

  bell_field_clear (field, scratch);
  bell_field_init (field, scratch);
  if (bell_field_from_json (field, scratch, value, path, NULL))
    {
      BellRecord *before = self->now;

      self->now = scratch;
      scratch = before;
      self->wrong &= ~BIT (index_of (self, field));
    }
  else
    self->wrong |= BIT (index_of (self, field));

  bell_record_unref (scratch);
  json_node_unref (value);
  if (self->refused == field)
    bell_record_edit_forget_refusal (self);
  bell_record_edit_changed (self);
}

/**
 * bell_record_edit_set_text:
 * @self: an edit
 * @field: a field of it whose value is text
 * @text: (nullable): what somebody wrote; nothing stands for null where that may be
 *
 * Sets a field likewise.
 */
void
bell_record_edit_set_text (BellRecordEdit *self, const BellField *field, const char *text)
{
  gboolean is_null = text == NULL || (text[0] == '\0' && (field->flags & BELL_FIELD_NULLABLE) != 0);
  JsonNode *value = json_node_new (is_null ? JSON_NODE_NULL : JSON_NODE_VALUE);

  if (!is_null)
    json_node_set_string (value, text);
  bell_record_edit_set (self, field, value);
}

/**
 * bell_record_edit_discard:
 * @self: an edit
 *
 * Goes back to the record as it is on the desk, or to an empty one.
 */
void
bell_record_edit_discard (BellRecordEdit *self)
{
  if (self->overtaken && self->theirs != NULL)
    {
      bell_record_edit_use_theirs (self);
      return;
    }

  begin_from (self, self->was != NULL ? self->was : self->start);
  bell_record_edit_renew (self);
}
