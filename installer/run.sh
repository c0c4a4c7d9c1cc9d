#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# From a fresh clone to the running program: installs what is missing, builds, and starts the app with a receiver beside
# it on this computer, so that what is sent can be looked at. POSIX sh.
set -eu

usage() {
    cat <<'END'
Usage: sh installer/run.sh [--yes] [--install-only] [--tour]

Installs the packages that Candor needs where they are missing (asks before using sudo), builds it, and starts it
together with candor-collector, a receiver on this computer. Nothing leaves this computer. The receiver ends with the
app.

  --yes           install without asking (root is not asked)
  --install-only  install the packages and stop
  --tour          a scripted tour on a virtual display with a home folder of its own, instead of a window for you;
                  pictures of each window are left in build/tour/. This is also what happens where there is no display.
  --help          show this
END
}

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"

consent=ask
[ "$(id -u)" -ne 0 ] || consent=yes # root needs no sudo, which is what is asked about
install_only=no
tour=no
for argument; do
    case "$argument" in
    --yes) consent=yes ;;
    --install-only) install_only=yes ;;
    --tour) tour=yes ;;
    --help | -h)
        usage
        exit 0
        ;;
    *)
        printf 'run.sh: there is no option %s\n' "$argument" >&2
        printf 'sh installer/run.sh --help lists what there is.\n' >&2
        exit 2
        ;;
    esac
done

if [ "$(uname -s)" = Linux ]; then
    if [ -z "${DISPLAY-}" ] && [ -z "${WAYLAND_DISPLAY-}" ] && [ "$tour" = no ]; then
        [ "$install_only" = yes ] || say "There is no display: this will be a scripted tour on a virtual one."
        tour=yes
    fi
elif [ "$tour" = yes ]; then
    fail "the tour needs Xvfb, which is for Linux"
fi

if [ "$tour" = yes ]; then
    ensure_packages "$consent" build display
else
    ensure_packages "$consent" build
fi
if [ "$install_only" = yes ]; then
    say "All packages that Candor needs are installed."
    exit 0
fi

cd "$root"
# Said here and not left to what is found: a build from before the package came would remember to do without.
cmake --preset release -DCANDOR_BUILD_COLLECTOR=ON
cmake --build --preset release
app=$root/build/release/candor
collector=$root/build/release/app/collector/candor-collector

# What a program is started with; nothing else of this shell's environment reaches it. DO_NOT_TRACK and CANDOR_TELEMETRY
# are a person's refusal and must reach it.
handed_on="PATH TZ TMPDIR USER LOGNAME TERM LANG LANGUAGE LC_ALL LC_COLLATE LC_CTYPE LC_MEASUREMENT LC_MESSAGES
    LC_MONETARY LC_NUMERIC LC_PAPER LC_TIME DO_NOT_TRACK CANDOR_TELEMETRY LOG_LEVEL"
handed_on_to_a_desktop="HOME DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_RUNTIME_DIR XDG_DATA_HOME XDG_CONFIG_HOME
    XDG_CACHE_HOME XDG_STATE_HOME XDG_DATA_DIRS XDG_CONFIG_DIRS XDG_CURRENT_DESKTOP XDG_SESSION_DESKTOP XDG_SESSION_TYPE
    DESKTOP_SESSION KDE_FULL_SESSION KDE_SESSION_VERSION DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS QT_QPA_PLATFORM
    QT_QPA_PLATFORMTHEME QT_STYLE_OVERRIDE QT_SCALE_FACTOR QT_FONT_DPI QT_IM_MODULE XMODIFIERS QT_ACCESSIBILITY
    QT_LINUX_ACCESSIBILITY_ALWAYS_ON PODMAN_DESKTOP_HOME_DIR"

# start_clean <names> <words...>: becomes the command in words, which may begin with NAME=value. Only in a subshell.
start_clean() {
    names=$1
    shift
    for name in $names; do
        eval "is_set=\${$name+yes}"
        # shellcheck disable=SC2154 # eval sets it
        if [ "$is_set" = yes ]; then
            eval "value=\$$name"
            # shellcheck disable=SC2154
            set -- "$name=$value" "$@"
        fi
    done
    exec env -i "$@"
}

