// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/localnames.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace candor;

namespace {

bool has(const std::vector<std::string> &names, const std::string &name)
{
    return std::count(names.begin(), names.end(), name) == 1; // and once
}

} // namespace

class LocalNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheAccountInAllItsForms()
    {
        const ScrubNames names = localNames(
            {"nina", "Nina Maria Huber,Room 5,,", "/srv/accounts/nhuber", "kestrel.corp.example."}, {}, "/home/nina/");
        for (const char *user : {"nina", "nhuber", "Nina Maria Huber", "Nina", "Maria", "Huber"})
            QVERIFY2(has(names.userNames, user), user);
        QVERIFY(has(names.homeFolders, "/home/nina"));
        QVERIFY(has(names.homeFolders, "/srv/accounts/nhuber"));
        QVERIFY(has(names.hostNames, "kestrel.corp.example"));
        QVERIFY(has(names.hostNames, "kestrel"));
        QVERIFY(!has(names.userNames, "Room 5"));
    }

    void knowsWhatTheEnvironmentSays()
    {
        const ScrubNames names = localNames({},
                                            {{"HOME", "/home/other"},
                                             {"USER", "u1"},
                                             {"LOGNAME", "u2"},
                                             {"USERNAME", "Petra Maier"},
                                             {"SUDO_USER", "u4"},
                                             {"USERPROFILE", "C:\\Users\\pmaier\\"},
                                             {"HOMEDRIVE", "D:"},
                                             {"HOMEPATH", "\\profiles\\pm"},
                                             {"HOSTNAME", "box.lan"},
                                             {"COMPUTERNAME", "DESKTOP-1"},
                                             {"USERDOMAIN", "ACME"},
                                             {"PATH", "/somewhere/else"}},
                                            {});
        for (const char *user : {"u1", "u2", "Petra Maier", "u4", "other", "pmaier", "pm"})
            QVERIFY2(has(names.userNames, user), user);
        for (const char *home : {"/home/other", "C:\\Users\\pmaier", "D:\\profiles\\pm"})
            QVERIFY2(has(names.homeFolders, home), home);
        for (const char *host : {"box.lan", "box", "DESKTOP-1", "ACME"})
            QVERIFY2(has(names.hostNames, host), host);
        QVERIFY(!has(names.homeFolders, "/somewhere/else"));
    }

    void followsALinkedHome()
    {
        const QTemporaryDir folder;
        const QDir dir(QDir(folder.path()).canonicalPath());
        QVERIFY(dir.mkdir(u"really"_s));
        QVERIFY(QFile::link(dir.filePath(u"really"_s), dir.filePath(u"linked"_s)));
        const ScrubNames names = localNames({}, {}, dir.filePath(u"linked"_s).toStdString());
        QVERIFY(has(names.homeFolders, dir.filePath(u"linked"_s).toStdString()));
        QVERIFY(has(names.homeFolders, dir.filePath(u"really"_s).toStdString()));
    }

    void knowsNothingOfNothing()
    {
        const ScrubNames names = localNames({}, {}, {});
        QVERIFY(names.homeFolders.empty() && names.userNames.empty() && names.hostNames.empty());
        // A home that is everywhere would take everything.
        QVERIFY(localNames({"", "", "/", ""}, {{"HOME", "/"}}, "/").homeFolders.empty());
    }

    void asksTheSystem()
    {
        const SystemAccount account = SystemAccount::ofThisProcess();
        QVERIFY2(!account.hostName.empty(), "a computer has a name");
#ifndef Q_OS_WIN
        const ScrubNames names = localNames(account, {}, {});
        QVERIFY(account.userName.empty() || has(names.userNames, account.userName));
        QVERIFY(has(names.hostNames, account.hostName));
#endif
    }

    /// From the system to the text.
    void whatIsFoundIsTakenOut()
    {
        const Scrubber scrubber(
            localNames({"zebedee", "Zeb Quagmire", "/home/zebedee", "brigand.lan"}, {}, "/data/zebedee"));
        const std::string scrubbed =
            scrubber.scrub("Quagmire (ZEBEDEE) on brigand, zeb of BRIGAND.lan in /data/zebedee failed: EIO");
        for (const char *left : {"uagmire", "ZEB", "zeb", "rigand", "RIGAND", "data"})
            QVERIFY2(scrubbed.find(left) == std::string::npos, scrubbed.c_str());
        QVERIFY2(scrubbed.find("failed: EIO") != std::string::npos, scrubbed.c_str());
    }
};

QTEST_APPLESS_MAIN(LocalNamesTest)
#include "tst_localnames.moc"
