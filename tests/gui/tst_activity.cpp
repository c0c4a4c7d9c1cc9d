// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The Activity page over a real facade, store and socket.

#include "activity/activitycontroller.h"
#include "activity/activitymodel.h"
#include "candor/activitypage.h"
#include "candor/telemetry.h"
#include "candor/theme.h"
#include "page/messagebar.h"
#include "page/prettyjson.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSplitter>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QVBoxLayout>

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

struct World
{
    TemporaryHome home;
    ScriptedServer server{{{200, "{\"status\":\"Ok\"}", {}}}};
    std::unique_ptr<Telemetry> telemetry;
    std::unique_ptr<ActivityPage> page;

    explicit World(const QString &key = u"test-key"_s)
    {
        if (!server.listen())
            qFatal("no port");
        telemetry = std::make_unique<Telemetry>(appOptions(home, server.url(), key));
        page = std::make_unique<ActivityPage>(telemetry.get());
        page->resize(744, 680);
    }

    [[nodiscard]] bool show() const
    {
        page->show();
        page->activateWindow();
        return QTest::qWaitForWindowExposed(page.get(), patience);
    }
    [[nodiscard]] bool answer(Categories categories) const
    {
        QSignalSpy answered(telemetry.get(), &Telemetry::answered);
        telemetry->answer(categories, Origin::Settings, u"en"_s);
        return answered.wait(patience) && answered.at(0).at(0).toBool();
    }
    template<typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    [[nodiscard]] QTableView *table() const { return find<QTableView>(u"activityTable"_s); }
    [[nodiscard]] QStringList column(int column) const
    {
        QStringList result;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            result.append(table()->model()->index(row, column).data().toString());
        return result;
    }
    [[nodiscard]] QStringList events() const { return column(ActivityModel::EventColumn); }
    [[nodiscard]] QStringList states() const { return column(ActivityModel::StateColumn); }
    [[nodiscard]] QString empty() const
    {
        const auto *label = find<QLabel>(u"activityEmpty"_s);
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] ActivityEvent chosen() const
    {
        return table()->currentIndex().data(ActivityModel::EventRole).value<ActivityEvent>();
    }
    /// As soon as it stands where the mouse would find it.
    void click(const QString &name) const
    {
        auto *button = find<QPushButton>(name);
        const auto found = [&] { return page->childAt(button->mapTo(page.get(), button->rect().center())) == button; };
        QVERIFY2(QTest::qWaitFor(found, patience), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void choose(const QString &event) const
    {
        table()->setCurrentIndex(table()->model()->index(static_cast<int>(events().indexOf(event)), 0));
    }
};

/// How long the event loop was not there for the person.
class Gaps
{
public:
    Gaps()
        : m_state(std::make_unique<State>())
    {
        m_state->last.start();
        QObject::connect(&m_state->timer, &QTimer::timeout, [state = m_state.get()] { state->tick(); });
        m_state->timer.start(1ms);
    }
    [[nodiscard]] qint64 longest() const
    {
        m_state->tick();
        return m_state->longest;
    }

private:
    struct State
    {
        QTimer timer;
        QElapsedTimer last;
        qint64 longest = 0;
        void tick() { longest = std::max(longest, last.restart()); }
    };
    std::unique_ptr<State> m_state;
};

/// Events of the same scope as the one that is there, \a whole ones as long as it or short ones: by SQL, since
/// recording as many keeps to the cap, and 100,000 are more than it allows.
void fill(const QString &store, int rows, bool whole)
{
    sqlite3 *database = nullptr;
    const QByteArray numbers =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + QByteArray::number(rows) + ") ";
    const QByteArray sql = "BEGIN; CREATE TEMP TABLE first AS SELECT * FROM events JOIN bodies USING (row) LIMIT 1; "
                           "INSERT INTO bodies (row, id, name, body) "
        + numbers + "SELECT first.row + i, 'id-' || i, 'page.viewed', '{\"number\":' || i || "
        + (whole ? QByteArray("',' || substr(first.body, 2)") : QByteArray("'}'"))
        + " FROM n, first; "
          "INSERT INTO events (row, scope, categories, time_ms, aged_from_ms, bytes) "
        + numbers
        + "SELECT bodies.row, first.scope, first.categories, first.time_ms + i, first.aged_from_ms, "
          "length(bodies.body) FROM n, first, bodies WHERE bodies.row = first.row + i; COMMIT";
    const bool ok = sqlite3_open(store.toUtf8().constData(), &database) == SQLITE_OK
        && sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    if (!ok)
        qFatal("the store could not be filled: %s", sqlite3_errmsg(database));
    sqlite3_close(database);
}

} // namespace

class ActivityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhyItIsEmpty()
    {
        World world;
        QVERIFY(world.show());
        QTRY_VERIFY_WITH_TIMEOUT(world.empty().contains(u"before you agree"_s), patience);
        QVERIFY(!world.find<QPushButton>(u"sendNow"_s)->isEnabled());
        QVERIFY(!world.home.exists(u".local/share/candor"_s)); // looking creates nothing

