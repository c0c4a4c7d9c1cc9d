// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/strictmembers.h"

#include "system/strictdocument.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <string_view>
#include <unordered_map>
#include <vector>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// Notes where each member stands. A document has no positions, so this is a second, forward-only pass.
class LineCollector : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, LineCollector>
{
public:
    LineCollector(std::string_view text, const rapidjson::MemoryStream &stream,
                  std::unordered_map<std::string, int> *lines)
        : m_text(text)
        , m_stream(stream)
        , m_lines(lines)
    {
    }

    bool Key(const char *name, rapidjson::SizeType length, bool)
    {
        m_path = m_containers.empty() || m_containers.back().empty() ? std::string() : m_containers.back() + '/';
        m_path.append(name, length);
        m_lines->emplace(m_path, lineOfOffset(m_text, m_stream.Tell()));
        return true;
    }
    bool StartObject() { return enter(); }
    bool EndObject(rapidjson::SizeType) { return leave(); }
    bool StartArray() { return enter(); }
    bool EndArray(rapidjson::SizeType) { return leave(); }

private:
    bool enter()
    {
        m_containers.push_back(m_path);
        return true;
    }
    bool leave()
    {
        m_containers.pop_back();
        return true;
    }

    std::string_view m_text;
    const rapidjson::MemoryStream &m_stream;
    std::unordered_map<std::string, int> *m_lines;
    std::vector<std::string> m_containers;
    std::string m_path;
};

QString toQString(const rapidjson::Value &value)
{
    return QString::fromUtf8(value.GetString(), qsizetype(value.GetStringLength()));
}

} // namespace

StrictMembers::StrictMembers(QString fileName, const QByteArray &bytes)
    : m_fileName(std::move(fileName))
    , m_bytes(bytes)
{
    const std::string_view text(bytes.constData(), std::size_t(bytes.size()));
    std::string problem;
    if (!parseStrictJson(text, &m_document, &problem)) {
        m_error = u"%1, %2"_s.arg(m_fileName, QString::fromStdString(problem));
        return;
    }
    if (!m_document.IsObject()) {
        failAtLine(1, u"expected one JSON object"_s);
        return;
    }
}

const rapidjson::Value *StrictMembers::member(const char *name, bool required)
{
    if (!m_error.isEmpty())
        return nullptr;
    m_known.insert(name);
    const auto found = m_document.FindMember(name);
    if (found != m_document.MemberEnd())
        return &found->value;
    if (required)
        failAtLine(1, u"the member \"%1\" is missing"_s.arg(QLatin1StringView(name)));
    return nullptr;
}

QString StrictMembers::string(const char *name)
{
    const rapidjson::Value *value = member(name, true);
    if (!value)
        return QString();
    if (!value->IsString()) {
        fail(QLatin1StringView(name), u"expected a text in quotes"_s);
        return QString();
    }
    return toQString(*value);
}

QStringList StrictMembers::texts(const char *name, bool required)
{
    const rapidjson::Value *value = member(name, required);
    if (!value)
        return {};
    if (!value->IsArray()) {
        fail(QLatin1StringView(name), u"expected a list of texts"_s);
        return {};
    }
    QStringList result;
    for (const rapidjson::Value &item : value->GetArray()) {
        if (!item.IsString()) {
            fail(QLatin1StringView(name), u"expected a list of texts and nothing else"_s);
            return {};
        }
        result.append(toQString(item));
    }
    return result;
}

int StrictMembers::integer(const char *name, int minimum)
{
    const rapidjson::Value *value = member(name, true);
    if (!value)
        return 0;
    if (!value->IsInt() || value->GetInt() < minimum) {
        fail(QLatin1StringView(name), u"expected a whole number of at least %1"_s.arg(minimum));
        return 0;
    }
    return value->GetInt();
}

bool StrictMembers::boolean(const char *name)
{
    const rapidjson::Value *value = member(name, true);
    if (!value)
        return false;
    if (!value->IsBool()) {
        fail(QLatin1StringView(name), u"expected true or false"_s);
        return false;
    }
    return value->GetBool();
}

const rapidjson::Value *StrictMembers::object(const char *name)
{
    const rapidjson::Value *value = member(name, true);
    if (value && !value->IsObject()) {
        fail(QLatin1StringView(name), u"expected an object"_s);
        return nullptr;
    }
    return value;
}

const rapidjson::Value *StrictMembers::optionalObject(const char *name)
{
    const rapidjson::Value *value = member(name, false);
    if (value && !value->IsObject()) {
        fail(QLatin1StringView(name), u"expected an object"_s);
        return nullptr;
    }
    return value;
}

void StrictMembers::fail(const QString &path, const QString &what)
{
    if (m_error.isEmpty())
        failAtLine(lineOf(path), u"\"%1\": %2"_s.arg(path, what));
}

/// Only when something is wrong: reading the file a second time for it would cost every start.
int StrictMembers::lineOf(const QString &path) const
{
    const std::string_view text(m_bytes.constData(), std::size_t(m_bytes.size()));
    std::unordered_map<std::string, int> lines;
    rapidjson::MemoryStream stream(text.data(), text.size());
    LineCollector collector(text, stream, &lines);
    rapidjson::Reader reader;
    // The text was parsed once already, so that this can't fail.
    reader.Parse(stream, collector);
    const auto line = lines.find(path.toStdString());
    return line == lines.end() ? 1 : line->second;
}

void StrictMembers::failAtLine(int line, const QString &what)
{
    if (m_error.isEmpty())
        m_error = u"%1, line %2: %3"_s.arg(m_fileName).arg(line).arg(what);
}

void StrictMembers::refuseUnknown()
{
    if (!m_error.isEmpty())
        return;
    for (const auto &entry : m_document.GetObject()) {
        const QByteArray name(entry.name.GetString(), qsizetype(entry.name.GetStringLength()));
        if (!m_known.contains(name)) {
            fail(QString::fromUtf8(name), u"is not a member that is known here"_s);
            return;
        }
    }
}

} // namespace candor
