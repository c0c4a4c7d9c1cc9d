// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consent.h"
#include "support/consentworld.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr Categories both = Category::Usage | Category::Errors;

/// What of Podman Desktop touches settings.json: it reads the file once, when it starts, keeps it in memory, and writes
/// all of it back with every change, without the keys that equal their default; by a temporary file and a rename.
class PodmanDesktop
{
public:
    explicit PodmanDesktop(QString path)
        : m_path(std::move(path))
    {
    }

    void start()
    {
        QFile file(m_path);
        m_memory = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

    /// The person changes a setting there.
    void set(const QString &key, const QJsonValue &value)
    {
        m_memory.insert(key, value);
        save();
    }

    /// Any change of its own, which has nothing to do with us.
    void changeSomethingElse() { set(u"preferences.zoom"_s, ++m_changes); }

private:
    void save() const
    {
        QJsonObject written = m_memory;
        if (written.value(u"telemetry.enabled"_s) == QJsonValue(true))
            written.remove(u"telemetry.enabled"_s);
        if (written.value(u"telemetry.check"_s) == QJsonValue(false))
            written.remove(u"telemetry.check"_s);
        QDir().mkpath(QFileInfo(m_path).path());
        QSaveFile file(m_path);
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(written).toJson()) < 0 || !file.commit())
            qFatal("can't write %s", qUtf8Printable(m_path));
    }

    QString m_path;
    QJsonObject m_memory;
    int m_changes = 0;
};

/// A person with both programs. With a window, somebody looks at the files after every step and records what they see.
class Desk
{
public:
    explicit Desk(bool withWindow)
        : m_withWindow(withWindow)
        , other(m_world.home.path(ConsentWorld::settingsFile()))
    {
    }

    void otherStarts()
    {
        other.start();
        look();
    }
    void otherWritesBack()
    {
        other.changeSomethingElse();
        look();
    }
    void otherSwitches(bool on)
    {
        other.set(u"telemetry.enabled"_s, on);
        look();
    }
    void yes(Categories categories = both)
    {
        const Consent::Result result = m_world.yes(categories);
        QVERIFY2(result.ok, qPrintable(result.error));
        look();
    }
    void no()
    {
        const Consent::Result result = m_world.no();
        QVERIFY2(result.ok, qPrintable(result.error));
        look();
    }

    /// What a program that starts now sees, and records.
    [[nodiscard]] Verdict verdict() const
    {
        const Verdict verdict = m_world.verdict();
        if (verdict.refusalToRecord && !m_world.store().recordRefusalSeen().ok)
            qFatal("a refusal could not be recorded");
        return verdict;
    }

    [[nodiscard]] QJsonObject settings() const
    {
        return QJsonDocument::fromJson(m_world.home.read(ConsentWorld::settingsFile())).object();
    }

private:
    void look() const
    {
        if (m_withWindow)
            (void)verdict();
    }

    ConsentWorld m_world;
    bool m_withWindow;

public:
    PodmanDesktop other;
};

} // namespace

class RewritingByOthersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void yesAndItDropsTheDefault_data() { windows(); }
    void yesAndItDropsTheDefault();
    void noWhileItRemembersTheYes_data() { windows(); }
    void noWhileItRemembersTheYes();
    void noAndItsOwnSwitchOn_data() { windows(); }
    void noAndItsOwnSwitchOn();
    void itRunsWhileThePersonAnswers_data();
    void itRunsWhileThePersonAnswers();
    void yesWhileItRemembersTheNo_data() { windows(); }
    void yesWhileItRemembersTheNo();
    void itsOwnSwitchOffEndsAYes_data() { windows(); }
    void itsOwnSwitchOffEndsAYes();
    void oneCategoryIsNotBroughtBack_data() { windows(); }
    void oneCategoryIsNotBroughtBack();

private:
    static void windows()
    {
        QTest::addColumn<bool>("withWindow");
        QTest::newRow("nobody looks in between") << false;
        QTest::newRow("beside an open window") << true;
    }
};

void RewritingByOthersTest::yesAndItDropsTheDefault()
{
    QFETCH(bool, withWindow);
    Desk desk(withWindow);
    desk.yes();
    desk.otherStarts();
    desk.otherWritesBack();
    QVERIFY(!desk.settings().contains(u"telemetry.enabled"_s));
    QVERIFY(desk.verdict().allowed);
    QCOMPARE(desk.verdict().categories, both);
}

