/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy.h"
#include "desk-data.h"
#include "generated-desk.h"
#include "measure.h"

#include <stdlib.h>
#include <string.h>

/* How many decisions a second one core makes on a large desk, and what that takes of memory.
 *
 * Without arguments it only sees to it that this desk gives the answers it always gave: a test.
 * With "--measure NAME OFFERINGS AGREEMENTS RULES" it measures and prints a row of a table. */

#define ROUNDS        5
#define ROUND_SECONDS 0.5

typedef struct
{
  BellDocument *document;
  BellPolicy   *policy;
  GPtrArray    *requests;
} Bench;

/* One of the things that are measured; gives how many records it made. */
typedef guint (*Work) (const Bench *self, guint request);

static guint
decide (const Bench *self, guint request, BellDecideMode mode)
{
  g_autoptr (BellRecord) record = NULL;
  BellDecision *decision = bell_policy_decide (self->policy, self->requests->pdata[request],
                                               generated_desk_now (request), mode);

  record = &decision->record;

  return decision->steps->len;
}

static guint
work_answer (const Bench *self, guint request)
{
  return decide (self, request, BELL_DECIDE_ANSWER);
}

static guint
work_explain (const Bench *self, guint request)
{
  return decide (self, request, BELL_DECIDE_EXPLAIN);
}

static guint
work_recipients (const Bench *self, guint request)
{
  g_autoptr (GPtrArray) recipients = bell_policy_recipients (
      self->policy, self->requests->pdata[request], generated_desk_now (request));

  return recipients->len;
}

/* The median of what the rounds give, a second. */
static double
measure (const Bench *self, Work work)
{
  double rates[ROUNDS];
  guint  next = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      double begin = measure_seconds ();
      double end = begin;
      guint  done = 0;

      for (; end - begin < ROUND_SECONDS; end = measure_seconds ())
        for (guint i = 0; i < 50; i++, done++, next = (next + 1) % self->requests->len)
          work (self, next);
      rates[round] = done / (end - begin);
    }

  return measure_median (rates, ROUNDS);
}

/* A figure of /proc/self/status, in MB. */
static double
memory (const char *name)
{
  g_autofree char *status = NULL;
  const char      *found;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  found = strstr (status, name);

  return found != NULL ? g_ascii_strtod (found + strlen (name) + 1, NULL) / 1024 : 0;
}

static void
bench_init (Bench *self, const GeneratedSize *size)
{
  g_autofree char *json = generated_desk_new (size);

  self->document = desk_data_load (json);
  self->policy = bell_policy_new (self->document);
  self->requests = bell_document_list (self->document, &bell_request_shape);
}

static void
bench_clear (Bench *self)
{
  bell_policy_unref (self->policy);
  bell_document_unref (self->document);
}

static int
run_measurement (char **arguments)
{
  GeneratedSize size = { atoi (arguments[1]), atoi (arguments[2]), atoi (arguments[3]) };
  Bench         bench;
  double        begin = measure_seconds ();
  double        ready, answer, explain, recipients;
  guint         steps = 0;

  bench_init (&bench, &size);
  ready = measure_seconds () - begin;
  for (guint i = 0; i < bench.requests->len; i++)
    steps += work_explain (&bench, i);
  answer = measure (&bench, work_answer);
  explain = measure (&bench, work_explain);
  recipients = measure (&bench, work_recipients);
  g_print ("| %s | %d / %d / %d | %.0f | %.0f | %.0f | %.1f | %.0f | %.0f | %.0f |\n", arguments[0],
           size.offerings, size.agreements, size.rules, answer, explain, recipients,
           (double) steps / bench.requests->len, ready * 1e3, memory ("VmRSS:"), memory ("VmHWM:"));
  bench_clear (&bench);

  return 0;
}

/* What a whole desk is answered, in numbers. */
typedef struct
{
  guint paths[3];
  guint none;
  guint steps;
  guint recipients;
} Tally;

static void
count (const Bench *self, guint request, Tally *tally, GString *text)
{
  BellInstant   now = generated_desk_now (request);
  BellRequest  *asked = self->requests->pdata[request];
  BellDecision *full = bell_policy_decide (self->policy, asked, now, BELL_DECIDE_EXPLAIN);
  BellDecision *brief = bell_policy_decide (self->policy, asked, now, BELL_DECIDE_ANSWER);
  g_autoptr (BellRecord) full_record = &full->record;
  g_autoptr (BellRecord) brief_record = &brief->record;

  g_assert_cmpint (full->available, ==, brief->available);
  g_assert_cmpint (full->path, ==, brief->path);
  g_assert_cmpstr (full->agreement, ==, brief->agreement);
  g_assert_cmpuint (full->recipients->len, ==, work_recipients (self, request));
  if (full->available)
    tally->paths[full->path]++;
  else
    tally->none++;
  tally->steps += full->steps->len;
  tally->recipients += full->recipients->len;
  for (guint i = 0; i < full->steps->len; i++)
    {
      const BellStep *step = full->steps->pdata[i];

      g_string_append_printf (text, "%s %d %s %s %d %s\n", asked->record.id, step->step,
                              step->subject, step->agreement, step->code, step->reason);
    }
}

static void
test_answers (void)
{
  const GeneratedSize size = { 200, 60, 60 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *digest = NULL;
  g_autofree char *found = NULL;
  Tally            tally = { 0 };
  Bench            bench;

  bench_init (&bench, &size);
  for (guint i = 0; i < bench.requests->len; i++)
    count (&bench, i, &tally, text);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
  found
      = g_strdup_printf ("%u by a rule, %u by the offering, %u by the service, %u not; "
                         "%u steps, %u recipients",
                         tally.paths[BELL_PATH_RULE], tally.paths[BELL_PATH_OFFERING],
                         tally.paths[BELL_PATH_SERVICE], tally.none, tally.steps, tally.recipients);
  g_test_message ("explanations, word by word: %s", digest);
  g_assert_cmpstr (found, ==,
                   "8 by a rule, 16 by the offering, 98 by the service, 78 not; 8974 steps, "
                   "968 recipients");
  bench_clear (&bench);
}

int
main (int argc, char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], "--measure"))
    return run_measurement (argv + 2);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench-decisions/answers", test_answers);

  return g_test_run ();
}
