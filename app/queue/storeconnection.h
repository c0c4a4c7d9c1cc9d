// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/cleanpages.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace candor {

/// How a connection is to behave; see StoreConnection::open().
struct ConnectionSettings
{
    bool readOnly = false;
    bool writeAheadLog = true; ///< else a truncating journal
    std::int64_t maximumPages = 0; ///< of StoreConnection::pageBytes
    std::string fileLayer = {}; ///< name of a registered SQLite VFS; empty: the system's
    std::chrono::milliseconds patience{2000}; ///< how long others may hold it before that is a failure
};

/// One SQLite connection. The first failure sticks: everything after it does nothing until clearFailure(), so that a
/// sequence of steps is written down without a check after each, and a transaction with a failure in it can't be
/// committed. Internal to queue/; Qt-free; belongs to one thread.
class StoreConnection
{
public:
    static constexpr int pageBytes = CleanPages::pageBytes;

    /// Opens \a path, which exists, and prepares nothing yet. Always returns a connection; look at failed(). What is no
    /// regular file of this user (privatefile.h) is a failure, also beside it: the log, its index, the journal.
    [[nodiscard]] static std::unique_ptr<StoreConnection> open(const std::string &path,
                                                               const ConnectionSettings &settings);
    ~StoreConnection(); ///< without a checkpoint: ending a program must not wait for the disk
    StoreConnection(const StoreConnection &) = delete;
    StoreConnection &operator=(const StoreConnection &) = delete;

    /// Sets every pragma the store relies on. Apart from journal mode, page size and auto-vacuum they belong to the
    /// connection and not to the file, so that each needs them; and what is the default differs between builds of
    /// SQLite.
    void applyPragmas();

    [[nodiscard]] bool failed() const { return m_code != 0; }
    [[nodiscard]] int code() const { return m_code; } ///< SQLite's primary result code
    [[nodiscard]] const std::string &message() const { return m_message; }
    [[nodiscard]] bool isBusy() const; ///< somebody else had it for too long
    [[nodiscard]] bool isDamaged() const; ///< the failure says: this is no usable database
    /// The file's header asks for a version of SQLite that there isn't, which makes it read-only for ever.
    [[nodiscard]] bool isFormatUnknown() const;
    void clearFailure();
    void fail(int code); ///< records SQLite's message, if it is the first failure

    void execute(const char *sql); ///< statements without a result and without values
    // One statement, with \a values from ?1 on.
    template<typename... Values>
    std::int64_t run(const char *sql, const Values &...values); ///< \returns how many rows changed
    template<typename... Values>
    [[nodiscard]] std::int64_t number(const char *sql, const Values &...values); ///< of the first row; 0: there is none
    template<typename... Values>
    [[nodiscard]] std::string text(const char *sql, const Values &...values); ///< of the first row

    /// FULL syncs every commit, NORMAL none (with a write-ahead log). Not inside a transaction.
    void setSynchronous(bool full);
    /// Makes what was committed safe against a power cut, without writing anything.
    [[nodiscard]] bool syncLog();
    /// Moves the log into the database and cuts it to nothing. False when other connections are reading, writing or
    /// doing the same for longer than \a patience. What is read again afterwards has no trace of what was deleted
    /// before.
    [[nodiscard]] bool checkpoint(std::chrono::milliseconds patience = std::chrono::milliseconds(0));
    [[nodiscard]] bool usesWriteAheadLog() const { return m_settings.writeAheadLog; }

    /// The number of the row that was inserted last.
    [[nodiscard]] std::int64_t lastRow() const;

    [[nodiscard]] sqlite3 *handle() const { return m_handle; }

private:
    friend class Statement;
    explicit StoreConnection(const ConnectionSettings &settings);
    void applyJournalMode();
    void setPatience(std::chrono::milliseconds patience);

    ConnectionSettings m_settings;
    CleanPages m_cleanPages;
    sqlite3 *m_handle = nullptr;
    int m_code = 0;
    std::string m_message;
    bool m_full = false;
    struct TextHash : std::hash<std::string_view>
    {
        using is_transparent = void; // found by a text that nobody has copied
    };
    /// By their text; compiled once, reset after each use.
    std::unordered_map<std::string, sqlite3_stmt *, TextHash, std::equal_to<>> m_statements;
};

/// A statement in use: reset when it goes out of scope, so that none holds the database open between two calls.
class Statement
{
public:
    /// The compiled statement is kept under \a sql, for as long as the connection: of few different texts.
    Statement(StoreConnection &connection, const char *sql);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    Statement &bind(int index, std::int64_t value);
    Statement &bind(int index, std::string_view text); ///< \a text must outlive the statement

    /// Values from \a index on.
    template<typename... Values>
    Statement &bindFrom(int index, const Values &...values)
    {
        (bind(index++, values), ...);
        return *this;
    }
    /// ... from the first on.
    template<typename... Values>
    Statement &with(const Values &...values)
    {
        return bindFrom(1, values...);
    }

    /// True when there is a row to read; false at the end or after a failure of the connection.
    bool step();
    /// For statements without a result. \returns how many rows changed.
    std::int64_t run();
    /// Ready for other values.
    void reset();

    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string text(int column) const;

private:
    StoreConnection &m_connection;
    sqlite3_stmt *m_statement = nullptr;
};

template<typename... Values>
std::int64_t StoreConnection::run(const char *sql, const Values &...values)
{
    return Statement(*this, sql).with(values...).run();
}

template<typename... Values>
std::int64_t StoreConnection::number(const char *sql, const Values &...values)
{
    Statement statement(*this, sql);
    return statement.with(values...).step() ? statement.number(0) : 0;
}

template<typename... Values>
std::string StoreConnection::text(const char *sql, const Values &...values)
{
    Statement statement(*this, sql);
    return statement.with(values...).step() ? statement.text(0) : std::string();
}

/// Rolled back unless committed.
class Transaction
{
public:
    enum class Kind { Read, Write };
    Transaction(StoreConnection &connection, Kind kind);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// False, and nothing is changed, if anything since the beginning failed.
    [[nodiscard]] bool commit();

private:
    StoreConnection &m_connection;
};

} // namespace candor
