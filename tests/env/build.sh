# SPDX-License-Identifier: GPL-3.0-or-later
#
# build.sh: how Deskbell is built for trying and testing; for scripts that stand at the project's top and
# read this with ".". What the tools say is shown only when they fail.

# quietly LOG COMMAND...: runs COMMAND; gives its status, after showing what it said if it failed.
quietly ()
{
  log=$1
  shift
  "$@" > "$log" 2>&1 && return 0
  cat "$log"
  return 1
}

# version LIBRARY: which version is built with.
version ()
{
  pkg-config --modversion "$1"
}

# system: the name of the system.
system ()
{
  # shellcheck disable=SC1091
  (. /etc/os-release && echo "$PRETTY_NAME")
}

# build DIR TARGET OPTION...: compiles a target, and what it needs, into _build/DIR.
build ()
{
  dir=_build/$1
  target=$2
  shift 2
  mkdir -p _build
  [ -f "$dir/build.ninja" ] || quietly "$dir.log" meson setup "$dir" --werror "$@" || return 1
  quietly "$dir.log" ninja -C "$dir" "$target"
}

# build_and_install: compiles into _build/test and installs that in _build/prefix.
build_and_install ()
{
  build test all --prefix "$PWD/_build/prefix" \
    && quietly _build/install.log meson install -C _build/test --no-rebuild --only-changed
}

# build_flatpak: builds the Flatpak and installs it in _build/flatpak, for its tests.
build_flatpak ()
{
  mkdir -p _build
  quietly _build/flatpak.log python3 tests/flatpak/build.py _build/flatpak
}

# build_npm_tools: puts what tests need from npm into _build/npm, unless it is there: what drives the browser,
# and what checks the description of the wire.
build_npm_tools ()
{
  wanted=$(cat tests/npm/package-lock.json tests/npm/.npmrc | sha256sum)
  [ "$(cat _build/npm/.installed 2> /dev/null)" != "$wanted" ] || return 0
  rm -rf _build/npm
  mkdir -p _build/npm
  cp tests/npm/package.json tests/npm/package-lock.json tests/npm/.npmrc _build/npm
  if ! (cd _build/npm && npm ci --ignore-scripts) > _build/npm.log 2>&1; then
    echo "npm could not install what the tests need ($(grep -m 1 'npm error' _build/npm.log)); look for the network, then run this again"
    return 1
  fi
  echo "$wanted" > _build/npm/.installed
}
