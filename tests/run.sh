#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# All tests in one command: installs what they need, looks at the sources, builds, runs the tests in a window on a virtual
# display, then the same under the address and undefined behaviour sanitizers, and what has threads and no Qt under the
# thread sanitizer.
# POSIX sh.
set -eu

usage() {
    cat <<'END'
Usage: sh tests/run.sh [--yes] [--only lint|dev|asan|tsan] [--trials]
       sh tests/run.sh [--yes] --bench

Installs what the tests need where it is missing, looks at the sources (tests/lint.sh), builds, and runs all tests: as
they are (preset dev), with Clang under its address and undefined behaviour sanitizers (preset asan), and those of the
threads without Qt under its thread sanitizer (preset tsan). Ends with ctest's summary; the exit status is 0 only if all
passed.

  --yes         install without asking (root is not asked)
  --only WHICH  only one of them: lint, dev, asan or tsan
  --trials      the long form of what is short otherwise: killing a program 1,000 times, also what is linked with Qt
                (but no windows) under the thread sanitizer, each fuzz target for CANDOR_FUZZ_SECONDS (default 300)
                under libFuzzer, what is read of the Windows registry, under Wine, and what clang-tidy says of the
                sources; takes some hours
  --bench       no tests: builds the benchmarks as people run the program, and runs them, with baselines beside them;
                only the ratios of one run on a quiet machine mean something
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

presets="dev asan tsan"
trials=""
bench=""
only=""
consent=ask
[ "$(id -u)" -ne 0 ] || consent=yes
while [ $# -gt 0 ]; do
    case "$1" in
    --yes) consent=yes ;;
    --only | --only=*)
        if [ "$1" = --only ]; then
            [ $# -gt 1 ] || refuse "--only needs lint, dev, asan or tsan"
            shift
        fi
        only=${1#--only=}
        case "$only" in
        lint) presets="" ;;
        dev | asan | tsan) presets=$only ;;
        *) refuse "--only takes lint, dev, asan or tsan, not \"$only\"" ;;
        esac
        ;;
    --trials) trials=1 ;;
    --bench) bench=1 ;;
    --help | -h)
        usage
        exit 0
        ;;
    *) refuse "there is no option $1" ;;
    esac
    shift
done
[ -z "$bench" ] || [ -z "$only$trials" ] || refuse "--bench runs no tests: it does not go with --only or --trials"
fuzz_seconds=${CANDOR_FUZZ_SECONDS:-300}
case "$fuzz_seconds" in
'' | *[!0-9]*) refuse "CANDOR_FUZZ_SECONDS is a number of seconds, not \"$fuzz_seconds\"" ;;
esac

[ "$(uname -s)" = Linux ] || fail "the tests' virtual display is for Linux; elsewhere use ctest --preset dev"
case "$only" in
lint) groups="lint${trials:+ build tidy}" ;;
dev) groups="build display tests engines" ;;
asan) groups="build display tests engines clang" ;;
tsan) groups="build display tests clang" ;;
*) groups="lint build display tests engines clang${trials:+ windows tidy}" ;;
esac
[ -z "$bench" ] || groups="build bench"
# shellcheck disable=SC2086 # one word each
ensure_packages "$consent" $groups
cd "$root"
if command -v ccache >/dev/null 2>&1; then
    CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
    # What another checkout has compiled counts in this one, too. Precompiled headers are off: they hold for one checkout.
    CCACHE_BASEDIR=${CCACHE_BASEDIR-$root}
    CCACHE_NOHASHDIR=1
    export CMAKE_CXX_COMPILER_LAUNCHER CCACHE_BASEDIR CCACHE_NOHASHDIR
    precompile_option=-DCANDOR_PRECOMPILE=OFF
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/candor-tests.XXXXXX")
trap 'rm -rf -- "$scratch"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

engines="" # those whose tests may not be left out
# in_world <command...>: in an empty home, and with nothing of the caller's environment: neither CI=true nor DO_NOT_TRACK
# of the one who starts the tests may decide how they end.
in_world() {
    rm -rf -- "$scratch/world"
    mkdir -p "$scratch/world/home" "$scratch/world/tmp"
    mkdir -m 700 "$scratch/world/run"
    env -i PATH="$PATH" LANG=C.UTF-8 USER="$(id -un)" LOGNAME="$(id -un)" \
        HOME="$scratch/world/home" TMPDIR="$scratch/world/tmp" XDG_RUNTIME_DIR="$scratch/world/run" \
        ${trials:+"CANDOR_TRIALS=1"} ${engines:+"CANDOR_TEST_ENGINES=$engines"} \
        ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 \
        LSAN_OPTIONS="suppressions=$root/tests/support/lsan.supp:print_suppressions=0" \
        TSAN_OPTIONS="suppressions=$root/tests/support/tsan.supp:halt_on_error=1:second_deadlock_stack=1:history_size=7:die_after_fork=0" \
        "$@"
}

# on_display <command...>: under a session bus, a virtual display and a window manager of their own (no window gets the
# focus without one).
on_display() {
    # shellcheck disable=SC2016 # the inner shell expands these
    in_world dbus-run-session -- xvfb-run -a -s "-screen 0 1280x960x24" sh -c '
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
        ' sh "$@"
}

