// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consent.h"
#include "support/consentworld.h"
#include "support/failingcalls.h"
#include "system/folderlock.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUuid>

#include <cerrno>
#include <string>
#include <thread>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Categories both = Category::Usage | Category::Errors;

QJsonObject object(const ConsentWorld &world, const QString &file)
{
    return QJsonDocument::fromJson(world.home.read(file)).object();
}

QJsonObject settings(const ConsentWorld &world)
{
    return object(world, ConsentWorld::settingsFile());
}

QJsonObject consent(const ConsentWorld &world)
{
    return object(world, ConsentWorld::consentFile());
}

/// A folder for consent.json in which nobody can make a file, root neither; nothing stands there any more.
void blockConsent(const ConsentWorld &world)
{
    const QString folder = QFileInfo(world.home.path(ConsentWorld::consentFile())).path();
    QDir(folder).removeRecursively();
    QDir().mkpath(QFileInfo(folder).path());
    if (!QFile::link(u"/proc/self/task"_s, folder))
        qFatal("no link");
}

/// Takes a file's place, so that nothing can be written there, whoever runs the test.
void block(const ConsentWorld &world, const QString &file)
{
    QFile::remove(world.home.path(file));
    QDir().mkpath(world.home.path(file + u"/occupied"_s));
}

QStringList backups(const ConsentWorld &world)
{
    return world.home.everything().filter(u"consent.json.backup-"_s);
}

void edit(const ConsentWorld &world, const QString &member, const QJsonValue &value)
{
    QJsonObject record = consent(world);
    record.insert(member, value);
    world.home.write(ConsentWorld::consentFile(), QJsonDocument(record).toJson());
}

} // namespace

class TestConsentFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readingCreatesNothing();
    void aYes();
    void aYesToOneCategory();
    void aNo();
    void aYesAfterANoIsNotHeldBackByStaleCategories();
    void aNoRemembersWhatItTookBack_data();
    void aNoRemembersWhatItTookBack();
    void earlierRecipientsAreRemembered();
    void neverWritesTheOtherProgramsNote();
    void modes();
    void orderOfWrites_data();
    void orderOfWrites();
    void aNoIsInForceBeforeSettingsAreWritten();
    void lifeOfADecisionId();
    void eachAnswerHasItsOwnSalt();
    void refusedYes_data();
    void refusedYes();
    void aNoIsAlwaysTaken();
    void partlyLocked();
    void withoutANoticeNobodyCanAgree_data();
    void withoutANoticeNobodyCanAgree();
    void withoutAHomeFolder();
    void refusalSeenIsRecorded();
    void refusalSeenOverOneCategory();
    void refusalSeenIsHarmlessOtherwise();
    void questionClosed();
    void closingsOfQuestionsThatWereOpenTogetherAreOne();
    void nobodyIsAskedWhereNoAnswerCanBeKept();
    void questionClosedOverAnAnswer();
    void closingIsCountedForEachQuestion();
    void terminalAnswer();
    void terminalAnswerOverTheSameAnswer();
    void unreadable_data();
    void unreadable();
    void anotherMachine();
    void fromTheFuture();
    void aNoNeedsNoProof_data();
    void aNoNeedsNoProof();
    void aNoInADamagedFileIsANo_data();
    void aNoInADamagedFileIsANo();
    void aDamagedFileWithoutANoIsNone_data();
    void aDamagedFileWithoutANoIsNone();
    void aNoOfANewerVersionIsNotOverwritten();
    void aYesWhereSettingsCannotBeWritten_data();
    void aYesWhereSettingsCannotBeWritten();
    void aNoWhenConsentCannotBeWritten();
    void aNoWhenSettingsCannotBeWritten();
    void aNoWhenNothingCanBeWritten();
    void aYesWhenConsentCannotBeWritten();
    void aCorruptSettingsFileIsBackedUp();
    void waitsForTheLockNotForEver();
    void bothFilesInOneFolder();
    void keepsWhatIsNotPartOfAnAnswer();
    void unreadableSettingsCollectNothing();
    void watchedFiles();
#ifdef Q_OS_UNIX
    void aYesNeedsAFileOfThePersonsAlone_data();
    void aYesNeedsAFileOfThePersonsAlone();
    void anAnswerReplacesALink();
#endif
};

void TestConsentFiles::readingCreatesNothing()
{
    const ConsentWorld world;
    const QStringList before = world.home.everything();
    const ConsentState state = world.store().read();
    QCOMPARE(state.fileStatus, ConsentFileStatus::Missing);
    QVERIFY(state.consentProblem.isEmpty());
    QCOMPARE(state.verdict.rule, Rule::Nobody);
    QVERIFY(state.verdict.mayAsk);
    QVERIFY(world.store().recordRefusalSeen().ok);
    QVERIFY(world.store().recordTerminalAnswerShown().ok);
    QCOMPARE(world.home.everything(), before);
}

void TestConsentFiles::aYes()
{
    const ConsentWorld world;
    const Consent::Result result = world.yes();
    QVERIFY2(result.ok, qPrintable(result.error));
    QVERIFY(result.error.isEmpty());
    QVERIFY(result.state.verdict.allowed);
    QCOMPARE(result.state.verdict.categories, both);
    QVERIFY(result.state.verdict == world.verdict());

    const ConsentRecord record = world.store().read().record;
    QCOMPARE(record.decision, Decision::Granted);
    QVERIFY(!QUuid::fromString(record.decisionId).isNull());
    QCOMPARE(record.catalogueId, u"candor"_s);
    QCOMPARE(record.noticeVersion, 1);
    QCOMPARE(record.noticeSha256, QByteArray(64, 'a'));
    QCOMPARE(record.noticeLanguage, u"en"_s);
    QCOMPARE(record.recipient, u"eu.i.posthog.com"_s);
    QCOMPARE(record.time, QDateTime::fromMSecsSinceEpoch(1795262400000).toUTC());
    QCOMPARE(record.origin, Origin::Prompt);
    QVERIFY(record.terminalAnswerShown);
    QCOMPARE(world.home.read(ConsentWorld::settingsFile()),
             "{\n  \"telemetry.enabled\": true,\n  \"telemetry.usage\": true,\n  \"telemetry.errors\": true\n}");
}

void TestConsentFiles::aYesToOneCategory()
{
    const ConsentWorld world;
    QVERIFY(world.yes(Category::Errors).ok);
    QCOMPARE(world.verdict().categories, Categories(Category::Errors));
    QVERIFY(!world.verdict().refusalToRecord);
    QCOMPARE(settings(world).value(u"telemetry.usage"_s), QJsonValue(false));
    // Widening and narrowing are both answers.
    QVERIFY(world.yes(both).ok);
    QCOMPARE(world.verdict().categories, both);
    QVERIFY(world.yes(Category::Usage).ok);
    QCOMPARE(world.verdict().categories, Categories(Category::Usage));
}

