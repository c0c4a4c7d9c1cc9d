// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/attemptresult.h"

#include <QHostAddress>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candor {

/// Returns the addresses of \a host in numeric form, the best first. Called on a separate thread, where it may block
/// for any time. If it returns none, it sets \a error to a message for the user.
using HostResolver = std::function<std::vector<std::string>(const std::string &host, std::string *error)>;

/// Determines how to reach a URL: the proxy to use, and the addresses of the host to connect to, which is the proxy or
/// the host of the URL. Qt never resolves the name, because QCoreApplication's destructor waits for Qt's look-ups and a
/// resolver that does not answer would block it. Here such a resolver blocks a detached thread, which owns everything
/// it uses and is abandoned.
class AddressLookup final : public QObject
{
    Q_OBJECT

public:
    struct Question
    {
        QUrl url;
        std::optional<QNetworkProxy> proxy; ///< nothing: ask the system for it
        HostResolver resolver; ///< empty: systemResolver()
    };
    struct Answer
    {
        QList<QHostAddress> addresses; ///< of the proxy or of the host; none: see problem
        QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::NoProxy); ///< the proxy to use
        AttemptResult problem;
    };

    /// The threads that wait for an answer of the resolver. Successive AddressLookup objects share this object, so that
    /// threads do not pile up if the resolver does not answer: there is at most one thread for each URL. Thread-safe.
    class Threads;
    [[nodiscard]] static std::shared_ptr<Threads> makeThreads();

    explicit AddressLookup(std::shared_ptr<Threads> threads, QObject *parent = nullptr);
    ~AddressLookup() override; ///< does not wait

    /// answered() follows, never during this call. It cancels an earlier question. If a thread is still waiting for the
    /// answer to an earlier question about the same URL, its answer is used; the object that waited for it before gets
    /// none.
    void ask(const Question &question);
    void cancel();

Q_SIGNALS:
    void answered(const candor::AddressLookup::Answer &answer);

private:
    void take(quint64 question, const Answer &answer);

    std::shared_ptr<Threads> m_threads;
    QString m_url; // of the last question
    quint64 m_question = 0; // its number; another one once the answer is not wanted any more
};

} // namespace candor