# build <preset>
build() {
    # The collector's tests must not go missing because an earlier build had to do without Qt HTTP Server.
    cmake --preset "$1" -DCANDOR_BUILD_COLLECTOR=ON ${precompile_option:+"$precompile_option"} || return
    if [ "$1" = tsan ] && [ -z "$trials" ]; then
        cmake --build --preset tsan --target threadtests
    else
        cmake --build --preset "$1"
    fi
}

# run_tests <preset>
run_tests() {
    set -- "$1" ctest --preset "$1" -j2 --no-tests=error --output-log "$root/build/$1/ctest.log"
    preset_of_tests=$1
    shift
    if [ "$preset_of_tests" != tsan ]; then
        on_display "$@"
    elif [ -z "$trials" ]; then
        in_world "$@" -L tsan
    else
        # Not windows and programs: what is below Qt there is more than a suppression file can name.
        in_world "$@" -L 'unit|delivery|tsan' -E '^(fuzz_|fleet_simulation)'
    fi
}

# run_fuzzers: each target begins with the corpus that is kept here; what it finds beyond stays in build/fuzz
run_fuzzers() {
    found=""
    for program in build/fuzz/tests/fuzz/fuzz_*; do
        if ! [ -f "$program" ] || ! [ -x "$program" ]; then continue; fi
        target=${program##*/fuzz_}
        say "-- $target"
        mkdir -p "build/fuzz/corpus/$target"
        if in_world "$root/$program" "-max_total_time=$fuzz_seconds" -timeout=20 -rss_limit_mb=2048 \
            -print_final_stats=1 "-artifact_prefix=$root/build/fuzz/found-$target-" \
            "$root/build/fuzz/corpus/$target" "$root/tests/fuzz/corpus/$target" >"build/fuzz/$target.log" 2>&1; then
            sed -n '/^Done/p; /^stat::number_of_executed_units/p' "build/fuzz/$target.log"
        else
            tail -n 40 "build/fuzz/$target.log"
            found="$found $target"
        fi
    done
    [ -z "$found" ] || say "The inputs are build/fuzz/found-*: make each a file of tests/fuzz/corpus."
    [ -z "$found" ]
}

if [ -n "$bench" ]; then
    build bench
    for program in build/bench/tests/bench/bench_*; do
        if ! [ -f "$program" ] || ! [ -x "$program" ]; then continue; fi
        say ""
        say "== ${program##*/} =="
        in_world "$root/$program" --benchmark_counters_tabular=true
    done
    exit 0
fi

# Some machines let nobody make containers: other containers, for example. Where Podman works, so must its tests.
if [ "$only" != tsan ] && [ "$only" != lint ]; then
    mkdir "$scratch/engine"
    if echo start | in_world sh tests/support/realengine.sh podman "$scratch/engine" localhost/candor-trial:1 \
        >/dev/null 2>"$scratch/problem"; then
        engines=podman
    else
        say "Podman is not tested, only played: $(cat "$scratch/problem")"
    fi
    rm -rf -- "$scratch/engine"
fi

failed=""
# look <name> <checks...>: what is found, and whether anything could not be looked at, is kept for the end. A tool that no
# package brings here fails only those who have asked for nothing else.
look() {
    name=$1
    shift
    status=0
    # With this environment: it says what Git ignores.
    sh tests/lint.sh "$@" >"$scratch/$name" 2>&1 || status=$?
    cat "$scratch/$name"
    [ "$status" -eq 0 ] || { [ "$status" -eq 3 ] && [ "$only" != lint ]; }
}

if [ -z "$only" ] || [ "$only" = lint ]; then
    say ""
    say "== lint =="
    look lint || failed="$failed lint"
fi
for preset in $presets; do
    say ""
    say "== $preset: building =="
    rm -f -- "$root/build/$preset/ctest.log"
    if ! build "$preset"; then
        failed="$failed $preset"
        continue
    fi
    say ""
    say "== $preset: testing =="
    run_tests "$preset" || failed="$failed $preset"
done
if [ -n "$trials" ] && [ -z "$only" ]; then
    say ""
    say "== fuzz: $fuzz_seconds seconds each =="
    if ! { build fuzz && run_fuzzers; }; then
        failed="$failed fuzz"
    fi
    say ""
    say "== the Windows registry =="
    in_world sh tests/process/registry/run.sh || failed="$failed registry"
fi
if [ -n "$trials" ] && { [ -z "$only" ] || [ "$only" = lint ]; }; then
    say ""
    say "== tidy =="
    if ! { build dev && look tidy tidy; }; then
        failed="$failed tidy"
    fi
fi

if [ -z "$only" ]; then
    for name in lint ${trials:+tidy}; do
        say ""
        say "== $name =="
        if [ -e "$scratch/$name" ]; then
            head -n 100 "$scratch/$name"
        else
            say "was not looked at: it could not be built"
        fi
    done
fi
for preset in $presets; do
    say ""
    say "== $preset =="
    if [ -e "build/$preset/ctest.log" ]; then
        # Each failure once more: a program prints hundreds of lines around it.
        sed -n '/^FAIL!/,/^   Loc:/p; /^QFATAL/p; /^SUMMARY: /p' "build/$preset/ctest.log" | head -n 100
        sed -n '/tests passed/,$p' "build/$preset/ctest.log"
    else
        say "was not tested: it could not be built"
    fi
done
[ -z "$failed" ] || fail "failed:$failed"
