// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/dropreasontext.h"

#include <QCoreApplication>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

struct Sentence
{
    QLatin1StringView reason;
    const char *text;
};

constexpr Sentence sentences[] = {
    //: @info why an event was not recorded
    {"memory"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "Too many events at once; there was no room for it.")},
    //: @info why an event was not kept
    {"disk"_L1,
     QT_TRANSLATE_NOOP("candor::DropReason", "More events were waiting than could be kept on this computer.")},
    //: @info why an event was not recorded
    {"undeclared"_L1,
     QT_TRANSLATE_NOOP("candor::DropReason", "The catalogue does not declare it, so it may not be collected.")},
    //: @info why an event was not recorded
    {"retired"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "The catalogue says that it is no longer collected.")},
    //: @info why an event was not recorded
    {"invalid"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "It is not made the way the catalogue declares it.")},
    //: @info why an event was not recorded
    {"category"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "You did not agree to its category.")},
    //: @info why an event was not recorded
    {"disabled"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "The catalogue has it switched off.")},
    //: @info why an event was not recorded
    {"sampled"_L1,
     QT_TRANSLATE_NOOP("candor::DropReason", "Only a share of all computers records it, and this one does not.")},
    //: @info why an event was not recorded
    {"daily"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "It is recorded once a day, and was already today.")},
    //: @info why an event was not recorded
    {"aggregated"_L1,
     QT_TRANSLATE_NOOP("candor::DropReason", "It was counted in another event that stands for several.")},
    //: @info why an event was not sent
    {"expired"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "It waited for too long.")},
    //: @info why an event was not sent
    {"attempts"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "It could not be sent, however often that was tried.")},
    //: @info why an event was not delivered
    {"rejected"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "The server rejected it.")},
    //: @info why an event was not sent
    {"deleted"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "You deleted it.")},
    //: @info why an event was not recorded
    {"early"_L1, QT_TRANSLATE_NOOP("candor::DropReason", "It happened before you agreed.")},
};

} // namespace

QString dropReasonText(const QString &reason)
{
    for (const Sentence &each : sentences) {
        if (reason == each.reason)
            return QCoreApplication::translate("candor::DropReason", each.text);
    }
    return reason;
}

} // namespace candor
