// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Where extensions come from: folders and files that nobody else can write to.

#include "extensions/extensionfolders.h"
#include "support/extensionworld.h"
#include "system/durablefile.h"
#include "system/trustedpath.h"

#include <QDir>
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
    void chainsOfLinks();
    void upwardsFromALink();

private:
    /// The home folder itself is looked at; who can write to those above it is not this test's business.
    [[nodiscard]] QString objection(const QString &path) const
    {
        return objectionToPlace(path, effectiveUser(), m_home->path());
    }
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
        QVERIFY(!objectionToPlace(path, folders.owner, m_home->path()).isEmpty());
        QVERIFY(!lookAtExtension(path, folders).problem.isEmpty());
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
    QVERIFY(!objection(link).isEmpty()); // itself
    QCOMPARE(objection(link + name), QString());
    QVERIFY(QFile::setPermissions(m_home->path(u".local"_s), groupToo)); // above what it leads to
    QVERIFY2(objection(link + name).contains(u".local"_s), qUtf8Printable(objection(link + name)));
}

// Each link of a chain can be led elsewhere by whoever owns the folder that it stands in.
void TestExtensionFolders::chainsOfLinks()
{
    const QString path = m_place->put(u"good"_s);
    const QString name = path.mid(m_place->folder().size());
    QDir(m_home->path()).mkdir(u"between"_s);
    const QString between = m_home->path(u"between"_s);
    QVERIFY(QFile::setPermissions(between, own));
    QVERIFY(QFile::link(u"../.local/share/candor"_s, between + u"/second"_s));
    QVERIFY(QFile::link(between + u"/second/extensions"_s, m_home->path(u"first"_s)));
    QCOMPARE(objection(m_home->path(u"first"_s) + name), QString());
    QVERIFY(QFile::setPermissions(between, groupToo));
    QVERIFY2(objection(m_home->path(u"first"_s) + name).contains(between),
             qUtf8Printable(objection(m_home->path(u"first"_s) + name)));

    QVERIFY(QFile::link(u"round"_s, m_home->path(u"round"_s)));
    QVERIFY(!objection(m_home->path(u"round/x"_s)).isEmpty());
}

// ".." is the folder above where a link has led to, and not what stands before it in the path.
void TestExtensionFolders::upwardsFromALink()
{
    const QString path = m_place->put(u"good"_s);
    const QDir home(m_home->path());
    for (const QString &folder : {u"elsewhere"_s, u"elsewhere/below"_s, u"elsewhere/extensions"_s}) {
        QVERIFY(home.mkdir(folder));
        QVERIFY(QFile::setPermissions(home.filePath(folder), own));
    }
    const QString name = path.mid(m_place->folder().size());
    const QString other = home.filePath(u"elsewhere/extensions"_s) + name;
    QVERIFY(QFile::copy(path, other));
    QVERIFY(QFile::setPermissions(other, own));
    const QString way = m_home->path(u".local/share/candor/link"_s);
    QVERIFY(QFile::link(home.filePath(u"elsewhere/below"_s), way));
    const QString crooked = way + u"/../extensions"_s + name;
    QCOMPARE(objection(crooked), QString());
    QVERIFY(QFile::setPermissions(other, groupToo));
    QVERIFY2(objection(crooked).contains(u"elsewhere/extensions"_s), qUtf8Printable(objection(crooked)));
}

QTEST_GUILESS_MAIN(TestExtensionFolders)
#include "tst_extensionfolders.moc"