void TestConsentFiles::aNo()
{
    const ConsentWorld world;
    const Consent::Result result = world.no();
    QVERIFY2(result.ok, qPrintable(result.error));
    QCOMPARE(result.state.verdict.decision, Decision::Denied);
    QCOMPARE(result.state.verdict.reason, Reason::Refused);
    QCOMPARE(result.state.verdict.data, DataPolicy::Erase);
    QVERIFY(!result.state.verdict.mayAsk);
    QCOMPARE(world.home.read(ConsentWorld::settingsFile()), "{\n  \"telemetry.enabled\": false\n}");
}

void TestConsentFiles::aYesAfterANoIsNotHeldBackByStaleCategories()
{
    const ConsentWorld world;
    QVERIFY(world.yes(Category::Usage).ok); // errors: false
    QVERIFY(world.no().ok);
    QCOMPARE(settings(world).value(u"telemetry.errors"_s), QJsonValue(false));
    QCOMPARE(settings(world).value(u"telemetry.usage"_s), QJsonValue(true));
    QVERIFY(world.yes(both).ok);
    QCOMPARE(world.verdict().categories, both);
}

void TestConsentFiles::aNoRemembersWhatItTookBack_data()
{
    QTest::addColumn<bool>("seen");
    QTest::newRow("said") << false;
    QTest::newRow("seen in settings.json") << true;
}

/// Also where settings.json, which says so too, could not be written or is gone: the one switch must not offer more.
void TestConsentFiles::aNoRemembersWhatItTookBack()
{
    QFETCH(bool, seen);
    const ConsentWorld world;
    QVERIFY(!world.store().read().record.grantedBefore);
    QVERIFY(world.yes(Category::Usage).ok);
    QVERIFY(!world.store().read().record.grantedBefore);
    if (seen) {
        QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryEnabled, false}}).ok);
        QVERIFY(world.store().recordRefusalSeen().ok);
    } else {
        QVERIFY(world.no().ok);
    }
    QCOMPARE(world.store().read().record.grantedBefore, Categories(Category::Usage));
    QCOMPARE(world.store().read().record.earlierRecipients, QStringList{world.context.recipient});
    QVERIFY(world.no().ok);
    QVERIFY(QFile::remove(world.home.path(ConsentWorld::settingsFile())));
    QCOMPARE(world.store().read().record.grantedBefore, Categories(Category::Usage));
    QVERIFY(world.yes(both).ok);
    QVERIFY(!world.store().read().record.grantedBefore);
}

void TestConsentFiles::earlierRecipientsAreRemembered()
{
    ConsentWorld world;
    const QString first = world.context.recipient;
    const auto earlier = [&world] { return world.store().read().record.earlierRecipients; };
    QVERIFY(world.yes().ok);
    QVERIFY(earlier().isEmpty());
    world.context.recipient = u"this-computer"_s;
    QVERIFY(world.yes().ok);
    QCOMPARE(earlier(), QStringList{first});
    world.context.recipient = u"telemetry.example"_s;
    QVERIFY(world.no().ok); // nothing was sent to it
    QCOMPARE(earlier(), QStringList{first});
    world.context.recipient = first;
    QVERIFY(world.yes().ok);
    QCOMPARE(earlier(), QStringList{first});
    world.context.recipient = u"other.example"_s;
    QVERIFY(world.yes().ok);
    QVERIFY(world.no().ok);
    QCOMPARE(earlier(), (QStringList{first, u"other.example"_s}));
    // The id stays, and so do those who know it.
    QVERIFY(world.store().renewDecision(Consent::EarlierIds::Forget).ok);
    QCOMPARE(earlier(), (QStringList{first, u"other.example"_s}));
}

void TestConsentFiles::neverWritesTheOtherProgramsNote()
{
    const ConsentWorld world;
    world.home.write(ConsentWorld::settingsFile(), "{\n  \"telemetry.check\": true,\n  \"a\": 1e21\n}");
    QVERIFY(world.yes().ok);
    QVERIFY(world.no().ok);
    QVERIFY(
        world.home.read(ConsentWorld::settingsFile()).startsWith("{\n  \"telemetry.check\": true,\n  \"a\": 1e21,\n"));
    const ConsentWorld fresh;
    QVERIFY(fresh.yes().ok);
    QVERIFY(!settings(fresh).contains(u"telemetry.check"_s));
}