void RewritingByOthersTest::noWhileItRemembersTheYes()
{
    QFETCH(bool, withWindow);
    Desk desk(withWindow);
    desk.yes();
    desk.otherStarts();
    desk.no();
    desk.otherWritesBack();
    QVERIFY(!desk.settings().contains(u"telemetry.enabled"_s)); // the false is gone
    QCOMPARE(desk.verdict().decision, Decision::Denied);
    QCOMPARE(desk.verdict().reason, Reason::Refused);
    QVERIFY(!desk.verdict().mayAsk);
}

void RewritingByOthersTest::noAndItsOwnSwitchOn()
{
    QFETCH(bool, withWindow);
    Desk desk(withWindow);
    desk.no();
    desk.otherStarts();
    desk.otherSwitches(true);
    QCOMPARE(desk.verdict().decision, Decision::Denied);
    QVERIFY(!desk.verdict().allowed);
    // Only an answer here undoes a no.
    desk.yes();
    QVERIFY(desk.verdict().allowed);
    desk.otherWritesBack();
    QVERIFY(desk.verdict().allowed);
}

void RewritingByOthersTest::itRunsWhileThePersonAnswers_data()
{
    QTest::addColumn<bool>("withWindow");
    QTest::addColumn<bool>("yes");
    for (const bool withWindow : {false, true}) {
        for (const bool yes : {false, true})
            QTest::addRow("%s%s", yes ? "yes" : "no", withWindow ? ", beside an open window" : "") << withWindow << yes;
    }
}

void RewritingByOthersTest::itRunsWhileThePersonAnswers()
{
    QFETCH(bool, withWindow);
    QFETCH(bool, yes);
    Desk desk(withWindow);
    desk.otherStarts();
    if (yes)
        desk.yes();
    else
        desk.no();
    desk.otherWritesBack();
    for (const QString &key : {u"telemetry.enabled"_s, u"telemetry.usage"_s, u"telemetry.errors"_s})
        QVERIFY(!desk.settings().contains(key));
    QCOMPARE(desk.verdict().decision, yes ? Decision::Granted : Decision::Denied);
    QCOMPARE(desk.verdict().allowed, yes);
    QVERIFY(!desk.verdict().mayAsk);
}

void RewritingByOthersTest::yesWhileItRemembersTheNo()
{
    QFETCH(bool, withWindow);
    Desk desk(withWindow);
    desk.no();
    desk.otherStarts();
    desk.yes();
    QVERIFY(desk.verdict().allowed);
    desk.otherWritesBack();
    QCOMPARE(desk.settings().value(u"telemetry.enabled"_s), QJsonValue(false));
    QVERIFY(!desk.verdict().allowed);
    QCOMPARE(desk.verdict().decision, Decision::Denied);
    QCOMPARE(desk.verdict().reason, Reason::RefusedInSettings);
    // It was seen, so that nothing but an answer brings the yes back.
    desk.otherSwitches(true);
    QCOMPARE(desk.verdict().decision, Decision::Denied);
    QCOMPARE(desk.verdict().reason, Reason::RefusedInSettings);
    QVERIFY(!desk.verdict().mayAsk);
}

void RewritingByOthersTest::itsOwnSwitchOffEndsAYes()
{
    QFETCH(bool, withWindow);
    Desk desk(withWindow);
    desk.yes();
    desk.otherStarts();
    desk.otherSwitches(false);
    QCOMPARE(desk.verdict().reason, Reason::RefusedInSettings);
    desk.otherSwitches(true);
    QCOMPARE(desk.verdict().decision, Decision::Denied);
    desk.yes();
    QVERIFY(desk.verdict().allowed);
}

void RewritingByOthersTest::oneCategoryIsNotBroughtBack()
{
    QFETCH(bool, withWindow);
    Desk desk(withWindow);
    desk.yes(both);
    desk.otherStarts();
    desk.yes(Category::Usage);
    desk.otherWritesBack(); // errors: true, as it was
    QCOMPARE(desk.settings().value(u"telemetry.errors"_s), QJsonValue(true));
    QCOMPARE(desk.verdict().categories, Categories(Category::Usage));
}

QTEST_GUILESS_MAIN(RewritingByOthersTest)
#include "tst_rewritingbyothers.moc"
