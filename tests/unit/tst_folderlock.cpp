// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/temporaryhome.h"
#include "system/folderlock.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

#include <sys/stat.h>

using namespace candor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFolderLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesThePrivateFolderAndNothingElse()
    {
        const test::TemporaryHome home;
        QString error;
        const auto lock = FolderLock::acquire(home.path(u"a/b"_s), 0ms, &error);
        QVERIFY2(lock, qPrintable(error));
        QCOMPARE(home.everything(), (QStringList{u"a"_s, u"a/b"_s, u"machine-id"_s, u"run"_s}));
        struct stat status = {};
        QCOMPARE(::stat(home.path(u"a/b"_s).toUtf8().constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0700));
    }

    void excludesInOneProcess()
    {
        const test::TemporaryHome home;
        QString error;
        auto first = FolderLock::acquire(home.path(), 0ms, &error);
        QVERIFY(first);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!FolderLock::acquire(home.path(), 100ms, &error));
        QVERIFY(timer.elapsed() >= 99);
        QVERIFY(error.contains(home.path()));
        QVERIFY(FolderLock::acquire(home.path(u"run"_s), 0ms, &error)); // another folder is another lock
        first.reset();
        QVERIFY(FolderLock::acquire(home.path(), 0ms, &error));
    }

    void movesWithItsOwner()
    {
        const test::TemporaryHome home;
        QString error;
        auto first = FolderLock::acquire(home.path(), 0ms, &error);
        QVERIFY(first);
        std::optional<FolderLock> second(std::move(*first));
        first.reset();
        QVERIFY(!FolderLock::acquire(home.path(), 0ms, &error));
        second = FolderLock::acquire(home.path(u"run"_s), 0ms, &error); // lets the old one go
        QVERIFY(FolderLock::acquire(home.path(), 0ms, &error));
    }

    void waitsForItsTurn()
    {
        const test::TemporaryHome home;
        QString error;
        auto first = FolderLock::acquire(home.path(), 0ms, &error);
        std::atomic<bool> trying = false;
        std::atomic<bool> taken = false;
        std::thread other([&] {
            QString why;
            trying = true;
            taken = FolderLock::acquire(home.path(), 60s, &why).has_value();
        });
        while (!trying)
            std::this_thread::yield();
        QVERIFY(!taken);
        first.reset();
        other.join();
        QVERIFY(taken);
    }

    void nobodyIsInsideTogether()
    {
        const test::TemporaryHome home;
        std::atomic<int> inside = 0;
        std::atomic<int> together = 0;
        std::atomic<int> failures = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 50; ++round) {
                    QString error;
                    const auto lock = FolderLock::acquire(home.path(u"folder"_s), 60s, &error);
                    failures += !lock;
                    together += ++inside != 1;
                    --inside;
                    // The holder takes the folder away: who waits must not be fooled by a lock on the old one.
                    if (round % 10 == 0)
                        QDir().rmdir(home.path(u"folder"_s));
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(together.load(), 0);
    }

    void aFolderMadeAgainIsLockedItself()
    {
        const test::TemporaryHome home;
        QString error;
        const auto old = FolderLock::acquire(home.path(u"folder"_s), 0ms, &error);
        QVERIFY(QDir().rmdir(home.path(u"folder"_s)));
        const auto current = FolderLock::acquire(home.path(u"folder"_s), 0ms, &error);
        QVERIFY2(current, qPrintable(error));
        QVERIFY(!FolderLock::acquire(home.path(u"folder"_s), 0ms, &error));
    }

    void failures()
    {
        const test::TemporaryHome home;
        home.write(u"file"_s, "x");
        QString error;
        QVERIFY(!FolderLock::acquire(home.path(u"file"_s), 60s, &error));
        QVERIFY(error.contains(home.path(u"file"_s)));
        QVERIFY(!FolderLock::acquire(home.path(u"file/below"_s), 60s, &error));
        QVERIFY(!FolderLock::acquire({}, 60s, &error));
    }
};

QTEST_GUILESS_MAIN(TestFolderLock)
#include "tst_folderlock.moc"
