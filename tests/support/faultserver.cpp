// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/faultserver.h"

#include "support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <mutex>
#include <thread>
#include <vector>

namespace candor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Endless answers have a limit, so that no test fills the memory of the machine.
constexpr qint64 endlessLimit = 256LL * 1024 * 1024;

int openSocket()
{
    const int result = socket(AF_INET, SOCK_STREAM, 0);
    if (result < 0)
        qFatal("no socket");
    fcntl(result, F_SETFD, FD_CLOEXEC);
    return result;
}

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

QStringList idsIn(const QByteArray &head, const QByteArray &body)
{
    const bool packed = head.toLower().contains("\r\ncontent-encoding: gzip");
    const QJsonArray batch = QJsonDocument::fromJson(packed ? gunzip(body) : body).object().value("batch"_L1).toArray();
    QStringList result;
    for (const auto &each : batch) {
        const QJsonObject event = each.toObject();
        result.append(event.value(event.contains("uuid"_L1) ? "uuid"_L1 : "messageId"_L1).toString());
    }
    return result;
}

qsizetype lengthIn(const QByteArray &head)
{
    const QByteArray name = "\r\ncontent-length:";
    const qsizetype at = head.toLower().indexOf(name);
    if (at < 0)
        return 0;
    const qsizetype from = at + name.size();
    return head.mid(from, head.indexOf("\r\n", from) - from).trimmed().toLongLong();
}

} // namespace

struct FaultServer::Private
{
    int listener = -1;
    int stop[2] = {-1, -1}; // readable as soon as the server must stop
    quint16 port = 0;
    std::thread acceptor;
    std::vector<int> fillers; // connections that keep the backlog full
    std::atomic<qint64> written = 0;

    std::mutex mutex; // guards the members below
    std::vector<std::thread> workers;
    QList<Fault> faults;
    std::function<Fault(const QStringList &)> judge;
    int connections = 0;
    int requests = 0;
    QStringList order;
    QByteArray bytes;
    QList<qsizetype> bodySizes;

    /// False: the other side has gone, or the server must stop.
    bool waitFor(int socket, short events, int timeoutMs = -1) const
    {
        pollfd polled[2] = {{socket, events, 0}, {stop[0], POLLIN, 0}};
        while (poll(polled, 2, timeoutMs) < 0 && errno == EINTR) { }
        return polled[1].revents == 0 && (polled[0].revents & (POLLERR | POLLNVAL)) == 0;
    }
    /// False if the server must stop.
    bool rest(std::chrono::milliseconds time) const
    {
        pollfd polled{stop[0], POLLIN, 0};
        return time == 0ms || poll(&polled, 1, static_cast<int>(time.count())) == 0;
    }

    void acceptAll();
    void serve(int socket);
    bool serveOne(int socket, QByteArray *unread);
    bool readMore(int socket, QByteArray *unread, std::size_t most);
    bool write(int socket, const QByteArray &answer, std::chrono::milliseconds pace);
    void note(const QByteArray &head, const QByteArray &body, const QStringList &ids);
};

FaultServer::FaultServer(Accepting accepting)
    : d(std::make_unique<Private>())
{
    d->listener = openSocket();
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(d->listener, reinterpret_cast<sockaddr *>(&address), size) != 0
        || listen(d->listener, accepting == Accepting::BacklogFull ? 0 : 64) != 0
        || getsockname(d->listener, reinterpret_cast<sockaddr *>(&address), &size) != 0 || pipe(d->stop) != 0)
        qFatal("the server can't listen");
    for (const int each : d->stop)
        fcntl(each, F_SETFD, FD_CLOEXEC);
    d->port = ntohs(address.sin_port);
    if (accepting == Accepting::BacklogFull) {
        for (int i = 0; i < 16; ++i) {
            const int filler = openSocket();
            fcntl(filler, F_SETFL, O_NONBLOCK);
            (void)connect(filler, reinterpret_cast<const sockaddr *>(&address), sizeof address);
            d->fillers.push_back(filler);
        }
    }
    if (accepting == Accepting::Yes)
        d->acceptor = std::thread([this] { d->acceptAll(); });
}

FaultServer::~FaultServer()
{
    close(d->stop[1]); // makes the other end readable
    if (d->acceptor.joinable())
        d->acceptor.join();
    for (std::thread &worker : d->workers)
        worker.join();
    for (const int filler : d->fillers)
        close(filler);
    close(d->listener);
    close(d->stop[0]);
}

void FaultServer::setFaults(const QList<Fault> &faults)
{
    const std::lock_guard guard(d->mutex);
    d->faults = faults;
}

void FaultServer::setJudge(std::function<Fault(const QStringList &)> judge)
{
    const std::lock_guard guard(d->mutex);
    d->judge = std::move(judge);
}

void FaultServer::recover()
{
    setFaults({});
    setJudge({});
    for (const int filler : d->fillers)
        close(filler);
    d->fillers.clear();
    if (d->acceptor.joinable())
        return;
    (void)listen(d->listener, 64);
    d->acceptor = std::thread([this] { d->acceptAll(); });
}

quint16 FaultServer::port() const
{
    return d->port;
}

QUrl FaultServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(d->port));
}

void FaultServer::restartCounting()
{
    const std::lock_guard guard(d->mutex);
    d->connections = 0;
    d->requests = 0;
    d->bytes.clear();
    d->bodySizes.clear();
    d->written = 0;
}

int FaultServer::connections() const
{
    const std::lock_guard guard(d->mutex);
    return d->connections;
}

int FaultServer::requests() const
{
    const std::lock_guard guard(d->mutex);
    return d->requests;
}

