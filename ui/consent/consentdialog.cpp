// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/consentdialog.h"

#include "candor/telemetry.h"
#include "consent/collectedtable.h"
#include "consent/consentdialogcontroller.h"
#include "consent/consentopener.h"
#include "consent/disclosurebutton.h"
#include "page/accessible.h"
#include "page/card.h"
#include "page/flowrow.h"
#include "page/linklabel.h"
#include "page/messagebar.h"
#include "page/textlabel.h"
#include "theme/colors.h"
#include "theme/measure.h"

#include <QApplication>
#include <QCheckBox>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;
using typescale::Role;

namespace {
constexpr int side = 30; // margin on both sides
} // namespace

void ConsentDialog::askIfUndecided(Telemetry *telemetry, QWidget *parent)
{
    if (!telemetry || !(telemetry->shouldAsk() || telemetry->status().questionWaits()))
        return;
    new ConsentOpener(telemetry, parent); // opens the question, now or later, and deletes itself
}

ConsentDialog::ConsentDialog(Telemetry *telemetry, QWidget *parent)
    : QDialog(parent)
    , m_controller(new ConsentDialogController(telemetry, this))
    , m_scroll(new QScrollArea)
    , m_headline(new TextLabel(Role::Title))
    , m_new(new MessageBar)
    , m_introduction(new TextLabel(Role::Body))
    , m_usage(new QCheckBox)
    , m_errors(new QCheckBox)
    , m_identity(new TextLabel(Role::Body))
    , m_example(new DisclosureButton)
    , m_everything(new DisclosureButton)
    , m_privacy(new LinkLabel)
    , m_exampleText(new TextLabel(Role::Monospace))
    , m_table(new CollectedTable(CollectedTable::Detail::Descriptions))
    , m_deletion(new TextLabel(Role::Body))
    , m_extent(new TextLabel(Role::Body))
    , m_closing(new TextLabel(Role::Body))
    , m_hint(new TextLabel(Role::Body))
    , m_error(new MessageBar(MessageBar::Kind::Error))
    , m_buttons(new FlowRow(FlowRow::Widths::Equal, spacing::rows))
    , m_refuse(new QPushButton)
    , m_choose(new QPushButton)
    , m_back(new QPushButton)
    , m_agree(new QPushButton)
    , m_agreeToChosen(new QPushButton)
{
    describeToScreenReaders<ConsentDialog, AccessibleDialog>();
    setObjectName(u"consentDialog"_s);
    setWindowModality(Qt::WindowModal);
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    build();
    retranslate();
    setChoosing(false);

    connect(m_refuse, &QPushButton::clicked, m_controller, &ConsentDialogController::refuse);
    connect(m_agree, &QPushButton::clicked, m_controller, [this] { m_controller->agree(m_controller->offered()); });
    connect(m_agreeToChosen, &QPushButton::clicked, m_controller, [this] { m_controller->agree(chosen()); });
    connect(m_choose, &QPushButton::clicked, this, [this] { setChoosing(true); });
    connect(m_back, &QPushButton::clicked, this, [this] { setChoosing(false); });
    connect(m_usage, &QCheckBox::toggled, this, &ConsentDialog::updateAnswers);
    connect(m_errors, &QCheckBox::toggled, this, &ConsentDialog::updateAnswers);
    connect(m_example, &QToolButton::toggled, this, &ConsentDialog::showExample);
    connect(m_everything, &QToolButton::toggled, this, &ConsentDialog::showEverything);
    connect(m_privacy, &QLabel::linkActivated, this,
            [this] { QDesktopServices::openUrl(m_controller->privacyStatement()); });
    connect(m_controller, &ConsentDialogController::answeringChanged, this, &ConsentDialog::updateAnswers);
    connect(m_controller, &ConsentDialogController::offeredChanged, this, [this] {
        retranslate();
        m_usage->setChecked(m_usage->isChecked() && m_controller->offered().testFlag(Category::Usage));
        m_errors->setChecked(m_errors->isChecked() && m_controller->offered().testFlag(Category::Errors));
        updateAnswers();
    });
    connect(m_controller, &ConsentDialogController::succeeded, this, [this] {
        if (const QString replaced = m_controller->settingsReplaced(); !replaced.isEmpty()) {
            auto *box =
                new QMessageBox(QMessageBox::Information, windowTitle(), replaced, QMessageBox::Ok, parentWidget());
            box->setObjectName(u"settingsReplaced"_s);
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->open();
        }
        accept();
    });
    connect(m_controller, &ConsentDialogController::failed, this, [this](const QString &error) {
        m_error->setMessage(MessageBar::Kind::Error, error);
        m_error->show();
        reveal(m_error, m_error);
    });
    connect(m_controller, &ConsentDialogController::overtaken, this, [this] {
        m_leaving = true;
        reject();
    });
    qApp->installEventFilter(this);
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this] { m_leaving = true; }, Qt::DirectConnection);
}

