/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-ical-private.h"

#include <string.h>

/* Finds the events in an iCalendar file (RFC 5545) and gives their lines to who understands them.
 * Everything else in the file is only looked at as far as where it ends. */

#define MAX_DEPTH  8
#define MAX_EVENTS 20000
#define MAX_NAME   64

typedef struct
{
  const char    *next; /* what is not read yet */
  const char    *end;
  guint          next_line;
  guint          line; /* where the text began */
  GString       *text; /* a line, unfolded */
  GPtrArray     *open; /* names of the components that have not ended */
  GPtrArray     *events;
  BellIcalEvent *event; /* borrowed: the one that has not ended */
} Scan;

static gboolean
fail (Scan *self, GError **error, const char *expected)
{
  g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "line %u: expected %s", self->line, expected);

  return FALSE;
}

static void
append_physical_line (Scan *self)
{
  const char *feed = memchr (self->next, '\n', self->end - self->next);
  const char *stop = feed != NULL ? feed : self->end;

  if (stop > self->next && stop[-1] == '\r')
    g_string_append_len (self->text, self->next, stop - self->next - 1);
  else
    g_string_append_len (self->text, self->next, stop - self->next);
  self->next = feed != NULL ? feed + 1 : self->end;
  self->next_line++;
}

/* A line and those after it that begin with a space, which belong to it. Lines that are empty are
 * passed over, as everybody does. */
static gboolean
read_line (Scan *self)
{
  do
    {
      if (self->next == self->end)
        return FALSE;
      self->line = self->next_line;
      g_string_truncate (self->text, 0);
      append_physical_line (self);
      while (self->next < self->end && (*self->next == ' ' || *self->next == '\t'))
        {
          self->next++;
          append_physical_line (self);
        }
    }
  while (self->text->len == 0);

  return TRUE;
}

/* The name of what stands in the line, in capital letters; NULL if it has none. */
static char *
name_of (const char *text)
{
  gsize length = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-");

  if (length == 0 || (text[length] != ':' && text[length] != ';') || strchr (text, ':') == NULL)
    return NULL;

  return g_ascii_strup (text, (gssize) length);
}

/* The name of the component that begins or ends in the line; NULL for what is no name. */
static char *
component_of (const char *text)
{
  g_autofree char *name = g_strstrip (g_ascii_strup (strchr (text, ':') + 1, -1));

  if (name[0] == '\0' || strlen (name) > MAX_NAME
      || strspn (name, G_CSET_A_2_Z G_CSET_DIGITS "-") != strlen (name))
    return NULL;

  return g_steal_pointer (&name);
}

static gboolean
begin (Scan *self, GError **error)
{
  g_autofree char *name = component_of (self->text->str);

  if (self->open->len == 0 && g_strcmp0 (name, "VCALENDAR") != 0)
    return fail (self, error, "BEGIN:VCALENDAR");

  if (name == NULL)
    return fail (self, error, "BEGIN: and the name of a component");

  if (self->open->len == MAX_DEPTH)
    return fail (self, error, "components nested at most " G_STRINGIFY (MAX_DEPTH) " deep");

  if (self->open->len == 1 && g_str_equal (name, "VEVENT"))
    {
      if (self->events->len == MAX_EVENTS)
        return fail (self, error, "no more than " G_STRINGIFY (MAX_EVENTS) " events");
      self->event = bell_ical_event_new (self->line);
      g_ptr_array_add (self->events, self->event);
    }
  g_ptr_array_add (self->open, g_steal_pointer (&name));

  return TRUE;
}

static gboolean
end (Scan *self, GError **error)
{
  g_autofree char *name = component_of (self->text->str);
  const char      *opened = self->open->len > 0 ? self->open->pdata[self->open->len - 1] : NULL;

  if (name == NULL || g_strcmp0 (name, opened) != 0)
    {
      g_autofree char *expected
          = opened == NULL ? g_strdup ("BEGIN:VCALENDAR") : g_strdup_printf ("END:%s", opened);

      return fail (self, error, expected);
    }

  g_ptr_array_set_size (self->open, (int) self->open->len - 1);
  if (self->open->len != 1 || self->event == NULL)
    return TRUE;

  return bell_ical_event_finish (g_steal_pointer (&self->event), error);
}

static gboolean
take_line (Scan *self, GError **error)
{
  g_autofree char *name = NULL;

  /* Not before it is unfolded: a line may be cut within a character. */
  if (!g_utf8_validate_len (self->text->str, self->text->len, NULL))
    return fail (self, error, "text in UTF-8");

  name = name_of (self->text->str);
  if (name == NULL)
    return fail (self, error,
                 self->open->len == 0 ? "BEGIN:VCALENDAR" : "a line of the form NAME:VALUE");
  if (g_str_equal (name, "BEGIN"))
    return begin (self, error);
  if (g_str_equal (name, "END"))
    return end (self, error);
  if (self->open->len == 0)
    return fail (self, error, "BEGIN:VCALENDAR");

  /* What is in a part of an event, an alarm, is not the event's. */
  if (self->event == NULL || self->open->len != 2 || !bell_ical_event_knows (name))
    return TRUE;

  return bell_ical_event_take (self->event, name, self->text->str, self->line, error);
}

static gboolean
scan_lines (Scan *self, GError **error)
{
  while (read_line (self))
    if (!take_line (self, error))
      return FALSE;

  self->line = self->next_line;
  if (self->open->len > 0)
    {
      const char      *opened = self->open->pdata[self->open->len - 1];
      g_autofree char *expected = g_strdup_printf ("END:%s", opened);

      return fail (self, error, expected);
    }

  return TRUE;
}

/**
 * bell_ical_scan:
 * @data: the bytes of a file
 * @length: how many
 * @error: return location for %BELL_ERROR_INVALID, which names the line, or %BELL_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (nullable) (element-type BellIcalEvent): the events in the file
 */
GPtrArray *
bell_ical_scan (const char *data, gsize length, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bell_ical_event_free);
  Scan self = { .text = text, .open = open, .events = events, .next_line = 1 };

  if (length > BELL_ICAL_MAX_BYTES)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_TOO_LARGE,
                   "more than %d MiB; a calendar of holidays has less",
                   BELL_ICAL_MAX_BYTES / 1024 / 1024);
      return NULL;
    }

  if (length == 0)
    data = "";
  self.next = data;
  self.end = data + length;
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    self.next += 3;
  if (self.next == self.end)
    {
      self.line = 1;
      return fail (&self, error, "BEGIN:VCALENDAR"), NULL;
    }

  return scan_lines (&self, error) ? g_steal_pointer (&events) : NULL;
}
