// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/cataloguesource.h"

#include <QFile>

#include <utility>

namespace candor {

CatalogueSource::CatalogueSource(QString path, QString expectedId)
    : m_path(std::move(path))
    , m_expectedId(std::move(expectedId))
{
}

std::shared_ptr<const Catalogue> CatalogueSource::load(std::string *error)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_catalogue)
            return m_catalogue;
    }
    std::shared_ptr<const Catalogue> catalogue = read(error);
    const std::lock_guard lock(m_mutex);
    m_catalogue = catalogue;
    m_problem = catalogue ? std::string() : *error;
    return catalogue;
}

std::shared_ptr<const Catalogue> CatalogueSource::read(std::string *error) const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = "the catalogue " + m_path.toStdString()
            + " can't be read, so nothing is collected: " + file.errorString().toStdString();
        return nullptr;
    }
    const QByteArray json = file.readAll();
    std::shared_ptr<const Catalogue> catalogue =
        Catalogue::fromJson({json.constData(), static_cast<std::size_t>(json.size())}, error);
    const std::string expected = m_expectedId.toStdString();
    if (catalogue && !expected.empty() && catalogue->id() != expected) {
        *error = "catalogue.json is \"" + catalogue->id() + "\", but the notice asks about \"" + expected
            + "\", so nothing is collected";
        return nullptr;
    }
    return catalogue;
}

bool CatalogueSource::isLoaded() const
{
    const std::lock_guard lock(m_mutex);
    return m_catalogue != nullptr;
}

QString CatalogueSource::problem() const
{
    const std::lock_guard lock(m_mutex);
    return QString::fromStdString(m_problem);
}

} // namespace candor