ConsentDialog::~ConsentDialog() = default;

// --- what is shown --------------------------------------------------------------------------------------------------

void ConsentDialog::build()
{
    m_content = buildNotice();
    m_scroll->setObjectName(u"consentNotice"_s);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    m_scroll->setMinimumHeight(spacing::section); // below its hint: if space is short, the answers come first
    m_scroll->setWidget(m_content);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);

    auto *layout = new QVBoxLayout(this);
    // The user may make the window as small as they like: the text scrolls.
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(buildAnswers());
}

QWidget *ConsentDialog::addCategory(Card *card, TextLabel **name, TextLabel **text, QCheckBox *box)
{
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(spacing::card, spacing::rows, spacing::card, spacing::rows);
    line->setSpacing(spacing::card);
    *name = new TextLabel(Role::Emphasis);
    (*name)->setWordWrap(false);
    auto *start = new QVBoxLayout;
    start->setSpacing(0);
    start->addWidget(*name);
    if (box)
        start->addWidget(box);
    start->addStretch(1);
    line->addLayout(start);
    *text = new TextLabel(Role::Body);
    (*text)->setSecondary(true);
    (*text)->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    line->addWidget(*text, 1);
    card->addRow(row);
    return row;
}

QWidget *ConsentDialog::buildNotice()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(side, spacing::section, side, spacing::rows);
    column->setSpacing(spacing::rows);
    column->addWidget(m_headline);
    column->addWidget(m_new);
    m_introduction->setTextFormat(Qt::RichText);
    column->addWidget(m_introduction);

    auto *card = new Card;
    addCategory(card, &m_usageName, &m_usageText, m_usage);
    addCategory(card, &m_errorsName, &m_errorsText, m_errors);
    addCategory(card, &m_neverName, &m_neverText, nullptr);
    m_usage->setObjectName(u"consentUsage"_s);
    m_errors->setObjectName(u"consentErrors"_s);
    column->addSpacing(spacing::half);
    column->addWidget(card);
    column->addSpacing(spacing::half);
    m_identity->setSecondary(true);
    column->addWidget(m_identity);

    auto *more = new FlowRow(FlowRow::Widths::Natural, spacing::card);
    m_example->setObjectName(u"consentExample"_s);
    m_everything->setObjectName(u"consentEverything"_s);
    m_privacy->setObjectName(u"consentPrivacyStatement"_s);
    more->add(m_example);
    more->add(m_everything);
    more->add(m_privacy);
    column->addWidget(more);

    auto *example = new Card;
    auto *inside = new QWidget;
    auto *margins = new QVBoxLayout(inside);
    margins->setContentsMargins(spacing::card, spacing::rows, spacing::card, spacing::rows);
    m_exampleText->setObjectName(u"consentExampleText"_s);
    m_exampleText->setSelectable(true);
    m_exampleText->setWordWrap(true);
    m_exampleText->setLayoutDirection(Qt::LeftToRight); // it is code
    m_exampleText->setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
    margins->addWidget(m_exampleText);
    example->addRow(inside);
    m_examplePanel = example;
    m_examplePanel->hide();
    column->addWidget(m_examplePanel);

    m_everythingPanel = new QWidget;
    auto *everything = new QVBoxLayout(m_everythingPanel);
    everything->setContentsMargins(0, 0, 0, 0);
    everything->setSpacing(spacing::rows);
    everything->addWidget(m_table);
    m_deletion->setSecondary(true);
    everything->addWidget(m_deletion);
    m_everythingPanel->hide();
    column->addWidget(m_everythingPanel);

    column->addWidget(m_extent);
    m_closing->setTextFormat(Qt::RichText);
    column->addWidget(m_closing);
    m_error->setObjectName(u"consentError"_s);
    column->addWidget(m_error); // inside the scrolling text: outside it would cover the text
    column->addStretch(1);
    return content;
}

QWidget *ConsentDialog::buildAnswers()
{
    auto *bottom = new QWidget;
    auto *column = new QVBoxLayout(bottom);
    column->setContentsMargins(side, spacing::half, side, spacing::section);
    column->setSpacing(spacing::rows);
    column->addWidget(m_hint);
    m_refuse->setObjectName(u"consentRefuseButton"_s);
    m_choose->setObjectName(u"consentChooseButton"_s);
    m_back->setObjectName(u"consentBackButton"_s);
    m_agree->setObjectName(u"consentAgreeButton"_s);
    m_agreeToChosen->setObjectName(u"consentSendChosenButton"_s);
    for (QPushButton *button : {m_refuse, m_choose, m_back, m_agree, m_agreeToChosen}) {
        button->setAutoDefault(false); // otherwise Enter would answer, and the style would emphasize one button
        m_buttons->add(button);
    }
    column->addWidget(m_buttons);
    return bottom;
}

