// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"
#include "candor/export.h"

#include <QString>

#include <functional>
#include <vector>

class QObject;

namespace candor {

class Telemetry;

/// One property of it.
struct CollectedProperty
{
    QString name; ///< as it is sent
    QString description;
    QString type; ///< what it may hold, as a sentence
};

/// One line of "What is collected".
struct CollectedEvent
{
    QString name; ///< as it is sent; of the properties that every event carries: a translated description
    bool isEveryEvent = false;
    QString category; ///< translated
    QString purpose;
    QString rules; ///< what of it is recorded, as sentences; empty: all
    std::vector<CollectedProperty> properties;
};

/// The catalogue as a table, in \a language; last what every event carries. No widgets.
[[nodiscard]] CANDOR_WIDGETS_EXPORT std::vector<CollectedEvent> collectedEvents(const Catalogue &catalogue,
                                                                                const QString &language);

/// Reads the catalogue (in the background, once) and calls \a done with its rows in the language of QLocale(), or with
/// none and the problem, unless \a context is gone by then.
CANDOR_WIDGETS_EXPORT void
fetchCollectedEvents(Telemetry *telemetry, QObject *context,
                     std::function<void(const std::vector<CollectedEvent> &, const QString &problem)> done);

} // namespace candor
