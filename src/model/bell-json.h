/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-error.h"

#include <json-glib/json-glib.h>

/* The deepest nesting that anything from outside may have. */
#define BELL_JSON_MAX_DEPTH 64

JsonNode *bell_json_parse (const char *data, gsize length, gsize max_length, GError **error);
JsonNode *bell_json_read (const char *text, GError **error);
char     *bell_json_text (JsonNode *node, gboolean pretty);
JsonNode *bell_json_object_node (JsonObject *object);
JsonNode *bell_json_array_node (JsonArray *array);
gboolean  bell_json_fail (GError **error, GString *path, const char *expected, JsonNode *found);
gsize     bell_json_push (GString *path, const char *member);
gsize     bell_json_push_index (GString *path, guint index);
gboolean  bell_json_holds (JsonNode *node, GType type);
