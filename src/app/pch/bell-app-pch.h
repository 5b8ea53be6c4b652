/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read once instead of with every file of the program, where that is asked for
 * (-Db_pch=true): a build that nothing is kept for takes half the time. Files include what they
 * need all the same, and a compiler's cache does without this, as it would not see that a library's
 * headers have changed. */
#include <adwaita.h>
