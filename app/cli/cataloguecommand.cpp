// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/cataloguecommand.h"

#include "candor/notice.h"
#include "cli/wrappedtext.h"
#include "telemetry/telemetrycontext.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QStringList>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

QString typeInWords(const EventProperty &property)
{
    switch (property.type) {
    case PropertyType::Boolean:
        //: @info:shell type of a value
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "yes or no"));
    case PropertyType::Integer:
        //: @info:shell type of a value
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "a whole number"));
    case PropertyType::DurationMs:
        //: @info:shell type of a value
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "milliseconds"));
    case PropertyType::Number:
        //: @info:shell type of a value; %1 is how many digits behind the point are kept
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "a number, decimals kept: %1"))
            .arg(property.decimals);
    case PropertyType::Enumeration: {
        QStringList values;
        for (const std::string &value : property.values)
            values.append(QString::fromStdString(value));
        if (property.otherwise.empty()) {
            //: @info:shell type of a value; %1 is a list
            return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "one of: %1")).arg(values.join(u", "_s));
        }
        //: @info:shell type of a value; %1 is a list, %2 one of it, which takes the place of everything else
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "one of: %1; anything else becomes %2"))
            .arg(values.join(u", "_s), QString::fromStdString(property.otherwise));
    }
    case PropertyType::Version:
        //: @info:shell type of a value
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "a version number"));
    case PropertyType::Token:
        //: @info:shell type of a value
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "a short word of the application’s own"));
    case PropertyType::Region:
        //: @info:shell type of a value
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "a country code"));
    case PropertyType::Hashed:
        //: @info:shell type of a value
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "a hash that only this computer can make"));
    case PropertyType::Text:
        //: @info:shell type of a value
        return translated(
            QT_TRANSLATE_NOOP("candor::CommandLine", "a message from which names and paths are removed automatically"));
    }
    return {};
}

QString ruleInWords(const EventRules &rules)
{
    if (rules.disabled) {
        //: @info:shell when an event is recorded
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Switched off: not recorded at present."));
    }
    const QLocale locale = QLocale::system();
    QStringList result;
    if (rules.ratio < 1) {
        //: @info:shell when an event is recorded; %1 is a number
        result += translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Recorded on %1 % of all computers."))
                      .arg(locale.toString(rules.ratio * 100, 'g', 4));
    }
    if (rules.daily) {
        //: @info:shell when an event is recorded
        result += translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Recorded once a day at most."));
    }
    if (rules.aggregate.count() > 0) {
        //: @info:shell when an event is recorded; %1 is a number of seconds
        result += translated(QT_TRANSLATE_NOOP("candor::CommandLine", "What happens in the same %1 s is one event."))
                      .arg(locale.toString(static_cast<double>(rules.aggregate.count()) / 1000, 'g', 4));
    }
    return result.join(u' ');
}

void addProperties(const std::vector<EventProperty> &properties, Category category, const std::string &language,
                   QString *out)
{
    for (const EventProperty &property : properties) {
        QString says = QString::fromStdString(property.name + ": " + Catalogue::in(property.description, language));
        says += u" ("_s + typeInWords(property);
        if (property.category != category) {
            //: @info:shell behind a property of an event
            const QString errors = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "only with a yes to errors"));
            //: @info:shell behind a property of an event
            const QString usage = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "only with a yes to usage"));
            says += u"; "_s + (property.category == Category::Errors ? errors : usage);
        }
        *out += wrapped(says + u')', u"    - "_s, u"      "_s);
    }
}

void addEvent(const EventDefinition &event, const std::string &language, QString *out)
{
    *out += u"\n  "_s + QString::fromStdString(event.name) + u'\n';
    *out += wrapped(QString::fromStdString(Catalogue::in(event.purpose, language)), u"    "_s, u"    "_s);
    //: @info:shell %1 is a day, 2028-06-30
    const QString until = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Collected until %1."))
                              .arg(QString::fromStdString(event.expires));
    *out += wrapped(until + u' ' + ruleInWords(event.rules), u"    "_s, u"    "_s);
    addProperties(event.properties, event.category, language, out);
}

