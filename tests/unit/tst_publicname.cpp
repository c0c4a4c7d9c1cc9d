// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/publicname.h"

#include <QtTest>

using namespace candor;
using namespace Qt::StringLiterals;

class PublicNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsOfficialImages_data();
    void knowsOfficialImages();
    void knowsRepositoryHosts_data();
    void knowsRepositoryHosts();
    void takesAnyBytes();
};

void PublicNameTest::knowsOfficialImages_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &reference, const QByteArray &expected) {
        QTest::newRow(name) << reference << expected;
    };
    const QByteArray digest = "@sha256:" + QByteArray(64, 'a');
    row("a name", "nginx", "nginx");
    row("a tag", "nginx:1.25", "nginx");
    row("a tag in upper case", "nginx:1.25-Alpine", "nginx");
    row("a digest", "nginx" + digest, "nginx");
    row("a tag and a digest", "nginx:1.25" + digest, "nginx");
    row("whole", "docker.io/library/nginx:1.25", "nginx");
    row("whole, the other name", "index.docker.io/library/nginx" + digest, "nginx");
    row("without library", "docker.io/nginx", "nginx");
    row("without registry", "library/nginx", "nginx");
    row("with signs", "hello-world", "hello-world");
    row("with an underscore", "a_b", "a_b");

    row("W1: another registry", "registry.corp/nginx", "other");
    row("W1: another registry with a port", "registry.corp:5000/x/y", "other");
    row("W1: an address with a port", "10.0.0.5:5000/nginx", "other");
    row("W1: a private image on ghcr.io", "ghcr.io/acme/private:1", "other");
    row("W1: section 8, no slash", "nginx", "nginx");
    row("W1: section 8, one slash", "acme/private", "other");
    row("W1: section 8, two slashes", "acme/team/private", "other");
    row("W1: empty", "", "other");
    row("this computer", "localhost/nginx", "other");
    row("this computer with a port", "localhost:5000/nginx", "other");
    row("somebody's namespace", "acme/nginx", "other");
    row("somebody's namespace on Docker Hub", "docker.io/acme/nginx", "other");
    row("a namespace behind library", "library/acme/nginx", "other");
    row("a host that begins alike", "nginx.evil.example/nginx", "other");
    row("a host that begins like Docker's", "docker.io.evil.example/library/nginx", "other");
    row("a host that ends like Docker's", "evil-docker.io/library/nginx", "other");
    row("Docker's with a port", "docker.io:443/library/nginx", "other");
    row("Docker's in upper case", "Docker.io/library/nginx", "other");
    row("upper case", "Nginx", "other");
    row("credentials", "user:token@nginx", "other");
    row("credentials with a slash", "user:token@registry.corp/nginx", "other");
    row("a host alone", "registry.corp", "other");
    row("a host alone with a port", "registry.corp:5000", "other");
    row("an address alone", "192.168.1.5", "other");
    row("localhost alone", "localhost", "other");
    row("a URL", "https://hub.docker.com/_/nginx", "other");
    row("a path", "/home/somebody/nginx", "other");
    row("a path upwards", "../nginx", "other");
    row("a slash at the end", "nginx/", "other");
    row("a slash at the beginning", "/nginx", "other");
    row("two slashes", "docker.io//nginx", "other");
    row("library alone", "library/", "other");
    row("a colon and nothing", "nginx:", "other");
    row("two tags", "nginx:1:2", "other");
    row("an at sign and nothing", "nginx@", "other");
    row("a short digest", "nginx@sha256:abc", "other");
    row("a digest in upper case", "nginx@sha256:" + QByteArray(64, 'A'), "other");
    row("two digests", "nginx" + digest + digest, "other");
    row("a blank", "nginx 1", "other");
    row("a line's end", "nginx\n", "other");
    row("a NUL byte", QByteArray("nginx\0x", 7), "other");
    row("percent", "ngin%78", "other");
    row("a letter that looks alike", "ng\xD1\x96nx", "other");
    row("begins with a sign", "-nginx", "other");
    row("ends with a sign", "nginx_", "other");
    row("too long", QByteArray(65, 'a'), "other");
}

void PublicNameTest::knowsOfficialImages()
{
    QFETCH(QByteArray, reference);
    QFETCH(QByteArray, expected);
    QCOMPARE(
        QByteArray::fromStdString(officialImage(std::string_view(reference.constData(), size_t(reference.size())))),
        expected);
}

