/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-access-records.h"

#include "bell-records.h"

#define REQUIRED .flags = BELL_FIELD_REQUIRED
#define NULLABLE .flags = BELL_FIELD_NULLABLE

static const BellField signed_in_fields[] = {
  BELL_FIELD_OF_TEXT_ID,
  BELL_FIELD (BellSignedIn, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellSignedIn, token, TEXT, REQUIRED, .min = 1, .max = 200),
  BELL_FIELD (BellSignedIn, created_at, INSTANT, REQUIRED),
  BELL_FIELD (BellSignedIn, expires_at, INSTANT, REQUIRED),
};
const BellShape bell_signed_in_shape = BELL_SHAPE (BellSignedIn, signed_in_fields, "signed_in");

static const BellField certificate_fields[] = {
  BELL_FIELD (BellCertificate, subject, TEXT, REQUIRED, .max = 4000),
  BELL_FIELD (BellCertificate, issuer, TEXT, REQUIRED, .max = 4000),
  BELL_FIELD (BellCertificate, expires_at, INSTANT, NULLABLE),
  BELL_FIELD (BellCertificate, fingerprint, TEXT, REQUIRED, .min = 64, .max = 64),
};
const BellShape bell_certificate_shape
    = BELL_SHAPE (BellCertificate, certificate_fields, "certificate");
