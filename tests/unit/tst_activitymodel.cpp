// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include "activity/activitymodel.h"
#include "telemetry/activityeventdata.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

ActivityEventData eventAt(qint64 row, ActivityEvent::State state = ActivityEvent::State::Waiting)
{
    ActivityEventData result;
    result.row = row;
    result.name = u"event.%1"_s.arg(row);
    result.time = QDateTime::currentDateTimeUtc();
    result.state = state;
    result.bytes = "{}";
    return result;
}

std::vector<ActivityEvent> events(const QList<int> &rows)
{
    std::vector<ActivityEvent> result;
    for (const int row : rows)
        result.push_back(eventAt(row));
    return result;
}

QList<int> rowsOf(const ActivityModel &model)
{
    QList<int> result;
    for (const ActivityEvent &e : model.events())
        result.append(static_cast<int>(e.row()));
    return result;
}

} // namespace

class ActivityModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheStore_data()
    {
        QTest::addColumn<QList<int>>("before");
        QTest::addColumn<QList<int>>("after");
        QTest::newRow("first events") << QList<int>{} << QList<int>{3, 2, 1};
        QTest::newRow("erased") << QList<int>{3, 2, 1} << QList<int>{};
        QTest::newRow("newer ones") << QList<int>{3, 2} << QList<int>{5, 4, 3, 2};
        QTest::newRow("older ones gone") << QList<int>{5, 4, 3, 2} << QList<int>{5, 4};
        QTest::newRow("some between gone") << QList<int>{6, 5, 4, 3, 2, 1} << QList<int>{6, 3, 1};
        QTest::newRow("some between new") << QList<int>{6, 3, 1} << QList<int>{6, 5, 4, 3, 2, 1};
        QTest::newRow("everything else") << QList<int>{3, 2, 1} << QList<int>{9, 8};
        QTest::newRow("mixed") << QList<int>{9, 7, 5, 3, 1} << QList<int>{10, 8, 7, 4, 3, 2};
        QTest::newRow("the same") << QList<int>{2, 1} << QList<int>{2, 1};
    }

    void followsTheStore()
    {
        QFETCH(QList<int>, before);
        QFETCH(QList<int>, after);
        ActivityModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(0, events(before), true);
        QCOMPARE(rowsOf(model), before);

        QHash<qint64, QPersistentModelIndex> marks;
        for (int row = 0; row < model.rowCount(); ++row)
            marks.insert(model.events()[static_cast<std::size_t>(row)].row(), model.index(row, 0));
        model.show(0, events(after), true);
        QCOMPARE(rowsOf(model), after);
        for (const int id : before) {
            const QPersistentModelIndex mark = marks.value(id);
            QCOMPARE(mark.isValid(), after.contains(id));
            if (mark.isValid())
                QCOMPARE(mark.data(ActivityModel::EventRole).value<ActivityEvent>().row(), qint64(id));
        }
    }

    void tellsOfChangesOnly()
    {
        ActivityModel model;
        model.show(0, events({3, 2, 1}), true);
        QSignalSpy changed(&model, &ActivityModel::dataChanged);
        QSignalSpy reset(&model, &ActivityModel::modelReset);
        std::vector<ActivityEvent> now(model.events().begin(), model.events().end());
        model.show(0, now, true);
        const auto unchanged = changed.size();
        QCOMPARE(unchanged, 0);
        now[1] = eventAt(2, ActivityEvent::State::Delivered);
        model.show(0, now, true);
        QCOMPARE(changed.size(), unchanged + 1);
        QCOMPARE(changed.last().at(0).toModelIndex().row(), 1);
        QCOMPARE(model.index(1, ActivityModel::StateColumn).data().toString(), u"Delivered"_s);
        QCOMPARE(reset.size(), 0);
    }

    void aPageReplacesOnlyItsOwnRange_data()
    {
        QTest::addColumn<int>("beforeRow");
        QTest::addColumn<QList<int>>("page");
        QTest::addColumn<bool>("last");
        QTest::addColumn<QList<int>>("after");
        // Loaded are the even rows 20 to 2.
        QTest::newRow("the newest page, nothing new")
            << 0 << QList<int>{20, 18, 16} << false << QList<int>{20, 18, 16, 14, 12, 10, 8, 6, 4, 2};
        QTest::newRow("the newest page, new ones and one gone")
            << 0 << QList<int>{22, 21, 20, 16} << false << QList<int>{22, 21, 20, 16, 14, 12, 10, 8, 6, 4, 2};
        QTest::newRow("a page in the middle")
            << 13 << QList<int>{11, 8} << false << QList<int>{20, 18, 16, 14, 11, 8, 6, 4, 2};
        QTest::newRow("a page in the middle after which nothing is left")
            << 13 << QList<int>{12, 10} << true << QList<int>{20, 18, 16, 14, 12, 10};
        QTest::newRow("everything below is gone") << 13 << QList<int>{} << true << QList<int>{20, 18, 16, 14};
        QTest::newRow("one row that is still there")
            << 11 << QList<int>{10} << false << QList<int>{20, 18, 16, 14, 12, 10, 8, 6, 4, 2};
        QTest::newRow("one row that is gone")
            << 11 << QList<int>{8} << false << QList<int>{20, 18, 16, 14, 12, 8, 6, 4, 2};
        QTest::newRow("more at the end") << 2 << QList<int>{1} << true
                                         << QList<int>{20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 1};
        QTest::newRow("everything was erased") << 0 << QList<int>{} << true << QList<int>{};
    }

    void aPageReplacesOnlyItsOwnRange()
    {
        QFETCH(int, beforeRow);
        QFETCH(QList<int>, page);
        QFETCH(bool, last);
        ActivityModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(0, events({20, 18, 16, 14, 12, 10, 8, 6, 4, 2}), false);
        model.show(beforeRow, events(page), last);
        QTEST(rowsOf(model), "after");
        // Whether there is more is only told by what was fetched at the end.
        model.moreArrived(); // the tester has asked
        QCOMPARE(model.canFetchMore({}), !last);
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.positionOf(model.events()[static_cast<std::size_t>(row)].row()), row);
        QCOMPARE(model.positionOf(1000), -1);
    }

    void whatIsForgottenCanBeFetchedAgain()
    {
        ActivityModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(0, events({5, 4, 3, 2, 1}), true);
        QVERIFY(!model.canFetchMore({}));
        model.forgetBelow(3);
        QCOMPARE(rowsOf(model), (QList<int>{5, 4, 3}));
        QVERIFY(model.canFetchMore({}));
    }

    void whatWasNotRecordedSaysSoInWords()
    {
        ActivityEventData event = eventAt(1, ActivityEvent::State::NotRecorded);
        event.name.clear();
        event.copies = 12;
        event.reason = u"The catalogue does not declare it."_s;
        ActivityModel model;
        model.show(0, {event}, true);
        QCOMPARE(model.index(0, ActivityModel::EventColumn).data().toString(), u"not in the catalogue × 12"_s);
        const QModelIndex state = model.index(0, ActivityModel::StateColumn);
        QCOMPARE(state.data().toString(), u"Not recorded"_s);
        QCOMPARE(state.data(Qt::ToolTipRole).toString(), event.reason);
        QCOMPARE(state.data(Qt::AccessibleDescriptionRole).toString(), event.reason);
    }

    void knowsWhichStatesAreLoaded()
    {
        ActivityModel model;
        model.show(0, {eventAt(2), eventAt(1, ActivityEvent::State::Rejected)}, true);
        QVERIFY(model.has(ActivityEvent::State::Waiting) && model.has(ActivityEvent::State::Rejected));
        model.show(0, {eventAt(2, ActivityEvent::State::Delivered)}, true);
        QVERIFY(model.has(ActivityEvent::State::Delivered));
        QVERIFY(!model.has(ActivityEvent::State::Waiting) && !model.has(ActivityEvent::State::Rejected));
    }

    void asksForMoreOnceForEachPage()
    {
        ActivityModel model;
        QSignalSpy wanted(&model, &ActivityModel::moreWanted);
        QVERIFY(!model.canFetchMore({})); // an empty list is filled by whoever fills it first
        model.show(0, events({9, 8}), false);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(wanted.size(), 1);
        model.moreArrived();
        model.show(8, events({7, 6}), false);
        QCOMPARE(rowsOf(model), (QList<int>{9, 8, 7, 6}));
        model.fetchMore({});
        QCOMPARE(wanted.size(), 2);
        model.moreArrived();
        model.show(6, {}, true);
        QVERIFY(!model.canFetchMore({}));
    }

    void everyStateHasAWordOfItsOwn()
    {
        QSet<QString> words;
        for (const auto state :
             {ActivityEvent::State::Waiting, ActivityEvent::State::Sending, ActivityEvent::State::Delivered,
              ActivityEvent::State::Rejected, ActivityEvent::State::NotRecorded}) {
            ActivityModel model;
            model.show(0, {eventAt(1, state)}, true);
            QVERIFY(model.has(state));
            const QModelIndex index = model.index(0, ActivityModel::StateColumn);
            QCOMPARE(index.data(Qt::AccessibleTextRole), index.data());
            words.insert(index.data().toString());
        }
        QCOMPARE(words.size(), 5);
        QVERIFY(!words.contains(QString()));
    }
};

QTEST_GUILESS_MAIN(ActivityModelTest)
#include "tst_activitymodel.moc"
