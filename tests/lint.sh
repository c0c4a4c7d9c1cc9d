#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# What can be said of the sources without running them. Run by tests/run.sh, and by pre-commit where somebody has set it
# up (.pre-commit-config.yaml). POSIX sh.
set -eu

usage() {
    cat <<'END'
Usage: sh tests/lint.sh [format] [shell] [spelling] [licences] [tidy]

Looks at the sources, and says what is wrong; without arguments at all but the last:

  format    C++ is written as clang-format 19 writes it; clang-format-19 -i FILE repairs it
  shell     what shellcheck finds in scripts
  spelling  what codespell finds in English text, comments and names
  licences  every file says under which licence it is (reuse); .reuse/dep5 says it for those that can't
  tidy      what clang-tidy 19 finds, of the checks in .clang-tidy; needs what has been built in build/dev, takes an hour

The exit status is 0 if all is well, 1 if something is wrong, and 3 if nothing is, but something could not be looked at
because a tool is missing.
END
}

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"

chosen=""
for argument; do
    case "$argument" in
    format | shell | spelling | licences | tidy) chosen="$chosen $argument" ;;
    --help | -h)
        usage
        exit 0
        ;;
    *)
        printf 'lint.sh: there is no check %s\nsh tests/lint.sh --help lists what there is.\n' "$argument" >&2
        exit 2
        ;;
    esac
done

cd "$root"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/candor-lint.XXXXXX")
trap 'rm -rf -- "$scratch"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# of_version_19 <tool>: what it is called here. Another version would write the sources differently, or find other things.
of_version_19() {
    for candidate in "$1-19" "$1"; do
        case "$("$candidate" --version 2>/dev/null)" in
        *"version 19."*)
            say "$candidate"
            return
            ;;
        esac
    done
    echo "$1 19" >"$scratch/lacking"
    return 1
}

# need <tool>
need() {
    command -v "$1" >/dev/null 2>&1 || {
        echo "$1" >"$scratch/lacking"
        return 1
    }
}

format() {
    tool=$(of_version_19 clang-format) || return
    find app ui tests \( -name '*.cpp' -o -name '*.h' \) -exec "$tool" --dry-run --Werror {} +
}

shell() {
    need shellcheck || return
    LC_ALL=C find .ci app installer resources tests ui -type f \
        -exec awk 'FNR == 1 && (FILENAME ~ /\.sh$/ || /^#!.*sh([ \t]|$)/) { print FILENAME }' {} + >"$scratch/scripts"
    set --
    while IFS= read -r script; do
        set -- "$@" "$script"
    done <"$scratch/scripts"
    SHELLCHECK_OPTS="" shellcheck --norc --external-sources -- "$@"
}

spelling() {
    need codespell || return
    # Not words: names in camelCase, and what is German. The list of words has programs' names and what they misspell.
    ignored='\b[a-z]+[A-Z]\w*|"de": "[^"]*"|xml:lang="de">.*'
    words=iif,nd,oder,programm,statics,tru,vor
    right=yes
    codespell --check-hidden --ignore-words-list "$words" --ignore-regex "$ignored" \
        --skip '*.png,*/app/scrub/words.txt,app/scrub/words.txt' \
        .ci .clang-format .clang-tidy .editorconfig .pre-commit-config.yaml .reuse CMakeLists.txt CMakePresets.json ./*.md \
        app installer resources ui || right=""
    # The tests' texts are what somebody mistyped.
    texts='R"\(.*?\)"|"([^"\\]|\\.)*"'
    codespell --ignore-words-list "$words" --ignore-regex "$ignored|$texts" \
        --skip 'tests/fuzz/corpus,tests/unit/data' tests || right=""
    [ -n "$right" ]
}

licences() {
    need reuse && need git || return
    # reuse asks Git what is ignored. An unpacked archive, or the folder of somebody else, is no repository to Git.
    if ! git rev-parse --git-dir >/dev/null 2>&1; then
        GIT_DIR=$scratch/git
        GIT_WORK_TREE=$root
        export GIT_DIR GIT_WORK_TREE
        git init -q || return
    fi
    reuse --root . lint
}

tidy() {
    tool=$(of_version_19 clang-tidy) || return
    runner=run-clang-tidy-19
    command -v "$runner" >/dev/null 2>&1 || runner=run-clang-tidy
    need "$runner" || return
    # Of what is generated nothing: the names are regular expressions. Headers that g++ has compiled are read again.
    "$runner" -clang-tidy-binary "$tool" -p build/dev -quiet -extra-arg=-Wno-ignored-gch '^(?!.*/build/dev/)' \
        >"$scratch/tidied" 2>&1 || {
        grep -Ev '^(\[|[0-9]+ warnings|$)' "$scratch/tidied"
        return 1
    }
}

wrong=""
unchecked=""
for check in ${chosen:-format shell spelling licences}; do
    rm -f -- "$scratch/lacking"
    if "$check" >"$scratch/said" 2>&1; then
        say "$check: all is well"
    elif [ -e "$scratch/lacking" ]; then
        unchecked="$unchecked $check"
        say "$check: NOT CHECKED: there is no $(cat "$scratch/lacking") here"
    else
        wrong="$wrong $check"
        cat "$scratch/said"
        say "$check: WRONG, see above"
    fi
done
[ -z "$wrong" ] || fail "wrong:$wrong${unchecked:+; not checked:$unchecked}"
[ -z "$unchecked" ] || exit 3
