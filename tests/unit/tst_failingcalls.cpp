// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Each system call about files fails in turn, under what Candor writes itself and under SQLite: afterwards the files
// are as before or as they were to be, and the store opens and adds up.

#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "support/failingcalls.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"
#include "system/durablefile.h"

#include <QDir>
#include <QtTest>

#include <cerrno>

using namespace Qt::StringLiterals;
using namespace candor;
using candor::test::FailingCalls;
using candor::test::FakeClock;
using candor::test::TemporaryHome;
using Mode = EventStore::Mode;
using Status = EventStore::OpenStatus;

namespace {

constexpr struct
{
    const char *name;
    int errorNumber;
    FailingCalls::Lasting lasting;
} faults[] = {
    {"ENOSPC once", ENOSPC, FailingCalls::Once}, {"ENOSPC", ENOSPC, FailingCalls::On},
    {"EIO once", EIO, FailingCalls::Once},       {"EIO", EIO, FailingCalls::On},
    {"EROFS", EROFS, FailingCalls::On},          {"EDQUOT", EDQUOT, FailingCalls::On},
    {"EMFILE", EMFILE, FailingCalls::On},        {"EINTR once", EINTR, FailingCalls::Once},
};

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

void addFaults()
{
    QTest::addColumn<int>("kind");
    for (std::size_t i = 0; i < std::size(faults); ++i)
        QTest::newRow(faults[i].name) << static_cast<int>(i);
}

} // namespace

class FailingCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacingAFile_data() { addFaults(); }
    void replacingAFile();
    void creatingAFile_data() { addFaults(); }
    void creatingAFile();
    void theStore_data() { addFaults(); }
    void theStore();
    void erasingTheStore_data() { addFaults(); }
    void erasingTheStore();
};

void FailingCallsTest::replacingAFile()
{
    QFETCH(int, kind);
    const TemporaryHome home;
    const QByteArray before(5000, 'a');
    const QByteArray after(7000, 'b');
    for (std::int64_t nth = 1;; ++nth) {
        home.write(u"folder/file"_s, before);
        QString error;
        bool done = false;
        std::string first;
        {
            const FailingCalls calls(faults[kind].errorNumber, nth, faults[kind].lasting);
            done = replaceFile(home.path(u"folder/file"_s), after, &error);
            first = calls.first();
        }
        const QByteArray there = home.read(u"folder/file"_s);
        QVERIFY2(there == before || there == after, first.c_str());
        QVERIFY2(!done || there == after, first.c_str());
        QVERIFY2(done || error.contains(home.path(u"folder/file"_s)), first.c_str());
        if (faults[kind].lasting == FailingCalls::Once && first != "unlink")
            QCOMPARE(namesIn(home.path(u"folder"_s)), QStringList{u"file"_s});
        // It works again, whatever was left.
        QVERIFY2(replaceFile(home.path(u"folder/file"_s), before, &error), qPrintable(error));
        if (first.empty()) {
            QVERIFY(done);
            QVERIFY(nth > 4);
            return;
        }
    }
}

void FailingCallsTest::creatingAFile()
{
    QFETCH(int, kind);
    const QByteArray bytes(7000, 'b');
    for (std::int64_t nth = 1;; ++nth) {
        const TemporaryHome home;
        QString error;
        CreateResult result = CreateResult::Failed;
        std::string first;
        {
            const FailingCalls calls(faults[kind].errorNumber, nth, faults[kind].lasting);
            result = createFile(home.path(u"new/folder/file"_s), bytes, &error);
            first = calls.first();
        }
        QVERIFY2(result != CreateResult::AlreadyThere, first.c_str());
        QVERIFY2(result != CreateResult::Failed || !error.isEmpty(), first.c_str());
        const bool there = home.exists(u"new/folder/file"_s);
        QVERIFY2(!there || home.read(u"new/folder/file"_s) == bytes, first.c_str());
        QVERIFY2(there || result == CreateResult::Failed, first.c_str());
        const CreateResult again = createFile(home.path(u"new/folder/file"_s), bytes, &error);
        QCOMPARE(again, there ? CreateResult::AlreadyThere : CreateResult::Created);
        if (first.empty()) {
            QVERIFY(nth > 5);
            return;
        }
    }
}

