/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-record-edit.h"

#include "bell-json.h"
#include "edit-calls.h"
#include "test-store.h"

/* Sam may go; nothing else does. */
#define CHANGES "\"people\": [ => \"people\": [{\"id\": \"sam\", \"name\": \"Sam\"},"

typedef struct
{
  char           *folder;
  BellStore      *store;
  BellRecordEdit *edit; /* of the agreement "gold" */
  GError         *error;
  BellEdited     *edited;
  gboolean        done;
} Fixture;

static BellRecord *
read_record (Fixture *fixture, const BellShape *shape, const char *id)
{
  g_autoptr (GPtrArray) records
      = test_store_must (fixture->store, NULL, bell_call_new (&bell_call_desk_export));
  BellRecord *record = bell_records_find (records, shape, id);

  return record != NULL ? bell_record_ref (record) : NULL;
}

static BellRecordEdit *
edit_of (Fixture *fixture, const BellShape *shape, const char *id)
{
  g_autoptr (BellRecord) record = read_record (fixture, shape, id);

  return bell_record_edit_new (fixture->store, "ann", shape, record, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->store = test_store_new (fixture->folder, CHANGES);
  fixture->edit = edit_of (fixture, &bell_agreement_shape, "gold");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->edited, bell_record_unref);
  g_clear_object (&fixture->edit);
  test_store_close (fixture->store);
  test_folder_free (fixture->folder);
}

static const BellField *
field_of (BellRecordEdit *edit, const char *name)
{
  const BellField *field = bell_shape_find_field (bell_record_edit_get_shape (edit), name);

  g_assert_nonnull (field);

  return field;
}

static void
write_text (BellRecordEdit *edit, const char *name, const char *text)
{
  bell_record_edit_set_text (edit, field_of (edit, name), text);
}

static BellProblem
problem_of (BellRecordEdit *edit, const char *name)
{
  const char *expected;

  return bell_record_edit_check (edit, field_of (edit, name), &expected);
}

static const char *
title_of (const BellRecord *record)
{
  return ((const BellAgreement *) record)->title;
}

static void
on_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->edited = bell_record_edit_finish (BELL_RECORD_EDIT (object), result, &fixture->error);
  fixture->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->done;
}

static void
save (Fixture *fixture, BellRecordEdit *edit)
{
  fixture->done = FALSE;
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->edited, bell_record_unref);
  bell_record_edit_save_async (edit, on_done, fixture);
  test_wait (is_done, fixture, "the record to be saved");
}

/* Somebody else changes the title, and perhaps retires it. */
static void
rename_elsewhere (Fixture *fixture, const char *title, gboolean retire)
{
  g_autoptr (BellRecord) was = read_record (fixture, &bell_agreement_shape, "gold");
  g_autoptr (BellRecord) now = bell_record_copy (was);
  g_autoptr (GPtrArray) answer = NULL;

  g_set_str (&((BellAgreement *) now)->title, title);
  if (retire)
    ((BellAgreement *) now)->status = BELL_STATUS_RETIRED;
  answer = test_store_must (fixture->store, NULL, edit_put (now, was));
}

static void
test_checks (Fixture *fixture, gconstpointer data)
{
  BellRecordEdit *edit = fixture->edit;

  g_assert_true (bell_record_edit_is_right (edit));
  g_assert_false (bell_record_edit_differs (edit));
  write_text (edit, "valid_until", "soon");
  g_assert_cmpint (problem_of (edit, "valid_until"), ==, BELL_PROBLEM_FORM);
  g_assert_true (bell_record_edit_differs (edit));
  g_assert_false (bell_record_edit_is_right (edit));
  write_text (edit, "valid_until", "2025-01-01");
  g_assert_cmpint (problem_of (edit, "valid_until"), ==, BELL_PROBLEM_RELATION);
  write_text (edit, "valid_until", "");
  g_assert_true (bell_record_edit_is_right (edit));
  g_assert_false (bell_record_edit_differs (edit));
  write_text (edit, "title", "");
  g_assert_cmpint (problem_of (edit, "title"), ==, BELL_PROBLEM_FORM);
  bell_record_edit_discard (edit);
  g_assert_false (bell_record_edit_differs (edit));
}

