# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# Builds the programs as a packager does who wants them to send nothing, and looks into them: no endpoint, no sender. The
# same questions are put to the ordinary programs, which must answer them with yes: else they would find nothing anywhere.
# Takes: SOURCE_DIR, WORK_DIR, GENERATOR, COMPILER, LAUNCHER, ORDINARY (the folder of the ordinary programs)
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK_DIR}/home)
file(MAKE_DIRECTORY ${WORK_DIR}/home)
set(build ${WORK_DIR}/build)

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(result)
        message(FATAL_ERROR "failed (${result}): ${ARGN}\n${said}")
    endif()
endfunction()

# Without precompiled headers, which hide a header that is missing: the other builds of the tests have them.
run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE_DIR} -B ${build} -DCANDOR_DESTINATION=none -DBUILD_TESTING=OFF
    -DCANDOR_BUILD_COLLECTOR=OFF -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_COMPILER=${COMPILER}
    "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}")
run(${CMAKE_COMMAND} --build ${build} --target candor)
set(program ${build}/candor)

# count(<variable> <program> <kind> <text>): in how many lines of the program's texts (of one byte and of two bytes a
# character) or of the functions it takes from libraries a text stands.
function(count variable file kind text)
    set(list ${WORK_DIR}/list.txt)
    if(kind STREQUAL "texts")
        execute_process(COMMAND sh -c "strings -a '${file}'; strings -a -el '${file}'" OUTPUT_FILE ${list}
            RESULT_VARIABLE result)
    else()
        execute_process(COMMAND nm -D -C --undefined-only ${file} OUTPUT_FILE ${list} RESULT_VARIABLE result)
    endif()
    if(result)
        message(FATAL_ERROR "${file} can't be read: ${result}")
    endif()
    execute_process(COMMAND grep -cF -- ${text} ${list} OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE)
    set(${variable} ${found} PARENT_SCOPE)
endfunction()

# Not the names of header fields: the parser for what container engines answer knows all of them.
set(texts i.posthog.com /batch/ /v1/batch)
set(functions QNetworkAccessManager getaddrinfo deflate)
foreach(name candor candor-window)
    foreach(kind texts functions)
        foreach(text IN LISTS ${kind})
            count(here ${build}/${name} ${kind} ${text})
            count(there ${ORDINARY}/${name} ${kind} ${text})
            message("${name}, ${text}: ${here}, in the ordinary program ${there}")
            if(NOT here EQUAL 0)
                message(FATAL_ERROR "${text} is in a program that sends nothing")
            endif()
            if(there EQUAL 0)
                message(FATAL_ERROR "${text} is not in the ordinary program either: the question is wrong")
            endif()
        endforeach()
    endforeach()
endforeach()

# candor(<status> <words> <arguments>...): what a person sees in a terminal.
function(candor expected words)
    execute_process(COMMAND env -i HOME=${WORK_DIR}/home LANG=C.UTF-8
            CANDOR_ENDPOINT=http://127.0.0.1:9 CANDOR_WRITE_KEY=key CANDOR_DESTINATION=posthog ${program} ${ARGN}
        RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(NOT result EQUAL expected)
        message(FATAL_ERROR "candor ${ARGN}: exit status ${result}, not ${expected}\n${said}")
    endif()
    string(FIND "${said}" "${words}" at)
    if(at EQUAL -1)
        message(FATAL_ERROR "candor ${ARGN} does not say \"${words}\":\n${said}")
    endif()
endfunction()

candor(0 "This build of Candor sends nothing." telemetry status)
candor(0 "\"rule\": \"build\"" telemetry status --json)
candor(0 "\"allowed\": false" telemetry status --json)
candor(1 "This build sends nothing, so there is nothing to turn on." telemetry enable)
candor(1 "This build of Candor sends nothing." telemetry send)
file(GLOB_RECURSE left LIST_DIRECTORIES true ${WORK_DIR}/home/* ${WORK_DIR}/home/.*)
if(left)
    message(FATAL_ERROR "a program that sends nothing left files behind: ${left}")
endif()

# The same build folder, by somebody who has changed their mind.
run(${CMAKE_COMMAND} -S ${SOURCE_DIR} -B ${build} -DCANDOR_DESTINATION=posthog)
run(${CMAKE_COMMAND} --build ${build} --target candor)
count(sends ${program} functions QNetworkAccessManager)
if(sends EQUAL 0)
    message(FATAL_ERROR "a build folder that was switched from none to posthog still makes a program that sends nothing")
endif()
run(${CMAKE_COMMAND} -S ${SOURCE_DIR} -B ${build} -DCANDOR_DESTINATION=none) # as it was, for the next time
