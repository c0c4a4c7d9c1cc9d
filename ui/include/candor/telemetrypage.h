// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/scrollpage.h"
#include "candor/telemetrypagecontroller.h"

#include <QTimer>

#include <functional>
#include <map>

class QCheckBox;
class QPushButton;
class QVBoxLayout;

namespace candor {

class Badge;
class Card;
class CardRow;
class CollectedTable;
class DataRemovalBar;
class DisclosureButton;
class LinkLabel;
class MessageBar;
class NoticeView;
class Telemetry;
class TextLabel;

/// The preferences page: the answer, who decided, what is on this computer, what is collected. Each click answers at
/// once. Public API (C++17).
///
/// Object names, for tests and for driving it from outside: telemetrySwitch, telemetryUsage, telemetryErrors (check
/// boxes), telemetryWhoDecided, telemetryWithoutEffect (rows), telemetryMessage<kind> (bars: SettingsProblem,
/// ConsentProblem, StoreProblem, IdentityProblem, AnswerProblem, TerminalAnswer, ClosedTwice), turnOffTerminalButton,
/// keepTerminalButton,
/// readQuestionButton, waitingText, viewWaitingButton, deliveryBadge, deliveryText, identityText, copyIdButton,
/// resetIdButton, showFilesButton, openFolder<n> (buttons, from 0), telemetryNotice (opens the notice), eraseButton,
/// requestDeletionButton, removalMessage (bar: what came of them), telemetryPrivacyStatement. The dialogs:
/// removalDialog with removalConfirmButton and removalCancelButton; deletionRequestDialog with deletionRequestText and
/// deletionRequestCopyButton.
class CANDOR_WIDGETS_EXPORT TelemetryPage : public ScrollPage
{
    Q_OBJECT

public:
    using OpenUrl = std::function<void(const QUrl &)>;

    /// \a openUrl: opens folders and the privacy statement; the desktop's way if none is given.
    explicit TelemetryPage(Telemetry *telemetry, OpenUrl openUrl = {}, QWidget *parent = nullptr);
    ~TelemetryPage() override;

    /// Below the answer and its notice, for what the application asks for beside them, such as what its extensions
    /// record under notices of their own. Takes \a widget.
    void addBelowAnswer(QWidget *widget);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString recordedName() const override { return {}; }
    [[nodiscard]] QStringList searchWords() const override;
    void load() override;

Q_SIGNALS:
    void viewActivityRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using MessageKind = TelemetryPageController::MessageKind;

    void buildMessages();
    void buildSwitch();
    void buildThisComputer();
    void buildCollected();
    void retranslate();
    void showState();
    void updateMessages();
    void updateSwitch();
    void updateNotice();
    void updateThisComputer();
    void updateDelivery();
    void showFiles(bool open);
    void loadCollected();
    void copyIdentity();
    void readQuestion();

    Telemetry *m_telemetry; ///< for the question, which the page can open; everything else goes through m_controller
    TelemetryPageController *m_controller;
    OpenUrl m_openUrl;
    QTimer m_minute; ///< "2 minutes ago"; runs only while somebody can read it

    std::map<MessageKind, MessageBar *> m_messages;
    QPushButton *m_turnOff;
    QPushButton *m_keep;
    QPushButton *m_readQuestion;

    TextLabel *m_introduction;
    QCheckBox *m_switch;
    QCheckBox *m_usage;
    QCheckBox *m_errors;
    CardRow *m_switchRow = nullptr;
    CardRow *m_usageRow = nullptr;
    CardRow *m_errorsRow = nullptr;
    CardRow *m_whoDecided = nullptr;
    CardRow *m_withoutEffect = nullptr;
    QWidget *m_lock = nullptr;

    QVBoxLayout *m_belowAnswer;
    DisclosureButton *m_noticeButton;
    NoticeView *m_notice;
    bool m_noticeOpened = false; ///< by itself; closes by itself after the answer
    bool m_noticeTouched = false; ///< from then on it is the person's business

    TextLabel *m_thisComputer = nullptr;
    CardRow *m_waitingRow = nullptr;
    TextLabel *m_waiting;
    QPushButton *m_view;
    CardRow *m_deliveryRow = nullptr;
    Badge *m_badge;
    TextLabel *m_delivery;
    CardRow *m_identityRow = nullptr;
    TextLabel *m_identity;
    QPushButton *m_copy;
    CardRow *m_filesRow = nullptr;
    QPushButton *m_showFiles;
    Card *m_computerCard = nullptr;
    QWidget *m_files = nullptr;

    TextLabel *m_collectedTitle = nullptr;
    CollectedTable *m_collected;
    DataRemovalBar *m_removal;
    bool m_collectedLoaded = false;
    LinkLabel *m_privacy;
};

} // namespace candor
