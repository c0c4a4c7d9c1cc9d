// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The page of extensions, operated as a person does, with real plug-ins.

#include "candor/consentdialog.h"
#include "candor/telemetry.h"
#include "candor/telemetrypage.h"
#include "extensions/extensionhost.h"
#include "extensions/extensionnotices.h"
#include "extensions/extensionpages.h"
#include "extensions/extensionrecording.h"
#include "extensions/extensionscontroller.h"
#include "extensions/extensionspage.h"
#include "page/messagebar.h"
#include "settings/settingswindow.h"
#include "support/extensionworld.h"
#include "support/telemetryworld.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms, for a loaded machine

} // namespace

class TestExtensionsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<TemporaryHome>();
        m_place = std::make_unique<ExtensionPlace>(*m_home);
        m_telemetry = std::make_unique<Telemetry>(appOptions(*m_home, QUrl(u"http://127.0.0.1:9"_s)));
        m_host = std::make_unique<ExtensionHost>(m_place->world());
        m_controller = std::make_unique<ExtensionsController>(m_host.get(), m_telemetry.get());
    }
    void cleanup()
    {
        m_controller.reset();
        m_host.reset();
        m_telemetry.reset();
    }

    void nothingIsThere();
    void switchesAndTriesAgain();
    void addsAndRemovesPages();
    void aNoticeOfItsOwn();
    void onThePageOfTelemetry();

private:
    [[nodiscard]] bool start() const
    {
        QSignalSpy spy(m_host.get(), &ExtensionHost::started);
        m_host->start();
        return QTest::qWaitFor([&spy] { return !spy.isEmpty(); }, patience);
    }

    std::unique_ptr<TemporaryHome> m_home;
    std::unique_ptr<ExtensionPlace> m_place;
    std::unique_ptr<Telemetry> m_telemetry;
    std::unique_ptr<ExtensionHost> m_host;
    std::unique_ptr<ExtensionsController> m_controller;
};

void TestExtensionsPage::nothingIsThere()
{
    ExtensionsPage page(m_controller.get());
    page.show();
    QVERIFY(start());
    QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QLabel *>(u"noExtensions"_s)->isVisible(), patience);
    QVERIFY(!page.findChild<QWidget *>(u"extensionsCard"_s)->isVisible());
    QVERIFY(!page.findChild<QWidget *>(u"extensionsProblems"_s)->isVisible());
    QVERIFY(page.searchWords().join(u' ').contains(u"rights"_s));
}

void TestExtensionsPage::switchesAndTriesAgain()
{
    m_place->put(u"good"_s);
    m_place->put(u"throwing"_s);
    ExtensionsPage page(m_controller.get());
    page.show();
    QVERIFY(start());
    QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QCheckBox *>(u"extensionSwitch-acme.sync"_s) != nullptr, patience);
    auto *const box = page.findChild<QCheckBox *>(u"extensionSwitch-acme.sync"_s);
    auto *const bad = page.findChild<QCheckBox *>(u"extensionSwitch-acme.throwing"_s);
    auto *const tryAgain = page.findChild<QPushButton *>(u"extensionTryAgain-acme.throwing"_s);
    QVERIFY(!box->isChecked());
    QVERIFY(box->accessibleName().contains(u"Test good"_s));
    QVERIFY(!tryAgain->isVisible());
    box->click();
    QVERIFY(box->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(m_host->find(u"acme.sync"_s)->state == ExtensionState::On, patience);
    bad->click();
    QTRY_VERIFY_WITH_TIMEOUT(tryAgain->isVisible(), patience);
    QVERIFY(!bad->isVisible());
    tryAgain->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_place->log(u"acme.throwing"_s).count("activate") == 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(tryAgain->isVisible(), patience);
    QVERIFY(box->isChecked());
    box->click();
    QVERIFY(!box->isChecked());
    QVERIFY(m_host->find(u"acme.sync"_s)->state == ExtensionState::Off);
}

void TestExtensionsPage::addsAndRemovesPages()
{
    m_place->put(u"page"_s);
    SettingsWindow window;
    window.addPage(u"settings"_s, u"extensions"_s, new ExtensionsPage(m_controller.get()));
    const ExtensionPages pages(
        m_host.get(),
        [&window](const QString &id, SettingsPage *page) { window.addPage(u"settings"_s, u"extension-"_s + id, page); },
        [&window](const QString &id) { window.removePage(u"extension-"_s + id); });
    window.show();
    QVERIFY(start());
    for (int round = 0; round < 2; ++round) {
        m_host->setOn(u"acme.paged"_s, true);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QLabel *>(u"acmePage"_s) != nullptr, patience);
        QVERIFY2(m_controller->rows().at(0).detail.contains(u"adds a settings page"_s),
                 qUtf8Printable(m_controller->rows().at(0).detail));
        window.showPage(u"extension-acme.paged"_s);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QLabel *>(u"acmePage"_s)->isVisible(), patience);
        m_host->setOn(u"acme.paged"_s, false);
        QVERIFY(window.findChild<QLabel *>(u"acmePage"_s) == nullptr);
        QCOMPARE(window.currentPage(), u"extensions"_s);
    }
    window.removePage(u"nobody"_s);
}

