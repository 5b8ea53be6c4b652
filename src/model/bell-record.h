/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-enum.h"
#include "bell-time.h"

#include <json-glib/json-glib.h>

/**
 * BellFieldKind:
 *
 * What a field of a record holds, as it stands in C, in JSON and in a database column:
 *
 * | kind      | C                                   | JSON                              | column  |
 * |-----------|-------------------------------------|-----------------------------------|---------|
 * | ID, REF   | char *                              | text of an id's form              | TEXT    |
 * | TEXT      | char *                              | text                              | TEXT    |
 * | ZONE      | char *                              | an IANA zone's name               | TEXT    |
 * | DURATION  | char *                              | whole days or weeks of ISO 8601   | TEXT    |
 * | ENUM      | int, -1 for null                    | one of the type's words           | TEXT    |
 * | DATE      | BellDate                            | `YYYY-MM-DD`                      | TEXT    |
 * | TIME      | int, minutes since midnight         | `HH:MM`                           | TEXT    |
 * | BOOL      | gboolean                            | true or false                     | INTEGER |
 * | INT       | gint64                              | a whole number                    | INTEGER |
 * | INSTANT   | BellInstant                         | a date-time of RFC 3339           | INTEGER |
 * | FLAGS     | guint, one bit a word               | a list of the type's words        | JSON    |
 * | REFS      | char **, never %NULL                | a list of ids                     | JSON    |
 * | PARTS     | GPtrArray of records                | a list of objects                 | JSON    |
 * | HOURS     | GArray *[7] of BellSpan, or %NULL   | weekday to a list of from, until  | JSON    |
 * | MINUTES   | int[BELL_N_PRIORITIES], -1 for none | priority to a whole number        | JSON    |
 * | CONDITION | BellCondition *                     | see bell-condition.h              | JSON    |
 * | JSON      | JsonNode *                          | anything                          | JSON    |
 * | RECORD    | BellRecord *                        | its members, and "_type"          | JSON    |
 */
typedef enum
{
  BELL_FIELD_ID,
  BELL_FIELD_REF,
  BELL_FIELD_TEXT,
  BELL_FIELD_ZONE,
  BELL_FIELD_DURATION,
  BELL_FIELD_ENUM,
  BELL_FIELD_DATE,
  BELL_FIELD_TIME,
  BELL_FIELD_BOOL,
  BELL_FIELD_INT,
  BELL_FIELD_INSTANT,
  BELL_FIELD_FLAGS,
  BELL_FIELD_REFS,
  BELL_FIELD_PARTS,
  BELL_FIELD_HOURS,
  BELL_FIELD_MINUTES,
  BELL_FIELD_CONDITION,
  BELL_FIELD_JSON,
  BELL_FIELD_RECORD,
} BellFieldKind;

/**
 * BellFieldFlags:
 * @BELL_FIELD_REQUIRED: the member must be there
 * @BELL_FIELD_NULLABLE: its value may be null; a missing one is null
 * @BELL_FIELD_LINES: the text may have several lines
 * @BELL_FIELD_KEPT: the desk keeps it; a desk document has no such member
 * @BELL_FIELD_IN_PATH: of a call: it stands in the path of the request, not in its body
 * @BELL_FIELD_WEAK: of a reference: the record it names may be gone
 */
typedef enum
{
  BELL_FIELD_REQUIRED = 1 << 0,
  BELL_FIELD_NULLABLE = 1 << 1,
  BELL_FIELD_LINES = 1 << 2,
  BELL_FIELD_KEPT = 1 << 3,
  BELL_FIELD_IN_PATH = 1 << 4,
  BELL_FIELD_WEAK = 1 << 5,
} BellFieldFlags;

typedef struct _BellField  BellField;
typedef struct _BellShape  BellShape;
typedef struct _BellRecord BellRecord;

/**
 * BellField:
 * @name: the name of the member in JSON and of the column
 * @kind: what it holds
 * @flags: what else holds
 * @offset: where it is in the struct
 * @min: of INT: the least value; of TEXT: the least length in characters; of lists: the least count
 * @max: likewise the most
 * @fallback: the value of a missing member, where it is not zero, empty or null
 * @values: of ENUM and FLAGS: the words
 * @shape: of REF and REFS: what it refers to; of PARTS: what a part is
 */
struct _BellField
{
  const char         *name;
  BellFieldKind       kind;
  guint               flags;
  gsize               offset;
  gint64              min;
  gint64              max;
  gint64              fallback;
  const BellEnumType *values;
  const BellShape    *shape;
};

/**
 * BellShape:
 * @name: what one of them is called: "person"
 * @collection: (nullable): what many are called in the desk document and in the database: "people"
 * @size: the size of the struct
 * @fields: its fields, in the order of the document
 * @n_fields: how many there are, at most 64
 * @check: (nullable): what must hold between fields; gives the name of the field that is wrong
 *   and says in @expected what was expected of it
 *
 * The description of a record, of a part of one, or of a call: import, export, wire, columns and
 * validation follow from it.
 */
struct _BellShape
{
  const char      *name;
  const char      *collection;
  gsize            size;
  const BellField *fields;
  guint            n_fields;
  const char *(*check) (gconstpointer base, const char **expected);
};

