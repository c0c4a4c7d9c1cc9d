// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The house's rules, read from its sources: which room may include which, where widgets and the operating system may
// be, and the licence in every file.

#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

/// Room to the rooms it may include, besides itself. Nothing: all of them. A public header belongs to the room that has
/// its .cpp; one without is a name for everybody below the same top.
const QHash<QString, std::optional<QStringList>> arrows{
    {u"app/include"_s, std::nullopt},
    {u"ui/include"_s, std::nullopt},
    {u"app/system"_s, QStringList{}},
    {u"app/settings"_s, QStringList{u"app/system"_s}},
    {u"app/identity"_s, QStringList{u"app/system"_s}},
    {u"app/catalogue"_s, QStringList{u"app/system"_s}},
    {u"app/scrub"_s, QStringList{u"app/system"_s}},
    {u"app/consent"_s, QStringList{u"app/system"_s, u"app/settings"_s, u"app/identity"_s, u"app/catalogue"_s}},
    {u"app/queue"_s, QStringList{u"app/system"_s, u"app/catalogue"_s}},
    {u"app/delivery"_s, QStringList{u"app/system"_s, u"app/catalogue"_s, u"app/queue"_s}},
    {u"app/telemetry"_s,
     QStringList{u"app/system"_s, u"app/settings"_s, u"app/identity"_s, u"app/catalogue"_s, u"app/scrub"_s,
                 u"app/consent"_s, u"app/queue"_s, u"app/delivery"_s}},
    {u"app/engines"_s, QStringList{u"app/system"_s, u"app/catalogue"_s, u"app/telemetry"_s}},
    {u"app/cli"_s,
     QStringList{u"app/engines"_s, u"app/system"_s, u"app/settings"_s, u"app/identity"_s, u"app/catalogue"_s,
                 u"app/consent"_s, u"app/queue"_s, u"app/delivery"_s, u"app/telemetry"_s}},
    {u"app/extensions"_s,
     QStringList{u"app/system"_s, u"app/settings"_s, u"app/catalogue"_s, u"app/consent"_s, u"app/delivery"_s,
                 u"app/telemetry"_s}},
    {u"app/collector"_s, QStringList{u"app/system"_s, u"app/catalogue"_s}},
    {u"app/program"_s, QStringList{u"app/system"_s, u"app/delivery"_s, u"app/telemetry"_s}},
    {u"app"_s, std::nullopt}, // main.cpp, windowmain.cpp: the compositions
    {u"ui/theme"_s, QStringList{}},
    {u"ui/page"_s, QStringList{u"ui/theme"_s}},
    {u"ui/consent"_s,
     QStringList{u"ui/theme"_s, u"ui/page"_s, u"app/system"_s, u"app/settings"_s, u"app/catalogue"_s, u"app/consent"_s,
                 u"app/delivery"_s, u"app/telemetry"_s}},
    {u"ui/activity"_s,
     QStringList{u"ui/theme"_s, u"ui/page"_s, u"app/system"_s, u"app/catalogue"_s, u"app/consent"_s,
                 u"app/telemetry"_s}},
    {u"ui/extensions"_s,
     QStringList{u"ui/theme"_s, u"ui/page"_s, u"ui/consent"_s, u"app/system"_s, u"app/consent"_s, u"app/telemetry"_s,
                 u"app/extensions"_s}},
    {u"ui/resources"_s, QStringList{u"ui/theme"_s, u"ui/page"_s, u"ui/consent"_s, u"app/system"_s, u"app/engines"_s}},
    {u"ui/settings"_s, QStringList{u"ui/theme"_s, u"ui/page"_s, u"app/system"_s, u"app/settings"_s}},
};

struct Source
{
    QString path; ///< below the repository
    QByteArray content;
};

/// The path below the repository that an include names; empty for one of a library.
using Resolve = std::function<QString(const QString &includer, const QString &include)>;
using Read = std::function<QByteArray(const QString &path)>;

QString repository()
{
    return QStringLiteral(CANDOR_SOURCE_DIR);
}

bool isPublic(const QString &path)
{
    return path.startsWith("app/include/"_L1) || path.startsWith("ui/include/"_L1);
}

