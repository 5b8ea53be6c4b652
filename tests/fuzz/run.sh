#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [SECONDS] [TARGET...]: fuzzes all targets, or the ones named, one after the other, for SECONDS
# each (3600), and prints a line a target. What reaches what nothing reached before is put into the
# target's corpus; what breaks it goes to _build/fuzz-found and is worth a fix, and a place in the corpus
# under a name that says what it is. Exits with 1 if anything broke.
set -eu

all='condition document frames ical wire'
max_files=300
max_kilobytes=600

cd "$(dirname "$0")/../.."
[ -n "${DESKBELL_ENV:-}" ] || exec sh tests/env.sh sh tests/fuzz/run.sh "$@"

seconds=${1:-3600}
[ $# -eq 0 ] || shift
case $seconds in
  '' | *[!0-9]*) echo "run.sh: expected a number of seconds, found \"$seconds\"" >&2; exit 2 ;;
esac
targets=${*:-$all}
for t in $targets; do
  case " $all " in
    *" $t "*) ;;
    *) echo "run.sh: there is no target \"$t\"; there are: $all" >&2; exit 2 ;;
  esac
done

# shellcheck source=tests/env/build.sh
. tests/env/build.sh
export G_DEBUG=fatal-criticals TZ=UTC LC_ALL=C.UTF-8
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export LSAN_OPTIONS="suppressions=$PWD/tests/lint/lsan.supp:print_suppressions=0"

compile ()
{
  mkdir -p _build/fuzz-found _build/fuzz-logs
  if [ ! -f _build/fuzz/build.ninja ]; then
    CC=clang quietly _build/fuzz.log meson setup _build/fuzz -Dc_args=-DBELL_FUZZING \
      -Db_sanitize=address,undefined -Db_lundef=false || return 1
  fi
  quietly _build/fuzz.log ninja -C _build/fuzz fuzzers
}

# settings TARGET: the options of libFuzzer for a target.
settings ()
{
  case $1 in
    condition) echo -max_len=4096 ;;
    document) echo -max_len=16384 ;;
    frames) echo -max_len=4096 ;;
    ical) echo -max_len=8192 ;;
    wire) echo -max_len=4096 ;;
  esac
  echo "-timeout=10 -rss_limit_mb=2048 -dict=tests/fuzz/$1.dict -print_final_stats=1"
}

# fuzz TARGET: runs it until its time is over, also after something broke, and prints the line.
fuzz ()
{
  program=_build/fuzz-work/$1.program
  work=_build/fuzz-work/$1
  log=_build/fuzz-logs/$1.log
  mkdir -p "$work"
  cp "_build/fuzz/tests/fuzz/fuzz-$1" "$program"
  began=$(date +%s)
  end=$((began + seconds))
  broke=0
  : > "$log"
  while left=$((end - $(date +%s))) && [ "$left" -gt 0 ] && [ "$broke" -lt 10 ]; do
    # shellcheck disable=SC2046
    "$program" $(settings "$1") -max_total_time="$left" -artifact_prefix="_build/fuzz-found/$1-" \
      "$work" "tests/fuzz/corpus/$1" >> "$log" 2>&1 || broke=$((broke + 1))
  done
  took=$(($(date +%s) - began))
  executions=$(awk '$1 == "stat::number_of_executed_units:" { n += $2 } END { print n + 0 }' "$log")
  coverage=$(grep -o 'cov: [0-9]* ft: [0-9]*' "$log" | sort -k 2,2n | tail -n 1)
  keep "$1"
  echo "$1: $executions executions in $took s, ${coverage:-nothing covered}, $broke crashes," \
    "$(find "tests/fuzz/corpus/$1" -type f | wc -l) files kept"
  [ "$broke" -eq 0 ]
}

# by_hand FOLDER: the files in it that somebody gave a name; the fuzzer names its own by their hash.
by_hand ()
{
  find "$1" -type f | grep -Ev '/[0-9a-f]{40}$' || true
}

# keep TARGET: makes the corpus anew of what is by hand and the least that covers as much as all that
# was found, and leaves out the largest of it if it is too much for a repository.
keep ()
{
  corpus=tests/fuzz/corpus/$1
  fresh=_build/fuzz-work/$1.fresh
  rm -rf "$fresh"
  mkdir -p "$fresh"
  for f in $(by_hand "$corpus"); do cp "$f" "$fresh"; done
  # shellcheck disable=SC2046
  quietly "_build/fuzz-logs/$1-merge.log" \
    "$program" $(settings "$1") -merge=1 -use_counters=0 -artifact_prefix="_build/fuzz-found/$1-" \
    "$fresh" "$corpus" "$work" || return 1
  find "$corpus" -type f | grep -E '/[0-9a-f]{40}$' | xargs -r rm
  room=$((max_files - $(find "$fresh" -type f | grep -Evc '/[0-9a-f]{40}$' || true)))
  find "$fresh" -type f -size -64k -printf '%s %p\n' | grep -E '/[0-9a-f]{40}$' | sort -n | head -n "$room" \
    | awk -v most="$((max_kilobytes * 1024))" '(sum += $1) <= most { print $2 }' \
    | xargs -r cp -t "$corpus"
  rm -rf "$fresh"
}

compile || exit 1
status=0
for t in $targets; do
  fuzz "$t" || status=1
done
exit $status
