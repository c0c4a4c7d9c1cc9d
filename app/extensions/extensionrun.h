// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionrecord.h"

#include <QPluginLoader>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace candor {

class Extension;
class ExtensionRecording;
class HostedContext;

/// The code of one extension in this process. Once loaded it stays loaded.
class ExtensionRun
{
public:
    explicit ExtensionRun(const QString &path);
    ~ExtensionRun();

    /// Loads the code and activates the extension. Returns the failure, or nothing if it is active. \a context creates
    /// its context once the code and its resources are loaded.
    [[nodiscard]] std::optional<ExtensionFailure>
    activate(const std::function<std::unique_ptr<HostedContext>()> &context, std::chrono::system_clock::time_point now);
    /// No effect unless it is active. An exception is ignored: the extension ends anyway.
    void deactivate();

    /// That of its context, until it is deactivated.
    [[nodiscard]] ExtensionRecording *recording() const;
    [[nodiscard]] QObject *root() { return m_loader.instance(); }

private:
    void endContext();

    QPluginLoader m_loader;
    std::unique_ptr<HostedContext> m_context;
    std::vector<std::unique_ptr<HostedContext>> m_ended; ///< the code may still use one, which then does nothing
    Extension *m_active = nullptr;
};

} // namespace candor
