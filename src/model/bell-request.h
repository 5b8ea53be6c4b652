/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

gboolean  bell_request_is_work (const BellField *field);
void      bell_request_fill_from_offering (BellRequest *request, const BellOffering *offering);
JsonNode *bell_request_to_document (const BellRequest *request, const BellOffering *offering);
