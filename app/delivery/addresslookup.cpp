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

class AddressLookup::Threads
{
public:
    struct Waiting
    {
        AddressLookup *receiver = nullptr; // null if nobody waits for the answer any more
        quint64 question = 0; // the number that the receiver has given it
    };
    std::mutex mutex;
    std::map<QString, Waiting> waiting; // by URL; only while a thread exists

    /// The thread is over. Posts under the mutex, so that the receiver can't be destroyed in between. Qt discards the
    /// posted call if the receiver is destroyed later.
    void post(const QString &url, const Answer &answer)
    {
        const Waiting asked = waiting.extract(url).mapped();
        if (asked.receiver) {
            QMetaObject::invokeMethod(
                asked.receiver, [asked, answer] { asked.receiver->take(asked.question, answer); },
                Qt::QueuedConnection);
        }
    }
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
    m_url = question.url.toString();
    const std::lock_guard lock(m_threads->mutex);
    const bool begun = !m_threads->waiting.insert_or_assign(m_url, Threads::Waiting{this, m_question}).second;
    if (begun)
        return;
    const bool started = startDetachedThread([threads = m_threads, url = m_url, question] {
        const Answer answer = findWay(question);
        const std::lock_guard over(threads->mutex);
        threads->post(url, answer);
    });
    if (!started) {
        Answer answer;
        answer.problem = {AttemptResult::Kind::NoThread, 0, {}};
        m_threads->post(m_url, answer);
    }
}

void AddressLookup::cancel()
{
    ++m_question;
    const std::lock_guard lock(m_threads->mutex);
    const auto found = m_threads->waiting.find(m_url);
    if (found != m_threads->waiting.end() && found->second.receiver == this)
        found->second.receiver = nullptr;
}

void AddressLookup::take(quint64 question, const Answer &answer)
{
    if (question == m_question)
        Q_EMIT answered(answer);
}

} // namespace candor
