// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubber.h"

#include "scrub/scrubfinders.h"
#include "scrub/scrubpatterns.h"
#include "scrub/scrubtext.h"

namespace candor {

namespace {

// One pass finds nearly everything, the second only makes sure. Where one still finds something in the third, holes and
// words have met by design, and it is better to say nothing.
constexpr int mostPasses = 5;

std::string onePass(std::string_view source, const KnownNames &names)
{
    ScrubText text(source);
    for (const ScrubPattern &pattern : scrubPatterns())
        pattern.find(text, names);
    return text.result(maximumScrubbedSize);
}

} // namespace

Scrubber::Scrubber(const ScrubNames &names)
    : m_names(std::make_unique<const KnownNames>(names))
{
}

Scrubber::~Scrubber() = default;

bool Scrubber::holdsKnownName(std::string_view text) const
{
    return holdsName(ScrubText(text), *m_names);
}

std::string Scrubber::scrub(std::string_view text) const
{
    std::string result = onePass(text, *m_names);
    for (int pass = 1; pass < mostPasses; ++pass) {
        std::string again = onePass(result, *m_names);
        if (again == result)
            return result;
        result = std::move(again);
    }
    const std::string_view nothing = placeholderText(Placeholder::Text);
    return std::string(result.size() >= nothing.size() ? nothing : shortPlaceholder);
}

} // namespace candor
