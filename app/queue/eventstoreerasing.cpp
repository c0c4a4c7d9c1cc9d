// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The end of what was recorded: after a no, and when a person wants to be rid of it.

#include "queue/eventstore.h"

#include "queue/storeconnection.h"
#include "queue/storefolder.h"
#include "queue/storeschema.h"

#include <algorithm>
#include <thread>

namespace candor {

namespace {

using storeschema::State;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::chrono::milliseconds pause{20};
constexpr std::chrono::milliseconds atLeast{5}; // others' commits take that long

std::chrono::milliseconds left(SteadyTime deadline)
{
    return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()),
                    atLeast);
}

/// What to erase, and what stays.
struct Erasure
{
    StoreFolder &folder;
    const std::string &decision; ///< what belongs to it stays; empty: nothing does
    const std::string &fileLayer;
    std::int64_t nowMs = 0;
    SteadyTime deadline;
};

/// Is there anything of \a decision?
bool holds(StoreConnection &connection, const std::string &decision)
{
    return !decision.empty()
        && connection.number("SELECT (SELECT count(*) FROM scopes WHERE decision = ?1) + "
                             "(SELECT count(*) FROM secrets WHERE decision = ?1) + "
                             "(SELECT count(*) FROM daily WHERE decision = ?1)",
                             decision)
        > 0;
}

/// What belongs to others than \a erasure's decision, in portions, so that the log never takes more of the disk than
/// while collecting. Ends early where somebody reads for too long: then the rest goes at once, whatever room it takes.
void deleteInPortions(StoreConnection &connection, const Erasure &erasure)
{
    constexpr std::int64_t rowsAtOnce = 128;
    constexpr std::int64_t logLimit = 1024 * 1024;
    for (std::int64_t gone = rowsAtOnce; gone == rowsAtOnce && !connection.failed();) {
        Transaction transaction(connection, Transaction::Kind::Write);
        gone = connection.run("DELETE FROM events WHERE row IN (SELECT row FROM events WHERE scope NOT IN "
                              "(SELECT id FROM scopes WHERE decision = ?1) LIMIT ?2)",
                              erasure.decision, rowsAtOnce);
        storeschema::restartCounters(connection, erasure.nowMs);
        (void)transaction.commit(); // its failure is the connection's
        if (erasure.folder.writeAheadLogBytes() > logLimit && !connection.checkpoint(left(erasure.deadline)))
            break;
    }
}

/// Everything but what belongs to \a decision.
void deleteOthers(StoreConnection &connection, const std::string &decision)
{
    for (const char *sql : {"DELETE FROM events WHERE scope NOT IN (SELECT id FROM scopes WHERE decision = ?1)",
                            "DELETE FROM scopes WHERE decision <> ?1", "DELETE FROM secrets WHERE decision <> ?1",
                            "DELETE FROM daily WHERE decision <> ?1"})
        connection.run(sql, decision);
    // How far each ring was read is known to who reads it, and to whoever recovers it: those of the decision stay. So
    // does the time by which what stays has aged.
    connection.execute("DELETE FROM delivery");
    connection.execute("DELETE FROM meta WHERE name NOT LIKE 'clock%'");
}

void deleteEverything(StoreConnection &connection)
{
    // Without WHERE SQLite frees whole pages, and secure_delete overwrites each of them from the first byte to the
    // last; of events, which have a trigger, it overwrites each row. Bodies first: the trigger finds nothing then.
    for (const char *sql :
         {"DELETE FROM bodies", "DELETE FROM events", "DELETE FROM scopes", "DELETE FROM counters", "DELETE FROM rings",
          "DELETE FROM delivery", "DELETE FROM meta", "DELETE FROM secrets", "DELETE FROM daily"})
        connection.execute(sql);
    // Whoever closes it last sees by this that nothing is kept here any more; the next commit takes it away.
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('erased', 1)");
}

enum class Rows {
    Gone, ///< all of them
    Kept, ///< those of the decision are there
    There, ///< it did not work
};

