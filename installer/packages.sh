# shellcheck shell=sh
# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# Which packages bring what Candor needs, for each package manager. Read in by run.sh and by tests/run.sh; does nothing
# by itself. POSIX sh.

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# The system's own package manager goes before Homebrew, which can stand beside it. apt-get goes first: Debian also has a
# game named pacman.
package_manager() {
    for candidate in apt-get dnf zypper pacman brew; do
        if command -v "$candidate" >/dev/null 2>&1; then
            say "$candidate"
            return
        fi
    done
}

# packages_for <manager> <group>: the names, one a line. Groups: build, display (a virtual one), tests, clang (with its
# sanitizers, libFuzzer and linker), engines (Podman, which runs only when it is called, and what an image is made of; not
# Docker: its service runs for the whole machine and takes 240 MB), windows (a compiler for it and Wine), bench, lint and
# tidy (what looks at the sources; of LLVM version 19, or nothing: tests/lint.sh says then what it could not look at).
packages_for() {
    case "$1:$2" in
    # Debian's and Ubuntu's qt6-httpserver-dev forgets that its CMake files ask for Qt WebSockets.
    apt-get:build) printf '%s\n' g++ cmake ninja-build qt6-base-dev qt6-qpa-plugins qt6-tools-dev qt6-tools-dev-tools \
        qt6-l10n-tools qt6-httpserver-dev qt6-websockets-dev libsqlite3-dev rapidjson-dev zlib1g-dev \
        libboost-dev fonts-dejavu-core ;;
    apt-get:display) printf '%s\n' xvfb xauth ;;
    apt-get:tests) printf '%s\n' dbus-daemon openbox strace at-spi2-core ;;
    apt-get:clang) printf '%s\n' clang libclang-rt-dev lld ;;
    apt-get:engines) printf '%s\n' podman runc catatonit netavark aardvark-dns busybox-static ;;
    apt-get:windows) printf '%s\n' g++-mingw-w64-x86-64-win32 wine wine64 ;;
    apt-get:bench) printf '%s\n' libbenchmark-dev ;;
    apt-get:lint) printf '%s\n' clang-format-19 shellcheck codespell reuse git ;;
    apt-get:tidy) printf '%s\n' clang-tidy-19 ;;
    dnf:build) printf '%s\n' gcc-c++ cmake ninja-build qt6-qtbase-devel qt6-qtbase-gui qt6-qttools-devel qt6-linguist \
        qt6-qthttpserver-devel qt6-qtwebsockets-devel sqlite-devel rapidjson-devel zlib-devel boost-devel \
        dejavu-sans-fonts ;;
    dnf:display) printf '%s\n' xorg-x11-server-Xvfb xorg-x11-xauth ;;
    dnf:tests) printf '%s\n' dbus-daemon openbox strace at-spi2-core ;;
    dnf:clang) printf '%s\n' clang compiler-rt lld ;;
    dnf:engines) printf '%s\n' podman busybox ;;
    dnf:windows) printf '%s\n' mingw64-gcc-c++ wine-core ;;
    dnf:bench) printf '%s\n' google-benchmark-devel ;;
    dnf:lint) printf '%s\n' ShellCheck codespell reuse git-core ;;
    zypper:build) printf '%s\n' gcc-c++ cmake ninja qt6-base-devel qt6-tools-devel qt6-linguist-devel \
        qt6-httpserver-devel qt6-websockets-devel sqlite3-devel rapidjson-devel zlib-devel \
        libboost_headers-devel dejavu-fonts ;;
    zypper:display) printf '%s\n' xorg-x11-server-Xvfb xauth ;;
    zypper:tests) printf '%s\n' dbus-1-daemon openbox strace at-spi2-core ;;
    zypper:clang) printf '%s\n' clang lld ;;
    zypper:engines) printf '%s\n' podman busybox-static ;;
    zypper:windows) printf '%s\n' mingw64-cross-gcc-c++ wine ;;
    zypper:bench) printf '%s\n' benchmark-devel ;;
    zypper:lint) printf '%s\n' ShellCheck codespell git-core ;;
    pacman:build) printf '%s\n' gcc cmake ninja qt6-base qt6-tools qt6-httpserver qt6-websockets sqlite rapidjson zlib \
        boost ttf-dejavu ;;
    pacman:display) printf '%s\n' xorg-server-xvfb xorg-xauth ;;
    pacman:tests) printf '%s\n' dbus openbox strace at-spi2-core ;;
    pacman:clang) printf '%s\n' clang compiler-rt lld ;;
    pacman:engines) printf '%s\n' podman busybox ;;
    pacman:windows) printf '%s\n' mingw-w64-gcc wine ;;
    pacman:bench) printf '%s\n' benchmark ;;
    pacman:lint) printf '%s\n' shellcheck codespell reuse git ;;
    brew:build) printf '%s\n' cmake ninja qt rapidjson boost ;; # SQLite, zlib and the compiler come with Xcode's tools
    esac
}

