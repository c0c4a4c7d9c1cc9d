// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Promise P10: whatever stands where consent.json should, it never grants, hangs nobody, and stays as it is.

#include "candor/telemetry.h"
#include "support/processlook.h"
#include "support/recordingworld.h"
#include "telemetry/telemetrycontext.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; // ms
constexpr int longest = 5000; // ms; for a start that reads it
constexpr qint64 mostMemory = 64 * 1024 * 1024; // bytes; beyond what was there
const QString consentFile = u".local/share/candor/consent.json"_s;
const QString settingsFile = u".local/share/containers/podman-desktop/configuration/settings.json"_s;
const QString lockedFile = u"managed/locked.json"_s;
const QString identityFile = u".redhat/anonymousId"_s;

/// A home with a yes in it, which a row then spoils.
struct World
{
    RecordingWorld recording;
    QProcessEnvironment environment = recording.environment();

    World() { environment.insert(u"TEST_MANAGED"_s, home().path(u"managed"_s)); }
    [[nodiscard]] const TemporaryHome &home() const { return recording.home(); }
    [[nodiscard]] TelemetryOptions options() const { return RecordingWorld::optionsFrom(environment); }
    [[nodiscard]] QString path() const { return home().path(consentFile); }
    [[nodiscard]] QByteArray bytes() const { return home().read(consentFile); }
    void write(const QByteArray &bytes) const { home().write(consentFile, bytes); }
    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(bytes()).object(); }
    void set(const QString &member, const QJsonValue &value) const
    {
        QJsonObject changed = object();
        changed.insert(member, value);
        write(QJsonDocument(changed).toJson());
    }
    /// Puts \a to in the place of \a from, as it stands in the file.
    void replace(const QByteArray &from, const QByteArray &to) const
    {
        QByteArray changed = bytes();
        if (!changed.contains(from))
            qFatal("not in the file: %s", from.constData());
        write(changed.replace(from, to));
    }
};

using Spoil = std::function<void(const World &)>;

struct Row
{
    QByteArray name;
    Spoil spoil;
    bool mayAsk = true;
    bool spoilsMore = false; ///< than the bytes of consent.json
};

// --- what can stand in the place of a file --------------------------------------------------------------------------

void makeFolder(const QString &path)
{
    QFile::remove(path);
    QDir().mkpath(path + u"/something"_s);
}

void makeFifo(const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile::remove(path);
    if (::mkfifo(QFile::encodeName(path).constData(), 0600) != 0)
        qFatal("no FIFO");
}

void makeSocket(const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile::remove(path);
    // Through its folder: an address has room for a short path only, and a home of a test may lie deep.
    const int folder = ::open(QFile::encodeName(QFileInfo(path).path()).constData(), O_PATH | O_DIRECTORY);
    const QByteArray name =
        "/proc/self/fd/" + QByteArray::number(folder) + '/' + QFile::encodeName(QFileInfo(path).fileName());
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::copy(name.begin(), name.end(), address.sun_path);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (descriptor < 0 || ::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("no socket");
    ::close(folder);
    ::close(descriptor);
}

void makeLink(const QString &path, const QString &target)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile::remove(path);
    if (!QFile::link(target, path))
        qFatal("no link");
}

void makeHuge(const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    if (!QFile::exists(path) && !QFile(path).open(QIODevice::WriteOnly))
        qFatal("no file");
    if (::truncate(QFile::encodeName(path).constData(), 2LL * 1024 * 1024 * 1024) != 0)
        qFatal("no huge file");
}

struct Thing
{
    const char *name;
    void (*make)(const QString &path);
};

/// What no program may wait for, or read to its end.
const QList<Thing> things{
    {"a folder", &makeFolder},
    {"a FIFO nobody writes to", &makeFifo},
    {"a socket", &makeSocket},
    {"a link that leads in a circle", [](const QString &path) { makeLink(path, path); }},
    {"/dev/zero", [](const QString &path) { makeLink(path, u"/dev/zero"_s); }},
    {"/dev/null", [](const QString &path) { makeLink(path, u"/dev/null"_s); }},
    {"/dev/tty", [](const QString &path) { makeLink(path, u"/dev/tty"_s); }},
    {"a FIFO behind a link",
     [](const QString &path) {
         makeFifo(path + u".pipe"_s);
         makeLink(path, path + u".pipe"_s);
     }},
    {"2 GB", &makeHuge},
};

