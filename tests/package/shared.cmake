# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# Builds the libraries as a packager does who wants shared ones, installs them, builds and runs the programs of
# tests/package against them, and compares what the libraries show with the public headers.
# Takes: SOURCE_DIR, WORK_DIR, GENERATOR, COMPILER, LAUNCHER
cmake_minimum_required(VERSION 3.25)
set(prefix ${WORK_DIR}/prefix)
file(REMOVE_RECURSE ${prefix} ${WORK_DIR}/home ${WORK_DIR}/console ${WORK_DIR}/notes)
file(MAKE_DIRECTORY ${WORK_DIR}/home/run)

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE result)
    if(result)
        message(FATAL_ERROR "failed (${result}): ${ARGN}")
    endif()
endfunction()

# The build folder stays, for the next time.
run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE_DIR} -B ${WORK_DIR}/build -DBUILD_SHARED_LIBS=ON -DBUILD_TESTING=OFF
    -DCANDOR_BUILD_APP=OFF -DCANDOR_BUILD_COLLECTOR=OFF -DCANDOR_PRECOMPILE=ON -DCMAKE_BUILD_TYPE=
    -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}" -DCMAKE_INSTALL_LIBDIR=lib)
run(${CMAKE_COMMAND} --build ${WORK_DIR}/build)
run(${CMAKE_COMMAND} --install ${WORK_DIR}/build --prefix ${prefix})

file(GLOB libraries RELATIVE ${prefix}/lib ${prefix}/lib/lib*)
file(STRINGS ${SOURCE_DIR}/CMakeLists.txt version REGEX "^project\\(Candor VERSION ")
string(REGEX REPLACE "^.*VERSION (([0-9]+[.][0-9]+)[.][0-9]+).*$" "\\1;\\2" version "${version}")
set(expected "")
foreach(library libcandor-telemetry libcandor-widgets)
    list(APPEND expected ${library}.so)
    foreach(number IN LISTS version)
        list(APPEND expected ${library}.so.${number})
    endforeach()
endforeach()
list(SORT expected)
list(SORT libraries)
if(NOT libraries STREQUAL expected)
    message(FATAL_ERROR "installed are ${libraries}, not ${expected}")
endif()

# What the libraries need for themselves is not looked for, and not linked, by who uses them.
foreach(program console notes)
    set(project ${SOURCE_DIR}/tests/package/console)
    set(without -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Widgets=ON -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Gui=ON)
    if(program STREQUAL "notes")
        set(project ${SOURCE_DIR}/tests/package)
        set(without "")
    endif()
    run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${project} -B ${WORK_DIR}/${program} -DCMAKE_PREFIX_PATH=${prefix}
        -DCMAKE_CXX_COMPILER=${COMPILER} ${without} -DCMAKE_DISABLE_FIND_PACKAGE_SQLite3=ON
        -DCMAKE_DISABLE_FIND_PACKAGE_ZLIB=ON)
    run(${CMAKE_COMMAND} --build ${WORK_DIR}/${program})
    execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=XDG_CONFIG_HOME --unset=XDG_DATA_HOME --unset=CI
            HOME=${WORK_DIR}/home XDG_RUNTIME_DIR=${WORK_DIR}/home/run LC_ALL=de_DE.UTF-8 QT_QPA_PLATFORM=offscreen
            ${WORK_DIR}/${program}/${program}
        RESULT_VARIABLE result OUTPUT_VARIABLE said)
    if(result)
        message(FATAL_ERROR "${program} failed (${result})")
    endif()
    if(program STREQUAL "console" AND NOT said MATCHES "sendet nichts")
        message(FATAL_ERROR "the translations are not in the shared library: ${said}")
    endif()
    execute_process(COMMAND objdump -p ${WORK_DIR}/${program}/${program} OUTPUT_VARIABLE needed COMMAND_ERROR_IS_FATAL ANY)
    if(NOT needed MATCHES "NEEDED +libcandor-telemetry[.]so[.]" OR needed MATCHES "NEEDED +lib(sqlite3|z)[.]")
        message(FATAL_ERROR "${program} is linked to the wrong libraries: ${needed}")
    endif()
endforeach()

# So it is for who has Candor as a folder.
run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE_DIR}/tests/package/parent -B ${WORK_DIR}/parent -DBUILD_SHARED_LIBS=ON
    -DCANDOR_SOURCE=${SOURCE_DIR} -DCMAKE_CXX_COMPILER=${COMPILER})

# What is seen is public: declared in a public header as what is seen. Of what is not, candor-widgets uses these.
set(for_widgets JobQueue WatchEngine accountingText activityLine consentmessages shownLanguage unknownCountsText)
file(GLOB headers ${prefix}/include/candor/*.h)
set(public ${for_widgets})
foreach(header IN LISTS headers)
    file(READ ${header} text)
    string(REGEX MATCHALL "(class|struct) CANDOR_(WIDGETS_)?EXPORT [A-Za-z]+" classes "${text}")
    string(REGEX MATCHALL "CANDOR_(WIDGETS_)?EXPORT [^(;{]*[ \n*&][A-Za-z]+\\(" functions "${text}")
    foreach(declared IN LISTS classes functions)
        string(REGEX REPLACE "^.*[ \n*&]([A-Za-z]+)\\(?$" "\\1" name "${declared}")
        list(APPEND public ${name})
    endforeach()
endforeach()
list(REMOVE_DUPLICATES public)
set(inner "")
set(seen 0)
foreach(library telemetry widgets)
    execute_process(COMMAND nm -D --defined-only -C ${prefix}/lib/libcandor-${library}.so OUTPUT_VARIABLE shown
        COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX REPLACE "\\[abi:[a-z0-9]+]|[;[]|]" "" shown "${shown}")
    string(REPLACE "\n" ";" shown "${shown}")
    foreach(line IN LISTS shown)
        if(NOT line MATCHES "^[0-9a-f]+ [A-Za-z] (([a-z -]+ (for|to) )?candor::([A-Za-z]+)(::(Private))?.*)$")
            continue()
        endif()
        math(EXPR seen "${seen} + 1")
        if(NOT CMAKE_MATCH_4 IN_LIST public OR CMAKE_MATCH_6)
            string(APPEND inner "\n${CMAKE_MATCH_1}")
        endif()
    endforeach()
endforeach()
if(inner OR seen EQUAL 0)
    message(FATAL_ERROR "of ${seen} symbols these are seen and not public:${inner}")
endif()
message("${seen} symbols are seen, all of them public")
