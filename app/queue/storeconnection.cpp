// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storeconnection.h"

#include "system/privatefile.h"

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <string>
#include <thread>

namespace candor {

namespace {

/// Between two attempts at what SQLite does not wait for itself.
constexpr std::chrono::milliseconds busyPause{5};

bool isBusyCode(int code)
{
    return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
}

} // namespace

std::unique_ptr<StoreConnection> StoreConnection::open(const std::string &path, const ConnectionSettings &settings)
{
    std::unique_ptr<StoreConnection> result(new StoreConnection(settings));
    // SQLite opens these by their names, and would wait for a FIFO, or follow a link.
    for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
        if (!privatefile::mayBeOpened(path + suffix, &result->m_message)) {
            result->m_code = SQLITE_CANTOPEN;
            return result;
        }
    }
    // Never SQLITE_OPEN_CREATE: the file is made by StoreFolder with its mode, and somebody who only looks makes none.
    const int flags = (settings.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(path.c_str(), &result->m_handle, flags,
                                     settings.fileLayer.empty() ? nullptr : settings.fileLayer.c_str());
    if (code != SQLITE_OK) {
        result->fail(code);
    } else {
        result->setPatience(settings.patience);
        result->m_cleanPages.install(result->m_handle);
    }
    return result;
}

StoreConnection::StoreConnection(const ConnectionSettings &settings)
    : m_settings(settings)
{
}

StoreConnection::~StoreConnection()
{
    for (const auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
    if (m_handle)
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_close_v2(m_handle);
}

void StoreConnection::applyPragmas()
{
    if (failed())
        return;
    setPatience(m_settings.patience);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // Sorting and subqueries must not leave events in a temporary file.
    execute("PRAGMA temp_store = MEMORY");
    execute("PRAGMA trusted_schema = OFF");
    execute("PRAGMA foreign_keys = OFF");
    // A page that is damaged is noticed when it is read, not when something was done by what it says.
    execute("PRAGMA cell_size_check = ON");
    if (m_settings.readOnly) {
        execute("PRAGMA query_only = ON");
        return;
    }
    // These two take effect only while the file is still empty, and before the journal mode writes its first page.
    execute("PRAGMA page_size = 4096");
    execute("PRAGMA auto_vacuum = INCREMENTAL");
    applyJournalMode();
    // What is deleted is overwritten with zeroes.
    execute("PRAGMA secure_delete = ON");
    // When to checkpoint is decided by the store, which knows what the log may grow to.
    execute("PRAGMA wal_autocheckpoint = 0");
    execute("PRAGMA journal_size_limit = 0");
    // A transaction's pages go to the log once, at its end: half-done work would otherwise make it grow.
    execute("PRAGMA cache_size = -1024");
    execute("PRAGMA cache_spill = OFF");
    const std::string pages = "PRAGMA max_page_count = " + std::to_string(m_settings.maximumPages);
    execute(pages.c_str());
    m_full = true;
    setSynchronous(false);
}

void StoreConnection::applyJournalMode()
{
    const std::string wanted = m_settings.writeAheadLog ? "wal" : "truncate";
    if (text("PRAGMA journal_mode") == wanted || failed())
        return;
    // Changing the mode needs the file for itself for a moment, and SQLite does not call the busy handler for it.
    const auto deadline = std::chrono::steady_clock::now() + m_settings.patience;
    for (;;) {
        const std::string got =
            text(m_settings.writeAheadLog ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = TRUNCATE");
        if (!failed() && got == wanted)
            return;
        const bool busy = isBusy() || (!failed() && !m_settings.writeAheadLog);
        if (!busy && !failed()) {
            // A file system without shared memory answers with the mode that stays.
            m_settings.writeAheadLog = false;
            execute("PRAGMA journal_mode = TRUNCATE");
            return;
        }
        if (!busy || std::chrono::steady_clock::now() >= deadline)
            return;
        clearFailure();
        std::this_thread::sleep_for(busyPause);
    }
}

bool StoreConnection::isBusy() const
{
    return isBusyCode(m_code);
}

bool StoreConnection::isDamaged() const
{
    switch (m_code) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    // The statements are always the same ones. Where tables and rows are as they should be, none of them can fail like
    // this; where a few bytes of a definition have changed, all of them would do so for ever.
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
    case SQLITE_TOOBIG:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_FORMAT:
    case SQLITE_RANGE:
        return true;
    default:
        return false;
    }
}

bool StoreConnection::isFormatUnknown() const
{
    if (!m_handle || m_settings.readOnly || sqlite3_db_readonly(m_handle, "main") != 1)
        return false;
    constexpr int versionsOffset = 18;
    constexpr unsigned char newestVersion = 2;
    sqlite3_file *file = nullptr;
    std::array<unsigned char, 2> versions = {};
    return sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file
        && file->pMethods
        && file->pMethods->xRead(file, versions.data(), static_cast<int>(versions.size()), versionsOffset) == SQLITE_OK
        && (versions[0] > newestVersion || versions[1] > newestVersion);
}

void StoreConnection::clearFailure()
{
    m_code = 0;
    m_message.clear();
}

void StoreConnection::fail(int code)
{
    if (failed())
        return;
    m_code = code & 0xff;
    const bool current = m_handle && (sqlite3_errcode(m_handle) & 0xff) == m_code;
    m_message = current ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code);
}

void StoreConnection::execute(const char *sql)
{
    if (failed())
        return;
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code);
}

