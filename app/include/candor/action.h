// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/error.h"
#include "candor/export.h"
#include "candor/value.h"

#include <memory>

namespace candor {

class RecordingGate;
struct OpenAction;

/// Something that takes time, made by Telemetry::begin(): one event when it ends, with `duration_ms`, `success` and,
/// where it failed, `error`; of these what the catalogue declares for the event. Public API (C++17).
///
/// It ends with end(), or with this object: well, unless fail() was called or its scope is left by an exception (class
/// "exception"). Where the application quits or Telemetry is destroyed first, it is recorded then, before
/// `app.stopped`, as failed with the class "interrupted"; ending it later does nothing. Recorded at most once.
///
/// An action that began before a yes, after a no, or while the answer was changed records nothing.
/// Any thread may use and end it, one at a time; it may outlive its Telemetry.
class CANDOR_EXPORT Action
{
public:
    /// Records nothing, whatever is called.
    Action();
    /// The other one records nothing from now on.
    Action(Action &&other) noexcept;
    /// Ends what this one was.
    Action &operator=(Action &&other) noexcept;
    Action(const Action &) = delete;
    Action &operator=(const Action &) = delete;
    ~Action();

    /// One more property of the event; a copy is kept. Another of the same name is replaced. No effect for
    /// `duration_ms`, `success` and `error.*`, which the action itself says, and after the end.
    void add(const Property &property);
    /// It failed: `success` will be false, and `error` what \a error says. The last call counts. No effect after the
    /// end.
    void fail(const Error &error);
    /// It worked, also when an earlier fail() said otherwise or an exception comes.
    void succeed();
    /// Records the event now.
    void end();
    /// Ends it, and nothing is recorded.
    void cancel();

private:
    friend class Telemetry;
    class CANDOR_NO_EXPORT Private;
    explicit Action(std::shared_ptr<RecordingGate> gate, std::shared_ptr<OpenAction> open);
    std::unique_ptr<Private> d;
};

} // namespace candor
