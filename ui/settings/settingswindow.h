// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QWidget>

class QLineEdit;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace candor {

class SettingsPage;
class TextLabel;

/// The window of the app: navigation and search at the start, the pages beside it. It knows pages only by their
/// contract.
class SettingsWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsWindow(QWidget *parent = nullptr);

    /// \a group: "settings", "preferences" or "privacy"; groups are in the order of their first page. \a id: the page's
    /// name for showPage(). The window owns the page. The first page is the one shown first.
    void addPage(const QString &group, const QString &id, SettingsPage *page);
    /// Deletes the page; if it was shown, another one is shown instead. No effect for an unknown id.
    void removePage(const QString &id);
    /// No effect for an unknown id.
    void showPage(const QString &id);
    [[nodiscard]] QString currentPage() const;

    /// The size for the navigation and a page in the window's font, not larger than the screen.
    [[nodiscard]] QSize sizeHint() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Another page is shown, or the first one together with the window. Empty for pages whose visits are never
    /// recorded.
    void pageShown(const QString &recordedName);
    /// Can the user see the window, that is, is it shown and not minimised?
    void seenChanged(bool seen);
    void activated();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void search(const QString &text);
    void showItem(QTreeWidgetItem *item);
    void focusNextPart();
    void tellSeen();
    void retranslate();
    void sizeSidebar();
    void fitToScreen();

    QWidget *m_sidebar;
    QLineEdit *m_search;
    QTreeWidget *m_tree;
    TextLabel *m_nothingFound;
    QStackedWidget *m_pages;
    QHash<QString, QTreeWidgetItem *> m_groups;
    QHash<QString, QTreeWidgetItem *> m_items;
    bool m_seen = false;
    bool m_shownBefore = false;
};

} // namespace candor
