// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetrylogger.h"

#include <QString>
#include <QStringView>
#include <QtPlugin>

#include <optional>

namespace candor {

/// What an extension gets from Candor when it is activated, until it is deactivated. Belongs to the thread of
/// QCoreApplication. Public API (C++17).
class ExtensionContext
{
public:
    /// Records in the extension's name, under a yes that is not the extension's to give: see TelemetryLogger. Of an
    /// extension with a catalogue of its own it records what that declares, under that catalogue's own yes. Ask for it
    /// each time, since it can be another one after an answer. Never null.
    [[nodiscard]] virtual TelemetryLogger *logger() = 0;

    /// A setting of the extension's own, kept in settings.json as "candor.extension.<id>.<name>", so that it reaches
    /// nobody else's. Nothing where it is not set or no text. \a name: letters, digits and hyphens, at most 64.
    [[nodiscard]] virtual std::optional<QString> setting(QStringView name) const = 0;
    /// Written in the background, one after another; setting() reads it from then on. False for a \a name that is none.
    virtual bool setSetting(QStringView name, const QString &value) = 0;

    /// A folder of the extension's own, made with the first call (0700); empty where it can't be made.
    [[nodiscard]] virtual QString dataFolder() = 0;

protected:
    ExtensionContext() = default;
    ~ExtensionContext() = default;
    Q_DISABLE_COPY_MOVE(ExtensionContext)
};

/// The root object of an extension, a Qt plug-in, implements this: `Q_INTERFACES(candor::Extension)` and
/// `Q_PLUGIN_METADATA(IID "org.candor.Extension/1" FILE "extension.json")`, which names id, name, publisher, version
/// and apiVersion. It runs in Candor's process, with the rights of the person who switched it on. One that also
/// implements SettingsPageProvider has a page. Public API (C++17).
class Extension
{
public:
    virtual ~Extension() = default;

    /// Once at each start, in the thread of QCoreApplication; the window waits for it, so begin here and go on later.
    /// What it throws is its failure: it is switched off, \a context does nothing any more, and the person is told.
    /// While it does not come back nothing can be shown; the next start finds that out, and names and switches it off.
    virtual void activate(ExtensionContext *context) = 0;
    /// The end of what activate() began; \a context of that does nothing afterwards. The code stays in memory, and
    /// activate() may follow again. Not after an activate() that threw.
    virtual void deactivate() = 0;

protected:
    Extension() = default;
    Q_DISABLE_COPY_MOVE(Extension)
};

/// The number at the end of the interface's id, and `apiVersion` in the manifest.
inline constexpr int extensionApiVersion = 1;

} // namespace candor

Q_DECLARE_INTERFACE(candor::Extension, "org.candor.Extension/1")
