// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

namespace candor {

/// The values of one key below HKEY_LOCAL_MACHINE of the Windows registry. Windows only; Qt-free.
struct RegistryValues
{
    bool readable = true; ///< false: the key or a value exists but can't be read
    /// By name. REG_DWORD and REG_QWORD are numbers, REG_SZ is a text, any other type is a monostate.
    std::map<std::wstring, std::variant<std::monostate, std::uint64_t, std::wstring>> values;

    /// Reads the values \a names of \a key, such as "Software\\Policies\\Candor", in the 64-bit view also in a 32-bit
    /// program. A missing key or value is not in the result. Writes nothing; QSettings would create the key, and would
    /// not report one that it can't open.
    template<typename Names>
    [[nodiscard]] static RegistryValues read(const std::wstring &key, const Names &names)
    {
        RegistryValues result;
        for (const std::wstring &name : names)
            result.add(key, name);
        return result;
    }

private:
    void add(const std::wstring &key, const std::wstring &name);
};

} // namespace candor