app_pid=""
app_group=""
collector_pid=""
scratch=""
cleanup() {
    trap - EXIT INT TERM HUP
    # The tour's display and app are a process group of their own.
    [ -z "$app_group" ] || kill -TERM -- "-$app_group" 2>/dev/null || true
    [ -z "$app_pid" ] || kill -TERM "$app_pid" 2>/dev/null || true
    [ -z "$app_pid$app_group" ] || wait "$app_pid$app_group" 2>/dev/null || true
    if [ -n "$collector_pid" ]; then
        kill -TERM "$collector_pid" 2>/dev/null || true
        wait "$collector_pid" 2>/dev/null || true
    fi
    [ -z "$scratch" ] || rm -rf -- "$scratch"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# start_collector <store> <log>: sets collector_pid and address
start_collector() {
    : >"$2"
    (start_clean "$handed_on" "$collector" --port 0 --store "$1") >"$2" 2>&1 &
    collector_pid=$!
    address=""
    waited=0
    while [ -z "$address" ]; do
        address=$(sed -n 's/^candor-collector: listening on //p' "$2")
        [ -z "$address" ] || break
        if [ "$waited" -ge 100 ] || ! kill -0 "$collector_pid" 2>/dev/null; then
            cat "$2" >&2
            fail "the receiver did not start"
        fi
        sleep 0.1
        waited=$((waited + 1))
    done
}

# What the receiver printed behind its address: one line an event.
show_received() {
    say ""
    if [ "$(grep -c . "$1")" -gt 1 ]; then
        say "The receiver got (time, event, id, protocol):"
        sed 1d "$1"
    else
        say "The receiver got nothing."
    fi
    say "Its store: $2"
}

if [ "$tour" = no ]; then
    folder=$root/build/try-out
    mkdir -p "$folder"
    start_collector "$folder/received.jsonl" "$folder/collector.log"
    say ""
    say "The receiver shows what arrives at $address"
    # In the background and waited for, so that a signal to this script ends the app at once.
    (start_clean "$handed_on $handed_on_to_a_desktop" CANDOR_DESTINATION=posthog CANDOR_ENDPOINT="$address" \
        CANDOR_WRITE_KEY=try-out "$app") &
    app_pid=$!
    status=0
    wait "$app_pid" || status=$?
    app_pid=""
    show_received "$folder/collector.log" "$folder/received.jsonl"
    exit "$status"
fi

folder=$root/build/tour
mkdir -p "$folder"
rm -f -- "$folder"/*.png "$folder/received.jsonl" "$folder/collector.log"
# A home of its own: nobody's real answer is given for them.
scratch=$(mktemp -d "${TMPDIR:-/tmp}/candor-tour.XXXXXX")
mkdir -p "$scratch/home"
mkdir -m 700 "$scratch/run"
start_collector "$folder/received.jsonl" "$folder/collector.log"
say ""
say "The tour begins; the receiver is at $address"
# A group of its own (setsid), so that display and app can be ended together; bounded, should the app not end by itself.
(start_clean "$handed_on" HOME="$scratch/home" XDG_RUNTIME_DIR="$scratch/run" \
    TMPDIR="$scratch" XDG_DATA_HOME="$scratch/home/.local/share" XDG_CONFIG_HOME="$scratch/home/.config" \
    XDG_CACHE_HOME="$scratch/home/.cache" XDG_STATE_HOME="$scratch/home/.local/state" \
    CANDOR_DESTINATION=posthog CANDOR_ENDPOINT="$address" CANDOR_WRITE_KEY=try-out \
    setsid xvfb-run -a -s "-screen 0 1280x960x24" timeout --foreground -k 10 300 "$app" --tour "$folder") &
app_group=$!
status=0
wait "$app_group" || status=$?
app_group=""

show_received "$folder/collector.log" "$folder/received.jsonl"
say ""
say "Pictures of the windows:"
pictures=0
for picture in "$folder"/*.png; do
    [ -e "$picture" ] || continue
    say "  $picture"
    pictures=$((pictures + 1))
done
if [ "$status" -ne 0 ]; then
    fail "the tour ended with status $status"
fi
if [ "$pictures" -eq 0 ]; then
    fail "the tour left no picture"
fi
if ! [ -s "$folder/received.jsonl" ]; then
    if [ -n "${DO_NOT_TRACK-}${CANDOR_TELEMETRY-}" ]; then
        say "DO_NOT_TRACK or CANDOR_TELEMETRY is set here, and handed on: with a refusal nothing is sent."
    fi
    fail "no event arrived"
fi