void TestConsentFiles::modes()
{
#ifdef Q_OS_UNIX
    constexpr QFile::Permissions owner = QFile::ReadOwner | QFile::WriteOwner;
    constexpr QFile::Permissions ownerAndOthers =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | owner;
    const ConsentWorld world;
    const QString path = world.home.path(ConsentWorld::consentFile());
    QVERIFY(world.yes().ok);
    QCOMPARE(QFile::permissions(path) & ownerAndOthers, owner);
    QCOMPARE(QFile::permissions(QFileInfo(path).path()) & ownerAndOthers, owner);
    QVERIFY(QFile::setPermissions(path, owner | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(world.no().ok);
    QCOMPARE(QFile::permissions(path) & ownerAndOthers, owner);
    // Nothing is left beside the two files.
    QCOMPARE(QDir(QFileInfo(path).path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList(u"consent.json"_s));
#endif
}

void TestConsentFiles::orderOfWrites_data()
{
    QTest::addColumn<bool>("yes");
    QTest::addColumn<QString>("blocked"); // the file whose writing fails
    QTest::newRow("a yes: settings.json comes first") << true << ConsentWorld::consentFile();
    QTest::newRow("a no: consent.json comes first") << false << ConsentWorld::settingsFile();
    QTest::newRow("a no: settings.json is tried anyway") << false << ConsentWorld::consentFile();
}

void TestConsentFiles::orderOfWrites()
{
    QFETCH(bool, yes);
    QFETCH(QString, blocked);
    const ConsentWorld world;
    const bool blocksConsent = blocked == ConsentWorld::consentFile();
    // The folder of a file is a file itself: even root can't write there.
    const QString folder = QFileInfo(blocked).path();
    if (blocksConsent) {
        blockConsent(world);
    } else {
        world.home.write(folder, "in the way");
    }
    const Consent::Result result = yes ? world.yes() : world.no();
    QVERIFY(!result.ok);
    QVERIFY(!result.error.isEmpty());
    QVERIFY(!result.state.verdict.allowed);
    const QString other = blocksConsent ? ConsentWorld::settingsFile() : ConsentWorld::consentFile();
    QVERIFY(!world.home.read(other).isEmpty());
}

void TestConsentFiles::aNoIsInForceBeforeSettingsAreWritten()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    QString error;
    // Whoever holds this keeps settings.json from being written, as another program that writes it would.
    std::optional<FolderLock> held =
        FolderLock::acquire(QFileInfo(world.home.path(ConsentWorld::settingsFile())).path(), 1s, &error);
    QVERIFY2(held, qPrintable(error));
    Consent::Result result;
    std::thread answering([&] { result = world.no(); });
    const bool denied = QTest::qWaitFor([&] { return world.verdict().decision == Decision::Denied; }, 4000);
    const QJsonValue setting = settings(world).value(u"telemetry.enabled"_s);
    held.reset();
    answering.join();
    QVERIFY(denied);
    QCOMPARE(setting, QJsonValue(true));
    QVERIFY2(result.ok, qPrintable(result.error));
    QCOMPARE(settings(world).value(u"telemetry.enabled"_s), QJsonValue(false));
}

void TestConsentFiles::lifeOfADecisionId()
{
    ConsentWorld world;
    const auto id = [&world] { return world.store().read().record.decisionId; };

    QVERIFY(world.yes(Category::Usage).ok);
    const QString first = id();
    QVERIFY(!first.isEmpty());
    QVERIFY(world.yes(both).ok); // other categories
    QCOMPARE(id(), first);
    QVERIFY(world.yes(both, Origin::CommandLine).ok); // enable again
    QCOMPARE(id(), first);
    world.context.noticeVersion = 2; // a new notice
    QCOMPARE(world.verdict().reason, Reason::NoticeChanged);
    QVERIFY(world.yes().ok);
    QCOMPARE(id(), first);

    world.context.recipient = u"this-computer"_s; // another recipient
    QCOMPARE(world.verdict().reason, Reason::RecipientChanged);
    QVERIFY(world.yes().ok);
    const QString second = id();
    QVERIFY(second != first);

    QVERIFY(world.no().ok); // a no
    QVERIFY(id().isEmpty());
    QVERIFY(world.yes().ok);
    const QString third = id();
    QVERIFY(third != second && third != first);

    // A false in settings.json is a no too, recorded or not.
    QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryEnabled, false}}).ok);
    QVERIFY(world.yes().ok);
    const QString fourth = id();
    QVERIFY(fourth != third);

    world.home.write(u"machine-id"_s, "fedcba9876543210fedcba9876543210\n"); // another machine's answer is none
    QVERIFY(world.yes().ok);
    QVERIFY(id() != fourth);
}

void TestConsentFiles::eachAnswerHasItsOwnSalt()
{
    const ConsentWorld world;
    QSet<QByteArray> salts;
    QSet<QByteArray> hashes;
    for (int i = 0; i < 4; ++i) {
        QVERIFY(i % 2 == 0 ? world.yes().ok : world.no().ok);
        salts.insert(world.store().read().record.salt);
        hashes.insert(world.store().read().record.machineAccount);
    }
    QCOMPARE(salts.size(), 4);
    QCOMPARE(hashes.size(), 4);
}

void TestConsentFiles::refusedYes_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("lockedKeys");
    QTest::addColumn<bool>("build");
    QTest::addColumn<QString>("named"); // in the message
    QTest::newRow("build") << QString() << QString() << QByteArray() << true << u"build"_s;
    QTest::newRow("administrator") << QString() << QString() << QByteArray("\"telemetry.enabled\"") << false
                                   << u"locked.json"_s;
    QTest::newRow("administrator, both categories")
        << QString() << QString() << QByteArray("\"telemetry.usage\", \"telemetry.errors\"") << false
        << u"locked.json"_s;
    QTest::newRow("DO_NOT_TRACK") << u"DO_NOT_TRACK"_s << u"1"_s << QByteArray() << false << u"DO_NOT_TRACK"_s;
    QTest::newRow("CANDOR_TELEMETRY") << u"CANDOR_TELEMETRY"_s << u"0"_s << QByteArray() << false
                                      << u"CANDOR_TELEMETRY"_s;
    QTest::newRow("CANDOR_DESTINATION") << u"CANDOR_DESTINATION"_s << u"none"_s << QByteArray() << false
                                        << u"CANDOR_DESTINATION"_s;
    QTest::newRow("ci") << u"GITLAB_CI"_s << u"true"_s << QByteArray() << false << u"GITLAB_CI"_s;
}

void TestConsentFiles::refusedYes()
{
    QFETCH(QString, variable);
    QFETCH(QString, value);
    QFETCH(QByteArray, lockedKeys);
    QFETCH(bool, build);
    QFETCH(QString, named);
    ConsentWorld world;
    if (!variable.isEmpty())
        world.context.environment.insert(variable, value);
    if (!lockedKeys.isEmpty()) {
        world.home.write(u"managed/locked.json"_s, "{\"locked\": [" + lockedKeys + "]}");
        world.home.write(u"managed/default-settings.json"_s,
                         R"({"telemetry.enabled": false, "telemetry.usage": false, "telemetry.errors": false})");
    }
    world.context.buildSendsNothing = build;
    const Consent::Result result = world.yes();
    QVERIFY(!result.ok);
    QVERIFY2(result.error.contains(named), qPrintable(result.error));
    QVERIFY(!result.state.verdict.allowed);
    QVERIFY(!world.home.exists(ConsentWorld::consentFile()));
    QVERIFY(!world.home.exists(ConsentWorld::settingsFile()));
}

void TestConsentFiles::aNoIsAlwaysTaken()
{
    ConsentWorld world;
    QVERIFY(world.yes().ok);
    world.context.environment.insert(u"DO_NOT_TRACK"_s, u"1"_s);
    world.context.environment.insert(u"CI"_s, u"1"_s);
    world.home.write(u"managed/locked.json"_s, "broken");
    QVERIFY(world.no().ok);
    QCOMPARE(consent(world).value(u"decision"_s), QJsonValue(u"denied"_s));
    QCOMPARE(settings(world).value(u"telemetry.enabled"_s), QJsonValue(false));

    // Also where the notice is not valid, and nobody could have agreed.
    ConsentWorld unasked;
    unasked.context.catalogueId.clear();
    unasked.context.noticeVersion = 0;
    unasked.context.noticeSha256.clear();
    unasked.context.recipient.clear();
    QVERIFY(unasked.store().answer({{}, Origin::CommandLine, QString()}).ok);
    QCOMPARE(unasked.verdict().reason, Reason::Refused);
    // Nor does evidence of a wrong form take the no away.
    unasked.context.noticeSha256 = "not a hash";
    QVERIFY(unasked.no().ok);
    QCOMPARE(unasked.verdict().reason, Reason::Refused);
}

