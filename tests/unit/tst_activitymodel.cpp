// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include "activity/activitymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

ActivityEvent eventAt(qint64 row, ActivityEvent::State state = ActivityEvent::State::Waiting)
{
    ActivityEvent result;
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
        result.append(static_cast<int>(e.row));
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
        model.replace(events(before), false);
        QCOMPARE(rowsOf(model), before);

        QHash<qint64, QPersistentModelIndex> marks;
        for (int row = 0; row < model.rowCount(); ++row)
            marks.insert(model.events()[static_cast<std::size_t>(row)].row, model.index(row, 0));
        model.replace(events(after), false);
        QCOMPARE(rowsOf(model), after);
        for (const int id : before) {
            const QPersistentModelIndex mark = marks.value(id);
            QCOMPARE(mark.isValid(), after.contains(id));
            if (mark.isValid())
                QCOMPARE(mark.data(ActivityModel::EventRole).value<ActivityEvent>().row, qint64(id));
        }
    }

    void tellsOfChangesOnly()
    {
        ActivityModel model;
        model.replace(events({3, 2, 1}), false);
        QSignalSpy changed(&model, &ActivityModel::dataChanged);
        QSignalSpy reset(&model, &ActivityModel::modelReset);
        model.replace(events({3, 2, 1}), false);
        const auto unchanged = changed.size();
        auto now = model.events();
        now[1].state = ActivityEvent::State::Delivered;
        model.replace(now, false);
        QCOMPARE(changed.size(), unchanged + 1);
        QCOMPARE(changed.last().at(0).toModelIndex().row(), 1);
        QCOMPARE(model.index(1, ActivityModel::StateColumn).data().toString(), u"Delivered"_s);
        QCOMPARE(reset.size(), 0);
    }

    void asksForMoreOnceForEachPage()
    {
        ActivityModel model;
        QSignalSpy wanted(&model, &ActivityModel::moreWanted);
        model.replace(events({9, 8}), true);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(wanted.size(), 1);
        model.append(events({7, 6}), true);
        QCOMPARE(rowsOf(model), (QList<int>{9, 8, 7, 6}));
        model.fetchMore({});
        QCOMPARE(wanted.size(), 2);
        model.append({}, false);
        QVERIFY(!model.canFetchMore({}));
    }

    void everyStateHasAWordOfItsOwn()
    {
        QSet<QString> words;
        for (const auto state : {ActivityEvent::State::Waiting, ActivityEvent::State::Sending,
                                 ActivityEvent::State::Delivered, ActivityEvent::State::Rejected}) {
            ActivityModel model;
            model.replace({eventAt(1, state)}, false);
            const QModelIndex index = model.index(0, ActivityModel::StateColumn);
            QCOMPARE(index.data(Qt::AccessibleTextRole), index.data());
            words.insert(index.data().toString());
        }
        QCOMPARE(words.size(), 4);
        QVERIFY(!words.contains(QString()));
    }
};

QTEST_GUILESS_MAIN(ActivityModelTest)
#include "tst_activitymodel.moc"
