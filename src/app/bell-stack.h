/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

void bell_stack_show (GtkStack *stack, const char *name);
