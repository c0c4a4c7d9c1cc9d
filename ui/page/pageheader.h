// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace candor {

class TextLabel;

/// The top of a page: its name and a sentence or two about it.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setDescription(const QString &description); ///< none: the line goes

private:
    TextLabel *m_title;
    TextLabel *m_description;
};

} // namespace candor
