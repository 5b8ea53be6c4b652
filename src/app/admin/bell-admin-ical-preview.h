/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

#include <adwaita.h>

/* What a file of holidays would bring to a calendar. "taken" says that somebody wants it. */
#define BELL_TYPE_ADMIN_ICAL_PREVIEW (bell_admin_ical_preview_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminIcalPreview,
                      bell_admin_ical_preview,
                      BELL,
                      ADMIN_ICAL_PREVIEW,
                      AdwDialog)

AdwDialog *bell_admin_ical_preview_new (const BellCalendar *calendar,
                                        const char         *name,
                                        GPtrArray          *found,
                                        GPtrArray          *warnings);
GPtrArray *bell_admin_ical_preview_get_found (BellAdminIcalPreview *self);
