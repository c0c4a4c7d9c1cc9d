// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/settingswindow.h"

#include "candor/settingspage.h"
#include "page/accessible.h"
#include "page/textlabel.h"
#include "settings/navigationdelegate.h"
#include "settings/navigationtree.h"
#include "theme/colors.h"
#include "theme/measure.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QShortcut>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QWindow>

#include <algorithm>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr int sidebarCharacters = 32;
constexpr int idRole = Qt::UserRole;
constexpr int pageRole = Qt::UserRole + 1;

/// A window: for Qt a plain widget is only a filler.
class AccessibleWindow final : public QAccessibleWidget
{
public:
    explicit AccessibleWindow(QWidget *window)
        : QAccessibleWidget(window, QAccessible::Window)
    {
    }
};

SettingsPage *pageOf(const QTreeWidgetItem *item)
{
    return item ? qobject_cast<SettingsPage *>(item->data(0, pageRole).value<QObject *>()) : nullptr;
}

bool matches(const SettingsPage *page, const QStringList &terms)
{
    QStringList words = page->searchWords();
    words.append(page->title());
    return std::all_of(terms.begin(), terms.end(), [&words](const QString &term) {
        return std::any_of(words.begin(), words.end(),
                           [&term](const QString &word) { return word.contains(term, Qt::CaseInsensitive); });
    });
}

} // namespace

SettingsWindow::SettingsWindow(QWidget *parent)
    : QWidget(parent)
    , m_sidebar(new QWidget)
    , m_search(new QLineEdit)
    , m_tree(new NavigationTree)
    , m_nothingFound(new TextLabel(typescale::Role::Small))
    , m_pages(new QStackedWidget)
{
    describeToScreenReaders<SettingsWindow, AccessibleWindow>();
    setObjectName(u"settingsWindow"_s);
    m_search->setObjectName(u"searchField"_s);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsWindow::search);

    m_tree->setObjectName(u"navigation"_s);
    // A screen reader selects items; for rows Qt would count within the group.
    m_tree->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setIndentation(0);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setItemDelegate(new NavigationDelegate(m_tree));
    m_tree->setMouseTracking(true);
    m_tree->viewport()->setAutoFillBackground(false); // the colour of the sidebar is visible
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &SettingsWindow::showItem);

    m_nothingFound->setObjectName(u"nothingFound"_s);
    m_nothingFound->setSecondary(true);
    m_nothingFound->setContentsMargins(spacing::rows, spacing::unit, spacing::rows, 0);
    m_nothingFound->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_nothingFound->hide();
    m_pages->setObjectName(u"pages"_s);

    auto *sidebar = new QVBoxLayout;
    sidebar->setContentsMargins(spacing::unit, spacing::rows, spacing::unit, spacing::unit);
    sidebar->setSpacing(spacing::unit);
    sidebar->addWidget(m_search);
    sidebar->addWidget(m_nothingFound);
    sidebar->addWidget(m_tree, 1);
    sidebar->addStretch(0); // takes the space of the tree while it is hidden
    m_sidebar->setLayout(sidebar);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    layout->addWidget(m_sidebar);
    layout->addWidget(m_pages, 1);
    resize(SettingsWindow::sizeHint());
    fitToScreen();

    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(new QShortcut(Qt::Key_F6, this), &QShortcut::activated, this, &SettingsWindow::focusNextPart);
    retranslate();
}

void SettingsWindow::addPage(const QString &group, const QString &id, SettingsPage *page)
{
    QTreeWidgetItem *&parent = m_groups[group];
    if (!parent) {
        parent = new QTreeWidgetItem(m_tree);
        parent->setData(0, idRole, group);
        parent->setFlags(Qt::ItemIsEnabled); // a heading can be neither current nor selected
        parent->setExpanded(true);
    }
    auto *item = new QTreeWidgetItem(parent);
    item->setData(0, idRole, id);
    item->setData(0, pageRole, QVariant::fromValue<QObject *>(page));
    m_items.insert(id, item);
    m_pages->addWidget(page);
    retranslate();
    if (m_items.size() == 1) {
        m_tree->setCurrentItem(item);
        m_tree->setFocus(); // the keyboard focus begins in the list of pages
    }
}

void SettingsWindow::removePage(const QString &id)
{
    QTreeWidgetItem *const item = m_items.take(id);
    if (!item)
        return;
    SettingsPage *const page = pageOf(item);
    delete item; // first the tree makes another item current
    delete page;
}

void SettingsWindow::showPage(const QString &id)
{
    QTreeWidgetItem *item = m_items.value(id);
    if (!item)
        return;
    m_search->clear(); // otherwise the search might hide the page
    m_tree->setCurrentItem(item);
}

QString SettingsWindow::currentPage() const
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    return item ? item->data(0, idRole).toString() : QString();
}

