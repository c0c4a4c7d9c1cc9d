# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# candor-compiler: the flags of our own sources; never handed on to those who link the libraries.

option(CANDOR_WERROR "Treat warnings as errors" OFF)
option(CANDOR_BUILD_FUZZERS "Build tests/fuzz for libFuzzer (Clang), with the address and undefined behaviour sanitizers" OFF)
set(CANDOR_SANITIZE "" CACHE STRING "address, thread or empty")
set_property(CACHE CANDOR_SANITIZE PROPERTY STRINGS "" address thread)

set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden) # what is seen from outside says so: candor/export.h
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

add_library(candor-compiler INTERFACE)
target_compile_features(candor-compiler INTERFACE cxx_std_20)
# Headers that are not public: those who link the libraries don't find them. Which room may include which is tst_structure's.
target_include_directories(candor-compiler INTERFACE ${PROJECT_SOURCE_DIR}/app ${PROJECT_SOURCE_DIR}/ui)
target_compile_definitions(candor-compiler INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(MSVC)
    target_compile_options(candor-compiler INTERFACE /W4 /utf-8 $<$<BOOL:${CANDOR_WERROR}>:/WX>)
else()
    # A newer Qt that deprecates what we use says so, and stops nobody from building.
    set(candor_werror -Werror -Wno-error=deprecated-declarations)
    target_compile_options(candor-compiler INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
        -Woverloaded-virtual -Wcast-qual -Wundef -Wno-missing-field-initializers "$<$<BOOL:${CANDOR_WERROR}>:${candor_werror}>"
        # RapidJSON's iterators, as they were released last, are older than C++20's comparisons.
        $<$<CXX_COMPILER_ID:Clang>:-Wno-ambiguous-reversed-operator>)
endif()

if(CANDOR_SANITIZE STREQUAL "address")
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
elseif(CANDOR_SANITIZE STREQUAL "thread")
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
elseif(CANDOR_SANITIZE)
    message(FATAL_ERROR "CANDOR_SANITIZE is \"${CANDOR_SANITIZE}\"; it takes address, thread or nothing")
endif()

if(CANDOR_BUILD_FUZZERS)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CANDOR_SANITIZE)
        message(FATAL_ERROR "CANDOR_BUILD_FUZZERS needs Clang, with its libFuzzer, and brings its own sanitizers: "
            "cmake --preset fuzz")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND (CANDOR_SANITIZE STREQUAL "address" OR CANDOR_BUILD_FUZZERS))
    # Relative, so that a compiler cache serves every checkout.
    file(RELATIVE_PATH candor_ignored ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR}/tests/support/clang.ignorelist)
    target_compile_options(RapidJSON::RapidJSON INTERFACE -fsanitize-ignorelist=${candor_ignored})
endif()

# candor_precompile_headers(): whatever is compiled with Qt reads Qt's headers once. Called when all targets are there.
option(CANDOR_PRECOMPILE "Precompile Qt's headers: builds faster, and hides a header that is missing" OFF)
function(candor_precompile_headers)
    if(NOT CANDOR_PRECOMPILE)
        return()
    endif()
    # A target of its own: what defines more than this one can use them, what defines less can't.
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "")
    add_library(candor-precompiled STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
    set_target_properties(candor-precompiled PROPERTIES AUTOMOC OFF)
    target_link_libraries(candor-precompiled PRIVATE Qt6::Core candor-compiler)
    target_precompile_headers(candor-precompiled PRIVATE <algorithm> <atomic> <chrono> <functional> <memory> <optional>
        <string> <vector> <QByteArray> <QDateTime> <QDir> <QFile> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject>
        <QList> <QObject> <QPointer> <QProcess> <QSet> <QString> <QStringList> <QTimer> <QUrl> <QVariant>)
    set(folders ${CMAKE_SOURCE_DIR})
    while(folders)
        list(POP_FRONT folders folder)
        get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
        list(APPEND folders ${below})
        get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
        foreach(target IN LISTS targets)
            get_target_property(type ${target} TYPE)
            if(NOT type MATCHES "^(EXECUTABLE|STATIC_LIBRARY)$")
                continue()
            endif()
            # Programs are compiled with -fPIE otherwise, libraries with -fPIC, and the compiler takes precompiled headers
            # of its own mode only. (Qt 6.4 asks for -fPIC itself, Qt 6.8 does not.)
            target_compile_options(${target} PRIVATE $<$<NOT:$<CXX_COMPILER_ID:MSVC>>:-fPIC>)
            if(NOT target STREQUAL candor-precompiled)
                target_precompile_headers(${target} REUSE_FROM candor-precompiled)
            endif()
        endforeach()
    endwhile()
endfunction()