// --- the table ------------------------------------------------------------------------------------------------------

QByteArray utf16(const QByteArray &bytes, bool bigEndian)
{
    QByteArray result = bigEndian ? "\xfe\xff" : "\xff\xfe";
    for (const char c : bytes)
        result.append(bigEndian ? '\0' : c).append(bigEndian ? c : '\0');
    return result;
}

void addBytes(QList<Row> *rows)
{
    const auto bytes = [rows](const QByteArray &name, const QByteArray &what) {
        rows->append({name, [what](const World &world) { world.write(what); }});
    };
    const auto changed = [rows](const QByteArray &name, const std::function<QByteArray(const QByteArray &)> &change) {
        rows->append({name, [change](const World &world) { world.write(change(world.bytes())); }});
    };
    bytes("empty", "");
    bytes("a blank", " ");
    bytes("a newline", "\n");
    bytes("an empty object", "{}");
    bytes("an open brace", "{");
    bytes("an empty list", "[]");
    bytes("null", "null");
    bytes("true", "true");
    bytes("a text", "\"granted\"");
    bytes("a bare word", "granted");
    bytes("blocks that a power cut left empty", QByteArray(4096, '\0'));
    bytes("deep nesting of lists", QByteArray(200000, '['));
    bytes("deep nesting of objects", QByteArray("{\"a\":").repeated(100000));
    bytes("another program's file", "[telemetry]\ndecision = granted\n");
    for (const int percent : {1, 10, 25, 50, 75, 90, 99}) {
        changed("cut after " + QByteArray::number(percent) + " %",
                [percent](const QByteArray &b) { return b.left(b.size() * percent / 100); });
    }
    changed("without its last brace", [](const QByteArray &b) { return b.left(b.lastIndexOf('}')); });
    changed("with something behind it", [](const QByteArray &b) { return b + "x"; });
    changed("twice", [](const QByteArray &b) { return b + b; });
    changed("with a NUL behind it", [](const QByteArray &b) { return b + '\0'; });
    changed("with a NUL before it", [](const QByteArray &b) { return '\0' + b; });
    changed("with zeros to the end of a block",
            [](const QByteArray &b) { return b + QByteArray(4096 - b.size() % 4096, '\0'); });
    changed("with a byte order mark", [](const QByteArray &b) { return "\xef\xbb\xbf" + b; });
    changed("UTF-16, little end first", [](const QByteArray &b) { return utf16(b, false); });
    changed("UTF-16, big end first", [](const QByteArray &b) { return utf16(b, true); });
    changed("with a comment behind it", [](const QByteArray &b) { return b + "// yes\n"; });
    changed("with a comment in it", [](const QByteArray &b) { return b.left(1) + "/* yes */" + b.mid(1); });
    changed("with a comma at its end", [](const QByteArray &b) {
        const qsizetype brace = b.lastIndexOf('}');
        return b.left(brace) + ",}\n";
    });
    changed("single quotes", [](QByteArray b) { return b.replace('"', '\''); });
    changed("larger than any answer", [](const QByteArray &b) { return b + QByteArray(1024 * 1024, ' '); });
    changed("a byte that is no UTF-8", [](QByteArray b) { return b.replace("\"candor\"", "\"cand\xf6r\""); });
    rows->append({"a yes after a no",
                  [](const World &world) { world.write("{\"decision\": \"denied\"," + world.bytes().mid(1)); },
                  false}); // somebody has refused
    changed("a yes twice", [](const QByteArray &b) { return "{\"decision\": \"granted\"," + b.mid(1); });
    changed("a key that is there twice, once escaped",
            [](const QByteArray &b) { return "{\"d\\u0065cision\": \"granted\"," + b.mid(1); });
    changed("inside a list", [](const QByteArray &b) { return "[" + b + "]"; });
    changed("inside an object", [](const QByteArray &b) { return "{\"consent\": " + b + "}"; });
}

