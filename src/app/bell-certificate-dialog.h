/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-access-records.h"

#include <adwaita.h>

/* The response of who trusts it. */
#define BELL_CERTIFICATE_TRUST "trust"

AdwDialog *bell_certificate_dialog_new (const BellCertificate *certificate, const char *name);
char      *bell_certificate_dialog_format_fingerprint (const char *fingerprint);
