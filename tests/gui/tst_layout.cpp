// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Every window and page: nothing is cut off, out of reach or larger than the screen, whatever the font, the language,
// the direction and the size, and where things stand never depends on when they came. Registered twice, as the screen
// is and at a scale of 200 %. Nothing here is measured in pixels.

#include "candor/activitypage.h"
#include "candor/consentdialog.h"
#include "candor/telemetry.h"
#include "candor/telemetrypage.h"
#include "candor/theme.h"
#include "consent/dataremovalcontroller.h"
#include "consent/deletionrequestdialog.h"
#include "consent/removaldialog.h"
#include "extensions/extensionhost.h"
#include "extensions/extensionscontroller.h"
#include "extensions/extensionspage.h"
#include "page/card.h"
#include "page/cardrow.h"
#include "page/messagebar.h"
#include "page/textlabel.h"
#include "resources/resourcespage.h"
#include "settings/appearancecontroller.h"
#include "settings/appearancepage.h"
#include "settings/settings.h"
#include "settings/settingswindow.h"
#include "support/extensionworld.h"
#include "support/fakeengine.h"
#include "support/telemetryworld.h"
#include "system/librarytranslation.h"
#include "telemetry/deletionrequestdata.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>

#include <map>
#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; // ms; far more than is promised, for a loaded machine
const QUrl nobody(u"http://127.0.0.1:9"_s);

/// Language, font and direction of the whole program, as long as it lives.
class Looks
{
public:
    explicit Looks(int points, const QString &language = u"en"_s, Qt::LayoutDirection direction = Qt::LeftToRight)
        : m_font(QApplication::font())
        , m_theme(qApp)
    {
        QFont font = QApplication::font();
        font.setPointSize(points);
        QApplication::setFont(font);
        QApplication::setLayoutDirection(direction);
        QLocale::setDefault(QLocale(language)); // which the translation of the libraries follows
        installLibraryTranslation();
    }
    ~Looks()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QApplication::setFont(m_font);
    }
    Q_DISABLE_COPY_MOVE(Looks)

private:
    QFont m_font;
    Theme m_theme;
};

/// Laid out as on a screen, without one: no window manager has a say in its size.
void showUnseen(QWidget *widget)
{
    widget->setAttribute(Qt::WA_DontShowOnScreen);
    widget->show();
}

/// Lets everything that was asked for be laid out.
void settle()
{
    for (int i = 0; i < 5; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

QString nameOf(const QWidget *widget)
{
    QString text;
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        text = label->text();
    else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        text = button->text();
    return u"%1 %2 “%3”"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(), text);
}

/// What a person reads or operates, each as a whole.
QList<QWidget *> contentsOf(const QWidget *window)
{
    QList<QWidget *> result;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->isVisible()
            && (qobject_cast<QLabel *>(widget) || qobject_cast<QAbstractButton *>(widget)
                || qobject_cast<QComboBox *>(widget) || qobject_cast<QLineEdit *>(widget))
            && !qobject_cast<QLineEdit *>(widget->parentWidget()))
            result.append(widget);
    }
    return result;
}

/// What is smaller than it needs to be, or stands partly outside of what it is in; what can be scrolled to is not.
QStringList cutOff(const QWidget *window)
{
    QStringList result;
    for (const QWidget *widget : contentsOf(window)) {
        const QSize least = widget->minimumSizeHint();
        const auto *label = qobject_cast<const QLabel *>(widget);
        const int height = label && label->hasHeightForWidth() ? label->heightForWidth(label->width()) : least.height();
        if (widget->width() < least.width() || widget->height() < height) {
            result.append(u"%1 has %2 x %3, not %4 x %5"_s.arg(nameOf(widget))
                              .arg(widget->width())
                              .arg(widget->height())
                              .arg(least.width())
                              .arg(height));
        }
        for (const QWidget *inside = widget; inside != window; inside = inside->parentWidget()) {
            const QWidget *around = inside->parentWidget();
            const auto *area = qobject_cast<const QScrollArea *>(around->parentWidget());
            const bool scrolls = area && area->widget() == inside;
            if (scrolls && area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff)
                break;
            const QRect place = widget->rect().translated(widget->mapTo(around, QPoint()));
            if (scrolls ? place.left() < 0 || place.right() >= around->width() : !around->rect().contains(place)) {
                result.append(u"%1 stands partly outside of %2"_s.arg(nameOf(widget), nameOf(around)));
                break;
            }
            if (scrolls)
                break;
        }
    }
    return result;
}