void addCategory(const Catalogue &catalogue, Category category, const QString &heading, const std::string &language,
                 QString *out)
{
    *out += u'\n' + heading + u'\n'
        + wrapped(QString::fromStdString(Catalogue::in(catalogue.description(category), language)), QString(),
                  QString());
    bool any = false;
    for (const EventDefinition &event : catalogue.events()) {
        if (event.category != category)
            continue;
        addEvent(event, language, out);
        any = true;
    }
    if (!any) {
        *out += wrapped(translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                     //: @info:shell below the name of a category
                                                     "No event belongs to it alone at present.")),
                        QString(), QString());
    }
}

QString catalogueAsText(const Catalogue &catalogue, const Notice &notice, const std::string &language)
{
    QString result = wrapped(
        translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                     //: @info:shell %1 is a name, %2 a number
                                     "What can be collected after a yes (catalogue %1, notice %2). What is not listed "
                                     "here cannot leave."))
            .arg(QString::fromStdString(catalogue.id()), QString::number(notice.version())),
        QString(), QString());
    //: @title:shell name of a category
    const QString usage = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "USAGE"));
    //: @title:shell name of a category
    const QString errors = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "ERRORS"));
    addCategory(catalogue, Category::Usage, usage, language, &result);
    addCategory(catalogue, Category::Errors, errors, language, &result);
    result += u'\n'
        + translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                       //: @title:shell what goes along with each event
                                       "WITH EVERY EVENT"))
        + u'\n';
    addProperties(catalogue.commonProperties(), Category::Usage, language, &result);
    return result;
}

} // namespace

QString printedCatalogue(const TelemetryContext &context, CatalogueForm form, const QString &language, QString *error)
{
    error->clear();
    std::string problem;
    const std::shared_ptr<const Catalogue> catalogue = context.catalogue().load(&problem);
    if (!catalogue) {
        *error = QString::fromStdString(problem);
        return {};
    }
    const auto bytesOf = [error](const QString &path) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            return file.readAll();
        *error = path + u": "_s + file.errorString();
        return QByteArray();
    };
    if (form == CatalogueForm::Json)
        return QString::fromUtf8(bytesOf(context.options().cataloguePath));
    if (!context.notice()) {
        *error = context.noticeProblem();
        return {};
    }
    if (form == CatalogueForm::Text)
        return catalogueAsText(*catalogue, *context.notice(), language.toStdString());
    const QByteArray guide = bytesOf(u":/candor/usage-data-guide.md"_s);
    if (!error->isEmpty())
        return {};
    return QString::fromStdString(usageDataMarkdown(
        *catalogue, usageDataNotice(*context.notice(), context.options().identityMode()), guide.toStdString()));
}

UsageDataNotice usageDataNotice(const Notice &notice, Identity identity)
{
    const QString controller = Notice::in(notice.controller(), u"en"_s);
    const auto text = [&controller](const LocalizedText &localized) {
        QString result = Notice::in(localized, u"en"_s);
        result.replace(u"{controller}"_s, controller);
        result.replace(u"{recipient}"_s, u"the host that the question names"_s);
        return result.toStdString();
    };
    UsageDataNotice result;
    result.version = notice.version();
    result.controller = controller.toStdString();
    result.contact = notice.contact().toStdString();
    result.privacyStatement = notice.privacyStatement().toString().toStdString();
    result.purpose = text(notice.purpose());
    result.recipients = text(notice.recipients());
    result.recipientsLocal = text(notice.recipientsLocal());
    result.storedWhere = text(notice.storedWhere());
    result.storedHowLong = text(notice.storedHowLong());
    result.access = text(notice.access());
    result.deletion = text(notice.deletion());
    result.usage = text(notice.usage());
    result.errors = text(notice.errors());
    result.never = text(notice.never());
    result.identity = text(notice.identity().value(identity));
    if (identity != Identity::None && !notice.workspaces().isEmpty())
        result.identity += ' ' + text(notice.workspaces());
    result.connection = text(notice.connection());
    return result;
}

} // namespace candor
