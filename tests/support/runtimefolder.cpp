// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/runtimefolder.h"

#include <QDirIterator>
#include <QFile>
#include <QtDebug>

namespace candor::test {

using namespace Qt::StringLiterals;

RuntimeFolder::RuntimeFolder()
    : m_folder(u"/dev/shm/candor-test-XXXXXX"_s)
{
    if (!m_folder.isValid())
        qFatal("these tests need a file system in memory at /dev/shm: %s", qPrintable(m_folder.errorString()));
}

QStringList RuntimeFolder::files() const
{
    QStringList result;
    QDirIterator found(path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (found.hasNext())
        result.append(found.next().mid(path().size() + 1));
    result.sort();
    return result;
}

} // namespace candor::test
