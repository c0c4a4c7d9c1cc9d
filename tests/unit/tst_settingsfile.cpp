// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/settingsfile.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace candor;
using namespace Qt::StringLiterals;

using Changes = std::vector<SettingsChange>;

namespace {

const SettingsChange enable{settingkeys::telemetryEnabled, true};
const SettingsChange disable{settingkeys::telemetryEnabled, false};
const SettingsChange forget{settingkeys::telemetryEnabled, SettingValue()};
const SettingsChange dark{settingkeys::theme, u"dark"_s};
const SettingsChange noTheme{settingkeys::theme, SettingValue()};

const auto podmanFile = u".local/share/containers/podman-desktop/configuration/settings.json"_s;
const auto xdgFile = u".config/containers/podman-desktop/settings.json"_s;

/// 30 keys of other programs, unsorted, with everything that a parse and a print would change.
QByteArray foreignMembers()
{
    QByteArray result;
    result += "  \"zoom.level\": 2.50,\n";
    result += "  \"big\": 1e21,\n";
    result += "  \"exact\": 0.12345678901234567,\n";
    result += "  \"huge\": 123456789012345678901,\n";
    result += "  \"umlaut\": \"\\u00e4 and \xC3\xA4\",\n";
    result += "  \"nested\": { \"b\": [1, 2.0, {\"telemetry.enabled\": true}],\n    \"a\": null },\n";
    result += "  \"slash\\/key\": \"a\\/b\",\n";
    result += "  \"half\": \"\\ud83d\",\n";
    result += "  \"pair\": \"\\ud83d\\ude00\",\n";
    result += "  \"minus\": -0,\n";
    for (int i = 30; i > 10; --i)
        result += "  \"other.key" + QByteArray::number(i * 7 % 31) + "\": " + QByteArray::number(i) + ",\n";
    return result;
}

} // namespace

class TestSettingsFile : public QObject
{
    Q_OBJECT

private:
    static SettingsFile fileIn(const test::TemporaryHome &home)
    {
        return SettingsFile(home.directories(), SettingsLayout::PodmanDesktop, u"candor"_s);
    }

private Q_SLOTS:
    void splice_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<int>("changes"); // index into the list in splice()
        QTest::addColumn<QByteArray>("after");

