// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/telemetryswitches.h"

#include "system/visibletext.h"

#include <QRegularExpression>
#include <QStringConverter>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView container("telemetry");
constexpr qsizetype longestShown = 40;

/// Editors save UTF-16 and UTF-32 by mistake, with or without a byte order mark.
QString decoded(const QByteArray &content)
{
    const auto encoding = QStringConverter::encodingForData(content, u'{');
    QStringDecoder decoder(encoding.value_or(QStringConverter::Utf8));
    return decoder.decode(content);
}

class Scanner
{
public:
    /// \a anyDepth: a key counts at any depth.
    Scanner(QString text, bool anyDepth)
        : m_text(std::move(text))
        , m_anyDepth(anyDepth)
    {
    }

    std::vector<TelemetrySwitch> scan()
    {
        Token token = take();
        while (token.kind != Token::End) {
            if (token.kind == Token::Mark) {
                follow(token, {});
                token = take();
                continue;
            }
            const Token key = std::exchange(token, take());
            if (!token.is(u':'))
                continue;
            const Token value = take();
            note(key.text, value);
            const bool opensSwitches = value.is(u'{') && key.text == container && mayCount();
            follow(value, opensSwitches ? QString(container) : QString());
            token = take();
        }
        return std::move(m_found);
    }

private:
    struct Token
    {
        enum Kind { End, Mark, Text, Word };
        Kind kind = End;
        QString text; ///< the contents of a Text, without quotes and escapes
        qsizetype begin = 0;
        qsizetype end = 0;

        [[nodiscard]] bool is(char16_t mark) const { return kind == Mark && text == QChar(mark); }
    };

    [[nodiscard]] bool mayCount() const { return m_anyDepth || m_open.size() <= 1; }

    /// Tracks which brackets are open; \a name: of the object that \a token may open.
    void follow(const Token &token, const QString &name)
    {
        if (token.is(u'{') || token.is(u'['))
            m_open.append(name);
        else if ((token.is(u'}') || token.is(u']')) && !m_open.isEmpty())
            m_open.removeLast();
    }

    void note(const QString &name, const Token &value)
    {
        const bool inside = !m_open.isEmpty() && m_open.constLast() == container;
        const bool isValue = value.kind == Token::Text || value.kind == Token::Word || value.is(u'{') || value.is(u'[');
        // "tru" at the end of the file may be a truncated true.
        const bool cutOff = value.end == m_text.size() && value.kind == Token::Word && "true"_L1.startsWith(value.text)
            && value.text != "true"_L1;
        if (!isValue || cutOff)
            return;
        for (const SettingKey &key : settingkeys::ofTelemetry) {
            const QLatin1StringView leaf = key.name.mid(container.size() + 1);
            if (inside && name == leaf)
                add(key, value, u"\"%1\": {\"%2\": %3}"_s.arg(container, leaf), false);
            else if (mayCount() && name == key.name)
                add(key, value, u"\"%1\": %2"_s.arg(key.name), true);
        }
        if (mayCount() && name == container && !value.is(u'{'))
            add(settingkeys::telemetryEnabled, value, u"\"%1\": %2"_s.arg(container), false);
    }

    /// \a form: the notation, with a placeholder for the value. \a usual: Candor writes this notation.
    void add(const SettingKey &key, const Token &value, const QString &form, bool usual)
    {
        const bool on = value.kind == Token::Word && value.text == "true"_L1;
        const bool off = value.kind == Token::Word && value.text == "false"_L1;
        QString shown = visibleText(m_text.mid(value.begin, std::min(value.end - value.begin, longestShown)));
        if (value.kind == Token::Mark)
            shown += value.is(u'{') ? u"…}"_s : u"…]"_s;
        else if (value.end - value.begin > longestShown)
            shown += u'…';
        m_found.push_back({key, on, usual && (on || off), form.arg(shown)});
    }

    void skip()
    {
        while (m_at < m_text.size()) {
            const QStringView rest = QStringView(m_text).mid(m_at);
            if (rest.front().isSpace())
                ++m_at;
            else if (rest.startsWith("//"_L1) || rest.startsWith(u'#'))
                m_at = endOf(m_text.indexOf(u'\n', m_at), 0);
            else if (rest.startsWith("/*"_L1))
                m_at = endOf(m_text.indexOf("*/"_L1, m_at + 2), 2);
            else
                return;
        }
    }

    [[nodiscard]] qsizetype endOf(qsizetype found, qsizetype length) const
    {
        return found < 0 ? m_text.size() : found + length;
    }

    Token take()
    {
        skip();
        Token token;
        token.begin = m_at;
        if (m_at < m_text.size()) {
            const QChar first = m_text.at(m_at);
            if (first == u'"' || first == u'\'') {
                token.kind = Token::Text;
                token.text = takeText(first);
            } else if (marks.contains(first)) {
                token.kind = Token::Mark;
                token.text = first;
                ++m_at;
            } else {
                token.kind = Token::Word;
                do
                    ++m_at;
                while (m_at < m_text.size() && !endsWord(m_text.at(m_at)));
                token.text = m_text.mid(token.begin, m_at - token.begin);
            }
        }
        token.end = m_at;
        return token;
    }

