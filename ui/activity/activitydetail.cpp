// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitydetail.h"

#include "activity/activitycontroller.h"
#include "page/flowrow.h"
#include "page/textlabel.h"
#include "theme/colors.h"
#include "theme/measure.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QMimeData>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QResizeEvent>
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
    , m_buttons(new FlowRow(FlowRow::Widths::Natural, spacing::unit))
    , m_exact(new QPushButton)
    , m_meaning(new QPushButton)
    , m_copy(new QPushButton)
    , m_request(new QPushButton)
    , m_delete(new QPushButton)
    , m_nothing(new QWidget)
{
    m_name->setObjectName(u"detailName"_s);
    m_summary->setObjectName(u"detailSummary"_s);
    m_summary->setSecondary(true);
    m_content->setObjectName(u"detailContent"_s);
    m_content->setReadOnly(true);
    m_content->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_content->setTabChangesFocus(true);
    m_content->viewport()->setAutoFillBackground(false); // paintEvent() draws the background
    m_content->setFrameShape(QFrame::NoFrame);
    m_content->document()->setDocumentMargin(spacing::rows);
    m_content->setLayoutDirection(Qt::LeftToRight); // JSON is always read from left to right
    m_exact->setObjectName(u"exactBytes"_s);
    m_meaning->setObjectName(u"meaning"_s);
    m_copy->setObjectName(u"copyExactBytes"_s);
    m_request->setObjectName(u"lastRequest"_s);
    m_delete->setObjectName(u"deleteEvent"_s);
    for (QPushButton *button : {m_exact, m_meaning, m_copy, m_request, m_delete}) {
        button->setProperty("compact", true);
        m_buttons->add(button);
    }
    for (QPushButton *button : {m_exact, m_meaning, m_request}) {
        button->setCheckable(true);
        connect(button, &QPushButton::clicked, this, [this, button] { keepOneChecked(button); });
    }
    m_nothing->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::card, spacing::card, spacing::card, spacing::card);
    layout->setSpacing(spacing::half);
    layout->addWidget(m_name);
    layout->addWidget(m_summary);
    layout->addSpacing(spacing::half);
    layout->addWidget(m_content, 1);
    layout->addWidget(m_nothing, 1);
    layout->addSpacing(spacing::half);
    layout->addWidget(m_buttons);

    connect(m_controller, &ActivityController::chosenChanged, this, &ActivityDetail::showChosen);
    connect(m_controller, &ActivityController::lastRequestChanged, this, [this] {
        if (m_request->isChecked())
            showChosen();
    });
    connect(m_delete, &QPushButton::clicked, m_controller, &ActivityController::deleteChosen);
    connect(m_copy, &QPushButton::clicked, this, &ActivityDetail::copy);
    m_content->installEventFilter(this);
    restyle();
    retranslate();
}

bool ActivityDetail::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_content && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update(); // the focus ring
    return QWidget::eventFilter(watched, event);
}

QSize ActivityDetail::minimumSizeHint() const
{
    return {qMax(layout()->minimumSize().width(), measure::characters(this, 34)),
            layout()->minimumHeightForWidth(width())};
}

void ActivityDetail::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void ActivityDetail::keepOneChecked(QAbstractButton *pressed)
{
    // Each shows something else; if none is checked the event is formatted for reading.
    for (QPushButton *button : {m_exact, m_meaning, m_request}) {
        if (button != pressed)
            button->setChecked(false);
    }
    showChosen();
}

void ActivityDetail::showChosen()
{
    const auto &event = m_controller->chosen();
    const bool any = event.has_value();
    const bool hasContent = any && (m_request->isChecked() || !event->bytes().isEmpty());
    m_name->setVisible(any);
    m_content->setVisible(hasContent);
    m_nothing->setVisible(any && !hasContent);
    m_buttons->setVisible(any);
    if (!any) {
        //: @info in place of the details while no event is chosen
        m_summary->setText(tr("Choose an event to read exactly what is sent."));
        m_summary->setAlignment(Qt::AlignCenter);
        m_content->clear();
        update();
        return;
    }
    // What was not recorded has no content that could be shown in one way or another.
    m_exact->setVisible(!event->bytes().isEmpty());
    m_meaning->setVisible(!event->bytes().isEmpty());
    m_copy->setVisible(!event->bytes().isEmpty() || m_request->isChecked());
    m_copy->setEnabled(!shownBytes().isEmpty());
    m_delete->setVisible(m_controller->canDeleteChosen());
    m_summary->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    showContent();
    update();
}

void ActivityDetail::showContent()
{
    if (m_request->isChecked()) {
        //: @info:whatsthis for screen readers, of the text field with the last request
        m_content->setAccessibleName(tr("Content of the last request"));
        m_name->setText(m_request->text());
        m_summary->setText(m_controller->lastRequestSummary());
        showText(QString::fromUtf8(shownBytes()), true);
        return;
    }
    //: @info:whatsthis for screen readers, of the text field with the event
    m_content->setAccessibleName(tr("Content of the event"));
    m_name->setText(m_controller->chosenName());
    m_summary->setText(m_controller->chosenSummary());
    if (m_meaning->isChecked())
        showText(m_controller->chosenMeaning(), false);
    else if (m_exact->isChecked())
        showText(QString::fromUtf8(shownBytes()), true);
    else
        showText(m_controller->chosenPretty(), false);
}

void ActivityDetail::showText(const QString &text, bool bytes)
{
    // Bytes may be wrapped anywhere.
    m_content->setWordWrapMode(bytes ? QTextOption::WrapAnywhere : QTextOption::WrapAtWordBoundaryOrAnywhere);
    if (m_content->toPlainText() != text)
        m_content->setPlainText(text); // only if it has changed, so that the user's selection stays
}

QByteArray ActivityDetail::shownBytes() const
{
    return m_request->isChecked() ? m_controller->lastRequest() : m_controller->chosenBytes();
}

void ActivityDetail::copy()
{
    // The unchanged bytes for programs that accept them, and the same as text for all others.
    auto *mime = new QMimeData;
    mime->setText(QString::fromUtf8(shownBytes()));
    if (!m_request->isChecked()) // a request is not only its body
        mime->setData(u"application/json"_s, shownBytes());
    QApplication::clipboard()->setMimeData(mime);
}

void ActivityDetail::restyle()
{
    m_content->setFont(typescale::font(typescale::Role::Monospace, font()));
    m_content->setMinimumHeight(measure::lines(this, 5));
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
    //: @action:button switches between the event and what each of its properties means
    m_meaning->setText(tr("What it means"));
    //: @info:whatsthis for screen readers
    m_meaning->setAccessibleDescription(tr("Shows what each property of the event means, from the catalogue"));
    m_meaning->setToolTip(m_meaning->accessibleDescription());
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
    //: @action:button one event
    m_delete->setText(tr("Delete"));
    //: @info:whatsthis for screen readers
    m_delete->setAccessibleDescription(tr("Deletes this event from this computer, so that it is never sent"));
    m_delete->setToolTip(m_delete->accessibleDescription());
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
