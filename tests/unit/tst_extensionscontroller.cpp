// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the page of extensions says of each, and what its controls do.

#include "candor/telemetry.h"
#include "extensions/extensionhost.h"
#include "extensions/extensionscontroller.h"
#include "support/extensionworld.h"
#include "support/telemetryworld.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms, for a loaded machine
using Tone = ExtensionsController::Tone;

} // namespace

class TestExtensionsController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<TemporaryHome>();
        m_place = std::make_unique<ExtensionPlace>(*m_home);
        m_telemetry = std::make_unique<Telemetry>(appOptions(*m_home, QUrl(u"http://127.0.0.1:9"_s)));
    }

    void saysHowEachIs();
    void namesFoldersOfOthers();
    void saysThatItIsAnother();
    void saysUnderWhichAnswer();

private:
    [[nodiscard]] std::unique_ptr<ExtensionHost> started() const
    {
        auto host = std::make_unique<ExtensionHost>(m_place->world());
        QSignalSpy spy(host.get(), &ExtensionHost::started);
        host->start();
        return QTest::qWaitFor([&spy] { return !spy.isEmpty(); }, patience) ? std::move(host) : nullptr;
    }

    std::unique_ptr<TemporaryHome> m_home;
    std::unique_ptr<ExtensionPlace> m_place;
    std::unique_ptr<Telemetry> m_telemetry;
};

void TestExtensionsController::saysHowEachIs()
{
    m_place->put(u"good"_s);
    m_place->put(u"throwing"_s);
    m_place->put(u"laterinterface"_s);
    const auto host = started();
    QVERIFY(host);
    ExtensionsController controller(host.get(), m_telemetry.get());
    QList<ExtensionsController::Row> rows = controller.rows();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0].title, u"Test good 1.4.0"_s);
    QCOMPARE(rows[0].detail, u"Acme · off"_s);
    QVERIFY(rows[0].canSwitch && !rows[0].isOn && !rows[0].canTryAgain && rows[0].badge.isEmpty());
    QVERIFY(rows[2].title.startsWith(u"laterinterface"_s));
    QVERIFY2(rows[2].detail.contains(u"version 2"_s), qUtf8Printable(rows[2].detail));
    QVERIFY(!rows[2].canSwitch && !rows[2].canTryAgain && rows[2].id.isEmpty());

    QSignalSpy changed(&controller, &ExtensionsController::changed);
    controller.setOn(rows[0].id, true);
    controller.setOn(rows[1].id, true);
    QVERIFY(controller.rows().at(0).isOn); // shown at once
    QTRY_VERIFY_WITH_TIMEOUT(controller.rows().at(0).badge == u"On"_s && controller.rows().at(1).canTryAgain, patience);
    QVERIFY(!changed.isEmpty());
    rows = controller.rows();
    QVERIFY(rows[0].tone == Tone::Good);
    QVERIFY2(rows[0].detail.startsWith(u"Acme · started in "_s), qUtf8Printable(rows[0].detail));
    QVERIFY(rows[1].tone == Tone::Bad);
    QVERIFY(!rows[1].canSwitch);
    QVERIFY2(rows[1].detail.contains(u"the index is missing"_s), qUtf8Printable(rows[1].detail));
    controller.setOn(rows[0].id, false);
    QCOMPARE(controller.rows().at(0).detail, u"Acme · off"_s);
}

void TestExtensionsController::namesFoldersOfOthers()
{
    m_place->put(u"good"_s);
    QVERIFY(QFile::setPermissions(m_place->folder(), QFile::Permissions(0x7777)));
    const auto host = started();
    QVERIFY(host);
    const ExtensionsController controller(host.get(), m_telemetry.get());
    QVERIFY(controller.rows().isEmpty());
    QVERIFY2(controller.problems().contains(m_place->folder()), qUtf8Printable(controller.problems()));
}

void TestExtensionsController::saysThatItIsAnother()
{
    m_place->put(u"stranger"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s});
    m_place->writeRecord(record);
    const auto host = started();
    QVERIFY(host);
    const ExtensionsController controller(host.get(), m_telemetry.get());
    const ExtensionsController::Row row = controller.rows().at(0);
    QVERIFY2(row.detail.startsWith(u"Somebody else · off: this is another file"_s), qUtf8Printable(row.detail));
    QVERIFY(row.canSwitch && !row.isOn);
}

void TestExtensionsController::saysUnderWhichAnswer()
{
    const auto host = started();
    QVERIFY(host);
    ExtensionsController controller(host.get(), m_telemetry.get());
    QCOMPARE(controller.applicationBadge(), u"Off"_s);
    QVERIFY(controller.ownNotices().isEmpty());
    QVERIFY(controller.own(u"acme.sync"_s) == nullptr);
    QSignalSpy changed(&controller, &ExtensionsController::changed);
    QSignalSpy answered(m_telemetry.get(), &Telemetry::answered);
    m_telemetry->answer(Category::Usage, Origin::Settings, u"en"_s);
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(controller.applicationBadge(), u"On"_s, patience);
    QVERIFY(!changed.isEmpty());
}

QTEST_GUILESS_MAIN(TestExtensionsController)
#include "tst_extensionscontroller.moc"
