// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QtPlugin>

namespace candor {

class SettingsPage;

/// What the root object of an extension implements beside Extension to have a page in the app's settings; found by
/// qobject_cast, so `Q_INTERFACES(candor::Extension candor::SettingsPageProvider)`. Public API (C++17).
class SettingsPageProvider
{
public:
    virtual ~SettingsPageProvider() = default;

    /// After each activate(), once. The page is the caller's, who deletes it before deactivate(); null: no page.
    [[nodiscard]] virtual SettingsPage *createSettingsPage() = 0;

protected:
    SettingsPageProvider() = default;
    Q_DISABLE_COPY_MOVE(SettingsPageProvider)
};

} // namespace candor

Q_DECLARE_INTERFACE(candor::SettingsPageProvider, "org.candor.SettingsPageProvider/1")