std::map<const QWidget *, QRect> placesIn(const QWidget *window)
{
    std::map<const QWidget *, QRect> result;
    for (const QWidget *widget : contentsOf(window))
        result[widget] = QRect(widget->mapTo(window, QPoint()), widget->size());
    return result;
}

/// What stands elsewhere after the size has changed and changed back.
QStringList movedByResizing(QWidget *widget)
{
    const auto before = placesIn(widget);
    const QSize size = widget->size();
    widget->resize(size.width() * 2, size.height());
    settle();
    widget->resize(size);
    settle();
    QStringList result;
    for (const auto &[each, place] : placesIn(widget)) {
        const auto found = before.find(each);
        if (found == before.end() || found->second != place)
            result.append(nameOf(each));
    }
    return result;
}

/// The application's window with all of its pages, inside another one.
struct World
{
    TemporaryHome home;
    QWidget host;
    Telemetry telemetry;
    Settings settings;
    AppearanceController appearance;
#ifdef CANDOR_TEST_EXTENSIONS
    ExtensionPlace place{home};
    ExtensionHost extensions;
    ExtensionsController extensionsController;
#endif
    FakeEngine podman{FakeEngine::Kind::Podman};
    FakeEngine docker{FakeEngine::Kind::Docker};
    Engines engines;
    SettingsWindow *window;

    explicit World(const QString &key = u"test-key"_s)
        : telemetry(appOptions(home, nobody, key))
        , settings(SettingsFile(home.directories(), SettingsLayout::PodmanDesktop, u"candor"_s))
        , appearance(&settings, {u"de"_s})
#ifdef CANDOR_TEST_EXTENSIONS
        , extensions(place.world())
        , extensionsController(&extensions, &telemetry)
#endif
        , engines(search())
        , window(new SettingsWindow(&host))
    {
        window->addPage(u"preferences"_s, u"appearance"_s, new AppearancePage(&appearance));
        window->addPage(u"preferences"_s, u"telemetry"_s, new TelemetryPage(&telemetry));
        window->addPage(u"privacy"_s, u"activity"_s, new ActivityPage(&telemetry));
#ifdef CANDOR_TEST_EXTENSIONS
        addExtensions();
#endif
        window->addPage(u"settings"_s, u"resources"_s, new ResourcesPage(&engines));
        podman.addContainer(u"a-name-of-some-length"_s, u"running"_s);
        docker.setManner(FakeEngine::Manner::Denied);
        host.resize(5000, 5000);
        showUnseen(&host);
        settle();
    }
    template<typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return window->findChild<T *>(name);
    }
    [[nodiscard]] bool answer()
    {
        QSignalSpy answered(&telemetry, &Telemetry::answered);
        telemetry.answer(Category::Usage | Category::Errors, Origin::Settings, u"en"_s);
        return answered.wait(patience) && answered.at(0).at(0).toBool()
            && QTest::qWaitFor([this] { return find<QPushButton>(u"copyIdButton"_s)->isEnabled(); }, patience)
            && QTest::qWaitFor([this] { return telemetry.status().waiting() == 1; }, patience);
    }
#ifdef CANDOR_TEST_EXTENSIONS
    /// One that is off, one that failed and said much about it, and one that can't be used; nothing of them is run.
    void addExtensions()
    {
        for (const QString &name : {u"good"_s, u"throwing"_s, u"laterinterface"_s})
            place.put(name);
        ExtensionRecord record;
        const QString detail = u"what the system says goes on and on, and /names/of/files/are/in/it.so; "_s.repeated(4);
        record.fail(u"acme.throwing"_s,
                    {ExtensionFailure::What::NotLoaded, QDateTime(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC), detail});
        place.writeRecord(record);
        QSignalSpy started(&extensions, &ExtensionHost::started);
        extensions.start();
        if (!started.wait(patience))
            qFatal("the extensions were not found");
        window->addPage(u"settings"_s, u"extensions"_s, new ExtensionsPage(&extensionsController));
    }
