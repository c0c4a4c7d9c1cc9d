// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/routetemplates.h"

#include <QtTest>

#include <algorithm>
#include <cstdlib>

using namespace candor;

class RouteTemplatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void neverSaysAnythingOfThePath();
};

namespace {

const std::vector<std::string> declared{"/containers/:id/start",
                                        "/containers/:id/:action",
                                        "/containers/json",
                                        "/containers/:id",
                                        "/health",
                                        "/",
                                        "/a/:x/c",
                                        "/:y/b/c",
                                        "/images/:name/tags/",
                                        "other",
                                        "",
                                        "/odd/:"};

std::optional<std::string_view> match(const RouteTemplates &routes, std::string_view path)
{
    const std::optional<std::vector<std::string>> segments = RouteTemplates::segments(path);
    return segments ? routes.match(*segments) : std::nullopt;
}

} // namespace

void RouteTemplatesTest::matches_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("expected"); // empty: none
    const auto row = [](const char *name, const QByteArray &path, const QByteArray &expected) {
        QTest::newRow(name) << path << expected;
    };
    row("a parameter", "/containers/0123abcd/start", "/containers/:id/start");
    row("a literal wins over a parameter", "/containers/json", "/containers/json");
    row("the earlier literal wins", "/a/b/c", "/a/:x/c");
    row("two parameters", "/containers/0123abcd/stop", "/containers/:id/:action");
    row("the root", "/", "/");
    row("an empty path", "", "/");
    row("W12: a slash at the end", "/health/", "/health");
    row("a slash at the end of the template", "/images/nginx/tags", "/images/:name/tags/");
    row("two slashes", "//containers///json//", "/containers/json");
    row("a dot", "/./containers/./json", "/containers/json");
    row("upwards", "/containers/x/../json", "/containers/json");
    row("upwards, encoded", "/containers/x/%2e%2E/json", "/containers/json");
    row("above the root", "/../containers/json", "");
    row("above the root, encoded", "/%2e%2e/%2e%2e/etc/passwd", "");
    row("an encoded slash is no border", "/containers/a%2Fb/start", "/containers/:id/start");
    row("an encoded literal", "/containers/%6Ason", "/containers/json");
    row("an encoded parameter", "/containers/%D0%B0%20b/start", "/containers/:id/start");
    row("a NUL byte", "/containers/%00/start", "/containers/:id/start");
    row("encoded twice", "/containers/%252e%252e/start", "/containers/:id/start");
    row("a malformed code", "/containers/%zz/start", "");
    row("a code that is cut", "/containers/json%2", "");
    row("a code that is nothing", "/containers/json%", "");
    row("a parameter that looks like one", "/containers/:id/start", "/containers/:id/start");
    row("other case", "/Containers/json", "");
    row("too long", "/containers/1/2/3/4", "");
    row("begins alike", "/healthz", "");
    row("W8: no such route", "/toolbox/files?path=/home/somebody", "");
    row("the value for others is no route", "other", "");
    row("a colon alone is no parameter", "/odd/x", "");
    row("a colon alone", "/odd/:", "/odd/:");
    row("a very long path", "/containers/" + QByteArray(9000, 'x'), "");
    row("very many segments", QByteArray("/x").repeated(4000), "");
}

void RouteTemplatesTest::matches()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, expected);
    const RouteTemplates routes(declared);
    const auto found = match(routes, std::string_view(path.constData(), size_t(path.size())));
    QCOMPARE(found ? QByteArray(found->data(), qsizetype(found->size())) : QByteArray(), expected);
}

void RouteTemplatesTest::neverSaysAnythingOfThePath()
{
    const RouteTemplates routes(declared);
    std::srand(20261122);
    const QByteArray alphabet = QByteArrayLiteral("ab/%2eE.:jsonc\0\xFF");
    for (int round = 0; round < 20000; ++round) {
        std::string path = "/containers/";
        for (int i = std::rand() % 30; i > 0; --i)
            path += alphabet[std::rand() % alphabet.size()];
        const auto found = match(routes, path);
        QVERIFY(!found || std::find(declared.begin(), declared.end(), *found) != declared.end());
    }
}

QTEST_APPLESS_MAIN(RouteTemplatesTest)
#include "tst_routetemplates.moc"
