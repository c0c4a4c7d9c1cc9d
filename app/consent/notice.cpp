// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/notice.h"

#include "consent/strictmembers.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

bool isLanguageTag(const QString &text)
{
    static const QRegularExpression pattern(u"\\A[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?\\z"_s);
    return pattern.match(text).hasMatch();
}

bool isCatalogueId(const QString &text)
{
    static const QRegularExpression pattern(u"\\A[a-z0-9][a-z0-9._-]{0,63}\\z"_s);
    return pattern.match(text).hasMatch();
}

bool isEmailAddress(const QString &text)
{
    static const QRegularExpression pattern(u"\\A[^\\s@<>]+@[^\\s@<>]+\\.[^\\s@<>]+\\z"_s);
    return pattern.match(text).hasMatch();
}

QUrl httpsUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty() ? url : QUrl();
}

enum class Emptiness { Refused, Allowed };

constexpr Identity modes[] = {Identity::Stable, Identity::Daily, Identity::None};

/// What a text may hold between braces. One that nobody fills in would be shown to people as it is.
struct Placeholder
{
    QString name; ///< without braces; empty: none is allowed
    bool required = false;
};

class NoticeReader
{
public:
    explicit NoticeReader(const QByteArray &bytes)
        : m_members(u"notice.json"_s, bytes)
    {
    }

    StrictMembers &members() { return m_members; }

    LocalizedText text(const char *name, const Placeholder &placeholder = {}, Emptiness emptiness = Emptiness::Refused)
    {
        return read(QLatin1StringView(name), m_members.object(name), placeholder, emptiness);
    }

    LocalizedText optionalText(const char *name)
    {
        return read(QLatin1StringView(name), m_members.optionalObject(name), {}, Emptiness::Refused);
    }

    /// A text for each mode of identity that stands there.
    QMap<Identity, LocalizedText> identityTexts(const char *name, std::optional<Identity> required)
    {
        QMap<Identity, LocalizedText> result;
        const rapidjson::Value *object = m_members.object(name);
        if (!object)
            return result;
        for (const auto &entry : object->GetObject()) {
            const QString word = QString::fromUtf8(entry.name.GetString(), qsizetype(entry.name.GetStringLength()));
            const QString path = QLatin1StringView(name) + u'/' + word;
            const auto mode = std::find_if(std::begin(modes), std::end(modes), [&word](Identity each) {
                const std::string_view known = identityName(each);
                return word == QLatin1StringView(known.data(), qsizetype(known.size()));
            });
            if (mode == std::end(modes))
                m_members.fail(path, u"expected \"stable\", \"daily\" or \"none\", each with its text"_s);
            else if (!entry.value.IsObject())
                m_members.fail(path, u"expected an object"_s);
            else
                result.insert(*mode, read(path, &entry.value, {}, Emptiness::Refused));
        }
        if (required && !result.contains(*required)) {
            const std::string_view word = identityName(*required);
            m_members.fail(QLatin1StringView(name),
                           u"the text for \"%1\", which this application uses, is missing"_s.arg(
                               QLatin1StringView(word.data(), qsizetype(word.size()))));
        } else if (result.isEmpty()) {
            m_members.fail(QLatin1StringView(name), u"expected a text for \"stable\", \"daily\" or \"none\""_s);
        }
        return result;
    }

private:
    LocalizedText read(const QString &name, const rapidjson::Value *object, const Placeholder &placeholder,
                       Emptiness emptiness)
    {
        if (!object)
            return {};
        LocalizedText result;
        for (const auto &entry : object->GetObject()) {
            const QString language = QString::fromUtf8(entry.name.GetString(), qsizetype(entry.name.GetStringLength()));
            const QString path = name + u'/' + language;
            if (!isLanguageTag(language)) {
                m_members.fail(path, u"expected a language tag such as \"en\", \"de\" or \"pt_BR\""_s);
            } else if (!entry.value.IsString()) {
                m_members.fail(path, u"expected a text in quotes"_s);
            } else {
                const QString value =
                    QString::fromUtf8(entry.value.GetString(), qsizetype(entry.value.GetStringLength()));
                check(path, value, placeholder, emptiness);
                result.insert(language, value);
            }
        }
        if (!result.contains(u"en"_s))
            m_members.fail(name, u"the text in English, \"en\", is missing"_s);
        return result;
    }

