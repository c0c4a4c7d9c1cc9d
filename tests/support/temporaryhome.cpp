// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/temporaryhome.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace candor::test {

using namespace Qt::StringLiterals;

TemporaryHome::TemporaryHome()
{
    if (!m_folder.isValid())
        qFatal("no temporary folder: %s", qUtf8Printable(m_folder.errorString()));
    QDir().mkpath(path(u"run"_s));
    QFile::setPermissions(path(u"run"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    write(u"machine-id"_s, "0123456789abcdef0123456789abcdef\n");
}

QProcessEnvironment TemporaryHome::environment() const
{
    QProcessEnvironment result;
    result.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    result.insert(u"LANG"_s, u"C.UTF-8"_s);
    // These tell the sanitizers of the tested build how to report.
    for (const QString &name : {u"ASAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s, u"TSAN_OPTIONS"_s, u"LSAN_OPTIONS"_s}) {
        if (qEnvironmentVariableIsSet(qPrintable(name)))
            result.insert(name, qEnvironmentVariable(qPrintable(name)));
    }
    result.insert(u"HOME"_s, path());
    result.insert(u"XDG_DATA_HOME"_s, path(u".local/share"_s));
    result.insert(u"XDG_CONFIG_HOME"_s, path(u".config"_s));
    result.insert(u"XDG_CACHE_HOME"_s, path(u".cache"_s));
    result.insert(u"XDG_RUNTIME_DIR"_s, m_runtime.path());
    return result;
}

Directories TemporaryHome::directories() const
{
    Directories result;
    result.home = path();
    result.localData = path(u".local/share"_s);
    result.config = path(u".config"_s);
    result.runtime = m_runtime.path();
    result.managed = {path(u"managed"_s)};
    result.machineIdFile = path(u"machine-id"_s);
    return result;
}

QString TemporaryHome::path(const QString &below) const
{
    return below.isEmpty() ? m_folder.path() : m_folder.path() + u'/' + below;
}

void TemporaryHome::write(const QString &below, const QByteArray &bytes) const
{
    QDir().mkpath(QFileInfo(path(below)).path());
    QFile file(path(below));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qUtf8Printable(path(below)));
}

QByteArray TemporaryHome::read(const QString &below) const
{
    QFile file(path(below));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool TemporaryHome::exists(const QString &below) const
{
    const QFileInfo info(path(below));
    return info.exists() || info.isSymLink();
}

QStringList TemporaryHome::everything() const
{
    QStringList result;
    QDirIterator walk(path(), QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        walk.next();
        result.append(QDir(path()).relativeFilePath(walk.filePath()));
    }
    for (const QString &file : m_runtime.files())
        result.append(u"runtime:"_s + file);
    result.sort();
    return result;
}

} // namespace candor::test
