// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "queue/utf8.h"
#include "scrub/scrubber.h"

using namespace candor;
using fuzz::require;

/// Whatever is scrubbed gets no longer, stays the same when scrubbed again, stays UTF-8, and no known name is left
/// between blanks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Scrubber scrubber(
        {{"/home/nina"}, {"nina", "Nina Huber", "Huber"}, {"kestrel.corp.example", "kestrel"}});

    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const std::string scrubbed = scrubber.scrub(text);
    require(scrubbed.size() <= text.size(), "it gets no longer");
    require(scrubbed.size() <= maximumScrubbedSize, "it is capped");
    require(scrubber.scrub(scrubbed) == scrubbed, "scrubbing again changes nothing");
    require(!utf8::isValid(text) || utf8::isValid(scrubbed), "UTF-8 stays UTF-8");
    const std::string padded = ' ' + scrubbed + ' ';
    for (const char *name : {" nina ", " Huber ", " kestrel ", " NINA ", "/home/nina/"})
        require(padded.find(name) == std::string::npos, "no known name is left");
    return 0;
}
