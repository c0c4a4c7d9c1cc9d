// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/addresslookup.h"

#include "system/detachedthread.h"
#include "system/systemresolver.h"

#include <QHostAddress>
#include <QMetaObject>
#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>

#include <map>
#include <mutex>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostAddresses = 8;

QNetworkProxy systemProxy(const QUrl &url)
{
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.constFirst();
}

/// Runs on the detached thread: uses only its copies.
AddressLookup::Answer findWay(const AddressLookup::Question &question)
{
    AddressLookup::Answer answer;
    const QString host = question.url.host(QUrl::FullyEncoded);
    const bool local = host == "localhost"_L1 || QHostAddress(host).isLoopback();
    // Requests to this computer never use a proxy: for the proxy "localhost" is another computer.
    if (!local)
        answer.proxy = question.proxy ? *question.proxy : systemProxy(question.url);
    // FtpCachingProxy is for another protocol.
    if (answer.proxy.type() == QNetworkProxy::DefaultProxy || answer.proxy.type() == QNetworkProxy::FtpCachingProxy)
        answer.proxy = QNetworkProxy(QNetworkProxy::NoProxy);

    const QString name = answer.proxy.type() == QNetworkProxy::NoProxy ? host : answer.proxy.hostName();
    if (name == "localhost"_L1) {
        answer.addresses = {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
        return answer;
    }
    if (const QHostAddress address(name); !address.isNull()) {
        answer.addresses = {address};
        return answer;
    }
    std::string error;
    const HostResolver resolver = question.resolver ? question.resolver : HostResolver(systemResolver);
    for (const std::string &each : resolver(name.toStdString(), &error)) {
        const QHostAddress address(QString::fromStdString(each));
        if (!address.isNull() && !answer.addresses.contains(address) && answer.addresses.size() < mostAddresses)
            answer.addresses.append(address);
    }
    if (answer.addresses.isEmpty())
        answer.problem = {AttemptResult::Kind::NameNotFound, 0, name.toStdString() + ": " + error};
    return answer;
}

} // namespace

/// The question of one thread, shared by the thread and the receiver.
struct AddressLookup::Shared
{
    std::mutex mutex;
    AddressLookup *receiver = nullptr; // null if nobody waits for the answer any more
    quint64 question = 0; // the number that the receiver has given it
};

class AddressLookup::Threads
{
public:
    std::mutex mutex;
    std::map<QString, std::shared_ptr<Shared>> waiting; // by URL; only while a thread exists
};

std::shared_ptr<AddressLookup::Threads> AddressLookup::makeThreads()
{
    return std::make_shared<Threads>();
}

AddressLookup::AddressLookup(std::shared_ptr<Threads> threads, QObject *parent)
    : QObject(parent)
    , m_threads(std::move(threads))
{
}

AddressLookup::~AddressLookup()
{
    cancel();
}

void AddressLookup::ask(const Question &question)
{
    cancel();
    m_wanted = true;
    ++m_question;
    const QString url = question.url.toString();
    const std::lock_guard all(m_threads->mutex);
    std::shared_ptr<Shared> &there = m_threads->waiting[url];
    const bool begun = there != nullptr;
    if (!begun)
        there = std::make_shared<Shared>();
    m_shared = there;
    {
        const std::lock_guard one(m_shared->mutex);
        m_shared->receiver = this;
        m_shared->question = m_question;
    }
    if (begun)
        return;

    const auto post = [](Shared &shared, const Answer &answer) {
        // Post under the mutex, so that the receiver can't be destroyed in between. Qt discards the posted call if the
        // receiver is destroyed later.
        const std::lock_guard one(shared.mutex);
        if (AddressLookup *receiver = shared.receiver) {
            QMetaObject::invokeMethod(
                receiver, [receiver, asked = shared.question, answer] { receiver->take(asked, answer); },
                Qt::QueuedConnection);
        }
    };
    const bool started = startDetachedThread([threads = m_threads, shared = m_shared, url, question, post] {
        const Answer answer = findWay(question);
        {
            const std::lock_guard over(threads->mutex);
            threads->waiting.erase(url);
        }
        post(*shared, answer);
    });
    if (!started) {
        m_threads->waiting.erase(url);
        Answer answer;
        answer.problem = {AttemptResult::Kind::NoThread, 0, {}};
        post(*m_shared, answer);
    }
}

void AddressLookup::cancel()
{
    m_wanted = false;
    if (!m_shared)
        return;
    const std::lock_guard one(m_shared->mutex);
    if (m_shared->receiver == this)
        m_shared->receiver = nullptr;
}

void AddressLookup::take(quint64 question, const Answer &answer)
{
    if (m_wanted && question == m_question) {
        m_wanted = false;
        Q_EMIT answered(answer);
    }
}

} // namespace candor
