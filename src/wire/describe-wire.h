/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"

/* What describe-wire writes: parts of an OpenAPI 3.1 description, in YAML. */

void  describe_line (GString *out, guint depth, const char *format, ...) G_GNUC_PRINTF (3, 4);
void  describe_paths (GString *out);
void  describe_schemas (GString *out);
void  describe_field (GString *out, guint depth, const BellField *field);
char *describe_schema_name (const BellShape *shape);
