// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "bench/countingserver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>

namespace candor::bench {

CountingServer::CountingServer(std::string answerBody)
    : m_answer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
               + std::to_string(answerBody.size()) + "\r\n\r\n" + answerBody)
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *const generic = reinterpret_cast<sockaddr *>(&address);
    if (m_socket < 0 || ::bind(m_socket, generic, length) != 0 || ::listen(m_socket, 16) != 0
        || ::getsockname(m_socket, generic, &length) != 0) {
        std::perror("the benchmark's server");
        std::exit(1);
    }
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

CountingServer::~CountingServer()
{
    m_ended = true;
    ::shutdown(m_socket, SHUT_RDWR);
    if (const int connection = m_connection; connection >= 0)
        ::shutdown(connection, SHUT_RDWR);
    m_thread.join();
    ::close(m_socket);
}

void CountingServer::serve()
{
    while (!m_ended) {
        const int connection = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0)
            continue;
        const int on = 1;
        (void)::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_connection = connection;
        std::string buffer;
        while (!m_ended && answerOne(connection, &buffer)) { }
        m_connection = -1;
        ::close(connection);
    }
}

/// False at the end of the connection. What came of the next request stays in \a buffer.
bool CountingServer::answerOne(int connection, std::string *buffer)
{
    std::array<char, 65536> part;
    std::size_t wanted = std::string::npos; // of the request, once its headers are there
    while (buffer->size() < wanted) {
        const ssize_t got = ::recv(connection, part.data(), part.size(), 0);
        if (got <= 0)
            return false;
        m_bytes += got;
        buffer->append(part.data(), static_cast<std::size_t>(got));
        const std::size_t headers = buffer->find("\r\n\r\n");
        if (wanted != std::string::npos || headers == std::string::npos)
            continue;
        std::string lower = buffer->substr(0, headers);
        std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
        const std::size_t length = lower.find("\r\ncontent-length:");
        wanted =
            headers + 4 + (length == std::string::npos ? 0 : std::strtoul(lower.c_str() + length + 17, nullptr, 10));
    }
    buffer->erase(0, wanted);
    ++m_requests;
    return ::send(connection, m_answer.data(), m_answer.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(m_answer.size());
}

} // namespace candor::bench
