// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace candor {

class TextLabel;

/// The top of a page: its name and one or two sentences about it.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setDescription(const QString &description); ///< empty: the line is hidden

private:
    TextLabel *m_title;
    TextLabel *m_description;
};

} // namespace candor
