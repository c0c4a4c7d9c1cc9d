#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# What Candor reads of an administrator's key in the Windows registry, with a real one: builds the reader with MinGW,
# writes values with Wine's reg.exe, and compares. Run by tests/run.sh --trials; needs neither Windows nor Qt for it.
# POSIX sh.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/candor-registry.XXXXXX")
export HOME="$scratch" WINEPREFIX="$scratch/prefix" WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
end() {
    timeout -k 5 30 wineserver -k >/dev/null 2>&1 || true
    rm -rf -- "$scratch"
}
trap end EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

x86_64-w64-mingw32-g++ -std=c++20 -O1 -Wall -Wextra -Werror -static -I"$root/app" -o "$scratch/registry.exe" \
    "$root/tests/process/registry/main.cpp" "$root/app/system/registryvalues_windows.cpp"
timeout -k 5 300 wineboot -i >/dev/null 2>&1

passed=0
failed=0

# expect <name> <expected, lines joined by "; "> <key> <value names...>
expect() {
    name=$1
    expected=$2
    shift 2
    found=$(timeout -k 5 60 wine "$scratch/registry.exe" "$@" | tr -d '\r' | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n/; /g')
    if [ "$found" = "$expected" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL: %s\n  expected: %s\n  found:    %s\n' "$name" "$expected" "$found"
    fi
}

# set_value <key> <name> <type> <data>
set_value() {
    timeout -k 5 60 wine reg add "$1" /v "$2" /t "$3" /d "$4" /f >/dev/null
}

policies='Software\Policies\Candor'
expect "no key" "readable" "$policies" telemetry.enabled telemetry.usage
set_value "HKCU\\$policies" telemetry.enabled REG_DWORD 0
expect "a key of the person, not of the machine" "readable" "$policies" telemetry.enabled
set_value "HKLM\\$policies" other REG_DWORD 0
expect "a value of another name" "readable" "$policies" telemetry.enabled telemetry.usage
set_value "HKLM\\$policies" telemetry.enabled REG_DWORD 0
expect "a number" "readable; telemetry.enabled: number 0" "$policies" telemetry.enabled telemetry.usage
set_value "HKLM\\$policies" telemetry.usage REG_DWORD 4294967295
expect "two numbers" "readable; telemetry.enabled: number 0; telemetry.usage: number 4294967295" \
    "$policies" telemetry.enabled telemetry.usage
set_value "HKLM\\$policies" telemetry.enabled REG_QWORD 4294967296
expect "a long number" "readable; telemetry.enabled: number 4294967296" "$policies" telemetry.enabled
set_value "HKLM\\$policies" telemetry.enabled REG_SZ false
expect "a text" "readable; telemetry.enabled: text 5 [false]" "$policies" telemetry.enabled
set_value "HKLM\\$policies" telemetry.enabled REG_SZ ""
expect "an empty text" "readable; telemetry.enabled: text 0 []" "$policies" telemetry.enabled
set_value "HKLM\\$policies" telemetry.enabled REG_EXPAND_SZ %TEMP%
expect "a text with variables" "readable; telemetry.enabled: something else" "$policies" telemetry.enabled
set_value "HKLM\\$policies" telemetry.enabled REG_BINARY 00000000
expect "bytes" "readable; telemetry.enabled: something else" "$policies" telemetry.enabled
set_value "HKLM\\$policies" telemetry.enabled REG_NONE ""
expect "nothing" "readable; telemetry.enabled: something else" "$policies" telemetry.enabled

# What reg.exe does not write, a .reg file does.
{
    printf 'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\%s]\r\n' "$policies"
    printf '"telemetry.enabled"=hex(4):00,00\r\n'
} >"$scratch/odd.reg"
timeout -k 5 60 wine regedit /S "$scratch/odd.reg"
expect "a number of two bytes" "readable; telemetry.enabled: something else" "$policies" telemetry.enabled
set_value "HKLM\\$policies" long REG_SZ "$(printf '%020000d' 0)"
expect "a text of 20,000 characters" "readable; long: text 20000 [$(printf '%020000d' 0)]" "$policies" long

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