void addMembers(QList<Row> *rows)
{
    for (const char *name : {"decision", "decisionId", "categories", "catalogueId", "noticeVersion", "noticeSha256",
                             "noticeLanguage", "recipient", "time", "origin", "salt", "machineAccount", "timesClosed",
                             "closedQuestion", "terminalAnswerShown", "earlierIds"}) {
        const QString member = QString::fromLatin1(name);
        rows->append({QByteArray(name) + " missing", [member](const World &world) {
                          QJsonObject object = world.object();
                          object.remove(member);
                          world.write(QJsonDocument(object).toJson());
                      }});
        rows->append({QByteArray(name) + " null", [member](const World &world) { world.set(member, QJsonValue()); }});
        rows->append({QByteArray(name) + " of another type",
                      [member](const World &world) { world.set(member, QJsonObject{{u"a"_s, 1}}); }});
        rows->append({QByteArray(name) + " in capitals", [member](const World &world) {
                          world.replace("\"" + member.toLatin1() + "\"", "\"" + member.toUpper().toLatin1() + "\"");
                      }});
    }
}

void addValues(QList<Row> *rows)
{
    const auto value = [rows](const char *name, const QString &member, const QJsonValue &what, bool mayAsk = true) {
        rows->append({name, [member, what](const World &world) { world.set(member, what); }, mayAsk});
    };
    for (const char *word : {"GRANTED", "Granted", " granted", "granted ", "yes", "true", "1", "", "allowed"})
        value(QByteArray("decision \"" + QByteArray(word) + '"').constData(), u"decision"_s, QString::fromLatin1(word));
    value("decision true", u"decision"_s, true);
    value("decision 1", u"decision"_s, 1);
    value("decision undecided, with what a yes has", u"decision"_s, u"undecided"_s);
    value("decision denied, with what a yes has", u"decision"_s, u"denied"_s, false); // a no
    value("an empty decision id", u"decisionId"_s, QString());
    value("a decision id in capitals", u"decisionId"_s, u"0F8FAD5B-D9CB-469F-A165-70867728950E"_s);
    value("a decision id in braces", u"decisionId"_s, u"{0f8fad5b-d9cb-469f-a165-70867728950e}"_s);
    value("no category", u"categories"_s, QJsonArray());
    value("a category twice", u"categories"_s, QJsonArray{u"usage"_s, u"usage"_s});
    value("a category that is not known", u"categories"_s, QJsonArray{u"usage"_s, u"location"_s});
    value("all categories by one word", u"categories"_s, QJsonArray{u"all"_s});
    value("a category in capitals", u"categories"_s, QJsonArray{u"Usage"_s});
    value("a category that is a number", u"categories"_s, QJsonArray{1});
    value("categories as a text", u"categories"_s, u"usage"_s);
    value("a category inside a list", u"categories"_s, QJsonArray{QJsonValue(QJsonArray{u"usage"_s})});
    value("another catalogue", u"catalogueId"_s, u"org.acme.notes"_s);
    value("no catalogue", u"catalogueId"_s, QString());
    value("notice 0", u"noticeVersion"_s, 0);
    value("notice -1", u"noticeVersion"_s, -1);
    value("notice 1.5", u"noticeVersion"_s, 1.5);
    value("notice as a text", u"noticeVersion"_s, u"1"_s);
    value("notice true", u"noticeVersion"_s, true);
    value("a newer notice", u"noticeVersion"_s, 4, false); // its answer was somebody's who knew more
    rows->append({"a notice beyond any number",
                  [](const World &world) { world.replace("\"noticeVersion\": 3", "\"noticeVersion\": 1e400"); }});
    rows->append({"a notice beyond an int",
                  [](const World &world) { world.replace("\"noticeVersion\": 3", "\"noticeVersion\": 4294967297"); }});
    value("another recipient", u"recipient"_s, u"eu.i.posthog.com"_s);
    value("a recipient with a port", u"recipient"_s, u"this-computer:443"_s);
    value("no recipient", u"recipient"_s, QString());
    value("no language of the notice", u"noticeLanguage"_s, QString());
    value("no hash of the notice", u"noticeSha256"_s, QString());
    value("a hash that is too short", u"noticeSha256"_s, u"abc"_s);
    value("a hash in capitals", u"noticeSha256"_s, QString(64, u'A'));
    value("no salt", u"salt"_s, QString());
    value("another salt", u"salt"_s, QString(32, u'0'));
    value("no machine and account", u"machineAccount"_s, QString());
    value("another machine or account", u"machineAccount"_s, QString(64, u'0'));
    value("a yes from settings.json", u"origin"_s, u"settings-file"_s);
    value("a yes from nowhere", u"origin"_s, u"installer"_s);
    value("a time without a zone", u"time"_s, u"2026-01-01T00:00:00.000"_s);
    value("a time in another zone", u"time"_s, u"2026-01-01T00:00:00.000+02:00"_s);
    value("a day without a time", u"time"_s, u"2026-01-01"_s);
    value("no time", u"time"_s, QString());
    value("a day that never was", u"time"_s, u"2026-02-30T00:00:00.000Z"_s);
    value("a time as a number", u"time"_s, 1795262400);
    value("the year 9999", u"time"_s, u"9999-12-31T23:59:59.999Z"_s);
    value("the year 10000", u"time"_s, u"10000-01-01T00:00:00.000Z"_s);
    value("25 hours ahead", u"time"_s, QDateTime::currentDateTimeUtc().addSecs(25 * 3600).toString(Qt::ISODateWithMs));
    value("closed less than never", u"timesClosed"_s, -1);
    value("an earlier id that is none", u"earlierIds"_s, QJsonArray{u"me"_s});
    value("extensions that are a list", u"extensions"_s, QJsonArray());
    value("a member that is not known", u"allowEverything"_s, true);
}

