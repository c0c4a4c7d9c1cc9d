// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The table of containers tells of differences only, whatever changes and however many rows there are.

#include "resources/containerfilter.h"
#include "resources/containermodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

Container container(const QString &name, ContainerState state = ContainerState::Exited)
{
    return {u"id-"_s + name, name, u"nginx:1.25"_s, {}, state, u"Up"_s};
}

QList<Container> containers(const QString &names)
{
    QList<Container> result;
    for (const QString &name : names.split(u' ', Qt::SkipEmptyParts))
        result << container(name);
    return result;
}

QList<Container> many(int number)
{
    QList<Container> result;
    for (int i = 0; i < number; ++i)
        result << container(u"c%1"_s.arg(i, 5, 10, QLatin1Char('0')),
                            i % 3 == 0 ? ContainerState::Running : ContainerState::Exited);
    return result;
}

QString namesIn(const QAbstractItemModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.index(row, ContainerModel::NameColumn).data().toString();
    return result.join(u' ');
}

/// Everything that a view has to follow.
struct Signals
{
    explicit Signals(const QAbstractItemModel *model)
        : inserted(model, &QAbstractItemModel::rowsInserted)
        , removed(model, &QAbstractItemModel::rowsRemoved)
        , changed(model, &QAbstractItemModel::dataChanged)
        , reset(model, &QAbstractItemModel::modelReset)
    {
    }
    QSignalSpy inserted, removed, changed, reset;

    [[nodiscard]] QList<qsizetype> counts() const
    {
        return {inserted.size(), removed.size(), changed.size(), reset.size()};
    }
};

using Counts = QList<qsizetype>;

} // namespace

class ContainerModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfDifferences_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<Counts>("counts"); // inserted, removed, changed, reset
        QTest::newRow("nothing") << u"a b c"_s << u"a b c"_s << Counts{0, 0, 0, 0};
        QTest::newRow("in another order") << u"a b c"_s << u"c a b"_s << Counts{0, 0, 0, 0};
        QTest::newRow("first ones") << u""_s << u"b a"_s << Counts{1, 0, 0, 0};
        QTest::newRow("one at the end") << u"a b"_s << u"a b c"_s << Counts{1, 0, 0, 0};
        QTest::newRow("one in between") << u"a c"_s << u"a b c"_s << Counts{1, 0, 0, 0};
        QTest::newRow("one goes") << u"a b c"_s << u"a c"_s << Counts{0, 1, 0, 0};
        QTest::newRow("all go") << u"a b c"_s << u""_s << Counts{0, 1, 0, 0};
        QTest::newRow("some come and some go") << u"a b c d"_s << u"0 b d e f"_s << Counts{2, 2, 0, 0};
        QTest::newRow("one twice") << u"a"_s << u"a a"_s << Counts{0, 0, 0, 0};
    }

    void tellsOfDifferences()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(Counts, counts);
        ContainerModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(u"first"_s, u"Podman"_s, containers(u"x"_s));
        model.show(u"engine"_s, u"Docker"_s, containers(before));
        model.show(u"last"_s, u"Podman"_s, containers(u"y z"_s));
        const Signals told(&model);
        model.show(u"engine"_s, u"Docker"_s, containers(after));
        QCOMPARE(told.counts(), counts);
        QStringList expected = after.split(u' ', Qt::SkipEmptyParts);
        expected.sort();
        expected.removeDuplicates();
        QCOMPARE(namesIn(model), (u"x "_s + expected.join(u' ') + u" y z"_s).simplified());
    }

    void aChangeIsOneSignal()
    {
        ContainerModel model;
        model.show(u"engine"_s, u"Podman"_s, containers(u"a b c"_s));
        const Signals told(&model);
        QList<Container> after = containers(u"a b c"_s);
        after[1].state = ContainerState::Running;
        model.show(u"engine"_s, u"Podman"_s, after);
        QCOMPARE(told.counts(), (Counts{0, 0, 1, 0}));
        QCOMPARE(told.changed.at(0).at(0).toModelIndex().row(), 1);
        QCOMPARE(told.changed.at(0).at(1).toModelIndex().row(), 1);
        QCOMPARE(model.index(1, ContainerModel::StateColumn).data().toString(), u"Running"_s);
        model.show(u"engine"_s, u"Podman 2"_s, after);
        QCOMPARE(told.changed.size(), 2);
        QCOMPARE(model.index(0, ContainerModel::EngineColumn).data().toString(), u"Podman 2"_s);
    }

    void tenThousandCostFewSignals()
    {
        ContainerModel model;
        QList<Container> all = many(10'000);
        const Signals told(&model);
        model.show(u"engine"_s, u"Podman"_s, all);
        QCOMPARE(told.counts(), (Counts{1, 0, 0, 0}));
        const QPersistentModelIndex chosen(model.index(7'000, 0));

        for (Container &each : all)
            each.status += u" 1 second"_s;
        model.show(u"engine"_s, u"Podman"_s, all);
        QCOMPARE(told.counts(), (Counts{1, 0, 1, 0}));

        all.removeAt(10);
        all.append(container(u"c05000b"_s));
        model.show(u"engine"_s, u"Podman"_s, all);
        QCOMPARE(told.counts(), (Counts{2, 1, 1, 0}));
        QVERIFY(chosen.isValid());
        QCOMPARE(chosen.data().toString(), u"c07000"_s);

        // Too much to tell one by one.
        QList<Container> half;
        for (qsizetype i = 0; i < all.size(); i += 2)
            half << all.at(i);
        model.show(u"engine"_s, u"Podman"_s, half);
        QCOMPARE(told.counts(), (Counts{2, 1, 1, 1}));
        QCOMPARE(model.rowCount(), half.size());
    }

    void keysLeadToRows()
    {
        ContainerModel model;
        model.show(u"one"_s, u"Podman"_s, containers(u"a b"_s));
        model.show(u"two"_s, u"Docker"_s, containers(u"a b"_s));
        for (int row = 0; row < 4; ++row)
            QCOMPARE(model.rowOf(model.key(row)), row);
        QCOMPARE(model.key(4), ContainerKey());
        QCOMPARE(model.key(-1), ContainerKey());
        QCOMPARE(model.rowOf({u"two"_s, u"id-c"_s}), -1);
        QCOMPARE(model.rowOf({u"three"_s, u"id-a"_s}), -1);
    }

    void anEngineGoes()
    {
        ContainerModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(u"one"_s, u"Podman"_s, containers(u"a b"_s));
        model.show(u"two"_s, u"Docker"_s, containers(u"c"_s));
        model.setUnderWay({u"one"_s, u"id-a"_s}, ContainerAction::Stop);
        model.keep({u"two"_s});
        QCOMPARE(namesIn(model), u"c"_s);
        QVERIFY(!model.isUnderWay({u"one"_s, u"id-a"_s}));
    }

    void whatIsUnderWayIsSaid()
    {
        ContainerModel model;
        model.show(u"one"_s, u"Podman"_s, containers(u"a b"_s));
        const Signals told(&model);
        model.setUnderWay({u"one"_s, u"id-b"_s}, ContainerAction::Start);
        QCOMPARE(told.changed.size(), 1);
        QCOMPARE(model.index(1, ContainerModel::StateColumn).data().toString(), u"Starting…"_s);
        QCOMPARE(model.index(0, ContainerModel::StateColumn).data().toString(), u"Stopped"_s);
        model.setUnderWay({u"one"_s, u"id-b"_s}, {});
        QCOMPARE(model.index(1, ContainerModel::StateColumn).data().toString(), u"Stopped"_s);
        model.setUnderWay({u"one"_s, u"unknown"_s}, ContainerAction::Start);
        QCOMPARE(told.changed.size(), 2);
    }

    void filter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<ContainerFilter::Shown>("shown");
        QTest::addColumn<QString>("names");
        using Shown = ContainerFilter::Shown;
        QTest::newRow("all") << u""_s << Shown::All << u"db web other"_s;
        QTest::newRow("by name") << u"WE"_s << Shown::All << u"web"_s;
        QTest::newRow("by image") << u" postgres "_s << Shown::All << u"db"_s;
        QTest::newRow("by engine") << u"docker"_s << Shown::All << u"other"_s;
        QTest::newRow("by two words") << u"podman nginx"_s << Shown::All << u"web"_s;
        QTest::newRow("no pattern") << u".*"_s << Shown::All << u""_s;
        QTest::newRow("running") << u""_s << Shown::Running << u"web"_s;
        QTest::newRow("stopped") << u""_s << Shown::Stopped << u"db other"_s;
        QTest::newRow("both") << u"web"_s << Shown::Stopped << u""_s;
    }

    void filter()
    {
        QFETCH(QString, text);
        QFETCH(ContainerFilter::Shown, shown);
        QFETCH(QString, names);
        ContainerModel model;
        ContainerFilter filter(&model);
        const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<Container> podman{container(u"web"_s, ContainerState::Running), container(u"db"_s)};
        podman[1].image = u"postgres:16"_s;
        model.show(u"one"_s, u"Podman"_s, podman);
        model.show(u"two"_s, u"Docker"_s, containers(u"other"_s));
        filter.setText(text);
        filter.setShown(shown);
        QCOMPARE(namesIn(filter), names);
        QCOMPARE(filter.isFiltered(), !text.isEmpty() || shown != ContainerFilter::Shown::All);
        for (int row = 0; row < filter.rowCount(); ++row)
            QCOMPARE(filter.rowOf(filter.key(row)), row);
        QCOMPARE(filter.key(-1), ContainerKey());
    }
};

QTEST_GUILESS_MAIN(ContainerModelTest)
#include "tst_containermodel.moc"
