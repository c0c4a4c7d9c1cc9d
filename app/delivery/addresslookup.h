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

/// The addresses of \a host, as numbers, the best first. Called in a thread of its own and may block for as long as it
/// likes; sets \a error for a person when it returns none.
using HostResolver = std::function<std::vector<std::string>(const std::string &host, std::string *error)>;

/// Finds out which way to a URL there is: the proxy to use, and the addresses of the host to connect with, that one's
/// or the URL's own. Qt is never asked to look a name up: a resolver that does not answer would hold QCoreApplication's
/// destructor, which waits for Qt's look-ups; here it holds a detached thread that owns all it touches and is left
/// behind.
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
        QList<QHostAddress> addresses; ///< of the proxy, or of the host; none: see problem
        QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::NoProxy); ///< to use
        AttemptResult problem;
    };

    /// The threads that wait for a resolver's answer. Objects that follow one another share it, so that silence does
    /// not pile up threads: while one asks for a URL, nobody asks for it again. Thread-safe.
    class Threads;
    [[nodiscard]] static std::shared_ptr<Threads> makeThreads();

    explicit AddressLookup(std::shared_ptr<Threads> threads, QObject *parent = nullptr);
    ~AddressLookup() override; ///< does not wait

    /// answered() follows, never from within this call. An earlier question is forgotten. While a thread is waiting for
    /// the answer to an earlier question about the same URL, that answer is taken; whoever waited for it before gets
    /// none.
    void ask(const Question &question);
    void cancel();

Q_SIGNALS:
    void answered(const candor::AddressLookup::Answer &answer);

private:
    struct Shared;
    void take(quint64 question, const Answer &answer);

    std::shared_ptr<Threads> m_threads;
    std::shared_ptr<Shared> m_shared;
    quint64 m_question = 0; // the last one that was asked
    bool m_wanted = false;
};

} // namespace candor
