// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/collectedevents.h"
#include "candor/decision.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QUrl>

#include <functional>
#include <vector>

namespace candor {

class NoticeText;
class Telemetry;

/// The texts of the question and the effects of each answer; the dialog only binds them. No widgets. It may outlive its
/// Telemetry: then the texts are empty and answers have no effect.
class ConsentDialogController final : public QObject
{
    Q_OBJECT

public:
    explicit ConsentDialogController(Telemetry *telemetry, QObject *parent = nullptr);

    /// Can the question be asked: is there a notice, and would an answer have an effect?
    [[nodiscard]] bool canAsk() const;
    /// Without a key records stay on this computer, and every text says so.
    [[nodiscard]] bool staysHere() const;

    // --- texts, in the language of QLocale() ----------------------------------------------------------------------
    [[nodiscard]] QString windowTitle() const; ///< the application
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString introduction() const; ///< rich text with the recipient in bold
    /// Why the question is asked again and what is new; plain text, empty if it is asked for the first time.
    [[nodiscard]] QString whatIsNew() const;
    /// What the category covers, or that it is managed if an administrator has turned it off.
    [[nodiscard]] QString usage() const;
    [[nodiscard]] QString errors() const;
    [[nodiscard]] QString never() const;
    [[nodiscard]] QString identity() const;
    [[nodiscard]] QString extent() const; ///< for which programs an answer counts
    [[nodiscard]] QString closing() const; ///< rich text: the effect of closing, and where to answer later
    [[nodiscard]] QString deletionAndContact() const;
    [[nodiscard]] QString refuseText() const;
    [[nodiscard]] QString chooseText() const;
    [[nodiscard]] QString agreeText() const;
    [[nodiscard]] QString agreeToChosenText() const;
    [[nodiscard]] QString chooseHint() const;
    /// The whole first layer as plain text, for screen readers.
    [[nodiscard]] QString spoken() const;
    [[nodiscard]] QUrl privacyStatement() const;
    /// Calls \a done with a complete `app.started` as it would be sent, one member on each line, or with a sentence
    /// instead. Each call creates it again, in the background.
    void fetchExample(QObject *context, std::function<void(const QString &text)> done);
    /// Reads the catalogue (in the background, once) and calls \a done with its rows, or with no rows and the problem.
    void fetchCollected(QObject *context,
                        std::function<void(const std::vector<CollectedEvent> &, const QString &problem)> done);

    // --- answers --------------------------------------------------------------------------------------------------
    /// The question is on the screen; it will not open automatically again in this process.
    void opened();
    void refuse();
    /// The categories that the user can agree to: those that no administrator has turned off. agreeText() names them.
    [[nodiscard]] Categories offered() const;
    /// No effect for an empty set: that would be a no, which has its own button.
    void agree(Categories categories);
    /// The user closed the question. Counted unless an answer was given.
    void closed();
    [[nodiscard]] bool isAnswering() const { return m_answering; }
    /// Says that the answer has replaced a damaged settings.json, and where its copy is; usually empty.
    [[nodiscard]] QString settingsReplaced() const;

Q_SIGNALS:
    void answeringChanged();
    void offeredChanged(); ///< and with it usage(), errors() and agreeText()
    void succeeded(); ///< the answer is saved and in effect
    void failed(const QString &error); ///< for the user; the question remains
    void overtaken(); ///< the question was answered elsewhere, another rule refuses, or Telemetry is gone

private:
    void answer(Categories categories);
    void onAnswered(bool ok, const QString &error);
    void onConsentChanged();
    void onStatusChanged();
    [[nodiscard]] QString covered(Category category, const QString &text) const;
    [[nodiscard]] NoticeText text() const;

    QPointer<Telemetry> m_telemetry;
    Categories m_offered;
    QString m_backupBefore; ///< status().settingsBackup() when the answer was given
    bool m_answering = false;
    bool m_answered = false;
};

} // namespace candor
