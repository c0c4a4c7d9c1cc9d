// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/collectedevents.h"
#include "candor/decision.h"
#include "candor/export.h"
#include "candor/noticetext.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QUrl>

#include <functional>
#include <vector>

namespace candor {

class Telemetry;
class TelemetryStatus;

/// What the telemetry page says and does; the page only binds it. No widgets.
/// It outlives the Telemetry it was made for: then nothing is ticked and nothing can be.
class CANDOR_WIDGETS_EXPORT TelemetryPageController final : public QObject
{
    Q_OBJECT

public:
    explicit TelemetryPageController(Telemetry *telemetry, QObject *parent = nullptr);

    // --- the answer -------------------------------------------------------------------------------------------------
    /// Who answered what and when, and what turning off does.
    [[nodiscard]] QString header() const;
    /// Why the boxes can't be used or have no effect, or who else turned it off; empty when the person decides.
    [[nodiscard]] QString whoDecided() const;
    /// What an administrator has put somewhere and does nothing, a line for each; empty as a rule.
    [[nodiscard]] QString withoutEffect() const;
    /// An administrator decided: shown with a lock.
    [[nodiscard]] bool isManaged() const;
    /// Collecting is not allowed and a click here would allow it: the page says first who asks, what for and where to.
    [[nodiscard]] bool showsNotice() const;
    /// ... and nobody has answered yet: the whole notice lies open.
    [[nodiscard]] bool opensNotice() const;
    [[nodiscard]] NoticeText notice() const;
    [[nodiscard]] bool staysHere() const; ///< no key: nothing leaves this computer

    struct Box
    {
        bool ticked = false;
        bool enabled = false;
        QString note; ///< why it is locked, if it is
    };
    [[nodiscard]] Box master() const;
    [[nodiscard]] Box category(Category category) const;
    [[nodiscard]] QString masterText() const;
    [[nodiscard]] QString masterDescription() const;
    /// On grants what was granted last (both at first; never what somebody locked), off is a no. Answers at once.
    void setMaster(bool on);
    /// Without its last category it is a no. Answers at once.
    void setCategory(Category category, bool on);

    // --- messages ---------------------------------------------------------------------------------------------------
    enum class MessageKind {
        SettingsProblem,
        SettingsReplaced,
        ConsentProblem,
        StoreProblem,
        IdentityProblem,
        AnswerProblem,
        TerminalAnswer,
        ClosedTwice
    };
    struct Message
    {
        MessageKind kind;
        QString text;
        bool operator==(const Message &other) const { return kind == other.kind && text == other.text; }
    };
    /// What the page says above the switch, most urgent first.
    [[nodiscard]] std::vector<Message> messages() const;
    void turnOffTerminalAnswer();
    void keepTerminalAnswer();
    void dismissAnswerProblem();
    void dismissSettingsReplaced();

    // --- on this computer -------------------------------------------------------------------------------------------
    [[nodiscard]] QString waitingTitle() const;
    [[nodiscard]] QString waiting() const;
    /// What became of every event that was recorded, in one sentence, or why that is not known; empty while there is
    /// none.
    [[nodiscard]] QString accounting() const;

    enum class DeliveryState { None, NoneYet, Delivered, Failed, Paused };
    struct Delivery
    {
        DeliveryState state = DeliveryState::None; ///< None: no badge, nothing is ever sent
        QString badge;
        QString text; ///< beside the badge: short
        QString explanation; ///< below the row's name: a sentence
        QString detail; ///< the moment, exactly
    };
    [[nodiscard]] Delivery delivery() const;

    [[nodiscard]] QString identityTitle() const;
    [[nodiscard]] QString identity() const; ///< the id, or what stands in its place
    [[nodiscard]] bool hasIdentity() const; ///< there is one to copy

    struct FileEntry
    {
        QString name;
        QString path;
        QString folder; ///< that can be opened; empty while it does not exist
    };
    [[nodiscard]] QString filesTitle() const;
    [[nodiscard]] std::vector<FileEntry> files() const;

    /// Reads the catalogue (in the background, once) and calls \a done with its rows, or with none and the problem.
    void fetchCollected(QObject *context,
                        std::function<void(const std::vector<CollectedEvent> &, const QString &problem)> done);
    [[nodiscard]] QUrl privacyStatement() const;

    void refresh();

Q_SIGNALS:
    void changed(); ///< anything of the above may differ

private:
    void answer(Categories categories);
    void onAnswered(bool ok, const QString &error);
    [[nodiscard]] const TelemetryStatus &status() const;
    [[nodiscard]] Categories shown() const;
    [[nodiscard]] bool isShared() const;
    [[nodiscard]] bool countsAreUnknown() const;
    [[nodiscard]] QString applicationName() const;
    [[nodiscard]] QString ago(const QDateTime &time) const;

    QPointer<Telemetry> m_telemetry;
    int m_answersUnderWay = 0;
    Categories m_requested; ///< while an answer is under way
    QString m_answerProblem;
    QString m_dismissedBackup; ///< of a settings.json that was replaced
};

} // namespace candor
