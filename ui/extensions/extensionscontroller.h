// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

namespace candor {

class ExtensionHost;
class Telemetry;
struct ExtensionStatus;

/// The texts and actions of the page of extensions; the page only binds them. No widgets.
class ExtensionsController final : public QObject
{
    Q_OBJECT

public:
    enum class Tone { None, Good, Neutral, Bad };

    struct Row
    {
        QString path; ///< identifies the extension
        QString id; ///< empty if it can't be used
        QString title; ///< name and version
        QString detail; ///< its publisher and its state
        QString badge; ///< empty: none
        Tone tone = Tone::None;
        bool canSwitch = false;
        bool isOn = false;
        bool canTryAgain = false;
    };

    /// An extension with a notice of its own, on or off.
    struct OwnNotice
    {
        QString id;
        QString title;
        QString detail;
        QString badge;
        Tone tone = Tone::Neutral;
        bool isExtensionOn = false; ///< otherwise it can't be answered
        bool canAsk = false;
        bool isOn = false; ///< the notice is agreed to
    };

    /// Both must outlive this object.
    ExtensionsController(ExtensionHost *host, Telemetry *application, QObject *parent = nullptr);

    [[nodiscard]] QList<Row> rows() const;
    /// The problems of reading, one on each line.
    [[nodiscard]] QString problems() const;
    void setOn(const QString &id, bool on);

    /// The badge of the application's own answer, which applies to the events of its own catalogue.
    [[nodiscard]] QString applicationBadge() const;
    [[nodiscard]] Tone applicationTone() const;
    [[nodiscard]] QList<OwnNotice> ownNotices() const;
    /// The facade for its question; null if it can't be asked now.
    [[nodiscard]] Telemetry *own(const QString &id) const;
    void refuseOwn(const QString &id, const QString &language);

Q_SIGNALS:
    void changed();
    void problem(const QString &message); ///< for the user
    void ownAboutToGo(const QString &id); ///< stop using own()

private:
    void follow();
    [[nodiscard]] Row rowOf(const ExtensionStatus &status) const;
    [[nodiscard]] OwnNotice noticeOf(const ExtensionStatus &status) const;
    [[nodiscard]] QString stateText(const ExtensionStatus &status) const;

    ExtensionHost *m_host;
    Telemetry *m_application;
};

} // namespace candor
