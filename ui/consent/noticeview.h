// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "page/card.h"

namespace candor {

class NoticeText;

/// The complete notice with its headings, for reading it again.
class NoticeView : public Card
{
    Q_OBJECT

public:
    explicit NoticeView(QWidget *parent = nullptr)
        : Card(parent)
    {
    }

    void setNotice(const NoticeText &notice);
};

} // namespace candor
