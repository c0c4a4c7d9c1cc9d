// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/usagedatafiles.h"

#include "candor/notice.h"
#include "catalogue/widening.h"
#include "cli/cataloguecommand.h"

#include <QFile>
#include <QSaveFile>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

class Folder
{
public:
    explicit Folder(QString path)
        : m_path(std::move(path))
    {
    }

    [[nodiscard]] bool has(const QString &name) const { return QFile::exists(at(name)); }

    [[nodiscard]] QByteArray read(const QString &name)
    {
        QFile file(at(name));
        if (file.open(QIODevice::ReadOnly))
            return file.readAll();
        fail(file.fileName() + u": "_s + file.errorString());
        return {};
    }

    /// Does not write unchanged contents, so that nothing is rebuilt because of it.
    void write(const QString &name, const QByteArray &bytes)
    {
        if (has(name) && read(name) == bytes)
            return;
        QSaveFile file(at(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            fail(file.fileName() + u": "_s + file.errorString());
    }

    void fail(const QString &message)
    {
        if (problem.isEmpty())
            problem = message;
    }

    QString problem;

private:
    [[nodiscard]] QString at(const QString &name) const { return m_path + u'/' + name; }

    QString m_path;
};

} // namespace

QString writeUsageDataFiles(const QString &path)
{
    const QString agreedName = u"collected-under-notice.json"_s;
    Folder folder(path);
    const QByteArray noticeBytes = folder.read(u"notice.json"_s);
    const QByteArray catalogueBytes = folder.read(u"catalogue.json"_s);
    const QByteArray guide = folder.read(u"usage-data-guide.md"_s);
    if (!folder.problem.isEmpty())
        return folder.problem;

    QString error;
    const std::optional<Notice> notice = Notice::fromJson(noticeBytes, Identity::Stable, &error);
    if (!notice)
        return error;
    std::string problem;
    const std::shared_ptr<const Catalogue> catalogue = Catalogue::fromJson(catalogueBytes.toStdString(), &problem);
    if (!catalogue)
        return QString::fromStdString(problem);

    bool writeAgreed = true;
    if (folder.has(agreedName)) {
        const auto agreed = CollectedUnderNotice::fromJson(folder.read(agreedName).toStdString());
        if (!agreed)
            return QString::fromStdString(agreed.error);
        writeAgreed = notice->version() > agreed->notice;
        if (!writeAgreed)
            problem = agreed->problem(*catalogue, notice->version());
        if (!problem.empty())
            return QString::fromStdString(problem);
    }
    if (writeAgreed)
        folder.write(
            agreedName,
            QByteArray::fromStdString(CollectedUnderNotice::toJson(notice->version(), catalogueBytes.toStdString())));
    folder.write(u"USAGE_DATA.md"_s,
                 QByteArray::fromStdString(
                     usageDataMarkdown(*catalogue, usageDataNotice(*notice, Identity::Stable), guide.toStdString())));
    return folder.problem;
}

} // namespace candor
