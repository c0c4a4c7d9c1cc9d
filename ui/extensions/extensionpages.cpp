// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionpages.h"

#include "candor/settingspage.h"
#include "candor/settingspageprovider.h"
#include "extensions/extensionhost.h"

#include <QLoggingCategory>

#include <exception>
#include <utility>

namespace candor {

namespace {

Q_LOGGING_CATEGORY(logPages, "candor.extensions", QtWarningMsg)

SettingsPage *pageOf(QObject *root)
{
    auto *const provider = qobject_cast<SettingsPageProvider *>(root);
    if (!provider)
        return nullptr;
    try {
        return provider->createSettingsPage();
    } catch (const std::exception &exception) {
        qCWarning(logPages, "an extension has no page: %s", exception.what());
    } catch (...) {
        qCWarning(logPages, "an extension has no page: an exception of a kind of its own");
    }
    return nullptr;
}

} // namespace

ExtensionPages::ExtensionPages(ExtensionHost *host, Add add, Remove remove, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_add(std::move(add))
    , m_remove(std::move(remove))
{
    // A direct call, while the start is guarded: a page that ends the program also counts as a failure of the
    // extension.
    connect(m_host, &ExtensionHost::activated, this, &ExtensionPages::follow, Qt::DirectConnection);
    connect(m_host, &ExtensionHost::aboutToDeactivate, this, [this](const QString &id) {
        if (m_shown.removeAll(id) > 0)
            m_remove(id);
    });
    follow();
}

void ExtensionPages::follow()
{
    for (const ExtensionStatus &status : m_host->extensions()) {
        const QString id = status.manifest.id;
        if (!status.root || m_shown.contains(id))
            continue;
        m_shown.append(id); // asked only once
        if (SettingsPage *const page = pageOf(status.root))
            m_add(id, page);
    }
}

} // namespace candor
