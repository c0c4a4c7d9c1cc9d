// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/temporaryhome.h"
#include "system/directories.h"
#include "system/filesystemtype.h"

#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

class TestDirectories : public QObject
{
    Q_OBJECT

private:
    static Directories from(const QHash<QString, QString> &variables)
    {
        QProcessEnvironment environment;
        for (auto it = variables.cbegin(); it != variables.cend(); ++it)
            environment.insert(it.key(), it.value());
        return Directories::fromEnvironment(environment);
    }

private Q_SLOTS:
#ifdef Q_OS_LINUX
    void fromHomeAlone()
    {
        const Directories directories = from({{u"HOME"_s, u"/home/anna/"_s}});
        QCOMPARE(directories.home, u"/home/anna"_s);
        QCOMPARE(directories.localData, u"/home/anna/.local/share"_s);
        QCOMPARE(directories.config, u"/home/anna/.config"_s);
        QVERIFY(directories.runtime.isEmpty());
        QVERIFY(directories.podmanDesktopHome.isEmpty());
        // Not where it is another one at each boot.
        QCOMPARE(directories.machineIdFile,
                 filesystemtype::isVolatile("/etc/machine-id") ? QString() : u"/etc/machine-id"_s);
    }

    void fromXdg()
    {
        const Directories directories = from({{u"HOME"_s, u"/home/anna"_s},
                                              {u"XDG_DATA_HOME"_s, u"/data//x/"_s},
                                              {u"XDG_CONFIG_HOME"_s, u"/conf"_s},
                                              {u"XDG_RUNTIME_DIR"_s, u"/run/user/1000"_s},
                                              {u"PODMAN_DESKTOP_HOME_DIR"_s, u"/pd"_s}});
        QCOMPARE(directories.localData, u"/data/x"_s);
        QCOMPARE(directories.config, u"/conf"_s);
        QCOMPARE(directories.runtime, u"/run/user/1000"_s);
        QCOMPARE(directories.podmanDesktopHome, u"/pd"_s);
    }

    void relativeIsIgnored()
    {
        const Directories directories = from({{u"HOME"_s, u"/home/anna"_s},
                                              {u"XDG_DATA_HOME"_s, u"data"_s},
                                              {u"XDG_CONFIG_HOME"_s, u"./conf"_s},
                                              {u"XDG_RUNTIME_DIR"_s, u"~/run"_s},
                                              {u"PODMAN_DESKTOP_HOME_DIR"_s, u"../pd"_s}});
        QCOMPARE(directories.localData, u"/home/anna/.local/share"_s);
        QCOMPARE(directories.config, u"/home/anna/.config"_s);
        QVERIFY(directories.runtime.isEmpty());
        QVERIFY(directories.podmanDesktopHome.isEmpty());
    }

    void managedFolders()
    {
        const QStringList expected{u"/etc/candor"_s,
                                   u"/run/host/etc/candor"_s,
                                   u"/usr/share/podman-desktop"_s,
                                   u"/run/host/usr/share/podman-desktop"_s,
                                   u"/etc/podman-desktop"_s,
                                   u"/run/host/etc/podman-desktop"_s};
        QCOMPARE(from({}).managed, expected);
        // No variable adds or removes one: neither those of the XDG specification nor any other that names folders.
        QCOMPARE(from({{u"HOME"_s, u"/h"_s},
                       {u"XDG_CONFIG_DIRS"_s, u"/x"_s},
                       {u"XDG_DATA_DIRS"_s, u"/x"_s},
                       {u"PROGRAMDATA"_s, u"/x"_s},
                       {u"PODMAN_DESKTOP_HOME_DIR"_s, u"/x"_s},
                       {u"CANDOR_MANAGED"_s, u"/x"_s},
                       {u"FLATPAK_ID"_s, u"x"_s}})
                     .managed,
                 expected);
    }
#endif

    void withoutHome_data()
    {
        QTest::addColumn<QString>("home");
        QTest::newRow("unset") << QString();
        QTest::newRow("empty") << u""_s;
        QTest::newRow("relative") << u"anna"_s;
    }

    void withoutHome()
    {
        QFETCH(QString, home);
        const Directories directories = home.isNull() ? from({}) : from({{u"HOME"_s, home}, {u"USERPROFILE"_s, home}});
        QVERIFY(directories.home.isEmpty());
        QVERIFY(directories.localData.isEmpty());
        QVERIFY(directories.config.isEmpty());
        QVERIFY(directories.runtime.isEmpty());
    }

    void theProcessIsNotAsked()
    {
        qputenv("HOME", "/somebody/else");
        qputenv("XDG_CONFIG_HOME", "/somebody/else/config");
        const test::TemporaryHome home;
        const Directories directories = Directories::fromEnvironment(home.environment());
        QCOMPARE(directories.home, home.path());
        QCOMPARE(directories.config, home.directories().config);
        QCOMPARE(directories.localData, home.directories().localData);
    }
};

QTEST_GUILESS_MAIN(TestDirectories)
#include "tst_directories.moc"
