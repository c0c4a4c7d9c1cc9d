// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitydetail.h"

#include "activity/activitycontroller.h"
#include "page/textlabel.h"
#include "theme/colors.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QMimeData>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace candor {

using namespace Qt::StringLiterals;

ActivityDetail::ActivityDetail(ActivityController *controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_name(new TextLabel(typescale::Role::Section))
    , m_summary(new TextLabel(typescale::Role::Small))
    , m_content(new QPlainTextEdit)
    , m_buttons(new QWidget)
    , m_exact(new QPushButton)
    , m_copy(new QPushButton)
    , m_request(new QPushButton)
{
    m_name->setObjectName(u"detailName"_s);
    m_summary->setObjectName(u"detailSummary"_s);
    m_summary->setSecondary(true);
    m_content->setObjectName(u"detailContent"_s);
    m_content->setReadOnly(true);
    m_content->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_content->setTabChangesFocus(true);
    m_content->viewport()->setAutoFillBackground(false); // paintEvent() draws what is behind it
    m_content->setFrameShape(QFrame::NoFrame);
    m_content->document()->setDocumentMargin(spacing::rows);
    m_content->setLayoutDirection(Qt::LeftToRight); // JSON is read from the left everywhere
    m_exact->setObjectName(u"exactBytes"_s);
    m_exact->setCheckable(true);
    m_exact->setProperty("compact", true);
    m_copy->setObjectName(u"copyExactBytes"_s);
    m_copy->setProperty("compact", true);
    m_request->setObjectName(u"lastRequest"_s);
    m_request->setCheckable(true);
    m_request->setProperty("compact", true);

    auto *buttons = new QGridLayout(m_buttons); // in two rows: there is not always room for one
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(spacing::unit);
    buttons->addWidget(m_exact, 0, 0);
    buttons->addWidget(m_copy, 0, 1);
    buttons->addWidget(m_request, 1, 0, 1, 2, Qt::AlignLeading);
    buttons->setColumnStretch(2, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::card, spacing::card, spacing::card, spacing::card);
    layout->setSpacing(spacing::half);
    layout->addWidget(m_name);
    layout->addWidget(m_summary);
    layout->addSpacing(spacing::half);
    layout->addWidget(m_content, 1);
    layout->addSpacing(spacing::half);
    layout->addWidget(m_buttons);

    connect(m_controller, &ActivityController::chosenChanged, this, &ActivityDetail::showChosen);
    connect(m_controller, &ActivityController::lastRequestChanged, this, [this] {
        if (m_request->isChecked())
            showChosen();
    });
    connect(m_exact, &QPushButton::toggled, this, &ActivityDetail::showChosen);
    connect(m_request, &QPushButton::toggled, this, &ActivityDetail::showChosen);
    connect(m_copy, &QPushButton::clicked, this, &ActivityDetail::copy);
    m_content->installEventFilter(this);
    restyle();
    retranslate();
}

bool ActivityDetail::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_content && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update(); // the ring around it
    return QWidget::eventFilter(watched, event);
}

void ActivityDetail::showChosen()
{
    const auto &event = m_controller->chosen();
    const bool any = event.has_value();
    m_name->setVisible(any);
    m_content->setVisible(any);
    m_buttons->setVisible(any);
    if (!any) {
        //: @info in place of the details while no event is chosen
        m_summary->setText(tr("Choose an event to read exactly what is sent."));
        m_summary->setAlignment(Qt::AlignCenter);
        m_content->clear();
        return;
    }
    const bool request = m_request->isChecked();
    m_exact->setEnabled(!request);
    m_copy->setEnabled(!shownBytes().isEmpty());
    m_summary->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    //: @info:whatsthis for screen readers, of the text field with the event or with the last request
    m_content->setAccessibleName(request ? tr("Content of the last request") : tr("Content of the event"));
    if (request) {
        m_name->setText(m_request->text());
        m_summary->setText(m_controller->lastRequestSummary());
        showText(QString::fromUtf8(shownBytes()), true);
    } else {
        m_name->setText(event->name);
        m_summary->setText(m_controller->chosenSummary());
        showText(m_exact->isChecked() ? QString::fromUtf8(shownBytes()) : m_controller->chosenPretty(),
                 m_exact->isChecked());
    }
}

void ActivityDetail::showText(const QString &text, bool bytes)
{
    // Bytes have no words to keep together.
    m_content->setWordWrapMode(bytes ? QTextOption::WrapAnywhere : QTextOption::WrapAtWordBoundaryOrAnywhere);
    if (m_content->toPlainText() != text)
        m_content->setPlainText(text); // only then: what a person has selected in it stays selected
}

QByteArray ActivityDetail::shownBytes() const
{
    return m_request->isChecked() ? m_controller->lastRequest() : m_controller->chosenBytes();
}

void ActivityDetail::copy()
{
    // The bytes as they are for programs that take them, and the same as text for all others.
    auto *mime = new QMimeData;
    mime->setText(QString::fromUtf8(shownBytes()));
    if (!m_request->isChecked()) // a request is more than its body
        mime->setData(u"application/json"_s, shownBytes());
    QApplication::clipboard()->setMimeData(mime);
}

void ActivityDetail::restyle()
{
    m_content->setFont(typescale::font(typescale::Role::Monospace, QApplication::font()));
    const Colors colors = Colors::of(palette());
    QPalette own = palette();
    own.setColor(QPalette::Text, colors.text);
    m_content->setPalette(own);
}

void ActivityDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

void ActivityDetail::retranslate()
{
    //: @action:button switches between the event laid out for reading and its bytes as they are stored and sent
    m_exact->setText(tr("Exact bytes"));
    //: @info:whatsthis for screen readers
    m_exact->setAccessibleDescription(
        tr("Shows the event byte for byte as it is stored and sent, instead of laid out for reading"));
    m_exact->setToolTip(m_exact->accessibleDescription());
    //: @action:button
    m_copy->setText(tr("Copy exact bytes"));
    //: @info:whatsthis for screen readers
    m_copy->setAccessibleDescription(tr("Copies what is shown, byte for byte as it is stored and sent"));
    //: @action:button switches between the event and the last request that left this computer
    m_request->setText(tr("Last request"));
    //: @info:whatsthis for screen readers
    m_request->setAccessibleDescription(
        tr("Shows headers and body of the last request that was sent, instead of the event"));
    m_request->setToolTip(m_request->accessibleDescription());
    showChosen();
}

void ActivityDetail::paintEvent(QPaintEvent *)
{
    const Colors colors = Colors::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(colors.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), spacing::radius, spacing::radius);
    if (!m_content->isVisibleTo(this))
        return;
    painter.setPen(m_content->hasFocus() ? QPen(colors.accent, 2)
                                         : (colors.highContrast ? QPen(colors.line, 1) : QPen(Qt::NoPen)));
    painter.setBrush(colors.code);
    painter.drawRoundedRect(QRectF(m_content->geometry()), spacing::controlRadius, spacing::controlRadius);
}

} // namespace candor
