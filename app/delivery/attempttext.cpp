// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/attempttext.h"

#include <QCoreApplication>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

using Kind = AttemptResult::Kind;

QString text(const char *source)
{
    return QCoreApplication::translate("candor::Attempt", source);
}

/// The meaning of a status, as the second half of a sentence.
QString meaning(std::int64_t status)
{
    switch (status) {
    case 400:
    case 422:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "it does not understand what was sent"));
    case 401:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "it does not accept the key"));
    case 402:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "the recipient's plan does not allow it"));
    case 403:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "it does not allow sending with this key"));
    case 404:
    case 410:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "there is no receiver at this address"));
    case 405:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "what is at this address is not a receiver"));
    case 408:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "it took too long to get there"));
    case 413:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "it was too much at once"));
    case 429:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "it is asked too often"));
    case 451:
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "it may not accept this for legal reasons"));
    default:
        break;
    }
    if (status >= 300 && status <= 399) {
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "it points to another address, which is not followed"));
    }
    if (status >= 500 && status <= 599) {
        //: @info what the server's answer to an upload means
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "it has a problem of its own"));
    }
    //: @info what the server's answer to an upload means
    return text(QT_TRANSLATE_NOOP("candor::Attempt", "it does not accept what was sent"));
}

QString answered(std::int64_t status, const QString &meaning)
{
    //: @info the result of an upload; %1 is a number such as 503, %2 what it means
    return text(QT_TRANSLATE_NOOP("candor::Attempt", "the server answered %1: %2"))
        .arg(QString::number(status), meaning);
}

QString withDetail(const QString &sentence, const std::string &detail)
{
    return detail.empty() ? sentence : sentence + u" ("_s + QString::fromStdString(detail) + u')';
}

} // namespace

QString attemptText(const AttemptResult &result)
{
    switch (result.kind) {
    case Kind::None:
        break;
    case Kind::Delivered:
        if (result.number == 1) {
            //: @info the result of the last upload
            return text(QT_TRANSLATE_NOOP("candor::Attempt", "delivered 1 event"));
        }
        //: @info the result of the last upload; %1 is a number
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "delivered %1 events")).arg(result.number);
    case Kind::Status:
        return answered(result.number, meaning(result.number));
    case Kind::Foreign:
        return answered(result.number,
                        //: @info what the server's answer to an upload means
                        text(QT_TRANSLATE_NOOP("candor::Attempt",
                                               "this is not how the recipient answers; perhaps this network wants "
                                               "you to log in first")));
    case Kind::QuotaUsedUp:
        //: @info why nothing is sent
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "the recipient's account has used up its quota of events"));
    case Kind::RejectedInARow:
        //: @info why nothing is sent; %1 is a number such as 400
        return text(QT_TRANSLATE_NOOP("candor::Attempt",
                                      "the server rejected several events in a row (%1), as if it wanted none"))
            .arg(result.number);
    case Kind::Deadline:
        //: @info why an upload failed; %1 is a number of seconds
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "no complete answer came within %1 s"))
            .arg(QString::number(static_cast<double>(result.number) / 1000.0, 'g', 3));
    case Kind::NameNotFound:
        //: @info why an upload failed
        return withDetail(text(QT_TRANSLATE_NOOP("candor::Attempt", "the server's name can't be found")),
                          result.detail);
    case Kind::NotAccepting:
        //: @info why an upload failed
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "the server does not accept connections"));
    case Kind::Closed:
        //: @info why an upload failed
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "the server closed the connection"));
    case Kind::Untrusted:
        //: @info why an upload failed
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "no trustworthy encrypted connection can be made"));
    case Kind::NotHttp:
        //: @info why an upload failed
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "what answers at this address is not a web server"));
    case Kind::Interrupted:
        //: @info why an upload failed
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "the connection to the server broke off"));
    case Kind::NoAnswer:
        //: @info why an upload failed
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "the server does not answer"));
    case Kind::Network:
        //: @info why an upload failed
        return withDetail(text(QT_TRANSLATE_NOOP("candor::Attempt", "the server can't be reached")), result.detail);
    case Kind::ProxyUnreachable:
        //: @info why an upload failed
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "the proxy can't be reached"));
    case Kind::ProxyPassword:
        //: @info why an upload failed
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "the proxy wants a name and a password"));
    case Kind::NoThread:
        //: @info why nothing could be sent
        return text(QT_TRANSLATE_NOOP("candor::Attempt", "the system has no thread left"));
    case Kind::Other:
        return QString::fromStdString(result.detail);
    }
    return {};
}

} // namespace candor
