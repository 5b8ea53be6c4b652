/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-error.h"

#include "bell-record.h"

#include <errno.h>

typedef struct
{
  BellTrouble trouble;
  gint64      process;
  BellRecord *record;
} BellErrorPrivate;

static void
bell_error_private_init (BellErrorPrivate *self)
{
  self->trouble = BELL_TROUBLE_NONE;
  self->process = 0;
  self->record = NULL;
}

static void
bell_error_private_copy (const BellErrorPrivate *self, BellErrorPrivate *copy)
{
  *copy = *self;
  if (copy->record != NULL)
    bell_record_ref (copy->record);
}

static void
bell_error_private_clear (BellErrorPrivate *self)
{
  g_clear_pointer (&self->record, bell_record_unref);
}

G_DEFINE_EXTENDED_ERROR (BellError, bell_error)

static const char *const nicks[] = {
  [BELL_ERROR_OFFLINE] = "offline",   [BELL_ERROR_DENIED] = "denied",
  [BELL_ERROR_CONFLICT] = "conflict", [BELL_ERROR_NOT_FOUND] = "not_found",
  [BELL_ERROR_INVALID] = "invalid",   [BELL_ERROR_TOO_LARGE] = "too_large",
  [BELL_ERROR_STORE] = "store",       [BELL_ERROR_NO_CHAT] = "no_chat",
  [BELL_ERROR_TOO_MANY] = "too_many",
};

/**
 * bell_error_nick:
 * @code: an error code
 *
 * Returns: the word for @code on the wire and in logs
 */
const char *
bell_error_nick (BellError code)
{
  g_return_val_if_fail (code < G_N_ELEMENTS (nicks), "store");

  return nicks[code];
}

/**
 * bell_error_from_nick:
 * @nick: a word that bell_error_nick() gave, perhaps in another process
 *
 * Returns: its code; %BELL_ERROR_STORE for a word that is not known
 */
BellError
bell_error_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      return i;

  return BELL_ERROR_STORE;
}

/**
 * bell_error_mark:
 * @error: (nullable): where an error of %BELL_ERROR was just set
 * @trouble: what is the matter with the store
 * @process: the process that is the reason, or 0
 *
 * Tells more of an error than its code does.
 */
void
bell_error_mark (GError **error, BellTrouble trouble, gint64 process)
{
  BellErrorPrivate *self;

  if (error == NULL)
    return;

  g_return_if_fail (*error != NULL && (*error)->domain == BELL_ERROR);

  self = bell_error_get_private (*error);
  self->trouble = trouble;
  self->process = process;
}

/**
 * bell_error_get_trouble:
 * @error: any error
 *
 * Returns: what is the matter with the store, as far as it is told apart
 */
BellTrouble
bell_error_get_trouble (const GError *error)
{
  return error->domain == BELL_ERROR ? bell_error_get_private (error)->trouble : BELL_TROUBLE_NONE;
}

/**
 * bell_error_get_process:
 * @error: any error
 *
 * Returns: the process that is the reason, or 0
 */
gint64
bell_error_get_process (const GError *error)
{
  return error->domain == BELL_ERROR ? bell_error_get_private (error)->process : 0;
}

/**
 * bell_error_attach:
 * @error: (nullable): where an error of %BELL_ERROR was just set
 * @record: (type BellRecord) (transfer full): what a person has to see of it
 *
 * Has an error carry a record.
 */
void
bell_error_attach (GError **error, gpointer record)
{
  BellErrorPrivate *self;

  if (error == NULL)
    {
      bell_record_unref (record);
      return;
    }

  g_return_if_fail (*error != NULL && (*error)->domain == BELL_ERROR);

  self = bell_error_get_private (*error);
  g_clear_pointer (&self->record, bell_record_unref);
  self->record = record;
}

/**
 * bell_error_get_record:
 * @error: any error
 *
 * Returns: (type BellRecord) (transfer none) (nullable): the record that it carries, if any
 */
gpointer
bell_error_get_record (const GError *error)
{
  return error->domain == BELL_ERROR ? bell_error_get_private (error)->record : NULL;
}

/**
 * bell_trouble_from_errno:
 * @number: what the system says why a file could not be opened
 *
 * Returns: what is the matter with the file
 */
BellTrouble
bell_trouble_from_errno (int number)
{
  switch (number)
    {
    case ENOENT:
    case ENOTDIR:
      return BELL_TROUBLE_MISSING;
    case EACCES:
    case EPERM:
    case EROFS:
      return BELL_TROUBLE_READ_ONLY;
    case ENOSPC:
    case EDQUOT:
      return BELL_TROUBLE_FULL;
    default:
      return BELL_TROUBLE_NONE;
    }
}
