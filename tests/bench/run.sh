#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [--record] [NAME...]: measures everything, or what is named: decisions, coverage, deadlines,
# lint, overview, lists, start, chain, live, reconnect, catch-up, sign-ins. Prints a section of Markdown; --record also
# puts it into RESULTS.md, in the place of an older one of this machine and day. Takes about three
# quarters of an hour, of which "live" is 10 minutes a round: beside Deskbell it measures a server of node,
# mosquitto and ejabberd, and two Deskbells on a PostgreSQL in /var/tmp. The machine should have nothing
# else to do.
# DESKBELL_BENCH_RUNS (10) starts of each program, DESKBELL_BENCH_ROUNDS (200) of each chain,
# DESKBELL_BENCH_LIVE_ROUNDS (3) of each number of live connections.
set -eu

all='decisions coverage deadlines lint overview lists start chain live reconnect catch-up sign-ins'
cd "$(dirname "$0")/../.."
[ -n "${DESKBELL_ENV:-}" ] || exec sh tests/env.sh sh tests/bench/run.sh "$@"

record=
if [ "${1:-}" = --record ]; then
  record=yes
  shift
fi
names=${*:-$all}
for n in $names; do
  case " $all " in
    *" $n "*) ;;
    *) echo "run.sh: there is no benchmark \"$n\"; there are: $all" >&2; exit 2 ;;
  esac
done

# shellcheck source=tests/env/build.sh
. tests/env/build.sh
build=_build/bench
export BENCH_BUILD="$PWD/$build" DESKBELL_PREFIX="$PWD/_build/bench-prefix" DESKBELL_NPM="$PWD/_build/npm"
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$PWD/tests/helpers"

# peers: installs what Deskbell is compared with, but never on somebody's own system.
peers ()
{
  command -v dino-im > /dev/null || [ "$DESKBELL_ENV" != root ] || {
    quietly _build/bench-peers.log apt-get update \
      && quietly _build/bench-peers.log env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends dino-im
  } >&2 || echo 'run.sh: Dino could not be installed, so it is not measured' >&2
}

# node_peers: puts the servers that live connections are compared with, from npm, into _build/peers.
node_peers ()
{
  export DESKBELL_PEERS="$PWD/_build/peers"
  wanted=$(cat tests/bench/peers/package-lock.json tests/bench/peers/.npmrc | sha256sum)
  [ "$(cat _build/peers/.installed 2> /dev/null)" != "$wanted" ] || return 0
  rm -rf _build/peers
  mkdir -p _build/peers
  cp tests/bench/peers/package.json tests/bench/peers/package-lock.json tests/bench/peers/.npmrc _build/peers
  if (cd _build/peers && npm ci) > _build/peers.log 2>&1; then
    echo "$wanted" > _build/peers/.installed
  else
    echo 'run.sh: ws and better-sqlite3 could not be installed, so they are not measured' >&2
    rm -rf _build/peers
  fi
}

# debian_peers: the same from Debian packages, into _build/debian-peers: nothing is configured or started. On
# somebody's own system those are measured that are installed.
debian_peers ()
{
  [ "$DESKBELL_ENV" = root ] || return 0
  export DESKBELL_DEBIAN_PEERS="$PWD/_build/debian-peers"
  [ ! -e "$DESKBELL_DEBIAN_PEERS/.installed" ] || return 0
  rm -rf "$DESKBELL_DEBIAN_PEERS"
  mkdir -p "$DESKBELL_DEBIAN_PEERS/archives/partial"
  if quietly _build/debian-peers.log apt-get update \
    && quietly _build/debian-peers.log env DEBIAN_FRONTEND=noninteractive apt-get install -y --download-only \
      --no-install-recommends -o "Dir::Cache::archives=$DESKBELL_DEBIAN_PEERS/archives" -o APT::Sandbox::User=root \
      mosquitto ejabberd erlang-p1-sqlite3 \
    && quietly _build/debian-peers.log find "$DESKBELL_DEBIAN_PEERS/archives" -name '*.deb' \
      -exec dpkg-deb -x {} "$DESKBELL_DEBIAN_PEERS" \;; then
    rm -rf "$DESKBELL_DEBIAN_PEERS/archives"
    touch "$DESKBELL_DEBIAN_PEERS/.installed"
  else
    echo 'run.sh: mosquitto and ejabberd could not be installed, so they are not measured' >&2
    rm -rf "$DESKBELL_DEBIAN_PEERS"
  fi
}

machine ()
{
  cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  memory=$(awk '/^MemTotal/ { printf "%.1f GB", $2 / 1048576 }' /proc/meminfo)
  echo "## $(date +%F), ${cpu:-$(uname -m)}, $(nproc) cores"
  echo
  echo "$memory of memory, Linux $(uname -r), $(system), screen: Xvfb, GSK_RENDERER=${GSK_RENDERER:-cairo}."
  echo "GTK $(version gtk4), libadwaita $(version libadwaita-1), GLib $(version glib-2.0), SQLite $(version sqlite3),"
  echo "libsoup $(version libsoup-3.0), $(chromium --version 2> /dev/null | tr -s ' ' | sed 's/ $//'), $(cc --version | head -n 1)."
  echo
}

