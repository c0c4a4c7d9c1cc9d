// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/temporaryhome.h"
#include "system/durablefile.h"
#include "system/pathwatcher.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

#include <deque>
#include <functional>
#include <thread>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

} // namespace

/// Every change is awaited on its own: the spy is cleared before, so that a signal for an earlier one doesn't count.
class TestPathWatcher : public QObject
{
    Q_OBJECT

private:
    /// Nothing more comes: what was noticed before must not be taken for the next change.
    static void settle(QSignalSpy *spy)
    {
        do {
            spy->clear();
        } while (spy->wait(250));
        spy->clear();
    }

    static void replace(const test::TemporaryHome &home, const QString &name, const QByteArray &bytes)
    {
        QString error;
        if (!replaceFile(home.path(name), bytes, &error))
            qFatal("%s", qPrintable(error));
    }

    static int threads() { return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(); }

private Q_SLOTS:
    void createsNoThreadAndNoFile()
    {
        const test::TemporaryHome home;
        const QStringList before = home.everything();
        const int threadsBefore = threads();
        PathWatcher watcher;
        watcher.setFiles({home.path(u"a/b/file"_s)});
        QCOMPARE(threads(), threadsBefore);
        QCOMPARE(home.everything(), before);
    }

    void appearsThreeLevelsDown()
    {
        const test::TemporaryHome home;
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"a/b/c/file"_s)});
        for (const QString &folder : {u"a"_s, u"a/b"_s, u"a/b/c"_s}) {
            QVERIFY(QDir().mkdir(home.path(folder)));
            QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
            settle(&spy);
        }
        home.write(u"a/b/c/file"_s, "x");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        home.write(u"a/b/c/file"_s, "y"); // in place: the file itself is watched by now
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
    }

    void appearsAtOnceWithItsFolders()
    {
        const test::TemporaryHome home;
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"a/b/c/file"_s)});
        home.write(u"a/b/c/file"_s, "x");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        replace(home, u"a/b/c/file"_s, "y");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
    }

    void everyReplacementIsNoticed()
    {
        const test::TemporaryHome home;
        home.write(u"f/file"_s, "0");
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"f/file"_s)});
        for (int i = 0; i < 10; ++i) {
            replace(home, u"f/file"_s, QByteArray::number(i));
            QTRY_VERIFY2_WITH_TIMEOUT(!spy.isEmpty(), QByteArray::number(i).constData(), patience);
            settle(&spy);
        }
    }

    void everyChangeInPlaceIsNoticed()
    {
        const test::TemporaryHome home;
        home.write(u"f/file"_s, "0");
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"f/file"_s)});
        for (int i = 0; i < 10; ++i) {
            home.write(u"f/file"_s, QByteArray::number(i));
            QTRY_VERIFY2_WITH_TIMEOUT(!spy.isEmpty(), QByteArray::number(i).constData(), patience);
            settle(&spy);
        }
    }

    void replacedWhileSomebodyHoldsTheOldOneOpen()
    {
        const test::TemporaryHome home;
        home.write(u"f/file"_s, "0");
        QFile held(home.path(u"f/file"_s)); // its end is not seen: the old file lives on without a name
        QVERIFY(held.open(QIODevice::ReadOnly));
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"f/file"_s)});
        replace(home, u"f/file"_s, "1");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        home.write(u"f/file"_s, "2");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
    }

    void folderGoesAndComesBack()
    {
        const test::TemporaryHome home;
        home.write(u"a/b/file"_s, "0");
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"a/b/file"_s)});
        for (int round = 0; round < 3; ++round) {
            QVERIFY(QDir(home.path(u"a"_s)).removeRecursively());
            QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
            settle(&spy);
            home.write(u"a/b/file"_s, "1");
            QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
            settle(&spy);
            replace(home, u"a/b/file"_s, "2");
            QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
            settle(&spy);
        }
    }

    void folderHigherUpIsExchanged()
    {
        const test::TemporaryHome home;
        home.write(u"a/b/file"_s, "0");
        home.write(u"other/b/file"_s, "1");
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"a/b/file"_s)});
        QVERIFY(QDir().rename(home.path(u"a"_s), home.path(u"gone"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        QVERIFY(QDir().rename(home.path(u"other"_s), home.path(u"a"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        home.write(u"a/b/file"_s, "2");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
    }

    void linksAndTheirTargets()
    {
        const test::TemporaryHome home;
        home.write(u"one/target"_s, "1");
        home.write(u"two/target"_s, "2");
        QVERIFY(QDir().mkdir(home.path(u"f"_s)));
        QVERIFY(QFile::link(u"../one/target"_s, home.path(u"f/link"_s)));
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"f/link"_s)});

        replace(home, u"one/target"_s, "3");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        home.write(u"one/target"_s, "4");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        QVERIFY(QFile::remove(home.path(u"f/link"_s)));
        QVERIFY(QFile::link(home.path(u"two/target"_s), home.path(u"f/link"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        replace(home, u"two/target"_s, "5");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        QVERIFY(QFile::remove(home.path(u"two/target"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        home.write(u"two/target"_s, "6"); // a link to nothing is waited on as well
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
    }

    void folderThroughALink()
    {
        const test::TemporaryHome home;
        home.write(u"real/one/file"_s, "1");
        QVERIFY(QFile::link(home.path(u"real"_s), home.path(u"alias"_s)));
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"alias/one/file"_s)});
        replace(home, u"real/one/file"_s, "2");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
    }

    void replacedWhileTheTimerRuns()
    {
        const test::TemporaryHome home;
        home.write(u"f/file"_s, "0");
        PathWatcher watcher;
        QByteArray seen;
        connect(&watcher, &PathWatcher::changed, this, [&] { seen = home.read(u"f/file"_s); });
        watcher.setFiles({home.path(u"f/file"_s)});
        for (int round = 0; round < 5; ++round) {
            QByteArray last;
            for (int i = 0; i < 20; ++i) { // about as long as two or three timers
                last = QByteArray::number(round * 100 + i);
                replace(home, u"f/file"_s, last);
                QCoreApplication::processEvents();
            }
            QTRY_COMPARE_WITH_TIMEOUT(seen, last, patience);
        }
    }

    void manyChangesGiveFewSignals()
    {
        const test::TemporaryHome home;
        home.write(u"f/file"_s, "0");
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"f/file"_s)});
        for (int i = 0; i < 200; ++i)
            home.write(u"f/file"_s, QByteArray::number(i));
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        QVERIFY(spy.size() <= 2);
    }

    void elsewhereIsNoNews()
    {
        const test::TemporaryHome home;
        home.write(u"a/b/file"_s, "0");
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"a/b/file"_s)});
        home.write(u"a/unrelated"_s, "x");
        home.write(u"unrelated"_s, "x");
        QVERIFY(!spy.wait(500));
        home.write(u"a/b/file"_s, "1");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
    }

    void severalFilesAndOthersLater()
    {
        const test::TemporaryHome home;
        PathWatcher watcher;
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"a/file"_s), home.path(u"b/file"_s)});
        home.write(u"a/file"_s, "1");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        home.write(u"b/file"_s, "1");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        settle(&spy);
        watcher.setFiles({home.path(u"c/file"_s)});
        home.write(u"a/file"_s, "2");
        QVERIFY(!spy.wait(500));
        home.write(u"c/file"_s, "1");
        QTRY_VERIFY_WITH_TIMEOUT(!spy.isEmpty(), patience);
        watcher.setFiles({});
        settle(&spy);
        home.write(u"c/file"_s, "2");
        QVERIFY(!spy.wait(500));
    }

    /// Nothing is looked at but in the jobs that the executor runs, one after another.
    void looksInItsExecutorOnly()
    {
        const test::TemporaryHome home;
        std::deque<std::function<void()>> jobs;
        const auto step = [&jobs] {
            std::thread thread(jobs.front()); // any thread
            thread.join();
            jobs.pop_front();
        };
        PathWatcher watcher(nullptr, WatchEngine::create(),
                            [&jobs](std::function<void()> job) { jobs.push_back(job); });
        QSignalSpy spy(&watcher, &PathWatcher::changed);
        watcher.setFiles({home.path(u"file"_s)}, home.path()); // what others do above it does not matter
        QCOMPARE(jobs.size(), 1U);
        home.write(u"file"_s, "before anybody watches");
        QVERIFY(!spy.wait(300));
        QVERIFY(jobs.size() == 1U && watcher.isArmed());
        step();
        QVERIFY(!spy.wait(300)); // a job after that one reads it
        QVERIFY(jobs.empty());

        replace(home, u"file"_s, "changed");
        QTRY_COMPARE_WITH_TIMEOUT(jobs.size(), 1U, patience);
        watcher.rearm(); // while one waits: another one follows it
        QCOMPARE(jobs.size(), 1U);
        step();
        QTRY_COMPARE_WITH_TIMEOUT(jobs.size(), 1U, patience);
        QTRY_VERIFY_WITH_TIMEOUT(spy.count() > 0, patience);
    }

    /// A job that is held up longer than anybody waits for it.
    void mayEndBeforeItsJobs()
    {
        const test::TemporaryHome home;
        home.write(u"file"_s, "1");
        std::deque<std::function<void()>> jobs;
        {
            PathWatcher watcher(nullptr, WatchEngine::create(),
                                [&jobs](std::function<void()> job) { jobs.push_back(job); });
            watcher.setFiles({home.path(u"file"_s)});
        }
        QCOMPARE(jobs.size(), 1U);
        std::thread thread([&jobs] {
            jobs.front()();
            jobs.clear();
        });
        thread.join();
        replace(home, u"file"_s, "2");
        QTest::qWait(100);
    }
};

QTEST_GUILESS_MAIN(TestPathWatcher)
#include "tst_pathwatcher.moc"