namespace {

/// Opens, stores, delivers and closes, as far as it goes. \returns what could not be done, in words; empty: all was.
std::string useStore(const std::string &folder, const std::shared_ptr<FakeClock> &clock, std::uint64_t last)
{
    const EventScope scope{"decision", "destination"};
    const auto opened = EventStore::open(folder, Mode::ReadWrite, clock, {});
    if (opened.status == Status::BegunAnew)
        qFatal("a fault was taken for damage: %s", opened.error.c_str());
    if (!opened.store)
        return opened.error.empty() ? "?" : opened.error;
    EventStore &store = *opened.store;
    const auto position = store.writer().ringPosition(1);
    if (!position)
        return store.error().empty() ? "?" : store.error();
    std::vector<NewEvent> events;
    for (std::uint64_t i = position->lastSequence + 1; i <= last; ++i)
        events.push_back({eventId(1, 1, i), "page.viewed", unixMilliseconds(clock->now()), std::string(800, 'x')});
    CommitProgress progress;
    progress.ringBase = 1;
    progress.lastSequence = last;
    progress.accepted = static_cast<std::int64_t>(events.size());
    bool done = store.writer().commit(scope, events, progress) && store.claims().reclaim();
    std::vector<std::int64_t> rows;
    if (done) {
        for (const StoredEvent &event : store.claims().claim(scope, 3, 100000))
            rows.push_back(event.row);
        done = store.error().empty();
    }
    done = done && store.claims().settle(rows, {EventState::Delivered}, {}) && store.writer().sync()
        && store.removals().expire() && store.view().counters();
    return done ? "" : store.error().empty() ? "?" : store.error();
}

} // namespace

void FailingCallsTest::theStore()
{
    QFETCH(int, kind);
    const bool every = qEnvironmentVariableIsSet("CANDOR_TRIALS");
    auto clock = std::make_shared<FakeClock>();
    for (std::int64_t nth = 1;; nth += every ? 1 : 3) {
        const TemporaryHome home;
        const std::string folder = home.path(u"data/events"_s).toStdString();
        std::string first;
        std::string problem;
        {
            const FailingCalls calls(faults[kind].errorNumber, nth, faults[kind].lasting);
            problem = useStore(folder, clock, 20);
            if (problem.empty())
                problem = useStore(folder, clock, 40); // an existing one
            first = calls.first();
        }
        QVERIFY2(problem != "?", first.c_str());
        QVERIFY2(problem.empty() || !first.empty(), problem.c_str());
        problem = useStore(folder, clock, 60);
        QVERIFY2(problem.empty(), (first + ": " + problem).c_str());

        const auto opened = EventStore::open(folder, Mode::ReadWrite, clock, {});
        const auto counters = opened.store->view().counters();
        QVERIFY(counters);
        QCOMPARE(counters->accepted, 60);
        QCOMPARE(counters->waiting + counters->sending + counters->delivered, 60);
        QSet<QString> ids;
        const auto shown = opened.store->view().events({});
        for (const StoredEvent &event : *shown)
            ids.insert(QString::fromStdString(event.id));
        QCOMPARE(ids.size(), 60);
        if (first.empty()) {
            QVERIFY(nth > 30);
            return;
        }
    }
}

void FailingCallsTest::erasingTheStore()
{
    QFETCH(int, kind);
    const bool every = qEnvironmentVariableIsSet("CANDOR_TRIALS");
    auto clock = std::make_shared<FakeClock>();
    // Where the failure lasts, erasing tries for a second each time.
    const std::int64_t stride = every ? 1 : faults[kind].lasting == FailingCalls::On ? 40 : 5;
    for (std::int64_t nth = 1;; nth += stride) {
        const TemporaryHome home;
        const std::string folder = home.path(u"data/events"_s).toStdString();
        QVERIFY(useStore(folder, clock, 20).empty());
        std::string first;
        std::string error;
        bool erased = false;
        {
            const FailingCalls calls(faults[kind].errorNumber, nth, faults[kind].lasting);
            erased = EventStore::erase(folder, clock, &error);
            first = calls.first();
        }
        QVERIFY2(erased || !error.empty(), first.c_str());
        if (erased && QFileInfo::exists(QString::fromStdString(folder))) {
            const auto left = EventStore::open(folder, Mode::ReadOnly, clock, {});
            QVERIFY2(!left.store || left.store->view().events({})->empty(), first.c_str());
        }
        QVERIFY2(EventStore::erase(folder, clock, &error), error.c_str());
        QVERIFY2(!QFileInfo::exists(QString::fromStdString(folder)), first.c_str());
        if (first.empty()) {
            QVERIFY(nth > 20);
            return;
        }
    }
}

QTEST_APPLESS_MAIN(FailingCallsTest)
#include "tst_failingcalls.moc"
