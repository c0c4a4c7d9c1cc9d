// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace candor::test {

/// Checks documents against a JSON Schema, with RapidJSON. That one knows draft 4 and skips what it does not know, so
/// problem() names everything that draft 4 lacks or reads differently; only "$defs" is newer, which is called
/// "definitions" there.
class JsonSchema
{
public:
    explicit JsonSchema(QByteArray schema);
    ~JsonSchema();
    Q_DISABLE_COPY_MOVE(JsonSchema)

    /// Why documents can't be checked against this one; empty as a rule.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// False also for what is no JSON.
    [[nodiscard]] bool accepts(const QByteArray &json) const;

private:
    struct Documents;
    std::unique_ptr<Documents> m_documents;
    QString m_problem;
};

} // namespace candor::test