static gboolean
has_their_title (gpointer data)
{
  return g_str_equal (title_of (bell_record_edit_get_now (data)), "Theirs");
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  rename_elsewhere (fixture, "Theirs", FALSE);
  test_wait (has_their_title, fixture->edit, "the edit to follow the desk");
  g_assert_false (bell_record_edit_is_overtaken (fixture->edit));
  g_assert_false (bell_record_edit_differs (fixture->edit));
}

static gboolean
is_overtaken (gpointer data)
{
  return bell_record_edit_is_overtaken (data);
}

static void
test_overtaken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) found = NULL;

  write_text (fixture->edit, "title", "Mine");
  rename_elsewhere (fixture, "Theirs", TRUE);
  test_wait (is_overtaken, fixture->edit, "the edit to be overtaken");
  g_assert_cmpstr (title_of (bell_record_edit_get_now (fixture->edit)), ==, "Mine");
  g_assert_cmpstr (title_of (bell_record_edit_get_theirs (fixture->edit)), ==, "Theirs");
  save (fixture, fixture->edit);
  g_assert_error (fixture->error, BELL_ERROR, BELL_ERROR_CONFLICT);
  g_assert_cmpstr (title_of (bell_record_edit_get_now (fixture->edit)), ==, "Mine");
  bell_record_edit_keep_mine (fixture->edit);
  save (fixture, fixture->edit);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (title_of (fixture->edited->was), ==, "Theirs");
  found = read_record (fixture, &bell_agreement_shape, "gold");
  g_assert_cmpstr (title_of (found), ==, "Mine");
  g_assert_cmpint (((BellAgreement *) found)->status, ==, BELL_STATUS_RETIRED);
  g_assert_false (bell_record_edit_differs (fixture->edit));
}

static void
test_uses_theirs (Fixture *fixture, gconstpointer data)
{
  write_text (fixture->edit, "title", "Mine");
  rename_elsewhere (fixture, "Theirs", FALSE);
  test_wait (is_overtaken, fixture->edit, "the edit to be overtaken");
  bell_record_edit_use_theirs (fixture->edit);
  g_assert_true (has_their_title (fixture->edit));
  g_assert_false (bell_record_edit_is_overtaken (fixture->edit));
  g_assert_false (bell_record_edit_differs (fixture->edit));
}

/* What only the desk knows is said of the field that it names. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  write_text (fixture->edit, "owner", "nobody");
  g_assert_true (bell_record_edit_is_right (fixture->edit));
  save (fixture, fixture->edit);
  g_assert_error (fixture->error, BELL_ERROR, BELL_ERROR_INVALID);
  g_assert_cmpint (problem_of (fixture->edit, "owner"), ==, BELL_PROBLEM_REFUSED);
  g_assert_true (bell_record_edit_differs (fixture->edit));
  write_text (fixture->edit, "owner", "ann");
  g_assert_true (bell_record_edit_is_right (fixture->edit));
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecordEdit) edit
      = bell_record_edit_new (fixture->store, "ann", &bell_service_shape, NULL, NULL);

  g_assert_true (bell_record_edit_is_new (edit));
  g_assert_false (bell_record_edit_differs (edit));
  g_assert_cmpint (problem_of (edit, "id"), ==, BELL_PROBLEM_FORM);
  write_text (edit, "name", "E-mail, again");
  write_text (edit, "id", "email");
  g_assert_true (bell_record_edit_is_right (edit));
  save (fixture, edit);
  g_assert_error (fixture->error, BELL_ERROR, BELL_ERROR_CONFLICT);
  g_assert_cmpint (problem_of (edit, "id"), ==, BELL_PROBLEM_REFUSED);
  write_text (edit, "id", "email-2");
  save (fixture, edit);
  g_assert_no_error (fixture->error);
  g_assert_false (bell_record_edit_is_new (edit));
}

static void
test_removed_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecordEdit) edit = edit_of (fixture, &bell_person_shape, "sam");
  g_autoptr (BellRecord) sam = read_record (fixture, &bell_person_shape, "sam");
  g_autoptr (GPtrArray) answer = NULL;

  write_text (edit, "name", "Samuel");
  answer = test_store_must (fixture->store, NULL, edit_remove (sam));
  test_wait (is_overtaken, edit, "the edit to be overtaken");
  g_assert_null (bell_record_edit_get_theirs (edit));
  bell_record_edit_keep_mine (edit);
  save (fixture, edit);
  g_assert_no_error (fixture->error);
  g_clear_pointer (&sam, bell_record_unref);
  sam = read_record (fixture, &bell_person_shape, "sam");
  g_assert_cmpstr (((BellPerson *) sam)->name, ==, "Samuel");
}

static void
write_json (BellRecordEdit *edit, const char *name, const char *text)
{
  bell_record_edit_set (edit, field_of (edit, name), bell_json_read (text, NULL));
}

/* A list of parts is set to what its parts are, once all of them are right. */
static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecordEdit) edit = edit_of (fixture, &bell_person_shape, "sam");
  g_autoptr (BellRecordEdit) part = bell_record_edit_new_part (&bell_vacation_shape, NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (BellRecord) sam = NULL;
  const BellVacation *vacation;

  g_ptr_array_add (parts, part);
  g_assert_cmpint (problem_of (part, "from"), ==, BELL_PROBLEM_FORM);
  bell_record_edit_set (edit, field_of (edit, "vacations"), bell_record_edit_parts_to_json (parts));
  g_assert_cmpint (problem_of (edit, "vacations"), ==, BELL_PROBLEM_FORM);
  write_text (part, "from", "2026-12-24");
  write_text (part, "until", "2026-12-23");
  g_assert_cmpint (problem_of (part, "until"), ==, BELL_PROBLEM_RELATION);
  write_text (part, "until", "2026-12-31");
  bell_record_edit_set (edit, field_of (edit, "vacations"), bell_record_edit_parts_to_json (parts));
  g_assert_true (bell_record_edit_is_right (edit));
  save (fixture, edit);
  g_assert_no_error (fixture->error);
  sam = read_record (fixture, &bell_person_shape, "sam");
  g_assert_cmpuint (((BellPerson *) sam)->vacations->len, ==, 1);
  vacation = ((BellPerson *) sam)->vacations->pdata[0];
  g_assert_cmpint (vacation->until - vacation->from, ==, 7);
}

