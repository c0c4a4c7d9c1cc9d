// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentrecord.h"

#include "consent/strictmembers.h"
#include "system/strictdocument.h"
#include "system/visibletext.h"

#include <QRegularExpression>
#include <QUuid>

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

// The names in the file. A word that is not in these tables is an error, never a default.
constexpr std::array decisionNames{std::pair{Decision::Undecided, "undecided"_L1},
                                   std::pair{Decision::Granted, "granted"_L1},
                                   std::pair{Decision::Denied, "denied"_L1}};
constexpr std::array originNames{std::pair{Origin::Prompt, "prompt"_L1}, std::pair{Origin::Settings, "settings"_L1},
                                 std::pair{Origin::CommandLine, "command-line"_L1},
                                 std::pair{Origin::SettingsFile, "settings-file"_L1}};

template<typename Table, typename Value>
QLatin1StringView nameOf(const Table &table, Value value)
{
    const auto found =
        std::find_if(table.begin(), table.end(), [value](const auto &entry) { return entry.first == value; });
    Q_ASSERT(found != table.end());
    return found->second;
}

template<typename Table>
auto valueOf(const Table &table, const QString &name) -> std::optional<typename Table::value_type::first_type>
{
    const auto found =
        std::find_if(table.begin(), table.end(), [&name](const auto &entry) { return entry.second == name; });
    if (found == table.end())
        return std::nullopt;
    return found->first;
}

/// The one form in which times are written: UTC, milliseconds, "Z".
QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

/// Only what we would write ourselves, so that no other reading of the text is possible; else null.
QDateTime timeOf(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() && timeText(time) == text ? time : QDateTime();
}

bool isLowerCaseHex(const QString &text, qsizetype length)
{
    return text.size() == length && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

bool isUuid(const QString &text)
{
    const QUuid uuid = QUuid::fromString(text);
    return !uuid.isNull() && uuid.toString(QUuid::WithoutBraces) == text;
}

QByteArray jsonOf(const rapidjson::Value &value)
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return QByteArray(buffer.GetString(), qsizetype(buffer.GetSize()));
}

constexpr qsizetype saltLength = 32; // hex of 16 bytes
constexpr qsizetype sha256Length = 64;

/// Reads the members one by one and then checks that they make sense together: a record that grants must say everything
/// that the grant is compared with.
class RecordReader
{
public:
    explicit RecordReader(const QByteArray &bytes)
        : m_members(u"consent.json"_s, bytes)
    {
    }

    std::optional<ConsentRecord> read(QString *error)
    {
        readAnswer();
        readEvidence();
        readMemory();
        m_members.refuseUnknown();
        if (m_members.error().isEmpty())
            checkTogether();
        if (m_members.error().isEmpty())
            return m_record;
        if (error)
            *error = m_members.error();
        return std::nullopt;
    }

private:
    void expect(bool fine, const char *name, const QString &what)
    {
        if (!fine)
            m_members.fail(QLatin1StringView(name), what);
    }

    void readAnswer()
    {
        const std::optional<Decision> decision = valueOf(decisionNames, m_members.string("decision"));
        expect(decision.has_value(), "decision", u"expected \"granted\", \"denied\" or \"undecided\""_s);
        m_record.decision = decision.value_or(Decision::Undecided);

        m_record.decisionId = m_members.string("decisionId");
        expect(m_record.decisionId.isEmpty() || isUuid(m_record.decisionId), "decisionId",
               u"expected a UUID in lower case, or an empty text"_s);

        m_record.categories = categories("categories", m_members.strings("categories"));
        const std::optional<Origin> origin = valueOf(originNames, m_members.string("origin"));
        expect(origin.has_value(), "origin",
               u"expected \"prompt\", \"settings\", \"command-line\" or \"settings-file\""_s);
        m_record.origin = origin.value_or(Origin::Prompt);

        m_record.time = timeOf(m_members.string("time"));
        expect(m_record.time.isValid(), "time", u"expected a time such as \"2026-11-21T12:00:00.000Z\""_s);
    }

