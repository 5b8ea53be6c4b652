/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-logging.h"

#include "bell-error.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

/* The fields of this program's own have this before their names. */
#define OWN "BELL_"

static const char *
level_name (GLogLevelFlags level)
{
  switch ((int) (level & G_LOG_LEVEL_MASK))
    {
    case G_LOG_LEVEL_ERROR:
      return "error";
    case G_LOG_LEVEL_CRITICAL:
      return "critical";
    case G_LOG_LEVEL_WARNING:
      return "warning";
    case G_LOG_LEVEL_MESSAGE:
      return "message";
    case G_LOG_LEVEL_INFO:
      return "info";
    default:
      return "debug";
    }
}

/* A field has a length, or ends with a zero byte; what is no UTF-8 came from outside. */
static char *
field_text (const GLogField *field)
{
  return g_utf8_make_valid (field->value, field->length);
}

static char *
find_field (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, key))
      return field_text (&fields[i]);

  return g_strdup ("");
}

static char *
time_text (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
}

/* Others' chatter is for those who ask for it by G_MESSAGES_DEBUG. */
static gboolean
is_left_out (GLogLevelFlags level, const char *domain)
{
  GLogLevelFlags of_level = level & G_LOG_LEVEL_MASK;

  if (of_level <= G_LOG_LEVEL_MESSAGE
      || (of_level == G_LOG_LEVEL_INFO && g_str_equal (domain, G_LOG_DOMAIN)))
    return FALSE;

  return g_log_writer_default_would_drop (of_level, domain);
}

static void
write_line (char *line)
{
  g_autofree char *taken = line;
  gsize            length = strlen (taken);

  /* A line at once, so that those of several threads do not mix. */
  taken[length] = '\n';
  fwrite (taken, 1, length + 1, stderr);
  fflush (stderr);
}

/* A member of ours that is a number is one in JSON, too. */
static void
add_own (JsonBuilder *builder, const GLogField *field)
{
  g_autofree char *name = g_ascii_strdown (field->key + strlen (OWN), -1);
  g_autofree char *text = field_text (field);
  char            *end = NULL;
  double           number = g_ascii_strtod (text, &end);

  json_builder_set_member_name (builder, name);
  if (g_ascii_isdigit (text[0]) && *end == '\0'
      && (g_str_equal (name, "status") || g_str_equal (name, "milliseconds")))
    json_builder_add_double_value (builder, number);
  else
    json_builder_add_string_value (builder, text);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static char *
json_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *time = time_text ();
  g_autofree char *message = find_field (fields, n_fields, "MESSAGE");

  json_builder_begin_object (builder);
  add_text (builder, "time", time);
  add_text (builder, "level", level_name (level));
  add_text (builder, "message", message);
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_has_prefix (fields[i].key, OWN))
      add_own (builder, &fields[i]);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);

  return json_to_string (node, FALSE);
}

static GLogWriterOutput
write_json (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *domain = find_field (fields, n_fields, "GLIB_DOMAIN");

  if (!is_left_out (level, domain))
    write_line (json_line (level, fields, n_fields));

  return G_LOG_WRITER_HANDLED;
}

/* A line is one line, whatever stands in it. */
static char *
text_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields)
{
  g_autofree char *time = time_text ();
  g_autofree char *message = find_field (fields, n_fields, "MESSAGE");

  for (char *p = message; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';

  return g_strdup_printf ("%s %s %s", time, level_name (level), message);
}

static GLogWriterOutput
write_text (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *domain = find_field (fields, n_fields, "GLIB_DOMAIN");

  if (!is_left_out (level, domain))
    write_line (text_line (level, fields, n_fields));

  return G_LOG_WRITER_HANDLED;
}

static GLogWriterOutput
write_journal (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *domain = find_field (fields, n_fields, "GLIB_DOMAIN");

  if (is_left_out (level, domain)
      || g_log_writer_journald (level, fields, n_fields, NULL) == G_LOG_WRITER_HANDLED)
    return G_LOG_WRITER_HANDLED;

  return write_text (level, fields, n_fields, NULL);
}

/**
 * bell_logging_start:
 * @format: (nullable): "text", "json" or "journal"; %NULL for the journal if standard error goes
 * there, and text otherwise
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Has all that is logged written so from now on, with requests; once in a process.
 *
 * Returns: whether @format is one
 */
gboolean
bell_logging_start (const char *format, GError **error)
{
  if (format == NULL)
    format = g_log_writer_is_journald (fileno (stderr)) ? "journal" : "text";

  if (g_str_equal (format, "text"))
    g_log_set_writer_func (write_text, NULL, NULL);
  else if (g_str_equal (format, "json"))
    g_log_set_writer_func (write_json, NULL, NULL);
  else if (g_str_equal (format, "journal"))
    g_log_set_writer_func (write_journal, NULL, NULL);
  else
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "--log: expected text, json or journal, found \"%s\"", format);
      return FALSE;
    }

  return TRUE;
}
