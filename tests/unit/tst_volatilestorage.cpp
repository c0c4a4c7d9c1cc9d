// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/runtimefolder.h"
#include "system/filesystemtype.h"

#include <QFile>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

class TestVolatileStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesInMemory()
    {
#ifdef Q_OS_LINUX
        const test::RuntimeFolder folder;
        const QString path = folder.path() + u"/machine-id"_s;
        QVERIFY(!filesystemtype::isVolatile(path.toStdString())); // there is none
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(filesystemtype::isVolatile(path.toStdString()));
        QVERIFY(!filesystemtype::isVolatile("/proc/self/mountinfo")); // another file system
#endif
    }

    void overlays_data()
    {
        QTest::addColumn<QByteArray>("mounts");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("upper");
        const QByteArray plain = "26 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
                                 "27 26 0:20 / /proc rw - proc proc rw\n";
        const QByteArray live =
            "28 1 0:27 / / rw,noatime shared:1 - overlay overlay "
            "rw,lowerdir=/run/live/rootfs/filesystem.squashfs/,upperdir=/run/live/overlay/rw,workdir=/run/live/w\n"
            "29 28 8:2 / /home rw - ext4 /dev/sdb1 rw\n";
        const QByteArray id = "/etc/machine-id";
        QTest::newRow("none") << plain << id << QByteArray();
        QTest::newRow("a live system") << live << id << QByteArray("/run/live/overlay/rw");
        QTest::newRow("another mount in it") << live << QByteArray("/home/anna/x") << QByteArray();
        QTest::newRow("a name that begins the same")
            << live << QByteArray("/homes/x") << QByteArray("/run/live/overlay/rw");
        QTest::newRow("a file mounted over the file") << live + "30 28 8:2 /x /etc/machine-id rw - ext4 /dev/sdb1 rw\n"
                                                      << id << QByteArray();
        QTest::newRow("hidden by a later one") << live + plain << id << QByteArray();
        QTest::newRow("without an upper layer")
            << QByteArray("28 1 0:27 / / ro - overlay overlay ro,lowerdir=/a:/b\n") << id << QByteArray();
        QTest::newRow("lines that are none") << QByteArray("x\n\n1 2 3 4 5 6 - overlay\n") << id << QByteArray();
    }

    void overlays()
    {
        QFETCH(QByteArray, mounts);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, upper);
        QCOMPARE(
            QByteArray::fromStdString(filesystemtype::overlayUpperFolder(mounts.toStdString(), path.toStdString())),
            upper);
    }
};

QTEST_GUILESS_MAIN(TestVolatileStorage)
#include "tst_volatilestorage.moc"
