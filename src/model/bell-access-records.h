/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record.h"

/* What a program needs to reach a desk elsewhere. */

/* A sign-in, as the program that made it keeps it. "signed_in" on the wire. */
typedef struct
{
  BellRecord  record; /* id: of the sign-in */
  char       *person;
  char       *token; /* shows who is asking; nobody else may read it */
  BellInstant created_at;
  BellInstant expires_at;
} BellSignedIn;

/* A certificate of a server, as far as a person can judge it. */
typedef struct
{
  BellRecord  record;
  char       *subject;
  char       *issuer;
  BellInstant expires_at;  /* null: it does not say */
  char       *fingerprint; /* the SHA-256 of its DER form, in small hexadecimal digits */
} BellCertificate;

extern const BellShape bell_signed_in_shape;
extern const BellShape bell_certificate_shape;