#define BELL_FIELD(Struct, member, KIND, ...)                                                      \
  { .name = #member,                                                                               \
    .kind = BELL_FIELD_##KIND,                                                                     \
    .offset = G_STRUCT_OFFSET (Struct, member),                                                    \
    __VA_ARGS__ }

/* The id of a record, which its struct begins with: of an id's form, or any text. */
#define BELL_FIELD_OF_ID                                                                           \
  { .name = "id",                                                                                  \
    .kind = BELL_FIELD_ID,                                                                         \
    .flags = BELL_FIELD_REQUIRED,                                                                  \
    .offset = G_STRUCT_OFFSET (BellRecord, id) }
#define BELL_FIELD_OF_TEXT_ID                                                                      \
  { .name = "id",                                                                                  \
    .kind = BELL_FIELD_TEXT,                                                                       \
    .flags = BELL_FIELD_REQUIRED,                                                                  \
    .offset = G_STRUCT_OFFSET (BellRecord, id),                                                    \
    .min = 1,                                                                                      \
    .max = 200 }

#define BELL_SHAPE(Struct, fields_, name_, ...)                                                    \
  { .name = name_,                                                                                 \
    .size = sizeof (Struct),                                                                       \
    .fields = fields_,                                                                             \
    .n_fields = G_N_ELEMENTS (fields_),                                                            \
    __VA_ARGS__ }

/**
 * BellRecord:
 * @shape: what it is
 * @omitted: bit i is set if the document that it came from left out the member of field i
 * @id: (nullable): its id; %NULL for what has none, like the settings
 *
 * What every record's struct begins with, that of a part of a record too. Counted references; once
 * others can see it, a record does not change any more: bell_record_copy() gives one to change.
 */
struct _BellRecord
{
  const BellShape *shape;
  guint64          omitted;
  char            *id;
};

#define BELL_RECORD(ptr) ((BellRecord *) (ptr))

gpointer         bell_record_new (const BellShape *shape);
gpointer         bell_record_ref (gpointer record);
void             bell_record_unref (gpointer record);
gpointer         bell_record_copy (gconstpointer record);
gboolean         bell_record_equal (gconstpointer a, gconstpointer b);
GPtrArray       *bell_record_list_new (void);
const BellField *bell_shape_find_field (const BellShape *shape, const char *name);
const char      *bell_shape_article (const BellShape *shape);

/* The value of one field of the struct at @base. */
void     bell_field_init (const BellField *field, gpointer base);
void     bell_field_clear (const BellField *field, gpointer base);
void     bell_field_copy (const BellField *field, gpointer to, gconstpointer from);
gboolean bell_field_is_default (const BellField *field, gconstpointer base);
gboolean bell_field_has_text (const BellField *field);
gboolean bell_field_is_string (const BellField *field);
char    *bell_field_dup_text (const BellField *field, gconstpointer base);
gboolean bell_field_set_text (const BellField *field, gpointer base, const char *text);
gboolean
bell_field_load_text (const BellField *field, gpointer base, const char *text, GError **error);
const char *bell_field_get_string (const BellField *field, gconstpointer base);
char       *bell_field_expected (const BellField *field);

JsonNode *bell_field_to_json (const BellField *field, gconstpointer base);
gboolean  bell_field_from_json (const BellField *field,
                                gpointer         base,
                                JsonNode        *node,
                                GString         *path,
                                GError         **error);

gboolean bell_field_fail (const BellField *field, JsonNode *node, GString *path, GError **error);

/**
 * BellRecordForm:
 * @BELL_RECORD_FORM_DOCUMENT: as a desk document has it, without what the desk keeps
 * @BELL_RECORD_FORM_WIRE: everything
 * @BELL_RECORD_FORM_BODY: of a call: without what stands in the path
 *
 * How much of a record its JSON form holds.
 */
typedef enum
{
  BELL_RECORD_FORM_DOCUMENT,
  BELL_RECORD_FORM_WIRE,
  BELL_RECORD_FORM_BODY,
} BellRecordForm;

/* On the wire, the member that names a record's shape, and the one that names the members which the
 * document it came from left out, if any. */
#define BELL_RECORD_TYPE_MEMBER    "_type"
#define BELL_RECORD_OMITTED_MEMBER "_omitted"

gboolean    bell_field_is_in_form (const BellField *field, BellRecordForm form);
JsonNode   *bell_record_to_json (gconstpointer record, BellRecordForm form);
gpointer    bell_record_from_json (const BellShape *shape,
                                   JsonNode        *node,
                                   BellRecordForm   form,
                                   GString         *path,
                                   GError         **error);
gboolean    bell_record_omits (const BellRecord *record, guint field);
JsonNode   *bell_record_to_wire (gconstpointer record);
BellRecord *bell_record_from_wire (JsonNode *node, GString *path, GError **error);
JsonNode   *bell_records_to_wire (GPtrArray *records);
GPtrArray  *bell_records_from_wire (JsonNode *node, GError **error);
gpointer
     bell_record_from_given (const BellShape *shape, JsonNode *node, GString *path, GError **error);
void bell_record_take_omitted (BellRecord *record, JsonNode *node);
gpointer bell_record_undo (gconstpointer record, JsonNode *difference);
void     bell_record_append_wire (gconstpointer record, GString *text);
void     bell_records_append_wire (GPtrArray *records, GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellRecord, bell_record_unref)
