/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-conversation.h"

#include <adwaita.h>

void bell_end_dialog_present (BellConversation *conversation, GtkWidget *parent);