void PublicNameTest::knowsRepositoryHosts_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &url, const QByteArray &expected) {
        QTest::newRow(name) << url << expected;
    };
    row("https", "https://github.com/acme/notes.git", "github.com");
    row("http", "http://github.com/acme/notes", "github.com");
    row("host alone", "https://github.com", "github.com");
    row("upper case", "HTTPS://GitHub.COM/acme", "github.com");
    row("a dot at the end", "https://github.com./acme", "github.com");
    row("a port", "https://gitlab.example.org:8443/acme", "gitlab.example.org");
    row("git", "git://github.com/acme/notes.git", "github.com");
    row("a name and a password without a scheme", "john.doe:secret@git.acme.example", "other");
    row("ssh", "ssh://git@github.com:22/acme/notes.git", "github.com");
    row("scp form", "git@github.com:acme/notes.git", "github.com");
    row("scp form without user", "github.com:acme/notes.git", "github.com");
    row("W1: user and token", "https://user:token@github.com/acme/private", "github.com");
    row("W1: token as user", "https://ghp_0123456789@github.com/acme/private", "github.com");
    row("W1: an at sign in the password", "https://user:p@ss@github.com/acme", "github.com");
    row("W1: query and fragment", "https://github.com?token=secret#part", "github.com");
    row("W1: empty", "", "other");
    row("W1: a private host", "https://git.corp.example/acme/private", "git.corp.example"); // the enum's "otherwise"

    row("a host in the user's place", "https://github.com@evil.example/acme", "evil.example");
    row("a host in the fragment", "https://evil.example#@github.com/", "evil.example");
    row("a host in the query", "https://evil.example?@github.com/", "evil.example");
    row("a backslash", "https://github.com\\@evil.example/", "other");
    row("one word", "https://gitserver/acme", "other");
    row("this computer", "http://localhost:3000/acme", "other");
    row("an address", "https://10.0.0.5/acme", "other");
    row("an address with user and port", "ssh://git@192.168.1.5:2222/acme", "other");
    row("an address of IPv6", "https://[2001:db8::1]/acme", "other");
    row("a file", "file:///home/somebody/notes", "other");
    row("a file on a host", "file://server.example/notes", "other");
    row("a path", "/home/somebody/notes.git", "other");
    row("a path with a colon", "./notes:old", "other");
    row("a drive", "C:\\Users\\somebody\\notes", "other");
    row("a drive with slashes", "C:/Users/somebody/notes", "other");
    row("another scheme", "javascript://github.com/%0aalert(1)", "other");
    row("no scheme", "github.com/acme", "other");
    row("no host", "https:///acme", "other");
    row("a blank", "https://github.com /acme", "other");
    row("a line's end", "https://github.com\n/acme", "other");
    row("percent", "https://github%2ecom/acme", "other");
    row("a letter that looks alike", "https://g\xD1\x96thub.com/acme", "other");
    row("a port that is none", "https://github.com:token/acme", "other");
    row("an empty word", "https://github..com/acme", "other");
    row("a sign at the edge", "https://-github.com/acme", "other");
    row("a long word", "https://" + QByteArray(64, 'a') + ".com/", "other");
}

void PublicNameTest::knowsRepositoryHosts()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(repositoryHost(std::string_view(url.constData(), size_t(url.size())))),
             expected);
}

void PublicNameTest::takesAnyBytes()
{
    std::srand(20261122);
    const QByteArray alphabet = QByteArrayLiteral("aZ0.-_:/@#?%\\ \xC3\xA4\0[]");
    for (int round = 0; round < 20000; ++round) {
        std::string text(size_t(std::rand() % 40), ' ');
        for (char &c : text)
            c = alphabet[std::rand() % alphabet.size()];
        for (const std::string &name :
             {officialImage(std::string_view(text)), repositoryHost(std::string_view(text))}) {
            QVERIFY(!name.empty());
            QVERIFY2(name.find_first_of(" /:@#?%\\") == std::string::npos, name.c_str());
        }
    }
    QCOMPARE(officialImage(u"nginx:1"_s), "nginx");
    QCOMPARE(repositoryHost(u"https://github.com/a"_s), "github.com");
    QCOMPARE(officialImage("nginx:1"), "nginx");
}

QTEST_APPLESS_MAIN(PublicNameTest)
#include "tst_publicname.moc"

#include <cstdlib>