/* Targets and conditions are held to the table of fields, and saved whole or not at all. */
static void
test_structures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecordEdit) rule
      = bell_record_edit_new (fixture->store, "ann", &bell_rule_shape, NULL, NULL);
  g_autoptr (BellRecord) saved = NULL;

  write_json (fixture->edit, "targets", "[{\"kind\": \"resolution\", \"minutes\": {\"high\": 0}}]");
  g_assert_cmpint (problem_of (fixture->edit, "targets"), ==, BELL_PROBLEM_FORM);
  write_json (fixture->edit, "targets",
              "[{\"kind\": \"resolution\", \"warn_percent\": 90, \"minutes\": {\"high\": 90}}]");
  save (fixture, fixture->edit);
  g_assert_no_error (fixture->error);
  saved = read_record (fixture, &bell_agreement_shape, "gold");
  g_assert_cmpint (((BellTarget *) ((BellAgreement *) saved)->targets->pdata[0])->minutes[1], ==,
                   90);

  write_text (rule, "id", "nested");
  write_text (rule, "scope", "record");
  write_text (rule, "relate_agreement", "gold");
  g_assert_cmpint (problem_of (rule, "when"), ==, BELL_PROBLEM_FORM);
  write_json (rule, "when", "{\"any\": [{\"not\": {\"field\": \"priority\", \"is\": \"later\"}}]}");
  g_assert_cmpint (problem_of (rule, "when"), ==, BELL_PROBLEM_FORM);
  write_json (rule, "when", "{\"any\": [{\"not\": {\"field\": \"priority\", \"is\": \"low\"}}]}");
  save (fixture, rule);
  g_assert_no_error (fixture->error);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/record-edit/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("holds-fields-to-what-an-import-is-held-to", test_checks);
  ADD ("follows-the-desk", test_follows);
  ADD ("is-overtaken-and-keeps-what-was-written", test_overtaken);
  ADD ("takes-what-others-wrote", test_uses_theirs);
  ADD ("names-the-field-that-was-refused", test_refused);
  ADD ("makes-a-record", test_new);
  ADD ("sets-lists-of-parts", test_parts);
  ADD ("sets-targets-and-conditions", test_structures);
  ADD ("makes-one-again-that-others-removed", test_removed_elsewhere);

  return g_test_run ();
}
