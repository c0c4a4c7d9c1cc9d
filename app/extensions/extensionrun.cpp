// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionrun.h"

#include "extensions/extensioncontexts.h"
#include "system/clock.h"

#include <QLoggingCategory>

#include <exception>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logExtensions, "candor.extensions", QtWarningMsg)

constexpr qsizetype longestDetail = 500; // of a failure: the maximum in the record

} // namespace

ExtensionRun::ExtensionRun(const QString &path)
    : m_loader(path)
{
    // Resolve all symbols at once: a missing one would end the program later, at its first call. Never unload: objects
    // and threads of the extension may still exist.
    m_loader.setLoadHints(QLibrary::ResolveAllSymbolsHint | QLibrary::PreventUnloadHint);
}

ExtensionRun::~ExtensionRun() = default;

std::optional<ExtensionFailure> ExtensionRun::activate(const std::function<std::unique_ptr<HostedContext>()> &context,
                                                       std::chrono::system_clock::time_point now)
{
    using What = ExtensionFailure::What;
    const auto failure = [this, now](What what, QString detail) {
        endContext();
        detail.truncate(longestDetail);
        if (!detail.isEmpty() && detail.back().isHighSurrogate())
            detail.chop(1);
        return ExtensionFailure{what, QDateTime::fromMSecsSinceEpoch(unixMilliseconds(now), Qt::UTC), detail};
    };
    try {
        QObject *const object = m_loader.instance();
        if (!object)
            return failure(What::NotLoaded, m_loader.errorString());
        auto *const extension = qobject_cast<Extension *>(object);
        if (!extension)
            return failure(What::NotLoaded, u"its root object is no candor::Extension"_s);
        m_context = context();
        extension->activate(m_context.get());
        m_active = extension;
        return std::nullopt;
    } catch (const std::exception &exception) {
        return failure(What::Thrown, QString::fromUtf8(exception.what()));
    } catch (...) {
        return failure(What::Thrown, u"an exception of a kind of its own"_s);
    }
}

ExtensionRecording *ExtensionRun::recording() const
{
    return m_context ? m_context->recording() : nullptr;
}

void ExtensionRun::deactivate()
{
    Extension *const extension = std::exchange(m_active, nullptr);
    if (!extension)
        return;
    try {
        extension->deactivate();
    } catch (...) {
        qCWarning(logExtensions, "an exception came out of the end of %s", qUtf8Printable(m_loader.fileName()));
    }
    endContext();
}

void ExtensionRun::endContext()
{
    if (!m_context)
        return;
    m_context->end();
    m_ended.push_back(std::move(m_context));
}

} // namespace candor
