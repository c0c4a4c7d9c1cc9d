// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/localscrubber.h"

#include "scrub/localnames.h"

#include <utility>

namespace candor {

LocalScrubber::LocalScrubber(std::map<std::string, std::string> environment, std::string homeFolder)
    : m_environment(std::move(environment))
    , m_homeFolder(std::move(homeFolder))
{
}

const Scrubber &LocalScrubber::scrubber() const
{
    std::call_once(m_once, [this] {
        m_scrubber.emplace(localNames(SystemAccount::ofThisProcess(), m_environment, m_homeFolder));
    });
    return *m_scrubber;
}

std::string LocalScrubber::scrub(std::string_view text) const
{
    return scrubber().scrub(text);
}

bool LocalScrubber::holdsKnownName(std::string_view text) const
{
    return scrubber().holdsKnownName(text);
}

} // namespace candor
