/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

/* The most bytes a desk document may have. */
#define BELL_DOCUMENT_MAX_BYTES (64 * 1024 * 1024)
#define BELL_DOCUMENT_FORMAT    "deskbell/1"

/**
 * BellDocument:
 *
 * The records of a desk, or of a part of one, by type and id: what a desk document holds, and what
 * decisions are made on. Once it is shared it does not change any more.
 */
typedef struct _BellDocument BellDocument;

BellDocument *bell_document_new (void);
BellDocument *bell_document_ref (BellDocument *self);
void          bell_document_unref (BellDocument *self);
gboolean      bell_document_add (BellDocument *self, gpointer record);
void          bell_document_set (BellDocument *self, gpointer record);
BellDocument *bell_document_with (const BellDocument *base, gpointer record);
gpointer      bell_document_get (const BellDocument *self, const BellShape *shape, const char *id);
GPtrArray    *bell_document_list (const BellDocument *self, const BellShape *shape);
void          bell_document_sort (BellDocument *self);

const BellSettings *bell_document_get_settings (const BellDocument *self);
void                bell_document_set_settings (BellDocument *self, BellSettings *settings);
gboolean            bell_document_names (const BellDocument *self, const char *member);
void                bell_document_set_names (BellDocument *self, const char *const *members);
char              **bell_document_dup_names (const BellDocument *self);

BellDocument *bell_document_from_json (JsonNode *node, GError **error);
BellDocument *bell_document_from_data (const char *data, gsize length, GError **error);
BellDocument *bell_document_from_records (GPtrArray *records);
JsonNode     *bell_document_to_json (BellDocument *self, gboolean with_requests);
gboolean      bell_document_complete (BellDocument *self, const BellDocument *base, GError **error);
gboolean      bell_document_check_references (const BellDocument *self,
                                              const BellDocument *base,
                                              const BellRecord   *record,
                                              GString            *path,
                                              GError            **error);

#define bell_document_person(doc, id)                                                              \
  ((BellPerson *) bell_document_get (doc, &bell_person_shape, id))
#define bell_document_group(doc, id) ((BellGroup *) bell_document_get (doc, &bell_group_shape, id))
#define bell_document_service(doc, id)                                                             \
  ((BellService *) bell_document_get (doc, &bell_service_shape, id))
#define bell_document_calendar(doc, id)                                                            \
  ((BellCalendar *) bell_document_get (doc, &bell_calendar_shape, id))
#define bell_document_agreement(doc, id)                                                           \
  ((BellAgreement *) bell_document_get (doc, &bell_agreement_shape, id))
#define bell_document_offering(doc, id)                                                            \
  ((BellOffering *) bell_document_get (doc, &bell_offering_shape, id))
#define bell_document_request(doc, id)                                                             \
  ((BellRequest *) bell_document_get (doc, &bell_request_shape, id))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellDocument, bell_document_unref)
