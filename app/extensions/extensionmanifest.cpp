// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionmanifest.h"

#include "candor/extension.h"
#include "system/visibletext.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <array>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestId = 64;
constexpr qsizetype longestText = 64; // for names, which a page shows on one line
constexpr qsizetype longestPath = 200;

QString noExtension()
{
    //: @info why a file is not used
    return QCoreApplication::translate("candor::ExtensionManifest", "It is no extension of Candor.");
}

QString otherApi(const QString &version)
{
    //: @info %1 and %2 are numbers, such as 2 and 1
    return QCoreApplication::translate("candor::ExtensionManifest",
                                       "It was made for version %1 of the interface; this Candor has version %2.")
        .arg(version.left(longestText))
        .arg(extensionApiVersion);
}

QString wrongMember(QLatin1StringView name)
{
    //: @info %1 is the name of a member, such as "version"
    return QCoreApplication::translate("candor::ExtensionManifest",
                                       "Its manifest is not valid: \"%1\" is missing or not of the form it must have.")
        .arg(name);
}

QString elsewhere(QLatin1StringView name, const QString &place)
{
    //: @info %1 is the name of a member, such as "notice", %2 the beginning of a path, such as ":/acme.sync/"
    return QCoreApplication::translate("candor::ExtensionManifest",
                                       "Its manifest is not valid: \"%1\" must be a path below %2, because others may "
                                       "belong to another extension.")
        .arg(name, place);
}

QString unknownMember(const QString &name)
{
    //: @info %1 is the name of a member, such as "version"
    return QCoreApplication::translate("candor::ExtensionManifest",
                                       "Its manifest is not valid: \"%1\" is not known here.")
        .arg(visibleText(name.left(longestText)));
}

bool isVersion(const QString &text)
{
    static const QRegularExpression form(u"\\A[0-9]{1,5}(\\.[0-9]{1,5}){0,3}(-[0-9A-Za-z]+(\\.[0-9A-Za-z]+)*)?\\z"_s);
    return text.size() <= 32 && form.match(text).hasMatch();
}

/// A name: one line without hidden characters.
bool isName(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestText && text.trimmed() == text && visibleText(text) == text
        && !text.contains(u'\t');
}

bool isResource(const QString &text)
{
    return text.size() <= longestPath && text.startsWith(":/"_L1) && visibleText(text) == text
        && QDir::cleanPath(text) == text; // no ".." that leaves its own folder
}

bool isProtocol(const QString &text)
{
    return text == "posthog"_L1 || text == "segment"_L1;
}

bool isEndpoint(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return text.size() <= longestPath && url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty()
        && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
}

bool isWriteKey(const QString &text)
{
    static const QRegularExpression form(u"\\A[0-9A-Za-z_.-]{1,128}\\z"_s);
    return form.match(text).hasMatch();
}

/// Does \a id begin with a word that Candor itself uses in settings and events?
bool isReserved(const QString &id)
{
    static const QStringList words{u"app"_s,        u"activity"_s,  u"page"_s,  u"preference"_s,
                                   u"command"_s,    u"request"_s,   u"other"_s, u"extension"_s,
                                   u"extensions"_s, u"telemetry"_s, u"candor"_s};
    return words.contains(id.section(u'.', 0, 0));
}

} // namespace

bool isExtensionId(const QString &id)
{
    static const QRegularExpression form(u"\\A[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+\\z"_s);
    return id.size() <= longestId && form.match(id).hasMatch() && !isReserved(id);
}

std::optional<ExtensionManifest> ExtensionManifest::fromMetaData(const QJsonObject &metaData, QString *problem)
{
    const QString interface = metaData.value("IID"_L1).toString();
    const QString ours = u"org.candor.Extension/"_s;
    if (!interface.startsWith(ours)) {
        *problem = noExtension();
        return std::nullopt;
    }
    const QString number = interface.mid(ours.size());
    if (number != QString::number(extensionApiVersion)) {
        *problem = otherApi(visibleText(number));
        return std::nullopt;
    }
    const QJsonObject json = metaData.value("MetaData"_L1).toObject();
    const QJsonValue api = json.value("apiVersion"_L1);
    if (api.isDouble() && api.toInteger(-1) >= 1 && api.toInteger() != extensionApiVersion) {
        *problem = otherApi(QString::number(api.toInteger()));
        return std::nullopt;
    }
    if (api.toInteger(-1) != extensionApiVersion) {
        *problem = wrongMember("apiVersion"_L1);
        return std::nullopt;
    }

    ExtensionManifest result;
    struct Member
    {
        QLatin1StringView name;
        QString *into;
        bool (*isValid)(const QString &);
        bool isRequired;
    };
    const std::array members{Member{"id"_L1, &result.id, &isExtensionId, true},
                             Member{"name"_L1, &result.name, &isName, true},
                             Member{"publisher"_L1, &result.publisher, &isName, true},
                             Member{"version"_L1, &result.version, &isVersion, true},
                             Member{"notice"_L1, &result.notice, &isResource, false},
                             Member{"catalogue"_L1, &result.catalogue, &isResource, false},
                             Member{"protocol"_L1, &result.protocol, &isProtocol, false},
                             Member{"endpoint"_L1, &result.endpoint, &isEndpoint, false},
                             Member{"writeKey"_L1, &result.writeKey, &isWriteKey, false}};
    QStringList known{u"apiVersion"_s};
    for (const Member &member : members) {
        known.append(member.name);
        const QJsonValue value = json.value(member.name);
        const bool isThere = !value.isUndefined();
        *member.into = value.toString();
        if (isThere ? !value.isString() || !member.isValid(*member.into) : member.isRequired) {
            *problem = wrongMember(member.name);
            return std::nullopt;
        }
    }
    for (auto each = json.begin(); each != json.end(); ++each) {
        if (!known.contains(each.key())) {
            *problem = unknownMember(each.key());
            return std::nullopt;
        }
    }
    // All plug-ins share one tree of resources.
    const QString own = u":/"_s + result.id + u'/';
    for (const auto &[name, path] : {std::pair{"notice"_L1, result.notice}, {"catalogue"_L1, result.catalogue}}) {
        if (!path.isEmpty() && !path.startsWith(own)) {
            *problem = elsewhere(name, own);
            return std::nullopt;
        }
    }
    if (result.notice.isEmpty() != result.catalogue.isEmpty()) {
        *problem = wrongMember(result.notice.isEmpty() ? "notice"_L1 : "catalogue"_L1);
        return std::nullopt;
    }
    const bool sends = !result.protocol.isEmpty();
    if (sends != !result.endpoint.isEmpty() || sends != !result.writeKey.isEmpty()
        || (sends && result.catalogue.isEmpty())) {
        *problem = wrongMember("endpoint"_L1);
        return std::nullopt;
    }
    return result;
}

} // namespace candor
