// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventrecord.h"
#include "queue/ringfile.h"
#include "queue/ringfolder.h"
#include "support/failingcalls.h"
#include "support/runtimefolder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QtTest>

#include <cerrno>
#include <deque>
#include <fcntl.h>
#include <random>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using candor::AbandonedRing;
using candor::Categories;
using candor::Category;
using candor::EventRing;
using candor::OwnedProperty;
using candor::RingFolder;
using candor::RingScope;
using candor::test::FailingCalls;
using candor::test::RuntimeFolder;

namespace {

bool push(EventRing &ring, std::string_view text)
{
    return ring.push(std::as_bytes(std::span(text.data(), text.size()))) == EventRing::Push::Accepted;
}

std::string textOf(const EventRing::Entry &entry)
{
    return {reinterpret_cast<const char *>(entry.record.data()), entry.record.size()};
}

std::vector<std::string> textsOf(AbandonedRing &ring)
{
    std::vector<std::string> result;
    EventRing::Entry entry;
    while (ring.next(&entry))
        result.push_back(textOf(entry));
    return result;
}

/// What each of the abandoned rings holds.
std::vector<std::vector<std::string>> abandonedIn(const RingFolder &folder)
{
    std::vector<std::vector<std::string>> result;
    folder.recover([&result](AbandonedRing &ring) {
        result.push_back(textsOf(ring));
        return true;
    });
    return result;
}

/// The only abandoned ring.
AbandonedRing onlyOne(const RingFolder &folder)
{
    std::optional<AbandonedRing> result;
    folder.recover([&result](AbandonedRing &ring) {
        if (result)
            qFatal("there is more than one ring");
        result.emplace(std::move(ring));
        return true;
    });
    if (!result)
        qFatal("there is no ring");
    return std::move(*result);
}

RingScope scopeNamed(const std::string &decision)
{
    RingScope scope;
    scope.events = {decision, "posthog host 1234"};
    scope.protocol = "posthog";
    scope.granted = Category::Usage;
    scope.common = {OwnedProperty{"app_version", std::string("1.2.3")}, OwnedProperty{"notice", std::int64_t(7)}};
    return scope;
}

} // namespace

class RingFolderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAFileOfItsOwn();
    void readsWhatTheDeadLeft();
    void readsAcrossTheEnd();
    void isNotTakenFromTheLiving();
    void isTakenOnce();
    void leavesNothingWhenRetired_data();
    void leavesNothingWhenRetired();
    void refusesAfterItsEnd();
    void keepsItsScope_data();
    void keepsItsScope();
    void makesNoFileWithoutItsScope();
    void overwritesWhatWasReleased();
    void removesUnfinishedFiles();
    void cannotBeUsed_data();
    void cannotBeUsed();
    void fallsBackWhereACallFails_data();
    void fallsBackWhereACallFails();
    void survivesAFileSystemThatIsFullLater();
    void boundsTheRingsOfTheAccount();
    void countsOnlyWhatNoStoreHas_data();
    void countsOnlyWhatNoStoreHas();
    void removesUnread_data();
    void removesUnread();
    void readsNoFormerVersion();
    void recognisesForeignFiles_data();
    void recognisesForeignFiles();
    void survivesAnyDamage();
};

