// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <array>

namespace candor {

/// Keeps what was deleted out of a database file. With secure_delete SQLite overwrites what it deletes where it stands.
/// But where rows are moved from page to page it leaves copies of them behind, in the room of a page that nothing uses;
/// they are no part of any row, and stay when the row is deleted. This overwrites that room with zeroes in each page on
/// its way to the database. The log still has such copies, until it is cut. Internal to queue/; Qt-free.
class CleanPages
{
public:
    static constexpr int pageBytes = 4096; ///< of the database's pages; others are left as they are

    CleanPages() = default;
    CleanPages(const CleanPages &) = delete;
    CleanPages &operator=(const CleanPages &) = delete;

    /// For all that \a database writes from now on. It must be closed before this object goes.
    void install(sqlite3 *database);

private:
    /// The methods of the file as they were, but for one, which needs to find the one in whose place it stands.
    struct Methods : sqlite3_io_methods
    {
        const sqlite3_io_methods *original = nullptr;
        std::array<unsigned char, pageBytes> page = {}; // what is being written; not on the stack, which nobody clears
    };
    static int write(sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset);

    Methods m_methods = {};
};

} // namespace candor
