// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace candor {

/// A closed padlock beside something that is managed; the text beside it says so, too.
class LockIcon : public QWidget
{
    Q_OBJECT

public:
    explicit LockIcon(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace candor
