// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The id that a workspace's environment gives.

#include "identity/givenidentity.h"

#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

const QString id = u"0b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d"_s;
const QString ours = GivenIdentity::recipientDigest(u"posthog:eu.i.posthog.com:443:0123456789abcdef"_s);
const QString theirs = GivenIdentity::recipientDigest(u"posthog:eu.i.posthog.com:443:fedcba9876543210"_s);

} // namespace

class TestGivenIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text"); // CANDOR_ANONYMOUS_ID
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("date");
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<bool>("used");
        QTest::addColumn<QString>("problem"); // part of it
        const auto row = [](const char *name, const QString &text, const QString &recipient, const QString &date,
                            Identity mode, bool used, const QString &problem = QString()) {
            QTest::newRow(name) << text << recipient << date << mode << used << problem;
        };
        const QString idName = u"CANDOR_ANONYMOUS_ID "_s;
        const QString dateName = u"CANDOR_ANONYMOUS_ID_DATE "_s;
        row("a stable id", id, ours, {}, Identity::Stable, true);
        row("an id of a day", id, ours, u"2026-11-21"_s, Identity::Daily, true);
        row("none", {}, ours, {}, Identity::Stable, false);
        row("none, with a day", {}, ours, u"2026-11-21"_s, Identity::Daily, false);
        row("a program that has none", id, ours, {}, Identity::None, false);
        row("a program that has none, an id of a day", id, ours, u"2026-11-21"_s, Identity::None, false);
        row("a stable id for a daily program", id, ours, {}, Identity::Daily, false);
        row("an id of a day for a stable program", id, ours, u"2026-11-21"_s, Identity::Stable, false);
        row("for another recipient", id, theirs, {}, Identity::Stable, false);
        row("for nobody", id, {}, {}, Identity::Stable, false);
        row("a word for another recipient", u"jane"_s, theirs, {}, Identity::Stable, false);
        row("a word", u"jane"_s, ours, {}, Identity::Stable, false, idName);
        row("a name", u"jane.doe@acme.example"_s, ours, {}, Identity::Stable, false, idName);
        row("a space", u" "_s, ours, {}, Identity::Stable, false, idName);
        row("version 1", u"0b5a1c3e-9d2f-1a6b-8c7d-1e2f3a4b5c6d"_s, ours, {}, Identity::Stable, false, idName);
        row("version 7", u"0b5a1c3e-9d2f-7a6b-8c7d-1e2f3a4b5c6d"_s, ours, {}, Identity::Stable, false, idName);
        row("another variant", u"0b5a1c3e-9d2f-4a6b-cc7d-1e2f3a4b5c6d"_s, ours, {}, Identity::Stable, false, idName);
        row("all zeros", u"00000000-0000-0000-0000-000000000000"_s, ours, {}, Identity::Stable, false, idName);
        row("upper case", id.toUpper(), ours, {}, Identity::Stable, false, idName);
        row("in braces", u'{' + id + u'}', ours, {}, Identity::Stable, false, idName);
        row("with a line's end", id + u'\n', ours, {}, Identity::Stable, false, idName);
        row("twice", id + u' ' + id, ours, {}, Identity::Stable, false, idName);
        row("digits of another script", QString(id).replace(u'0', QChar(0x0660)), ours, {}, Identity::Stable, false,
            idName);
        row("half of it", id.left(18), ours, {}, Identity::Stable, false, idName);
        row("a word for a daily program", u"jane"_s, ours, u"2026-11-21"_s, Identity::Daily, false, idName);
        row("no day", id, ours, u"today"_s, Identity::Daily, false, dateName);
        row("a day that there is not", id, ours, u"2026-02-30"_s, Identity::Daily, false, dateName);
        row("a day with a time", id, ours, u"2026-11-21T12:00:00"_s, Identity::Daily, false, dateName);
        row("a day in short", id, ours, u"26-11-21"_s, Identity::Daily, false, dateName);
        row("no day, for a stable program", id, ours, u"always"_s, Identity::Stable, false, dateName);
    }
    void reads()
    {
        QFETCH(QString, text);
        QFETCH(QString, recipient);
        QFETCH(QString, date);
        QFETCH(Identity, mode);
        QFETCH(bool, used);
        QFETCH(QString, problem);
        QProcessEnvironment environment;
        environment.insert(u"CANDOR_ANONYMOUS_ID"_s, text);
        environment.insert(u"CANDOR_ANONYMOUS_ID_FOR"_s, recipient);
        if (!date.isEmpty())
            environment.insert(u"CANDOR_ANONYMOUS_ID_DATE"_s, date);
        const GivenIdentity given = GivenIdentity::read(environment, mode, ours);
        QCOMPARE(given.id, used ? id : QString());
        QCOMPARE(given.day, used && mode == Identity::Daily ? std::optional<std::int64_t>(20778) : std::nullopt);
        QCOMPARE(given.problem.isEmpty(), problem.isEmpty());
        QVERIFY2(given.problem.startsWith(problem), qPrintable(given.problem));
        QVERIFY(text.trimmed().isEmpty() || !given.problem.contains(text)); // it may be a name
    }

    void nothingIsGivenByDefault()
    {
        const GivenIdentity given = GivenIdentity::read(QProcessEnvironment(), Identity::Stable, ours);
        QVERIFY(given.id.isEmpty() && given.problem.isEmpty() && !given.day);
    }

    void aDigestSaysNothingOfTheRecipient()
    {
        QCOMPARE(ours.size(), 16);
        QVERIFY(ours != theirs);
        QVERIFY(!ours.contains(u"posthog"_s));
    }
};

QTEST_GUILESS_MAIN(TestGivenIdentity)
#include "tst_givenidentity.moc"
