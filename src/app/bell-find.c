/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-find.h"

#include "bell-admin-value.h"
#include "bell-format.h"
#include "bell-id.h"

#include <glib/gi18n.h>

#define PAGE         100 /* requests that the desk is asked for at a time */
#define MOST_PAGES   5   /* of requests that have one of the words and may have the others */
#define MOST_PEOPLE  3   /* whose requests are looked for */
#define LONGEST_WORD 200 /* in characters: more the desk does not look for */

/* What is looked for in a record of the configuration. */
static char *
record_text (const BellRecord *record)
{
  g_autofree char *title = bell_admin_value_title (record);
  const char      *email = NULL;

  if (record->shape == &bell_person_shape)
    email = ((const BellPerson *) record)->email;

  return g_strjoin ("\n", record->id, title, email, NULL);
}

static gboolean
is_early (const BellWords *words, const BellRecord *record)
{
  g_autofree char *title = bell_admin_value_title (record);

  return g_strcmp0 (bell_words_get_only (words), record->id) == 0
         || bell_words_begin (words, title);
}

/**
 * bell_find_records:
 * @session: a desk
 * @shape: a type of record of its configuration
 * @words: what to look for in names, ids and addresses
 * @most: how many to give at the most
 * @more: (out) (optional): whether there are more
 *
 * Returns: (transfer full) (element-type BellRecord): the records that have all words; those that
 * begin with the first word come first
 */
GPtrArray *
bell_find_records (BellSession     *session,
                   const BellShape *shape,
                   const BellWords *words,
                   guint            most,
                   gboolean        *more)
{
  BellDocument *directory = bell_session_get_directory (session);
  GPtrArray    *records = directory != NULL ? bell_document_list (directory, shape) : NULL;
  GPtrArray    *found = g_ptr_array_new_with_free_func (bell_record_unref);
  g_autoptr (GPtrArray) late = g_ptr_array_new_with_free_func (bell_record_unref);

  for (guint i = 0; records != NULL && i < records->len && found->len <= most; i++)
    {
      BellRecord      *record = records->pdata[i];
      g_autofree char *text = record_text (record);

      if (bell_words_fit (words, text))
        g_ptr_array_add (is_early (words, record) ? found : late, bell_record_ref (record));
    }
  g_ptr_array_extend_and_steal (found, g_steal_pointer (&late));
  if (more != NULL)
    *more = found->len > most;
  g_ptr_array_set_size (found, (int) MIN (found->len, most));

  return found;
}

/* The requests that somebody looks for. The desk finds a text, and what has all words is taken of
 * what it gives. */
typedef struct
{
  BellWords *words;
  guint      most;
  GQueue     calls; /* that are still to be made */
  guint      n_pages;
  guint      n_found;
  gboolean   looked_at_people;
  GPtrArray *found; /* requests and people */
} Search;

static void
search_free (Search *self)
{
  bell_words_unref (self->words);
  g_queue_clear_full (&self->calls, bell_record_unref);
  g_ptr_array_unref (self->found);
  g_free (self);
}

/* A number that was typed in full, with "r-" before it or not, is looked up. */
static void
plan_number (Search *self)
{
  const char      *word = bell_words_get_only (self->words);
  g_autofree char *id = NULL;
  BellRequestGet  *call;

  if (word == NULL || word[strcspn (word, "0123456789")] == '\0')
    return;

  id = g_strconcat (word[strspn (word, "0123456789")] == '\0' ? "r-" : "", word, NULL);
  if (!bell_id_is_valid (id))
    return;

  call = bell_call_new (&bell_call_request_get);
  call->request = g_steal_pointer (&id);
  g_queue_push_tail (&self->calls, call);
}

static void
plan_page (Search *self, const char *text, const char *person)
{
  BellRequestPage *call = bell_call_new (&bell_call_request_list);

  call->search = g_strdup (text);
  call->requested_by = g_strdup (person);
  call->limit = PAGE;
  g_queue_push_tail (&self->calls, call);
}

/* The desk knows texts as they are written: if it finds none with the longest word, it perhaps does
 * with another one. */
static void
plan (Search *self)
{
  const char *const *typed = bell_words_get_typed (self->words);

  if (bell_words_is_empty (self->words))
    return;

  plan_number (self);
  for (guint i = 0; typed[i] != NULL && i < MOST_PAGES; i++)
    if (g_utf8_strlen (typed[i], -1) <= LONGEST_WORD)
      plan_page (self, typed[i], NULL);
}

/* If no word was found, somebody is perhaps meant whose name has diacritics. */
static void
plan_people (Search *self, BellSession *session)
{
  g_autoptr (GPtrArray) people = NULL;

  if (self->n_found > 0 || self->looked_at_people || bell_words_is_empty (self->words))
    return;

  self->looked_at_people = TRUE;
  people = bell_find_records (session, &bell_person_shape, self->words, MOST_PEOPLE, NULL);
  for (guint i = 0; i < people->len; i++)
    plan_page (self, NULL, BELL_RECORD (people->pdata[i])->id);
}

