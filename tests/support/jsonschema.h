// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace candor::test {

/// Checks documents against a JSON Schema, with RapidJSON. RapidJSON supports draft 4 and ignores unknown keywords, so
/// problem() names everything that draft 4 lacks or interprets differently. Only the newer "$defs" is allowed, which
/// draft 4 calls "definitions".
class JsonSchema
{
public:
    explicit JsonSchema(QByteArray schema);
    ~JsonSchema();
    Q_DISABLE_COPY_MOVE(JsonSchema)

    /// Why documents can't be checked against this schema; usually empty.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// Also false for invalid JSON.
    [[nodiscard]] bool accepts(const QByteArray &json) const;

private:
    struct Documents;
    std::unique_ptr<Documents> m_documents;
    QString m_problem;
};

} // namespace candor::test
