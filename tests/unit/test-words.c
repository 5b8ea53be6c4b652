/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-words.h"

static void
test_fit (void)
{
  static const struct
  {
    const char *typed;
    const char *text;
    gboolean    fits;
  } cases[] = {
    { "", "Mails to the whole office bounce", TRUE },
    { "OFFICE mails", "Mails to the whole office bounce", TRUE },
    { " office\t\nmails ", "Mails to the whole office bounce", TRUE },
    { "office letters", "Mails to the whole office bounce", FALSE },
    { "krizova", "Dagmar Křížová", TRUE },
    { "KŘÍŽOVÁ", "Dagmar Křížová", TRUE },
    { "Křížová", "Dagmar Krizova", TRUE },
    { "křížová", "Dagmar Kr\xcc\x8ci\xcc\x81z\xcc\x8cova\xcc\x81", TRUE },
    { "zulawski yildiz ostergaard", "Żuławski, Yıldız, Østergaard", TRUE },
    { "strasse", "Hauptstraße", TRUE },
    { "ΑΘΗΝΑ", "Αθήνα", TRUE },
    { "ΝΙΚΟΣ", "Νίκος", TRUE },
    { "istanbul", "İSTANBUL", TRUE },
    { "ﬁnance", "Finance director", TRUE },
    { "서울", "서울", TRUE },
    { "محمد", "مُحَمَّد", TRUE },
    { "東京", "東京タワー", TRUE },
    { "大阪", "東京タワー", FALSE },
    { "?", "Żuławski", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BellWords) words = bell_words_new (cases[i].typed);

      g_test_message ("case %zu", i);
      g_assert_cmpint (bell_words_fit (words, cases[i].text), ==, cases[i].fits);
    }
}

static void
test_begin (void)
{
  g_autoptr (BellWords) words = bell_words_new ("Řeka veliká");
  g_autoptr (BellWords) none = bell_words_new ("  ");

  g_assert_true (bell_words_begin (words, "Rekapitulace"));
  g_assert_false (bell_words_begin (words, "Veliká řeka"));
  g_assert_false (bell_words_begin (none, "Veliká řeka"));
  g_assert_true (bell_words_is_empty (none));
  g_assert_false (bell_words_is_empty (words));
}

static void
test_words (void)
{
  g_autoptr (BellWords) several = bell_words_new ("na Nádraží stojí");
  g_autoptr (BellWords) one = bell_words_new (" R-1001 ");

  g_assert_cmpstr (bell_words_get_typed (several)[0], ==, "Nádraží");
  g_assert_cmpstr (bell_words_get_typed (several)[1], ==, "stojí");
  g_assert_cmpstr (bell_words_get_typed (several)[2], ==, "na");
  g_assert_null (bell_words_get_typed (several)[3]);
  g_assert_null (bell_words_get_only (several));
  g_assert_cmpstr (bell_words_get_only (one), ==, "r-1001");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/fit", test_fit);
  g_test_add_func ("/words/begin", test_begin);
  g_test_add_func ("/words/words", test_words);

  return g_test_run ();
}
