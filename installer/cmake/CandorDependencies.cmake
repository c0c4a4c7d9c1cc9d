# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# Finds everything Candor is built with and, where something is missing, says which package brings it: all of it in one
# message, so that nobody has to install one package, configure again and be told of the next.

set(candor_missing "")

# candor_need(<what> <found?> <debian> <fedora> <arch> <opensuse> <homebrew>)
function(candor_need what found debian fedora arch opensuse homebrew)
    if(NOT found)
        string(CONCAT line "  ${what}\n"
            "      Debian, Ubuntu: ${debian}   Fedora: ${fedora}   Arch: ${arch}   openSUSE: ${opensuse}   Homebrew: ${homebrew}\n")
        set(candor_missing "${candor_missing}${line}" PARENT_SCOPE)
    endif()
endfunction()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Qt6 6.4 QUIET COMPONENTS Core Network Gui Widgets)
find_package(Qt6 6.4 QUIET OPTIONAL_COMPONENTS LinguistTools HttpServer Test Svg)
find_package(SQLite3 QUIET)
find_package(ZLIB QUIET)
find_path(RapidJSON_INCLUDE_DIR rapidjson/reader.h)
if(CANDOR_BUILD_APP)
    find_path(CANDOR_BOOST_INCLUDE_DIR boost/beast/http/parser.hpp)
endif()

set(candor_qt_found FALSE)
if(Qt6Core_FOUND AND Qt6Network_FOUND AND Qt6Gui_FOUND AND Qt6Widgets_FOUND)
    set(candor_qt_found TRUE)
endif()
candor_need("Qt 6.4 or newer (Core, Network, Gui, Widgets)" "${candor_qt_found}"
    qt6-base-dev qt6-qtbase-devel qt6-base qt6-base-devel qt)
candor_need("SQLite 3" "${SQLite3_FOUND}" libsqlite3-dev sqlite-devel sqlite sqlite3-devel sqlite)
candor_need("zlib" "${ZLIB_FOUND}" zlib1g-dev zlib-devel zlib zlib-devel zlib)
candor_need("RapidJSON" "${RapidJSON_INCLUDE_DIR}" rapidjson-dev rapidjson-devel rapidjson rapidjson-devel rapidjson)
if(CANDOR_BUILD_APP)
    candor_need("Boost's headers (Beast)" "${CANDOR_BOOST_INCLUDE_DIR}"
        libboost-dev boost-devel boost libboost_headers-devel boost)
endif()
candor_need("Qt Linguist tools" "${Qt6LinguistTools_FOUND}"
    "qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools" qt6-linguist qt6-tools qt6-linguist-devel qt)

if(candor_missing)
    message(FATAL_ERROR "Candor needs what was not found:\n${candor_missing}"
        "Install it, or run: sh installer/run.sh --install-only")
endif()

if(NOT TARGET RapidJSON::RapidJSON)
    add_library(RapidJSON::RapidJSON INTERFACE IMPORTED GLOBAL)
    target_include_directories(RapidJSON::RapidJSON SYSTEM INTERFACE ${RapidJSON_INCLUDE_DIR})
    # Errors are values here; a hostile file must not end the program through an assertion.
    target_compile_definitions(RapidJSON::RapidJSON INTERFACE RAPIDJSON_HAS_STDSTRING=1)
endif()

if(CANDOR_BUILD_APP)
    add_library(candor-boost INTERFACE)
    target_include_directories(candor-boost SYSTEM INTERFACE ${CANDOR_BOOST_INCLUDE_DIR})
endif()

option(CANDOR_BUILD_COLLECTOR "Build candor-collector (needs Qt HTTP Server)" ${Qt6HttpServer_FOUND})
if(CANDOR_BUILD_COLLECTOR AND NOT Qt6HttpServer_FOUND)
    message(FATAL_ERROR "candor-collector needs Qt HTTP Server: install qt6-httpserver-dev and "
        "qt6-websockets-dev (Debian, Ubuntu), qt6-qthttpserver-devel and qt6-qtwebsockets-devel (Fedora) or "
        "qt6-httpserver and qt6-websockets (Arch), or configure with -DCANDOR_BUILD_COLLECTOR=OFF")
elseif(NOT CANDOR_BUILD_COLLECTOR)
    message(STATUS "candor-collector is not built: Qt HTTP Server (Debian's qt6-httpserver-dev and qt6-websockets-dev) was not found or not wanted")
endif()