void TestConsentFiles::partlyLocked()
{
    const ConsentWorld world;
    world.home.write(u"managed/locked.json"_s, R"({"locked": ["telemetry.usage"]})");
    world.home.write(u"managed/default-settings.json"_s, R"({"telemetry.usage": false})");
    // Nothing would be left of this yes.
    QVERIFY(!world.yes(Category::Usage).ok);
    QVERIFY(!world.home.exists(ConsentWorld::consentFile()));
    QVERIFY(world.yes(both).ok);
    QCOMPARE(world.verdict().categories, Categories(Category::Errors));
    QCOMPARE(world.verdict().lockedCategories, Categories(Category::Usage));
    // What the person said stands once the lock is gone.
    QFile::remove(world.home.path(u"managed/locked.json"_s));
    QCOMPARE(world.verdict().categories, both);
}

void TestConsentFiles::withoutANoticeNobodyCanAgree_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("no catalogue") << 0;
    QTest::newRow("no version") << 1;
    QTest::newRow("no hash") << 2;
    QTest::newRow("no recipient") << 3;
    QTest::newRow("no language") << 4;
    QTest::newRow("a yes that claims to come from settings.json") << 5;
}

void TestConsentFiles::withoutANoticeNobodyCanAgree()
{
    QFETCH(int, what);
    ConsentWorld world;
    Answer answer{both, Origin::Prompt, u"en"_s};
    switch (what) {
    case 0:
        world.context.catalogueId.clear();
        break;
    case 1:
        world.context.noticeVersion = 0;
        break;
    case 2:
        world.context.noticeSha256.clear();
        break;
    case 3:
        world.context.recipient.clear();
        break;
    case 4:
        answer.noticeLanguage.clear();
        break;
    default:
        answer.origin = Origin::SettingsFile;
    }
    const Consent::Result result = world.store().answer(answer);
    QVERIFY(!result.ok);
    QVERIFY(!result.error.isEmpty());
    QVERIFY(!world.home.exists(ConsentWorld::consentFile()));
    QVERIFY(!world.home.exists(ConsentWorld::settingsFile()));
}

void TestConsentFiles::withoutAHomeFolder()
{
    ConsentWorld world;
    world.context.directories = Directories();
    const ConsentState state = world.store().read();
    QVERIFY(!state.verdict.allowed);
    QVERIFY(!state.verdict.mayAsk);
    QCOMPARE(state.verdict.decision, Decision::Undecided);
    QVERIFY(!state.consentProblem.isEmpty());
    for (const Categories categories : {both, Categories()}) {
        const Consent::Result result = world.store().answer({categories, Origin::Prompt, u"en"_s});
        QVERIFY(!result.ok);
        QVERIFY(!result.error.isEmpty());
        QVERIFY(!result.state.verdict.allowed);
    }
    QVERIFY(world.store().recordQuestionClosed().ok);
    QVERIFY(world.store().recordRefusalSeen().ok);
}

void TestConsentFiles::refusalSeenIsRecorded()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    const QString salt = consent(world).value(u"salt"_s).toString();
    QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryEnabled, false}}).ok);
    QVERIFY(world.verdict().refusalToRecord);
    world.clock->advance(1h);
    const Consent::Result result = world.store().recordRefusalSeen();
    QVERIFY2(result.ok, qPrintable(result.error));
    QCOMPARE(result.state.verdict.decision, Decision::Denied);
    QVERIFY(!result.state.verdict.refusalToRecord);
    QCOMPARE(result.state.record.origin, Origin::SettingsFile);
    QCOMPARE(result.state.record.time, QDateTime::fromMSecsSinceEpoch(1795262400000 + 3600000).toUTC());
    QVERIFY(consent(world).value(u"salt"_s).toString() != salt);
    // Whoever removes or turns the key round: it stays a no, and the page can say why.
    for (const SettingValue &value : {SettingValue(true), SettingValue()}) {
        QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryEnabled, value}}).ok);
        QCOMPARE(world.verdict().decision, Decision::Denied);
        QCOMPARE(world.verdict().reason, Reason::RefusedInSettings);
    }
}

void TestConsentFiles::refusalSeenOverOneCategory()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    const QString id = consent(world).value(u"decisionId"_s).toString();
    QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryErrors, false}}).ok);
    QVERIFY(world.verdict().refusalToRecord);
    QVERIFY(world.verdict().allowed);
    QVERIFY(world.store().recordRefusalSeen().ok);
    // The rest of the yes goes on, under its own id; only an answer brings the category back.
    QCOMPARE(world.store().read().record.decisionId, id);
    QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryErrors, true}}).ok);
    QCOMPARE(world.verdict().categories, Categories(Category::Usage));
    QVERIFY(!world.verdict().refusalToRecord);
    QVERIFY(world.yes(both).ok);
    QCOMPARE(world.verdict().categories, both);
}

void TestConsentFiles::refusalSeenIsHarmlessOtherwise()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    const QByteArray granted = world.home.read(ConsentWorld::consentFile());
    QVERIFY(world.store().recordRefusalSeen().ok);
    QCOMPARE(world.home.read(ConsentWorld::consentFile()), granted);

    QVERIFY(world.no().ok);
    const QByteArray denied = world.home.read(ConsentWorld::consentFile());
    QVERIFY(world.store().recordRefusalSeen().ok);
    QCOMPARE(world.home.read(ConsentWorld::consentFile()), denied);

    // A false and no answer: there is nothing to record it over, and it refuses without that.
    const ConsentWorld unanswered;
    unanswered.home.write(ConsentWorld::settingsFile(), R"({"telemetry.enabled": false})");
    QVERIFY(unanswered.store().recordRefusalSeen().ok);
    QVERIFY(!unanswered.home.exists(ConsentWorld::consentFile()));
    QCOMPARE(unanswered.verdict().reason, Reason::RefusedInSettings);
    QVERIFY(!unanswered.verdict().mayAsk);
}