QMap<QString, int> FaultServer::received() const
{
    const std::lock_guard guard(d->mutex);
    QMap<QString, int> result;
    for (const QString &id : d->order)
        ++result[id];
    return result;
}

QStringList FaultServer::order() const
{
    const std::lock_guard guard(d->mutex);
    return d->order;
}

QByteArray FaultServer::bytes() const
{
    const std::lock_guard guard(d->mutex);
    return d->bytes;
}

qint64 FaultServer::written() const
{
    return d->written;
}

QList<qsizetype> FaultServer::bodySizes() const
{
    const std::lock_guard guard(d->mutex);
    return d->bodySizes;
}

QByteArray FaultServer::http(int status, const QByteArray &body, const QList<QByteArray> &headers)
{
    QByteArray result = "HTTP/1.1 " + QByteArray::number(status) + " Told\r\n";
    result += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const QByteArray &header : headers)
        result += header + "\r\n";
    return result + "\r\n" + body;
}

QByteArray FaultServer::good()
{
    return http(200, R"({"status":1})", {"Content-Type: application/json"});
}

void FaultServer::Private::acceptAll()
{
    while (waitFor(listener, POLLIN)) {
        const int socket = accept(listener, nullptr, nullptr);
        if (socket < 0)
            continue;
        fcntl(socket, F_SETFD, FD_CLOEXEC);
        fcntl(socket, F_SETFL, O_NONBLOCK);
        const std::lock_guard guard(mutex);
        ++connections;
        workers.emplace_back([this, socket] { serve(socket); });
    }
}

void FaultServer::Private::serve(int socket)
{
    QByteArray unread;
    while (serveOne(socket, &unread)) { }
    close(socket);
}

/// False: the connection is over.
bool FaultServer::Private::serveOne(int socket, QByteArray *unread)
{
    if (unread->isEmpty()) {
        char first = 0;
        if (!waitFor(socket, POLLIN) || recv(socket, &first, 1, MSG_PEEK) <= 0)
            return false;
    }
    Fault fault{good()};
    bool judged = false;
    std::function<Fault(const QStringList &)> decide;
    {
        const std::lock_guard guard(mutex);
        if (!faults.isEmpty()) {
            fault = faults.takeFirst();
            judged = true;
        }
        decide = judge;
    }

    if (fault.reading == Reading::Whole || fault.reading == Reading::Slowly) {
        const bool slowly = fault.reading == Reading::Slowly;
        qsizetype end = -1;
        while ((end = unread->indexOf("\r\n\r\n")) < 0 || unread->size() < end + 4 + lengthIn(unread->left(end + 2))) {
            if (!readMore(socket, unread, slowly ? 1 : 65536) || (slowly && !rest(fault.pace)))
                return false;
        }
        const QByteArray head = unread->left(end + 2);
        const QByteArray body = unread->mid(end + 4, lengthIn(head));
        unread->remove(0, end + 4 + body.size());
        const QStringList ids = idsIn(head, body);
        note(head, body, ids);
        if (!judged && decide)
            fault = decide(ids);
    } else if (fault.reading != Reading::Nothing) {
        // 40 bytes are inside the head; 20 bytes after it are inside the body.
        const auto enough = [&] {
            const qsizetype end = unread->indexOf("\r\n\r\n");
            return fault.reading == Reading::PartOfTheHead ? unread->size() >= 40
                                                           : end >= 0 && unread->size() >= end + 4 + 20;
        };
        while (!enough()) {
            if (!readMore(socket, unread, 1))
                return false;
        }
    }

    if (!write(socket, fault.answer, fault.pace))
        return false;
    for (qint64 sent = 0; !fault.endless.isEmpty() && sent < endlessLimit; sent += fault.endless.size()) {
        if (!write(socket, fault.endless, 0ms))
            return false;
    }
    switch (fault.ending) {
    case Ending::KeepOpen:
        return true;
    case Ending::Close:
        return false;
    case Ending::Reset: {
        const linger now{1, 0};
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        return false;
    }
    case Ending::HalfClose:
        shutdown(socket, SHUT_WR);
        break;
    case Ending::Silence:
        break;
    }
    // Until the other side gives up.
    while (readMore(socket, unread, 65536)) { }
    return false;
}

bool FaultServer::Private::readMore(int socket, QByteArray *unread, std::size_t most)
{
    char buffer[65536];
    if (!waitFor(socket, POLLIN))
        return false;
    const ssize_t size = recv(socket, buffer, most, 0);
    if (size <= 0)
        return size < 0 && (errno == EAGAIN || errno == EINTR);
    unread->append(buffer, size);
    const std::lock_guard guard(mutex);
    bytes.append(buffer, size);
    return true;
}

bool FaultServer::Private::write(int socket, const QByteArray &answer, std::chrono::milliseconds pace)
{
    qsizetype done = 0;
    while (done < answer.size()) {
        if (!waitFor(socket, POLLOUT))
            return false;
        const qsizetype most = pace > 0ms ? 1 : answer.size() - done;
        const ssize_t size = send(socket, answer.constData() + done, static_cast<std::size_t>(most), MSG_NOSIGNAL);
        if (size < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (size > 0) {
            done += size;
            written += size;
        }
        if (!rest(pace))
            return false;
    }
    return true;
}

void FaultServer::Private::note(const QByteArray &head, const QByteArray &body, const QStringList &ids)
{
    const std::lock_guard guard(mutex);
    if (head.startsWith("POST "))
        ++requests;
    order += ids;
    bodySizes.append(body.size());
}

} // namespace candor::test
