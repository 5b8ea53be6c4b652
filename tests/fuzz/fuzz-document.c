/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "bell-policy.h"
#include "fuzz.h"

#include <string.h>

static BellDocument *
read_document (const char *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  BellDocument *document = bell_document_from_data (data, length, &error);

  g_assert_true ((document != NULL) == (error == NULL));
  fuzz_check_error (error);

  return document;
}

static gboolean
complete (BellDocument *document, const BellDocument *base)
{
  g_autoptr (GError) error = NULL;
  gboolean is_complete = bell_document_complete (document, base, &error);

  g_assert_true (is_complete == (error == NULL));
  fuzz_check_error (error);

  return is_complete;
}

/* What is exported can be imported, and is the same document. */
static void
check_round_trip (BellDocument *document)
{
  g_autoptr (JsonNode) node = bell_document_to_json (document, TRUE);
  g_autofree char *text = bell_json_text (node, TRUE);
  g_autoptr (BellDocument) again = read_document (text, strlen (text));
  g_autoptr (JsonNode) node_again = NULL;
  g_autofree char *text_again = NULL;

  g_assert_nonnull (again);
  g_assert_true (complete (again, NULL));
  node_again = bell_document_to_json (again, TRUE);
  text_again = bell_json_text (node_again, TRUE);
  g_assert_true (json_node_equal (node, node_again));
  g_assert_cmpstr (text, ==, text_again);
}

/* A record comes through the wire as it is, but for what its document left out. */
static void
check_record (BellRecord *record)
{
  g_autoptr (GString) path = g_string_new ("$");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bell_record_to_wire (record);
  g_autoptr (BellRecord) again = bell_record_from_wire (node, path, &error);
  g_autoptr (JsonNode) node_again = NULL;
  g_autoptr (JsonNode) node_of_text = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BellRecord) copy = bell_record_copy (record);

  g_assert_no_error (error);
  node_again = bell_record_to_wire (again);
  g_assert_true (json_node_equal (node, node_again));
  g_assert_true (bell_record_equal (record, copy));

  /* Its text is the same without the tree. */
  bell_record_append_wire (record, text);
  node_of_text = bell_json_parse (text->str, text->len, G_MAXSIZE, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, node_of_text));
}

static void
check_records (BellDocument *document)
{
  for (guint i = 0; i < BELL_N_COLLECTIONS; i++)
    {
      GPtrArray *records = bell_document_list (document, bell_collections[i]);

      for (guint r = 0; r < records->len; r++)
        check_record (records->pdata[r]);
    }
}

/* Every request of a document that may be imported can be decided on, now and at odd times. */
static void
check_decisions (BellDocument *document)
{
  static const BellInstant times[] = { 0, 1795000000 * (gint64) G_USEC_PER_SEC };
  g_autoptr (BellPolicy) policy = bell_policy_new (document);
  GPtrArray *requests = bell_document_list (document, &bell_request_shape);

  for (guint i = 0; i < requests->len && i < 4; i++)
    for (guint t = 0; t < G_N_ELEMENTS (times); t++)
      {
        g_autoptr (BellRecord) answer = NULL;
        g_autoptr (BellRecord) explained = NULL;

        answer = (BellRecord *) bell_policy_decide (policy, requests->pdata[i], times[t],
                                                    BELL_DECIDE_ANSWER);
        explained = (BellRecord *) bell_policy_decide (policy, requests->pdata[i], times[t],
                                                       BELL_DECIDE_ADVISE);
        g_assert_true (((BellDecision *) answer)->available
                       == ((BellDecision *) explained)->available);
      }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (BellDocument) document = read_document ((const char *) data, size);
  g_autoptr (BellDocument) part = NULL;

  if (document == NULL || !complete (document, NULL))
    return 0;

  check_round_trip (document);
  check_records (document);
  check_decisions (document);

  /* What a desk has already can come to it again. */
  part = read_document ((const char *) data, size);
  g_assert_true (complete (part, document));

  return 0;
}
