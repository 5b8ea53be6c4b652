/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

#define BELL_TYPE_MESSAGE_ITEM (bell_message_item_get_type ())
G_DECLARE_FINAL_TYPE (BellMessageItem, bell_message_item, BELL, MESSAGE_ITEM, GObject)

/**
 * BellMessageState:
 * @BELL_MESSAGE_SENDING: not on the desk yet
 * @BELL_MESSAGE_SENT: on the desk
 * @BELL_MESSAGE_FAILED: it could not be sent; it may be tried again
 */
typedef enum
{
  BELL_MESSAGE_SENDING,
  BELL_MESSAGE_SENT,
  BELL_MESSAGE_FAILED
} BellMessageState;

BellMessageItem *
bell_message_item_new (const BellMessage *message, const char *author_name, BellMessageState state);
const BellMessage *bell_message_item_get_message (BellMessageItem *self);
void             bell_message_item_set_message (BellMessageItem *self, const BellMessage *message);
BellMessageState bell_message_item_get_state (BellMessageItem *self);
void             bell_message_item_set_state (BellMessageItem *self, BellMessageState state);
const char      *bell_message_item_get_author_name (BellMessageItem *self);
void             bell_message_item_set_author_name (BellMessageItem *self, const char *author_name);
void             bell_message_item_follow (BellMessageItem *self, BellMessageItem *before);
