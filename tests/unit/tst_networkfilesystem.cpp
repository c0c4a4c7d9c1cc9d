// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include "support/temporaryhome.h"
#include "system/filesystemtype.h"

#include <QTest>

using namespace candor;

class TestNetworkFileSystem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void types_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("network");
        for (const char *type : {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.glusterfs",
                                 "fuse.ceph-fuse", "afs", "NFS"})
            QTest::newRow(type) << QByteArray(type) << true;
        for (const char *type : {"ext4", "btrfs", "xfs", "tmpfs", "overlay", "apfs", "NTFS", "fuseblk", "zfs", ""})
            QTest::newRow(*type ? type : "unknown") << QByteArray(type) << false;
    }
    void types()
    {
        QFETCH(QByteArray, type);
        QTEST(filesystemtype::isNetwork(type), "network");
    }

    void aPathThatDoesNotExistYetIsWhereItsFolderIs()
    {
        const test::TemporaryHome home;
        QCOMPARE(filesystemtype::isOnNetwork(home.path(QStringLiteral("not/made/yet.json"))),
                 filesystemtype::isOnNetwork(home.path()));
    }
};

QTEST_GUILESS_MAIN(TestNetworkFileSystem)
#include "tst_networkfilesystem.moc"