    void check(const QString &path, const QString &value, const Placeholder &placeholder, Emptiness emptiness)
    {
        if (value.trimmed().isEmpty() && emptiness == Emptiness::Refused)
            m_members.fail(path, u"the text is empty"_s);

        bool found = false;
        for (qsizetype begin = value.indexOf(u'{'); begin >= 0; begin = value.indexOf(u'{', begin + 1)) {
            const qsizetype end = value.indexOf(u'}', begin);
            const QString name = end < 0 ? value.mid(begin + 1) : value.mid(begin + 1, end - begin - 1);
            if (end < 0 || placeholder.name.isEmpty() || name != placeholder.name) {
                m_members.fail(path,
                               placeholder.name.isEmpty()
                                   ? u"\"{%1\" stands in a text that takes no placeholder"_s.arg(name)
                                   : u"\"{%1\" is unknown; this text takes {%2}"_s.arg(name, placeholder.name));
            }
            found = true;
        }
        if (placeholder.required && !found)
            m_members.fail(path, u"{%1} is missing: the text must name it"_s.arg(placeholder.name));
    }

    StrictMembers m_members;
};

} // namespace

namespace {

std::optional<Notice> readNotice(const QByteArray &bytes, std::optional<Identity> identity, QString *error)
{
    NoticeReader reader(bytes);
    StrictMembers &members = reader.members();
    Notice notice;

    notice.catalogueId = members.string("catalogueId");
    if (!isCatalogueId(notice.catalogueId)) {
        members.fail(u"catalogueId"_s,
                     u"expected the id of catalogue.json: at most 64 lower-case letters, digits, "
                     "dots, underscores and hyphens"_s);
    }
    notice.version = members.integer("version", 1);
    notice.controller = reader.text("controller");
    notice.contact = members.string("contact");
    if (!isEmailAddress(notice.contact) && httpsUrl(notice.contact).isEmpty())
        members.fail(u"contact"_s, u"expected an e-mail address or a page that begins with https://"_s);
    notice.privacyStatement = httpsUrl(members.string("privacyStatement"));
    if (notice.privacyStatement.isEmpty())
        members.fail(u"privacyStatement"_s, u"expected a page that begins with https://"_s);

    notice.purpose = reader.text("purpose", {u"controller"_s, false});
    notice.recipients = reader.text("recipients", {u"recipient"_s, true});
    notice.recipientsLocal = reader.text("recipientsLocal");
    notice.recipientsLoopback = reader.text("recipientsLoopback", {u"recipient"_s, true});
    notice.storedWhere = reader.text("storedWhere");
    notice.storedHowLong = reader.text("storedHowLong");
    notice.access = reader.text("access");
    notice.deletion = reader.text("deletion");
    notice.usage = reader.text("usage");
    notice.errors = reader.text("errors");
    notice.never = reader.text("never");
    notice.identity = reader.identityTexts("identity", identity);
    notice.workspaces = reader.optionalText("workspaces");
    notice.connection = reader.text("connection");
    // The first version has nothing to compare itself with; every later one must say why it asks again.
    notice.changes = reader.text("changes", {}, notice.version == 1 ? Emptiness::Allowed : Emptiness::Refused);
    members.refuseUnknown();

    if (!members.error().isEmpty()) {
        if (error)
            *error = members.error();
        return std::nullopt;
    }
    notice.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    return notice;
}

} // namespace

std::optional<Notice> Notice::fromJson(const QByteArray &bytes, QString *error)
{
    return readNotice(bytes, std::nullopt, error);
}

std::optional<Notice> Notice::fromJson(const QByteArray &bytes, Identity identity, QString *error)
{
    return readNotice(bytes, identity, error);
}

QString Notice::in(const LocalizedText &text, const QString &language)
{
    QString tag = language;
    tag.replace(u'-', u'_');
    while (!tag.isEmpty()) {
        const auto found = text.constFind(tag);
        if (found != text.constEnd())
            return *found;
        tag.truncate(qMax(qsizetype(0), tag.lastIndexOf(u'_')));
    }
    return text.value(u"en"_s);
}

} // namespace candor
