// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/localnames.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

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
    // The last component is the user's name: /home/nina. This holds even if the process runs under another account.
    add(&names->userNames, home.substr(home.find_last_of("/\\") + 1));
    // /home may be a link to /var/home, and messages contain either.
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

} // namespace

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