void RingFolderTest::makesAFileOfItsOwn()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    QVERIFY(!folder.hasRings());
    std::string why;
    const auto ring = folder.create(0xabcdef, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    QVERIFY(ring->outlivesProcess());
    QCOMPARE(ring->base(), 0xabcdefU);
    QVERIFY(folder.hasRings());
    QCOMPARE(runtime.files(), QStringList(u"candor/notes-1/0000000000abcdef.ring"_s));
    struct stat info = {};
    QCOMPARE(stat((folder.path() + "/0000000000abcdef.ring").c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777, 0600U);
    QVERIFY(info.st_mode & S_ISVTX); // what cleans runtime folders leaves it
    QCOMPARE(info.st_size, 2 * 1024 * 1024);
    QVERIFY(info.st_blocks * 512 >= info.st_size / 8
            && info.st_blocks * 512 < info.st_size); // the rest when it is used
    QCOMPARE(stat(folder.path().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777, 0700U);
    // No child process inherits it.
    for (const QFileInfo &open : QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System)) {
        if (open.symLinkTarget().endsWith(u".ring"_s))
            QVERIFY(fcntl(open.fileName().toInt(), F_GETFD) & FD_CLOEXEC);
    }
}

void RingFolderTest::readsWhatTheDeadLeft()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    auto ring = folder.create(5, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    for (int i = 1; i <= 1000; ++i)
        QVERIFY(push(*ring, "event " + std::to_string(i)));
    ring->release(400);
    ring.reset(); // what the system does to a process that dies: the lock goes, the file stays

    AbandonedRing found = onlyOne(folder);
    QCOMPARE(found.content(), AbandonedRing::Content::Readable);
    QCOMPARE(found.base(), 5U);
    EventRing::Entry entry;
    for (std::uint64_t i = 401; i <= 1000; ++i) {
        QVERIFY(found.next(&entry));
        QCOMPARE(entry.sequence, i);
        QCOMPARE(textOf(entry), "event " + std::to_string(i));
    }
    QVERIFY(!found.next(&entry));
    QCOMPARE(found.lost(), 0U);
    found.remove();
    QVERIFY(!folder.hasRings());
    QVERIFY(QDir(runtime.path()).isEmpty());
}

void RingFolderTest::readsAcrossTheEnd()
{
    std::mt19937 random(11);
    for (int round = 0; round < 20; ++round) {
        const RuntimeFolder runtime;
        const RingFolder folder(runtime.path().toStdString(), "notes-1");
        std::string why;
        auto ring = folder.create(5, scopeNamed("decision"), &why);
        QVERIFY2(ring->outlivesProcess(), why.c_str());
        std::deque<std::string> expected;
        std::uint64_t first = 1;
        std::uint64_t refused = 0;
        for (int i = 0; i < 4000; ++i) {
            const std::string text(1 + random() % 2000, static_cast<char>('a' + i % 26));
            if (push(*ring, text)) {
                expected.push_back(text);
            } else {
                ++refused;
                const std::uint64_t upTo = first + random() % expected.size();
                ring->release(upTo);
                expected.erase(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(upTo - first + 1));
                first = upTo + 1;
            }
        }
        ring.reset();
        AbandonedRing found = onlyOne(folder);
        QCOMPARE(textsOf(found), std::vector<std::string>(expected.begin(), expected.end()));
        QCOMPARE(found.dropped(), refused);
        QCOMPARE(found.lost(), 0U);
    }
}

void RingFolderTest::isNotTakenFromTheLiving()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    const auto ring = folder.create(1, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    QVERIFY(push(*ring, "mine"));
    QVERIFY(abandonedIn(folder).empty());
    QVERIFY(abandonedIn(RingFolder(runtime.path().toStdString(), "another-application")).empty());
    EventRing::Entry entry;
    QVERIFY(ring->peek(0, &entry));
}

void RingFolderTest::isTakenOnce()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    auto ring = folder.create(1, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    QVERIFY(push(*ring, "left behind"));
    ring.reset();
    int taken = 0;
    folder.recover([&](AbandonedRing &) {
        ++taken;
        return abandonedIn(folder).empty();
    });
    QCOMPARE(taken, 1);
    // Whoever took it died before it was done: the next one gets it.
    QCOMPARE(abandonedIn(folder), std::vector<std::vector<std::string>>{{"left behind"}});
}

void RingFolderTest::leavesNothingWhenRetired_data()
{
    QTest::addColumn<bool>("keep");
    QTest::newRow("everything is in the store") << false;
    QTest::newRow("the store could not take it") << true;
}

void RingFolderTest::leavesNothingWhenRetired()
{
    QFETCH(bool, keep);
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    const auto ring = folder.create(1, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    QVERIFY(push(*ring, "event"));
    ring->retire(keep);
    QCOMPARE(folder.hasRings(), keep);
    QCOMPARE(QDir(runtime.path()).isEmpty(), !keep);
    const auto found = abandonedIn(folder); // although this process still holds the object
    QCOMPARE(found, keep ? std::vector<std::vector<std::string>>{{"event"}} : std::vector<std::vector<std::string>>());
}

void RingFolderTest::refusesAfterItsEnd()
{
    const RuntimeFolder runtime;
    std::string why;
    const auto ring = RingFolder(runtime.path().toStdString(), "notes-1").create(1, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    QVERIFY(push(*ring, "event"));
    ring->retire(false);
    ring->retire(false);
    QVERIFY(!push(*ring, "late"));
    EventRing::Entry entry;
    QVERIFY(!ring->peek(0, &entry));
    ring->release(1);
    QCOMPARE(ring->accepted(), 1U);
    QCOMPARE(ring->dropped(), 0U);
}

void RingFolderTest::keepsItsScope_data()
{
    QTest::addColumn<Categories>("refused");
    QTest::newRow("as it was granted") << Categories();
    QTest::newRow("without what was refused since") << Categories(Category::Usage);
}

void RingFolderTest::keepsItsScope()
{
    QFETCH(Categories, refused);
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    auto ring = folder.create(1, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    ring->refuse(refused);
    ring.reset();
    const auto scope = onlyOne(folder).scope();
    QVERIFY(scope);
    QCOMPARE(scope->events.decisionId, "decision");
    QCOMPARE(scope->events.destination, "posthog host 1234");
    QCOMPARE(scope->protocol, "posthog");
    QCOMPARE(scope->granted, Categories(Category::Usage) & ~refused);
    QCOMPARE(scope->common.size(), 2U);
    QCOMPARE(std::get<std::string>(scope->common[0].value), "1.2.3");
    QCOMPARE(std::get<std::int64_t>(scope->common[1].value), 7);
}

// Nobody could recover it.
void RingFolderTest::makesNoFileWithoutItsScope()
{
    const RuntimeFolder runtime;
    RingScope tooLong = scopeNamed("decision");
    tooLong.common = {OwnedProperty{"first", std::string(3000, 'x')}, OwnedProperty{"second", std::string(3000, 'x')}};
    std::string why;
    const auto ring = RingFolder(runtime.path().toStdString(), "notes-1").create(1, tooLong, &why);
    QVERIFY(!ring->outlivesProcess());
    QVERIFY2(why.find("too long") != std::string::npos, why.c_str());
    QVERIFY(runtime.files().isEmpty());
}

void RingFolderTest::overwritesWhatWasReleased()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    const std::shared_ptr<EventRing> ring = folder.create(5, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    const auto bytes = [&runtime] {
        QByteArray result;
        QDirIterator entries(runtime.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            QFile file(entries.next());
            if (file.open(QIODevice::ReadOnly))
                result += file.readAll();
        }
        return result;
    };
    // Several times around, in lengths that no multiple of anything hides.
    EventRing::Entry entry;
    std::uint64_t released = 0;
    for (int i = 0; i < 5000; ++i) {
        QVERIFY(push(*ring, "marguerite" + std::string(std::size_t(i % 977), 'x')));
        if (i % 50 != 49)
            continue;
        for (int left = 50; left > 1; --left) {
            QVERIFY(ring->peek(released, &entry));
            released = entry.sequence;
        }
        ring->release(released);
        QVERIFY(ring->peek(released, &entry));
        QCOMPARE(textOf(entry).substr(0, 10), "marguerite"); // the one that was not released
        released = entry.sequence;
        if (i % 1000 == 999)
            QCOMPARE(bytes().count("marguerite"), 1);
        ring->release(released);
    }
    QVERIFY(bytes().contains("CandorRg"));
    QVERIFY(!bytes().contains("marguerite"));
    QVERIFY(!bytes().contains("xx"));
}

void RingFolderTest::removesUnfinishedFiles()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    const auto ring = folder.create(1, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    const QString unfinished = QString::fromStdString(folder.path()) + u"/0000000000000002"_s;
    QFile file(unfinished);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(abandonedIn(folder).empty());
    QVERIFY(!QFile::exists(unfinished));
    QCOMPARE(runtime.files().size(), 1);
}

void RingFolderTest::cannotBeUsed_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("says");
    QTest::newRow("not set") << u"unset"_s << u"XDG_RUNTIME_DIR is not set"_s;
    QTest::newRow("not there") << u"missing"_s << u"No such file"_s;
    QTest::newRow("a file") << u"file"_s << u"Not a directory"_s;
    QTest::newRow("open to others") << u"shared"_s << u"not this user's alone"_s;
    QTest::newRow("on a disk") << u"disk"_s << u"not in memory"_s;
    QTest::newRow("our folder is a link elsewhere") << u"link"_s << u"Not a directory"_s;
    QTest::newRow("our folder is open to others") << u"open"_s << u"not permitted"_s;
}

void RingFolderTest::cannotBeUsed()
{
    QFETCH(QString, where);
    QFETCH(QString, says);
    const RuntimeFolder runtime;
    const QTemporaryDir disk(QDir::currentPath() + u"/disk-XXXXXX"_s);
    QString path = runtime.path();
    if (where == u"unset"_s) {
        path.clear();
    } else if (where == u"missing"_s) {
        path += u"/missing"_s;
    } else if (where == u"file"_s) {
        path += u"/file"_s;
        QVERIFY(QFile(path).open(QIODevice::WriteOnly));
    } else if (where == u"shared"_s) {
        QCOMPARE(chmod(qPrintable(path), 0750), 0);
    } else if (where == u"disk"_s) {
        path = disk.path();
    } else if (where == u"link"_s) {
        QVERIFY(QFile::link(disk.path(), path + u"/candor"_s));
    } else {
        QVERIFY(QDir(path).mkdir(u"candor"_s));
        QCOMPARE(chmod(qPrintable(path + u"/candor"_s), 0777), 0);
    }
    std::string why;
    QVERIFY(!RingFolder(path.toStdString(), "notes-1").create(1, scopeNamed("decision"), &why)->outlivesProcess());
    QVERIFY2(QString::fromStdString(why).contains(says), why.c_str());
    QVERIFY(QDir(disk.path()).isEmpty());
}

void RingFolderTest::fallsBackWhereACallFails_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("says");
    QTest::newRow("a full file system") << ENOSPC << u"No space left"_s;
    QTest::newRow("a quota") << EDQUOT << u"quota"_s;
    QTest::newRow("a limit on the size of files") << EFBIG << u"File too large"_s;
}

// A page that a full file system can't give would kill the process when it is first written.
void RingFolderTest::fallsBackWhereACallFails()
{
    QFETCH(int, error);
    QFETCH(QString, says);
    int failed = 0;
    bool allocated = false;
    for (std::int64_t call = 1;; ++call) {
        const RuntimeFolder runtime;
        const RingFolder folder(runtime.path().toStdString(), "notes-1");
        std::string why;
        std::shared_ptr<EventRing> ring;
        std::string first;
        {
            const FailingCalls failing(error, call);
            ring = folder.create(1, scopeNamed("decision"), &why);
            first = failing.first();
        }
        QVERIFY(push(*ring, "event"));
        if (first.empty())
            break;
        ++failed;
        if (first == "posix_fallocate") {
            allocated = true;
            QVERIFY(!ring->outlivesProcess());
        }
        if (ring->outlivesProcess())
            continue; // it did not matter
        QVERIFY2(QString::fromStdString(why).contains(says), why.c_str());
        QVERIFY2(runtime.files().isEmpty(), first.c_str());
    }
    QVERIFY(allocated);
    QVERIFY(failed >= 4);
}

void RingFolderTest::survivesAFileSystemThatIsFullLater()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    const std::shared_ptr<EventRing> ring = folder.create(1, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    const std::string text(1000, 'x');
    {
        const FailingCalls failing(ENOSPC, 1);
        while (push(*ring, text)) { }
        QCOMPARE(QString::fromStdString(failing.first()), u"posix_fallocate"_s);
    }
    QCOMPARE(ring->dropped(), 1U);
    const std::uint64_t before = ring->accepted();
    QVERIFY(before > 100);
    while (push(*ring, text)) { } // there is room again
    QVERIFY(ring->accepted() > 5 * before);
}

void RingFolderTest::boundsTheRingsOfTheAccount()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    auto mine = folder.create(1, scopeNamed("decision"), &why);
    QVERIFY2(mine->outlivesProcess(), why.c_str());
    QVERIFY(push(*mine, "event"));
    mine.reset();
    // Others have all of it but one ring.
    const RingFolder others(runtime.path().toStdString(), "others");
    QVERIFY(QDir().mkpath(QString::fromStdString(others.path())));
    const auto leave = [&others](int from, int to) {
        for (int i = from; i < to; ++i) {
            QFile file(QString::fromStdString(others.path()) + u"/%1.ring"_s.arg(i));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
    };
    constexpr int all = RingFolder::accountBytes / candor::ringfile::fileBytes;
    leave(0, all - 1);
    const auto second = folder.create(2, scopeNamed("decision"), &why);
    QVERIFY2(second->outlivesProcess(), why.c_str());
    QCOMPARE(second->dropped(), 1U); // what was abandoned had to go for it, and is counted
    leave(all - 1, all);
    const auto third = folder.create(3, scopeNamed("decision"), &why);
    QVERIFY(!third->outlivesProcess());
    QVERIFY2(why.find("full of what other processes have left") != std::string::npos, why.c_str());
    QCOMPARE(third->dropped(), 0U);
    QCOMPARE(runtime.files().size(), all + 1);
}

void RingFolderTest::countsOnlyWhatNoStoreHas_data()
{
    QTest::addColumn<QString>("decision");
    QTest::addColumn<qulonglong>("counted");
    QTest::newRow("of the same decision") << u"decision"_s << 7ULL; // 5 of 9 events, 2 of 3 refusals
    QTest::newRow("of another decision") << u"another decision"_s << 0ULL;
}

void RingFolderTest::countsOnlyWhatNoStoreHas()
{
    QFETCH(QString, decision);
    QFETCH(qulonglong, counted);
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    auto ring = folder.create(1, scopeNamed(decision.toStdString()), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    for (int i = 0; i < 9; ++i)
        QVERIFY(push(*ring, "event"));
    ring->addDropped(3);
    ring->release(4, 1);
    ring.reset();
    // So many that the first has to go.
    constexpr int bound = RingFolder::abandonedBytes / candor::ringfile::fileBytes;
    for (int i = 2; i <= bound; ++i) {
        QCOMPARE(folder.makeRoom(scopeNamed("decision").events), 0U);
        QTest::qSleep(20); // the clock of the file system tells them apart
        QVERIFY2(folder.create(static_cast<std::uint64_t>(i), scopeNamed("decision"), &why)->outlivesProcess(),
                 why.c_str());
    }
    QCOMPARE(runtime.files().size(), bound);
    QCOMPARE(folder.makeRoom(scopeNamed("decision").events), counted);
    QCOMPARE(runtime.files().size(), bound - 1);
    QVERIFY(!runtime.files().contains(u"candor/notes-1/0000000000000001.ring"_s));
}

void RingFolderTest::removesUnread_data()
{
    QTest::addColumn<QString>("butOf");
    QTest::addColumn<int>("left");
    QTest::newRow("all") << QString() << 0;
    QTest::newRow("those of other decisions") << u"decision"_s << 1;
}

void RingFolderTest::removesUnread()
{
    QFETCH(QString, butOf);
    QFETCH(int, left);
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    for (const char *decision : {"decision", "another decision"})
        QVERIFY(push(*folder.create(decision[0], scopeNamed(decision), &why), "event"));
    folder.removeAbandoned(butOf.toStdString());
    QCOMPARE(runtime.files().size(), left);
    QCOMPARE(abandonedIn(folder).size(), std::size_t(left));
}

// Nothing was released with it.
void RingFolderTest::readsNoFormerVersion()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    auto ring = folder.create(77, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    QVERIFY(push(*ring, "some bytes that stand for an event"));
    ring.reset();
    QFile file(runtime.path() + u'/' + runtime.files().constFirst());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offsetof(candor::ringfile::Header, version)));
    QCOMPARE(file.write("\3", 1), 1);
    file.close();
    AbandonedRing found = onlyOne(folder);
    QCOMPARE(found.content(), AbandonedRing::Content::Damaged);
    EventRing::Entry entry;
    QVERIFY(!found.next(&entry));
    QVERIFY(!found.scope());
}

void RingFolderTest::recognisesForeignFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("newer");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("a few bytes") << QByteArray("CandorRg") << false;
    QTest::newRow("text") << QByteArray(2 * 1024 * 1024, 'x') << false;
    QTest::newRow("zeroes") << QByteArray(2 * 1024 * 1024, '\0') << false;
    QByteArray newer(2 * 1024 * 1024, '\0');
    newer.replace(0, 8, "CandorRg");
    newer[8] = candor::ringfile::version + 1;
    QTest::newRow("newer") << newer << true;
    newer[8] = 1;
    QTest::newRow("with an impossible header") << newer << false;
}

