// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <QStringList>
#include <QWidget>

namespace candor {

/// The contract of a settings page. Changes take effect at once (as in every current desktop's settings), so apply() is
/// for pages that can't do that; isModified() is then true until it was called.
class CANDOR_WIDGETS_EXPORT SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(QWidget *parent = nullptr)
        : QWidget(parent)
    {
    }

    /// What the navigation shows; translated.
    [[nodiscard]] virtual QString title() const = 0;
    /// What `page.viewed` calls it: never translated. Empty for privacy pages, visits to which are never recorded.
    [[nodiscard]] virtual QString recordedName() const = 0;
    /// Names and descriptions of everything on the page, translated: what the search looks through.
    [[nodiscard]] virtual QStringList searchWords() const = 0;

    /// Shows the current values; called before the page is first shown and when they may have changed.
    virtual void load() = 0;
    /// Writes what was edited. No effect when nothing was.
    virtual void apply() { }
    /// Sets every value of the page to its default and refreshes its own controls. Telemetry has no default: no effect
    /// there.
    virtual void restoreDefaults() { }
    [[nodiscard]] virtual bool isModified() const { return false; }

    /// Comfortable to read and to work with, in the page's font; no larger than the screen.
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void changed(); ///< the person edited something

protected:
    /// Enter that no control wanted ends here: in an application's dialog it would press the default button.
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace candor