    void readEvidence()
    {
        m_record.catalogueId = m_members.string("catalogueId");
        m_record.noticeVersion = m_members.integer("noticeVersion", 0);
        m_record.recipient = m_members.string("recipient");
        m_record.noticeLanguage = m_members.string("noticeLanguage");
        m_record.noticeSha256 = hex("noticeSha256", sha256Length);
        m_record.salt = hex("salt", saltLength);
        m_record.machineAccount = hex("machineAccount", sha256Length);
    }

    Categories categories(const char *name, const QStringList &texts)
    {
        Categories result;
        for (const QString &text : texts) {
            const std::optional<Category> category = categoryNamed(text.toStdString());
            expect(category && !result.testFlag(*category), name,
                   u"expected \"usage\", \"errors\", each at most once"_s);
            if (category)
                result.setFlag(*category);
        }
        return result;
    }

    QByteArray hex(const char *name, qsizetype length)
    {
        const QString text = m_members.string(name);
        expect(text.isEmpty() || isLowerCaseHex(text, length), name,
               u"expected %1 hexadecimal digits in lower case, or an empty text"_s.arg(length));
        return text.toLatin1();
    }

    void readMemory()
    {
        m_record.grantedBefore = categories("grantedBefore", m_members.optionalStrings("grantedBefore"));
        m_record.timesClosed = m_members.integer("timesClosed", 0);
        m_record.closedQuestion = m_members.string("closedQuestion");
        m_record.terminalAnswerShown = m_members.boolean("terminalAnswerShown");
        m_record.earlierIds = m_members.strings("earlierIds");
        expect(std::all_of(m_record.earlierIds.begin(), m_record.earlierIds.end(), isUuid), "earlierIds",
               u"expected UUIDs in lower case"_s);
        m_record.earlierRecipients = m_members.optionalStrings("earlierRecipients");
        if (const rapidjson::Value *extensions = m_members.optionalObject("extensions"))
            m_record.extensions = jsonOf(*extensions);
    }

    void checkTogether()
    {
        if (m_record.decision != Decision::Granted) {
            expect(!m_record.categories, "categories", u"only a yes names categories"_s);
            expect(m_record.decisionId.isEmpty(), "decisionId", u"only a yes has one"_s);
            expect(m_record.origin != Origin::SettingsFile || m_record.decision == Decision::Denied, "origin",
                   u"a false in settings.json is a no"_s);
            return;
        }
        expect(bool(m_record.categories), "categories", u"a yes names at least one category"_s);
        expect(!m_record.decisionId.isEmpty(), "decisionId", u"a yes needs one"_s);
        expect(!m_record.catalogueId.isEmpty(), "catalogueId", u"a yes needs one"_s);
        expect(m_record.noticeVersion >= 1, "noticeVersion", u"a yes is given to version 1 or later"_s);
        expect(!m_record.noticeSha256.isEmpty(), "noticeSha256", u"a yes needs it"_s);
        expect(!m_record.noticeLanguage.isEmpty(), "noticeLanguage", u"a yes needs one"_s);
        expect(!m_record.recipient.isEmpty(), "recipient", u"a yes needs one"_s);
        expect(m_record.origin != Origin::SettingsFile, "origin", u"settings.json can only refuse"_s);
        expect(!m_record.salt.isEmpty(), "salt", u"a yes needs one"_s);
        expect(!m_record.machineAccount.isEmpty(), "machineAccount", u"a yes needs it"_s);
    }

    StrictMembers m_members;
    ConsentRecord m_record;
};

using JsonWriter = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void write(JsonWriter &writer, const char *name, const QByteArray &text)
{
    writer.Key(name);
    writer.String(text.constData(), rapidjson::SizeType(text.size()));
}

void write(JsonWriter &writer, const char *name, const QStringList &texts)
{
    writer.Key(name);
    writer.StartArray();
    for (const QString &each : texts) {
        const QByteArray text = each.toUtf8();
        writer.String(text.constData(), rapidjson::SizeType(text.size()));
    }
    writer.EndArray();
}

