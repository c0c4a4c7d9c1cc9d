// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/systemresolver.h"

#include <cstring>
#include <system_error>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <sys/socket.h>
#endif

namespace candor {

std::vector<std::string> systemResolver(const std::string &host, std::string *error)
{
    std::vector<std::string> result;
#ifdef _WIN32
    WSADATA data;
    if (const int status = WSAStartup(MAKEWORD(2, 2), &data); status != 0) {
        *error = std::system_category().message(status);
        return result;
    }
#endif
    addrinfo hints;
    std::memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG; // IPv4 and IPv6 addresses only if this computer has one of that kind
    addrinfo *found = nullptr;
    const int status = getaddrinfo(host.c_str(), nullptr, &hints, &found);
    if (status == 0) {
        for (const addrinfo *each = found; each; each = each->ai_next) {
            char text[NI_MAXHOST];
            if (getnameinfo(each->ai_addr, static_cast<socklen_t>(each->ai_addrlen), text, sizeof text, nullptr, 0,
                            NI_NUMERICHOST)
                == 0)
                result.emplace_back(text);
        }
        freeaddrinfo(found);
    } else {
#ifdef _WIN32
        *error = std::system_category().message(status);
#else
        *error = gai_strerror(status);
#endif
    }
#ifdef _WIN32
    WSACleanup();
#endif
    return result;
}

} // namespace candor
