// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/destinationconfig.h"

#include <QCoreApplication>

#include <optional>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

std::optional<Destination::Protocol> protocolFromName(const QString &name)
{
    if (name == "posthog"_L1)
        return Destination::Protocol::PostHog;
    if (name == "segment"_L1)
        return Destination::Protocol::Segment;
    return std::nullopt;
}

} // namespace

DestinationConfig DestinationConfig::resolve(const QString &buildProtocol, const QString &buildEndpoint,
                                             const QString &buildWriteKey, const QProcessEnvironment &environment)
{
    DestinationConfig result;
    const auto protocol = protocolFromName(buildProtocol);
    if (!protocol) // "none"; the build system accepts no other word
        return result;
    result.destination = Destination(*protocol, QUrl(buildEndpoint, QUrl::StrictMode), buildWriteKey);

    const QString protocolWord = environment.value(u"CANDOR_DESTINATION"_s).trimmed().toLower();
    const QString endpointWord = environment.value(u"CANDOR_ENDPOINT"_s).trimmed();
    const QString keyWord = environment.value(u"CANDOR_WRITE_KEY"_s).trimmed();

    auto wantedProtocol = protocolFromName(protocolWord);
    const bool unknownProtocol = !wantedProtocol && !protocolWord.isEmpty() && protocolWord != "none"_L1;
    if (unknownProtocol) {
        //: @info %1 is a word from an environment variable
        result.warnings.append(
            QCoreApplication::translate("candor::DestinationConfig",
                                        "CANDOR_DESTINATION is ignored: \"%1\" is not posthog, segment or none")
                .arg(protocolWord));
    }
    if (!wantedProtocol && endpointWord.isEmpty() && keyWord.isEmpty())
        return result;

    const Destination wanted(wantedProtocol.value_or(*protocol),
                             endpointWord.isEmpty() ? result.destination.endpoint()
                                                    : QUrl(endpointWord, QUrl::StrictMode),
                             keyWord.isEmpty() ? buildWriteKey : keyWord);
    if (wanted.isLoopback() && wanted.problem().isEmpty()) {
        result.destination = wanted;
        return result;
    }

    // All variables or none: a key or protocol that was meant for a collector on this computer must not be used with
    // the address of the build.
    QStringList ignored;
    if (wantedProtocol)
        ignored.append(u"CANDOR_DESTINATION"_s);
    if (!endpointWord.isEmpty())
        ignored.append(u"CANDOR_ENDPOINT"_s);
    if (!keyWord.isEmpty())
        ignored.append(u"CANDOR_WRITE_KEY"_s);
    const QString names = ignored.join(u", "_s);
    if (wanted.isLoopback()) {
        //: @info %1 are names of environment variables, %2 is what is wrong with the address or the key
        result.warnings.append(QCoreApplication::translate("candor::DestinationConfig", "%1: ignored, because %2")
                                   .arg(names, wanted.problem()));
    } else {
        //: @info %1 are names of environment variables
        result.warnings.append(QCoreApplication::translate(
                                   "candor::DestinationConfig",
                                   "%1: ignored, because the environment can only choose a receiver on this computer "
                                   "(such as CANDOR_ENDPOINT=http://127.0.0.1:8000)")
                                   .arg(names));
    }
    return result;
}

} // namespace candor
