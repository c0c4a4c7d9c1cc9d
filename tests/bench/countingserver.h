// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace candor::bench {

/// A server on 127.0.0.1 that takes every POST, with one fixed answer, as fast as a thread with blocking sockets can:
/// what is measured is the client.
class CountingServer
{
public:
    explicit CountingServer(std::string answerBody);
    ~CountingServer();
    CountingServer(const CountingServer &) = delete;
    CountingServer &operator=(const CountingServer &) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::int64_t requests() const { return m_requests; }
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; } ///< received, with all headers

private:
    void serve();
    bool answerOne(int connection, std::string *buffer);

    std::string m_answer;
    int m_socket = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_connection{-1};
    std::atomic<bool> m_ended{false};
    std::atomic<std::int64_t> m_requests{0};
    std::atomic<std::int64_t> m_bytes{0};
    std::thread m_thread;
};

} // namespace candor::bench
