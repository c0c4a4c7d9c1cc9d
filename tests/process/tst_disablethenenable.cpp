// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consent.h"
#include "support/temporaryhome.h"
#include "system/systemclock.h"

#include <QProcess>
#include <QTest>

#include <atomic>
#include <thread>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

/// Somebody types `disable` and then at once `enable`, beside a window that looks at the files all the time and records
/// the refusals it sees. What was typed last must hold, every time.
class DisableThenEnableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAsAYesEveryTime();

private:
    void answer(const QString &word) const;

    TemporaryHome m_home;
};

void DisableThenEnableTest::answer(const QString &word) const
{
    QProcess child;
    child.setProcessEnvironment(m_home.environment());
    child.start(QStringLiteral(CANDOR_CONSENT_CHILD), {word});
    QVERIFY2(child.waitForFinished(60000), qPrintable(child.errorString()));
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    QVERIFY2(child.exitCode() == 0, child.readAllStandardError().constData());
}

void DisableThenEnableTest::endsAsAYesEveryTime()
{
    ConsentContext context;
    context.environment = m_home.environment();
    context.directories = Directories::fromEnvironment(context.environment);
    context.clock = std::make_shared<SystemClock>();
    context.applicationId = u"candor"_s;
    context.settingsLayout = SettingsLayout::PodmanDesktop;
    context.catalogueId = u"candor"_s;
    context.noticeVersion = 1;
    context.noticeSha256 = QByteArray(64, 'a');
    context.recipient = u"eu.i.posthog.com"_s;
    Consent store(context);
    QVERIFY(!store.read().verdict.allowed);
    answer(u"yes"_s);

    std::atomic<bool> stop = false;
    std::atomic<int> looks = 0;
    std::atomic<int> refusals = 0;
    std::atomic<int> failures = 0;
    const auto window = [&] {
        while (!stop) {
            if (store.read().verdict.refusalToRecord) {
                ++refusals;
                if (!store.recordRefusalSeen().ok)
                    ++failures;
            }
            ++looks;
        }
    };
    std::thread first(window);
    int granted = 0;
    int rounds = 0;
    QString previousId = store.read().record.decisionId;
    for (; rounds < 200; ++rounds) {
        answer(u"no"_s);
        answer(u"yes"_s);
        if (QTest::currentTestFailed())
            break;
        // Several looks of the window later it is still what was typed last.
        const int before = looks;
        while (looks < before + 3)
            std::this_thread::yield();
        const ConsentState state = store.read();
        if (state.verdict.allowed && state.settings.boolean(settingkeys::telemetryEnabled) == true
            && state.record.decisionId != previousId)
            ++granted;
        previousId = state.record.decisionId;
    }
    stop = true;
    first.join();
    QCOMPARE(granted, rounds);
    QCOMPARE(rounds, 200);
    QCOMPARE(failures.load(), 0);
    qInfo("the window looked %d times and saw %d refusals over a yes", looks.load(), refusals.load());
}

QTEST_GUILESS_MAIN(DisableThenEnableTest)
#include "tst_disablethenenable.moc"
