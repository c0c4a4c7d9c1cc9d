// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentrecord.h"

#include "identity/anonymousid.h"
#include "system/jsonfile.h"
#include "system/visibletext.h"

#include <QByteArrayList>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// The only format in which times are written: UTC, milliseconds, "Z".
QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

/// Accepts only the text that timeText() would write, so that it can't be read in another way; otherwise null.
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

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

QString textOf(const JsonValue &value)
{
    return value.text() ? QString::fromStdString(*value.text()) : QString();
}

QStringList listOf(const std::vector<std::string> &texts)
{
    QStringList result;
    for (const std::string &text : texts)
        result.append(QString::fromStdString(text));
    return result;
}

constexpr qsizetype saltLength = 32; // hex of 16 bytes
constexpr qsizetype sha256Length = 64;

/// Reads the members one by one and then checks that they are consistent: a record that grants must contain everything
/// that the grant is compared with.
class RecordReader
{
public:
    explicit RecordReader(const QByteArray &bytes)
        : m_file("consent.json", view(bytes))
    {
    }

    Result<ConsentRecord> read()
    {
        readAnswer();
        readEvidence();
        readMemory();
        m_file.refuseUnknown();
        if (m_file.error().empty())
            checkTogether();
        return m_file.finish(std::move(m_record));
    }

private:
    void expect(bool fine, std::string_view name, std::string_view what)
    {
        if (!fine)
            m_file.failMember(name, what);
    }

    QString text(std::string_view name) { return QString::fromStdString(m_file.text(name)); }

    void readAnswer()
    {
        const std::optional<Decision> decision = valueOf(decisionNames, text("decision"));
        expect(decision.has_value(), "decision", "expected \"granted\", \"denied\" or \"undecided\"");
        m_record.decision = decision.value_or(Decision::Undecided);

        m_record.decisionId = text("decisionId");
        expect(m_record.decisionId.isEmpty() || AnonymousId::isWellFormed(m_record.decisionId), "decisionId",
               "expected a UUID in lower case, or an empty text");

        m_record.categories = categories("categories", m_file.texts("categories"));
        const std::optional<Origin> origin = valueOf(originNames, text("origin"));
        expect(origin.has_value(), "origin",
               "expected \"prompt\", \"settings\", \"command-line\" or \"settings-file\"");
        m_record.origin = origin.value_or(Origin::Prompt);

        m_record.time = timeOf(text("time"));
        expect(m_record.time.isValid(), "time", "expected a time such as \"2026-11-21T12:00:00.000Z\"");
    }

    void readEvidence()
    {
        m_record.catalogueId = text("catalogueId");
        m_record.noticeVersion = m_file.integer("noticeVersion", 0);
        m_record.recipient = text("recipient");
        m_record.noticeLanguage = text("noticeLanguage");
        m_record.noticeSha256 = hex("noticeSha256", sha256Length);
        m_record.salt = hex("salt", saltLength);
        m_record.machineAccount = hex("machineAccount", sha256Length);
    }

    Categories categories(std::string_view name, const std::vector<std::string> &texts)
    {
        Categories result;
        for (const std::string &text : texts) {
            const std::optional<Category> category = categoryNamed(text);
            expect(category && !result.testFlag(*category), name, "expected \"usage\", \"errors\", each at most once");
            if (category)
                result.setFlag(*category);
        }
        return result;
    }

    QByteArray hex(std::string_view name, qsizetype length)
    {
        const QString text = this->text(name);
        expect(text.isEmpty() || isLowerCaseHex(text, length), name,
               "expected " + std::to_string(length) + " hexadecimal digits in lower case, or an empty text");
        return text.toLatin1();
    }

    void readMemory()
    {
        m_record.grantedBefore = categories("grantedBefore", m_file.optionalTexts("grantedBefore"));
        m_record.timesClosed = m_file.integer("timesClosed", 0);
        m_record.closedQuestion = text("closedQuestion");
        m_record.terminalAnswerShown = m_file.boolean("terminalAnswerShown");
        m_record.earlierIds = listOf(m_file.texts("earlierIds"));
        expect(std::all_of(m_record.earlierIds.begin(), m_record.earlierIds.end(), AnonymousId::isWellFormed),
               "earlierIds", "expected UUIDs in lower case");
        m_record.earlierRecipients = listOf(m_file.optionalTexts("earlierRecipients"));
        if (const JsonValue *extensions = m_file.optionalObject("extensions"))
            m_record.extensions = bytesOf(m_file.bytesOf(*extensions));
    }

