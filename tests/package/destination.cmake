# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# What a packager writes into CANDOR_DESTINATION, CANDOR_ENDPOINT and CANDOR_WRITE_KEY is checked when the build is
# configured, and a mistake is named. Takes: SOURCE_DIR

# configure(<words> <destination> <endpoint> <key>): empty words: nothing is wrong.
function(configure words destination endpoint key)
    execute_process(COMMAND ${CMAKE_COMMAND} -DCANDOR_DESTINATION=${destination} "-DCANDOR_ENDPOINT=${endpoint}"
            "-DCANDOR_WRITE_KEY=${key}" -P ${SOURCE_DIR}/installer/cmake/CandorDestination.cmake
        RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
    string(REGEX REPLACE "[ \n]+" " " said "${said}")
    string(FIND "${said}" "${words}" at)
    if(words STREQUAL "" AND result)
        message(SEND_ERROR "${destination} ${endpoint} is refused: ${said}")
    elseif(NOT words STREQUAL "" AND (NOT result OR at EQUAL -1))
        message(SEND_ERROR "${destination} ${endpoint} ${key} does not fail with \"${words}\": ${result} ${said}")
    endif()
endfunction()

foreach(good https://eu.i.posthog.com https://host.example/behind/a/proxy https://host:8443 https://xn--bcher-kva.example
        http://127.0.0.1:8000 http://localhost "http://[::1]:8000" "")
    configure("" posthog "${good}" key)
endforeach()
configure("" none "" "")
configure("" segment https://events.eu1.segmentapis.com key)

configure("it takes posthog, segment or none" posthogg "" "")
configure("leave CANDOR_ENDPOINT and CANDOR_WRITE_KEY empty" none https://host.example "")
configure("Segment has no default region" segment "" key)
configure("it does not begin with https://" posthog eu.i.posthog.com key)
configure("it does not begin with https://" posthog htps://host.example key)
configure("plain http is for this computer only" posthog http://host.example key)
configure("plain http is for this computer only" posthog http://127.0.0.1.host.example key)
configure("it has no host" posthog https:// key)
configure("it has no host" posthog https:///batch key)
configure("it has no host" posthog https://host..example key)
configure("it has a user name or a password in it" posthog https://ada:secret@host.example key)
configure("it has a query" posthog "https://host.example?a=b" key)
configure("it has a query" posthog "https://host.example/#a" key)
configure("it has a blank" posthog "https://host example" key)
configure("its port is not a number" posthog https://host.example:0 key)
configure("its port is not a number" posthog https://host.example:65536 key)
configure("CANDOR_WRITE_KEY can't be used: it has a blank" posthog https://host.example "my key")
