// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What resources/fair-question.md says of the question, where a test can tell: in each language, theme and direction.

#include "candor/consentdialog.h"
#include "candor/noticetext.h"
#include "candor/telemetry.h"
#include "candor/telemetrypage.h"
#include "candor/theme.h"
#include "cli/noticeprinter.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetrycontext.h"

#include <QApplication>
#include <QCheckBox>
#include <QCursor>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine
const QUrl elsewhere(u"https://eu.i.posthog.com"_s);
const QUrl nobody(u"http://127.0.0.1:9"_s);

/// The language of the whole program, as long as it lives: the library's texts follow it.
class Language
{
public:
    explicit Language(const QString &tag) { QLocale::setDefault(QLocale(tag)); }
    ~Language() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    Q_DISABLE_COPY_MOVE(Language)
};

QString plain(QString text)
{
    return text.remove(QRegularExpression(u"<[^>]*>"_s)).remove(QChar(0x2068)).remove(QChar(0x2069));
}

/// All that can be read in \a window.
QString everythingIn(const QWidget *window)
{
    QStringList result{window->windowTitle()};
    for (const auto *label : window->findChildren<QLabel *>()) {
        if (label->isVisible())
            result.append(label->text());
    }
    for (const auto *button : window->findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            result.append(button->text().remove(u'&'));
    }
    return plain(result.join(u'\n'));
}

struct World
{
    TemporaryHome home;
    Telemetry telemetry;
    QWidget window;

    explicit World(const QUrl &endpoint, const QString &key = u"test-key"_s)
        : telemetry(appOptions(home, endpoint, key))
    {
        window.resize(960, 680);
    }

    [[nodiscard]] bool ask()
    {
        // Where an earlier program left the pointer, a button could be: it is drawn otherwise then.
        QCursor::setPos(window.screen()->geometry().topLeft());
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window, patience))
            return false;
        ConsentDialog::askIfUndecided(&telemetry, &window);
        return QTest::qWaitFor([this] { return dialog() && QApplication::activeWindow() == dialog(); }, patience);
    }
    [[nodiscard]] ConsentDialog *dialog() const { return window.findChild<ConsentDialog *>(); }
    [[nodiscard]] QPushButton *button(const QString &name) const { return dialog()->findChild<QPushButton *>(name); }
    [[nodiscard]] QList<QPushButton *> answers() const
    {
        return {button(u"consentRefuseButton"_s), button(u"consentChooseButton"_s), button(u"consentAgreeButton"_s)};
    }
    /// In the language of the program.
    [[nodiscard]] NoticeText notice(NoticeText::Reach reach) const
    {
        return NoticeText(*telemetry.notice(), QLocale().name(), telemetry.options().destination().recipient(), reach,
                          telemetry.options().identity(), NoticeText::Switch::Shared);
    }
};

} // namespace

class FairQuestionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theAnswersAreAlikeEverywhere_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("theme");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<QString>("key"); // none: "record" in place of "send"
        for (const QString &language : {u"en"_s, u"de"_s}) {
            for (const QString &theme : {u"light"_s, u"dark"_s}) {
                for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
                    for (const QString &key : {u"test-key"_s, QString()}) {
                        QTest::addRow("%s, %s, %s, %s", qPrintable(language), qPrintable(theme),
                                      direction == Qt::LeftToRight ? "left to right" : "right to left",
                                      key.isEmpty() ? "record" : "send")
                            << language << theme << direction << key;
                    }
                }
            }
        }
    }

    void theAnswersAreAlikeEverywhere()
    {
        QFETCH(QString, language);
        QFETCH(QString, theme);
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(QString, key);
        const Language spoken(language);
        Theme look(qApp);
        look.setChoice(theme);
        QApplication::setLayoutDirection(direction);
        World world(elsewhere, key);
        const bool asked = world.ask();
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QVERIFY(asked);

        const QList<QPushButton *> answers = world.answers();
        QStringList mnemonics;
        QList<QByteArray> pictures;
        for (QPushButton *button : answers) {
            const QByteArray which = button->objectName().toUtf8();
            QVERIFY2(button->isVisible() && button->isEnabled(), which.constData());
            QVERIFY2(button->size() == answers.first()->size(), which.constData());
            QVERIFY2(button->y() == answers.first()->y(), which.constData());
            QVERIFY2(button->font() == answers.first()->font(), which.constData());
            QVERIFY2(button->palette() == answers.first()->palette(), which.constData());
            QVERIFY2(button->icon().isNull() && !button->isFlat(), which.constData());
            QVERIFY2(!button->isDefault() && !button->autoDefault() && !button->hasFocus(), which.constData());
            const QString mnemonic = QKeySequence::mnemonic(button->text()).toString();
            QVERIFY2(!mnemonic.isEmpty() && !mnemonics.contains(mnemonic), which.constData());
            mnemonics.append(mnemonic);
            // As they are drawn, with the words gone: the same picture.
            button->setText(QString());
            const QImage drawn = button->grab().toImage();
            QCOMPARE(drawn, answers.first()->grab().toImage());
        }
        QVERIFY(world.dialog()->findChild<QScrollArea *>(u"consentNotice"_s)->hasFocus());
    }

    void theFirstLayerSaysWhatIsRequired_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("en") << u"en"_s
                            << QStringList{u"The Candor project"_s,
                                           u"see which parts are used and what fails"_s,
                                           u"eu.i.posthog.com"_s,
                                           u"stored in the EU"_s,
                                           u"deleted after 12 months"_s,
                                           u"Only those who maintain Candor"_s,
                                           u"never sold"_s,
                                           u"Podman Desktop uses the same switch"_s,
                                           u"Nothing is collected before you agree"_s,
                                           u"everything works the same if you don’t"_s,
                                           u"Pages you open"_s,
                                           u"What failed"_s,
                                           u"carries an ID"_s,
                                           u"your IP address"_s,
                                           u"change your answer at any time"_s,
                                           u"Settings › Preferences › Telemetry"_s,
                                           u"Privacy statement"_s};
        QTest::newRow("de") << u"de"_s
                            << QStringList{u"Das Candor-Projekt"_s,
                                           u"welche Teile benutzt werden"_s,
                                           u"eu.i.posthog.com"_s,
                                           u"in der EU"_s,
                                           u"nach 12 Monaten"_s,
                                           u"Zugriff haben nur die"_s,
                                           u"verkauft wird es nie"_s,
                                           u"Podman Desktop verwendet denselben Schalter"_s,
                                           u"Welche Seiten Sie öffnen"_s,
                                           u"Was fehlschlug"_s,
                                           u"eine ID"_s,
                                           u"Ihre IP-Adresse"_s,
                                           u"jederzeit"_s,
                                           u"Einstellungen › Voreinstellungen › Telemetrie"_s,
                                           u"Datenschutzerklärung"_s};
    }

    void theFirstLayerSaysWhatIsRequired()
    {
        QFETCH(QString, language);
        QFETCH(QStringList, words);
        const Language spoken(language);
        World world(elsewhere);
        QVERIFY(world.ask());
        const QString text = everythingIn(world.dialog());
        for (const QString &each : words)
            QVERIFY2(text.contains(each), qPrintable(each + u" is not in:\n"_s + text));
    }

    void nothingAppealsToFeelings_data() { languages(); }
    void nothingAppealsToFeelings()
    {
        QFETCH(QString, language);
        const Language spoken(language);
        // Words that praise the yes, pity the asker or blame the no.
        static const QStringList words{
            u"please"_s,    u"help us"_s,      u"thank"_s,          u"sorry"_s,   u"sad"_s,       u"unfortunately"_s,
            u"recommend"_s, u"are you sure"_s, u"miss out"_s,       u"better"_s,  u"improve"_s,   u"love"_s,
            u"anonymous"_s, u"only takes"_s,   u"trust us"_s,       u"!"_s,       u"bitte"_s,     u"helfen sie"_s,
            u"danke"_s,     u"leider"_s,       u"schade"_s,         u"empfehl"_s, u"verbesser"_s, u"wirklich"_s,
            u"anonym"_s,    u"vertrauen"_s,    u"not recommended"_s};
        for (const QUrl &endpoint : {elsewhere, nobody}) {
            World world(endpoint);
            QVERIFY(world.ask());
            QString text = everythingIn(world.dialog());
            world.button(u"consentChooseButton"_s)->click();
            text += everythingIn(world.dialog());
            for (const QString &word : words)
                QVERIFY2(!text.contains(word, Qt::CaseInsensitive), qPrintable(word + u" is in:\n"_s + text));
        }
    }

    void theSameWordsStandInDialogPageAndTerminal_data() { languages(); }
    void theSameWordsStandInDialogPageAndTerminal()
    {
        QFETCH(QString, language);
        const Language spoken(language);
        World world(elsewhere);
        QVERIFY(world.ask());
        const QString dialog = everythingIn(world.dialog());
        TelemetryPage page(&world.telemetry);
        page.resize(744, 2000);
        page.load();
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page, patience));
        const QString onPage = everythingIn(&page);
        const NoticeText notice = world.notice(NoticeText::Reach::Elsewhere);
        const QString inTerminal = noticeAsText(notice, u"Candor"_s).simplified(); // what `enable` prints, unwrapped
        for (const auto &[heading, body] : notice.sections()) {
            QVERIFY2(onPage.contains(plain(body)), qPrintable(heading + u" is not on the page:\n"_s + onPage));
            QVERIFY2(inTerminal.contains(plain(body).simplified()),
                     qPrintable(heading + u" is not in the terminal:\n"_s + inTerminal));
        }
        for (const QString &text : {notice.introduction(NoticeText::Markup::Plain), notice.usage(), notice.errors(),
                                    notice.never(), notice.identity(), notice.extent()})
            QVERIFY2(dialog.contains(plain(text)), qPrintable(text + u" is not in:\n"_s + dialog));
    }

    void everyTextOfTheNoticeIsInEveryLanguage()
    {
        // A notice that changes its language half way is not understood; the app speaks what its notice speaks.
        QFile file(repositoryPath(u"resources/notice.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject notice = QJsonDocument::fromJson(file.readAll()).object();
        QStringList languages{u"en"_s};
        QDirIterator translations(repositoryPath(u"translations"_s), {u"candor_*.ts"_s});
        while (translations.hasNext())
            languages.append(QFileInfo(translations.next()).baseName().section(u'_', 1));
        QVERIFY(languages.size() > 1);
        int texts = 0;
        const std::function<void(const QString &, const QJsonObject &)> look = [&](const QString &path,
                                                                                   const QJsonObject &object) {
            if (object.contains("en"_L1)) {
                ++texts;
                for (const QString &each : languages)
                    QVERIFY2(object.contains(each), qPrintable(path + u" is not in "_s + each));
                return;
            }
            for (auto each = object.begin(); each != object.end(); ++each)
                look(path + u'.' + each.key(), each.value().toObject());
        };
        look(u"notice"_s, notice);
        QVERIFY(texts >= 14);
    }

    void withdrawingTakesNoMoreStepsThanAgreeing_data()
    {
        QTest::addColumn<QString>("boxName");
        QTest::newRow("everything") << u"telemetrySwitch"_s;
        QTest::newRow("usage") << u"telemetryUsage"_s;
        QTest::newRow("errors") << u"telemetryErrors"_s;
    }
    void withdrawingTakesNoMoreStepsThanAgreeing()
    {
        QFETCH(QString, boxName);
        World world(nobody);
        TelemetryPage page(&world.telemetry);
        page.load();
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page, patience));
        auto *const box = page.findChild<QCheckBox *>(boxName);
        const auto granted = [&world] {
            return TelemetryContext(world.telemetry.options().data()).consent().read().verdict.allowed;
        };
        // The same key on the same control, once; nothing asks whether it is meant.
        for (const bool wanted : {true, false, true, false}) {
            const int windows = static_cast<int>(QApplication::topLevelWidgets().size());
            QTest::keyClick(box, Qt::Key_Space);
            QTRY_COMPARE_WITH_TIMEOUT(granted(), wanted, patience);
            QCOMPARE(QApplication::topLevelWidgets().size(), windows);
        }
    }

    void escapeAndClosingDecideNothing_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("Esc") << true;
        QTest::newRow("the window's button") << false;
    }
    void escapeAndClosingDecideNothing()
    {
        QFETCH(bool, byKey);
        World world(nobody);
        QVERIFY(world.ask());
        if (byKey)
            QTest::keyClick(world.dialog(), Qt::Key_Escape);
        else
            world.dialog()->close();
        QTRY_VERIFY_WITH_TIMEOUT(!world.dialog() || !world.dialog()->isVisible(), patience);
        const auto record = [&world] { return TelemetryContext(world.telemetry.options().data()).consent().read(); };
        QTRY_COMPARE_WITH_TIMEOUT(record().record.timesClosed, 1, patience);
        QCOMPARE(record().verdict.decision, Decision::Undecided);
        QVERIFY(!world.telemetry.isAllowed());
    }

    void nothingIsTickedForThePerson()
    {
        World world(nobody);
        QVERIFY(world.ask());
        world.button(u"consentChooseButton"_s)->click();
        for (const QString &name : {u"consentUsage"_s, u"consentErrors"_s}) {
            const auto *const box = world.dialog()->findChild<QCheckBox *>(name);
            QVERIFY2(box->isVisible() && !box->isChecked(), qPrintable(name));
        }
        QVERIFY(!world.button(u"consentSendChosenButton"_s)->isEnabled()); // to agree to nothing is a no
        QVERIFY(world.button(u"consentRefuseButton"_s)->isEnabled());
    }

    void theSecondLayerIsOneClickAway()
    {
        World world(elsewhere);
        QVERIFY(world.ask());
        world.dialog()->findChild<QToolButton *>(u"consentEverything"_s)->click();
        const auto shown = [&world] { return everythingIn(world.dialog()); };
        QTRY_VERIFY_WITH_TIMEOUT(shown().contains(u"app.started"_s), patience);
        QVERIFY(shown().contains(u"privacy@candor.example"_s)); // how to have it deleted, and whom to ask
    }

    void everyTestThatTheDocumentNamesIsThere()
    {
        QFile document(repositoryPath(u"resources/fair-question.md"_s));
        QVERIFY(document.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(document.readAll());
        static const QRegularExpression named(u"`(tst_[a-z]+)::([A-Za-z]+)`"_s);
        int found = 0;
        for (auto each = named.globalMatch(text); each.hasNext(); ++found) {
            const QRegularExpressionMatch match = each.next();
            QDirIterator sources(repositoryPath(u"tests"_s), {match.captured(1) + u".cpp"_s}, QDir::Files,
                                 QDirIterator::Subdirectories);
            QVERIFY2(sources.hasNext(), qPrintable(match.captured()));
            QFile source(sources.next());
            QVERIFY(source.open(QIODevice::ReadOnly));
            QVERIFY2(source.readAll().contains("void " + match.captured(2).toUtf8() + "()"),
                     qPrintable(match.captured() + u" is named and is not there"_s));
        }
        QVERIFY(found >= 20);
    }

private:
    static void languages()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << u"en"_s;
        QTest::newRow("de") << u"de"_s;
    }
};

QTEST_MAIN(FairQuestionTest)
#include "tst_fairquestion.moc"
