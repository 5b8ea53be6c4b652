/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/**
 * BellProblem:
 * @BELL_PROBLEM_NONE: the field is right
 * @BELL_PROBLEM_FORM: its value is not of the form that the table of fields wants
 * @BELL_PROBLEM_RELATION: it does not go with the other fields
 * @BELL_PROBLEM_REFUSED: the desk refused it
 *
 * What is wrong with a field.
 */
typedef enum
{
  BELL_PROBLEM_NONE,
  BELL_PROBLEM_FORM,
  BELL_PROBLEM_RELATION,
  BELL_PROBLEM_REFUSED,
} BellProblem;

/* One record while it is edited: as it was read, as it shall be, and what others made of it
 * meanwhile. */
#define BELL_TYPE_RECORD_EDIT (bell_record_edit_get_type ())
G_DECLARE_FINAL_TYPE (BellRecordEdit, bell_record_edit, BELL, RECORD_EDIT, GObject)

BellRecordEdit *bell_record_edit_new (BellStore       *store,
                                      const char      *actor,
                                      const BellShape *shape,
                                      BellRecord      *was,
                                      BellRecord      *start);
BellRecordEdit *bell_record_edit_new_part (const BellShape *shape, BellRecord *part);
JsonNode       *bell_record_edit_parts_to_json (GPtrArray *edits);

const BellShape  *bell_record_edit_get_shape (BellRecordEdit *self);
const BellRecord *bell_record_edit_get_now (BellRecordEdit *self);
const BellRecord *bell_record_edit_get_was (BellRecordEdit *self);
const BellRecord *bell_record_edit_get_theirs (BellRecordEdit *self);
gboolean          bell_record_edit_is_overtaken (BellRecordEdit *self);
gboolean          bell_record_edit_is_new (BellRecordEdit *self);
gboolean          bell_record_edit_is_busy (BellRecordEdit *self);
gboolean          bell_record_edit_differs (BellRecordEdit *self);
gboolean          bell_record_edit_is_right (BellRecordEdit *self);
BellProblem
bell_record_edit_check (BellRecordEdit *self, const BellField *field, const char **expected);

void bell_record_edit_set (BellRecordEdit *self, const BellField *field, JsonNode *value);
void bell_record_edit_set_text (BellRecordEdit *self, const BellField *field, const char *text);
void bell_record_edit_discard (BellRecordEdit *self);
void bell_record_edit_use_theirs (BellRecordEdit *self);
void bell_record_edit_keep_mine (BellRecordEdit *self);

void        bell_record_edit_save_async (BellRecordEdit     *self,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
void        bell_record_edit_remove_async (BellRecordEdit     *self,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
BellEdited *bell_record_edit_finish (BellRecordEdit *self, GAsyncResult *result, GError **error);