void ConsentDialog::retranslate()
{
    setWindowTitle(m_controller->windowTitle());
    m_headline->setText(m_controller->headline());
    m_new->setMessage(MessageBar::Kind::Information, m_controller->whatIsNew());
    m_new->setVisible(!m_controller->whatIsNew().isEmpty());
    m_introduction->setText(m_controller->introduction());
    //: @label name of a category
    m_usageName->setText(tr("Usage"));
    //: @label name of a category
    m_errorsName->setText(tr("Errors"));
    //: @label what is never collected
    m_neverName->setText(tr("Never"));
    //: @option:check a category
    m_usage->setText(tr("&Usage"));
    //: @option:check a category
    m_errors->setText(tr("&Errors"));
    m_usageText->setText(m_controller->usage());
    m_errorsText->setText(m_controller->errors());
    m_neverText->setText(m_controller->never());
    m_usage->setAccessibleDescription(m_controller->usage());
    m_errors->setAccessibleDescription(m_controller->errors());
    fitToFont();

    m_identity->setText(m_controller->identity());
    //: @action:button opens an example
    m_example->setText(tr("An e&xample from this computer"));
    //: @action:button opens the list of all that is collected
    m_everything->setText(tr("E&verything that is collected"));
    //: @action a link to a web page
    m_privacy->setLink(tr("Privacy statement"));
    m_privacy->setToolTip(m_controller->privacyStatement().toString());
    //: @info %1 is an address; read aloud
    m_privacy->setAccessibleDescription(
        tr("Opens %1 in your browser").arg(m_controller->privacyStatement().toString()));
    m_extent->setText(m_controller->extent());
    m_closing->setText(m_controller->closing());
    m_deletion->setText(m_controller->deletionAndContact());
    m_hint->setText(m_controller->chooseHint());
    m_refuse->setText(m_controller->refuseText());
    m_choose->setText(m_controller->chooseText());
    //: @action:button back to the three answers
    m_back->setText(tr("&Back"));
    m_agree->setText(m_controller->agreeText());
    m_agreeToChosen->setText(m_controller->agreeToChosenText());
    m_scroll->setAccessibleName(m_controller->headline());
    m_scroll->setAccessibleDescription(m_controller->spoken());
    if (m_example->isChecked())
        showExample(true);
    if (m_everything->isChecked())
        showEverything(true);
}

void ConsentDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        fitToFont();
}

void ConsentDialog::paintEvent(QPaintEvent *event)
{
    QDialog::paintEvent(event);
    if (!m_scroll->hasFocus())
        return;
    // The focus ring of the notice, which has the focus first so that the arrow keys scroll it.
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Colors::of(palette()).accent, 2));
    painter.drawRoundedRect(QRectF(m_scroll->geometry()).adjusted(1, 1, -1, -1), spacing::controlRadius,
                            spacing::controlRadius);
}

void ConsentDialog::showExample(bool open)
{
    // Created when it is opened, and not kept: it names the system of this computer.
    if (!open) {
        m_exampleText->clear();
        m_examplePanel->hide();
        fitToScreen();
        return;
    }
    m_controller->fetchExample(this, [this](const QString &text) {
        if (!m_example->isChecked())
            return;
        m_exampleText->setText(text);
        m_examplePanel->show();
        reveal(m_example, m_examplePanel);
    });
}

void ConsentDialog::showEverything(bool open)
{
    m_everythingPanel->setVisible(open);
    if (!open) {
        fitToScreen();
        return;
    }
    m_controller->fetchCollected(this, [this](const std::vector<CollectedEvent> &events, const QString &problem) {
        if (problem.isEmpty())
            m_table->setEvents(events);
        else
            m_table->setProblem(problem);
        reveal(m_everything, m_everythingPanel);
    });
}

void ConsentDialog::reveal(const QWidget *first, QWidget *last)
{
    fitToScreen(Fit::Grow); // the user may have made it larger
    // Scroll after the layout has made room for it.
    QTimer::singleShot(0, last, [this, first, last] {
        if (!last->isVisible())
            return;
        // Show as much as fits, from its beginning.
        const int begin = first->mapTo(m_content, QPoint()).y();
        const int end = last->mapTo(m_content, QPoint(0, last->height())).y() + spacing::rows;
        QScrollBar *const bar = m_scroll->verticalScrollBar();
        bar->setValue(std::min(begin, std::max(bar->value(), end - m_scroll->viewport()->height())));
    });
}

