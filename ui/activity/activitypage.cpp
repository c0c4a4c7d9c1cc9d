// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/activitypage.h"

#include "activity/activitycontroller.h"
#include "activity/activitydetail.h"
#include "activity/activityexport.h"
#include "activity/activityfilterbar.h"
#include "activity/activityfiltercontroller.h"
#include "activity/activitymodel.h"
#include "activity/activitytable.h"
#include "page/card.h"
#include "page/flowrow.h"
#include "page/messagebar.h"
#include "page/pageheader.h"
#include "page/rowlayout.h"
#include "page/textlabel.h"
#include "theme/measure.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

namespace {
void chooseFile(QWidget *parent, const QString &suggested, const std::function<void(const QString &path)> &chosen)
{
    //: @title:window where to write a file with events
    auto *dialog = new QFileDialog(parent, ActivityPage::tr("Export events"));
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"jsonl"_s);
    //: @item:inlistbox kinds of files; the brackets hold patterns for names
    dialog->setNameFilters({ActivityPage::tr("JSON Lines (*.jsonl)"), ActivityPage::tr("All files (*)")});
    dialog->setDirectory(QFileInfo(suggested).path());
    dialog->selectFile(QFileInfo(suggested).fileName());
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

} // namespace

ActivityPage::ActivityPage(Telemetry *telemetry, QWidget *parent)
    : SettingsPage(parent)
    , m_controller(new ActivityController(telemetry, this))
    , m_header(new PageHeader)
    , m_message(new MessageBar(MessageBar::Kind::Error))
    , m_answer(new MessageBar)
    , m_filter(new QLineEdit)
    , m_choices(new ActivityFilterBar(m_controller->filter()))
    , m_export(new QPushButton)
    , m_send(new QPushButton)
    , m_column(new QVBoxLayout)
    , m_splitter(new QSplitter)
    , m_listOrEmpty(new QStackedWidget)
    , m_table(new ActivityTable(m_controller->model()))
    , m_empty(new TextLabel(typescale::Role::Body))
    , m_detail(new ActivityDetail(m_controller))
    , m_counts(new TextLabel(typescale::Role::Small))
    , m_sendText(new TextLabel(typescale::Role::Small))
    , m_fileChooser(chooseFile)
{
    setObjectName(u"activityPage"_s);
    m_message->setObjectName(u"activityMessage"_s);
    m_filter->setObjectName(u"activityFilter"_s);
    m_filter->setClearButtonEnabled(true);
    m_answer->setObjectName(u"activityAnswer"_s);
    m_answer->setClosable(true);
    m_export->setObjectName(u"exportEvents"_s);
    m_send->setObjectName(u"sendNow"_s);
    auto *actions = new FlowRow(FlowRow::Widths::Natural, spacing::unit);
    actions->add(m_export);
    actions->add(m_send);
    auto *tools = new RowLayout(RowLayout::Grows::First, 20);
    tools->setSpacing(spacing::unit);
    tools->addWidget(m_filter);
    tools->addWidget(actions);

    m_splitter->setObjectName(u"activitySplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spacing::card);
    m_list = buildList();
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_detail);
    m_splitter->setSizes({600, 500}); // relative sizes: the list has the longest names

    auto *content = new QWidget;
    content->setLayout(m_column);
    m_column->setSpacing(spacing::rows);
    m_column->addWidget(m_header);
    m_column->addWidget(m_message);
    m_column->addWidget(m_answer);
    m_column->addLayout(tools);
    m_column->addWidget(m_choices);
    m_column->addWidget(m_splitter, 1);
    m_column->addWidget(buildFoot());
    arrange();

    auto *area = new QScrollArea; // for windows that are too low for the list above the details
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(area);

    ActivityFilterController *filter = m_controller->filter();
    connect(m_filter, &QLineEdit::textChanged, filter, &ActivityFilterController::setText);
    connect(filter, &ActivityFilterController::choiceChanged, this, [this, filter] {
        if (m_filter->text().trimmed() != filter->text())
            m_filter->setText(filter->text());
    });
    connect(m_send, &QPushButton::clicked, m_controller, &ActivityController::sendNow);
    connect(m_controller, &ActivityController::listChanged, this, &ActivityPage::showList);
    connect(m_controller, &ActivityController::statusChanged, this, &ActivityPage::showStatus);

    connect(m_controller, &ActivityController::deleteAnswered, this, &ActivityPage::tell);
    connectExport();
    retranslate();
}

QWidget *ActivityPage::buildList()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { m_controller->choose(current.row()); });

    connect(m_table, &ActivityTable::visibleRowsChanged, m_controller, &ActivityController::setVisibleRows);
    connect(m_table, &ActivityTable::deleteRequested, m_controller, &ActivityController::deleteChosen);

    m_empty->setObjectName(u"activityEmpty"_s);
    m_empty->setSecondary(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setContentsMargins(spacing::section, spacing::section, spacing::section, spacing::section);
    m_listOrEmpty->addWidget(m_table);
    m_listOrEmpty->addWidget(m_empty);
    auto *card = new Card;
    card->addRow(m_listOrEmpty);
    return card;
}

QWidget *ActivityPage::buildFoot()
{
    m_counts->setObjectName(u"activityCounts"_s);
    m_counts->setSecondary(true);
    m_sendText->setObjectName(u"sendText"_s);
    m_sendText->setSecondary(true);
    auto *foot = new QWidget;
    auto *lines = new QVBoxLayout(foot);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(spacing::half);
    lines->addWidget(m_counts);
    lines->addWidget(m_sendText);
    return foot;
}

