// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <chrono>
#include <memory>
#include <string_view>

namespace candor {

class Telemetry;

/// Records the requests that a program receives, whatever server it has: one event `request.completed` each, with
/// `method`, `route`, `status`, `duration_ms`, `success` and `source`; of these what the catalogue declares for it. For
/// those that it makes see RequestObserver; for the handlers of QHttpServer see recorded(). Public API (C++17).
///
/// The routes are the values of its property `route` (an "enum") in the catalogue, such as "/containers/:id/start": the
/// route leaves, never the path, a parameter, the query or who asked. A request that has no route is not recorded.
class CANDOR_EXPORT RequestRecorder
{
public:
    /// In the thread of \a telemetry, which may go first: then nothing is recorded any more. In another thread it
    /// warns, and records nothing.
    explicit RequestRecorder(Telemetry *telemetry);
    /// In the same thread, once no other one calls record() any more. Reads the catalogue, if a request was recorded
    /// before that was done in the background; otherwise it would be lost.
    ~RequestRecorder();
    RequestRecorder(const RequestRecorder &) = delete;
    RequestRecorder &operator=(const RequestRecorder &) = delete;

    /// A request was answered a moment ago. No effect before a yes, after a no, and for one that began before the yes
    /// or before this object was made. Any thread; does not wait.
    ///
    /// \a method: "GET" and so on, in capitals or not; what HTTP does not know is recorded as "other". \a path: as in
    /// the request's first line, percent-encoded; what follows a "?" or "#" is not looked at. \a status: what was
    /// answered, a success from 100 to 399; anything that is no status, such as 0, says that nothing was answered, and
    /// is left out. \a duration: from the request to the answer; below 0 is taken for 0. \a source: what kind of
    /// program asked, where that is known, as one of the values that the catalogue declares; empty: left out.
    void record(std::string_view method, std::string_view path, int status, std::chrono::milliseconds duration,
                std::string_view source = {});

private:
    class CANDOR_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