void TestConsentFiles::questionClosed()
{
    const ConsentWorld world;
    QVERIFY(world.store().recordQuestionClosed().ok);
    QCOMPARE(world.verdict().decision, Decision::Undecided);
    QVERIFY(world.verdict().mayAsk);
    QVERIFY(!world.home.exists(ConsentWorld::settingsFile()));
    const Consent::Result second = world.store().recordQuestionClosed();
    QVERIFY2(second.ok, qPrintable(second.error));
    QVERIFY(!second.state.verdict.mayAsk);
    QVERIFY(second.state.verdict.questionClosedTwice);
    QCOMPARE(second.state.record.timesClosed, 2);
    // The page can still be used to answer.
    QVERIFY(world.yes().ok);
    QVERIFY(world.verdict().allowed);
    QCOMPARE(world.store().read().record.timesClosed, 0);
}

void TestConsentFiles::closingsOfQuestionsThatWereOpenTogetherAreOne()
{
    const ConsentWorld world;
    const auto counted = [&world] { return world.store().files().closings(world.store().read().record); };
    const int first = counted(); // two windows open the question
    const int second = counted();
    QVERIFY(world.store().recordQuestionClosed(first).ok);
    QVERIFY(world.store().recordQuestionClosed(second).ok);
    QCOMPARE(counted(), 1);
    QVERIFY(world.verdict().mayAsk);
    // The next time it is asked is another time.
    const int third = counted();
    QVERIFY(world.store().recordQuestionClosed(third).ok);
    QVERIFY(world.store().recordQuestionClosed(third).ok);
    QCOMPARE(counted(), 2);
    QVERIFY(world.verdict().questionClosedTwice);
}

void TestConsentFiles::nobodyIsAskedWhereNoAnswerCanBeKept()
{
    const ConsentWorld world;
    QVERIFY(world.verdict().mayAsk);
    const QString data = world.home.path(u".local"_s);
    // Nobody can write below a file, nor root.
    world.home.write(u".local"_s, "a file where a folder should be");
    QVERIFY(!world.verdict().mayAsk);
    QVERIFY(QFile::remove(data));
    QVERIFY(world.verdict().mayAsk);
#ifdef Q_OS_UNIX
    if (geteuid() != 0) { // who may write everywhere, also where that is not allowed
        const QFile::Permissions before = QFile::permissions(world.home.path());
        QVERIFY(QFile::setPermissions(world.home.path(), QFile::ReadOwner | QFile::ExeOwner));
        const bool asked = world.verdict().mayAsk;
        QVERIFY(QFile::setPermissions(world.home.path(), before));
        QVERIFY(!asked);
    }
#endif
}

void TestConsentFiles::questionClosedOverAnAnswer()
{
    for (const bool yes : {true, false}) {
        const ConsentWorld world;
        QVERIFY(yes ? world.yes().ok : world.no().ok);
        const QByteArray before = world.home.read(ConsentWorld::consentFile());
        QVERIFY(world.store().recordQuestionClosed().ok);
        QCOMPARE(world.home.read(ConsentWorld::consentFile()), before);
    }
}

void TestConsentFiles::closingIsCountedForEachQuestion()
{
    ConsentWorld world;
    QVERIFY(world.yes().ok);
    world.context.noticeVersion = 2;
    QVERIFY(world.store().recordQuestionClosed().ok);
    QVERIFY(world.verdict().mayAsk);
    QVERIFY(world.store().recordQuestionClosed().ok);
    QVERIFY(world.verdict().questionClosedTwice);
    QCOMPARE(world.verdict().reason, Reason::NoticeChanged);
    // What was agreed to is still known: the older version goes on collecting.
    QCOMPARE(consent(world).value(u"decision"_s), QJsonValue(u"granted"_s));
    QCOMPARE(consent(world).value(u"noticeVersion"_s), QJsonValue(1));
    // A third notice is a question of its own.
    world.context.noticeVersion = 3;
    QVERIFY(world.verdict().mayAsk);
    QVERIFY(world.store().recordQuestionClosed().ok);
    QCOMPARE(world.store().read().record.timesClosed, 1);
}

void TestConsentFiles::terminalAnswer()
{
    const ConsentWorld world;
    QVERIFY(world.yes(both, Origin::CommandLine).ok);
    QVERIFY(!world.store().read().record.terminalAnswerShown);
    QVERIFY(world.store().recordTerminalAnswerShown().ok);
    QVERIFY(world.store().read().record.terminalAnswerShown);
    QVERIFY(world.verdict().allowed);
    const QByteArray shown = world.home.read(ConsentWorld::consentFile());
    QVERIFY(world.store().recordTerminalAnswerShown().ok);
    QCOMPARE(world.home.read(ConsentWorld::consentFile()), shown);
    // A no in a terminal needs no such word.
    QVERIFY(world.no(Origin::CommandLine).ok);
    QVERIFY(world.store().read().record.terminalAnswerShown);
}

void TestConsentFiles::terminalAnswerOverTheSameAnswer()
{
    const ConsentWorld world;
    QVERIFY(world.yes(Category::Usage, Origin::Settings).ok);
    QVERIFY(world.yes(Category::Usage, Origin::CommandLine).ok);
    QVERIFY(world.store().read().record.terminalAnswerShown); // nothing was turned on
    QVERIFY(world.yes(both, Origin::CommandLine).ok);
    QVERIFY(!world.store().read().record.terminalAnswerShown); // errors were
    QVERIFY(world.yes(both, Origin::CommandLine).ok);
    QVERIFY(!world.store().read().record.terminalAnswerShown); // and nobody has seen it yet
    QVERIFY(world.yes(both, Origin::Settings).ok);
    QVERIFY(world.store().read().record.terminalAnswerShown);
}

void TestConsentFiles::unreadable_data()
{
    QTest::addColumn<QByteArray>("bytes"); // null: a folder stands in its place
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("not JSON") << QByteArray("granted");
    QTest::newRow("of a newer version") << QByteArray(R"({"format": 2, "decision": "granted"})");
    QTest::newRow("larger than any answer") << QByteArray(2 * 1024 * 1024, ' ');
    QTest::newRow("a folder") << QByteArray();
}