void addPlaces(QList<Row> *rows)
{
    const qsizetype first = rows->size();
    for (const Thing &thing : things)
        rows->append({thing.name, [make = thing.make](const World &world) { make(world.path()); }});
    rows->append({"nothing", [](const World &world) { QFile::remove(world.path()); }});
    rows->append({"behind a link", [](const World &world) {
                      if (!QFile::rename(world.path(), world.path() + u".real"_s))
                          qFatal("no file");
                      makeLink(world.path(), world.path() + u".real"_s);
                  }});
    rows->append({"that others can write to", [](const World &world) {
                      QFile::setPermissions(
                          world.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::WriteGroup);
                  }});
    rows->append({"a link to nothing", [](const World &world) { makeLink(world.path(), world.path() + u"-gone"_s); }});
    // No answer can be kept there, so nobody is asked for one.
    rows->append({"a folder that is a file",
                  [](const World &world) {
                      QDir(QFileInfo(world.path()).path()).removeRecursively();
                      world.home().write(u".local/share/candor"_s, "granted");
                  },
                  false});
    rows->append({"on another machine", [](const World &world) {
                      world.home().write(u"machine-id"_s, "fedcba9876543210fedcba9876543210\n");
                  }});
    rows->append({"in an image whose machine id was emptied",
                  [](const World &world) { world.home().write(u"machine-id"_s, ""); }});
    rows->append({"in an image whose machine id is yet to be made",
                  [](const World &world) { world.home().write(u"machine-id"_s, "uninitialized\n"); }});
    rows->append({"where the machine id was removed",
                  [](const World &world) { QFile::remove(world.home().path(u"machine-id"_s)); }});
    for (qsizetype i = first; i < rows->size(); ++i)
        (*rows)[i].spoilsMore = true;
}

QList<Row> table()
{
    QList<Row> rows;
    addBytes(&rows);
    addMembers(&rows);
    addValues(&rows);
    addPlaces(&rows);
    return rows;
}

/// What stands at a path, without opening what must not be opened.
QByteArray described(const QString &path)
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(path).constData(), &status) != 0)
        return "nothing";
    QByteArray result = QByteArray::number(status.st_mode, 8) + ' ' + QByteArray::number(status.st_ino) + ' '
        + QByteArray::number(static_cast<qint64>(status.st_size)) + ' '
        + QByteArray::number(static_cast<qint64>(status.st_mtim.tv_nsec));
    if (S_ISREG(status.st_mode) && status.st_size < 4 * 1024 * 1024) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            result += file.readAll();
    }
    return result;
}

/// The application starts, records and looks at everything, and ends. True: it was allowed to, and did.
bool runs(const TelemetryOptions &options)
{
    Telemetry telemetry(options);
    const bool allowed = telemetry.isAllowed();
    for (int i = 0; i < 100; ++i)
        telemetry.track("test.marked", {{"word", "secret"}});
    telemetry.flush();
    telemetry.refresh();
    // With a yes until something is there; without, once.
    bool looked = false;
    const std::function<void()> look = [&] {
        telemetry.fetchActivity({}, &telemetry, [&](const auto &events, const QString &) {
            if (!allowed && !events.empty())
                qCritical("something was recorded");
            looked = !allowed || !events.empty();
            if (!looked)
                look();
        });
    };
    look();
    if (!QTest::qWaitFor([&] { return looked; }, patience))
        qCritical("the store was not looked at");
    return allowed || telemetry.isAllowed();
}

} // namespace

