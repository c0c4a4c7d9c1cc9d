// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <QObject>
#include <QPalette>
#include <QString>

class QApplication;

namespace candor {

/// Dresses an application: style, palette and the smallest readable font. Make one after QApplication and before the
/// first window; an application that embeds Candor's widgets makes none and keeps its own looks.
class CANDOR_WIDGETS_EXPORT Theme final : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication *application, QObject *parent = nullptr);

    /// "system" (follows the platform while running), "light" or "dark"; anything else is "system". Takes effect at
    /// once.
    void setChoice(const QString &choice);
    [[nodiscard]] QString choice() const { return m_choice; }

    /// Is what is shown now dark?
    [[nodiscard]] bool isDark() const;

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed(); ///< other colours than before

private:
    void apply();

    QApplication *m_application;
    QString m_choice;
    QPalette m_platform; ///< as the platform gave it, before ours
    QPalette m_applied;
    bool m_applying = false;
};

} // namespace candor