void ActivityPage::setFileChooser(FileChooser chooser)
{
    m_fileChooser = std::move(chooser);
}

void ActivityPage::connectExport()
{
    ActivityExport *exporter = m_controller->exporter();
    connect(m_export, &QPushButton::clicked, this, [this, exporter] {
        if (exporter->isRunning())
            exporter->cancel();
        else
            askWhereTo();
    });
    connect(exporter, &ActivityExport::runningChanged, this, &ActivityPage::showExport);
    connect(exporter, &ActivityExport::failed, this, [this](const QString &message) { tell(false, message); });
    connect(exporter, &ActivityExport::finished, this, [this](const QString &path, int events) {
        //: @info:status %1 is a number with separators, %2 a file
        tell(true,
             tr("%1 events were exported to %2.", nullptr, events)
                 .arg(QLocale().toString(events), QDir::toNativeSeparators(path)));
    });
}

void ActivityPage::askWhereTo()
{
    m_fileChooser(this, m_controller->suggestedFile(), [this](const QString &path) {
        m_answer->hide();
        m_controller->exportTo(path);
    });
}

void ActivityPage::showExport()
{
    const bool running = m_controller->exporter()->isRunning();
    m_export->setEnabled(running || m_controller->canExport());
    //: @action:button writes the events that are shown to a file
    m_export->setText(running ? tr("Cancel export") : tr("Export…"));
    //: @info:whatsthis for screen readers
    m_export->setAccessibleDescription(
        running ? QString() : tr("Writes the events that the filter shows to a file, one line each"));
}

void ActivityPage::tell(bool ok, const QString &message)
{
    m_answer->hide(); // otherwise a screen reader would not announce a message that replaces another
    m_answer->setMessage(ok ? MessageBar::Kind::Information : MessageBar::Kind::Warning, message);
    m_answer->show();
}

QString ActivityPage::title() const
{
    //: @title:window name of a page
    return tr("Activity");
}

QString ActivityPage::recordedName() const
{
    return {};
}

QStringList ActivityPage::searchWords() const
{
    //: @info words that the search finds this page by; separated by spaces
    return tr("events waiting sent delivered rejected records history exact bytes send now export delete privacy "
              "telemetry data")
               .split(u' ', Qt::SkipEmptyParts)
        << description();
}

void ActivityPage::load()
{
    showList();
    showStatus();
}

void ActivityPage::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    m_controller->setActive(true);
}

void ActivityPage::hideEvent(QHideEvent *event)
{
    SettingsPage::hideEvent(event);
    m_controller->setActive(false);
}

void ActivityPage::resizeEvent(QResizeEvent *event)
{
    SettingsPage::resizeEvent(event);
    arrange();
}

void ActivityPage::arrange()
{
    // On a small screen the content needs the space of the margins.
    const int side = width() < measure::characters(this, 68) ? spacing::card : spacing::page;
    m_column->setContentsMargins(side, spacing::section, side, spacing::card);
    m_list->setMinimumSize(measure::characters(this, 34), measure::lines(this, 9));
    // In right-to-left layouts Qt places the first widget one pixel too far outside.
    m_splitter->setContentsMargins(0, 0, isRightToLeft() ? 1 : 0, 0);
    m_splitter->setOrientation(width() - 2 * side < measure::characters(this, 80) ? Qt::Vertical : Qt::Horizontal);
}

void ActivityPage::changeEvent(QEvent *event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        arrange();
}

void ActivityPage::showList()
{
    if (const QString problem = m_controller->problem(); !problem.isEmpty())
        m_message->setMessage(MessageBar::Kind::Error, problem);
    m_message->setVisible(!m_controller->problem().isEmpty());
    m_empty->setText(m_controller->emptyText());
    const bool empty = m_controller->model()->rowCount() == 0;
    m_listOrEmpty->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_table);
    m_detail->setVisible(!empty || m_controller->filter()->isFiltered());
    m_table->fitColumns();
    showExport();
    // The user's selection stays; otherwise select the newest event, so that there is something to read.
    if (!empty && !m_table->currentIndex().isValid()) {
        const auto &chosen = m_controller->chosen();
        const int row = chosen ? m_controller->model()->positionOf(chosen->row()) : 0;
        m_table->setCurrentIndex(m_controller->model()->index(std::max(0, row), 0));
    }
}

void ActivityPage::showStatus()
{
    m_counts->setText(m_controller->countsText());
    m_send->setEnabled(m_controller->canSend());
    m_choices->setCanSend(m_controller->model()->canSend());
    m_counts->setVisible(!m_counts->text().isEmpty());
    m_sendText->setText(m_controller->sendText());
    m_sendText->setVisible(!m_sendText->text().isEmpty());
}

void ActivityPage::retranslate()
{
    m_header->setTitle(title());
    m_header->setDescription(description());
    //: @info:placeholder
    m_filter->setPlaceholderText(tr("Filter events"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    //: @info:whatsthis for screen readers
    m_filter->setAccessibleDescription(tr("Shows only events whose name or content contains what you type"));
    //: @action:button sends what waits
    m_send->setText(tr("Send now"));
    //: @info:whatsthis for screen readers
    m_send->setAccessibleDescription(tr("Sends the waiting events at once instead of later"));
    //: @info:whatsthis for screen readers, of the table
    m_table->setAccessibleName(tr("Events"));
    m_choices->retranslate();
    m_controller->retranslate();
    m_detail->retranslate();
    load();
}

QString ActivityPage::description() const
{
    //: @info description of the page Activity
    return tr("Everything that waits, and what was sent or rejected in the last 7 days, exactly as sent.");
}

} // namespace candor
