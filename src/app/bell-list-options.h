/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* A button by which a list is put in another order, and limited to what is so. */
#define BELL_TYPE_LIST_OPTIONS (bell_list_options_get_type ())
G_DECLARE_FINAL_TYPE (BellListOptions, bell_list_options, BELL, LIST_OPTIONS, AdwBin)

void bell_list_options_add_order (BellListOptions *self, const char *name, const char *label);
void bell_list_options_add_words (BellListOptions    *self,
                                  const char         *name,
                                  const char         *label,
                                  const BellEnumType *type);
void bell_list_options_add_switch (BellListOptions *self, const char *name, const char *label);
void bell_list_options_add_records (BellListOptions *self,
                                    BellSession     *session,
                                    const char      *name,
                                    const char      *label,
                                    const BellShape *shape);
const char *bell_list_options_get_order (BellListOptions *self);
gboolean    bell_list_options_get_reversed (BellListOptions *self);
const char *bell_list_options_get_filter (BellListOptions *self, const char *name);