Rows eraseRows(const Erasure &erasure, std::string *error)
{
    const std::string database = erasure.folder.database();
    ConnectionSettings settings;
    settings.fileLayer = erasure.fileLayer;
    settings.writeAheadLog = erasure.folder.isLocal();
    settings.patience = left(erasure.deadline);
    auto connection = StoreConnection::open(database, settings);
    const State state = storeschema::inspect(*connection);
    if (state == State::Empty)
        return Rows::Gone; // another process is just making it
    if (state != State::Current) {
        *error = "the event store " + database + " can't be read and was not erased";
        if (state == State::Failed && connection->failed())
            *error += ": " + connection->message();
        return Rows::There;
    }
    connection->applyPragmas();
    // Erasing may need more room for a moment than collecting is given.
    connection->execute("PRAGMA max_page_count = 1000000");
    bool keeps = false;
    bool done = false;
    deleteInPortions(*connection, erasure);
    if (connection->isBusy())
        connection->clearFailure(); // tried once more
    if (!connection->failed()) {
        Transaction transaction(*connection, Transaction::Kind::Write);
        keeps = holds(*connection, erasure.decision);
        if (keeps)
            deleteOthers(*connection, erasure.decision);
        else
            deleteEverything(*connection);
        storeschema::restartCounters(*connection, erasure.nowMs);
        done = transaction.commit();
    }
    if (done) {
        connection->execute("PRAGMA incremental_vacuum");
        // Until the log is cut, the deleted rows still stand in it.
        done = connection->checkpoint(left(erasure.deadline));
    }
    if (!done) {
        *error = "the event store " + database + " could not be erased: "
            + (connection->failed() ? connection->message() : std::string("another program is reading it"));
        return Rows::There;
    }
    return keeps ? Rows::Kept : Rows::Gone;
}

/// \a decision tells what stays, once the lock is held; nothing: it is not wanted any more.
bool eraseFolder(const std::string &folder, const std::function<std::optional<std::string>()> &decision,
                 const Clock &clock, const std::string &fileLayer, std::chrono::milliseconds patience,
                 std::string *error)
{
    if (!StoreFolder::exists(folder))
        return true;
    const SteadyTime deadline = std::chrono::steady_clock::now() + patience;
    std::string problem;
    auto storeFolder = StoreFolder::open(folder, EventStore::Mode::ReadWrite, patience, &problem);
    if (!storeFolder) {
        *error = problem;
        return false;
    }
    // Another process may be making, opening or removing the store at this moment; that passes.
    for (;;) {
        const std::optional<std::string> stays = decision();
        if (!stays)
            return true;
        // The rows go first, also when the files can be removed: their bytes are overwritten, not only unlinked.
        const Rows rows = storeFolder->hasDatabase()
            ? eraseRows({*storeFolder, *stays, fileLayer, unixMilliseconds(clock.now()), deadline}, &problem)
            : Rows::Gone;
        if (rows == Rows::Kept)
            return true;
        if (storeFolder->becomeExclusive(std::chrono::milliseconds(0))) {
            if (storeFolder->removeEverything(&problem))
                return true;
        } else if (rows == Rows::Gone) {
            return true; // somebody else has the store open; without a row in it
        }
        if (std::chrono::steady_clock::now() >= deadline)
            break;
        std::this_thread::sleep_for(pause);
        if (!StoreFolder::exists(folder))
            return true;
        if (!storeFolder->becomeShared(left(deadline)))
            break;
    }
    *error = problem;
    return false;
}

} // namespace

bool EventStore::erase(const std::string &folder, std::shared_ptr<const Clock> clock, std::string *error,
                       const std::function<bool()> &stillWanted, const std::string &fileLayer)
{
    const auto nothingStays = [&stillWanted]() -> std::optional<std::string> {
        if (stillWanted && !stillWanted())
            return std::nullopt;
        return std::string();
    };
    return eraseFolder(folder, nothingStays, *clock, fileLayer, erasePatience, error);
}

bool EventStore::eraseEarlier(const std::string &folder, const std::function<std::string()> &current,
                              std::shared_ptr<const Clock> clock, std::string *error, const std::string &fileLayer,
                              std::chrono::milliseconds patience)
{
    return eraseFolder(
        folder, [&current]() -> std::optional<std::string> { return current(); }, *clock, fileLayer, patience, error);
}

} // namespace candor
