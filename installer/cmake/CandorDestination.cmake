# SPDX-FileCopyrightText: 2026 The Candor project
# SPDX-License-Identifier: MIT
#
# Checks where the app sends to, so that a mistake is a message of the build and not a silent program.

if(NOT CANDOR_DESTINATION MATCHES "^(posthog|segment|none)$")
    message(FATAL_ERROR "CANDOR_DESTINATION is \"${CANDOR_DESTINATION}\"; it takes posthog, segment or none")
endif()
if(CANDOR_DESTINATION STREQUAL "none")
    if(CANDOR_ENDPOINT OR CANDOR_WRITE_KEY)
        message(FATAL_ERROR "CANDOR_DESTINATION=none sends nothing: leave CANDOR_ENDPOINT and CANDOR_WRITE_KEY empty")
    endif()
elseif(NOT CANDOR_ENDPOINT)
    if(CANDOR_DESTINATION STREQUAL "posthog")
        set(CANDOR_ENDPOINT "https://eu.i.posthog.com")
    elseif(CANDOR_WRITE_KEY)
        message(FATAL_ERROR "Segment has no default region: set CANDOR_ENDPOINT, for example to https://events.eu1.segmentapis.com")
    endif()
endif()

# What Destination::problem() would find at run time, when nobody looks.
if(CANDOR_ENDPOINT)
    string(REGEX REPLACE "^[a-zA-Z]+://" "" candor_rest "${CANDOR_ENDPOINT}")
    string(REGEX REPLACE "[/?#].*$" "" candor_authority "${candor_rest}")
    string(REGEX MATCH ":[0-9]*$" candor_port "${candor_authority}")
    string(REPLACE ":" "" candor_port_number "${candor_port}")
    set(candor_mistake "")
    if(NOT CANDOR_ENDPOINT MATCHES "^https?://")
        set(candor_mistake "it does not begin with https://")
    elseif(CANDOR_ENDPOINT MATCHES "[^!-~]")
        set(candor_mistake "it has a blank, a control character or a letter that is not ASCII in it")
    elseif(candor_authority MATCHES "@")
        set(candor_mistake "it has a user name or a password in it")
    elseif(CANDOR_ENDPOINT MATCHES "[?#]")
        set(candor_mistake "it has a query (?) or a fragment (#) in it")
    elseif(NOT candor_authority MATCHES "^([A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?|\\[[0-9A-Fa-f:.]+\\])(:[0-9]*)?$")
        set(candor_mistake "it has no host, or one that can't be read")
    elseif(candor_port AND (candor_port MATCHES "^:$|......." OR candor_port_number LESS 1
            OR candor_port_number GREATER 65535))
        set(candor_mistake "its port is not a number from 1 to 65535")
    elseif(CANDOR_ENDPOINT MATCHES "^http://"
            AND NOT candor_authority MATCHES "^(127\\.[0-9]+\\.[0-9]+\\.[0-9]+|localhost|\\[::1\\])(:[0-9]+)?$")
        set(candor_mistake "it does not begin with https:// (plain http is for this computer only)")
    endif()
    if(candor_mistake)
        message(FATAL_ERROR "CANDOR_ENDPOINT can't be used: ${candor_mistake}. It is written like "
            "https://host.example")
    endif()
endif()
if(CANDOR_WRITE_KEY MATCHES "[^!-~]")
    message(FATAL_ERROR "CANDOR_WRITE_KEY can't be used: it has a blank, a control character or a letter that is not "
        "ASCII in it")
endif()
