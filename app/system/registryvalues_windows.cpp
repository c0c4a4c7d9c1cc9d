// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/registryvalues.h"

#include <windows.h>

#include <cstring>
#include <string>
#include <vector>

namespace candor {

void RegistryValues::add(const std::wstring &key, const std::wstring &name)
{
    HKEY opened = nullptr;
    LSTATUS status = RegOpenKeyExW(HKEY_LOCAL_MACHINE, key.c_str(), 0, KEY_QUERY_VALUE | KEY_WOW64_64KEY, &opened);
    if (status == ERROR_FILE_NOT_FOUND || status == ERROR_PATH_NOT_FOUND)
        return;
    if (status != ERROR_SUCCESS) {
        readable = false;
        return;
    }
    DWORD type = REG_NONE;
    DWORD size = 0;
    std::vector<BYTE> bytes;
    // The value may grow between the two calls.
    do {
        bytes.resize(size);
        status = RegQueryValueExW(opened, name.c_str(), nullptr, &type, bytes.empty() ? nullptr : bytes.data(), &size);
    } while (status == ERROR_MORE_DATA || (status == ERROR_SUCCESS && size > bytes.size()));
    RegCloseKey(opened);
    if (status == ERROR_FILE_NOT_FOUND)
        return;
    if (status != ERROR_SUCCESS) {
        readable = false;
        return;
    }
    auto &value = values[name];
    if (type == REG_DWORD && size == sizeof(DWORD)) {
        DWORD number = 0;
        std::memcpy(&number, bytes.data(), sizeof number);
        value = static_cast<std::uint64_t>(number);
    } else if (type == REG_QWORD && size == sizeof(std::uint64_t)) {
        std::uint64_t number = 0;
        std::memcpy(&number, bytes.data(), sizeof number);
        value = number;
    } else if (type == REG_SZ) {
        std::wstring text(size / sizeof(wchar_t), L'\0');
        std::memcpy(text.data(), bytes.data(), text.size() * sizeof(wchar_t));
        while (!text.empty() && text.back() == L'\0')
            text.pop_back();
        value = std::move(text);
    }
}

} // namespace candor
