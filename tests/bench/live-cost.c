/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-cost.h"

#include <string.h>
#include <unistd.h>

/* What a server costs: its processes, and what they have started, by proc(5). */

/* The words of /proc/PID/stat after the name of the program, so that the parent is the word 1;
 * NULL when the process is over. */
static char **
read_stat (const char *process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", process);
  g_autofree char *text = NULL;
  const char      *name_end;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;

  name_end = strrchr (text, ')');

  return name_end != NULL ? g_strsplit (name_end + 2, " ", -1) : NULL;
}

/* Adds the children of processes, and theirs, which have higher numbers or come in a later
 * round. */
static void
add_children (GHashTable *found)
{
  guint before;

  do
    {
      g_autoptr (GDir) all = g_dir_open ("/proc", 0, NULL);
      const char *process;

      before = g_hash_table_size (found);
      while ((process = g_dir_read_name (all)) != NULL)
        {
          g_auto (GStrv) stat = g_ascii_isdigit (process[0]) ? read_stat (process) : NULL;

          if (stat != NULL && g_hash_table_contains (found, stat[1]))
            g_hash_table_add (found, g_strdup (process));
        }
    }
  while (g_hash_table_size (found) > before);
}

static GHashTable *
find_processes (char **processes)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; processes != NULL && processes[i] != NULL; i++)
    g_hash_table_add (found, g_strdup (processes[i]));
  if (processes != NULL)
    add_children (found);

  return found;
}

/**
 * live_cost_seconds:
 * @processes: (array zero-terminated=1) (nullable): numbers of processes
 *
 * Returns: how long they, what they have started, and what has ended of that
 * were on a processor, in seconds
 */
double
live_cost_seconds (char **processes)
{
  g_autoptr (GHashTable) found = find_processes (processes);
  GHashTableIter iter;
  gpointer       process;
  double         ticks = 0;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &process, NULL))
    {
      g_auto (GStrv) stat = read_stat (process);

      /* utime, stime, cutime, cstime */
      for (guint word = 11; stat != NULL && word <= 14; word++)
        ticks += g_ascii_strtod (stat[word], NULL);
    }

  return ticks / (double) sysconf (_SC_CLK_TCK);
}

/**
 * live_cost_memory:
 * @processes: (array zero-terminated=1) (nullable): numbers of processes
 *
 * Returns: how much memory of their own they and what they have started have
 * now, in kB
 */
double
live_cost_memory (char **processes)
{
  g_autoptr (GHashTable) found = find_processes (processes);
  GHashTableIter iter;
  gpointer       process;
  double         memory = 0;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &process, NULL))
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/status", (const char *) process);
      g_autofree char *text = NULL;
      const char      *at = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        at = strstr (text, "RssAnon:");
      if (at != NULL)
        memory += g_ascii_strtod (at + strlen ("RssAnon:"), NULL);
    }

  return memory;
}
