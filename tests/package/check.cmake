# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# Installs the build into a scratch folder and builds and runs tests/package against it.
# Takes: BUILD_DIR, SOURCE_DIR, WORK_DIR, GENERATOR, COMPILER, FLAGS, EXTENSION_HOST (extensionchild; may be empty)
file(REMOVE_RECURSE ${WORK_DIR})
file(MAKE_DIRECTORY ${WORK_DIR}/home/run)

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE result)
    if(result)
        message(FATAL_ERROR "failed (${result}): ${ARGN}")
    endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${WORK_DIR}/prefix)
file(GLOB_RECURSE config ${WORK_DIR}/prefix/*/CandorConfig.cmake)
if(NOT config)
    message(FATAL_ERROR "CandorConfig.cmake was not installed")
endif()
run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE_DIR}/tests/package -B ${WORK_DIR}/build
    -DCMAKE_PREFIX_PATH=${WORK_DIR}/prefix -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS}"
    -DCANDOR_INCLUDE=${WORK_DIR}/prefix/include)
run(${CMAKE_COMMAND} --build ${WORK_DIR}/build)
run(${CMAKE_COMMAND} -E env --unset=XDG_CONFIG_HOME --unset=XDG_DATA_HOME --unset=CI HOME=${WORK_DIR}/home
    XDG_RUNTIME_DIR=${WORK_DIR}/home/run QT_QPA_PLATFORM=offscreen ASAN_OPTIONS=detect_leaks=0
    ${WORK_DIR}/build/notes)
if(NOT EXISTS ${WORK_DIR}/home/.local/share/org.acme.notes/consent.json)
    message(FATAL_ERROR "the answer was not kept in the application's own folder")
endif()
if(EXISTS ${WORK_DIR}/home/.redhat)
    message(FATAL_ERROR "the id shared by Red Hat's tools was touched")
endif()

# A program without windows needs no Qt Widgets.
set(console ${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE_DIR}/tests/package/console -B ${WORK_DIR}/console
    -DCMAKE_PREFIX_PATH=${WORK_DIR}/prefix -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS}"
    -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Widgets=ON -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Gui=ON)
run(${console})
run(${CMAKE_COMMAND} --build ${WORK_DIR}/console)
run(${CMAKE_COMMAND} -E env HOME=${WORK_DIR}/home XDG_RUNTIME_DIR=${WORK_DIR}/home/run ASAN_OPTIONS=detect_leaks=0
    ${WORK_DIR}/console/console)
# What a plug-in has of Candor stays inside: the program that loads it may have another version.
file(GLOB plugin ${WORK_DIR}/console/plugin.so)
if(plugin)
    execute_process(COMMAND nm -D --defined-only -C ${plugin} OUTPUT_VARIABLE shown COMMAND_ERROR_IS_FATAL ANY)
    if(NOT shown MATCHES " answer" OR shown MATCHES "[^\n]*candor::[^\n]*")
        message(FATAL_ERROR "a plug-in shows: ${CMAKE_MATCH_0}")
    endif()
endif()
foreach(component Widgets Windows)
    execute_process(COMMAND ${console} -DCOMPONENTS=${component} RESULT_VARIABLE result OUTPUT_VARIABLE said
        ERROR_VARIABLE said)
    if(NOT result OR NOT said MATCHES "${component}")
        message(FATAL_ERROR "the missing component ${component} is not named: ${said}")
    endif()
endforeach()

# An extension needs the headers alone, and is run by a program with extensions, from folders that others can't write to,
# whoever can write to those that lead there.
run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE_DIR}/tests/package/extension -B ${WORK_DIR}/extension
    -DCMAKE_PREFIX_PATH=${WORK_DIR}/prefix -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS}")
run(${CMAKE_COMMAND} --build ${WORK_DIR}/extension)
if(EXTENSION_HOST)
    set(home ${WORK_DIR}/greeted)
    set(mine OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    file(MAKE_DIRECTORY ${home}/system)
    file(COPY ${WORK_DIR}/extension/greeter.so DESTINATION ${home}/system FILE_PERMISSIONS ${mine})
    file(CHMOD_RECURSE ${home} PERMISSIONS ${mine})
    foreach(switched_on example.greeter "")
        execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=XDG_DATA_HOME --unset=XDG_CONFIG_HOME HOME=${home}
            ASAN_OPTIONS=detect_leaks=0 ${EXTENSION_HOST} ${home} ${switched_on} OUTPUT_VARIABLE said TIMEOUT 120)
        if(NOT said MATCHES "example.greeter on" OR NOT EXISTS
            ${home}/.local/share/candor/extension-data/example.greeter/greeting)
            message(FATAL_ERROR "the example was not run (in ${home}): ${said}")
        endif()
    endforeach()
    file(GLOB_RECURSE settings ${home}/settings.json)
    file(READ ${settings} said)
    if(NOT said MATCHES "candor.extension.example.greeter.times\": \"2\"")
        message(FATAL_ERROR "the example's setting was not kept: ${said}")
    endif()
endif()

# As a folder of another project it leaves that one's variables alone.
run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE_DIR}/tests/package/parent -B ${WORK_DIR}/parent
    -DCANDOR_SOURCE=${SOURCE_DIR} -DCMAKE_CXX_COMPILER=${COMPILER})
run(${CMAKE_COMMAND} --install ${WORK_DIR}/parent --prefix ${WORK_DIR}/parents)
file(GLOB_RECURSE installed RELATIVE ${WORK_DIR}/parents ${WORK_DIR}/parents/*)
if(NOT installed STREQUAL "share/CMakeLists.txt")
    message(FATAL_ERROR "a project that has Candor as a folder installs ${installed}")
endif()
