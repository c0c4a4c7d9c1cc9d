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

/// The code of one extension in this process. Once loaded it stays there.
class ExtensionRun
{
public:
    explicit ExtensionRun(const QString &path);
    ~ExtensionRun();

    /// Loads the code and runs it. What went wrong, or nothing: then it is active. \a context makes what it is given,
    /// once the code and its resources are there.
    [[nodiscard]] std::optional<ExtensionFailure>
    activate(const std::function<std::unique_ptr<HostedContext>()> &context, std::chrono::system_clock::time_point now);
    /// No effect unless it is active. What it throws is left at that: it is over.
    void deactivate();

    /// Of the context it was activated with, until it is deactivated.
    [[nodiscard]] ExtensionRecording *recording() const;
    [[nodiscard]] QObject *root() { return m_loader.instance(); }

private:
    void endContext();

    QPluginLoader m_loader;
    std::unique_ptr<HostedContext> m_context;
    std::vector<std::unique_ptr<HostedContext>> m_ended; ///< something of the code may still use one: it does nothing
    Extension *m_active = nullptr;
};

} // namespace candor
