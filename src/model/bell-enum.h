/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The words of the desk document that are one of a few. Their order here is the order of the enums.
 */

typedef enum
{
  BELL_KIND_SERVICE,
  BELL_KIND_SUPPORT
} BellKind;

typedef enum
{
  BELL_STATUS_DRAFT,
  BELL_STATUS_ACTIVE,
  BELL_STATUS_RETIRED
} BellStatus;

typedef enum
{
  BELL_PRIORITY_CRITICAL,
  BELL_PRIORITY_HIGH,
  BELL_PRIORITY_MEDIUM,
  BELL_PRIORITY_LOW,
} BellPriority;
#define BELL_N_PRIORITIES 4

typedef enum
{
  BELL_PHASE_OPEN,
  BELL_PHASE_SUSPENDED,
  BELL_PHASE_RESOLVED,
  BELL_PHASE_CLOSED,
} BellPhase;

/* What requests are put in order by. */
typedef enum
{
  BELL_REQUEST_ORDER_CREATED,
  BELL_REQUEST_ORDER_NUMBER,
  BELL_REQUEST_ORDER_TITLE,
  BELL_REQUEST_ORDER_PERSON,
  BELL_REQUEST_ORDER_PRIORITY,
  BELL_REQUEST_ORDER_PHASE,
  BELL_REQUEST_ORDER_SERVICE,
  BELL_REQUEST_ORDER_OWNER,
  BELL_REQUEST_ORDER_GROUP,
} BellRequestOrder;

/* Roles are kept as a set: one bit each. Everyone may use the portal, whether "user" is named or
 * not. */
typedef enum
{
  BELL_ROLE_USER = 1 << 0,
  BELL_ROLE_AGENT = 1 << 1,
  BELL_ROLE_CHAT_ADMIN = 1 << 2,
  BELL_ROLE_ADMIN = 1 << 3,
} BellRole;

typedef enum
{
  BELL_TARGET_CHAT_RESPONSE,
  BELL_TARGET_INITIAL_REVIEW,
  BELL_TARGET_RESOLUTION,
} BellTargetKind;

typedef enum
{
  BELL_SCOPE_BEFORE,
  BELL_SCOPE_RECORD,
  BELL_SCOPE_AFTER
} BellScope;

/* Weekdays in a set: bit 0 is Monday. */
#define BELL_N_WEEKDAYS 7

typedef enum
{
  BELL_CHAT_PENDING,
  BELL_CHAT_ACTIVE,
  BELL_CHAT_ENDED,
  BELL_CHAT_ABANDONED,
} BellChatStatus;

typedef enum
{
  BELL_SIDE_USER,
  BELL_SIDE_AGENT,
  BELL_SIDE_SYSTEM
} BellSide;

/* By which way an agreement was found: see bell-eligibility.h. */
typedef enum
{
  BELL_PATH_RULE,
  BELL_PATH_OFFERING,
  BELL_PATH_SERVICE
} BellPath;

/* As what somebody is told of a chat request. */
typedef enum
{
  BELL_PART_OWNER,
  BELL_PART_EXPERT_ASSIGNEE,
  BELL_PART_GROUP_OWNER,
  BELL_PART_GROUP_DISPATCHER,
  BELL_PART_ON_CALL_PRIMARY,
  BELL_PART_ON_CALL_BACKUP_1,
  BELL_PART_ON_CALL_BACKUP_2,
} BellPart;

/* Why a step of a decision was accepted or rejected. */
typedef enum
{
  BELL_CODE_OK,
  BELL_CODE_LIVE_CHAT_OFF,
  BELL_CODE_REQUEST_CLOSED,
  BELL_CODE_RULE_INACTIVE,
  BELL_CODE_CONDITION_FALSE,
  BELL_CODE_OVERRIDDEN,
  BELL_CODE_SERVICE_NOT_LISTED,
  BELL_CODE_AGREEMENT_DRAFT,
  BELL_CODE_AGREEMENT_RETIRED,
  BELL_CODE_NOT_YET_VALID,
  BELL_CODE_NO_LONGER_VALID,
  BELL_CODE_CHAT_OFF,
  BELL_CODE_KIND_DIFFERS,
  BELL_CODE_OUT_OF_HOURS,
  BELL_CODE_NO_ACTUAL_SERVICE,
  BELL_CODE_SERVICE_INACTIVE,
  BELL_CODE_NO_OFFERING,
  BELL_CODE_NOT_DEFAULT_SERVICE,
} BellCode;

/* What a step of a decision looked at. */
typedef enum
{
  BELL_STEP_DESK,
  BELL_STEP_REQUEST,
  BELL_STEP_RULE,
  BELL_STEP_OFFERING,
  BELL_STEP_SERVICE,
} BellStepKind;

/* What happened to the subject of a change. */
typedef enum
{
  BELL_CHANGE_CREATED,
  BELL_CHANGE_UPDATED,
  BELL_CHANGE_DELETED,
  BELL_CHANGE_ASKED,
  BELL_CHANGE_ANSWERED,
  BELL_CHANGE_ENDED,
  BELL_CHANGE_ABANDONED,
  BELL_CHANGE_LOOKED,
  BELL_CHANGE_PERSON_AWAY,
  BELL_CHANGE_PERSON_BACK,
  BELL_CHANGE_LOGIN_OPENED,
  BELL_CHANGE_WARNED,
  BELL_CHANGE_BREACHED,
} BellChangeKind;

/* Who may see a change: agents, administrators only, or the agents and one person in the portal. */
typedef enum
{
  BELL_AUDIENCE_AGENTS,
  BELL_AUDIENCE_ADMINS,
  BELL_AUDIENCE_PERSON
} BellAudience;

/* How it stands with a service level target: domain.md, "Clocks". */
typedef enum
{
  BELL_CLOCK_RUNNING,
  BELL_CLOCK_SUSPENDED,
  BELL_CLOCK_ACHIEVED,
  BELL_CLOCK_BREACHED,
  BELL_CLOCK_CANCELLED,
} BellClockState;

/**
 * BellEnumType:
 * @name: what the values are, for error messages: "priority"
 * @nicks: the words, in the order of the values
 * @n_nicks: how many there are
 */
typedef struct
{
  const char        *name;
  const char *const *nicks;
  guint              n_nicks;
} BellEnumType;

extern const BellEnumType bell_kind_type;
extern const BellEnumType bell_status_type;
extern const BellEnumType bell_priority_type;
extern const BellEnumType bell_phase_type;
extern const BellEnumType bell_request_order_type;
extern const BellEnumType bell_role_type;
extern const BellEnumType bell_target_kind_type;
extern const BellEnumType bell_scope_type;
extern const BellEnumType bell_weekday_type;
extern const BellEnumType bell_chat_status_type;
extern const BellEnumType bell_side_type;
extern const BellEnumType bell_path_type;
extern const BellEnumType bell_part_type;
extern const BellEnumType bell_code_type;
extern const BellEnumType bell_step_kind_type;
extern const BellEnumType bell_change_kind_type;
extern const BellEnumType bell_audience_type;
extern const BellEnumType bell_clock_state_type;

int         bell_enum_from_nick (const BellEnumType *type, const char *nick);
const char *bell_enum_nick (const BellEnumType *type, int value);
char       *bell_enum_list (const BellEnumType *type);