void TestConsentFiles::unreadable()
{
    QFETCH(QByteArray, bytes);
    for (const int answer : {0, 1, 2}) {
        const ConsentWorld world;
        if (bytes.isNull())
            QDir().mkpath(world.home.path(ConsentWorld::consentFile()));
        else
            world.home.write(ConsentWorld::consentFile(), bytes);
        const ConsentState state = world.store().read();
        QCOMPARE(state.fileStatus, ConsentFileStatus::Invalid);
        QCOMPARE(state.verdict.reason, Reason::Unreadable);
        QCOMPARE(state.verdict.data, DataPolicy::Keep);
        QVERIFY(state.verdict.mayAsk);
        QVERIFY2(state.consentProblem.contains(u"consent.json"_s), qPrintable(state.consentProblem));
        QVERIFY(backups(world).isEmpty());

        const Consent::Result result = answer == 0 ? world.yes()
            : answer == 1                          ? world.no()
                                                   : world.store().recordQuestionClosed();
        QVERIFY2(result.ok, qPrintable(result.error));
        QCOMPARE(result.state.fileStatus, ConsentFileStatus::Ok);
        QCOMPARE(result.state.verdict.allowed, answer == 0);
        QCOMPARE(backups(world), QStringList(ConsentWorld::consentFile() + u".backup-1795262400000"_s));
        QCOMPARE(world.home.read(backups(world).constFirst()), bytes);
        // A second accident does not overwrite what the first left.
        world.home.write(ConsentWorld::consentFile(), "again");
        QVERIFY(world.no().ok);
        QCOMPARE(backups(world).size(), 2);
    }
}

void TestConsentFiles::anotherMachine()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    world.home.write(u"machine-id"_s, "fedcba9876543210fedcba9876543210\n");
    QCOMPARE(world.verdict().reason, Reason::OtherMachine);
    QVERIFY(!world.verdict().allowed);
    // A false here is nothing that was said over a grant of this machine.
    QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryEnabled, false}}).ok);
    QVERIFY(!world.verdict().refusalToRecord);
    QCOMPARE(world.verdict().reason, Reason::RefusedInSettings);
    QVERIFY(world.yes().ok);
    QVERIFY(world.verdict().allowed);
}

void TestConsentFiles::fromTheFuture()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    world.clock->advance(-25h);
    QCOMPARE(world.verdict().reason, Reason::FromTheFuture);
    world.clock->advance(2h);
    QVERIFY(world.verdict().allowed);
}

void TestConsentFiles::aNoNeedsNoProof_data()
{
    QTest::addColumn<QString>("member"); // of consent.json, which becomes the value; empty: see the rows
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("another machine") << u"machine-id"_s << QJsonValue();
    QTest::newRow("another account") << u"machineAccount"_s << QJsonValue(QString(64, u'0'));
    QTest::newRow("nobody's machine") << u"machineAccount"_s << QJsonValue(u""_s);
    QTest::newRow("from the future") << u"clock"_s << QJsonValue();
    QTest::newRow("a member of a newer version") << u"format"_s << QJsonValue(2);
    QTest::newRow("an origin of a newer version") << u"origin"_s << QJsonValue(u"mobile"_s);
    QTest::newRow("a time that is none") << u"time"_s << QJsonValue(u"yesterday"_s);
    QTest::newRow("a category") << u"categories"_s << QJsonValue(QJsonArray{u"usage"_s});
    QTest::newRow("a member of another type") << u"timesClosed"_s << QJsonValue(u"twice"_s);
}

void TestConsentFiles::aNoNeedsNoProof()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    QVERIFY(world.no().ok);
    // Without the other half of the answer, as where another program wrote settings.json from its memory.
    QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryEnabled, true}}).ok);
    if (member == "machine-id"_L1)
        world.home.write(member, "fedcba9876543210fedcba9876543210\n");
    else if (member == "clock"_L1)
        world.clock->advance(-25h);
    else
        edit(world, member, value);
    const ConsentState state = world.store().read();
    QCOMPARE(state.verdict.decision, Decision::Denied);
    QCOMPARE(state.verdict.reason, Reason::Refused);
    QCOMPARE(state.verdict.data, DataPolicy::Erase);
    QVERIFY(!state.verdict.mayAsk);
    QVERIFY(world.yes().ok); // only an answer undoes it
    QVERIFY(world.verdict().allowed);
}

void TestConsentFiles::aNoInADamagedFileIsANo_data()
{
    QTest::addColumn<QByteArray>("written"); // with %1 for the file as it was
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF%1");
    QTest::newRow("a comma too many") << QByteArray("%1,");
    QTest::newRow("zeros behind it, as after a power cut") << QByteArray("%1") + QByteArray(64, '\0');
    QTest::newRow("a member twice") << QByteArray(R"({"salt": "", "salt": "", "decision": "denied"})");
    QTest::newRow("both answers") << QByteArray(R"({"decision": "granted", "decision": "denied"})");
    QTest::newRow("half of a surrogate pair") << QByteArray(R"({"decision": "denied", "salt": "\ud83d"})");
    QTest::newRow("no UTF-8") << QByteArray("{\"decision\": \"denied\", \"salt\": \"\xFF\"}");
    QTest::newRow("too deep") << "{\"decision\": \"denied\", \"a\": " + QByteArray(100, '[') + QByteArray(100, ']')
            + '}';
    QTest::newRow("a number beyond any") << QByteArray(R"({"decision": "denied", "noticeVersion": 1e400})");
    QTest::newRow("no end") << QByteArray(R"({"decision": "denied")");
    QTest::newRow("single quotes") << QByteArray("{'decision': 'denied'}");
    QByteArray wide;
    for (const char c : QByteArrayView(R"({"decision": "denied"})"))
        wide.append(c).append('\0');
    QTest::newRow("UTF-16") << wide;
}

void TestConsentFiles::aNoInADamagedFileIsANo()
{
    QFETCH(QByteArray, written);
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    QVERIFY(world.no().ok);
    // As where another program wrote settings.json from its memory.
    QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryEnabled, true}}).ok);
    const QByteArray no = world.home.read(ConsentWorld::consentFile());
    world.home.write(ConsentWorld::consentFile(), written.replace("%1", no));
    const ConsentState state = world.store().read();
    QCOMPARE(state.verdict.decision, Decision::Denied);
    QCOMPARE(state.verdict.data, DataPolicy::Erase);
    QVERIFY(!state.verdict.mayAsk);
    QVERIFY2(state.consentProblem.contains(u"consent.json"_s), qPrintable(state.consentProblem));
}

void TestConsentFiles::aDamagedFileWithoutANoIsNone_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a yes") << QByteArray(R"({"decision": "granted",})");
    QTest::newRow("no decision") << QByteArray(R"({"note": "denied",})");
    QTest::newRow("another member") << QByteArray(R"({"lastDecision": "denied", "decisionId": "denied",})");
    QTest::newRow("another word") << QByteArray(R"({"decision": "denied-not",})");
    QTest::newRow("nothing") << QByteArray();
}

void TestConsentFiles::aDamagedFileWithoutANoIsNone()
{
    QFETCH(QByteArray, written);
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    world.home.write(ConsentWorld::consentFile(), written);
    const ConsentState state = world.store().read();
    QVERIFY(!state.verdict.allowed);
    QCOMPARE(state.verdict.decision, Decision::Undecided);
}

