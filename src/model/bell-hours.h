/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record.h"

/* The two kinds of fields that are an object of words: working hours by weekday, and minutes by
 * priority. See bell_field_from_json() and bell_field_to_json(). */
gboolean  bell_hours_from_json (const BellField *field,
                                gpointer         base,
                                JsonNode        *node,
                                GString         *path,
                                GError         **error);
JsonNode *bell_hours_to_json (const BellField *field, gconstpointer base);
gboolean  bell_minutes_from_json (const BellField *field,
                                  gpointer         base,
                                  JsonNode        *node,
                                  GString         *path,
                                  GError         **error);
JsonNode *bell_minutes_to_json (const BellField *field, gconstpointer base);
