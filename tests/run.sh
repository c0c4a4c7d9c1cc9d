#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# All tests in one command: installs what they need, builds, runs them in a window on a virtual display, then the same
# under the address and undefined behaviour sanitizers. POSIX sh.
set -eu

usage() {
    cat <<'END'
Usage: sh tests/run.sh [--yes] [--only dev|asan]

Installs what the tests need where it is missing, builds, and runs all tests: as they are (preset dev), then under the
address and undefined behaviour sanitizers (preset asan). Ends with ctest's summary; the exit status is 0 only if all
passed.

  --yes         install without asking (root is not asked)
  --only WHICH  only one of the two: dev or asan
  --help        show this
END
}

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"

refuse() {
    printf 'run.sh: %s\nsh tests/run.sh --help lists what there is.\n' "$1" >&2
    exit 2
}

presets="dev asan"
consent=ask
[ "$(id -u)" -ne 0 ] || consent=yes
while [ $# -gt 0 ]; do
    case "$1" in
    --yes) consent=yes ;;
    --only | --only=*)
        if [ "$1" = --only ]; then
            [ $# -gt 1 ] || refuse "--only needs dev or asan"
            shift
        fi
        presets=${1#--only=}
        case "$presets" in
        dev | asan) ;;
        *) refuse "--only takes dev or asan, not \"$presets\"" ;;
        esac
        ;;
    --help | -h)
        usage
        exit 0
        ;;
    *) refuse "there is no option $1" ;;
    esac
    shift
done

[ "$(uname -s)" = Linux ] || fail "the tests' virtual display is for Linux; elsewhere use ctest --preset dev"
ensure_packages "$consent" build display tests
cd "$root"
if command -v ccache >/dev/null 2>&1; then
    CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
    export CMAKE_CXX_COMPILER_LAUNCHER
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/candor-tests.XXXXXX")
trap 'rm -rf -- "$scratch"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# run_tests <preset>: under a session bus, a virtual display and a window manager of their own (no window gets the focus
# without one), in an empty home, and with nothing of the caller's environment: neither CI=true nor DO_NOT_TRACK of the
# one who starts the tests may decide how they end.
run_tests() {
    rm -rf -- "$scratch/world"
    mkdir -p "$scratch/world/home" "$scratch/world/tmp"
    mkdir -m 700 "$scratch/world/run"
    # shellcheck disable=SC2016 # the inner shell expands these
    env -i PATH="$PATH" LANG=C.UTF-8 USER="$(id -un)" LOGNAME="$(id -un)" \
        HOME="$scratch/world/home" TMPDIR="$scratch/world/tmp" XDG_RUNTIME_DIR="$scratch/world/run" \
        ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 \
        LSAN_OPTIONS="suppressions=$root/tests/support/lsan.supp:print_suppressions=0" \
        dbus-run-session -- xvfb-run -a -s "-screen 0 1280x960x24" sh -c '
            ready=$TMPDIR/window-manager-ready
            openbox --sm-disable --startup "touch $ready" &
            manager=$!
            waited=0
            while ! [ -e "$ready" ]; do
                if [ "$waited" -ge 100 ] || ! kill -0 "$manager" 2>/dev/null; then
                    echo "run.sh: the window manager did not start" >&2
                    exit 1
                fi
                sleep 0.1
                waited=$((waited + 1))
            done
            status=0
            "$@" || status=$?
            kill "$manager" 2>/dev/null || true
            wait "$manager" 2>/dev/null || true
            exit "$status"
        ' sh ctest --preset "$1" -j2 --no-tests=error --output-log "$root/build/$1/ctest.log"
}

failed=""
for preset in $presets; do
    say ""
    say "== $preset: building =="
    rm -f -- "$root/build/$preset/ctest.log"
    # The collector's tests must not go missing because an earlier build had to do without Qt HTTP Server.
    if ! { cmake --preset "$preset" -DCANDOR_BUILD_COLLECTOR=ON && cmake --build --preset "$preset"; }; then
        failed="$failed $preset"
        continue
    fi
    say ""
    say "== $preset: testing =="
    run_tests "$preset" || failed="$failed $preset"
done

for preset in $presets; do
    say ""
    say "== $preset =="
    if [ -e "build/$preset/ctest.log" ]; then
        sed -n '/tests passed/,$p' "build/$preset/ctest.log"
    else
        say "was not tested: it could not be built"
    fi
done
[ -z "$failed" ] || fail "failed:$failed"
