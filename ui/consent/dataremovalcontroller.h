// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/dataremoval.h"
#include "candor/deletionrequest.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include <functional>

namespace candor {

class Telemetry;
class TelemetryStatus;

/// What a person can do about what was recorded, and what is said before and after; widgets only bind it. No widgets.
/// It outlives the Telemetry it was made for: then nothing can be done.
class DataRemovalController final : public QObject
{
    Q_OBJECT

public:
    explicit DataRemovalController(Telemetry *telemetry, QObject *parent = nullptr);

    /// What is asked before something is done.
    struct Question
    {
        QString headline;
        QString text;
        QString listTitle; ///< above the list; empty if there is none
        QStringList list;
        QString action; ///< what the button says
    };

    [[nodiscard]] bool canErase() const; ///< there is something to erase, and nothing is under way
    [[nodiscard]] Question eraseQuestion() const;
    void erase();

    [[nodiscard]] bool canReset() const;
    [[nodiscard]] Question resetQuestion() const;
    void reset();
    /// What is said after a reset that succeeded.
    [[nodiscard]] static QString resetMessage(const IdentityReset &reset);

    /// \a done gets what there is to request; see Telemetry::fetchDeletionRequest().
    void fetchRequest(QObject *context, std::function<void(const DeletionRequest &)> done);
    [[nodiscard]] bool canRequest() const;

Q_SIGNALS:
    void changed(); ///< anything of the above may differ
    void done(const QString &message); ///< for a person
    void failed(const QString &message);

private:
    [[nodiscard]] const TelemetryStatus &status() const;
    [[nodiscard]] QString applicationName() const;
    [[nodiscard]] qint64 recorded() const;
    [[nodiscard]] bool eraseKeepsId() const;
    void finish(bool ok, const QString &message, const QString &error);

    QPointer<Telemetry> m_telemetry;
    bool m_busy = false;
};

} // namespace candor
