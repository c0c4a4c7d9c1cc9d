// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include "settings/pageviewrecorder.h"

#include <QElapsedTimer>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

} // namespace

class PageViewRecorderTest : public QObject
{
    Q_OBJECT

    QStringList m_recorded;
    PageViewRecorder *m_recorder = nullptr;

    /// Another recorder that settles at the same moment or later: when it has, the first one has had its chance.
    void waitUntilSettled()
    {
        bool done = false;
        PageViewRecorder reference([&done](const QString &) { done = true; });
        reference.setPage(u"reference"_s);
        reference.setSeen(true);
        QTRY_VERIFY_WITH_TIMEOUT(done, patience);
    }

private Q_SLOTS:
    void init()
    {
        m_recorded.clear();
        m_recorder = new PageViewRecorder([this](const QString &page) { m_recorded.append(page); }, this);
    }
    void cleanup() { delete m_recorder; }

    void theFirstPageCounts()
    {
        QElapsedTimer timer;
        timer.start();
        m_recorder->setPage(u"appearance"_s);
        m_recorder->setSeen(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded, QStringList{u"appearance"_s}, patience);
        QVERIFY(timer.elapsed() >= PageViewRecorder::settled.count() * 9 / 10); // coarse timers may be 5 % early
    }

    void passingThroughDoesNotCount()
    {
        m_recorder->setSeen(true);
        m_recorder->setPage(u"one"_s);
        m_recorder->setPage(u"two"_s);
        m_recorder->setPage(u"three"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded, QStringList{u"three"_s}, patience);
        waitUntilSettled();
        QCOMPARE(m_recorded, QStringList{u"three"_s});
    }

    void aPrivacyPageNeverCounts()
    {
        m_recorder->setSeen(true);
        m_recorder->setPage(u"one"_s);
        m_recorder->setPage(QString());
        waitUntilSettled();
        QVERIFY(m_recorded.isEmpty());
    }

    void whatNobodySeesDoesNotCount()
    {
        m_recorder->setPage(u"one"_s);
        waitUntilSettled();
        QVERIFY(m_recorded.isEmpty());
        m_recorder->setSeen(true);
        m_recorder->setSeen(false); // minimised at once
        waitUntilSettled();
        QVERIFY(m_recorded.isEmpty());
        m_recorder->setSeen(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded, QStringList{u"one"_s}, patience);
    }

    void comingBackToTheWindowIsNoNewVisit()
    {
        m_recorder->setSeen(true);
        m_recorder->setPage(u"one"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded.size(), 1, patience);
        m_recorder->setSeen(false);
        m_recorder->setSeen(true);
        waitUntilSettled();
        QCOMPARE(m_recorded.size(), 1);
        m_recorder->setPage(u"one"_s); // left and opened again
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded.size(), 2, patience);
    }
};

QTEST_GUILESS_MAIN(PageViewRecorderTest)
#include "tst_pageviewrecorder.moc"
