// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/settingspage.h"

class QHBoxLayout;
class QVBoxLayout;

namespace candor {

class PageHeader;
class TextLabel;

/// A page that scrolls when it must; its content is a column no wider than is comfortable to read.
class CANDOR_WIDGETS_EXPORT ScrollPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit ScrollPage(QWidget *parent = nullptr);

    [[nodiscard]] PageHeader *header() const { return m_header; }
    /// Below the header; add cards and labels. Ends with a stretch: use add() to stay above it.
    void add(QWidget *widget);
    void add(QLayout *layout);
    /// Likewise; takes the room that is left.
    void addFilling(QWidget *widget);
    /// A heading above the next card.
    TextLabel *addSection(const QString &text = QString());

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();

    PageHeader *m_header;
    QVBoxLayout *m_column;
    QHBoxLayout *m_line = nullptr;
    QWidget *m_content = nullptr;
};

} // namespace candor
