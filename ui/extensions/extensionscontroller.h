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

/// What the page of extensions says and does; the page only binds it. No widgets.
class ExtensionsController final : public QObject
{
    Q_OBJECT

public:
    enum class Tone { None, Good, Neutral, Bad };

    struct Row
    {
        QString path; ///< which one it is
        QString id; ///< empty where it can't be used
        QString title; ///< name and version
        QString detail; ///< who made it, and how it is
        QString badge; ///< empty: none
        Tone tone = Tone::None;
        bool canSwitch = false;
        bool isOn = false;
        bool canTryAgain = false;
    };

    /// One with a notice of its own, on or off.
    struct OwnNotice
    {
        QString id;
        QString title;
        QString detail;
        QString badge;
        Tone tone = Tone::Neutral;
        bool isExtensionOn = false; ///< else it can't be answered at all
        bool canAsk = false;
        bool isOn = false; ///< what is asked for
    };

    /// Both outlive this.
    ExtensionsController(ExtensionHost *host, Telemetry *application, QObject *parent = nullptr);

    [[nodiscard]] QList<Row> rows() const;
    /// What could not be read, a line for each.
    [[nodiscard]] QString problems() const;
    void setOn(const QString &id, bool on);

    /// Of the application's own answer, which holds for what its own catalogue declares.
    [[nodiscard]] QString applicationBadge() const;
    [[nodiscard]] Tone applicationTone() const;
    [[nodiscard]] QList<OwnNotice> ownNotices() const;
    /// Where its question is asked; null where it can't be now.
    [[nodiscard]] Telemetry *own(const QString &id) const;
    void refuseOwn(const QString &id, const QString &language);

Q_SIGNALS:
    void changed();
    void problem(const QString &message); ///< for a person
    void ownAboutToGo(const QString &id); ///< let go of own()

private:
    void follow();
    [[nodiscard]] Row rowOf(const ExtensionStatus &status) const;
    [[nodiscard]] OwnNotice noticeOf(const ExtensionStatus &status) const;
    [[nodiscard]] QString stateText(const ExtensionStatus &status) const;

    ExtensionHost *m_host;
    Telemetry *m_application;
};

} // namespace candor