QString roomOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    if (isPublic(path)) {
        for (auto room = arrows.cbegin(); room != arrows.cend(); ++room) {
            const QString source = room.key() + u'/' + QFileInfo(path).completeBaseName() + u".cpp"_s;
            if (room.key().startsWith(parts.at(0) + u'/') && QFileInfo::exists(repository() + u'/' + source))
                return room.key();
        }
    }
    return parts.size() > 2 ? parts.at(0) + u'/' + parts.at(1) : parts.value(0);
}

QStringList includesOf(const QByteArray &content)
{
    static const QRegularExpression expression(uR"(^[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">])"_s,
                                               QRegularExpression::MultilineOption);
    QStringList result;
    auto matches = expression.globalMatch(QString::fromUtf8(content));
    while (matches.hasNext())
        result.append(matches.next().captured(1));
    return result;
}

bool isWidgetHeader(const QString &include, const QSet<QString> &widgetHeaders)
{
    return include.startsWith(u"QtWidgets"_s) || widgetHeaders.contains(include);
}

/// A header in C that is neither ours nor of Qt or a library named here: the operating system's. C++ has names without
/// ".h" for what is in every C library.
bool isSystemHeader(const QString &include)
{
    static const QRegularExpression libraries(u"^(Qt[A-Z].*|cxxabi\\.h|sqlite3\\.h|zlib\\.h|rapidjson/.*)$"_s);
    return include.endsWith(u".h"_s) && !libraries.match(include).hasMatch();
}

/// Files beside a screen that must work without one.
bool isWithoutWidgets(const QString &path)
{
    static const QRegularExpression name(u"(controller|model|recorder)(_p)?\\.(h|cpp)$"_s);
    return path.startsWith(u"ui/"_s) && name.match(path).hasMatch();
}

/// Does \a content, or a header of ours that it includes, include a header of QtWidgets? \returns the way there.
QString wayToWidgets(const Source &source, const QSet<QString> &widgetHeaders, const Resolve &resolve, const Read &read,
                     QSet<QString> *seen)
{
    for (const QString &include : includesOf(source.content)) {
        if (isWidgetHeader(include, widgetHeaders))
            return source.path + u" includes "_s + include;
        const QString own = resolve(source.path, include);
        if (own.isEmpty() || seen->contains(own))
            continue;
        seen->insert(own);
        const QString way = wayToWidgets({own, read(own)}, widgetHeaders, resolve, read, seen);
        if (!way.isEmpty())
            return source.path + u" > "_s + way;
    }
    return {};
}

QStringList violations(const Source &source, const QSet<QString> &widgetHeaders, const Resolve &resolve,
                       const Read &read)
{
    QStringList result;
    const QList<QByteArray> lines = source.content.split('\n').mid(0, 3);
    const auto says = [&lines](const char *what) {
        return std::any_of(lines.begin(), lines.end(), [what](const QByteArray &line) { return line.contains(what); });
    };
    if (!says("SPDX-FileCopyrightText: ") || !says("SPDX-License-Identifier: MIT"))
        result.append(source.path + u": the SPDX lines are missing"_s);

    const QString room = roomOf(source.path);
    if (!room.startsWith(u"app"_s) && !room.startsWith(u"ui"_s))
        return result;
    if (!source.path.endsWith(u".h"_s) && !source.path.endsWith(u".cpp"_s))
        return result;
    if (!arrows.contains(room))
        return result << source.path + u": unknown room "_s + room;
    for (const QString &include : includesOf(source.content)) {
        if (room.startsWith(u"app/"_s) && isWidgetHeader(include, widgetHeaders))
            result.append(source.path + u": a widget in app/: "_s + include);
        const QString own = resolve(source.path, include);
        if (own.isEmpty()) {
            if (room != "app/system"_L1 && isSystemHeader(include))
                result.append(source.path + u": the operating system outside app/system: "_s + include);
            continue;
        }
        if (isPublic(source.path) && !isPublic(own))
            result.append(source.path + u": not public: "_s + own);
        const QString other = roomOf(own);
        const bool isForAll = other == "app/include"_L1 || (other == "ui/include"_L1 && room.startsWith(u"ui/"_s));
        const auto &allowed = arrows.value(room);
        if (allowed && !isForAll && other != room && !allowed->contains(other))
            result.append(source.path + u": against the arrows: "_s + own);
    }
    if (isWithoutWidgets(source.path)) {
        QSet<QString> seen;
        const QString way = wayToWidgets(source, widgetHeaders, resolve, read, &seen);
        if (!way.isEmpty())
            result.append(way);
    }
    return result;
}

