// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/cleanpages.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace candor {

namespace {

/// A range of bytes in a page.
struct Room
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::size_t twoBytes(const unsigned char *bytes, std::size_t at)
{
    return static_cast<std::size_t>(bytes[at]) << 8 | bytes[at + 1];
}

/// What nothing uses between the list of cells and the cells of a leaf ("B-tree Pages" in SQLite's description of its
/// file format). The inner pages of tables hold numbers only, and all other pages begin with a number below that of a
/// leaf.
Room unusedRoom(const unsigned char *page)
{
    constexpr unsigned char leafOfAnIndex = 0x0a;
    constexpr unsigned char leafOfATable = 0x0d;
    constexpr std::size_t header = 8;
    if (page[0] != leafOfAnIndex && page[0] != leafOfATable)
        return {};
    const Room result{header + 2 * twoBytes(page, 3), twoBytes(page, 5)};
    return result.begin < result.end && result.end <= CleanPages::pageBytes ? result : Room();
}

} // namespace

void CleanPages::install(sqlite3 *database)
{
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file
        || !file->pMethods)
        return;
    static_cast<sqlite3_io_methods &>(m_methods) = *file->pMethods;
    m_methods.original = file->pMethods;
    m_methods.xWrite = &CleanPages::write;
    file->pMethods = &m_methods;
}

int CleanPages::write(sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
    auto *methods = const_cast<Methods *>(static_cast<const Methods *>(file->pMethods)); // ours, which are not constant
    const sqlite3_io_methods *original = methods->original;
    // The first page, which begins otherwise, holds the definitions of the tables.
    if (offset > 0 && amount == pageBytes && offset % amount == 0) {
        const auto *bytes = static_cast<const unsigned char *>(data);
        const Room room = unusedRoom(bytes);
        if (std::any_of(bytes + room.begin, bytes + room.end, [](unsigned char byte) { return byte != 0; })) {
            auto &page = methods->page;
            std::memcpy(page.data(), bytes, page.size());
            std::memset(page.data() + room.begin, 0, room.end - room.begin);
            const int result = original->xWrite(file, page.data(), amount, offset);
            page.fill(0); // or it would outlive the erasing of the store
            return result;
        }
    }
    return original->xWrite(file, data, amount, offset);
}

} // namespace candor