std::int64_t StoreConnection::lastRow() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

void StoreConnection::setSynchronous(bool full)
{
    if (full == m_full)
        return;
    execute(full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    if (!failed())
        m_full = full;
}

bool StoreConnection::syncLog()
{
    if (failed())
        return false;
    if (!m_settings.writeAheadLog)
        return true; // each commit synced
    sqlite3_file *log = nullptr;
    int code = sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    // No methods: the log was never opened by this connection, so it has committed nothing.
    if (code == SQLITE_OK && log && log->pMethods)
        code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
    if (code != SQLITE_OK)
        fail(code);
    return code == SQLITE_OK;
}

void StoreConnection::setPatience(std::chrono::milliseconds patience)
{
    sqlite3_busy_timeout(m_handle, static_cast<int>(patience.count()));
}

bool StoreConnection::checkpoint(std::chrono::milliseconds patience)
{
    if (failed())
        return false;
    if (!m_settings.writeAheadLog)
        return true;
    // A connection that has not read yet does not know of the log, and would report success without having touched it.
    if (number("SELECT count(*) FROM sqlite_schema") == 0 && failed())
        return false;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    setPatience(patience);
    int code = sqlite3_wal_checkpoint_v2(m_handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    // SQLite waits for who reads or writes, but never for a checkpoint of another connection.
    while (isBusyCode(code) && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(busyPause);
        setPatience(std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()));
        code = sqlite3_wal_checkpoint_v2(m_handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    }
    setPatience(m_settings.patience);
    if (code != SQLITE_OK && !isBusyCode(code))
        fail(code);
    // Pages in memory may have what those in the file have no longer, and would be written with it. Other connections
    // drop theirs when they see that the log has changed.
    sqlite3_db_release_memory(m_handle);
    return code == SQLITE_OK;
}

Statement::Statement(StoreConnection &connection, const char *sql)
    : m_connection(connection)
{
    if (connection.failed())
        return;
    const auto found = connection.m_statements.find(std::string_view(sql));
    if (found != connection.m_statements.end()) {
        m_statement = found->second;
        return;
    }
    const int code = sqlite3_prepare_v3(connection.m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    if (code == SQLITE_OK)
        connection.m_statements.emplace(sql, m_statement);
    else
        connection.fail(code);
}

Statement::~Statement()
{
    reset();
}

void Statement::reset()
{
    if (m_statement) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
}

Statement &Statement::bind(int index, std::int64_t value)
{
    if (!m_connection.failed()) {
        if (const int code = sqlite3_bind_int64(m_statement, index, value); code != SQLITE_OK)
            m_connection.fail(code);
    }
    return *this;
}

Statement &Statement::bind(int index, std::string_view text)
{
    if (!m_connection.failed()) {
        // A null pointer would be bound as NULL.
        const char *bytes = text.empty() ? "" : text.data();
        const int code = sqlite3_bind_text64(m_statement, index, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
        if (code != SQLITE_OK)
            m_connection.fail(code);
    }
    return *this;
}

bool Statement::step()
{
    if (m_connection.failed())
        return false;
    const int code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        m_connection.fail(code);
    return code == SQLITE_ROW;
}

std::int64_t Statement::run()
{
    while (step()) { }
    const std::int64_t changed = m_connection.failed() ? 0 : sqlite3_changes64(m_connection.m_handle);
    reset();
    return changed;
}

std::int64_t Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string Statement::text(int column) const
{
    const void *bytes = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return bytes ? std::string(static_cast<const char *>(bytes), static_cast<std::size_t>(size)) : std::string();
}

Transaction::Transaction(StoreConnection &connection, Kind kind)
    : m_connection(connection)
{
    connection.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction()
{
    // Some failures (disk full, I/O) have rolled back already.
    if (m_connection.handle() && sqlite3_get_autocommit(m_connection.handle()) == 0)
        sqlite3_exec(m_connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Transaction::commit()
{
    m_connection.run("COMMIT");
    return !m_connection.failed();
}

} // namespace candor
