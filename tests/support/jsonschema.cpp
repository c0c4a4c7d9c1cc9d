// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/jsonschema.h"

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>
#include <rapidjson/schema.h>

#include <QSet>

namespace candor::test {

using namespace Qt::StringLiterals;

namespace {

using rapidjson::Value;

/// Keywords that describe the schema and do not constrain documents.
const QSet<QString> annotations{u"$schema"_s,     u"$id"_s,      u"$comment"_s, u"title"_s,
                                u"description"_s, u"examples"_s, u"default"_s,  u"format"_s};
/// Keywords with the same meaning in draft 4 and in 2020-12, grouped by their contents.
const QSet<QString> plain{u"type"_s,        u"enum"_s,          u"required"_s,     u"minLength"_s, u"maxLength"_s,
                          u"pattern"_s,     u"minimum"_s,       u"maximum"_s,      u"minItems"_s,  u"maxItems"_s,
                          u"uniqueItems"_s, u"minProperties"_s, u"maxProperties"_s};
const QSet<QString> oneSchema{u"items"_s, u"additionalProperties"_s, u"not"_s};
const QSet<QString> schemaList{u"allOf"_s, u"anyOf"_s, u"oneOf"_s};
const QSet<QString> schemaMap{u"properties"_s, u"patternProperties"_s, u"definitions"_s};

/// \returns what RapidJSON would ignore or interpret differently in \a schema, and where.
QString unsupported(const Value &schema, const Value &root, const QString &where)
{
    if (schema.IsBool()) // 2020-12 allows it everywhere, draft 4 only in additionalProperties
        return where.endsWith(u"/additionalProperties"_s) ? QString() : where + u" is a boolean"_s;
    if (!schema.IsObject())
        return where + u" is no schema"_s;
    for (const auto &member : schema.GetObject()) {
        const QString keyword = QString::fromUtf8(member.name.GetString());
        const QString at = where + u'/' + keyword;
        QString problem;
        if (annotations.contains(keyword)) {
            continue;
        } else if (keyword == "$ref"_L1) {
            // Draft 4 ignores the members beside it.
            for (const auto &sibling : schema.GetObject()) {
                const QString name = QString::fromUtf8(sibling.name.GetString());
                if (name != keyword && !annotations.contains(name))
                    problem = at + u" has "_s + name + u" beside it"_s;
            }
            const rapidjson::Pointer pointer(member.value.GetString());
            if (!pointer.IsValid() || !pointer.Get(root))
                problem = at + u" leads nowhere"_s;
        } else if (oneSchema.contains(keyword)) {
            problem = unsupported(member.value, root, at);
        } else if (schemaList.contains(keyword)) {
            for (const Value &entry : member.value.GetArray()) {
                if (problem.isEmpty())
                    problem = unsupported(entry, root, at);
            }
        } else if (schemaMap.contains(keyword)) {
            for (const auto &entry : member.value.GetObject()) {
                if (problem.isEmpty())
                    problem = unsupported(entry.value, root, at + u'/' + QString::fromUtf8(entry.name.GetString()));
            }
        } else if (!plain.contains(keyword)) {
            problem = at + u" is not known"_s;
        }
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace

struct JsonSchema::Documents
{
    rapidjson::Document source;
    std::unique_ptr<rapidjson::SchemaDocument> schema;
};

JsonSchema::JsonSchema(QByteArray schema)
    : m_documents(std::make_unique<Documents>())
{
    // RapidJSON does not accept "$" in the target of a "$ref"; draft 4 has another word with the same meaning.
    schema.replace("$defs", "definitions");
    rapidjson::Document &source = m_documents->source;
    source.Parse(schema.constData(), static_cast<std::size_t>(schema.size()));
    if (source.HasParseError()) {
        m_problem = u"the schema is no JSON"_s;
        return;
    }
    m_problem = unsupported(source, source, u"#"_s);
    if (!m_problem.isEmpty())
        return;
    // Newer versions of RapidJSON reject unknown drafts, but they know all keywords of this schema.
    source.RemoveMember("$schema");
    m_documents->schema = std::make_unique<rapidjson::SchemaDocument>(source);
}

JsonSchema::~JsonSchema() = default;

bool JsonSchema::accepts(const QByteArray &json) const
{
    rapidjson::Document document;
    document.Parse(json.constData(), static_cast<std::size_t>(json.size()));
    if (!m_documents->schema || document.HasParseError())
        return false;
    rapidjson::SchemaValidator validator(*m_documents->schema);
    return document.Accept(validator) && validator.IsValid();
}

} // namespace candor::test
