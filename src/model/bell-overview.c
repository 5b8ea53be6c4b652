/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-overview.h"

#include "bell-calls-private.h"

#define MANY .max = 100000

static const BellField overview_row_fields[] = {
  BELL_FIELD (BellOverviewRow, day, DATE, NULLABLE),
  BELL_FIELD (BellOverviewRow, group, REF, NULLABLE, .shape = &bell_group_shape),
  BELL_FIELD (BellOverviewRow, asked, INT, COUNT),
  BELL_FIELD (BellOverviewRow, answered, INT, COUNT),
  BELL_FIELD (BellOverviewRow, left, INT, COUNT),
  BELL_FIELD (BellOverviewRow, median_seconds, INT, COUNT),
  BELL_FIELD (BellOverviewRow, p95_seconds, INT, COUNT),
  BELL_FIELD (BellOverviewRow, met, INT, COUNT),
  BELL_FIELD (BellOverviewRow, missed, INT, COUNT),
};
const BellShape bell_overview_row_shape
    = BELL_SHAPE (BellOverviewRow, overview_row_fields, "overview_row");

static const BellField overview_target_fields[] = {
  BELL_FIELD (BellOverviewTarget, target, ENUM, REQUIRED, .values = &bell_target_kind_type),
  BELL_FIELD (BellOverviewTarget, met, INT, COUNT),
  BELL_FIELD (BellOverviewTarget, missed, INT, COUNT),
};
const BellShape bell_overview_target_shape
    = BELL_SHAPE (BellOverviewTarget, overview_target_fields, "overview_target");

static const BellField overview_fields[] = {
  BELL_FIELD (BellOverview, zone, ZONE, REQUIRED),
  BELL_FIELD (BellOverview, waiting, INT, COUNT),
  BELL_FIELD (BellOverview, oldest_at, INSTANT, NULLABLE),
  BELL_FIELD (BellOverview, median_seconds, INT, COUNT),
  BELL_FIELD (BellOverview, p95_seconds, INT, COUNT),
  BELL_FIELD (BellOverview, days, PARTS, MANY, .shape = &bell_overview_row_shape),
  BELL_FIELD (BellOverview, groups, PARTS, MANY, .shape = &bell_overview_row_shape),
  BELL_FIELD (BellOverview, targets, PARTS, MANY, .shape = &bell_overview_target_shape),
};
const BellShape bell_overview_shape = BELL_SHAPE (BellOverview, overview_fields, "overview");

static const BellField desk_overview_fields[] = {
  BELL_FIELD (BellDeskOverview, from, DATE, REQUIRED),
  BELL_FIELD (BellDeskOverview, until, DATE, REQUIRED),
  BELL_FIELD (BellDeskOverview, zone, ZONE, NULLABLE),
  BELL_FIELD (BellDeskOverview, group, REF, NULLABLE, .shape = &bell_group_shape),
};
CALL (desk_overview,
      BellDeskOverview,
      "desk.overview",
      GET,
      "/overview",
      FALSE,
      GIVES (&bell_overview_shape),
      "Counts chats, answer times and service level targets by day and by group.");