void SettingsWindow::showItem(QTreeWidgetItem *item)
{
    SettingsPage *page = pageOf(item);
    if (!page || (m_pages->currentWidget() == page && m_shownBefore))
        return;
    page->load();
    m_pages->setCurrentWidget(page);
    if (m_shownBefore)
        Q_EMIT pageShown(page->recordedName());
}

void SettingsWindow::search(const QString &text)
{
    const QStringList terms = text.split(u' ', Qt::SkipEmptyParts);
    QTreeWidgetItem *first = nullptr;
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g) {
        QTreeWidgetItem *group = m_tree->topLevelItem(g);
        bool any = false;
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem *item = group->child(i);
            const bool hit = matches(pageOf(item), terms);
            item->setHidden(!hit);
            any = any || hit;
            if (hit && !first)
                first = item;
        }
        group->setHidden(!any);
    }
    if (first && !terms.isEmpty())
        m_tree->setCurrentItem(first);
    m_tree->setVisible(first != nullptr);
    //: @info what the search field found; %1 is what was typed
    m_nothingFound->setText(tr("Nothing found for “%1”").arg(text.trimmed()));
    m_nothingFound->setVisible(first == nullptr);
}

bool SettingsWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            m_search->clear();
            return true;
        case Qt::Key_Down:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            m_tree->setFocus(Qt::TabFocusReason);
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SettingsWindow::focusNextPart()
{
    if (m_search->hasFocus())
        m_tree->setFocus(Qt::ShortcutFocusReason);
    else if (m_tree->hasFocus() && m_pages->currentWidget()) {
        // The page itself does not take the focus; its first control does.
        m_tree->setFocus(Qt::TabFocusReason);
        focusNextChild();
    } else
        m_search->setFocus(Qt::ShortcutFocusReason);
}

QSize SettingsWindow::sizeHint() const
{
    return measure::onScreen(this, {measure::characters(this, sidebarCharacters + 106), measure::lines(this, 45)});
}

void SettingsWindow::sizeSidebar()
{
    // Wider for users with a larger font, but never wider than the pages.
    m_sidebar->setFixedWidth(qMin(measure::characters(this, sidebarCharacters), width() * 3 / 10));
}

void SettingsWindow::fitToScreen()
{
    setMinimumSize(measure::onScreen(this, {measure::characters(this, 90), measure::lines(this, 28)}));
    sizeSidebar();
}

void SettingsWindow::tellSeen()
{
    const bool seen = isVisible() && !isMinimized();
    if (seen == m_seen)
        return;
    m_seen = seen;
    Q_EMIT seenChanged(seen);
}

void SettingsWindow::retranslate()
{
    //: @title:window
    setWindowTitle(tr("Candor — Settings"));
    //: @info:placeholder
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(m_search->placeholderText());
    //: @info:whatsthis for screen readers, of the search field
    m_search->setAccessibleDescription(tr("Shows only pages whose names and descriptions contain what you type"));
    //: @info:whatsthis for screen readers, of the list of pages
    m_tree->setAccessibleName(tr("Pages"));
    for (auto group = m_groups.cbegin(); group != m_groups.cend(); ++group) {
        QString title = group.key();
        if (group.key() == u"settings"_s)
            //: @title:group of pages
            title = tr("Settings");
        else if (group.key() == u"preferences"_s)
            //: @title:group of pages
            title = tr("Preferences");
        else if (group.key() == u"privacy"_s)
            //: @title:group of pages
            title = tr("Privacy");
        group.value()->setText(0, title);
    }
    for (QTreeWidgetItem *item : std::as_const(m_items))
        item->setText(0, pageOf(item)->title());
}

void SettingsWindow::paintEvent(QPaintEvent *)
{
    const Colors colors = Colors::of(palette());
    QPainter painter(this);
    const QRect bar = m_sidebar->geometry();
    painter.fillRect(bar, colors.sidebar);
    painter.fillRect(isRightToLeft() ? bar.left() - 1 : bar.right() + 1, 0, 1, height(), colors.line);
}

void SettingsWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_shownBefore) {
        m_shownBefore = true;
        connect(window()->windowHandle(), &QWindow::screenChanged, this, &SettingsWindow::fitToScreen);
        if (const auto *page = qobject_cast<SettingsPage *>(m_pages->currentWidget()))
            Q_EMIT pageShown(page->recordedName());
    }
    tellSeen();
}

void SettingsWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    sizeSidebar();
}

void SettingsWindow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    tellSeen();
}

void SettingsWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
        retranslate();
        search(m_search->text());
        break;
    case QEvent::FontChange:
        fitToScreen();
        break;
    case QEvent::WindowStateChange:
        tellSeen();
        break;
    case QEvent::ActivationChange:
        if (isActiveWindow()) {
            if (auto *page = qobject_cast<SettingsPage *>(m_pages->currentWidget()))
                page->load();
            Q_EMIT activated();
        }
        break;
    default:
        break;
    }
}

} // namespace candor