    void checkTogether()
    {
        if (m_record.decision != Decision::Granted) {
            expect(!m_record.categories, "categories", "only a yes names categories");
            expect(m_record.decisionId.isEmpty(), "decisionId", "only a yes has one");
            expect(m_record.origin != Origin::SettingsFile || m_record.decision == Decision::Denied, "origin",
                   "a false in settings.json is a no");
            return;
        }
        expect(bool(m_record.categories), "categories", "a yes names at least one category");
        expect(!m_record.decisionId.isEmpty(), "decisionId", "a yes needs one");
        expect(!m_record.catalogueId.isEmpty(), "catalogueId", "a yes needs one");
        expect(m_record.noticeVersion >= 1, "noticeVersion", "a yes is given to version 1 or later");
        expect(!m_record.noticeSha256.isEmpty(), "noticeSha256", "a yes needs it");
        expect(!m_record.noticeLanguage.isEmpty(), "noticeLanguage", "a yes needs one");
        expect(!m_record.recipient.isEmpty(), "recipient", "a yes needs one");
        expect(m_record.origin != Origin::SettingsFile, "origin", "settings.json can only refuse");
        expect(!m_record.salt.isEmpty(), "salt", "a yes needs one");
        expect(!m_record.machineAccount.isEmpty(), "machineAccount", "a yes needs it");
    }

    JsonFile m_file;
    ConsentRecord m_record;
};

QByteArray quoted(const QString &text)
{
    return QByteArray::fromStdString(quotedJson(text.toStdString()));
}

QByteArray quoted(const QStringList &texts)
{
    QByteArrayList items;
    for (const QString &text : texts)
        items.append("\n    " + quoted(text));
    return items.isEmpty() ? QByteArrayLiteral("[]") : '[' + items.join(',') + "\n  ]";
}

QByteArray quoted(Categories categories)
{
    QStringList names;
    for (const Category category : everyCategory) {
        const std::string_view name = categoryName(category);
        if (categories.testFlag(category))
            names.append(QLatin1StringView(name.data(), qsizetype(name.size())));
    }
    return quoted(names);
}

} // namespace

QString decisionName(Decision decision)
{
    return nameOf(decisionNames, decision);
}

Result<ConsentRecord> ConsentRecord::fromJson(const QByteArray &bytes)
{
    return RecordReader(bytes).read();
}

std::optional<ConsentRecord> ConsentRecord::refusalFromJson(const QByteArray &bytes)
{
    const JsonValue file = parseStrictJson(view(bytes)).value.value_or(JsonValue());
    if (!file.object()) {
        // Whatever is wrong with the rest, this text is a refusal.
        const QRegularExpression denied(u"(?<![\\w.-])decision[\"']?\\s*[:=]+\\s*[\"']?denied(?![\\w-])"_s);
        if (!denied.match(readableText(bytes)).hasMatch())
            return std::nullopt;
        ConsentRecord record;
        record.decision = Decision::Denied;
        return record;
    }
    if (textOf(file.at("decision")) != decisionName(Decision::Denied))
        return std::nullopt;
    ConsentRecord record;
    record.decision = Decision::Denied;
    record.origin = valueOf(originNames, textOf(file.at("origin"))).value_or(Origin::Prompt);
    record.time = timeOf(textOf(file.at("time")));
    record.noticeVersion = int(file.at("noticeVersion").integer(0, std::numeric_limits<int>::max()).value_or(0));
    record.recipient = textOf(file.at("recipient"));
    if (const JsonValue::List *const ids = file.at("earlierIds").list()) {
        for (const JsonValue &id : *ids) {
            if (AnonymousId::isWellFormed(textOf(id)))
                record.earlierIds.append(textOf(id));
        }
    }
    if (const JsonValue *const extensions = file.find("extensions"); extensions && extensions->object())
        record.extensions = bytesOf(extensions->bytesIn(view(bytes)));
    return record;
}

QByteArray ConsentRecord::toJson() const
{
    QByteArrayList members;
    const auto add = [&members](const char *name, const QByteArray &json) {
        members.append(QByteArray("\n  \"") + name + "\": " + json);
    };
    add("decision", quoted(decisionName(decision)));
    add("decisionId", quoted(decisionId));
    add("categories", quoted(categories));
    add("catalogueId", quoted(catalogueId));
    add("noticeVersion", QByteArray::number(noticeVersion));
    add("noticeSha256", quoted(QString::fromUtf8(noticeSha256)));
    add("noticeLanguage", quoted(noticeLanguage));
    add("recipient", quoted(recipient));
    add("time", quoted(timeText(time)));
    add("origin", quoted(nameOf(originNames, origin)));
    add("salt", quoted(QString::fromUtf8(salt)));
    add("machineAccount", quoted(QString::fromUtf8(machineAccount)));
    if (grantedBefore)
        add("grantedBefore", quoted(grantedBefore));
    add("timesClosed", QByteArray::number(timesClosed));
    add("closedQuestion", quoted(closedQuestion));
    add("terminalAnswerShown", terminalAnswerShown ? "true" : "false");
    add("earlierIds", quoted(earlierIds));
    if (!earlierRecipients.isEmpty())
        add("earlierRecipients", quoted(earlierRecipients));
    if (!extensions.isEmpty())
        add("extensions", extensions);
    return '{' + members.join(',') + "\n}\n";
}

} // namespace candor
