/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-link.h"

#include <gio/gio.h>

static void
test_good (void)
{
  static const struct
  {
    const char  *uri;
    BellLinkKind kind;
    const char  *id;
  } cases[] = {
    { "deskbell://request/r-1001", BELL_LINK_REQUEST, "r-1001" },
    { "deskbell://request/r-1001/", BELL_LINK_REQUEST, "r-1001" },
    { "DeskBell://request/r-1001", BELL_LINK_REQUEST, "r-1001" },
    { "deskbell://request/r%2D1001?from=mail#top", BELL_LINK_REQUEST, "r-1001" },
    { "deskbell://chat/r-1001.1", BELL_LINK_CHAT, "r-1001.1" },
    { "deskbell://person/zoe", BELL_LINK_PERSON, "zoe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = NULL;
      BellLinkKind     kind;

      g_assert_true (bell_link_parse (cases[i].uri, &kind, &id, &error));
      g_assert_no_error (error);
      g_assert_cmpint (kind, ==, cases[i].kind);
      g_assert_cmpstr (id, ==, cases[i].id);
    }
}

static void
test_bad (void)
{
  static const char *const cases[] = {
    "",
    "r-1001",
    "deskbell:",
    "deskbell://",
    "deskbell://request",
    "deskbell://request/",
    "deskbell:request/r-1001",
    "deskbell://request/a/b",
    "deskbell://request/..",
    "deskbell://request/R-1001",
    "deskbell://request/r%201",
    "deskbell://request/r%00",
    "deskbell://request/r;rm",
    "deskbell://rule/r",
    "http://request/r-1001",
    "deskbell://[::1/r-1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = NULL;
      BellLinkKind     kind;

      g_assert_false (bell_link_parse (cases[i], &kind, &id, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, "deskbell://request/r-1001"));
      g_assert_null (id);
    }
}

static void
test_both_ways (void)
{
  static const BellLinkKind kinds[] = { BELL_LINK_REQUEST, BELL_LINK_CHAT, BELL_LINK_PERSON };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *uri = bell_link_format (kinds[i], "a.b_c-1");
      g_autofree char *id = NULL;
      BellLinkKind     kind;

      g_assert_true (bell_link_parse (uri, &kind, &id, NULL));
      g_assert_cmpint (kind, ==, kinds[i]);
      g_assert_cmpstr (id, ==, "a.b_c-1");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link/good", test_good);
  g_test_add_func ("/link/bad", test_bad);
  g_test_add_func ("/link/both-ways", test_both_ways);

  return g_test_run ();
}
