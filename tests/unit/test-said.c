/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-said.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>

/* A language that turns things around, and has three plural forms. */
static const char catalogue[]
    = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      "\"Plural-Forms: nplurals=3; plural=n==1 ? 0 : n<5 ? 1 : 2;\\n\"\n\n"
      "msgid \"rule \\\"%s\\\" gives way to rule \\\"%s\\\", which comes later\"\n"
      "msgstr \"«%2$s» après «%1$s»\"\n\n"
      "msgid \"rule \\\"%s\\\" relates agreement \\\"%s\\\": %s\"\nmsgstr \"%3$s (%s, %s)\"\n\n"
      "msgid \"it is retired\"\nmsgstr \"außer Kraft\"\n\n"
      "msgid \"no shift of group \\\"%s\\\" is on for %s hours of the next four weeks, first from %s "
      "to %s in %s; add one if somebody should be on call then\"\n"
      "msgid_plural \"no shift of group \\\"%s\\\" is on for %s hours of the next four weeks, first "
      "from %s to %s in %s; add one if somebody should be on call then\"\n"
      "msgstr[0] \"%s one\"\nmsgstr[1] \"%s few %s\"\nmsgstr[2] \"%s many %s\"\n";

/* Where nothing is translated all is said as it is, whatever stands in it. */
static void
test_same (void)
{
  static const char *const texts[] = {
    "",
    "%s",
    "no sentence of ours",
    "rule \"gold\" relates agreement \"a.b-c\": it is still a draft",
    "rule \"%s\" is not active",
    "agreement \"50%\" does not list service \"100%%\"",
    "$.people[3].id: expected an id ([a-z0-9]), found \"a: expected b, found c\"",
    "chat is not available on r-1: agreement \"gold\" lists service \"mail\", but chat is off",
    "line 3, column 4: not JSON: two\nlines",
    "no shift of group \"7\" is on for 12 hours 30 minutes of the next four weeks, first from x to y "
    "in z; add one if somebody should be on call then",
    "شيء آخر: expected ö, found \"ü\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *said = bell_said (texts[i]);

      g_assert_cmpstr (said, ==, texts[i]);
    }
}

static void
test_known (void)
{
  g_assert_true (bell_said_is_known ("rule \"gold\" is not active"));
  g_assert_true (bell_said_is_known ("it is retired"));
  g_assert_false (bell_said_is_known ("rule \"gold\" is not active, and more"));
  g_assert_false (bell_said_is_known ("Rule \"gold\" is not active"));
  g_assert_false (bell_said_is_known ("rule \"gold\" \"silver\" is not active"));
}

static gboolean
make_catalogue (const char *folder)
{
  g_autofree char *text = g_build_filename (folder, "xx.po", NULL);
  g_autofree char *place = g_build_filename (folder, "xx", "LC_MESSAGES", NULL);
  g_autofree char *output = g_strconcat ("--output-file=", place, "/deskbell.mo", NULL);
  char            *words[] = { (char *) "msgfmt", output, text, NULL };
  int              status = -1;

  return g_mkdir_with_parents (place, 0700) == 0 && g_file_set_contents (text, catalogue, -1, NULL)
         && g_spawn_sync (NULL, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                          NULL)
         && status == 0;
}

static void
remove_catalogue (const char *folder)
{
  static const char *const names[]
      = { "xx/LC_MESSAGES/deskbell.mo", "xx/LC_MESSAGES", "xx", "xx.po" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static const struct
{
  const char *text;
  const char *said;
} cases[] = {
  { "rule \"a\" gives way to rule \"b\", which comes later", "«b» après «a»" },
  { "rule \"a\" relates agreement \"it is retired\": it is retired",
    "außer Kraft (a, it is retired)" },
  { "rule \"a\" relates agreement \"b\": 100% %s", "100% %s (a, b)" },
  { "it is still a draft", "it is still a draft" },
  { "no shift of group \"7\" is on for 1 hours of the next four weeks, first from x to y in z; "
    "add one if somebody should be on call then",
    "7 one" },
  { "no shift of group \"7\" is on for 3 hours of the next four weeks, first from x to y in z; "
    "add one if somebody should be on call then",
    "7 few 3" },
  { "no shift of group \"1\" is on for 30 hours of the next four weeks, first from x to y in z; "
    "add one if somebody should be on call then",
    "1 many 30" },
};

/* In a process of its own: a program has one language. */
static void
test_translated (void)
{
  g_autofree char *folder = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("LANGUAGE", "xx", TRUE);
  if (setlocale (LC_ALL, "en_US.UTF-8") == NULL && setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("this system has no locale but C");
      return;
    }

  folder = g_dir_make_tmp ("deskbell-said-XXXXXX", NULL);
  g_assert_true (make_catalogue (folder));
  bindtextdomain ("deskbell", folder);
  bind_textdomain_codeset ("deskbell", "UTF-8");
  textdomain ("deskbell");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = bell_said (cases[i].text);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
  remove_catalogue (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/said/same", test_same);
  g_test_add_func ("/said/known", test_known);
  g_test_add_func ("/said/translated", test_translated);

  return g_test_run ();
}
