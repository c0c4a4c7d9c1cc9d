// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/catalogue.h"
#include "candor/error.h"
#include "telemetry/errordata.h"
#include "telemetry/nameforms.h"

#include <QtTest>

#include <cstdlib>
#include <stdexcept>

using namespace candor;
using namespace Qt::StringLiterals;

namespace acme {

class SyncError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

template<typename T>
class Refused : public std::exception
{
};

} // namespace acme

namespace {

class HiddenError : public std::exception
{
};

std::string classOf(const Error &error)
{
    return error.data().className;
}

} // namespace

class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsClassesIntoForm_data();
    void bringsClassesIntoForm();
    void alwaysMakesAToken();
    void isMadeOfExceptions();
    void saysWhatIsKnown();
    void isAValue();
    void bringsExtensionsIntoForm_data();
    void bringsExtensionsIntoForm();
};

void ErrorTest::bringsClassesIntoForm_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &given, const QByteArray &expected) {
        QTest::newRow(name) << given << expected;
    };
    row("a token already", "timeout", "timeout");
    row("words", "DiskFull", "disk_full");
    row("words in camel case", "hostNotFoundError", "host_not_found_error");
    row("an abbreviation", "HTTPError", "http_error");
    row("an abbreviation at the end", "BadURL", "bad_url");
    row("digits", "Utf8Error", "utf8_error");
    row("a namespace", "std::runtime_error", "std.runtime_error");
    row("signs", "e-conn.reset_2", "e-conn.reset_2");
    row("upper case", "ENOENT", "enoent");
    row("W7: a sentence", "unknown command 'secret'", "other");
    row("W7: a path", "/home/somebody/notes.txt", "other");
    row("W7: a path of Windows", "C:\\Users\\somebody", "other");
    row("W7: an address of mail", "somebody@example.org", "other");
    row("a host", "registry.acme-internal.example", "other");
    row("a host in capitals", "NAS.ACME.DE", "other");
    row("an exception of Java", "com.acme.sync.SyncException", "com.acme.sync.sync_exception");
    row("W7: an IP address", "10.0.0.5", "other");
    row("W7: a line's end", "timeout\nsomebody", "other");
    row("podman 11: the message as class", "Error: no such image: registry.corp/secret", "other");
    row("empty", "", "other");
    row("a blank", " ", "other");
    row("a digit first", "404", "other");
    row("other letters",
        "Gr\xC3\xB6\xC3\x9F"
        "e",
        "other");
    row("broken UTF-8", "a\xFF", "other");
    row("a NUL byte", QByteArray("a\0b", 3), "other");
    row("64", QByteArray(64, 'a'), QByteArray(64, 'a'));
    row("65", QByteArray(65, 'a'), "other");
    row("64 that become more", QByteArray("Ab").repeated(32), QByteArray("ab_").repeated(22).left(64));
}

void ErrorTest::bringsClassesIntoForm()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(classOf(Error(std::string_view(name.constData(), size_t(name.size()))))),
             expected);
    if (!name.contains('\0') && !name.contains('\xFF')) {
        const QString utf16 = QString::fromUtf8(name);
        QCOMPARE(QByteArray::fromStdString(classOf(Error(utf16))), expected);
    }
}

void ErrorTest::alwaysMakesAToken()
{
    EventProperty token;
    token.type = PropertyType::Token;
    std::srand(20261122);
    for (int round = 0; round < 20000; ++round) {
        std::string text(size_t(std::rand() % 80), ' ');
        for (char &c : text)
            c = round % 2 == 0 ? static_cast<char>(std::rand()) : "aAzZ09._-:"[std::rand() % 10];
        const std::string name = classOf(Error(text));
        QVERIFY2(accepts(token, name), name.c_str());
    }
}

void ErrorTest::isMadeOfExceptions()
{
    const Error sync = Error::fromException(acme::SyncError("no answer"));
    QCOMPARE(classOf(sync), "acme.sync_error");
    QCOMPARE(sync.data().message, std::optional<std::string>("no answer"));
    QVERIFY(!sync.data().messageTrusted);
    QCOMPARE(classOf(Error::fromException(std::out_of_range("x"))), "std.out_of_range");
    QCOMPARE(classOf(Error::fromException(acme::Refused<int>())), "acme.refused");
    QCOMPARE(classOf(Error::fromException(HiddenError())), "hidden_error");
    try {
        throw acme::SyncError("caught as another");
    } catch (const std::exception &exception) {
        QCOMPARE(classOf(Error::fromException(exception)), "acme.sync_error");
    }
}

void ErrorTest::saysWhatIsKnown()
{
    const auto said = [](const Error &error) {
        std::vector<Property> properties;
        error.data().appendTo(&properties);
        QStringList result;
        for (const Property &property : properties)
            result.append(QString::fromStdString(std::string(property.key))
                          + (property.value.isTrusted() ? u"!"_s : u""_s));
        return result;
    };
    QCOMPARE(said(Error("timeout")), QStringList{u"error.class"_s});
    QCOMPARE(said(Error("timeout").statusCode(503)), (QStringList{u"error.class"_s, u"error.statusCode"_s}));
    QCOMPARE(said(Error("failed").exitCode(-1).message("text")),
             (QStringList{u"error.class"_s, u"error.message"_s, u"error.exitCode"_s}));
    QCOMPARE(said(Error("failed").message(TrustedText(u"text"_s))),
             (QStringList{u"error.class"_s, u"error.message!"_s}));
    QCOMPARE(said(Error("failed").message(TrustedText("text")).message(u"text"_s)),
             (QStringList{u"error.class"_s, u"error.message"_s}));
    // Bounded, whatever is given.
    QVERIFY(Error("failed").message(std::string(1000000, 'x')).data().message->size() < 5000);
    QVERIFY(Error("failed").message(QString(1000000, u'€')).data().message->size() < 15000);
}

void ErrorTest::isAValue()
{
    Error first = Error("one").statusCode(1);
    Error second = first;
    second.statusCode(2);
    QCOMPARE(first.data().statusCode, std::optional<int>(1));
    QCOMPARE(second.data().statusCode, std::optional<int>(2));
    first = std::move(second);
    QCOMPARE(first.data().statusCode, std::optional<int>(2));
}

void ErrorTest::bringsExtensionsIntoForm_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("in form") << QByteArray("acme.sync") << QByteArray("acme.sync");
    QTest::newRow("upper case and signs") << QByteArray("Acme.note-sync") << QByteArray("acme.note_sync");
    QTest::newRow("publisher and name") << QByteArray("podman-desktop.compose") << QByteArray("podman_desktop.compose");
    QTest::newRow("dots at the edges") << QByteArray("..acme..sync..") << QByteArray("acme.sync");
    QTest::newRow("other letters") << QByteArray("gr\xC3\xB6"
                                                 "n")
                                   << QByteArray("gr__n");
    QTest::newRow("empty") << QByteArray() << QByteArray("unnamed");
    QTest::newRow("the library's own") << QByteArray("App.sync") << QByteArray("unnamed");
    QTest::newRow("like the library's own") << QByteArray("apps") << QByteArray("apps");
    QTest::newRow("nothing but signs") << QByteArray("./-") << QByteArray("unnamed");
}

void ErrorTest::bringsExtensionsIntoForm()
{
    QFETCH(QByteArray, id);
    QTEST(QByteArray::fromStdString(nameforms::eventPrefix(id.toStdString())), "expected");
}

QTEST_APPLESS_MAIN(ErrorTest)
#include "tst_error.moc"
