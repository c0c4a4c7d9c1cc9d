// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/addresslookup.h"

#include "system/detachedthread.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QMetaObject>
#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>

#include <cstring>
#include <mutex>

#ifdef Q_OS_WIN
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <sys/socket.h>
#endif

namespace candor {

using namespace Qt::StringLiterals;

namespace {

bool needsNoLookup(const QString &host)
{
    return host == "localhost"_L1 || !QHostAddress(host).isNull();
}

QNetworkProxy systemProxy(const QUrl &url)
{
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.constFirst();
}

/// Runs in the detached thread: takes copies, touches nothing else.
AddressLookup::Answer findWay(const AddressLookup::Question &question)
{
    AddressLookup::Answer answer;
    const QString host = question.url.host(QUrl::FullyEncoded);
    const bool local = host == "localhost"_L1 || QHostAddress(host).isLoopback();
    // What is for this computer never goes through a proxy: "localhost" there is another computer.
    if (!local)
        answer.proxy = question.proxy ? *question.proxy : systemProxy(question.url);
    if (answer.proxy.type() == QNetworkProxy::DefaultProxy)
        answer.proxy = QNetworkProxy(QNetworkProxy::NoProxy);

    const QString name = answer.proxy.type() == QNetworkProxy::NoProxy ? host : answer.proxy.hostName();
    if (needsNoLookup(name)) {
        answer.found = true;
        return answer;
    }
    std::string error;
    answer.found =
        question.resolver ? question.resolver(name.toStdString(), &error) : systemResolver(name.toStdString(), &error);
    if (!answer.found)
        answer.error = QString::fromStdString(error);
    return answer;
}

} // namespace

bool systemResolver(const std::string &host, std::string *error)
{
#ifdef Q_OS_WIN
    WSADATA data;
    if (const int status = WSAStartup(MAKEWORD(2, 2), &data); status != 0) {
        *error = std::system_category().message(status);
        return false;
    }
#endif
    addrinfo hints;
    std::memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const int status = getaddrinfo(host.c_str(), nullptr, &hints, &found);
    if (status == 0)
        freeaddrinfo(found);
#ifdef Q_OS_WIN
    else
        *error = std::system_category().message(status);
    WSACleanup();
#else
    else
        *error = gai_strerror(status);
#endif
    return status == 0;
}

/// Outlives both sides; whoever comes last frees it.
struct AddressLookup::Shared
{
    QUrl url; // the receiver's thread only
    std::mutex mutex;
    AddressLookup *receiver = nullptr; // null once it is gone
};

AddressLookup::AddressLookup(QObject *parent)
    : QObject(parent)
{
}

AddressLookup::~AddressLookup()
{
    if (m_shared) {
        const std::lock_guard guard(m_shared->mutex);
        m_shared->receiver = nullptr;
    }
}

void AddressLookup::ask(const Question &question)
{
    m_wanted = true;
    if (m_shared && m_shared->url == question.url)
        return;
    if (m_shared) {
        const std::lock_guard guard(m_shared->mutex);
        m_shared->receiver = nullptr;
    }

    m_shared = std::make_shared<Shared>();
    m_shared->url = question.url;
    m_shared->receiver = this;
    const auto post = [](const std::shared_ptr<Shared> &shared, const Answer &answer) {
        // Posted under the mutex, so that the receiver can't go away in between; what is posted goes with it.
        const std::lock_guard guard(shared->mutex);
        if (AddressLookup *receiver = shared->receiver) {
            QMetaObject::invokeMethod(
                receiver, [receiver, shared, answer] { receiver->take(shared, answer); }, Qt::QueuedConnection);
        }
    };
    if (!startDetachedThread([shared = m_shared, question, post] { post(shared, findWay(question)); })) {
        Answer answer;
        //: @info why nothing could be sent
        answer.error = QCoreApplication::translate("candor::AddressLookup", "the system has no thread left");
        post(m_shared, answer);
    }
}

void AddressLookup::cancel()
{
    m_wanted = false;
}

void AddressLookup::take(const std::shared_ptr<Shared> &from, const Answer &answer)
{
    if (from != m_shared)
        return;
    m_shared.reset();
    if (m_wanted) {
        m_wanted = false;
        Q_EMIT answered(answer);
    }
}

} // namespace candor
