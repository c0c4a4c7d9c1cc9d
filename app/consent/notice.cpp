// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/noticedata.h"

#include "system/jsonfile.h"

#include <QCryptographicHash>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

// Plain comparisons: to compile regular expressions would take a fifth of an application's start.

bool isLowerCase(QChar c)
{
    return c >= u'a' && c <= u'z';
}

bool isUpperCase(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// "de", "pt_BR", "zh_Hant", "zh_Hant_TW"
bool isLanguageTag(const QString &text)
{
    const QStringList parts = text.split(u'_');
    const QString &language = parts.constFirst();
    const bool isLanguage =
        (language.size() == 2 || language.size() == 3) && std::all_of(language.begin(), language.end(), isLowerCase);
    const auto isScript = [](const QString &part) {
        return part.size() == 4 && isUpperCase(part.front()) && std::all_of(part.begin() + 1, part.end(), isLowerCase);
    };
    const auto isRegion = [](const QString &part) {
        return part.size() == 2 && std::all_of(part.begin(), part.end(), isUpperCase);
    };
    switch (parts.size()) {
    case 1:
        return isLanguage;
    case 2:
        return isLanguage && (isScript(parts[1]) || isRegion(parts[1]));
    case 3:
        return isLanguage && isScript(parts[1]) && isRegion(parts[2]);
    default:
        return false;
    }
}

bool isCatalogueId(const QString &text)
{
    const auto begins = [](QChar c) { return isLowerCase(c) || isDigit(c); };
    return !text.isEmpty() && text.size() <= 64 && begins(text.front())
        && std::all_of(text.begin(), text.end(),
                       [begins](QChar c) { return begins(c) || c == u'.' || c == u'_' || c == u'-'; });
}

/// One @, something before it, and a dot between other characters after it.
bool isEmailAddress(const QString &text)
{
    const qsizetype at = text.indexOf(u'@');
    const QStringView domain = at > 0 ? QStringView(text).sliced(at + 1) : QStringView();
    return domain.size() > 2 && domain.sliced(1).chopped(1).contains(u'.') && !domain.contains(u'@')
        && std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || c == u'<' || c == u'>'; });
}

QUrl httpsUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty() ? url : QUrl();
}

enum class Emptiness { Refused, Allowed };

constexpr Identity modes[] = {Identity::Stable, Identity::Daily, Identity::None};

/// The placeholder in braces that a text may contain. One that is not replaced would be shown to users as it is.
struct Placeholder
{
    QString name; ///< without braces; empty: none is allowed
    bool required = false;
};

class NoticeReader
{
public:
    explicit NoticeReader(const QByteArray &bytes)
        : m_file("notice.json", {bytes.constData(), std::size_t(bytes.size())})
    {
    }

    JsonFile &file() { return m_file; }

    LocalizedText text(const char *name, const Placeholder &placeholder = {}, Emptiness emptiness = Emptiness::Refused)
    {
        return read(name, m_file.object(name), placeholder, emptiness);
    }

    LocalizedText optionalText(const char *name)
    {
        return read(name, m_file.optionalObject(name), {}, Emptiness::Refused);
    }

    /// Reads a text for each mode of identity that is present.
    QMap<Identity, LocalizedText> identityTexts(const char *name, std::optional<Identity> required)
    {
        QMap<Identity, LocalizedText> result;
        const JsonValue *const object = m_file.object(name);
        if (!object)
            return result;
        for (const JsonMember &entry : *object->object()) {
            const std::string path = std::string(name) + '/' + entry.name;
            const auto mode = std::find_if(std::begin(modes), std::end(modes),
                                           [&entry](Identity each) { return entry.name == identityName(each); });
            if (mode == std::end(modes))
                fail(entry.value, path, "expected \"stable\", \"daily\" or \"none\", each with its text");
            else if (!entry.value.object())
                fail(entry.value, path, "expected an object");
            else
                result.insert(*mode, read(path, &entry.value, {}, Emptiness::Refused));
        }
        if (required && !result.contains(*required)) {
            m_file.failMember(name,
                              "the text for \"" + std::string(identityName(*required))
                                  + "\", which this application uses, is missing");
        } else if (result.isEmpty()) {
            m_file.failMember(name, "expected a text for \"stable\", \"daily\" or \"none\"");
        }
        return result;
    }

private:
    void fail(const JsonValue &where, const std::string &path, const std::string &what)
    {
        m_file.fail(where, '"' + path + "\": " + what);
    }