# conditions LOAD: under what a part was measured. LOAD: how many processes wanted a core before.
conditions ()
{
  echo "Commit $(git rev-parse --short HEAD 2> /dev/null || echo unknown), load before it began $1."
  if awk "BEGIN { exit !($1 > 0.5 * $(nproc)) }"; then
    echo '**The machine was busy with other work: these figures are provisional.**'
  fi
  echo
}

decisions ()
{
  echo '### Decisions'
  echo
  echo '| Desk | Offerings / agreements / rules | Answers a second | Explained, with recipients, a second | Recipients a second | Steps of an explanation | Desk read and made ready, ms | Memory after, MB | Peak, MB |'
  echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- |'
  "$build/tests/bench/bench-decisions" --measure large 1000 300 300
  "$build/tests/bench/bench-decisions" --measure 'ten times' 10000 2000 1000
  echo
  echo 'One process, one core; by its time on the processor. Median of 5 rounds of half a second, over all requests of the desk in turn.'
  echo
}

coverage ()
{
  echo '### All offerings, and an edit'
  echo
  echo '| Offerings / agreements / rules | Coverage, ms | after an edit of an agreement | of an offering | of a service | of a calendar | of a rule | Effect of an agreement on all offerings, ms | and on as many requests |'
  echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- |'
  "$build/tests/bench/bench-policy" --coverage 1000 300 300
  "$build/tests/bench/bench-policy" --coverage 10000 2000 1000
  echo
  echo 'One core, by its time on the processor; median of 9. An effect begins without any answer known; after an edit the coverage before it is known.'
  echo
}

lists ()
{
  echo '### Long lists'
  echo
  echo '| List | Rows | First rows drawn after, ms | Memory, MB | Frames of scrolling to the end | of them over a sixtieth of a second | Slowest, ms |'
  echo '| --- | --- | --- | --- | --- | --- | --- |'
  sh tests/env/gui.sh "$build/tests/bench/bench-lists" 10000
  sh tests/env/gui.sh "$build/tests/bench/bench-lists" 20000
  echo
  echo 'In a window of 800 by 600, drawn by the processor; half a page a frame. Requests come from the store a hundred at a time.'
  echo
}

deadlines ()
{
  echo '### Deadlines'
  echo
  echo '| Distance | Deadlines a second |'
  echo '| --- | --- |'
  "$build/tests/bench/bench-policy" --deadlines
  echo
  echo 'Office hours with two spans a day and holidays, Europe/Prague. One core, by its time on the processor; median of 9 rounds of 100,000.'
  echo
}

lint ()
{
  echo '### A look through a desk'
  echo
  echo '| Desk | Offerings / agreements / rules | Findings | Time, ms |'
  echo '| --- | --- | --- | --- |'
  "$build/tests/bench/bench-lint" --measure large 1000 300 300
  "$build/tests/bench/bench-lint" --measure 'ten times' 10000 2000 1000
  "$build/tests/bench/bench-lint" --measure 'a hundred times' 100000 20000 10000
  echo
  echo 'As `deskbellctl lint` does, on a desk that is ready. One core, by its time on the processor; median of 5.'
  echo
}

overview ()
{
  echo '### The numbers of a desk, and its edits'
  echo
  echo '| Chats / changes | Overview of 7 days, ms | of 30 | of 90 | of 90 and one group | First page of edits, ms | of one type | of one type among everything |'
  echo '| --- | --- | --- | --- | --- | --- | --- | --- |'
  "$build/tests/bench/bench-overview" --measure 10000 100000
  "$build/tests/bench/bench-overview" --measure 100000 1000000
  echo
  echo 'Chats are those of 90 days. Every thousandth change of the older half of the log is an edit. SQLite; by its time on the processor, median of 5.'
  echo
}

start ()
{
  peers
  sh tests/env/gui.sh python3 tests/bench/bench_start.py
}

chain ()
{
  build_npm_tools >&2
  sh tests/env/gui.sh python3 tests/bench/bench_chain.py
}

# connections NAME: what bench_live.py calls by this name.
connections ()
{
  [ "$1" != live ] || { node_peers; debian_peers; } >&2
  DESKBELLCTL="$DESKBELL_PREFIX/bin/deskbellctl" python3 tests/bench/bench_live.py "$1"
}

build bench all --prefix "$DESKBELL_PREFIX" >&2
quietly _build/bench-install.log meson install -C "$build" --no-rebuild --only-changed >&2

section=_build/bench-section.md
machine | tee "$section"
failed=
for n in $names; do
  load=$(cut -d ' ' -f 1 /proc/loadavg)
  case $n in
    live | reconnect | catch-up | sign-ins) connections "$n" ;;
    *) "$n" ;;
  esac > "$section.part" || failed="$failed $n"
  conditions "$load" >> "$section.part"
  tee -a "$section" < "$section.part"
done
[ -z "$failed" ] || { echo "run.sh: not finished:$failed" >&2; exit 1; }
[ -z "$record" ] || python3 tests/bench/record.py "$section"