void TestConsentFiles::aNoOfANewerVersionIsNotOverwritten()
{
    const ConsentWorld world;
    QVERIFY(world.no().ok);
    edit(world, u"format"_s, 2);
    const QJsonArray ids{u"7c9e6679-7425-40de-944b-e07fc1f90ae7"_s};
    edit(world, u"earlierIds"_s, ids);
    const QByteArray newer = world.home.read(ConsentWorld::consentFile());
    QVERIFY(world.store().recordQuestionClosed().ok);
    QVERIFY(world.store().renewDecision(Consent::EarlierIds::Forget).ok);
    QCOMPARE(world.home.read(ConsentWorld::consentFile()), newer);
    QVERIFY2(world.store().read().consentProblem.contains(u"no in"_s), "it is said that the rest is not understood");
    QVERIFY(world.yes().ok);
    QCOMPARE(backups(world).size(), 1);
    QCOMPARE(world.home.read(backups(world).constFirst()), newer);
    QCOMPARE(consent(world).value(u"earlierIds"_s), QJsonValue(ids));
}

void TestConsentFiles::aYesWhereSettingsCannotBeWritten_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Categories>("categories");
    QTest::addColumn<bool>("kept");
    QTest::newRow("it says nothing") << QByteArray(R"({"a": 1})") << both << true;
    QTest::newRow("it says true") << QByteArray(R"({"telemetry.enabled": true})") << both << true;
    QTest::newRow("it refuses") << QByteArray(R"({"telemetry.enabled": false})") << both << false;
    QTest::newRow("it refuses in the nested form") << QByteArray(R"({"telemetry": {"enabled": 0}})") << both << false;
    QTest::newRow("it refuses a category") << QByteArray(R"({"telemetry.errors": false})") << both << false;
    QTest::newRow("it refuses the category that is not wanted")
        << QByteArray(R"({"telemetry.errors": false})") << Categories(Category::Usage) << true;
    QTest::newRow("it is damaged") << QByteArray(R"({"telemetry.enabled": true,})") << both << false;
}

void TestConsentFiles::aYesWhereSettingsCannotBeWritten()
{
    QFETCH(QByteArray, content);
    QFETCH(Categories, categories);
    QFETCH(bool, kept);
    // As where another file is mounted over it: all works but the renaming.
    for (int nth = 1;; ++nth) {
        const ConsentWorld world;
        world.home.write(ConsentWorld::settingsFile(), content);
        Consent::Result result;
        std::string failed;
        {
            const FailingCalls failing(EBUSY, nth);
            result = world.yes(categories);
            failed = failing.first();
        }
        QVERIFY2(!failed.empty(), "nothing was renamed");
        if (failed != "rename")
            continue;
        QCOMPARE(result.ok, kept);
        QCOMPARE(result.error.isEmpty(), kept);
        QVERIFY2(result.remark.contains(u"settings.json"_s) == kept, qPrintable(result.remark));
        QCOMPARE(world.home.read(ConsentWorld::settingsFile()), content);
        return;
    }
}

void TestConsentFiles::aNoWhenConsentCannotBeWritten()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    blockConsent(world);
    const Consent::Result result = world.no();
    QVERIFY(!result.ok);
    QVERIFY(!result.error.isEmpty());
    QCOMPARE(settings(world).value(u"telemetry.enabled"_s), QJsonValue(false));
    QCOMPARE(result.state.verdict.decision, Decision::Denied);
}

void TestConsentFiles::aNoWhenSettingsCannotBeWritten()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    block(world, ConsentWorld::settingsFile());
    const Consent::Result result = world.no();
    QVERIFY(!result.ok);
    QVERIFY2(result.error.contains(u"settings.json"_s), qPrintable(result.error));
    QCOMPARE(consent(world).value(u"decision"_s), QJsonValue(u"denied"_s));
    QCOMPARE(result.state.verdict.decision, Decision::Denied);
}

void TestConsentFiles::aNoWhenNothingCanBeWritten()
{
    const ConsentWorld world;
    world.home.write(u".local"_s, "in the way");
    const Consent::Result result = world.no();
    QVERIFY(!result.ok);
    QVERIFY2(result.error.contains(u"CANDOR_TELEMETRY=0"_s), qPrintable(result.error));
    QVERIFY(!result.state.verdict.allowed);
    QVERIFY(!world.yes().ok);
    QVERIFY(world.store().recordQuestionClosed().ok); // nobody is asked there, so there is nothing to count
}

void TestConsentFiles::aYesWhenConsentCannotBeWritten()
{
    const ConsentWorld world;
    QVERIFY(world.no().ok);
    const QByteArray denied = world.home.read(ConsentWorld::consentFile());
    blockConsent(world);
    const Consent::Result result = world.yes();
    QVERIFY(!result.ok);
    QVERIFY(!result.state.verdict.allowed);
    // The true that settings.json now holds agrees to nothing.
    QCOMPARE(settings(world).value(u"telemetry.enabled"_s), QJsonValue(true));
    QVERIFY(QFile::remove(QFileInfo(world.home.path(ConsentWorld::consentFile())).path())); // the link
    world.home.write(ConsentWorld::consentFile(), denied);
    QCOMPARE(world.verdict().decision, Decision::Denied);
}

void TestConsentFiles::aCorruptSettingsFileIsBackedUp()
{
    const ConsentWorld world;
    world.home.write(ConsentWorld::settingsFile(), "{\"telemetry.enabled\": fal");
    QVERIFY(!world.verdict().mayAsk); // over what may be a no
    const Consent::Result result = world.yes();
    QVERIFY2(result.ok, qPrintable(result.error));
    QFile backup(result.backupPath);
    QVERIFY(backup.open(QIODevice::ReadOnly));
    QCOMPARE(backup.readAll(), "{\"telemetry.enabled\": fal");
    QVERIFY(world.verdict().allowed);
}

void TestConsentFiles::waitsForTheLockNotForEver()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    const QByteArray before = world.home.read(ConsentWorld::consentFile());
    QString error;
    std::optional<FolderLock> held =
        FolderLock::acquire(QFileInfo(world.store().files().consentPath()).path(), 1s, &error);
    QVERIFY2(held, qPrintable(error));
    QVERIFY(!world.yes(Category::Usage).ok);
    // A no that can't have the lock still refuses, and says that it is not all saved.
    const Consent::Result no = world.no();
    QVERIFY(!no.ok);
    QCOMPARE(no.state.verdict.decision, Decision::Denied);
    QCOMPARE(world.home.read(ConsentWorld::consentFile()), before);
    QVERIFY(!world.store().recordRefusalSeen().ok);
    held.reset();
    QVERIFY(world.store().recordRefusalSeen().ok);
    QCOMPARE(world.store().read().record.decision, Decision::Denied);
}

