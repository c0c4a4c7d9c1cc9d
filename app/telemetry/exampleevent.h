// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace candor {

class Catalogue;
class TelemetryContext;

/// A whole `app.started` of this computer as \a catalogue lets it be stored, shown and sent under a yes to everything;
/// \a placeholder stands for the ids. Empty where such an event would not be recorded. Keeps nothing; synchronous.
[[nodiscard]] QByteArray exampleStart(const TelemetryContext &context,
                                      const std::shared_ptr<const Catalogue> &catalogue, const QString &placeholder);

} // namespace candor