/* Gives the last request, if there may be more after it. */
static const char *
take (Search *self, GPtrArray *records)
{
  const char *last = NULL;
  guint       n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      BellRequest     *request = records->pdata[i];
      g_autofree char *text = NULL;

      if (request->record.shape != &bell_request_shape)
        continue;
      n++;
      last = request->record.id;
      text = bell_find_request_text (records, request);
      if (!bell_words_fit (self->words, text)
          || bell_records_find (self->found, &bell_request_shape, last) != NULL)
        continue;
      self->n_found++;
      g_ptr_array_add (self->found, bell_record_ref (request));
    }
  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_person_shape)
      g_ptr_array_add (self->found, bell_record_ref (records->pdata[i]));

  return n == PAGE ? last : NULL;
}

static void ask_next (GTask *task);

/* What was found with a word is enough. */
static void
go_on (Search *self, const BellRecord *call, const char *last)
{
  if (call->shape != &bell_call_request_list.shape)
    return;

  if (last != NULL && self->n_found <= self->most && ++self->n_pages < MOST_PAGES)
    {
      BellRequestPage *next = bell_record_copy (call);

      g_set_str (&next->after, last);
      g_queue_push_head (&self->calls, next);
    }
  else if (self->n_found > 0 && !self->looked_at_people)
    g_queue_clear_full (&self->calls, bell_record_unref);
}

static void
on_answer (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  g_autoptr (BellRecord) call = g_queue_pop_head (&self->calls);

  if (records != NULL)
    go_on (self, call, take (self, records));
  else if (!g_error_matches (error, BELL_ERROR, BELL_ERROR_NOT_FOUND)
           && !g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ask_next (g_steal_pointer (&task));
}

/* Takes @task. */
static void
ask_next (GTask *task)
{
  BellSession *session = g_task_get_source_object (task);
  BellStore   *store = bell_session_get_store (session);
  Search      *self = g_task_get_task_data (task);

  if (g_queue_is_empty (&self->calls))
    plan_people (self, session);
  if (g_queue_is_empty (&self->calls))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (store == NULL)
    {
      g_task_return_error (task, bell_store_closed_error ());
      g_object_unref (task);
    }
  else
    bell_store_call_async (store, bell_session_get_person (session),
                           g_queue_peek_head (&self->calls), g_task_get_cancellable (task),
                           on_answer, task);
}

/**
 * bell_find_requests_async:
 * @session: a desk
 * @words: what to look for in numbers, titles and names of people
 * @most: how many to give at the most
 * @cancellable: (nullable): to stop it
 * @callback: called when they are found
 * @user_data: for @callback
 *
 * Looks for requests that the person at the desk may see and that have all words. With very many
 * that have one word, only the newest of them are looked at.
 */
void
bell_find_requests_async (BellSession        *session,
                          BellWords          *words,
                          guint               most,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask  *task = g_task_new (session, cancellable, callback, user_data);
  Search *self = g_new0 (Search, 1);

  g_task_set_source_tag (task, bell_find_requests_async);
  self->words = bell_words_ref (words);
  self->most = most;
  self->found = g_ptr_array_new_with_free_func (bell_record_unref);
  g_queue_init (&self->calls);
  g_task_set_task_data (task, self, (GDestroyNotify) search_free);
  plan (self);
  ask_next (task);
}

/**
 * bell_find_requests_finish:
 * @session: the desk
 * @result: what the callback was given
 * @more: (out) (optional): whether there are more
 * @error: return location for what a desk answers
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): the requests, first one whose
 * number was looked for, then the newest; and after some of them people who made them
 */
GPtrArray *
bell_find_requests_finish (BellSession  *session,
                           GAsyncResult *result,
                           gboolean     *more,
                           GError      **error)
{
  Search *self = g_task_get_task_data (G_TASK (result));
  guint   n = 0;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  if (more != NULL)
    *more = self->n_found > self->most;
  for (guint i = 0; i < self->found->len;)
    if (BELL_RECORD (self->found->pdata[i])->shape == &bell_request_shape && ++n > self->most)
      g_ptr_array_remove_index (self->found, i);
    else
      i++;

  return g_ptr_array_ref (self->found);
}

static const char *
person_name (GPtrArray *records, const BellRequest *request)
{
  const BellPerson *person = bell_records_find (records, &bell_person_shape, request->requested_by);

  return person != NULL ? person->name : request->requested_by;
}

/**
 * bell_find_request_text:
 * @records: (element-type BellRecord): what a desk gave
 * @request: a request in it
 *
 * Returns: (transfer full): what is looked for in the request
 */
char *
bell_find_request_text (GPtrArray *records, const BellRequest *request)
{
  return g_strjoin ("\n", request->record.id, request->title, person_name (records, request), NULL);
}

/**
 * bell_find_request_about:
 * @records: (element-type BellRecord): what a desk gave
 * @request: a request in it
 *
 * Returns: (transfer full): what is said of the request besides its title
 */
char *
bell_find_request_about (GPtrArray *records, const BellRequest *request)
{
  /* Translators: the number of a request, who made it, and its phase */
  return g_strdup_printf (_ ("%s · %s · %s"), request->record.id, person_name (records, request),
                          bell_format_phase (request->phase));
}
