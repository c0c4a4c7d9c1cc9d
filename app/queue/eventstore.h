// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storeclaims.h"
#include "queue/storeremovals.h"
#include "queue/storeview.h"
#include "queue/storewriter.h"
#include "system/clock.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace candor {

/// The SQLite file of waiting, delivered and rejected events: <folder>/events.sqlite, shared by several processes.
/// One instance is one connection and belongs to one thread. No statement stays open between two calls. Qt-free.
/// What is done to it stands in four classes, each for those who do it, over this one connection: StoreWriter (the
/// store thread), StoreClaims (who sends), StoreRemovals (who sees to it that something goes) and StoreView (who
/// looks). A file that turns out to be damaged makes the operation fail that comes to it, and every later one in all
/// processes; once they have closed it, the next open() begins it anew and says so. Every operation of the four may
/// fail (disk full, damage, a lock held for longer than the busy time-out of 2 s): it then returns false or nothing,
/// error() says why, and nothing was changed. One exception: where the disk fails while it syncs, what was refused may
/// be there, whole, once the store is opened again. Trying again does no harm: a commit moves the ring's position with
/// its rows, and marks change only what is still to be changed.
class EventStore
{
public:
    enum class Mode {
        ReadWrite, ///< makes the folder (0700) and the file (0600); begins a damaged file anew
        ReadOnly, ///< for showing; never creates or changes a file
        Existing, ///< to change what is there: makes nothing where there is no store (Missing), begins nothing anew
    };
    enum class OpenStatus { Ok, BegunAnew, Missing, NewerSchema, Failed };

    struct Options
    {
        std::int64_t maximumBytes = 10 * 1024 * 1024; ///< on disk, promise P8
        std::chrono::hours maximumAge = std::chrono::hours(24 * 30);
        std::chrono::hours keepDelivered = std::chrono::hours(24 * 7);
        std::chrono::hours keepUndecided = std::chrono::hours(24 * 7); ///< what waits while nobody has answered
        /// Random: tells one start of a program from the others, see StoreRemovals::expire().
        std::int64_t start = 0;
        std::string fileLayer; ///< name of a registered SQLite VFS; empty: the system's
        /// How long others may hold the folder or the file before that is a failure.
        std::chrono::milliseconds patience{2000};
        /// Asked inside a commit that is the first of its scope, or the first since somebody erased what there was of
        /// it, with the decision's id: false refuses the commit. So whoever erases after changing the answer finds
        /// nothing written behind it. Empty: always wanted.
        std::function<bool(const std::string &decisionId)> stillWanted;
    };

    struct Opened
    {
        OpenStatus status = OpenStatus::Failed;
        std::unique_ptr<EventStore> store; ///< set when Ok or BegunAnew
        std::string error; ///< for a person
    };
    [[nodiscard]] static Opened open(const std::string &folder, Mode mode, std::shared_ptr<const Clock> clock,
                                     Options options);
    ~EventStore();
    EventStore(const EventStore &) = delete;
    EventStore &operator=(const EventStore &) = delete;

    [[nodiscard]] StoreWriter &writer() { return m_writer; }
    [[nodiscard]] StoreClaims &claims() { return m_claims; }
    [[nodiscard]] StoreRemovals &removals() { return m_removals; }
    [[nodiscard]] StoreView &view() { return m_view; }
    /// Of the last operation, whichever class has it; empty: it did not fail.
    [[nodiscard]] const std::string &error() const;

    /// Removes everything in \a folder after a no: rows (secure_delete), a truncating checkpoint, and, when no other
    /// process has the store open, the files and the folder. Tries for erasePatience. True when no byte of an event is
    /// left. \a stillWanted is asked once the folder's lock is held: a yes given meanwhile keeps what belongs to it
    /// (true, too).
    [[nodiscard]] static bool erase(const std::string &folder, std::shared_ptr<const Clock> clock, std::string *error,
                                    const std::function<bool()> &stillWanted = {}, const std::string &fileLayer = {});

    /// The same beside a yes that goes on under a new decision: what others have recorded under that stays, and the
    /// files with it. \a current is asked once the folder's lock is held, and tells that decision; empty: there is
    /// none.
    [[nodiscard]] static bool eraseEarlier(const std::string &folder, const std::function<std::string()> &current,
                                           std::shared_ptr<const Clock> clock, std::string *error,
                                           const std::string &fileLayer = {},
                                           std::chrono::milliseconds patience = erasePatience);
    static constexpr std::chrono::milliseconds erasePatience{1000};

private:
    explicit EventStore(std::unique_ptr<StoreFile> file);

    const std::unique_ptr<StoreFile> m_file;
    StoreWriter m_writer{*m_file};
    StoreClaims m_claims{*m_file};
    StoreRemovals m_removals{*m_file};
    StoreView m_view{*m_file};
};

} // namespace candor
