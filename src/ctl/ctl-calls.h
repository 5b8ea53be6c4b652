/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

gboolean ctl_set_text (gpointer call, const char *name, const char *text, CtlStatus *status);

const char *ctl_file_name (const char *path);
gboolean
ctl_read_file (const char *path, gsize most, const char *what, GByteArray *data, GError **error);
JsonNode *ctl_read_document (const char *path, GError **error);
