// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"

#include <QString>

#include <memory>
#include <mutex>
#include <string>

namespace candor {

/// The catalogue of one application, parsed when it is first wanted. Safe on any thread.
class CatalogueSource
{
public:
    /// \a path: of catalogue.json. \a expectedId: of the catalogue that the notice asks about; empty: any.
    CatalogueSource(QString path, QString expectedId);

    /// Parsed at the first call, which takes a moment, and kept. Nothing, and \a error, where it is not valid or not
    /// the notice's; the next call reads it again.
    [[nodiscard]] std::shared_ptr<const Catalogue> load(std::string *error);
    /// Was it read, and is it valid? No I/O.
    [[nodiscard]] bool isLoaded() const;
    /// Why it is not valid, as it was read last; empty before. No I/O.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    [[nodiscard]] std::shared_ptr<const Catalogue> read(std::string *error) const;

    const QString m_path;
    const QString m_expectedId;
    mutable std::mutex m_mutex; // guards what is below, for moments only: the window's thread takes it
    std::shared_ptr<const Catalogue> m_catalogue; // once it was read and is valid
    std::string m_problem; // once it was read and is not
};

} // namespace candor