class TestFailsClosed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<World>();
        m_yes = m_world->bytes();
    }
    void aWholeAnswerGrants_data();
    void aWholeAnswerGrants();
    void grantsNothing_data();
    void grantsNothing();
    void waitsForNoOtherFile_data();
    void waitsForNoOtherFile();

private:
    std::unique_ptr<World> m_world; // for what spoils nothing but the bytes of its answer
    QByteArray m_yes;
};

/// What the table below changes is a yes, and these are still one.
void TestFailsClosed::aWholeAnswerGrants_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("as it was written") << 0;
    QTest::newRow("written anew by another program") << 1;
    QTest::newRow("23 hours ahead") << 2;
    QTest::newRow("of 1970") << 3;
}

void TestFailsClosed::aWholeAnswerGrants()
{
    QFETCH(int, number);
    const World world;
    if (number == 1)
        world.set(u"timesClosed"_s, 0);
    else if (number == 2)
        world.set(u"time"_s, QDateTime::currentDateTimeUtc().addSecs(23 * 3600).toString(Qt::ISODateWithMs));
    else if (number == 3)
        world.set(u"time"_s, u"1970-01-01T00:00:00.000Z"_s);
    QVERIFY(runs(world.options()));
}

void TestFailsClosed::grantsNothing_data()
{
    QTest::addColumn<int>("number");
    const QList<Row> rows = table();
    QVERIFY(rows.size() >= 60);
    for (int i = 0; i < rows.size(); ++i)
        QTest::newRow(rows.at(i).name.constData()) << i;
}

void TestFailsClosed::grantsNothing()
{
    QFETCH(int, number);
    const Row row = table().at(number);
    std::optional<World> own;
    if (row.spoilsMore)
        own.emplace();
    else
        m_world->write(m_yes);
    const World &world = own ? *own : *m_world;
    row.spoil(world);
    const QByteArray before = described(world.path());
    const QStringList files = world.home().everything();
    const QByteArray settings = world.home().read(settingsFile);
    const qint64 memory = ProcessLook(QCoreApplication::applicationPid()).residentBytes();

    QElapsedTimer timer;
    timer.start();
    const ConsentState state = TelemetryContext(world.options().data()).consent().read();
    QVERIFY(!state.verdict.allowed);
    QVERIFY(!state.verdict.categories);
    QVERIFY(state.verdict.decision != Decision::Granted);
    QVERIFY(state.verdict.data != DataPolicy::Collect);
    QCOMPARE(state.verdict.mayAsk, row.mayAsk);
    QVERIFY(!runs(world.options()));
    QVERIFY(timer.elapsed() < longest);
    QVERIFY(ProcessLook(QCoreApplication::applicationPid()).residentBytes() - memory < mostMemory);

    // Nothing was made, nothing is different, and what stands there is still there.
    QCOMPARE(world.home().everything(), files);
    QCOMPARE(described(world.path()), before);
    QCOMPARE(world.home().read(settingsFile), settings);
}

void TestFailsClosed::waitsForNoOtherFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("number");
    for (const QString &file : {settingsFile, lockedFile, u"managed/default-settings.json"_s, identityFile}) {
        for (int i = 0; i < things.size(); ++i)
            QTest::addRow("%s: %s", qPrintable(file.section(u'/', -1)), things.at(i).name) << file << i;
    }
}

void TestFailsClosed::waitsForNoOtherFile()
{
    QFETCH(QString, file);
    QFETCH(int, number);
    const World world;
    QDir().mkpath(world.home().path(u"managed"_s));
    things.at(number).make(world.home().path(file));
    const QByteArray before = described(world.home().path(file));
    const qint64 memory = ProcessLook(QCoreApplication::applicationPid()).residentBytes();
    QElapsedTimer timer;
    timer.start();
    // Without an id of its own on the disk the yes still counts; the others may hold a no.
    QCOMPARE(runs(world.options()), file == identityFile);
    QVERIFY(timer.elapsed() < longest);
    QVERIFY(ProcessLook(QCoreApplication::applicationPid()).residentBytes() - memory < mostMemory);
    if (file != identityFile) // which is set aside where it can be
        QCOMPARE(described(world.home().path(file)), before);
}

QTEST_GUILESS_MAIN(TestFailsClosed)
#include "tst_failsclosed.moc"
