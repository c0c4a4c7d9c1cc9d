// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/settingsfile.h"
#include "support/temporaryhome.h"

#include <QProcess>
#include <QTest>

#include <array>

using namespace candor;
using namespace Qt::StringLiterals;

class TestConcurrentSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoProcessesLoseNothing_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("older place") << u".local/share/containers/podman-desktop/configuration/settings.json"_s;
        QTest::newRow("place of a fresh installation") << u".config/containers/podman-desktop/settings.json"_s;
    }

    void twoProcessesLoseNothing()
    {
        QFETCH(QString, path);
        constexpr int times = 1000;
        const test::TemporaryHome home;
        QByteArray foreign;
        for (int i = 0; i < 30; ++i)
            foreign += "  \"other.key" + QByteArray::number(i * 7 % 31) + "\": [1e21, 2.50, \"\\u00e4\"],\n";
        home.write(path, "{\n" + foreign + "  \"last\": {}\n}");

        const std::array keys{settingkeys::telemetryUsage, settingkeys::telemetryErrors};
        std::array<QProcess, 2> processes;
        for (std::size_t i = 0; i < processes.size(); ++i) {
            processes[i].setProcessEnvironment(home.environment());
            processes[i].start(QStringLiteral(CANDOR_TEST_CHILD),
                               {u"flip-setting"_s, QString(keys[i].name), QString::number(times)});
        }
        for (QProcess &process : processes)
            QVERIFY(process.waitForReadyRead(60000));
        for (QProcess &process : processes)
            process.write("go\n");
        for (QProcess &process : processes) {
            QVERIFY(process.waitForFinished(240000));
            QCOMPARE(process.readAllStandardError(), QByteArray());
            QCOMPARE(process.exitCode(), 0);
        }

        const SettingsFile file(home.directories(), SettingsLayout::PodmanDesktop, u"candor"_s);
        QCOMPARE(file.path(), home.path(path));
        const SettingsSnapshot snapshot = file.read();
        QCOMPARE(snapshot.status, SettingsStatus::Ok);
        for (const SettingKey &key : keys)
            QCOMPARE(snapshot.boolean(key), std::optional(times % 2 == 0));
        const QByteArray content = home.read(path);
        QVERIFY(content.startsWith("{\n" + foreign + "  \"last\": {},\n"));
        QCOMPARE(content.size(),
                 QByteArray("{\n" + foreign
                            + "  \"last\": {},\n  \"telemetry.usage\": true,\n  \"telemetry.errors\": true\n}")
                     .size());
        const QStringList everything = home.everything();
        for (const QString &name : everything)
            QVERIFY2(!name.endsWith(u".tmp"_s) && !name.contains(u"backup"_s), qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(TestConcurrentSettings)
#include "tst_concurrentsettings.moc"