void write(JsonWriter &writer, const char *name, Categories categories)
{
    writer.Key(name);
    writer.StartArray();
    for (const Category category : everyCategory) {
        const std::string_view text = categoryName(category);
        if (categories.testFlag(category))
            writer.String(text.data(), rapidjson::SizeType(text.size()));
    }
    writer.EndArray();
}

void write(JsonWriter &writer, const char *name, const QString &text)
{
    write(writer, name, text.toUtf8());
}

void write(JsonWriter &writer, const char *name, QLatin1StringView text)
{
    write(writer, name, QByteArray(text.data(), text.size()));
}

} // namespace

std::optional<ConsentRecord> ConsentRecord::fromJson(const QByteArray &bytes, QString *error)
{
    return RecordReader(bytes).read(error);
}

std::optional<ConsentRecord> ConsentRecord::refusalFromJson(const QByteArray &bytes)
{
    rapidjson::Document document;
    std::string ignored;
    if (!parseStrictJson({bytes.constData(), std::size_t(bytes.size())}, &document, &ignored) || !document.IsObject()) {
        // Whatever is wrong with the rest: who wrote this refused.
        const QRegularExpression denied(u"(?<![\\w.-])decision[\"']?\\s*[:=]+\\s*[\"']?denied(?![\\w-])"_s);
        if (!denied.match(readableText(bytes)).hasMatch())
            return std::nullopt;
        ConsentRecord record;
        record.decision = Decision::Denied;
        return record;
    }
    const auto text = [](const rapidjson::Value &value) {
        return value.IsString() ? QString::fromUtf8(value.GetString(), qsizetype(value.GetStringLength())) : QString();
    };
    const rapidjson::Value nothing;
    const auto member = [&document, &nothing](const char *name) -> const rapidjson::Value & {
        const auto found = document.FindMember(name);
        return found == document.MemberEnd() ? nothing : found->value;
    };
    if (text(member("decision")) != nameOf(decisionNames, Decision::Denied))
        return std::nullopt;
    ConsentRecord record;
    record.decision = Decision::Denied;
    record.origin = valueOf(originNames, text(member("origin"))).value_or(Origin::Prompt);
    record.time = timeOf(text(member("time")));
    if (const rapidjson::Value &version = member("noticeVersion"); version.IsInt())
        record.noticeVersion = std::max(version.GetInt(), 0);
    record.recipient = text(member("recipient"));
    if (const rapidjson::Value &ids = member("earlierIds"); ids.IsArray()) {
        for (const rapidjson::Value &id : ids.GetArray()) {
            if (isUuid(text(id)))
                record.earlierIds.append(text(id));
        }
    }
    if (member("extensions").IsObject())
        record.extensions = jsonOf(member("extensions"));
    return record;
}

QByteArray ConsentRecord::toJson() const
{
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.SetIndent(' ', 2);
    writer.StartObject();
    write(writer, "decision", nameOf(decisionNames, decision));
    write(writer, "decisionId", decisionId);
    write(writer, "categories", categories);
    write(writer, "catalogueId", catalogueId);
    writer.Key("noticeVersion");
    writer.Int(noticeVersion);
    write(writer, "noticeSha256", noticeSha256);
    write(writer, "noticeLanguage", noticeLanguage);
    write(writer, "recipient", recipient);
    write(writer, "time", timeText(time));
    write(writer, "origin", nameOf(originNames, origin));
    write(writer, "salt", salt);
    write(writer, "machineAccount", machineAccount);
    if (grantedBefore)
        write(writer, "grantedBefore", grantedBefore);
    writer.Key("timesClosed");
    writer.Int(timesClosed);
    write(writer, "closedQuestion", closedQuestion);
    writer.Key("terminalAnswerShown");
    writer.Bool(terminalAnswerShown);
    write(writer, "earlierIds", earlierIds);
    if (!earlierRecipients.isEmpty())
        write(writer, "earlierRecipients", earlierRecipients);
    if (!extensions.isEmpty()) {
        writer.Key("extensions");
        writer.RawValue(extensions.constData(), std::size_t(extensions.size()), rapidjson::kObjectType);
    }
    writer.EndObject();
    return QByteArray(buffer.GetString(), qsizetype(buffer.GetSize())) + '\n';
}

} // namespace candor