const QByteArray licence = "// SPDX-FileCopyrightText: 2026 The Candor project\n// SPDX-License-Identifier: MIT\n";

QByteArray readFile(const QString &path)
{
    QFile file(repository() + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSet<QString> headersOfQtWidgets()
{
    QSet<QString> result;
    for (const QString &folder : QStringLiteral(CANDOR_WIDGET_INCLUDE_DIRS).split(u'|', Qt::SkipEmptyParts)) {
        if (!folder.endsWith(u"QtWidgets"_s) && !folder.endsWith(u"QtWidgets.framework/Headers"_s))
            continue;
        for (const QString &name : QDir(folder).entryList(QDir::Files))
            result.insert(name);
    }
    return result;
}

QString resolveInRepository(const QString &includer, const QString &include)
{
    for (const QString &candidate : {u"app/include/"_s + include, u"ui/include/"_s + include, u"app/"_s + include,
                                     u"ui/"_s + include, QFileInfo(includer).path() + u'/' + include}) {
        if (QFileInfo::exists(repository() + u'/' + candidate))
            return QDir::cleanPath(candidate);
    }
    return {};
}

} // namespace

class StructureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The check itself can fail.
    void mistakesAreFound_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("mistakes");
        const auto row = [](const char *name, const char16_t *path, const QByteArray &content, int mistakes) {
            QTest::newRow(name) << QString::fromUtf16(path) << content << mistakes;
        };
        row("downwards", u"app/consent/a.cpp", licence + "#include \"system/clock.h\"\n", 0);
        row("upwards", u"app/system/a.cpp", licence + "#include \"consent/consentrules.h\"\n", 1);
        row("upwards to a public header", u"app/system/a.cpp", licence + "#include \"candor/telemetry.h\"\n", 1);
        row("a name for everybody", u"app/settings/a.cpp", licence + "#include \"candor/category.h\"\n", 0);
        row("an internal header in a public one", u"app/include/candor/telemetry.h",
            licence + "#include \"system/clock.h\"\n", 1);
        row("sideways", u"app/queue/a.h", licence + "#include \"delivery/uploader.h\"\n", 1);
        row("two mistakes", u"app/system/a.cpp",
            licence + "#include \"consent/consentrules.h\"\n  #  include <delivery/uploader.h>\n", 2);
        row("a library's header", u"app/queue/a.cpp", licence + "#include <sqlite3.h>\n#include <QString>\n", 0);
        row("the system in its room", u"app/system/a.cpp", licence + "#include <unistd.h>\n", 0);
        row("the system elsewhere", u"app/queue/a.cpp", licence + "#ifdef __linux__\n#include <sys/mman.h>\n#endif\n",
            1);
        row("Windows elsewhere", u"app/windowmain.cpp", licence + "#include <qt_windows.h>\n", 1);
        row("the system in a window", u"ui/page/a.h", licence + "#include <pwd.h>\n", 1);
        row("C++'s name of a C header", u"app/queue/a.cpp", licence + "#include <cerrno>\n", 0);
        row("a widget in app", u"app/telemetry/a.cpp", licence + "#include <QWidget>\n", 1);
        row("a widget in app by its module", u"app/telemetry/a.cpp", licence + "#include <QtWidgets/QWidget>\n", 1);
        row("a window in app", u"app/telemetry/a.cpp", licence + "#include \"page/card.h\"\n", 1);
        row("the composition", u"app/windowmain.cpp", licence + "#include <QWidget>\n#include \"page/card.h\"\n", 0);
        row("a widget in a screen", u"ui/activity/activitypage.cpp", licence + "#include <QWidget>\n", 0);
        row("a widget in a controller", u"ui/activity/activitycontroller.h", licence + "#include <QWidget>\n", 1);
        row("a widget in a model", u"ui/activity/activitymodel.cpp", licence + "#include <QTableView>\n", 1);
        row("a widget in a recorder", u"ui/settings/pageviewrecorder.cpp", licence + "#include <QWidget>\n", 1);
        row("a widget behind a header", u"ui/activity/activitycontroller.cpp", licence + "#include \"page/card.h\"\n",
            1);
        row("a controller without", u"ui/activity/activitycontroller.cpp",
            licence + "#include \"candor/telemetry.h\"\n#include <QTimer>\n", 0);
        row("one screen in another", u"ui/settings/settingswindow.cpp",
            licence + "#include \"candor/consentdialog.h\"\n", 1);
        row("an unknown room", u"app/misc/a.cpp", licence, 1);
        row("no licence", u"app/system/a.h", "#pragma once\n", 1);
        row("another licence", u"tests/unit/a.cpp",
            "// SPDX-FileCopyrightText: 2026 The Candor project\n// SPDX-License-Identifier: GPL-3.0-only\n", 1);
        row("a script", u"tests/run.sh",
            "#!/bin/sh\n# SPDX-FileCopyrightText: 2026 The Candor project\n# SPDX-License-Identifier: MIT\n", 0);
    }

    void mistakesAreFound()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, content);
        QFETCH(int, mistakes);
        const QHash<QString, QByteArray> files{
            {u"app/system/clock.h"_s, {}},
            {u"app/consent/consentrules.h"_s, {}},
            {u"app/include/candor/category.h"_s, {}},
            {u"app/delivery/uploader.h"_s, {}},
            {u"app/include/candor/telemetry.h"_s, "#include <QObject>\n"},
            {u"ui/page/card.h"_s, "#include <QWidget>\n"},
            {u"ui/include/candor/consentdialog.h"_s, {}},
        };
        const Resolve resolve = [&files](const QString &, const QString &include) {
            for (const QString &top : {u"app/include/"_s, u"ui/include/"_s, u"app/"_s, u"ui/"_s}) {
                if (files.contains(top + include))
                    return top + include;
            }
            return QString();
        };
        const Read read = [&files](const QString &file) { return files.value(file); };
        const QStringList found = violations({path, content}, {u"QWidget"_s, u"QTableView"_s}, resolve, read);
        QVERIFY2(found.size() == mistakes, qPrintable(found.join(u'\n')));
    }

    void theHouseKeepsItsRules()
    {
        const QSet<QString> widgetHeaders = headersOfQtWidgets();
        QVERIFY2(widgetHeaders.contains(u"QWidget"_s), "the headers of QtWidgets were not found");
        QStringList found;
        QSet<QString> rooms;
        for (const QString &top : {u"app"_s, u"ui"_s, u"tests"_s, u"installer"_s, u"resources"_s, u"translations"_s}) {
            QDirIterator walk(repository() + u'/' + top,
                              {u"*.h"_s, u"*.cpp"_s, u"*.sh"_s, u"*.cmake"_s, u"CMakeLists.txt"_s}, QDir::Files,
                              QDirIterator::Subdirectories);
            while (walk.hasNext()) {
                const QString path = QDir(repository()).relativeFilePath(walk.next());
                rooms.insert(roomOf(path));
                found += violations({path, readFile(path)}, widgetHeaders, resolveInRepository, readFile);
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
        for (auto room = arrows.cbegin(); room != arrows.cend(); ++room)
            QVERIFY2(rooms.contains(room.key()), qPrintable(u"nothing was read of "_s + room.key()));
    }

    /// Two headers of one name would make an include mean one or the other by chance.
    void noIncludeIsAmbiguous()
    {
        QDirIterator walk(repository() + u"/app"_s, {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString below = QDir(repository() + u"/app"_s).relativeFilePath(walk.next());
            QVERIFY2(!QFileInfo::exists(repository() + u"/ui/"_s + below), qPrintable(below));
        }
    }
};

QTEST_APPLESS_MAIN(StructureTest)
#include "tst_structure.moc"