#endif
    [[nodiscard]] EngineSearch search() const
    {
        EngineSearch result{QProcessEnvironment(), {}, EngineSearch::Platform::Linux, u"/nowhere"_s};
        result.environment.insert(u"CONTAINER_HOST"_s, podman.address());
        result.environment.insert(u"DOCKER_HOST"_s, docker.address());
        return result;
    }
    /// One engine has answered, the other does not let anybody in, and an action has failed.
    [[nodiscard]] bool enginesAnswered()
    {
        const auto *table = find<QTableView>(u"containerTable"_s);
        if (!QTest::qWaitFor([table] { return table->model()->rowCount() == 1; }, patience))
            return false;
        podman.failNextAction(409, QString(u"it is running, and "_s).repeated(5));
        find<QPushButton>(u"stopContainer"_s)->click();
        return QTest::qWaitFor([this] { return find<MessageBar>(u"resourcesMessage"_s)->isVisible(); }, patience);
    }
    [[nodiscard]] bool eventIsListed() const
    {
        return QTest::qWaitFor([this] { return find<QTableView>(u"activityTable"_s)->model()->rowCount() == 1; },
                               patience);
    }
};

} // namespace

class LayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void aRowIsArrangedWheneverItsContentComes_data()
    {
        QTest::addColumn<bool>("visible");
        QTest::newRow("while it is visible") << true;
        QTest::newRow("while it is hidden") << false;
    }

    void aRowIsArrangedWheneverItsContentComes()
    {
        QFETCH(bool, visible);
        const Looks looks(10);
        const QString late(36, u'm');
        const int character = QFontMetrics(QApplication::font()).averageCharWidth();
        for (int characters = 60; characters < 160; characters += 3) {
            QWidget host;
            auto *page = new QWidget(&host);
            auto *column = new QVBoxLayout(page);
            auto *card = new Card;
            auto *row = new CardRow(u"A name of some length"_s);
            auto *value = new TextLabel(typescale::Role::Monospace);
            row->addWidget(value);
            row->addWidget(new QPushButton(u"First"_s));
            row->addWidget(new QPushButton(u"Second"_s));
            card->addRow(row);
            auto *bar = new MessageBar;
            auto *button = bar->addButton(u"A button"_s);
            button->hide();
            bar->show();
            column->addWidget(card);
            column->addWidget(bar);
            column->addStretch(1);
            page->resize(characters * character, 100 * character);
            page->setVisible(visible);
            host.resize(page->size() * 3);
            showUnseen(&host);
            settle();
            value->setText(late);
            bar->setMessage(MessageBar::Kind::Warning, QString(u"Several words "_s).repeated(9));
            button->show();
            page->show();
            settle();
            QVERIFY2(cutOff(page).isEmpty(), qPrintable(cutOff(page).join(u'\n')));
            const QStringList moved = movedByResizing(page);
            QVERIFY2(moved.isEmpty(), qPrintable(u"%1 characters: %2"_s.arg(characters).arg(moved.join(u'\n'))));
        }
    }

    void theIdComesAfterTheAnswer_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("visible");
        for (const QString &language : {u"en"_s, u"de"_s}) {
            for (const bool visible : {true, false})
                QTest::addRow("%s, %s", qPrintable(language), visible ? "visible" : "hidden") << language << visible;
        }
    }

    void theIdComesAfterTheAnswer()
    {
        QFETCH(QString, language);
        QFETCH(bool, visible);
        const Looks looks(10, language);
        World world;
        world.window->showPage(visible ? u"telemetry"_s : u"appearance"_s);
        settle();
        QVERIFY(world.answer());
        world.window->showPage(u"telemetry"_s);
        settle();
        QVERIFY2(cutOff(world.window).isEmpty(), qPrintable(cutOff(world.window).join(u'\n')));
        const QStringList moved = movedByResizing(world.window);
        QVERIFY2(moved.isEmpty(), qPrintable(moved.join(u'\n')));
    }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<int>("points");
        QTest::addColumn<QString>("language");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        for (const int points : {10, 14, 20}) {
            for (const QString &language : {u"en"_s, u"de"_s})
                QTest::addRow("%d points, %s", points, qPrintable(language)) << points << language << Qt::LeftToRight;
        }
        QTest::newRow("right to left") << 14 << u"en"_s << Qt::RightToLeft;
    }

    void nothingIsCutOff()
    {
        QFETCH(int, points);
        QFETCH(QString, language);
        QFETCH(Qt::LayoutDirection, direction);
        const Looks looks(points, language, direction);
        World world;
        QVERIFY(world.answer());
        for (const QSize &size : {world.window->sizeHint(), world.window->minimumSize()}) {
            world.window->resize(size);
            for (const QString &page :
                 {u"appearance"_s, u"telemetry"_s, u"extensions"_s, u"activity"_s, u"resources"_s}) {
                world.window->showPage(page);
                if (page == "resources"_L1)
                    QVERIFY(world.enginesAnswered());
                if (page == "activity"_L1)
                    QVERIFY(world.eventIsListed());
                settle();
                const QStringList faults = cutOff(world.window);
                QVERIFY2(faults.isEmpty(), qPrintable(page + u":\n"_s + faults.join(u'\n')));
                // On a screen that has less room than this a page may scroll sideways; nowhere else.
                if (size.width() < QFontMetrics(QApplication::font()).averageCharWidth() * 90)
                    continue;
                for (const auto *area : world.window->findChildren<QScrollArea *>()) {
                    if (area->isVisible())
                        QVERIFY2(area->horizontalScrollBar()->maximum() == 0, qPrintable(page));
                }
            }
            // The last column, the state of an event, is reached.
            world.window->showPage(u"activity"_s);
            settle();
            const auto *table = world.find<QTableView>(u"activityTable"_s);
            const QModelIndex state = table->model()->index(0, table->model()->columnCount() - 1);
            table->horizontalScrollBar()->setValue(table->horizontalScrollBar()->maximum());
            settle();
            const QRect place = table->visualRect(state);
            QVERIFY(place.width() > 0 && place.left() >= 0 && place.right() < table->viewport()->width());
        }
    }

    void everyMnemonicOfAPageIsItsOwn_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("key");
        for (const QString &language : {u"en"_s, u"de"_s}) {
            for (const QString &key : {u"test-key"_s, QString()})
                QTest::addRow("%s, %s", qPrintable(language), key.isEmpty() ? "record" : "send") << language << key;
        }
    }

    void everyMnemonicOfAPageIsItsOwn()
    {
        QFETCH(QString, language);
        QFETCH(QString, key);
        const Looks looks(10, language);
        const World world(key);
        qsizetype mnemonics = 0;
        for (const auto *page : world.window->findChildren<SettingsPage *>()) {
            // Whatever may be on the page at the same time, shown at the moment or not.
            QStringList used;
            for (const auto *button : page->findChildren<QAbstractButton *>()) {
                const QString mnemonic = QKeySequence::mnemonic(button->text()).toString();
                if (mnemonic.isEmpty())
                    continue;
                QVERIFY2(!used.contains(mnemonic), qPrintable(button->text()));
                used.append(mnemonic);
            }
            mnemonics += used.size();
        }
        QVERIFY(mnemonics > 8);
    }

    void windowsFitTheScreen_data()
    {
        QTest::addColumn<int>("points");
        for (const int points : {10, 14, 20, 30})
            QTest::addRow("%d points", points) << points;
    }

    void windowsFitTheScreen()
    {
        QFETCH(int, points);
        const Looks looks(points);
        const QSize screen = QGuiApplication::primaryScreen()->availableSize();
        const auto fits = [&screen](const QWidget &window) {
            const QSize least = window.minimumSize().expandedTo(window.minimumSizeHint());
            return window.size() == window.size().boundedTo(screen) && least == least.boundedTo(screen);
        };
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));

        SettingsWindow window;
        QVERIFY(fits(window));
        QVERIFY(window.sizeHint() == window.sizeHint().boundedTo(screen));
        const TelemetryPage page(&telemetry);
        const QFontMetrics metrics(QApplication::font());
        const QSize comfortable(metrics.averageCharWidth() * 60, metrics.lineSpacing() * 20);
        QCOMPARE(page.sizeHint().expandedTo(comfortable.boundedTo(screen * 0.8)), page.sizeHint());
        QCOMPARE(page.sizeHint().boundedTo(screen), page.sizeHint());

        ConsentDialog question(&telemetry);
        showUnseen(&question);
        settle();
        QVERIFY(fits(question));
        QVERIFY2(cutOff(&question).isEmpty(), qPrintable(cutOff(&question).join(u'\n')));

        DataRemovalController removal(&telemetry);
        RemovalDialog erase(removal.eraseQuestion());
        showUnseen(&erase);
        settle();
        QVERIFY(fits(erase));
        QVERIFY2(cutOff(&erase).isEmpty(), qPrintable(cutOff(&erase).join(u'\n')));

        DeletionRequestData letter;
        letter.explanation = u"What was sent is kept elsewhere."_s;
        letter.contact = u"privacy@example.org"_s;
        letter.subject = u"Deletion"_s;
        letter.text = QString(u"Please delete it.\n"_s).repeated(30);
        DeletionRequestDialog request(letter);
        showUnseen(&request);
        settle();
        QVERIFY(fits(request));
        QVERIFY2(cutOff(&request).isEmpty(), qPrintable(cutOff(&request).join(u'\n')));
    }
};

QTEST_MAIN(LayoutTest)
#include "tst_layout.moc"