    LocalizedText read(const std::string &name, const JsonValue *object, const Placeholder &placeholder,
                       Emptiness emptiness)
    {
        if (!object)
            return {};
        LocalizedText result;
        for (const JsonMember &entry : *object->object()) {
            const QString language = QString::fromStdString(entry.name);
            const std::string path = name + '/' + entry.name;
            if (!isLanguageTag(language)) {
                fail(entry.value, path, "expected a language tag such as \"en\", \"de\" or \"pt_BR\"");
            } else if (const std::string *const text = entry.value.text()) {
                const QString value = QString::fromStdString(*text);
                if (const QString wrong = problemOf(value, placeholder, emptiness); !wrong.isEmpty())
                    fail(entry.value, path, wrong.toStdString());
                result.insert(language, value);
            } else {
                fail(entry.value, path, "expected a text in quotes");
            }
        }
        if (!result.contains(u"en"_s))
            fail(*object, name, "the text in English, \"en\", is missing");
        return result;
    }

    /// Empty if \a value is valid.
    static QString problemOf(const QString &value, const Placeholder &placeholder, Emptiness emptiness)
    {
        if (value.trimmed().isEmpty() && emptiness == Emptiness::Refused)
            return u"the text is empty"_s;
        bool found = false;
        for (qsizetype begin = value.indexOf(u'{'); begin >= 0; begin = value.indexOf(u'{', begin + 1)) {
            const qsizetype end = value.indexOf(u'}', begin);
            const QString name = end < 0 ? value.mid(begin + 1) : value.mid(begin + 1, end - begin - 1);
            if (placeholder.name.isEmpty())
                return u"\"{%1\" stands in a text that takes no placeholder"_s.arg(name);
            if (end < 0 || name != placeholder.name)
                return u"\"{%1\" is unknown; this text takes {%2}"_s.arg(name, placeholder.name);
            found = true;
        }
        return placeholder.required && !found ? u"{%1} is missing: the text must name it"_s.arg(placeholder.name)
                                              : QString();
    }

    JsonFile m_file;
};

std::optional<Notice> readNotice(const QByteArray &bytes, std::optional<Identity> identity, QString *error)
{
    NoticeReader reader(bytes);
    JsonFile &file = reader.file();
    NoticeData notice;

    notice.catalogueId = QString::fromStdString(file.text("catalogueId"));
    if (!isCatalogueId(notice.catalogueId)) {
        file.failMember("catalogueId",
                        "expected the id of catalogue.json: at most 64 lower-case letters, digits, dots, underscores "
                        "and hyphens");
    }
    notice.version = file.integer("version", 1);
    notice.controller = reader.text("controller");
    notice.contact = QString::fromStdString(file.text("contact"));
    if (!isEmailAddress(notice.contact) && httpsUrl(notice.contact).isEmpty())
        file.failMember("contact", "expected an e-mail address or a page that begins with https://");
    notice.privacyStatement = httpsUrl(QString::fromStdString(file.text("privacyStatement")));
    if (notice.privacyStatement.isEmpty())
        file.failMember("privacyStatement", "expected a page that begins with https://");

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
    // The first version has no predecessor; every later one must say why it asks again.
    notice.changes = reader.text("changes", {}, notice.version == 1 ? Emptiness::Allowed : Emptiness::Refused);
    file.refuseUnknown();

    if (!file.error().empty()) {
        if (error)
            *error = QString::fromStdString(file.error());
        return std::nullopt;
    }
    notice.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    return notice;
}

} // namespace

Notice::Notice()
    : Notice(NoticeData())
{
}

Notice::Notice(NoticeData data)
    : d(std::make_shared<const NoticeData>(std::move(data)))
{
}

// clang-format off: one line for each
QString Notice::catalogueId() const { return d->catalogueId; }
int Notice::version() const { return d->version; }
LocalizedText Notice::controller() const { return d->controller; }
QString Notice::contact() const { return d->contact; }
QUrl Notice::privacyStatement() const { return d->privacyStatement; }
LocalizedText Notice::purpose() const { return d->purpose; }
LocalizedText Notice::recipients() const { return d->recipients; }
LocalizedText Notice::recipientsLocal() const { return d->recipientsLocal; }
LocalizedText Notice::recipientsLoopback() const { return d->recipientsLoopback; }
LocalizedText Notice::storedWhere() const { return d->storedWhere; }
LocalizedText Notice::storedHowLong() const { return d->storedHowLong; }
LocalizedText Notice::access() const { return d->access; }
LocalizedText Notice::deletion() const { return d->deletion; }
LocalizedText Notice::usage() const { return d->usage; }
LocalizedText Notice::errors() const { return d->errors; }
LocalizedText Notice::never() const { return d->never; }
QMap<Identity, LocalizedText> Notice::identity() const { return d->identity; }
LocalizedText Notice::workspaces() const { return d->workspaces; }
LocalizedText Notice::connection() const { return d->connection; }
LocalizedText Notice::changes() const { return d->changes; }
QByteArray Notice::sha256() const { return d->sha256; }
// clang-format on

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
