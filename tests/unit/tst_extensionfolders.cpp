// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Where extensions come from: folders and files that nobody else can write to.

#include "extensions/extensionfolders.h"
#include "support/extensionworld.h"
#include "system/durablefile.h"
#include "system/trustedpath.h"

#include <QFile>
#include <QTest>

#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto own = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr auto groupToo = own | QFile::WriteGroup;

} // namespace

class TestExtensionFolders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<TemporaryHome>();
        m_place = std::make_unique<ExtensionPlace>(*m_home);
        if (const QString objection = m_place->objection(); !objection.isEmpty())
            QSKIP(qUtf8Printable(u"no folder that others can't write to: "_s + objection));
    }

    void nothingIsThere();
    void readsManifests();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void theSystemsWins();
    void foldersOfOthers_data();
    void foldersOfOthers();
    void filesOfOthers_data();
    void filesOfOthers();
    void linksOnTheWay();

private:
    [[nodiscard]] FoundExtensions all() const { return findExtensions(m_place->world().folders); }

    std::unique_ptr<TemporaryHome> m_home;
    std::unique_ptr<ExtensionPlace> m_place;
};

void TestExtensionFolders::nothingIsThere()
{
    QVERIFY(all().extensions.empty());
    QVERIFY(all().problems.isEmpty());
    QVERIFY(findExtensions({}).extensions.empty());
    QVERIFY(findExtensions({m_home->path(u"none"_s), QString(), effectiveUser()}).problems.isEmpty());
}

void TestExtensionFolders::readsManifests()
{
    const QString path = m_place->put(u"good"_s);
    m_place->put(u"other"_s);
    m_home->write(u".local/share/candor/extensions/README.txt"_s, "no plug-in");
    const FoundExtensions found = all();
    QVERIFY2(found.problems.isEmpty(), qUtf8Printable(found.problems.join(u' ')));
    QCOMPARE(found.extensions.size(), std::size_t(2));
    const FoundExtension &good = found.extensions.front();
    QVERIFY2(good.problem.isEmpty(), qUtf8Printable(good.problem));
    QCOMPARE(good.path, path);
    QCOMPARE(good.manifest.id, u"acme.sync"_s);
    QCOMPARE(good.manifest.name, u"Test good"_s);
    QCOMPARE(good.manifest.publisher, u"Acme"_s);
    QCOMPARE(good.manifest.version, u"1.4.0"_s);
    QCOMPARE(found.extensions.back().manifest.id, u"acme.other"_s);
}

void TestExtensionFolders::namesWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("a later interface") << u"laterinterface"_s << u"version 2"_s;
    QTest::newRow("a later version in the manifest") << u"latermanifest"_s << u"version 2"_s;
    QTest::newRow("an id of another form") << u"badid"_s << u"\"id\""_s;
    QTest::newRow("no plug-in") << QString() << u"no extension"_s;
}

void TestExtensionFolders::namesWhatIsWrong()
{
    QFETCH(QString, name);
    QFETCH(QString, says);
    if (name.isEmpty()) {
        const QString file = u".local/share/candor/extensions/x"_s + QStringLiteral(CANDOR_MODULE_SUFFIX);
        m_home->write(file,
                      "\x7F"
                      "ELF and nothing else");
        QFile::setPermissions(m_home->path(file), own);
    } else {
        m_place->put(name);
    }
    const FoundExtensions found = all();
    QCOMPARE(found.extensions.size(), std::size_t(1));
    QVERIFY2(found.extensions.front().problem.contains(says), qUtf8Printable(found.extensions.front().problem));
    QVERIFY(found.extensions.front().path.startsWith(m_place->folder()));
}

void TestExtensionFolders::theSystemsWins()
{
    const QString system = m_place->put(u"twin"_s, ExtensionPlace::Folder::System);
    const QString user = m_place->put(u"good"_s);
    const FoundExtensions found = all();
    QCOMPARE(found.extensions.size(), std::size_t(2));
    QCOMPARE(found.extensions.front().path, system);
    QVERIFY(found.extensions.front().problem.isEmpty());
    QCOMPARE(found.extensions.back().path, user);
    QVERIFY2(found.extensions.back().problem.contains(system), qUtf8Printable(found.extensions.back().problem));
}

void TestExtensionFolders::foldersOfOthers_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<int>("rights");
    QTest::newRow("the folder, for the group") << u".local/share/candor/extensions"_s << int(groupToo);
    QTest::newRow("the folder, for everybody")
        << u".local/share/candor/extensions"_s << int(own | QFile::WriteOther | QFile::ExeOther);
    QTest::newRow("one above it") << u".local/share"_s << int(groupToo);
    QTest::newRow("the home") << QString() << int(groupToo);
}

void TestExtensionFolders::foldersOfOthers()
{
    QFETCH(QString, part);
    QFETCH(int, rights);
    m_place->put(u"good"_s);
    const QString path = part.isEmpty() ? m_home->path() : m_home->path(part);
    QVERIFY(QFile::setPermissions(path, QFile::Permissions(rights)));
    const FoundExtensions found = all();
    QVERIFY(found.extensions.empty());
    QVERIFY(!found.problems.isEmpty());
    QVERIFY2(found.problems.first().contains(path), qUtf8Printable(found.problems.first()));
}

void TestExtensionFolders::filesOfOthers_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"group", "everybody", "link", "owner"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestExtensionFolders::filesOfOthers()
{
    QFETCH(QString, how);
    const QString path = m_place->put(u"good"_s);
    ExtensionFolders folders = m_place->world().folders;
    if (how == "group"_L1) {
        QVERIFY(QFile::setPermissions(path, groupToo));
    } else if (how == "everybody"_L1) {
        QVERIFY(QFile::setPermissions(path, own | QFile::WriteOther));
    } else if (how == "link"_L1) {
        const QString target = m_home->path(u"elsewhere"_s);
        QVERIFY(QFile::rename(path, target));
        QVERIFY(QFile::link(target, path));
    } else {
        // Root's are believed in, so that root can be asked about this only as somebody else.
        if (effectiveUser() == 0)
            QSKIP("root's own files are good for everybody");
        folders.owner = effectiveUser() + 1;
        QVERIFY(!objectionToPlace(path, folders.owner).isEmpty());
        QVERIFY(!lookAtExtension(path, folders.owner).problem.isEmpty());
        return;
    }
    const FoundExtensions found = findExtensions(folders);
    QCOMPARE(found.extensions.size(), std::size_t(1));
    QVERIFY2(found.extensions.front().problem.contains(path), qUtf8Printable(found.extensions.front().problem));
    QVERIFY(found.extensions.front().manifest.id.isEmpty()); // not even read
}

void TestExtensionFolders::linksOnTheWay()
{
    const QString path = m_place->put(u"good"_s);
    const QString link = m_home->path(u"link"_s);
    QVERIFY(QFile::link(m_place->folder(), link));
    const QString name = path.mid(m_place->folder().size());
    QVERIFY(!objectionToPlace(link, effectiveUser()).isEmpty()); // itself
    QCOMPARE(objectionToPlace(link + name, effectiveUser()), QString());
    QVERIFY(QFile::setPermissions(m_home->path(u".local"_s), groupToo)); // above what it leads to
    const QString objection = objectionToPlace(link + name, effectiveUser());
    QVERIFY2(objection.contains(u".local"_s), qUtf8Printable(objection));
}

QTEST_GUILESS_MAIN(TestExtensionFolders)
#include "tst_extensionfolders.moc"