# is_installed <manager> <package>
is_installed() {
    case "$1" in
    apt-get) [ "$(dpkg-query -W -f='${db:Status-Status}' "$2" 2>/dev/null)" = installed ] ;;
    # By what a package provides: names move (zlib-devel is zlib-ng-compat-devel in newer Fedoras).
    dnf | zypper) rpm -q --whatprovides "$2" >/dev/null 2>&1 ;;
    pacman) pacman -T "$2" >/dev/null 2>&1 ;;
    brew) brew list --versions "$2" >/dev/null 2>&1 ;;
    esac
}

# missing_packages <manager> <groups...>: what is not installed, one a line
missing_packages() {
    manager=$1
    shift
    for group; do
        for package in $(packages_for "$manager" "$group"); do
            is_installed "$manager" "$package" || say "$package"
        done
    done
}

# install_command <manager>: the words of the command that installs, without the packages
install_command() {
    case "$1" in
    apt-get) say "apt-get install -y --no-install-recommends" ;;
    dnf) say "dnf install -y" ;;
    zypper) say "zypper --non-interactive install" ;;
    pacman) say "pacman -S --needed --noconfirm" ;;
    brew) say "brew install" ;;
    esac
}

# as_root <command...>
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Lists may be old, or missing altogether in a new container.
refresh_lists() {
    case "$1" in
    apt-get) as_root apt-get update -q ;;
    esac
}

# ensure_packages <yes|ask> <groups...>: installs what is missing, or ends the script
ensure_packages() {
    consent=$1
    shift
    manager=$(package_manager)
    if [ -z "$manager" ]; then
        say "No package manager that this script knows (apt-get, dnf, zypper, pacman, brew) was found."
        say "Going on: the build says what is missing."
        return
    fi
    # Word splitting is wanted below: package names have no spaces.
    # shellcheck disable=SC2046
    set -- $(missing_packages "$manager" "$@")
    [ $# -gt 0 ] || return 0

    become=""
    if [ "$manager" != brew ] && [ "$(id -u)" -ne 0 ]; then
        become="sudo "
    fi
    say "These packages are missing: $*"
    refresh=""
    if [ "$manager" = apt-get ]; then # a fresh machine knows no package list yet
        refresh="${become}apt-get update && "
    fi
    say "They are installed with: $refresh$become$(install_command "$manager") $*"
    if [ -n "$become" ] && ! command -v sudo >/dev/null 2>&1; then
        fail "there is no sudo here: run that command as root (without sudo), then this script again"
    fi
    if [ "$consent" != yes ]; then
        if ! [ -t 0 ]; then
            fail "nobody to ask: run that command, or this script with --yes"
        fi
        printf 'Install them now? [y/N] '
        answer=""
        read -r answer || true
        case "$answer" in
        y | Y | yes | Yes | YES) ;;
        *) fail "nothing was installed" ;;
        esac
    fi

    refresh_lists "$manager" || say "The package lists could not be refreshed; trying with the old ones."
    if [ "$manager" = apt-get ]; then
        for package; do
            if [ -z "$(apt-cache madison "$package" 2>/dev/null)" ]; then
                fail "apt knows no package $package. Candor needs Debian 12 or 13; on Ubuntu, which is not tried, 24.04 or" \
                    "newer with \"universe\" switched on (sudo add-apt-repository universe)"
            fi
        done
    fi
    case "$manager" in
    apt-get) as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" ;;
    dnf) as_root dnf install -y "$@" ;;
    zypper) as_root zypper --non-interactive install "$@" ;;
    pacman) as_root pacman -S --needed --noconfirm "$@" ;;
    brew) brew install "$@" ;;
    esac || fail "the packages could not be installed; the lines above say why"
}
