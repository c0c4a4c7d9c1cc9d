// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/noticetext.h"

#include <algorithm>
#include <vector>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// One language for the whole notice: nobody understands a notice that changes its language midway.
QString languageShown(const Notice &notice, Identity identity, const QString &wanted)
{
    std::vector<LocalizedText> texts{
        notice.controller(),         notice.purpose(),     notice.recipients(),    notice.recipientsLocal(),
        notice.recipientsLoopback(), notice.storedWhere(), notice.storedHowLong(), notice.access(),
        notice.deletion(),           notice.usage(),       notice.errors(),        notice.never(),
        notice.connection(),         notice.changes()};
    texts.push_back(notice.identity().value(identity));
    if (!notice.workspaces().isEmpty())
        texts.push_back(notice.workspaces());
    QString tag = wanted;
    tag.replace(u'-', u'_');
    for (const QString &candidate : {tag, tag.section(u'_', 0, 0)}) {
        if (std::all_of(texts.begin(), texts.end(),
                        [&candidate](const LocalizedText &text) { return text.contains(candidate); }))
            return candidate;
    }
    return u"en"_s;
}

/// Host names are left-to-right in every language; the isolate keeps their dots and the punctuation of the sentence in
/// place.
QString isolated(const QString &text)
{
    return QChar(0x2068) + text + QChar(0x2069);
}

} // namespace

struct NoticeTextData
{
    Notice notice;
    QString language;
    QString recipient;
    NoticeText::Reach reach;
    Identity identity;
    NoticeText::Switch whose;
};

NoticeText::NoticeText(Notice notice, const QString &language, QString recipient, Reach reach, Identity identity,
                       Switch whose)
{
    QString shown = languageShown(notice, identity, language);
    d = std::make_shared<const NoticeTextData>(
        NoticeTextData{std::move(notice), std::move(shown), std::move(recipient), reach, identity, whose});
}

// clang-format off: one line for each
QString NoticeText::language() const { return d->language; }
QString NoticeText::usage() const { return text(d->notice.usage(), Markup::Plain); }
QString NoticeText::errors() const { return text(d->notice.errors(), Markup::Plain); }
QString NoticeText::never() const { return text(d->notice.never(), Markup::Plain); }
QString NoticeText::changes() const { return text(d->notice.changes(), Markup::Plain); }
QString NoticeText::contact() const { return d->notice.contact(); }
int NoticeText::version() const { return d->notice.version(); }
QUrl NoticeText::privacyStatement() const { return d->notice.privacyStatement(); }
// clang-format on

QString NoticeText::controller() const
{
    return Notice::in(d->notice.controller(), d->language);
}

QString NoticeText::text(const LocalizedText &localized, Markup markup) const
{
    const bool rich = markup == Markup::Rich;
    QString result = Notice::in(localized, d->language);
    QString recipient = isolated(d->recipient);
    QString who = controller();
    if (rich) {
        // Escape both first: the notice comes from the application and the host name from the configuration, and
        // neither is markup.
        result = result.toHtmlEscaped();
        recipient = u"<b>"_s + recipient.toHtmlEscaped() + u"</b>"_s;
        who = who.toHtmlEscaped();
    }
    result.replace(u"{controller}"_s, who);
    result.replace(u"{recipient}"_s, recipient);
    return result;
}

QString NoticeText::introduction(Markup markup) const
{
    QString result = text(d->notice.purpose(), markup) + u' ';
    switch (d->reach) {
    case Reach::Elsewhere:
        result += text(d->notice.recipients(), markup) + u' ' + storage(markup);
        break;
    case Reach::Loopback:
        result += text(d->notice.recipientsLoopback(), markup);
        break;
    case Reach::Nowhere:
        result += text(d->notice.recipientsLocal(), markup);
        break;
    }
    //: @info the question's first paragraph ends with this
    const QString promise = tr("Nothing is collected before you agree, and everything works the same if you don’t.");
    return result + u' ' + promise;
}

QString NoticeText::storage(Markup markup) const
{
    //: @info %1 is where, "in the EU"; %2 is how long, "after 12 months"
    return tr("It is stored %1 and deleted %2.")
               .arg(text(d->notice.storedWhere(), markup), text(d->notice.storedHowLong(), markup))
        + u' ' + text(d->notice.access(), markup);
}

QString NoticeText::identity() const
{
    QString result = text(d->notice.identity().value(d->identity), Markup::Plain);
    // Without an id that lasts longer than this process there is none to share.
    if (d->identity != Identity::None && !d->notice.workspaces().isEmpty())
        result += u' ' + text(d->notice.workspaces(), Markup::Plain);
    if (d->reach == Reach::Elsewhere)
        result += u' ' + text(d->notice.connection(), Markup::Plain);
    return result;
}

QString NoticeText::extent() const
{
    if (d->whose == Switch::Shared) {
        //: @info how far the answer reaches, where the switch in settings.json is Podman Desktop's too
        return tr("Your answer counts for every copy of this program on this account. Podman Desktop uses the same "
                  "switch: if you refuse, it is off there, too; if you agree, Podman Desktop still asks its own "
                  "question.");
    }
    //: @info how far the answer reaches
    return tr("Your answer counts for every copy of this program on this account.");
}

QString NoticeText::storedHowLong() const
{
    return d->reach == Reach::Elsewhere ? text(d->notice.storedHowLong(), Markup::Plain) : QString();
}

QString NoticeText::deletion() const
{
    return d->reach == Reach::Elsewhere ? text(d->notice.deletion(), Markup::Plain) : QString();
}

std::vector<NoticeText::Section> NoticeText::sections() const
{
    std::vector<Section> result{
        //: @title heading in the notice: who asks, why, and where the data goes
        {tr("Who, why and where to"), introduction(Markup::Plain)},
        //: @title heading in the notice and name of a category
        {tr("Usage"), usage()},
        //: @title heading in the notice and name of a category
        {tr("Errors"), errors()},
        //: @title heading in the notice: what is never collected
        {tr("Never"), never()},
        //: @title heading in the notice: the identifier
        {tr("ID"), identity()},
        //: @title heading in the notice: which programs an answer counts for
        {tr("Your answer"), extent()},
    };
    if (!deletion().isEmpty()) {
        //: @title heading in the notice: how what was sent gets deleted
        result.emplace_back(tr("Deletion"), deletion());
    }
    //: @title heading in the notice: an address for questions
    result.emplace_back(tr("Contact"), contact());
    if (!changes().isEmpty()) {
        //: @title heading in the notice: what is new in this version of it
        result.emplace_back(tr("What is new"), changes());
    }
    return result;
}

} // namespace candor
