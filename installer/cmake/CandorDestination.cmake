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
if(CANDOR_ENDPOINT AND NOT CANDOR_ENDPOINT MATCHES "^https://" AND NOT CANDOR_ENDPOINT MATCHES "^http://(127\\.|localhost|\\[::1\\])")
    message(FATAL_ERROR "CANDOR_ENDPOINT must begin with https:// (plain http is for this computer only)")
endif()