    /// Reads up to the closing quote, or to the end of the line if that is missing.
    QString takeText(QChar quote)
    {
        QString text;
        while (++m_at < m_text.size() && m_text.at(m_at) != quote && m_text.at(m_at) != u'\n') {
            if (m_text.at(m_at) != u'\\') {
                text += m_text.at(m_at);
                continue;
            }
            bool valid = false;
            const QStringView digits = QStringView(m_text).mid(m_at + 2, 4);
            const ushort code = m_text.mid(m_at + 1, 1) == "u"_L1 ? digits.toUShort(&valid, 16) : ushort(0);
            if (valid)
                text += QChar(code);
            else
                text += m_text.mid(m_at + 1, 1);
            m_at += valid ? 5 : 1;
        }
        m_at = std::min(m_at + 1, m_text.size());
        return text;
    }

    static bool endsWord(QChar c) { return c.isSpace() || c == u'"' || c == u'\'' || c == u'/' || marks.contains(c); }

    static constexpr QStringView marks = u"{}[]:,";

    QString m_text;
    bool m_anyDepth;
    qsizetype m_at = 0;
    QStringList m_open; ///< "telemetry" for its object, and an empty name for everything else
    std::vector<TelemetrySwitch> m_found;
};

/// Finds comments in \a text: after "#" at the beginning of a line, after "//", and between "/*" and "*/". The slashes
/// of a URL do not begin a comment. Positions must be queried in ascending order.
class Comments
{
public:
    explicit Comments(QStringView text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool contain(qsizetype place)
    {
        while (m_at < place)
            step();
        return m_line || m_at > place;
    }

private:
    void step()
    {
        const QStringView rest = m_text.sliced(m_at);
        const QChar c = rest.front();
        if (c == u'\n') {
            m_line = false;
            m_blank = true;
        } else if (!m_line) {
            m_line = (c == u'#' && m_blank) || (rest.startsWith("//"_L1) && (m_at == 0 || m_text.at(m_at - 1) != u':'));
            if (rest.startsWith("/*"_L1) && m_closed) {
                const qsizetype end = m_text.indexOf("*/"_L1, m_at + 2);
                m_closed = end >= 0;
                if (m_closed)
                    m_at = end + 1;
            }
            m_blank = m_blank && c.isSpace();
        }
        ++m_at;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    bool m_line = false;
    bool m_blank = true; ///< only white space on this line so far
    bool m_closed = true; ///< a "*/" may still follow
};

/// Does \a text have a value other than true at \a at? The end of the text, a comma or a closing bracket is not a
/// value, and "tru" at the end may be a truncated true.
bool refuses(QStringView text, qsizetype at)
{
    static constexpr QStringView ends = u",}]";
    static constexpr QStringView aroundWords = u",}]{[\"'/#";
    const QStringView rest = text.sliced(at);
    if (rest.isEmpty() || ends.contains(rest.front()))
        return false;
    const auto wordEnd =
        std::find_if(rest.begin(), rest.end(), [](QChar c) { return c.isSpace() || aroundWords.contains(c); });
    const QStringView word = rest.first(wordEnd - rest.begin());
    if (word != "true"_L1)
        return wordEnd != rest.end() || !"true"_L1.startsWith(word);
    const auto behind = std::find_if(wordEnd, rest.end(), [](QChar c) { return !c.isSpace() || c == u'\n'; });
    return behind != rest.end() && *behind != u'\n' && !aroundWords.contains(*behind);
}

/// Finds refusals in \a text by its characters alone: the key, a quote or a separator, and a value other than true.
std::vector<TelemetrySwitch> refusalsIn(const QString &text)
{
    const QRegularExpression pattern(u"(?<![\\w.-])(telemetry\\.\\w+)(?:[\"'\u2018-\u201F]\\s*|\\s*[:=])[:=\\s]*"_s);
    std::vector<TelemetrySwitch> result;
    Comments comments(text);
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto key = std::find_if(settingkeys::ofTelemetry.begin(), settingkeys::ofTelemetry.end(),
                                      [&match](const SettingKey &each) { return match.capturedView(1) == each.name; });
        const bool known = std::any_of(result.begin(), result.end(), [&match](const TelemetrySwitch &each) {
            return match.capturedView(1) == each.key.name;
        });
        if (key == settingkeys::ofTelemetry.end() || known || comments.contain(match.capturedStart())
            || !refuses(text, match.capturedEnd()))
            continue;
        const QString shown =
            text.sliced(match.capturedStart(),
                        std::min(text.size() - match.capturedStart(), match.capturedLength() + longestShown));
        result.push_back({*key, false, false, visibleText(shown.section(u'\n', 0, 0))});
    }
    return result;
}

} // namespace

std::vector<TelemetrySwitch> findTelemetrySwitches(const QByteArray &content)
{
    return Scanner(decoded(content), false).scan();
}

std::vector<TelemetrySwitch> findTelemetrySwitchesInDamage(const QByteArray &content)
{
    std::vector<TelemetrySwitch> result = Scanner(decoded(content), true).scan();
    for (TelemetrySwitch &refusal : refusalsIn(readableText(content))) {
        const auto same = [&refusal](const TelemetrySwitch &each) {
            return !each.on && each.key.name == refusal.key.name;
        };
        if (std::none_of(result.begin(), result.end(), same))
            result.push_back(std::move(refusal));
    }
    return result;
}

} // namespace candor