        const auto row = [](const char *name, const QByteArray &before, int changes, const QByteArray &after) {
            QTest::newRow(name) << before << changes << after;
        };
        const QByteArray podman = "{\n  \"welcome.version\": \"initial\",\n  \"telemetry.enabled\": false,\n"
                                  "  \"telemetry.check\": true\n}";
        row("nothing: a new object", "", 0, "{\n  \"telemetry.enabled\": true\n}");
        row("empty object", "{}", 0, "{\n  \"telemetry.enabled\": true\n}");
        row("empty object with a space", "{ }", 0, "{\n  \"telemetry.enabled\": true\n}");
        row("empty object, newline at the end", "{}\n", 0, "{\n  \"telemetry.enabled\": true\n}\n");
        row("empty object, CRLF", "{\r\n}\r\n", 0, "{\r\n  \"telemetry.enabled\": true\r\n}\r\n");
        row("empty object, byte order mark", "\xEF\xBB\xBF{}", 0, "\xEF\xBB\xBF{\n  \"telemetry.enabled\": true\n}");
        row("as Podman Desktop writes it, declined", podman, 0,
            "{\n  \"welcome.version\": \"initial\",\n  \"telemetry.enabled\": true,\n  \"telemetry.check\": true\n}");
        row("as Podman Desktop writes it, accepted",
            "{\n  \"welcome.version\": \"initial\",\n  \"telemetry.check\": true\n}", 1,
            "{\n  \"welcome.version\": \"initial\",\n  \"telemetry.check\": true,\n  \"telemetry.enabled\": false\n}");
        row("already so", podman, 1, podman);
        row("already so, another spelling of white space", "{\"telemetry.enabled\"  :\n\tfalse}", 1,
            "{\"telemetry.enabled\"  :\n\tfalse}");
        row("newline at the end stays", "{\n  \"a\": 1\n}\n", 0, "{\n  \"a\": 1,\n  \"telemetry.enabled\": true\n}\n");
        row("CRLF stays", "{\r\n  \"a\": 1\r\n}\r\n", 0, "{\r\n  \"a\": 1,\r\n  \"telemetry.enabled\": true\r\n}\r\n");
        row("tabs stay", "{\n\t\"a\": 1\n}", 0, "{\n\t\"a\": 1,\n\t\"telemetry.enabled\": true\n}");
        row("four spaces stay", "{\n    \"a\": 1\n}", 0, "{\n    \"a\": 1,\n    \"telemetry.enabled\": true\n}");
        row("one compact line", "{\"a\":1}", 0, "{\"a\":1,\"telemetry.enabled\":true}");
        row("one line with spaces", "{ \"a\": 1 }", 0, "{ \"a\": 1, \"telemetry.enabled\": true }");
        row("comma before the name", "{\n  \"a\": 1\n, \"b\": 2\n}", 0,
            "{\n  \"a\": 1\n, \"b\": 2, \"telemetry.enabled\": true\n}");
        row("escaped key is ours", "{\"telemetry\\u002eenabled\":true}", 1, "{\"telemetry\\u002eenabled\":false}");
        row("our key with another type", "{\"telemetry.enabled\": \"yes\"}", 1, "{\"telemetry.enabled\": false}");
        row("our key with a nested value", "{\"telemetry.enabled\": {\"a\": [[]]}, \"b\": []}", 1,
            "{\"telemetry.enabled\": false, \"b\": []}");
        row("our key with a number", "{\"telemetry.enabled\":-1.5e+3}", 1, "{\"telemetry.enabled\":false}");
        row("our key with null", "{\"telemetry.enabled\": null}", 1, "{\"telemetry.enabled\": false}");
        row("our name inside a foreign object", "{\"x\": {\"telemetry.enabled\": true}}", 1,
            "{\"x\": {\"telemetry.enabled\": true},\"telemetry.enabled\": false}");
        row("our name as a foreign value", "{\"x\": \"telemetry.enabled\"}", 1,
            "{\"x\": \"telemetry.enabled\",\"telemetry.enabled\": false}");
        row("nested last value", "{\n  \"a\": {\n    \"b\": [1, 2]\n  }\n}", 1,
            "{\n  \"a\": {\n    \"b\": [1, 2]\n  },\n  \"telemetry.enabled\": false\n}");
        row("foreign key twice stays twice", "{\"a\":1,\"a\":2}", 1, "{\"a\":1,\"a\":2,\"telemetry.enabled\":false}");
        row("foreign half surrogate stays", "{\"a\":\"\\uD800\"}", 1,
            "{\"a\":\"\\uD800\",\"telemetry.enabled\":false}");
        row("foreign escaped backslash before u", "{\"a\":\"\\\\ud800\"}", 1,
            "{\"a\":\"\\\\ud800\",\"telemetry.enabled\":false}");
        row("foreign bytes that are not UTF-8 stay", "{\"a\":\"\xFF\xC3\"}", 1,
            "{\"a\":\"\xFF\xC3\",\"telemetry.enabled\":false}");
        row("foreign brackets in strings", "{\"a}\":\"]},\\\"\"}", 1,
            "{\"a}\":\"]},\\\"\",\"telemetry.enabled\":false}");
        row("foreign numbers stay", "{\"a\":1e21,\"b\":2.50,\"c\":123456789012345678901}", 1,
            "{\"a\":1e21,\"b\":2.50,\"c\":123456789012345678901,\"telemetry.enabled\":false}");
        row("number as the last value", "{\"telemetry.enabled\":true,\"b\":2.50}", 1,
            "{\"telemetry.enabled\":false,\"b\":2.50}");
        row("empty key", "{\"\":1}", 1, "{\"\":1,\"telemetry.enabled\":false}");
        row("remove: only member", "{\n  \"telemetry.enabled\": true\n}", 2, "{}");
        row("remove: first", "{\n  \"telemetry.enabled\": true,\n  \"a\": 1\n}", 2, "{\n  \"a\": 1\n}");
        row("remove: middle", "{\n  \"a\": 1,\n  \"telemetry.enabled\": true,\n  \"b\": 2\n}", 2,
            "{\n  \"a\": 1,\n  \"b\": 2\n}");
        row("remove: last", "{\n  \"a\": 1,\n  \"telemetry.enabled\": true\n}\n", 2, "{\n  \"a\": 1\n}\n");
        row("remove: last, comma before the name", "{\"a\": 1 , \"telemetry.enabled\": true }", 2, "{\"a\": 1 }");
        row("remove: absent", "{\"a\":1}", 2, "{\"a\":1}");
        row("string is added", "{\n  \"a\": 1\n}", 3, "{\n  \"a\": 1,\n  \"candor.theme\": \"dark\"\n}");
        row("string is replaced", "{\"candor.theme\":\"li\\\"ght\"}", 3, "{\"candor.theme\":\"dark\"}");
        row("string in another spelling is left", "{\"candor.theme\":\"d\\u0061rk\"}", 3,
            "{\"candor.theme\":\"d\\u0061rk\"}");
        row("several changes in order", "{\"candor.theme\":\"dark\",\"a\":1}", 4,
            "{\"a\":1,\"telemetry.enabled\":false}");
        row("string that needs escaping", "{}", 5, "{\n  \"candor.language\": \"a\\\"\\\\\\n\xC3\xA4\"\n}");
    }

    void splice()
    {
        const std::vector<Changes> all{{enable},
                                       {disable},
                                       {forget},
                                       {dark},
                                       {enable, noTheme, disable},
                                       {{settingkeys::language, u"a\"\\\n\u00e4"_s}}};
        QFETCH(QByteArray, before);
        QFETCH(int, changes);
        QFETCH(QByteArray, after);
        const auto result = spliceSettings(before, all.at(static_cast<std::size_t>(changes)));
        QVERIFY2(result, result.error.c_str());
        QCOMPARE(*result, after);
    }

    void damaged_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("white space") << QByteArray(" \n");
        QTest::newRow("garbage") << QByteArray("hello");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("array of an object") << QByteArray("[{\"telemetry.enabled\": false}]");
        QTest::newRow("string") << QByteArray("\"telemetry.enabled\"");
        QTest::newRow("number") << QByteArray("12");
        QTest::newRow("cut off") << QByteArray("{\n  \"a\": 1,\n  \"telemetry.enab");
        QTest::newRow("cut off after the name") << QByteArray("{\"a\"");
        QTest::newRow("cut off after the colon") << QByteArray("{\"a\":");
        QTest::newRow("comma at the end") << QByteArray("{\"a\": 1,}");
        QTest::newRow("comment") << QByteArray("{\"a\": 1 // one\n}");
        QTest::newRow("two objects") << QByteArray("{}{}");
        QTest::newRow("NUL bytes after a power cut") << QByteArray(64, '\0');
        QTest::newRow("NUL byte behind") << QByteArray("{}\0{}", 5);
        QTest::newRow("our key twice") << QByteArray("{\"telemetry.enabled\": true, \"telemetry.enabled\": false}");
        QTest::newRow("our key twice, once escaped")
            << QByteArray("{\"telemetry.enabled\": true, \"telemetry\\u002eenabled\": false}");
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE{\0}\0", 6);
        QTest::newRow("deep nesting without an end") << QByteArray(200000, '[');
        QTest::newRow("deep nesting of objects") << QByteArray("{\"a\":").repeated(100000);
    }

    void damaged()
    {
        QFETCH(QByteArray, content);
        const test::TemporaryHome home;
        home.write(podmanFile, content);
        const SettingsFile file = fileIn(home);

        const SettingsSnapshot snapshot = file.read();
        QCOMPARE(snapshot.status, SettingsStatus::Corrupt);
        QVERIFY(snapshot.problem.contains(snapshot.path));
        QVERIFY(snapshot.values.isEmpty());
        QVERIFY2(home.read(podmanFile) == content, "reading must not change a damaged file");

        const SettingsFile::WriteResult result = file.write({disable});
        QVERIFY2(result.ok, qPrintable(result.error));
        QVERIFY(result.changed);
        QCOMPARE(home.read(podmanFile), QByteArray("{\n  \"telemetry.enabled\": false\n}"));
        QVERIFY(QFileInfo(result.backupPath).fileName().startsWith(u"settings.json.backup-"_s));
        QFile backup(result.backupPath);
        QVERIFY(backup.open(QIODevice::ReadOnly));
        QCOMPARE(backup.readAll(), content);
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(result.backupPath).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }

    void backupsAreNeverOverwritten()
    {
        const test::TemporaryHome home;
        QSet<QString> backups;
        for (int i = 0; i < 20; ++i) {
            home.write(podmanFile, "damaged " + QByteArray::number(i));
            const SettingsFile::WriteResult result = fileIn(home).write({enable});
            QVERIFY2(result.ok, qPrintable(result.error));
            backups.insert(result.backupPath);
        }
        QCOMPARE(backups.size(), 20);
        QCOMPARE(QDir(QFileInfo(home.path(podmanFile)).path()).entryList({u"*.backup-*"_s}).size(), 20);
    }

    void foreignKeysStayByteForByte()
    {
        const test::TemporaryHome home;
        const QByteArray foreign = foreignMembers();
        QCOMPARE(foreign.count("\n  \"") + 1, 30);
        const QByteArray ours = "  \"telemetry.enabled\": ";
        home.write(podmanFile, "{\n" + foreign.left(foreign.size() - 2) + "\n}");

        QVERIFY(fileIn(home).write({enable}).ok);
        QCOMPARE(home.read(podmanFile), "{\n" + foreign + ours + "true\n}");
        QVERIFY(fileIn(home).write({disable}).ok);
        QCOMPARE(home.read(podmanFile), "{\n" + foreign + ours + "false\n}");
        QVERIFY(fileIn(home).write({forget}).ok);
        QCOMPARE(home.read(podmanFile), "{\n" + foreign.left(foreign.size() - 2) + "\n}");
    }

    void read_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("enabled"); // -1: absent
        QTest::addColumn<QString>("theme");
        QTest::newRow("false") << QByteArray("{\"telemetry.enabled\": false}") << 0 << QString();
        QTest::newRow("true") << QByteArray("{\"telemetry.enabled\": true}") << 1 << QString();
        QTest::newRow("absent") << QByteArray("{}") << -1 << QString();
        QTest::newRow("string instead of boolean")
            << QByteArray("{\"telemetry.enabled\": \"false\"}") << 0 << QString();
        QTest::newRow("number instead of boolean") << QByteArray("{\"telemetry.enabled\": 0}") << 0 << QString();
        QTest::newRow("null") << QByteArray("{\"telemetry.enabled\": null}") << 0 << QString();
        QTest::newRow("object") << QByteArray("{\"telemetry.enabled\": {\"x\": false}}") << 0 << QString();
        QTest::newRow("nested is not ours") << QByteArray("{\"a\": {\"telemetry.enabled\": false}}") << -1 << QString();
        QTest::newRow("escaped key") << QByteArray("{\"\\u0074elemetry.enabled\": false}") << 0 << QString();
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{\"telemetry.enabled\": false}") << 0 << QString();
        QTest::newRow("string") << QByteArray("{\"candor.theme\": \"d\\u0061rk\"}") << -1 << u"dark"_s;
        QTest::newRow("boolean instead of string") << QByteArray("{\"candor.theme\": true}") << -1 << QString();
        QTest::newRow("foreign key twice")
            << QByteArray("{\"a\":1,\"a\":2,\"telemetry.enabled\":false}") << 0 << QString();
    }

    void read()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, enabled);
        QFETCH(QString, theme);
        const test::TemporaryHome home;
        home.write(podmanFile, content);
        const SettingsSnapshot snapshot = fileIn(home).read();
        QCOMPARE(snapshot.status, SettingsStatus::Ok);
        QCOMPARE(snapshot.path, home.path(podmanFile));
        const std::optional<bool> value = snapshot.boolean(settingkeys::telemetryEnabled);
        QCOMPARE(value ? int(*value) : -1, enabled);
        QCOMPARE(snapshot.string(settingkeys::theme).value_or(QString()), theme);
        QCOMPARE(home.read(podmanFile), content);
    }

    void missingFileIsMadePrivate()
    {
        const test::TemporaryHome home;
        const QStringList before = home.everything();
        QCOMPARE(fileIn(home).read().status, SettingsStatus::Missing);
        const SettingsFile::WriteResult removed = fileIn(home).write({forget});
        QVERIFY(removed.ok && !removed.changed);
        QVERIFY2(home.everything() == before, "reading, and removing what is not there, must create nothing");

        QVERIFY(fileIn(home).write({enable}).changed);
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(home.path(podmanFile)).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
        QCOMPARE(::stat(QFile::encodeName(QFileInfo(home.path(podmanFile)).path()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0700));
    }

    void unchangedContentIsNotWritten()
    {
        const test::TemporaryHome home;
        home.write(podmanFile, "{\"telemetry.enabled\":true}");
        struct stat before = {};
        struct stat after = {};
        QCOMPARE(::stat(QFile::encodeName(home.path(podmanFile)).constData(), &before), 0);
        const SettingsFile::WriteResult result = fileIn(home).write({enable, noTheme});
        QVERIFY(result.ok);
        QVERIFY(!result.changed);
        QCOMPARE(::stat(QFile::encodeName(home.path(podmanFile)).constData(), &after), 0);
        QCOMPARE(after.st_ino, before.st_ino);
        QCOMPARE(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
        QCOMPARE(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
    }

    void modeAndLinkStay()
    {
        const test::TemporaryHome home;
        home.write(u"dotfiles/podman.json"_s, "{\"a\":1}");
        QVERIFY(::chmod(QFile::encodeName(home.path(u"dotfiles/podman.json"_s)).constData(), 0640) == 0);
        QVERIFY(QDir().mkpath(QFileInfo(home.path(podmanFile)).path()));
        QVERIFY(QFile::link(home.path(u"dotfiles/podman.json"_s), home.path(podmanFile)));
        QVERIFY(fileIn(home).write({enable}).ok);
        QVERIFY(QFileInfo(home.path(podmanFile)).isSymLink());
        QCOMPARE(home.read(u"dotfiles/podman.json"_s), QByteArray("{\"a\":1,\"telemetry.enabled\":true}"));
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(home.path(podmanFile)).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0640));
    }

    void unreadableIsLeftAlone_data()
    {
        QTest::addColumn<bool>("tooLarge");
        QTest::newRow("a folder of that name") << false;
        QTest::newRow("too large") << true;
    }

    void unreadableIsLeftAlone()
    {
        QFETCH(bool, tooLarge);
        const test::TemporaryHome home;
        const QByteArray large = "{\"a\": \"" + QByteArray(5 * 1024 * 1024, 'x') + "\"}";
        if (tooLarge)
            home.write(podmanFile, large);
        else
            QVERIFY(QDir().mkpath(home.path(podmanFile)));
        QCOMPARE(fileIn(home).read().status, SettingsStatus::Unreadable);
        const SettingsFile::WriteResult result = fileIn(home).write({disable});
        QVERIFY(!result.ok);
        QVERIFY(result.error.contains(home.path(podmanFile)));
        QVERIFY(result.backupPath.isEmpty());
        if (tooLarge)
            QVERIFY(home.read(podmanFile) == large);
        else
            QVERIFY(QFileInfo(home.path(podmanFile)).isDir());
    }

    void path_data()
    {
        QTest::addColumn<QStringList>("existing");
        QTest::addColumn<bool>("override");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing there") << QStringList() << false << podmanFile;
        QTest::newRow("fresh installation on Linux") << QStringList{xdgFile} << false << xdgFile;
        QTest::newRow("older installation") << QStringList{podmanFile} << false << podmanFile;
        QTest::newRow("both") << QStringList{podmanFile, xdgFile} << false << podmanFile;
        QTest::newRow("the older folder alone decides")
            << QStringList{QFileInfo(podmanFile).path() + u"/other.json"_s, xdgFile} << false << podmanFile;
        QTest::newRow("folder without a file")
            << QStringList{QFileInfo(xdgFile).path() + u"/x"_s} << false << podmanFile;
        QTest::newRow("PODMAN_DESKTOP_HOME_DIR")
            << QStringList{podmanFile, xdgFile} << true << u"elsewhere/configuration/settings.json"_s;
    }

    void path()
    {
        QFETCH(QStringList, existing);
        QFETCH(bool, override);
        QFETCH(QString, expected);
        const test::TemporaryHome home;
        for (const QString &file : existing)
            home.write(file, "{}");
        Directories directories = home.directories();
        if (override)
            directories.podmanDesktopHome = home.path(u"elsewhere"_s);
        const SettingsFile file(directories, SettingsLayout::PodmanDesktop, u"candor"_s);
        QCOMPARE(file.path(), home.path(expected));
        QVERIFY(file.possiblePaths().contains(home.path(expected)));
        QCOMPARE(file.possiblePaths().size(), override ? 1 : 2);
    }

    void pathFollowsPodmanDesktop()
    {
        const test::TemporaryHome home;
        const SettingsFile file = fileIn(home);
        home.write(xdgFile, "{}");
        QVERIFY(file.write({enable}).ok);
        QVERIFY(home.read(xdgFile).contains("true"));
        home.write(podmanFile, "{}");
        QVERIFY(file.write({disable}).ok);
        QVERIFY(home.read(podmanFile).contains("false"));
        QVERIFY(home.read(xdgFile).contains("true"));
    }

    void aCutHardLinkIsNamed()
    {
        const test::TemporaryHome home;
        const SettingsFile file = fileIn(home);
        QVERIFY(file.write({enable}).note.isEmpty());
        const QString other = home.path(u"dotfiles.json"_s);
        QCOMPARE(::link(QFile::encodeName(home.path(podmanFile)).constData(), QFile::encodeName(other).constData()), 0);
        QVERIFY(file.write({enable}).note.isEmpty()); // nothing was to be written
        const SettingsFile::WriteResult result = file.write({disable});
        QVERIFY2(result.ok, qPrintable(result.error));
        QVERIFY2(result.note.contains(home.path(podmanFile)) && result.note.contains(u"hard links"_s),
                 qPrintable(result.note));
        QVERIFY(home.read(u"dotfiles.json"_s).contains("true"));
        QVERIFY(file.write({enable}).note.isEmpty());
    }

    /// Another user's can't agree, and nobody needs it to.
    void writeProtected()
    {
        const test::TemporaryHome home;
        const SettingsFile file = fileIn(home);
        home.write(podmanFile, "{\n  \"telemetry.enabled\": false\n}");
        QVERIFY(QFile::setPermissions(home.path(podmanFile), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
        QCOMPARE(file.read().boolean(settingkeys::telemetryEnabled), std::optional(false));
        const SettingsFile::WriteResult result = file.write({enable});
        QVERIFY(!result.ok);
        QVERIFY2(result.error.contains(u"write-protected"_s), qPrintable(result.error));
        QCOMPARE(file.read().boolean(settingkeys::telemetryEnabled), std::optional(false));
    }

    void applicationsHaveTheirOwn()
    {
        const test::TemporaryHome home;
        QCOMPARE(settingsPath(home.directories(), SettingsLayout::Application, u"org.acme.notes"_s),
                 home.path(u".config/org.acme.notes/settings.json"_s));
        Directories nowhere;
        QVERIFY(settingsPath(nowhere, SettingsLayout::Application, u"x"_s).isEmpty());
        QVERIFY(settingsPath(nowhere, SettingsLayout::PodmanDesktop, u"x"_s).isEmpty());
        const SettingsFile file(nowhere, SettingsLayout::PodmanDesktop, u"x"_s);
        QCOMPARE(file.read().status, SettingsStatus::Unreadable);
        QVERIFY(!file.write({enable}).ok);
    }
};

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
