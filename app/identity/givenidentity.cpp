// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "identity/givenidentity.h"

#include "identity/anonymousid.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDate>
#include <QUuid>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype digestDigits = 16;

std::optional<std::int64_t> dayOf(const QString &date)
{
    const QDate day = QDate::fromString(date, Qt::ISODate);
    // Only this exact form is accepted, not everything that can be parsed.
    if (!day.isValid() || day.toString(Qt::ISODate) != date)
        return std::nullopt;
    return QDate(1970, 1, 1).daysTo(day);
}

QString unusable(const QString &variable)
{
    //: @info %1 is the name of an environment variable
    return QCoreApplication::translate("candor::GivenIdentity",
                                       "%1 in the environment is not an ID as Candor hands it on, and is ignored.")
        .arg(variable);
}

} // namespace

GivenIdentity GivenIdentity::read(const QProcessEnvironment &environment, Identity identity,
                                  const QString &recipientDigest)
{
    GivenIdentity result;
    const auto idName = QString::fromLatin1(idVariable);
    const auto dateName = QString::fromLatin1(dateVariable);
    const QString id = environment.value(idName);
    const QString date = environment.value(dateName);
    if (id.isEmpty() || identity == Identity::None
        || environment.value(QString::fromLatin1(recipientVariable)) != recipientDigest)
        return result;

    if (!AnonymousId::isWellFormed(id) || QUuid(id).version() != QUuid::Random) {
        result.problem = unusable(idName);
        return result;
    }
    const std::optional<std::int64_t> day = dayOf(date);
    if (!date.isEmpty() && !day) {
        result.problem = unusable(dateName);
        return result;
    }
    if ((identity == Identity::Daily) != day.has_value())
        return result;
    result.id = id;
    result.day = day;
    return result;
}

QString GivenIdentity::recipientDigest(const QString &fingerprint)
{
    const QByteArray hash = QCryptographicHash::hash(fingerprint.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(digestDigits));
}

} // namespace candor
