// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/routewatch.h"

#include <QSocketNotifier>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace candor {

namespace {

// The kernel's limit for one datagram.
constexpr qsizetype largestDatagram = 32 * 1024;
// A flood of changes is read in batches, so that the thread can do other work in between.
constexpr int datagramsInATurn = 64;

/// Copies a header out, because a message need not be aligned.
template<typename T>
T copied(const QByteArray &bytes, qsizetype offset)
{
    T result;
    std::memcpy(&result, bytes.constData() + offset, sizeof result);
    return result;
}

} // namespace

int RouteWatch::openKernelSocket()
{
    const int result = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (result < 0)
        return -1;
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    if (bind(result, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return result;
    close(result);
    return -1;
}

RouteWatch::RouteWatch(Opener opener)
    : m_opener(std::move(opener))
{
}

RouteWatch::~RouteWatch()
{
    stop();
}

void RouteWatch::start()
{
    if (m_socket >= 0)
        return;
    m_socket = m_opener();
    if (m_socket < 0)
        return; // without a socket only the retry delay leads to another attempt
    m_notifier = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &RouteWatch::readAll);
    m_online = true;
    m_asking = false;
    askForRoutes();
}

void RouteWatch::stop()
{
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater(); // this may be called by a slot of its own signal
    }
    if (m_socket >= 0)
        close(std::exchange(m_socket, -1));
}

/// Requests the current routes; they arrive as messages on the same socket.
void RouteWatch::askForRoutes()
{
    m_changed = m_asking; // one list at a time
    if (m_asking)
        return;
    struct
    {
        nlmsghdr header;
        rtmsg route;
    } request{};
    request.header.nlmsg_len = NLMSG_LENGTH(sizeof(rtmsg));
    request.header.nlmsg_type = RTM_GETROUTE;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    request.route.rtm_family = AF_UNSPEC;
    m_found = false;
    m_asking = send(m_socket, &request, request.header.nlmsg_len, MSG_NOSIGNAL) >= 0;
}

void RouteWatch::readAll()
{
    for (int i = 0; i < datagramsInATurn; ++i) {
        QByteArray messages(largestDatagram, Qt::Uninitialized);
        const ssize_t size = recv(m_socket, messages.data(), static_cast<std::size_t>(messages.size()), 0);
        if (size > 0) {
            messages.truncate(size);
            read(messages);
            continue;
        }
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && errno == ENOBUFS) { // changes were lost: request the routes again
            m_asking = false;
            askForRoutes();
            continue;
        }
        if (size == 0 || (errno != EAGAIN && errno != EWOULDBLOCK))
            stop(); // otherwise the socket would be reported as readable forever
        return;
    }
}

void RouteWatch::read(const QByteArray &messages)
{
    qsizetype offset = 0;
    while (messages.size() - offset >= qsizetype(sizeof(nlmsghdr))) {
        const auto header = copied<nlmsghdr>(messages, offset);
        if (header.nlmsg_len < sizeof header || qsizetype(header.nlmsg_len) > messages.size() - offset)
            return;
        if (header.nlmsg_type == RTM_NEWROUTE || header.nlmsg_type == RTM_DELROUTE) {
            if (header.nlmsg_len < NLMSG_LENGTH(sizeof(rtmsg)))
                return;
            const auto route = copied<rtmsg>(messages, offset + NLMSG_HDRLEN);
            const bool isDefault = route.rtm_dst_len == 0 && route.rtm_type == RTN_UNICAST;
            if ((header.nlmsg_flags & NLM_F_MULTI) != 0)
                m_found = m_found || (isDefault && header.nlmsg_type == RTM_NEWROUTE);
            else if (isDefault)
                askForRoutes();
        } else if (m_asking && (header.nlmsg_type == NLMSG_DONE || header.nlmsg_type == NLMSG_ERROR)) {
            m_asking = false;
            if (std::exchange(m_changed, false)) {
                askForRoutes();
            } else if (header.nlmsg_type == NLMSG_DONE) {
                const bool before = std::exchange(m_online, m_found);
                if (m_online && !before)
                    Q_EMIT backOnline();
            }
        }
        offset += NLMSG_ALIGN(header.nlmsg_len);
    }
}

} // namespace candor
