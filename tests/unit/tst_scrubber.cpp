// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubber.h"
#include "scrub/wordlist.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringDecoder>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <random>
#include <thread>
#include <utility>

using namespace Qt::StringLiterals;
using namespace candor;

namespace {

const Scrubber &scrubber()
{
    static const Scrubber instance(
        {{"/home/nina"},
         {"nina", "Nina Huber", "Huber", "max", "will", "li", "\u674e\u5c0f\u660e", "\u674e\u660e"},
         {"kestrel.corp.example", "kestrel"}});
    return instance;
}

std::string scrub(const QByteArray &text)
{
    return scrubber().scrub(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
}

bool isValidUtf8(std::string_view text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    (void)decoded;
    return !decoder.hasError();
}

/// What a reader could make of \a text who undoes every escape they know: by other means than the Scrubber's.
QString plainest(std::string_view text)
{
    QString result = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (int round = 0; round < 3; ++round) {
        result = QUrl::fromPercentEncoding(result.toUtf8());
        static const QRegularExpression escape(uR"(\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|&#([0-9]{2,5});)"_s);
        for (auto match = escape.match(result); match.hasMatch(); match = escape.match(result)) {
            const int code = match.hasCaptured(3) ? match.captured(3).toInt()
                                                  : (match.captured(1) + match.captured(2)).toInt(nullptr, 16);
            result.replace(match.capturedStart(), match.capturedLength(), QChar(char16_t(code == '\\' ? ' ' : code)));
        }
        result.replace(u"\\/"_s, u"/"_s).replace(u"\\\\"_s, u"\\"_s);
    }
    result = result.normalized(QString::NormalizationForm_KC).toLower();
    result.removeIf([](QChar c) { return c.category() == QChar::Other_Format; });
    return result;
}

/// Empty where \a text keeps what every scrubbed text has to keep.
QByteArray brokenProperty(std::string_view text, std::string_view scrubbed)
{
    if (scrubbed.size() > text.size())
        return "it got longer";
    if (scrubbed.size() > maximumScrubbedSize)
        return "it is longer than allowed";
    if (scrubber().scrub(scrubbed) != scrubbed)
        return "scrubbing again changes it to " + QByteArray::fromStdString(scrubber().scrub(scrubbed));
    if (isValidUtf8(text) && !isValidUtf8(scrubbed))
        return "it is no UTF-8 any more";
    return {};
}

struct Entry
{
    int line = 0;
    QByteArray message;
    QByteArrayList gone;
    QByteArrayList kept;
    QByteArrayList useful;
};

QList<Entry> corpus(const QString &name)
{
    QFile file(QStringLiteral(CANDOR_TEST_DATA "/scrub/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the corpus can't be read");
    QList<Entry> entries;
    int number = 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        ++number;
        const QByteArray text = line.mid(2);
        if (line.startsWith("< "))
            entries.append({number, text, {}, {}, {}});
        else if (line.startsWith("- "))
            entries.last().gone.append(text);
        else if (line.startsWith("+ "))
            entries.last().kept.append(text);
        else if (line.startsWith("~ "))
            entries.last().useful.append(text);
        else if (!line.isEmpty() && !line.startsWith('#'))
            qFatal("the corpus has a line of no kind: %d", number);
    }
    return entries;
}

/// What is left of \a entry in \a scrubbed that must not be.
QStringList leaks(const Entry &entry, const std::string &scrubbed)
{
    QStringList result;
    const QString raw = QString::fromStdString(scrubbed).toLower();
    const QString plain = plainest(scrubbed);
    QStringList gone{u"nina"_s, u"huber"_s, u"kestrel"_s};
    for (const QByteArray &one : entry.gone)
        gone.append(QString::fromUtf8(one).toLower());
    for (const QString &one : std::as_const(gone)) {
        if (raw.contains(one) || plain.contains(one))
            result.append(one);
    }
    return result;
}

/// Something personal that is known by its shape or its owner, and words of it that must not be seen again.
struct Secret
{
    const char *text;
    QList<const char *> words;
};

const QList<Secret> &secrets()
{
    static const QList<Secret> list{
        {"/home/nina/zebedee/quagmire.txt", {"nina", "zebedee", "quagmire"}},
        {"/Users/zebedee/Library/quagmire", {"zebedee", "quagmire"}},
        {"~/zebedee/quagmire.odt", {"zebedee", "quagmire"}},
        {"C:\\Users\\zebedee\\quagmire.xlsx", {"zebedee", "quagmire"}},
        {"\\\\zebedee\\quagmire$\\lohn", {"zebedee", "quagmire", "lohn"}},
        {"file:///srv/zebedee/quagmire", {"zebedee", "quagmire"}},
        {"https://zebedee:quagmire@brigand.example:8443/lohn?key=tuppence#mustard",
         {"zebedee", "quagmire", "brigand", "lohn", "tuppence", "mustard"}},
        {"postgres://zebedee:quagmire@brigand/lohn", {"zebedee", "quagmire", "brigand", "lohn"}},
        {"zebedee.quagmire@brigand.example", {"zebedee", "quagmire", "brigand"}},
        {"git@brigand.example:zebedee/quagmire.git", {"brigand", "zebedee", "quagmire"}},
        {"brigand.corp.internal", {"brigand", "corp"}},
        {"registry.brigand.lan:5000/zebedee/quagmire:1", {"brigand", "zebedee", "quagmire"}},
        {"198.51.100.77", {"198.51", "100.77"}},
        {"2001:db8:85a3::8a2e:370:7334", {"85a3", "8a2e", "7334"}},
        {"52:54:00:fe:dc:ba", {"fe:dc", "52:54"}},
        {"7c9e6679-7425-40de-944b-e07fc1f90ae7", {"7c9e6679", "944b", "e07fc1f90ae7"}},
        {"9f86d081884c7d659a2feaa0c55ad015", {"9f86d081", "c55ad015"}},
        {"ghp_ZebedeeQuagmire0123456789", {"zebedee", "quagmire"}},
        {"glpat-Zebedee_Quagmire-77", {"zebedee", "quagmire"}},
        {"AKIAZEBEDEEQUAGMIRE7", {"zebedee", "quagmire"}},
        {"xoxb-2345-zebedeequagmire", {"zebedee", "quagmire"}},
        {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6ZWJlZGVlIn0.cXVhZ21pcmU", {"hbgcioi", "j6zwjlzgvl", "cxvhz21pcmu"}},
        {"phc_ZebedeeQuagmire", {"zebedee", "quagmire"}},
        {"password=zebedee", {"zebedee"}},
        {"zebedee-quagmire-7d4b9c6f5-x2x9z", {"zebedee", "quagmire", "7d4b9c"}},
        {"nina", {"nina"}},
        {"KESTREL", {"kestrel"}},
        {"Nina Huber", {"nina", "huber"}},
    };
    return list;
}

class Generator
{
public:
    explicit Generator(unsigned seed)
        : m_random(seed)
    {
    }

    int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(m_random); }

    QByteArray words()
    {
        static const char *const all[] = {"failed",
                                          "to",
                                          "open",
                                          "Error:",
                                          "connection refused",
                                          "container",
                                          "while",
                                          "E_FAIL",
                                          "reading",
                                          "the",
                                          "file",
                                          "at",
                                          "for user",
                                          "(code 5)",
                                          "image",
                                          "",
                                          "\303\274ber", // the letter behind hexadecimal digits would be one of them
                                          "can't",
                                          "GET",
                                          "v1.2.3",
                                          "--flag",
                                          "\n",
                                          "{",
                                          "}",
                                          "\\",
                                          "/",
                                          ":",
                                          "=",
                                          "%",
                                          "@",
                                          "\"",
                                          "'"};
        QByteArray result;
        for (int count = below(4); count > 0; --count)
            result += QByteArray(all[below(int(std::size(all)))]) + (below(5) > 0 ? " " : "");
        return result;
    }

    QByteArray wrapped(const QByteArray &text)
    {
        static const char *const around[][2] = {{"", ""},         {" ", " "},
                                                {"\"", "\""},     {"'", "'"},
                                                {"`", "`"},       {"(", ")"},
                                                {"[", "]"},       {"<", ">"},
                                                {": ", ":"},      {"", ","},
                                                {" ", "."},       {"\xE2\x80\x9C", "\xE2\x80\x9D"},
                                                {"\n", "\n"},     {"{\"message\":\"", "\"}"},
                                                {"\\\"", "\\\""}, {"\t", "\t"},
                                                {"=", ";"}};
        const auto &pair = around[below(int(std::size(around)))];
        return pair[0] + text + pair[1];
    }

    /// \a text under an escape that somebody undoes later, or disguised.
    QByteArray escaped(const QByteArray &text)
    {
        switch (below(11)) {
        case 0:
            return text.toPercentEncoding();
        case 1:
            return text.toPercentEncoding().toPercentEncoding();
        case 2:
            return each(text, [](char c) { return '%' + QByteArray::number(uchar(c), 16).rightJustified(2, '0'); });
        case 3:
            return each(text, [](char c) { return "\\u" + QByteArray::number(uchar(c), 16).rightJustified(4, '0'); });
        case 4:
            return each(text, [](char c) { return "&#" + QByteArray::number(uchar(c)) + ';'; });
        case 5:
            return each(text, [](char c) {
                return c > ' ' ? QString(QChar(char16_t(0xFF00 + c - ' '))).toUtf8() : QByteArray(1, c);
            });
        case 6:
            return each(text, [](char c) { return c + QByteArray("\xE2\x80\x8B"); });
        case 7:
            return QByteArray(text).replace('\\', "\\\\").replace('/', "\\/");
        default:
            return text;
        }
    }

private:
    template<typename Change>
    QByteArray each(const QByteArray &text, Change &&change)
    {
        const bool all = below(2) == 0;
        QByteArray result;
        for (const char c : text)
            result += all || below(3) == 0 ? change(c) : QByteArray(1, c);
        return result;
    }

    std::mt19937 m_random;
};

/// Of the processor's time, because other programs run beside this.
double nanosecondsPerByte(const std::string &text)
{
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const std::clock_t start = std::clock();
        const std::string scrubbed = scrubber().scrub(text);
        best = std::min(best, 1e9 * double(std::clock() - start) / CLOCKS_PER_SEC / double(text.size()));
    }
    return best;
}

int trials(int few)
{
    return qEnvironmentVariableIntValue("CANDOR_TRIALS") > 0 ? few * 50 : few;
}

} // namespace

class ScrubberTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// What leaked from the finders that were here before the list of words comes first, then what each kind becomes.
    void leavesWhatNobodyChose_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("scrubbed");
        const auto row = [](const char *text, const char *scrubbed) {
            QTest::newRow(QByteArray(text).left(60).toPercentEncoding(" \"'/@:<>\\&=,;").constData())
                << QByteArray(text) << QByteArray(scrubbed);
        };
        row("value is not a number: erika mustermann", "value is not a number: <text>");
        row("cannot convert grandma diagnosis cancer to number", "cannot convert <text> to number");
        row("tel 0170 1234567", "<id>");
        row("failed to save document quarterly layoffs", "failed to save document <text>");
        row("uid=1000(anneliese)", "uid=1000(<text>)");
        row("sudo: anneliese is not in the sudoers file", "sudo: <text> is not in the sudoers file");
        row("Key (username)=(anneliese) already exists", "Key (username)=(<text>) already exists");
        row("getaddrinfo ENOTFOUND gehaltsrv", "getaddrinfo ENOTFOUND <text>");
        row("Nov 30 15:04:05 buerorechner sshd[4711]: Connection closed",
            "Nov 30 15:04:05 <text> sshd[4711]: Connection closed");
        row("mysql -u anneliese failed", "mysql -u <text> failed");
        row("mysql -p swordfish failed", "mysql -p <text> failed");
        row("Passwort swordfish falsch", "<text>");
        row("clave swordfish", "<text>");
        row("密码：swordfish", "<text>：<key>");
        row("login failed, password:\nswordfish", "login failed, password:\n<key>");
        row("credentials a:X", "credentials *");
        row("a:b:c", "<ip>");
        row("key abcdefghijkl rejected", "key <text> rejected");
        row("key QRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCD rejected", "key <text> rejected");
        row("app password abcd efgh ijkl mnop", "app password <text>");
        row("header YW5uZWxpZXNlOnN3b3JkZmlzaA== rejected", "header <text>== rejected");
        row("account 4711471147", "account <id>");
        row("digest 6572696b61206d757374 not found", "digest <id> not found");
        row("user Andr&eacute; is locked", "user <text> is locked");
        row("user Jos&#233; is locked", "user <text> is locked");
        row("Erika is not allowed", "* is not allowed");
        row("user pressed cancel", "user pressed cancel");
        row("either/or", "either/or");
        row("pull nginx:1.25 failed", "pull nginx:1.25 failed");
        row("login failed: password=hunter2, retrying", "login failed: password=<key>, retrying");
        row("\"client_secret\": \"s p a c e\" was rejected", "\"client_secret\": \"<key>\" was rejected");
        row("password \"server file\" was rejected", "password \"<key>\" was rejected");
        row("--password server failed", "--password <key> failed");
        row("Authorization: Basic bmluYTpodW50ZXIy was refused", "Authorization: Basic <text> was refused");
        row("curl: --api-key=abc returned 401", "curl: --api-key=* returned 401");
        row("invalid token: unexpected end of input", "invalid token: unexpected end of input");
        row("Set-Cookie: sid=error; Path=/; HttpOnly", "Set-Cookie: *=<key>; *=*; <key>");
        row("bad key -----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY----- in request",
            "bad key <key> in request");
        row("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk", "<key>");
        row("bad credentials ghp_x7Kd02LmQ for request", "bad credentials <text> for request");
        row("jwt expired: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJuaW5hIn0.c2ln", "jwt expired: <text>");
        row("Get https://nina:pw@db.corp:8443/v2/x?key=1: timeout", "Get https://<host>: timeout");
        row("file:///home/nina/a.txt not found", "file://<path> not found");
        row("dial unix:///run/user/1000/podman.sock: connect: connection refused",
            "dial unix://<path>: connect: connection refused");
        row("no mailbox for nina.huber@acme.example", "no mailbox for <email>");
        row("git@github.com:acme/x.git: permission denied", "<text>: permission denied");
        row("dial tcp [fe80::1%eth0]:443: i/o timeout", "dial tcp [<ip>]:443: i/o timeout");
        row("::ffff:192.0.2.1 refused at 12:34:56", "<ip> refused at 12:34:56");
        row("no lease for 52:54:00:ab:cd:ef", "no lease for <ip>");
        row("connect to 10.0.0.17:5432 failed", "connect to <ip>:5432 failed");
        row("Windows 10.0.19045.3803, version 4.9.3", "Windows 10.0.19045.3803, version 4.9.3");
        row("sha256:9f86d081884c7d659a2feaa0c55ad015 not found", "sha256:<id> not found");
        row("job 550e8400-e29b-41d4-a716-446655440000 failed with 0x80070005", "job <id> failed with 0x80070005");
        row("+49 (0)170 1234567 did not answer within 1 073 741 824 ns",
            "+* (*)<id> did not answer within 1 073 741 824 ns");
        row("card 4111 1111 1111 1111 declined on 2026-11-22 12:34:56", "card <id> declined on 2026-11-22 12:34:56");
        row("no record of 078-05-1120", "no record of <id>");
        row("born 14.03.1984, 1984-03-14 or 03/1984", "<text>, <id> or <path>");
        row("/home/nina is full", "<path> is full");
        row("\\u002fhome\\u002fnina: EACCES", "<path>: EACCES");
        row("open /etc/acme/app.conf: permission denied", "open <path>: permission denied");
        row("C:\\Users\\Ada Lee\\My Notes.txt is in use", "<path> is in use");
        row("\\\\fileserver\\share is not reachable", "<path> is not reachable");
        row("POST /containers/:id/start failed with HTTP/1.1 500",
            "POST /containers/:id/start failed with HTTP/1.1 500");
        row("GET /v1.41/containers/nina/json: 404", "GET /v1.41/containers/*/json: 404");
        row("GET /users/4711 failed", "GET /users/<id> failed");
        row("Nina may not log in to KESTREL", "* may not log in to <text>");
        row("n%69na is not in the sudoers file", "<text> is not in the sudoers file");
        row("ｎｉｎａ is unknown", "<text> is unknown");
        row("column \"salary 2024\" does not exist", "column \"<id>\" does not exist");
        row("syscall 'connect' failed with \"ECONNREFUSED\"", "syscall 'connect' failed with \"ECONNREFUSED\"");
        row("{\"name\":\"Paula Weber\",\"error\":\"not found\"} is not valid JSON",
            "{\"name\":\"<text>\",\"error\":\"not found\"} is not valid JSON");
        row("failed\\nError: closed", "failed\\nError: closed");
        row("lookup db.corp.internal: no such host", "lookup <text>: no such host");
        row("Error: web-prod-1 is in use", "Error: <text> is in use");
        row("com.acme.pay.PayException: read-only transaction", "<text>PayException: read-only transaction");
        row("std::runtime_error, QNetworkReply::TimeoutError, java.io.IOException",
            "std::runtime_error, QNetworkReply::TimeoutError, java.io.IOException");
        row("ERR_MODULE_NOT_FOUND, ORA-12154, EMP-10234", "ERR_MODULE_NOT_FOUND, ORA-12154, <text>");
        row("v18, 1.24.3-rc1, 6.1.0-18-amd64, 30s, 512MB, 98%, 3/5",
            "v18, 1.24.3-rc1, 6.1.0-18-amd64, 30s, 512MB, 98%, 3/5");
        row("linux/amd64 and application/json, not acme/api", "linux/amd64 and application/json, not <path>");
        row("container(s) and file(s)", "container(s) and file(s)");
        row("don’t, can't", "don’t, can't");
        row("the order of Erika Mustermann is empty", "the order of <text> is empty");
        row("Will Turner may not log in", "<name> may not log in");
        row("the connection will be closed by max", "the connection will be closed by *");
        row("Max size exceeded", "Max size exceeded");
        row("no such user: will", "no such user: *");
    }

    void leavesWhatNobodyChose()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, scrubbed);
        QCOMPARE(QByteArray::fromStdString(scrub(text)), scrubbed);
        QCOMPARE(brokenProperty(text.toStdString(), scrubbed.toStdString()), QByteArray());
    }

    void namesAndPrivateLifeAreNotInTheList_data()
    {
        QTest::addColumn<QByteArray>("word");
        for (const char *word :
             {"anneliese", "april",    "cancer",    "children", "depression", "diagnosis", "erika",     "eve",
              "family",    "frank",    "grace",     "grant",    "hope",       "jack",      "layoffs",   "lawyer",
              "love",      "mark",     "mother",    "nina",     "peter",      "patient",   "pregnancy", "rose",
              "ruby",      "salary",   "school",    "summer",   "web",        "prod",      "wedding",   "wife",
              "jan",       "victoria", "swordfish", "jenkins"})
            QTest::newRow(word) << QByteArray(word);
    }

    void namesAndPrivateLifeAreNotInTheList()
    {
        QFETCH(QByteArray, word);
        QVERIFY(!isListedWord(word.toStdString()));
        QVERIFY(scrub("it failed, " + word + " again").find(word.toStdString()) == std::string::npos);
    }

    /// The table that the compiler made has all of them, and nothing beside them.
    void everyWordOfTheListStays()
    {
        QFile file(QStringLiteral(CANDOR_WORDS));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int count = 0;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.isEmpty() || line.startsWith('#'))
                continue;
            ++count;
            QVERIFY2(isListedWord(line.toStdString()), line.constData());
            QVERIFY2(!isListedWord((line + "zq").toStdString()), line.constData());
            const std::string text = ("it is " + line + " failed").toStdString();
            QCOMPARE(scrubber().scrub(text), text);
        }
        QVERIFY2(count > 5000, QByteArray::number(count).constData());
    }

    void leaksNothingAndStaysUseful_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<qsizetype>("atLeast");
        QTest::addColumn<bool>("keepsEach"); // what is marked as useful
        QTest::newRow("the corpus") << u"corpus.txt"_s << qsizetype(300) << true;
        QTest::newRow("what the list was made without") << u"fresh.txt"_s << qsizetype(200) << false;
    }

    void leaksNothingAndStaysUseful()
    {
        QFETCH(QString, name);
        QFETCH(qsizetype, atLeast);
        QFETCH(bool, keepsEach);
        const QList<Entry> entries = corpus(name);
        QVERIFY(entries.size() >= atLeast);
        qsizetype gone = 0;
        qsizetype leaked = 0;
        qsizetype pieces = 0;
        qsizetype survived = 0;
        QByteArrayList problems;
        for (const Entry &entry : entries) {
            const std::string scrubbed = scrub(entry.message);
            const QByteArray output = QByteArray::fromStdString(scrubbed);
            const QByteArray where = QByteArray::number(entry.line) + ": " + output;
            gone += entry.gone.size();
            const QStringList left = leaks(entry, scrubbed);
            leaked += left.size();
            if (!left.isEmpty())
                problems.append(where + "\n  leaks " + left.join(u", "_s).toUtf8());
            for (const QByteArray &piece : entry.kept) {
                ++pieces;
                survived += output.contains(piece) ? 1 : 0;
                if (!entry.message.contains(piece))
                    problems.append(where + "\n  was never there: " + piece);
                else if (keepsEach && !output.contains(piece))
                    problems.append(where + "\n  lost " + piece);
            }
            for (const QByteArray &piece : entry.useful) {
                ++pieces;
                survived += output.contains(piece) ? 1 : 0;
            }
            for (const QByteArray &piece : entry.gone) {
                if (!entry.message.contains(piece)
                    && !plainest(entry.message.toStdString()).contains(QString::fromUtf8(piece).toLower()))
                    problems.append(where + "\n  was never there: " + piece);
            }
            const QByteArray broken = brokenProperty(entry.message.toStdString(), scrubbed);
            if (!broken.isEmpty())
                problems.append(where + "\n  " + broken);
        }
        qInfo("%lld messages, %lld secrets: %lld leaks; %lld of %lld useful pieces survived (%.1f %%)",
              static_cast<long long>(entries.size()), static_cast<long long>(gone), static_cast<long long>(leaked),
              static_cast<long long>(survived), static_cast<long long>(pieces),
              100.0 * double(survived) / double(pieces));
        QVERIFY2(problems.isEmpty(), (problems.join('\n')).constData());
        QVERIFY(survived * 10 >= pieces * 9);
    }

    /// Half of each message, under every length: nothing that was gone comes back.
    void leaksNothingOfCutTexts()
    {
        const QByteArray padding = QByteArray("failed again: ").repeated(int(possiblyCutSize) / 14 + 1);
        const QList<Entry> entries = corpus(u"corpus.txt"_s) + corpus(u"fresh.txt"_s);
        for (const Entry &entry : entries) {
            for (const QByteArray &piece : entry.gone) {
                const qsizetype at = entry.message.indexOf(piece);
                if (at < 0 || piece.size() < 8)
                    continue;
                for (const qsizetype size : {piece.size() / 2, piece.size() * 3 / 4, piece.size() - 1}) {
                    const QByteArray text = padding + entry.message.left(at + size);
                    const QByteArray half = piece.left(size).toLower();
                    if (half.size() < 6 || half.endsWith("://") || padding.contains(half)
                        || entry.message.left(at).toLower().contains(half))
                        continue;
                    const QByteArray scrubbed = QByteArray::fromStdString(scrub(text));
                    QVERIFY2(
                        !scrubbed.toLower().contains(half),
                        (QByteArray::number(entry.line) + ": " + half + " in ..." + scrubbed.right(80)).constData());
                }
            }
        }
    }

    void cutTextsLoseTheirLastWord()
    {
        const QByteArray sentence = "the request was refused, ";
        const QByteArray text = sentence.repeated(int(possiblyCutSize / std::size_t(sentence.size())) + 1);
        QVERIFY(scrub(text + "zebed").find("zebed") == std::string::npos);
        QVERIFY(scrub(text + "custom").find("custom") == std::string::npos); // customer-data?
        QVERIFY(scrub(text + "192.168.17").find("192") == std::string::npos);
        QVERIFY(scrub(text + "secrets.").find("secrets") == std::string::npos); // secrets.env?
        QCOMPARE(scrub(text + "ENOENT: gone "), (text + "ENOENT: gone ").toStdString());
        // A short one can't have been cut.
        QCOMPARE(scrub("it was refused by all"), std::string("it was refused by all"));
    }

    void isCutAtACharacter()
    {
        QByteArray text = QString(u"open \u00ab"_s).repeated(2000).toUtf8();
        for (int i = 0; i < 4; ++i, text.prepend('.')) {
            const std::string scrubbed = scrub(text);
            QVERIFY(scrubbed.size() <= maximumScrubbedSize && scrubbed.size() + 16 > maximumScrubbedSize);
            QVERIFY(isValidUtf8(scrubbed));
        }
        // Not inside of a placeholder either.
        const std::string paths = scrub(QByteArray("/a/bc, ").repeated(1000));
        QCOMPARE(paths.rfind('<'), paths.rfind("<path>"));
    }

    void keepsItsPropertiesUnderDisguise()
    {
        Generator generator(20261122);
        for (int trial = trials(1000); trial > 0; --trial) {
            const Secret &secret = secrets().at(generator.below(int(secrets().size())));
            const QByteArray text =
                generator.words() + ' ' + generator.wrapped(generator.escaped(secret.text)) + ' ' + generator.words();
            const std::string scrubbed = scrub(text);
            const QString raw = QString::fromStdString(scrubbed).toLower();
            const QString plain = plainest(scrubbed);
            for (const char *word : secret.words) {
                QVERIFY2(!raw.contains(QLatin1StringView(word)) && !plain.contains(QLatin1StringView(word)),
                         (text + "\n-> " + QByteArray::fromStdString(scrubbed) + "\n   leaks " + word).constData());
            }
            const QByteArray broken = brokenProperty(text.toStdString(), scrubbed);
            QVERIFY2(broken.isEmpty(),
                     (text + "\n-> " + QByteArray::fromStdString(scrubbed) + "\n   " + broken).constData());
        }
    }

    void keepsItsPropertiesForAnyBytes()
    {
        Generator generator(4);
        static const QByteArray frequent = "/\\:.@%\"'`<>*=-_ \n{}[]()&#;~0123456789abcdefgu\xC3\xBC\xE2\x80";
        for (int trial = trials(1000); trial > 0; --trial) {
            QByteArray text;
            for (int size = generator.below(120); size > 0; --size) {
                text += generator.below(4) == 0 ? char(generator.below(256))
                                                : frequent.at(generator.below(int(frequent.size())));
            }
            const std::string scrubbed = scrub(text);
            const QByteArray broken = brokenProperty(text.toStdString(), scrubbed);
            QVERIFY2(broken.isEmpty(),
                     (text.toHex() + ' ' + QByteArray::fromStdString(scrubbed).toHex() + ": " + broken).constData());
        }
    }

    void endsForHostileTexts_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"a@",
                                  "@",
                                  "@,",
                                  ")@",
                                  "/",
                                  "/ ",
                                  "a/ ",
                                  "\\",
                                  "::",
                                  ":",
                                  "a:",
                                  "1:",
                                  "%25",
                                  "%",
                                  "%2525",
                                  "\"",
                                  "'",
                                  "\"a",
                                  "'a ",
                                  "`",
                                  "``'",
                                  "\\\"",
                                  "&amp;",
                                  "&",
                                  "&#",
                                  ";",
                                  "\\u005c",
                                  "\\x5c",
                                  ".",
                                  "1.",
                                  "a.",
                                  "-",
                                  "-----begin",
                                  "-----BEGIN -----END",
                                  "token:",
                                  "token: ",
                                  "token: error ",
                                  "authorization: ",
                                  "cookie:",
                                  "password=",
                                  "bearer ",
                                  "://",
                                  "http://",
                                  "a://b ",
                                  "eyJ",
                                  "sg.",
                                  "ghp_",
                                  "ssh-rsa ",
                                  "<",
                                  "<path>",
                                  "<path",
                                  "*",
                                  "(",
                                  "[",
                                  "{",
                                  "=",
                                  "a=",
                                  "nina",
                                  "ninanin",
                                  "/home/nin",
                                  "C:\\a ",
                                  "\n",
                                  "a\n",
                                  " ",
                                  "container ",
                                  "container: ",
                                  "user \"",
                                  "0x",
                                  "f",
                                  "0123456789",
                                  "a-",
                                  "a_",
                                  "A",
                                  "aA",
                                  "\xC3\xBC",
                                  "\xCC\x81",
                                  "\xE2\x80\x8B",
                                  "\xF0",
                                  "\xFF",
                                  "GET /",
                                  "\\n",
                                  "{\"message\":\""})
            QTest::newRow(QByteArray(piece).toPercentEncoding("\"'/@:<>\\&").constData()) << QByteArray(piece);
        QTest::newRow("NUL") << QByteArray(1, '\0');
    }

    /// What grows faster than the text would not end before the test is stopped. All of them of a megabyte by
    /// CANDOR_TRIALS, else those that every scanner fears.
    void endsForHostileTexts()
    {
        QFETCH(QByteArray, piece);
        const bool isFeared = QByteArrayList{"a@", "/", "::", "%25", "\""}.contains(piece);
        const qsizetype size = isFeared || trials(1) > 1 ? 1 << 20 : 1 << 14;
        const std::string text = piece.repeated(size / piece.size()).toStdString();
        const std::string scrubbed = scrubber().scrub(text);
        QCOMPARE(brokenProperty(text, scrubbed), QByteArray());
    }

    void timeGrowsWithTheText_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"open /home/nina/a.txt on 10.0.0.1: no such file (ENOENT), \"web\" failed. ", "a@",
                                  "/", "::", "1:", "12 ", "%25", "\"", "password=", "-----BEGIN ", "Erika Open ", "&#"})
            QTest::newRow(QByteArray(piece).toPercentEncoding("\"'/@:<>\\&= ").constData()) << QByteArray(piece);
    }

    /// A byte costs about as much in a long text as in a short one. Square growth would make it 16 times as much.
    void timeGrowsWithTheText()
    {
        QFETCH(QByteArray, piece);
        const auto textOf = [&piece](qsizetype size) { return piece.repeated(size / piece.size()).toStdString(); };
        const double small = nanosecondsPerByte(textOf(1 << 15));
        const double large = nanosecondsPerByte(textOf(1 << 19));
        QVERIFY2(large < 8 * small + 50, (QByteArray::number(small) + " and " + QByteArray::number(large)).constData());
    }

    /// Accounts and computers that half of the world has don't take the message with them.
    void ordinaryNamesLeaveTheTextAlone()
    {
        const Scrubber ordinary({{"/root", "/", "C:\\"},
                                 {"root", "user", "admin", "max", "a", "al", "test", "container", ""},
                                 {"localhost", "debian", "host", "pc", "ubuntu"}});
        const std::string text =
            "the container failed: root user of localhost is not allowed on debian, max size is a test";
        QCOMPARE(ordinary.scrub(text), text);
        // In a path they go all the same.
        QCOMPARE(ordinary.scrub("open /root/x: is a directory"), std::string("open <path>: is a directory"));
    }

    /// Somebody here is called like a word that programs print: then it is no word of theirs any more.
    void namesThatAreWordsGo()
    {
        const Scrubber called({{"/home/runner"}, {"runner", "may"}, {"backup"}});
        QCOMPARE(called.scrub("runner is not in the sudoers file of backup"),
                 std::string("<text> is not in the sudoers file of <text>"));
        QCOMPARE(called.scrub("RunnerError: backup_failed"), std::string("<text>: <text>"));
        QCOMPARE(called.scrub("it may fail for user may"), std::string("it may fail for user *"));
    }

    void aTokenHoldsAKnownName_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<bool>("holds");
        for (const char *token :
             {"nina", "web-nina-1", "kestrel.corp.example", "kestrels", "/home/nina/x", "max_huber"})
            QTest::newRow(token) << QByteArray(token) << true;
        for (const char *token : {"ninao", "max", "will_retry", "v1.2.3", "pull", ""})
            QTest::newRow(token) << QByteArray(token) << false;
    }

    void aTokenHoldsAKnownName()
    {
        QFETCH(QByteArray, token);
        QFETCH(bool, holds);
        QCOMPARE(scrubber().holdsKnownName(token.toStdString()), holds);
    }

    void namesAreFoundInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"J\xC3\xB6rg was here", "JO\xCC\x88RG was here", "j%C3%B6rg was here", "J%F6rg was here", "jorg was here",
              "J\\u00f6rg was here", "jo\xC2\xADrg was here", "(j\xC3\xB6rg)", "j\xC3\xB6rg's", "j\xC3\xB6rg_2",
              "JörgConfig was here", "\xD0\x98\xD0\x92\xD0\x90\xD0\x9D was here", "ivanov-pc was here"})
            QTest::newRow(text) << QByteArray(text);
    }

    void namesAreFoundInEveryForm()
    {
        QFETCH(QByteArray, text);
        const Scrubber other({{}, {"Jörg", "Иван"}, {"Ivanov-PC"}});
        const QString scrubbed = QString::fromStdString(other.scrub(text.toStdString()));
        const QString plain = plainest(scrubbed.toStdString()).normalized(QString::NormalizationForm_D);
        for (const QString &left : {u"rg"_s, u"иван"_s, u"ivanov"_s})
            QVERIFY2(!plain.contains(left), qPrintable(scrubbed));
    }

    void nothingIsKnownOfThisComputer()
    {
        const Scrubber strange({});
        QCOMPARE(strange.scrub("open /home/zebedee/x: EACCES"), std::string("open <path>: EACCES"));
        QCOMPARE(strange.scrub("zebedee@brigand:~$ exited"), std::string("<email>:~$ exited"));
        QCOMPARE(strange.scrub("user zebedee is locked"), std::string("user <text> is locked"));
        QCOMPARE(strange.scrub(""), std::string());
    }

    void oneServesManyThreads()
    {
        const std::string expected = scrub("open /home/nina/x on 10.0.0.1: EACCES");
        std::atomic<int> wrong{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 200; ++round)
                    wrong += scrub("open /home/nina/x on 10.0.0.1: EACCES") == expected ? 0 : 1;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_APPLESS_MAIN(ScrubberTest)
#include "tst_scrubber.moc"
