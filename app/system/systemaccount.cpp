// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/systemaccount.h"

#include <array>

#ifdef _WIN32
#include <QString>

#include <windows.h>
#else
#include <pwd.h>
#include <unistd.h>
#endif

namespace candor {

#ifdef _WIN32

SystemAccount SystemAccount::ofThisProcess()
{
    SystemAccount account;
    std::array<wchar_t, 512> buffer;
    DWORD size = DWORD(buffer.size());
    if (GetUserNameW(buffer.data(), &size) && size > 0)
        account.userName = QString::fromWCharArray(buffer.data(), int(size) - 1).toStdString();
    size = DWORD(buffer.size());
    if (GetComputerNameExW(ComputerNamePhysicalDnsFullyQualified, buffer.data(), &size))
        account.hostName = QString::fromWCharArray(buffer.data(), int(size)).toStdString();
    return account;
}

#else

SystemAccount SystemAccount::ofThisProcess()
{
    SystemAccount account;
    std::array<char, 16384> buffer;
    passwd entry = {};
    passwd *found = nullptr;
    if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found) {
        account.userName = found->pw_name ? found->pw_name : "";
        account.fullName = found->pw_gecos ? found->pw_gecos : "";
        account.homeFolder = found->pw_dir ? found->pw_dir : "";
    }
    std::array<char, 256> host = {};
    // A truncated name may not be terminated.
    if (::gethostname(host.data(), host.size() - 1) == 0)
        account.hostName = host.data();
    return account;
}

#endif

} // namespace candor
