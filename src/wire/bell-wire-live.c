/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "bell-wire.h"

#include <string.h>

static const BellField sign_in_fields[] = {
  BELL_FIELD (BellSignIn, name, TEXT, .flags = BELL_FIELD_REQUIRED, .min = 1, .max = 254),
  BELL_FIELD (BellSignIn,
              password,
              TEXT,
              .flags = BELL_FIELD_REQUIRED | BELL_FIELD_LINES,
              .max = 1024),
  BELL_FIELD (BellSignIn, token, BOOL),
};
const BellShape bell_sign_in_shape = BELL_SHAPE (BellSignIn, sign_in_fields, "sign_in");

static const BellField new_password_fields[] = {
  BELL_FIELD (BellNewPassword,
              password,
              TEXT,
              .flags = BELL_FIELD_REQUIRED,
              .min = BELL_PASSWORD_SHORTEST,
              .max = 1024),
  BELL_FIELD (BellNewPassword, old_password, TEXT, .flags = BELL_FIELD_NULLABLE, .max = 1024),
};
const BellShape bell_new_password_shape
    = BELL_SHAPE (BellNewPassword, new_password_fields, "new-password");

static const BellField live_command_fields[] = {
  BELL_FIELD (BellLiveCommand,
              attend,
              REF,
              .flags = BELL_FIELD_REQUIRED | BELL_FIELD_NULLABLE,
              .shape = &bell_chat_shape),
  BELL_FIELD (BellLiveCommand, ping, BOOL),
};
const BellShape bell_live_command_shape
    = BELL_SHAPE (BellLiveCommand, live_command_fields, "live_command");

/**
 * bell_wire_read_body:
 * @shape: what it must be
 * @data: bytes from outside
 * @length: how many
 * @max_length: how many are taken at most
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (nullable): a record of @shape, or %NULL
 */
gpointer
bell_wire_read_body (const BellShape *shape,
                     const char      *data,
                     gsize            length,
                     gsize            max_length,
                     GError         **error)
{
  g_autoptr (JsonNode) node = bell_json_parse (data, length, max_length, error);
  g_autoptr (GString) path = g_string_new ("$");

  if (node == NULL)
    return NULL;

  return bell_record_from_json (shape, node, BELL_RECORD_FORM_DOCUMENT, path, error);
}

/**
 * bell_wire_write_change:
 * @change: (type BellChange): a change, as the other end may see it
 *
 * Returns: (transfer full): a live message
 */
GBytes *
bell_wire_write_change (gpointer change)
{
  GString *text = g_string_sized_new (1024);

  bell_record_append_wire (change, text);

  return g_string_free_to_bytes (text);
}

/**
 * bell_wire_write_reload:
 *
 * Returns: (transfer full): a live message that says that the other end is too far behind, and has
 * to load everything anew
 */
GBytes *
bell_wire_write_reload (void)
{
  static const char text[] = "{\"" BELL_RECORD_TYPE_MEMBER "\":\"reload\"}";

  return g_bytes_new_static (text, sizeof text - 1);
}

/**
 * bell_wire_write_pong:
 * @seq: the number of a change
 *
 * Returns: (transfer full): a live message that says that the line works, and that every change up
 * to @seq has been sent over it or was not for the other end to see
 */
GBytes *
bell_wire_write_pong (gint64 seq)
{
  char *text = g_strdup_printf (
      "{\"" BELL_RECORD_TYPE_MEMBER "\":\"pong\",\"seq\":%" G_GINT64_FORMAT "}", seq);

  return g_bytes_new_take (text, strlen (text));
}