void RingFolderTest::recognisesForeignFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, newer);
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    QVERIFY(QDir().mkpath(QString::fromStdString(folder.path())));
    QFile file(QString::fromStdString(folder.path()) + u"/0000000000000001.ring"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    AbandonedRing found = onlyOne(folder);
    QCOMPARE(found.content(), newer ? AbandonedRing::Content::Newer : AbandonedRing::Content::Damaged);
    EventRing::Entry entry;
    QVERIFY(!found.next(&entry));
    QVERIFY(!found.scope());
}

void RingFolderTest::survivesAnyDamage()
{
    const RuntimeFolder runtime;
    const RingFolder folder(runtime.path().toStdString(), "notes-1");
    std::string why;
    auto ring = folder.create(77, scopeNamed("decision"), &why);
    QVERIFY2(ring->outlivesProcess(), why.c_str());
    // Full, released in part, and full again: it lies across its end.
    while (push(*ring, "some bytes that stand for an event")) { }
    ring->release(9000);
    while (push(*ring, "other bytes that stand for one more event")) { }
    const std::uint64_t accepted = ring->accepted();
    ring.reset();
    QFile file(runtime.path() + u'/' + runtime.files().constFirst());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();

    const auto bytesOf = [](const QByteArray &bytes) {
        const auto view = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        return std::vector<std::byte>(view.begin(), view.end());
    };
    std::mt19937 random(23);
    for (int round = 0; round < 1000; ++round) {
        QByteArray damaged = whole;
        if (round % 10 == 0)
            damaged.truncate(static_cast<qsizetype>(random() % static_cast<unsigned>(whole.size())));
        // Half of the damage hits the header and what follows it, where it does most.
        const unsigned range = round % 2 == 0 ? sizeof(candor::ringfile::Header) + 4096 : 2 * 1024 * 1024;
        for (int flips = static_cast<int>(random() % 8); flips >= 0 && !damaged.isEmpty(); --flips) {
            const auto at = static_cast<qsizetype>(random() % range) % damaged.size();
            damaged[at] = static_cast<char>(random());
        }
        AbandonedRing read(bytesOf(damaged), static_cast<std::uint64_t>(damaged.size()), {});
        (void)read.scope();
        EventRing::Entry entry;
        std::uint64_t last = 0;
        std::uint64_t count = 0;
        while (read.next(&entry)) {
            QVERIFY(last == 0 || entry.sequence == last + 1);
            last = entry.sequence;
            ++count;
            (void)candor::decodeRecord(entry.record);
        }
        QVERIFY(count <= accepted);
        QVERIFY(read.lost() <= 2 * 1024 * 1024 / 32);
        (void)read.uncounted();
    }
}

QTEST_APPLESS_MAIN(RingFolderTest)
#include "tst_ringfolder.moc"
