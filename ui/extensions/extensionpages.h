// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>

#include <functional>

namespace candor {

class ExtensionHost;
class SettingsPage;

/// The pages that extensions add. They exist while the extension is on.
class ExtensionPages final : public QObject
{
    Q_OBJECT

public:
    using Add = std::function<void(const QString &id, SettingsPage *page)>;
    using Remove = std::function<void(const QString &id)>;

    /// \a host must outlive this object. \a add takes ownership of the page, \a remove deletes it before it returns.
    ExtensionPages(ExtensionHost *host, Add add, Remove remove, QObject *parent = nullptr);

private:
    void follow();

    ExtensionHost *m_host;
    Add m_add;
    Remove m_remove;
    QStringList m_shown; ///< ids of extensions
};

} // namespace candor
