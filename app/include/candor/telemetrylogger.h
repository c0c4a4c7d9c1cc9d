// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/decision.h"
#include "candor/error.h"
#include "candor/export.h"
#include "candor/value.h"

#include <QObject>

#include <initializer_list>
#include <memory>
#include <string_view>

namespace candor {

class RecordingGate;
class Telemetry;

/// What an extension of the application records with, made by Telemetry::loggerFor(). It has no yes of its own: it
/// records under the application's, and only events that the application's catalogue declares. Public API (C++17).
///
/// An event's name is that of the extension and \a name, joined by a dot: with the extension "acme.sync" the name
/// "completed" is "acme.sync.completed". \a name has no dot: one that has is counted as dropped[undeclared], so that
/// "acme" can't speak for "acme.sync". Nor can an extension speak for the library: whatever one records whose id begins
/// with the word app, activity, page, preference, command or request is counted so too. An extension's id is brought
/// into the form of such a name: lower case, and an underscore for what is no letter or digit.
///
/// Belongs to the thread of its Telemetry; its own functions may be called on any thread. Once that Telemetry is gone
/// they do nothing. Values are used as they are given (see Value and TrustedText).
class CANDOR_EXPORT TelemetryLogger final : public QObject
{
    Q_OBJECT

public:
    ~TelemetryLogger() override;

    /// No effect unless isUsageEnabled(). A name or property that the catalogue does not declare is counted as
    /// dropped[undeclared], as with Telemetry::track().
    void logUsage(std::string_view name, std::initializer_list<Property> properties = {});
    /// The same with what \a error says, as `error`. No effect unless isErrorsEnabled().
    void logError(std::string_view name, const Error &error, std::initializer_list<Property> properties = {});
    /// An event "<extension>.failed".
    void logError(const Error &error, std::initializer_list<Property> properties = {});

    /// Go with each later event that declares them, and are left out of the others. An event's own property of the same
    /// name wins; what every event of the application carries (app_version, notice) can't be overwritten. Copies are
    /// made once. Of two calls with the same name the later one counts. An event may have 64 properties: with more,
    /// its own and these together, declared or not, it is counted as dropped[invalid]; more than these
    /// 64 are not kept.
    void addCommonProperties(std::initializer_list<Property> properties);

    /// Records nothing from now on, for whoever still has it: what it was lent for is over. In its own thread.
    void close();

    /// Would logUsage() be recorded now? False before a yes, after a no, without the category, after close(), and
    /// once Telemetry is gone.
    [[nodiscard]] bool isUsageEnabled() const;
    [[nodiscard]] bool isErrorsEnabled() const;

Q_SIGNALS:
    /// isUsageEnabled() or isErrorsEnabled() differs. Comes when the event loop runs next, and does not wait for an
    /// answer to be written.
    void enabledChanged();

private:
    friend class Telemetry;
    TelemetryLogger(Telemetry *telemetry, std::shared_ptr<RecordingGate> gate, QStringView extension);

    class CANDOR_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
