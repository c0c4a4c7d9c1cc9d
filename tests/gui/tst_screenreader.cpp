// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The program as a screen reader finds it: over the bus that desktops have for them, with a session bus of its own.

#include "support/temporaryhome.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusReply>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms
constexpr int modalState = 16; // ATSPI_STATE_MODAL

const QString accessible = u"org.a11y.atspi.Accessible"_s;

/// A program that ends with the test.
class Helper
{
public:
    Helper(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment)
    {
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, arguments);
    }
    ~Helper()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000)) {
            m_process.kill();
            m_process.waitForFinished(patience);
        }
    }
    Q_DISABLE_COPY_MOVE(Helper)

    [[nodiscard]] QString firstLine()
    {
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, patience))
            return {};
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }

private:
    QProcess m_process;
};

/// Something that a screen reader can speak of.
struct Node
{
    QString service;
    QString path;

    [[nodiscard]] QDBusMessage call(const QDBusConnection &bus, const QString &interface, const QString &method,
                                    const QVariantList &arguments = {}) const
    {
        QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
        message.setArguments(arguments);
        return bus.call(message, QDBus::Block, 5000);
    }
    [[nodiscard]] std::vector<Node> children(const QDBusConnection &bus) const
    {
        std::vector<Node> result;
        const QDBusMessage answer = call(bus, accessible, u"GetChildren"_s);
        if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty())
            return result;
        const auto list = answer.arguments().constFirst().value<QDBusArgument>();
        list.beginArray();
        while (!list.atEnd()) {
            Node child;
            QDBusObjectPath where;
            list.beginStructure();
            list >> child.service >> where;
            list.endStructure();
            child.path = where.path();
            result.push_back(child);
        }
        list.endArray();
        return result;
    }
    [[nodiscard]] QString role(const QDBusConnection &bus) const
    {
        return call(bus, accessible, u"GetRoleName"_s).arguments().value(0).toString();
    }
    [[nodiscard]] QString name(const QDBusConnection &bus) const
    {
        const QDBusMessage answer = call(bus, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {accessible, u"Name"_s});
        return answer.arguments().value(0).value<QDBusVariant>().variant().toString();
    }
    [[nodiscard]] bool isModal(const QDBusConnection &bus) const
    {
        const QDBusMessage answer = call(bus, accessible, u"GetState"_s);
        if (answer.arguments().isEmpty())
            return false;
        const auto words = qdbus_cast<QList<quint32>>(answer.arguments().constFirst());
        return words.value(0) & (1u << modalState);
    }
};

/// The first one below \a from, or itself, whose role and name fit.
std::optional<Node> find(const QDBusConnection &bus, const Node &from, const QStringList &roles,
                         const QRegularExpression &name, int depth = 12)
{
    if (roles.contains(from.role(bus)) && name.match(from.name(bus)).hasMatch())
        return from;
    if (depth == 0)
        return std::nullopt;
    for (const Node &child : from.children(bus)) {
        if (auto found = find(bus, child, roles, name, depth - 1))
            return found;
    }
    return std::nullopt;
}

QString busLauncher()
{
    for (const QString &folder : {u"/usr/libexec"_s, u"/usr/lib/at-spi2-core"_s, u"/usr/lib"_s, u"/usr/lib64"_s}) {
        const QString program = folder + u"/at-spi-bus-launcher"_s;
        if (QFileInfo(program).isExecutable())
            return program;
    }
    return {};
}

} // namespace

class ScreenReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheQuestionAndTheWindow()
    {
        const QString launcher = busLauncher();
        QVERIFY2(!launcher.isEmpty(), "install at-spi2-core");
        TemporaryHome home;
        QProcessEnvironment environment = home.environment();
        environment.insert(u"DISPLAY"_s, qEnvironmentVariable("DISPLAY"));
        environment.insert(u"XAUTHORITY"_s, qEnvironmentVariable("XAUTHORITY"));
        Helper session(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s}, environment);
        const QString sessionAddress = session.firstLine();
        QVERIFY(!sessionAddress.isEmpty());
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, sessionAddress);
        const Helper assistive(launcher, {u"--launch-immediately"_s}, environment);

        auto sessionBus = QDBusConnection::connectToBus(sessionAddress, u"session"_s);
        QVERIFY(sessionBus.isConnected());
        QString address;
        QVERIFY(QTest::qWaitFor(
            [&] {
                const QDBusReply<QString> reply = sessionBus.call(QDBusMessage::createMethodCall(
                    u"org.a11y.Bus"_s, u"/org/a11y/bus"_s, u"org.a11y.Bus"_s, u"GetAddress"_s));
                address = reply.value();
                return !address.isEmpty();
            },
            patience));
        const auto bus = QDBusConnection::connectToBus(address, u"assistive"_s);
        QVERIFY(bus.isConnected());

        environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        environment.insert(u"QT_LINUX_ACCESSIBILITY_ALWAYS_ON"_s, u"1"_s);
        environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        const Helper candor(QStringLiteral(CANDOR_PROGRAM), {}, environment);

        const Node root{u"org.a11y.atspi.Registry"_s, u"/org/a11y/atspi/accessible/root"_s};
        const auto seen = [&](const QStringList &roles, const QString &name) {
            return find(bus, root, roles, QRegularExpression(name));
        };
        std::optional<Node> question;
        QVERIFY(QTest::qWaitFor([&] { return (question = seen({u"dialog"_s}, u"."_s)).has_value(); }, patience));
        QVERIFY(question->isModal(bus));
        QVERIFY(find(bus, *question, {u"push button"_s, u"button"_s}, QRegularExpression(u"example"_s)));
        QVERIFY(!find(bus, *question, {u"check box"_s}, QRegularExpression(u"example|verything"_s)));
        QVERIFY(seen({u"window"_s, u"frame"_s}, u"Candor"_s));

        // A line of the navigation does what its action says: the page's own boxes and lists come.
        const std::optional<Node> line = seen({u"tree item"_s, u"table cell"_s}, u"^Appearance$"_s);
        QVERIFY(line);
        const QDBusMessage done = line->call(bus, u"org.a11y.atspi.Action"_s, u"DoAction"_s, {0});
        QVERIFY2(done.type() == QDBusMessage::ReplyMessage, qPrintable(done.errorMessage()));
        QVERIFY(QTest::qWaitFor([&] { return seen({u"combo box"_s}, u"^Language$"_s).has_value(); }, patience));
        QVERIFY(candor.isRunning());

        QDBusConnection::disconnectFromBus(u"assistive"_s);
        QDBusConnection::disconnectFromBus(u"session"_s);
    }
};

QTEST_GUILESS_MAIN(ScreenReaderTest)
#include "tst_screenreader.moc"