void ConsentDialog::fitToFont()
{
    setMinimumSize(measure::onScreen(this, {measure::characters(this, 40), measure::lines(this, 13)}));
    // One width for all three, with and without check boxes, so that nothing moves.
    const std::initializer_list<QWidget *> column{m_usageName, m_errorsName, m_neverName, m_usage, m_errors};
    int names = measure::characters(this, 10);
    for (const QWidget *widget : column)
        names = std::max(names, widget->sizeHint().width());
    for (QWidget *widget : column)
        widget->setFixedWidth(names);
}

void ConsentDialog::fitToScreen(Fit fit)
{
    // As high as the text needs, but not higher than the screen.
    const QSize most = measure::onScreen(this, {measure::characters(this, 103), QWIDGETSIZE_MAX});
    const int width = m_fitted ? this->width() : most.width();
    layout()->activate();
    // Compute the height for the width beside a scroll bar: a scroll bar that appears for a moment remains as long as
    // the text needs it at that width, even if the text would fit without it.
    const int beside = width - style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_scroll);
    const int needed = m_content->layout()->totalHeightForWidth(beside) + layout()->itemAt(1)->heightForWidth(width);
    int height = std::min(needed, most.height());
    if (m_fitted) {
        const int below = most.height() - std::max(0, y() - screen()->availableGeometry().top());
        height = std::min(needed, std::max(below, this->height()));
    }
    if (fit == Fit::Whole || height > this->height())
        resize(width, height);
    m_fitted = true;
}

// --- answers --------------------------------------------------------------------------------------------------------

Categories ConsentDialog::chosen() const
{
    Categories result;
    result.setFlag(Category::Usage, m_usage->isChecked());
    result.setFlag(Category::Errors, m_errors->isChecked());
    return result & m_controller->offered();
}

void ConsentDialog::setChoosing(bool choosing)
{
    m_choosing = choosing;
    // Unticked every time: each tick is an answer.
    m_usage->setChecked(false);
    m_errors->setChecked(false);
    const bool back =
        !choosing && (m_back->hasFocus() || m_agreeToChosen->hasFocus() || m_usage->hasFocus() || m_errors->hasFocus());
    m_hint->setVisible(choosing);
    m_usage->setVisible(choosing);
    m_errors->setVisible(choosing);
    m_usageName->setVisible(!choosing);
    m_errorsName->setVisible(!choosing);
    m_choose->setVisible(!choosing);
    m_agree->setVisible(!choosing);
    m_back->setVisible(choosing);
    m_agreeToChosen->setVisible(choosing);
    if (m_fitted)
        fitToScreen(); // the hint needs a line
    if (choosing) {
        (m_usage->isEnabled() ? m_usage : m_errors)->setFocus(Qt::OtherFocusReason);
        QTimer::singleShot(0, m_usage, [this] { m_scroll->ensureWidgetVisible(m_usageText); });
    } else if (back) {
        m_choose->setFocus(Qt::OtherFocusReason);
    }
    updateAnswers();
}

void ConsentDialog::updateAnswers()
{
    const bool idle = !m_controller->isAnswering();
    if (!idle)
        m_error->hide();
    for (QPushButton *button : {m_refuse, m_choose, m_back, m_agree})
        button->setEnabled(idle);
    m_usage->setEnabled(idle && m_controller->offered().testFlag(Category::Usage));
    m_errors->setEnabled(idle && m_controller->offered().testFlag(Category::Errors));
    m_agreeToChosen->setEnabled(idle && chosen());
}

void ConsentDialog::reject()
{
    if (!m_leaving)
        m_controller->closed();
    QDialog::reject();
}

bool ConsentDialog::eventFilter(QObject *watched, QEvent *event)
{
    // Quitting closes every window, which does not mean that the user has closed the question.
    if (watched == qApp && event->type() == QEvent::Quit) {
        m_leaving = true;
        // A window may refuse to quit; then the user can still close the question.
        QTimer::singleShot(0, this, [this] { m_leaving = false; });
    }
    if (watched == m_scroll && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update(); // the focus ring
    return QDialog::eventFilter(watched, event);
}

void ConsentDialog::keyPressEvent(QKeyEvent *event)
{
    // Enter activates the focused button, and does nothing if no button has the focus.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (auto *button = qobject_cast<QPushButton *>(focusWidget()); button && !event->isAutoRepeat())
            button->click();
        return;
    }
    QDialog::keyPressEvent(event);
}

void ConsentDialog::showEvent(QShowEvent *event)
{
    if (!m_fitted)
        fitToScreen();
    QDialog::showEvent(event);
    m_scroll->setFocus(Qt::OtherFocusReason);
    m_controller->opened();
}

} // namespace candor
