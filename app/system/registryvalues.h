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
    bool readable = true; ///< false: the key or a value is there and can't be read
    /// By name. REG_DWORD and REG_QWORD as numbers, REG_SZ as a text, anything else as nothing.
    std::map<std::wstring, std::variant<std::monostate, std::uint64_t, std::wstring>> values;

    /// Reads the values \a names of \a key, "Software\\Policies\\Candor", in the 64-bit view also for a 32-bit program.
    /// A missing key or value is none. Writes nothing; QSettings would make the key, and tell nothing of one it can't
    /// open.
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
