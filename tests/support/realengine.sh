#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# A real container engine for the tests, apart from the machine's own: everything it has is below FOLDER. Reads
# commands, one a line, and answers each with a line:
#
#   start   "started": it answers at FOLDER/engine.sock, has the image IMAGE and can run a container of it; otherwise the
#           reason goes to the error stream and the script ends with status 1
#   kill    "killed", without a chance to say good-bye; containers stay
#
# At the end of its input it removes all containers and ends; so it does when whoever started it dies. POSIX sh.
set -u

if [ $# -ne 3 ]; then
    echo "Usage: realengine.sh podman|docker FOLDER IMAGE" >&2
    exit 2
fi
engine=$1
folder=$2
image=$3

fail() {
    echo "$*" >&2
    exit 1
}

case $engine in
podman) needed="podman busybox tar" ;;
docker) needed="dockerd docker busybox tar" ;;
*)
    echo "realengine.sh: there is no engine $engine" >&2
    exit 2
    ;;
esac
for each in $needed; do
    command -v "$each" >/dev/null || fail "$each is not installed"
done

# Root gets processes and mounts of its own: whatever happens, all of them go with this script. The shell in between is
# the parent of all that lose theirs.
if [ "$(id -u)" -eq 0 ] && [ -z "${CANDOR_ENGINE_APART-}" ]; then
    export CANDOR_ENGINE_APART=1
    # shellcheck disable=SC2016 # the inner shell expands it
    exec unshare --mount --pid --fork --kill-child --mount-proc sh -c 'sh "$@"; exit $?' sh "$0" "$@"
fi
# What engines keep here whatever they are told.
for place in /run /var/lib/containers; do
    case $folder in
    "$place"/*) ;;
    *) [ -z "${CANDOR_ENGINE_APART-}" ] || ! [ -d "$place" ] || mount -t tmpfs tmpfs "$place" ;;
    esac
done

socket=unix://$folder/engine.sock
mkdir -p "$folder/home" "$folder/tmp"
export HOME="$folder/home" TMPDIR="$folder/tmp"
unset CONTAINER_HOST DOCKER_HOST DOCKER_CONTEXT DOCKER_CONFIG
service=""

if [ "$engine" = podman ]; then
    # Limits and cgroups that small machines have, too. crun fails where there are both kinds of cgroups.
    {
        echo '[containers]'
        echo 'default_ulimits=["nofile=20000:20000","nproc=9000:9000"]'
        echo '[engine]'
        ! command -v runc >/dev/null || echo 'runtime="runc"'
        echo 'cgroup_manager="cgroupfs"'
        echo 'events_logger="file"'
        echo 'lock_type="file"'
    } >"$folder/containers.conf"
    export CONTAINERS_CONF="$folder/containers.conf"
    serve() {
        exec setsid podman --root "$folder/root" --runroot "$folder/run" --tmpdir "$folder/libpod" --storage-driver vfs \
            system service --time 0 "$socket"
    }
    client() { podman --url "$socket" "$@"; }
else
    serve() {
        exec setsid dockerd --data-root "$folder/root" --exec-root "$folder/run" --pidfile "$folder/pid" --host "$socket" \
            --storage-driver vfs --bridge none --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false \
            --live-restore --log-level warn
    }
    client() { docker --host "$socket" "$@"; }
fi

# The service and what belongs to it: Podman of an ordinary user is two processes.
end_service() { # <signal>
    [ -n "$service" ] || return 0
    kill -s "$1" -- "-$service" 2>/dev/null
    wait "$service" 2>/dev/null
}
# shellcheck disable=SC2317 # the trap calls it
end_all() {
    end_service KILL
    # It keeps an ordinary user's namespaces.
    [ ! -f "$folder/libpod/pause.pid" ] || kill "$(cat "$folder/libpod/pause.pid")" 2>/dev/null
}
trap end_all EXIT

is_serving() { [ -n "$service" ] && kill -0 "$service" 2>/dev/null; }

# last_words <file> <what failed>
last_words() { fail "$2: $(grep . "$1" | tail -n 3)"; }

start() {
    serve >>"$folder/log" 2>&1 &
    service=$!
    waited=0
    until client version >/dev/null 2>&1; do
        is_serving || last_words "$folder/log" "$engine did not start"
        [ "$waited" -lt 600 ] || last_words "$folder/log" "$engine does not answer"
        waited=$((waited + 1))
        sleep 0.1
    done
    ! client image inspect "$image" >/dev/null 2>&1 || return 0
    # A shell, linked statically, and what goes with it.
    mkdir -p "$folder/image/bin"
    cp "$(command -v busybox)" "$folder/image/bin/busybox"
    for each in sh sleep true; do
        ln -sf busybox "$folder/image/bin/$each"
    done
    tar -cf "$folder/image.tar" --owner=0 --group=0 -C "$folder/image" .
    client import "$folder/image.tar" "$image" >"$folder/tried" 2>&1 ||
        last_words "$folder/tried" "$engine could not import an image"
    client run --rm --network none "$image" true >"$folder/tried" 2>&1 ||
        last_words "$folder/tried" "$engine could not run a container"
}

while read -r command; do
    case $command in
    start)
        start
        echo started
        ;;
    kill)
        end_service KILL
        service=""
        echo killed
        ;;
    *) fail "realengine.sh: there is no command $command" ;;
    esac
done

is_serving || start
# Killed first, or each is waited for.
running=$(client ps --quiet)
# shellcheck disable=SC2086 # one word each
[ -z "$running" ] || client kill $running >/dev/null 2>&1
all=$(client ps --all --quiet)
# shellcheck disable=SC2086 # one word each
[ -z "$all" ] || client rm --force $all >/dev/null 2>&1
end_service TERM
exit 0