        QVERIFY(world.answer({}));
        QTRY_VERIFY_WITH_TIMEOUT(world.empty().contains(u"refused"_s), patience);
    }

    void showsEventsAsTheyComeAndGo()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events(), QStringList{u"app.started"_s}, patience);
        QCOMPARE(world.states(), QStringList{u"Waiting"_s});
        QVERIFY(world.empty().isEmpty());
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events(), (QStringList{u"page.viewed"_s, u"app.started"_s}), patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.find<QLabel>(u"activityCounts"_s)->text().startsWith(u"2 "_s), patience);

        QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"sendNow"_s)->isEnabled(), patience);
        world.click(u"sendNow"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.states(), (QStringList{u"Delivered"_s, u"Delivered"_s}), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!world.find<QPushButton>(u"sendNow"_s)->isEnabled(), patience);

        QVERIFY(world.answer({}));
        QTRY_VERIFY_WITH_TIMEOUT(world.events().isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.empty().contains(u"refused"_s), patience);
        QVERIFY(!world.find<QWidget>(u"detailContent"_s)->isVisible());
    }

    void whatIsShownIsWhatIsSent()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.chosen().name(), u"app.started"_s,
                                  patience); // the newest is chosen for the person
        const QByteArray bytes = world.chosen().bytes();
        QVERIFY(bytes.startsWith('{') && bytes.size() > 100);

        auto *content = world.find<QPlainTextEdit>(u"detailContent"_s);
        QCOMPARE(content->toPlainText(), QString::fromUtf8(prettyJson(bytes)));
        world.click(u"exactBytes"_s);
        QCOMPARE(content->toPlainText().toUtf8(), bytes);
        world.click(u"copyExactBytes"_s);
        QCOMPARE(QApplication::clipboard()->text().toUtf8(), bytes);
        QCOMPARE(QApplication::clipboard()->mimeData()->data(u"application/json"_s), bytes);
        world.click(u"exactBytes"_s);
        QCOMPARE(content->toPlainText(), QString::fromUtf8(prettyJson(bytes)));

        // Why it is collected comes from the catalogue.
        const auto *summary = world.find<QLabel>(u"detailSummary"_s);
        QTRY_VERIFY_WITH_TIMEOUT(summary->text().contains(QString::number(bytes.size())), patience);
        QTRY_VERIFY_WITH_TIMEOUT(summary->text().count(u'·') == 3, patience);
        QVERIFY(summary->text().contains(u"recorded"_s));

        QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"sendNow"_s)->isEnabled(), patience);
        world.click(u"sendNow"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.states(), QStringList{u"Delivered"_s}, patience);
        QVERIFY(world.server.requests().constFirst().body.contains(bytes));
        QCOMPARE(world.chosen().bytes(), bytes);
        QTRY_VERIFY_WITH_TIMEOUT(summary->text().contains(u"delivered"_s), patience); // and when
    }

    /// What is shown and what is exported are compared with what the receiver got, all of it.
    void everyByteThatLeftWasShownAndExported()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        for (int i = 0; i < 5; ++i)
            world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 6, patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"sendNow"_s)->isEnabled(), patience);
        world.click(u"sendNow"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.states().count(u"Delivered"_s), 6, patience);

        world.click(u"exactBytes"_s);
        QByteArray shown; // oldest first, as they leave
        for (int row = world.table()->model()->rowCount() - 1; row >= 0; --row) {
            world.table()->setCurrentIndex(world.table()->model()->index(row, 0));
            shown +=
                (shown.isEmpty() ? "" : ",") + world.find<QPlainTextEdit>(u"detailContent"_s)->toPlainText().toUtf8();
        }
        QByteArray received;
        for (const ScriptedServer::Request &request : world.server.requests()) {
            const auto begin = request.body.indexOf("[{") + 1;
            const auto end = request.body.lastIndexOf("}]") + 1;
            QVERIFY(begin > 0 && end > begin);
            received += (received.isEmpty() ? "" : ",") + request.body.sliced(begin, end - begin);
        }
        QCOMPARE(shown, received);

        world.page->setFileChooser(
            [&world](QWidget *, const QString &, const std::function<void(const QString &)> &chosen) {
                chosen(world.home.path(u"out.jsonl"_s));
            });
        world.click(u"exportEvents"_s);
        auto *answer = world.find<MessageBar>(u"activityAnswer"_s);
        QTRY_VERIFY_WITH_TIMEOUT(answer->isVisible(), patience);
        QVERIFY2(answer->text().startsWith(u"6 events"_s), qPrintable(answer->text()));
        QByteArray exported;
        QList<QByteArray> lines = world.home.read(u"out.jsonl"_s).split('\n');
        QVERIFY(lines.takeLast().isEmpty());
        std::reverse(lines.begin(), lines.end());
        for (const QByteArray &line : lines) {
            const auto begin = line.indexOf("\"event\":{") + 8;
            exported += (exported.isEmpty() ? "" : ",") + line.sliced(begin).chopped(1);
        }
        QCOMPARE(exported, received);
    }

    void theFileDialogDoesNotStopAnything()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(!world.find<QPushButton>(u"exportEvents"_s)->isEnabled()); // nothing to export
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        auto *button = world.find<QPushButton>(u"exportEvents"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), patience);
        world.click(button->objectName()); // returns
        auto *dialog = world.find<QFileDialog>(u"exportDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->selectedFiles().value(0).endsWith(u".jsonl"_s));
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 2, patience); // the list goes on behind it
        dialog->findChild<QLineEdit *>()->setText(world.home.path(u"chosen"_s)); // the suffix comes by itself
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY_WITH_TIMEOUT(world.home.exists(u"chosen.jsonl"_s), patience);
        QCOMPARE(world.home.read(u"chosen.jsonl"_s).count('\n'), 2);
    }

    void aFailedExportSaysWhatToDo()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        world.page->setFileChooser(
            [&world](QWidget *, const QString &, const std::function<void(const QString &)> &chosen) {
                chosen(world.home.path(u"nowhere/out.jsonl"_s));
            });
        world.click(u"exportEvents"_s);
        auto *answer = world.find<MessageBar>(u"activityAnswer"_s);
        QTRY_VERIFY_WITH_TIMEOUT(answer->isVisible(), patience);
        QVERIFY2(answer->text().contains(u"another place"_s), qPrintable(answer->text()));
        QVERIFY(world.find<QPushButton>(u"exportEvents"_s)->isEnabled());
    }

    void oneWaitingEventIsDeleted_data()
    {
        QTest::addColumn<bool>("keyboard");
        QTest::newRow("by the button") << false;
        QTest::newRow("by the Delete key") << true;
    }

    void oneWaitingEventIsDeleted()
    {
        QFETCH(bool, keyboard);
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 2, patience);
        world.choose(u"page.viewed"_s);
        auto *button = world.find<QPushButton>(u"deleteEvent"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), patience);
        if (keyboard)
            QTest::keyClick(world.table(), Qt::Key_Delete);
        else
            world.click(button->objectName());
        QTRY_COMPARE_WITH_TIMEOUT(world.events(), QStringList{u"app.started"_s}, patience);
        auto *answer = world.find<MessageBar>(u"activityAnswer"_s);
        QTRY_VERIFY_WITH_TIMEOUT(answer->isVisible(), patience);
        QVERIFY2(answer->text().startsWith(u"page.viewed"_s), qPrintable(answer->text()));
        QCOMPARE(world.chosen().name(), u"app.started"_s); // there is still something chosen
        const auto *counts = world.find<QLabel>(u"activityCounts"_s);
        QTRY_VERIFY_WITH_TIMEOUT(counts->text().contains(u"deleted by you"_s), patience);

        QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"sendNow"_s)->isEnabled(), patience);
        world.click(u"sendNow"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.states(), QStringList{u"Delivered"_s}, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!button->isVisible(), patience); // what has arrived can't be called back
        QTest::keyClick(world.table(), Qt::Key_Delete);
        QCOMPARE(world.events().size(), 1);
    }

    void filtersAreCombinedAndKept()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        auto *name = world.find<QComboBox>(u"activityName"_s);
        auto *day = world.find<QComboBox>(u"activityDay"_s);
        auto *clear = world.find<QPushButton>(u"clearFilter"_s);
        QVERIFY(!clear->isEnabled());
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_VERIFY_WITH_TIMEOUT(name->findText(u"page.viewed"_s) > 0, patience); // the choice follows what exists
        const auto choose = [](QComboBox *box, const QString &text) {
            box->setFocus();
            box->setCurrentIndex(box->findText(text));
            Q_EMIT box->activated(box->currentIndex()); // as by a person
        };
        choose(name, u"page.viewed"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.events(), QStringList{u"page.viewed"_s}, patience);
        QVERIFY(clear->isEnabled());
        choose(day, u"Yesterday"_s);
        QTRY_VERIFY_WITH_TIMEOUT(world.empty().contains(u"filter"_s), patience);
        choose(day, u"Today"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.events(), QStringList{u"page.viewed"_s}, patience);
        // Live updates come through it, and change neither choice.
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 2, patience);
        QCOMPARE(name->currentText(), u"page.viewed"_s);
        QCOMPARE(day->currentText(), u"Today"_s);
        // The content is looked through as well.
        world.find<QLineEdit>(u"activityFilter"_s)->setText(u"APPEARANCE"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 2, patience);
        world.click(clear->objectName());
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 3, patience);
        QVERIFY(world.find<QLineEdit>(u"activityFilter"_s)->text().isEmpty());
        QCOMPARE(name->currentIndex(), 0);
        QCOMPARE(day->currentIndex(), 0);
    }

    void whatEachPropertyMeansCanBeRead()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        auto *content = world.find<QPlainTextEdit>(u"detailContent"_s);
        const QString event = content->toPlainText();
        auto *meaning = world.find<QPushButton>(u"meaning"_s);
        world.click(meaning->objectName());
        QTRY_VERIFY_WITH_TIMEOUT(content->toPlainText().contains(u"Kind of processor."_s), patience);
        // One view at a time.
        world.click(u"exactBytes"_s);
        QVERIFY(!meaning->isChecked());
        QCOMPARE(content->toPlainText().toUtf8(), world.chosen().bytes());
        world.click(u"exactBytes"_s);
        QCOMPARE(content->toPlainText(), event);
    }

    void whatIsReadStaysWhereItIs()
    {
        World world{QString()}; // nothing is sent
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        for (int i = 0; i < 60; ++i)
            world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 61, patience);
        auto *bar = world.table()->verticalScrollBar();
        QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > 0, patience);
        bar->setValue(bar->maximum() / 2);
        const auto top = [&world] {
            return world.table()->indexAt({5, 0}).data(ActivityModel::EventRole).value<ActivityEvent>().row();
        };
        const qint64 before = top();
        const int offset = world.table()->rowViewportPosition(world.table()->rowAt(0));
        for (int i = 0; i < 7; ++i)
            world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 68, patience);
        QTRY_COMPARE_WITH_TIMEOUT(top(), before, patience);
        QCOMPARE(world.table()->rowViewportPosition(world.table()->rowAt(0)), offset);
        // At the top it follows.
        bar->setValue(0);
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 69, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.table()->rowAt(0), 0, patience);
    }

    void filtersByNameAndState()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"sendNow"_s)->isEnabled(), patience);
        world.click(u"sendNow"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.states(), QStringList{u"Delivered"_s}, patience);
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 2, patience);

        auto *filter = world.find<QLineEdit>(u"activityFilter"_s);
        QTest::keyClicks(filter, u"page"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.events(), QStringList{u"page.viewed"_s}, patience);
        filter->setText(u"zebra"_s);
        QTRY_VERIFY_WITH_TIMEOUT(world.empty().contains(u"filter"_s), patience);
        filter->clear();
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 2, patience);

        auto *state = world.find<QComboBox>(u"activityState"_s);
        state->setCurrentIndex(state->findText(u"Delivered"_s));
        Q_EMIT state->activated(state->currentIndex()); // as by a person
        QTRY_COMPARE_WITH_TIMEOUT(world.events(), QStringList{u"app.started"_s}, patience);
        state->setCurrentIndex(0);
        Q_EMIT state->activated(0);
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 2, patience);
    }

    void theChosenEventStaysChosen()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        world.choose(u"app.started"_s);
        const QString id = world.chosen().id();
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 3, patience);
        QCOMPARE(world.chosen().id(), id);
        QCOMPARE(world.table()->currentIndex().row(), 2);
        QCOMPARE(world.find<QLabel>(u"detailName"_s)->text(), u"app.started"_s);
    }

    void theLastRequestCanBeRead()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        auto *content = world.find<QPlainTextEdit>(u"detailContent"_s);
        auto *request = world.find<QPushButton>(u"lastRequest"_s);
        const QString event = content->toPlainText();
        world.click(request->objectName());
        QVERIFY(content->toPlainText().isEmpty()); // nothing has left yet
        QVERIFY(world.find<QLabel>(u"detailSummary"_s)->text().contains(u"Nothing was sent"_s));
        QVERIFY(!world.find<QPushButton>(u"copyExactBytes"_s)->isEnabled());

        QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"sendNow"_s)->isEnabled(), patience);
        world.click(u"sendNow"_s);
        QTRY_VERIFY_WITH_TIMEOUT(content->toPlainText().startsWith(u"POST /batch/ HTTP/1.1\n"_s), patience);
        QCOMPARE(content->accessibleName(), u"Content of the last request"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.server.requests().size(), 1, patience);
        const ScriptedServer::Request sent = world.server.requests().constFirst();
        for (const QByteArray &line : sent.headerLines)
            QVERIFY2(content->toPlainText().contains(QString::fromUtf8(line)), line.constData());
        QByteArray body = sent.body;
        body.replace("test-key", "***");
        QCOMPARE(content->toPlainText().section(u"\n\n"_s, 1).toUtf8(), body);
        world.click(u"copyExactBytes"_s);
        QCOMPARE(QApplication::clipboard()->text(), content->toPlainText());
        world.click(request->objectName());
        QCOMPARE(content->toPlainText(), event);
    }

    /// Prints what it takes; asserts what is shown.
    void aFullStoreIsScrolledThrough_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<bool>("isWhole");
        QTest::newRow("as many as fit in 10 MB") << 14000 << true;
        QTest::newRow("100,000 short ones") << 100000 << false;
    }

    void aFullStoreIsScrolledThrough()
    {
        QFETCH(int, rows);
        QFETCH(bool, isWhole);
        World world{QString()}; // nothing is sent, nothing else is recorded
        QVERIFY(world.show());
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        world.page->hide();
        fill(world.home.path(u".local/share/candor/events/events.sqlite"_s), rows - 1, isWhole);
        QVERIFY(world.show());
        auto *model = world.table()->model();
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 500, patience);

        Gaps gaps;
        QElapsedTimer timer;
        timer.start();
        auto *bar = world.table()->verticalScrollBar();
        const auto toTheEnd = [&] {
            bar->setValue(bar->maximum());
            return model->rowCount() == rows;
        };
        QVERIFY(QTest::qWaitFor(toTheEnd, 3 * patience));
        qInfo("%d rows: scrolled to the end in %lld ms, longest gap %lld ms", rows, timer.elapsed(), gaps.longest());

        gaps = Gaps();
        timer.start();
        constexpr int jumps = 200;
        for (int i = 1; i <= jumps; ++i) {
            bar->setValue(static_cast<int>(qint64(bar->maximum()) * ((i * 37) % jumps) / jumps));
            QCoreApplication::processEvents();
            const QModelIndex top = world.table()->indexAt({5, 5});
            QVERIFY(top.isValid());
            QCOMPARE(top.data(ActivityModel::EventRole).value<ActivityEvent>().row(), qint64(rows - top.row()));
        }
        qInfo("%d rows: %d jumps in %lld ms, longest gap %lld ms", rows, jumps, timer.elapsed(), gaps.longest());

        gaps = Gaps();
        timer.start();
        world.find<QLineEdit>(u"activityFilter"_s)->setText(u"number\":777"_s);
        const auto isFiltered = [model] { return model->rowCount() > 0 && model->rowCount() < 500; };
        QVERIFY(QTest::qWaitFor(isFiltered, patience));
        qInfo("%d rows: filtered by content in %lld ms, longest gap %lld ms", rows, timer.elapsed(), gaps.longest());
        for (int row = 0; row < model->rowCount(); ++row)
            QVERIFY(model->index(row, 0)
                        .data(ActivityModel::EventRole)
                        .value<ActivityEvent>()
                        .bytes()
                        .contains("number\":777"));
        world.find<QLineEdit>(u"activityFilter"_s)->clear();
        QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() >= 500, patience);
    }

    void everythingHasANameAndIsReachedByTab()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(QTest::qWaitForWindowActive(world.page.get(), patience));
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"sendNow"_s)->isEnabled(), patience);
        const QStringList order{u"activityFilter"_s, u"exportEvents"_s, u"sendNow"_s,     u"activityName"_s,
                                u"activityState"_s,  u"activityDay"_s,  u"clearFilter"_s, u"activityTable"_s,
                                u"detailContent"_s,  u"exactBytes"_s,   u"meaning"_s,     u"copyExactBytes"_s,
                                u"lastRequest"_s,    u"deleteEvent"_s};
        QTest::keyClicks(world.find<QLineEdit>(u"activityFilter"_s), u"app"_s); // so that it can be cleared
        QTRY_VERIFY_WITH_TIMEOUT(world.find<QPushButton>(u"clearFilter"_s)->isEnabled(), patience);
        world.find<QWidget>(order.first())->setFocus(Qt::TabFocusReason);
        for (const QString &name : order) {
            QWidget *widget = world.find<QWidget>(name);
            QTRY_VERIFY2_WITH_TIMEOUT(widget->hasFocus(), qPrintable(name), patience);
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()), qPrintable(name));
            QTest::keyClick(widget, Qt::Key_Tab);
        }
    }

    void enterStaysOnThePage()
    {
        World world;
        QVERIFY(world.answer(Category::Usage | Category::Errors));
        QDialog dialog; // of an application that embeds the page
        auto *layout = new QVBoxLayout(&dialog);
        auto *close = new QPushButton(u"Close"_s);
        close->setDefault(true);
        connect(close, &QPushButton::clicked, &dialog, &QDialog::accept);
        layout->addWidget(world.page.get());
        layout->addWidget(close);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog, patience));
        QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), 1, patience);
        for (const QString &name :
             {u"activityFilter"_s, u"activityName"_s, u"activityTable"_s, u"detailContent"_s, u"activityDay"_s}) {
            QTest::keyClick(world.find<QWidget>(name), Qt::Key_Return);
            QTest::keyClick(world.find<QWidget>(name), Qt::Key_Enter);
            QVERIFY2(dialog.isVisible(), qPrintable(name));
        }
        QTest::keyClick(close, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        world.page->setParent(nullptr);
    }

    void theDetailsGoBelowWhereItIsNarrow()
    {
        World world;
        QVERIFY(world.show());
        auto *splitter = world.find<QSplitter>(u"activitySplitter"_s);
        QCOMPARE(splitter->orientation(), Qt::Horizontal);
        world.page->resize(world.page->fontMetrics().averageCharWidth() * 60, world.page->height());
        QTRY_COMPARE_WITH_TIMEOUT(splitter->orientation(), Qt::Vertical, patience);
    }

    void visitsAreNeverRecorded()
    {
        World world;
        QVERIFY(world.page->recordedName().isEmpty());
        QVERIFY(!world.page->searchWords().isEmpty());
    }
};

QTEST_MAIN(ActivityTest)
#include "tst_activity.moc"
