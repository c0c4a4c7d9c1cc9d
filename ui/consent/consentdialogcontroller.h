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

/// What the question says and what each answer does; the dialog only binds it. No widgets.
/// It outlives the Telemetry it was made for: then the texts are empty and answers have no effect.
class ConsentDialogController final : public QObject
{
    Q_OBJECT

public:
    explicit ConsentDialogController(Telemetry *telemetry, QObject *parent = nullptr);

    /// Can the question be put: is there a notice, and would an answer have an effect?
    [[nodiscard]] bool canAsk() const;
    /// No key: records stay on this computer, and every text says so.
    [[nodiscard]] bool staysHere() const;

    // --- texts, in the language of QLocale() ----------------------------------------------------------------------
    [[nodiscard]] QString windowTitle() const; ///< the application
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString introduction() const; ///< rich text: the recipient is bold
    /// Why it is asked again and what is new; plain text, empty when it is asked for the first time.
    [[nodiscard]] QString whatIsNew() const;
    /// What the category covers; that it is managed, where an administrator has turned it off.
    [[nodiscard]] QString usage() const;
    [[nodiscard]] QString errors() const;
    [[nodiscard]] QString never() const;
    [[nodiscard]] QString identity() const;
    [[nodiscard]] QString extent() const; ///< which programs an answer counts for
    [[nodiscard]] QString closing() const; ///< rich text: what closing does and where to answer later
    [[nodiscard]] QString deletionAndContact() const;
    [[nodiscard]] QString refuseText() const;
    [[nodiscard]] QString chooseText() const;
    [[nodiscard]] QString agreeText() const;
    [[nodiscard]] QString agreeToChosenText() const;
    [[nodiscard]] QString chooseHint() const;
    /// Everything of the first layer as plain text, for a screen reader.
    [[nodiscard]] QString spoken() const;
    [[nodiscard]] QUrl privacyStatement() const;
    /// Calls \a done with a whole `app.started` as it would be sent, one member a line, or with a sentence in its
    /// place. Made anew by each call, in the background.
    void fetchExample(QObject *context, std::function<void(const QString &text)> done);
    /// Reads the catalogue (in the background, once) and calls \a done with its rows, or with none and the problem.
    void fetchCollected(QObject *context,
                        std::function<void(const std::vector<CollectedEvent> &, const QString &problem)> done);

    // --- answers --------------------------------------------------------------------------------------------------
    /// The question is on the screen; it won't open by itself again in this process.
    void opened();
    void refuse();
    /// The categories that can be agreed to: those that no administrator has turned off. agreeText() names them.
    [[nodiscard]] Categories offered() const;
    /// No effect for an empty set: that would be a no, which has a button of its own.
    void agree(Categories categories);
    /// The person closed the question. Counted unless an answer was given.
    void closed();
    [[nodiscard]] bool isAnswering() const { return m_answering; }
    /// That the answer has replaced a damaged settings.json, and where its copy is; empty as a rule.
    [[nodiscard]] QString settingsReplaced() const;

Q_SIGNALS:
    void answeringChanged();
    void offeredChanged(); ///< and with it usage(), errors(), agreeText()
    void succeeded(); ///< the answer is saved and in effect
    void failed(const QString &error); ///< for a person; the question stands
    void overtaken(); ///< answered elsewhere, refused by somebody else, or nobody is left to ask

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
