// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/localnames.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#ifdef _WIN32
#include <windows.h>
#else
#include <pwd.h>
#include <unistd.h>
#endif

namespace candor {

namespace {

void add(std::vector<std::string> *names, std::string_view name)
{
    while (!name.empty() && (name.front() == ' ' || name.front() == '\t'))
        name.remove_prefix(1);
    while (!name.empty() && (name.back() == ' ' || name.back() == '\t'))
        name.remove_suffix(1);
    if (!name.empty() && std::find(names->begin(), names->end(), name) == names->end())
        names->emplace_back(name);
}

void addHome(ScrubNames *names, std::string_view home)
{
    while (home.size() > 1 && (home.back() == '/' || home.back() == '\\'))
        home.remove_suffix(1);
    if (home.size() < 2)
        return;
    add(&names->homeFolders, home);
    // Its last part is what the person is called: /home/nina, also where another program runs under another account.
    add(&names->userNames, home.substr(home.find_last_of("/\\") + 1));
    // /home may be a link to /var/home, and messages have either.
    std::error_code error;
    const std::filesystem::path real =
        std::filesystem::canonical(std::filesystem::path(std::u8string(home.begin(), home.end())), error);
    if (!error) {
        const std::u8string text = real.u8string();
        add(&names->homeFolders, std::string(text.begin(), text.end()));
    }
}

void addFullName(ScrubNames *names, std::string_view fullName)
{
    fullName = fullName.substr(0, fullName.find(','));
    add(&names->userNames, fullName);
    for (std::size_t from = 0; from < fullName.size();) {
        const std::size_t end = std::min(fullName.find_first_of(" \t._", from), fullName.size());
        add(&names->userNames, fullName.substr(from, end - from));
        from = end + 1;
    }
}

void addHost(ScrubNames *names, std::string_view host)
{
    while (!host.empty() && host.back() == '.')
        host.remove_suffix(1);
    add(&names->hostNames, host);
    add(&names->hostNames, host.substr(0, host.find('.')));
}

#ifdef _WIN32

std::string fromWide(const std::wstring &text)
{
    const int size = WideCharToMultiByte(CP_UTF8, 0, text.data(), int(text.size()), nullptr, 0, nullptr, nullptr);
    std::string result(static_cast<std::size_t>(std::max(size, 0)), '\0');
    WideCharToMultiByte(CP_UTF8, 0, text.data(), int(text.size()), result.data(), size, nullptr, nullptr);
    return result;
}

#endif

} // namespace

#ifdef _WIN32

SystemAccount SystemAccount::ofThisProcess()
{
    SystemAccount account;
    std::array<wchar_t, 512> buffer;
    DWORD size = DWORD(buffer.size());
    if (GetUserNameW(buffer.data(), &size) && size > 0)
        account.userName = fromWide(std::wstring(buffer.data(), size - 1));
    size = DWORD(buffer.size());
    if (GetComputerNameExW(ComputerNamePhysicalDnsFullyQualified, buffer.data(), &size))
        account.hostName = fromWide(std::wstring(buffer.data(), size));
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
    // Where it does not fit, it may end without a 0.
    if (::gethostname(host.data(), host.size() - 1) == 0)
        account.hostName = host.data();
    return account;
}

#endif

ScrubNames localNames(const SystemAccount &account, const std::map<std::string, std::string> &environment,
                      const std::string &homeFolder)
{
    const auto variable = [&environment](const char *name) -> std::string {
        const auto found = environment.find(name);
        return found == environment.end() ? std::string() : found->second;
    };
    ScrubNames names;
    addHome(&names, homeFolder);
    addHome(&names, account.homeFolder);
    for (const char *name : {"HOME", "USERPROFILE"})
        addHome(&names, variable(name));
    if (!variable("HOMEPATH").empty())
        addHome(&names, variable("HOMEDRIVE") + variable("HOMEPATH"));

    add(&names.userNames, account.userName);
    for (const char *name : {"USER", "LOGNAME", "USERNAME", "SUDO_USER"})
        add(&names.userNames, variable(name));
    addFullName(&names, account.fullName);
    addHost(&names, account.hostName);
    for (const char *name : {"HOSTNAME", "COMPUTERNAME", "USERDOMAIN", "USERDNSDOMAIN"})
        addHost(&names, variable(name));
    return names;
}

} // namespace candor
