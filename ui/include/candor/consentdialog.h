// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/decision.h"
#include "candor/export.h"

#include <QDialog>

class QCheckBox;
class QPushButton;
class QScrollArea;

namespace candor {

class CollectedTable;
class ConsentDialogController;
class DisclosureButton;
class FlowRow;
class LinkLabel;
class MessageBar;
class Telemetry;
class TextLabel;

/// The question. Window-modal to its parent; three answers of equal weight, none of them preselected; closing decides
/// nothing. Public API (C++17).
///
/// Object names, for tests and for driving it from outside: consentNotice (the text that scrolls), consentRefuseButton,
/// consentChooseButton, consentAgreeButton; after "Choose": consentUsage and consentErrors (check boxes),
/// consentBackButton, consentSendChosenButton; consentExample and consentEverything (open and close what stands below
/// them), consentExampleText, consentPrivacyStatement, consentError (the message bar).
class CANDOR_WIDGETS_EXPORT ConsentDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConsentDialog(Telemetry *telemetry, QWidget *parent = nullptr);
    ~ConsentDialog() override;

    /// Opens the question if it may be asked: now, or when \a parent is shown. At most once a process.
    static void askIfUndecided(Telemetry *telemetry, QWidget *parent);

    void reject() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    QWidget *buildNotice();
    QWidget *buildAnswers();
    QWidget *addCategory(class Card *card, TextLabel **name, TextLabel **text, QCheckBox *box);
    void retranslate();
    void setChoosing(bool choosing);
    void updateAnswers();
    void showExample(bool open);
    void showEverything(bool open);
    /// Scrolls so that what begins with \a first and ends with \a last is seen, or at least its beginning.
    void reveal(const QWidget *first, QWidget *last);
    enum class Fit { Grow, Whole };
    void fitToScreen(Fit fit = Fit::Whole);
    void fitToFont();
    [[nodiscard]] Categories chosen() const;

    ConsentDialogController *m_controller;
    bool m_choosing = false;
    bool m_leaving = false; ///< the application or the session ends, or the answer came from elsewhere
    bool m_fitted = false;

    QScrollArea *m_scroll;
    QWidget *m_content = nullptr;
    TextLabel *m_headline;
    MessageBar *m_new;
    TextLabel *m_introduction;
    TextLabel *m_usageName = nullptr;
    TextLabel *m_usageText = nullptr;
    TextLabel *m_errorsName = nullptr;
    TextLabel *m_errorsText = nullptr;
    TextLabel *m_neverName = nullptr;
    TextLabel *m_neverText = nullptr;
    QCheckBox *m_usage;
    QCheckBox *m_errors;
    TextLabel *m_identity;
    DisclosureButton *m_example;
    DisclosureButton *m_everything;
    LinkLabel *m_privacy;
    QWidget *m_examplePanel = nullptr;
    TextLabel *m_exampleText;
    QWidget *m_everythingPanel = nullptr;
    CollectedTable *m_table;
    TextLabel *m_deletion;
    TextLabel *m_extent;
    TextLabel *m_closing;
    QWidget *m_separator = nullptr;
    TextLabel *m_hint;
    MessageBar *m_error;
    FlowRow *m_buttons;
    QPushButton *m_refuse;
    QPushButton *m_choose;
    QPushButton *m_back;
    QPushButton *m_agree;
    QPushButton *m_agreeToChosen;
};

} // namespace candor