void TestConsentFiles::bothFilesInOneFolder()
{
    ConsentWorld world;
    world.context.settingsLayout = SettingsLayout::Application;
    world.context.directories.config = world.context.directories.localData;
    const Consent::Result result = world.yes();
    QVERIFY2(result.ok, qPrintable(result.error));
    QVERIFY(world.no().ok);
    QVERIFY(world.home.exists(u".local/share/candor/settings.json"_s));

    // The same behind a link.
    ConsentWorld linked;
    linked.context.settingsLayout = SettingsLayout::Application;
    QDir().mkpath(linked.home.path(u".local/share"_s));
    QVERIFY(QFile::link(linked.home.path(u".local/share"_s), linked.home.path(u".config"_s)));
    QVERIFY(linked.yes().ok);
    QVERIFY(linked.no().ok);
}

void TestConsentFiles::keepsWhatIsNotPartOfAnAnswer()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    const QJsonArray ids{u"7c9e6679-7425-40de-944b-e07fc1f90ae7"_s};
    const QJsonObject extensions{{u"org.acme.tools"_s, QJsonObject{{u"decision"_s, u"granted"_s}}}};
    edit(world, u"earlierIds"_s, ids);
    edit(world, u"extensions"_s, extensions);
    QVERIFY(world.verdict().allowed);
    const auto kept = [&] {
        return consent(world).value(u"earlierIds"_s) == QJsonValue(ids)
            && consent(world).value(u"extensions"_s) == QJsonValue(extensions);
    };
    QVERIFY(world.no().ok);
    QVERIFY(kept());
    QVERIFY(world.yes(both, Origin::CommandLine).ok);
    QVERIFY(kept());
    QVERIFY(world.store().recordTerminalAnswerShown().ok);
    QVERIFY(kept());
    QVERIFY(world.store().files().settingsFile().write({{settingkeys::telemetryEnabled, false}}).ok);
    QVERIFY(world.store().recordRefusalSeen().ok);
    QVERIFY(kept());
}

void TestConsentFiles::unreadableSettingsCollectNothing()
{
    const ConsentWorld world;
    QVERIFY(world.yes().ok);
    block(world, ConsentWorld::settingsFile());
    const Verdict verdict = world.verdict();
    QVERIFY(!verdict.allowed);
    QCOMPARE(verdict.reason, Reason::SettingsUnreadable);
    QCOMPARE(verdict.data, DataPolicy::Keep);
    QVERIFY(!verdict.mayAsk);
    QVERIFY(!world.yes().ok);
}

void TestConsentFiles::watchedFiles()
{
    const ConsentWorld world;
    const QStringList files = world.store().files().watched();
    for (const QString &file : {ConsentWorld::consentFile(), ConsentWorld::settingsFile(),
                                u".config/containers/podman-desktop/settings.json"_s, u"managed/locked.json"_s,
                                u"managed/default-settings.json"_s})
        QVERIFY2(files.contains(world.home.path(file)), qPrintable(file));
    ConsentWorld homeless;
    homeless.context.directories = Directories();
    QVERIFY(homeless.store().files().watched().isEmpty());
}

#ifdef Q_OS_UNIX

void TestConsentFiles::aYesNeedsAFileOfThePersonsAlone_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("another user's") << 0;
    QTest::newRow("a group can write to it") << 1;
    QTest::newRow("everybody can write to it") << 2;
    QTest::newRow("a link") << 3;
}

/// Whoever can write there knows how to make a yes that fits; nobody but the person would make a no.
void TestConsentFiles::aYesNeedsAFileOfThePersonsAlone()
{
    QFETCH(int, how);
    for (const bool yes : {true, false}) {
        ConsentWorld world;
        QVERIFY((yes ? world.yes() : world.no()).ok);
        const QString path = world.home.path(ConsentWorld::consentFile());
        const QByteArray bytes = world.home.read(ConsentWorld::consentFile());
        if (how == 0) {
            ++world.context.directories.user; // so it is another's
        } else if (how == 3) {
            QVERIFY(QFile::rename(path, world.home.path(u"elsewhere"_s)));
            QVERIFY(QFile::link(world.home.path(u"elsewhere"_s), path));
        } else {
            const auto others = how == 1 ? QFile::ReadGroup | QFile::WriteGroup : QFile::ReadOther | QFile::WriteOther;
            QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | others));
        }
        const ConsentState state = world.store().read();
        QVERIFY(!state.verdict.allowed);
        QCOMPARE(state.verdict.decision, yes ? Decision::Undecided : Decision::Denied);
        QCOMPARE(state.consentProblem.contains(path), yes);
        // What only notes something does not make the person's own of it.
        QVERIFY(world.store().recordTerminalAnswerShown().ok);
        QVERIFY(world.store().renewDecision(Consent::EarlierIds::Forget).ok);
        QVERIFY(world.store().rememberEarlierId(u"0f8fad5b-d9cb-469f-a165-70867728950e"_s).ok);
        QVERIFY(world.store().recordRefusalSeen().ok);
        QVERIFY(!yes || world.home.read(ConsentWorld::consentFile()) == bytes);
        QVERIFY(!world.verdict().allowed);
        // Where it stays another's whatever is written, as on a file system without owners, it is said.
        const Consent::Result again = world.yes();
        QCOMPARE(again.ok, how != 0);
        QCOMPARE(again.error.contains(path), how == 0);
        QCOMPARE(again.state.verdict.allowed, how != 0);
    }
}

void TestConsentFiles::anAnswerReplacesALink()
{
    for (const bool there : {true, false}) {
        const ConsentWorld world;
        const QString path = world.home.path(ConsentWorld::consentFile());
        QVERIFY(world.no().ok);
        if (there)
            QVERIFY(QFile::rename(path, world.home.path(u"elsewhere"_s)));
        else
            QVERIFY(QFile::remove(path));
        QVERIFY(QFile::link(world.home.path(u"elsewhere"_s), path));
        const QByteArray elsewhere = world.home.read(u"elsewhere"_s);
        const Consent::Result result = world.yes();
        QVERIFY2(result.ok && result.state.verdict.allowed, qPrintable(result.error));
        QVERIFY(!QFileInfo(path).isSymLink());
        QCOMPARE(world.home.read(u"elsewhere"_s), elsewhere);
    }
}

#endif

QTEST_GUILESS_MAIN(TestConsentFiles)
#include "tst_consentfiles.moc"