void TestExtensionsPage::aNoticeOfItsOwn()
{
    m_place->put(u"own"_s);
    ExtensionWorld world = m_place->world();
    const TelemetryOptions options = m_telemetry->options();
    world.recording = [this, &options](const ExtensionManifest &manifest) {
        return std::make_unique<ExtensionRecording>(
            m_telemetry.get(), manifest,
            [&options](const ExtensionManifest &own) { return ExtensionRecording::optionsFor(own, options); });
    };
    m_controller.reset();
    m_host = std::make_unique<ExtensionHost>(std::move(world));
    m_controller = std::make_unique<ExtensionsController>(m_host.get(), m_telemetry.get());
    {
        SettingsWindow window;
        auto *const page = new ExtensionsPage(m_controller.get());
        window.addPage(u"settings"_s, u"extensions"_s, page);
        window.show();
        QVERIFY(start());
        m_host->setOn(u"acme.own"_s, true);
        QTRY_VERIFY_WITH_TIMEOUT(page->findChild<QPushButton *>(u"extensionAsk-acme.own"_s) != nullptr, patience);
        auto *const ask = page->findChild<QPushButton *>(u"extensionAsk-acme.own"_s);
        auto *const refuse = page->findChild<QPushButton *>(u"extensionRefuse-acme.own"_s);
        QTRY_VERIFY_WITH_TIMEOUT(ask->isVisible(), patience); // a row that is new is shown by the event loop
        QVERIFY(!ask->isEnabled()); // the application's own answer comes first
        QVERIFY(!refuse->isVisible());
        m_telemetry->answer(Category::Usage, Origin::Settings, u"en"_s);
        QTRY_VERIFY_WITH_TIMEOUT(ask->isEnabled(), patience);
        QVERIFY(!m_controller->ownNotices().at(0).isOn);

        const auto question = [&window] { return window.findChild<ConsentDialog *>(); };
        ask->click();
        QTRY_VERIFY_WITH_TIMEOUT(question() && question()->isVisible(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(question()->findChild<QPushButton *>(u"consentAgreeButton"_s)->isEnabled(), patience);
        question()->findChild<QPushButton *>(u"consentAgreeButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!question() && refuse->isVisible(), patience);
        QVERIFY(m_controller->ownNotices().at(0).isOn);
        QVERIFY(m_home->exists(u".local/share/candor-extension-acme.own/consent.json"_s));
        refuse->click();
        QTRY_VERIFY_WITH_TIMEOUT(ask->isVisible() && !m_controller->ownNotices().at(0).isOn, patience);
        QVERIFY(m_telemetry->isAllowed());

        // What it is asked about goes while the question is open.
        ask->click();
        QTRY_VERIFY_WITH_TIMEOUT(question() != nullptr, patience);
        m_host->setOn(u"acme.own"_s, false);
        QTRY_VERIFY_WITH_TIMEOUT(!question(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_controller->ownNotices().at(0).isExtensionOn, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!ask->isVisible(), patience);
    }
    m_controller.reset();
    m_host.reset(); // before the options
}

// A row of its own there, too; off until the extension is on, and asking nobody by itself.
void TestExtensionsPage::onThePageOfTelemetry()
{
    m_place->put(u"own"_s);
    m_place->put(u"good"_s);
    ExtensionWorld world = m_place->world();
    const TelemetryOptions options = m_telemetry->options();
    world.recording = [this, &options](const ExtensionManifest &manifest) {
        return std::make_unique<ExtensionRecording>(
            m_telemetry.get(), manifest,
            [&options](const ExtensionManifest &own) { return ExtensionRecording::optionsFor(own, options); });
    };
    m_controller.reset();
    m_host = std::make_unique<ExtensionHost>(std::move(world));
    m_controller = std::make_unique<ExtensionsController>(m_host.get(), m_telemetry.get());
    {
        TelemetryPage page(m_telemetry.get());
        auto *const notices = new ExtensionNotices(m_controller.get());
        page.addBelowAnswer(notices);
        page.show();
        QVERIFY(!notices->isVisible()); // nobody asks for anything
        QVERIFY(start());
        QTRY_VERIFY_WITH_TIMEOUT(notices->isVisible(), patience);
        const auto labels = [notices] {
            QStringList result;
            for (const QLabel *label : notices->findChildren<QLabel *>())
                result.append(label->text());
            return result.join(u'\n');
        };
        QVERIFY2(labels().contains(u"Test own has a notice of its own"_s), qUtf8Printable(labels()));
        QVERIFY2(!labels().contains(u"Test good"_s), qUtf8Printable(labels()));
        QVERIFY2(labels().contains(u"The extension is off"_s), qUtf8Printable(labels()));
        auto *const ask = page.findChild<QPushButton *>(u"extensionAsk-acme.own"_s);
        QVERIFY(!ask->isVisible());
        m_host->setOn(u"acme.own"_s, true);
        QTRY_VERIFY_WITH_TIMEOUT(ask->isVisible(), patience);
        QVERIFY(!ask->isEnabled());
        m_telemetry->answer(Category::Usage, Origin::Settings, u"en"_s);
        QTRY_VERIFY_WITH_TIMEOUT(ask->isEnabled(), patience);
        QVERIFY(!m_controller->ownNotices().at(0).isOn);
        const auto question = [&page] { return page.findChild<ConsentDialog *>(); };
        QVERIFY(!question());
        ask->click();
        QTRY_VERIFY_WITH_TIMEOUT(question() && question()->isVisible(), patience);
        // A no to the application is one to what is asked beside it.
        m_telemetry->answer({}, Origin::Settings, u"en"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!question(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!ask->isEnabled(), patience);
    }
    m_controller.reset();
    m_host.reset(); // before the options
}

QTEST_MAIN(TestExtensionsPage)
#include "tst_extensionspage.moc"
