// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "theme/colors.h"

#include <QWidget>

class QPainter;

namespace candor {

/// A short word in a coloured pill. The word has the meaning, the colour only supports it.
class Badge : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(const QString &text = QString(), Colors::Tone tone = Colors::Tone::Neutral,
                   QWidget *parent = nullptr);

    void set(const QString &text, Colors::Tone tone); ///< empty text: the badge is hidden
    [[nodiscard]] QString text() const { return m_text; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// For delegates, which have no widgets. \a base: the font of the view.
    [[nodiscard]] static QSize sizeOf(const QString &text, const QFont &base);
    static void paint(QPainter *painter, const QRect &where, const QString &text, Colors::Tone tone,
                      const QPalette &palette, const QFont &base);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_text;
    Colors::Tone m_tone;
};

} // namespace candor
