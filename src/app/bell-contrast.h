/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

void bell_contrast_follow (void);
