// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QNetworkProxy>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace candor {

/// Has \a host an address? Called in a thread of its own and may block for as long as it likes; sets \a error for a
/// person when it returns false.
using HostResolver = std::function<bool(const std::string &host, std::string *error)>;

/// The operating system's resolver.
[[nodiscard]] bool systemResolver(const std::string &host, std::string *error);

/// Finds out which way to a URL there is, before Qt is asked to go: the proxy to use, and whether the name that Qt
/// would look up has an address. A resolver that does not answer would otherwise hold QCoreApplication's destructor,
/// which waits for Qt's own look-ups; here it holds a detached thread that owns all it touches and is left behind.
class AddressLookup final : public QObject
{
    Q_OBJECT

public:
    struct Question
    {
        QUrl url;
        std::optional<QNetworkProxy> proxy; ///< nothing: ask the system which one
        HostResolver resolver; ///< empty: systemResolver()
    };
    struct Answer
    {
        bool found = false;
        QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::NoProxy); ///< to use
        QString error; ///< when not found
    };

    explicit AddressLookup(QObject *parent = nullptr);
    ~AddressLookup() override; ///< does not wait

    /// answered() follows, never from within this call. An earlier question is forgotten. While the thread of an
    /// earlier question about the same URL is still waiting for its answer, that answer is taken: silence does not pile
    /// up threads.
    void ask(const Question &question);
    void cancel();

Q_SIGNALS:
    void answered(const candor::AddressLookup::Answer &answer);

private:
    struct Shared;
    void take(const std::shared_ptr<Shared> &from, const Answer &answer);

    std::shared_ptr<Shared> m_shared;
    bool m_wanted = false;
};

} // namespace candor
