// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/accountingtext.h"

#include "candor/telemetrystatus.h"
#include "consent/consentrules.h"

#include <QCoreApplication>
#include <QLocale>

#include <span>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

struct AccountingText
{
    Q_DECLARE_TR_FUNCTIONS(candor::AccountingText)
};

struct ReasonText
{
    const char *reason; // as in `candor telemetry status --json`
    const char *text;
};

/// The reasons that Activity shows as "Not recorded".
constexpr ReasonText notRecorded[] = {
    //: @info why events were not recorded; %1 is a number
    {"memory", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 for lack of memory")},
    //: @info why events were not recorded; %1 is a number
    {"undeclared", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 not in the catalogue")},
    //: @info why events were not recorded; %1 is a number
    {"retired", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 no longer collected")},
    //: @info why events were not recorded; %1 is a number
    {"invalid", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 not as declared")},
    //: @info why events were not recorded; %1 is a number
    {"category", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 not agreed to")},
    //: @info why events were not recorded; %1 is a number
    {"disabled", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 switched off by the catalogue")},
    //: @info why events were not recorded: only a share of them is; %1 is a number
    {"sampled", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 not in the sample")},
    //: @info why events were not recorded: one a day is enough; %1 is a number
    {"daily", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 more than once a day")},
    //: @info why events were not recorded: one stands for several; %1 is a number
    {"aggregated", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 summed up in others")},
    //: @info why events were not recorded; %1 is a number
    {"early", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 from before you agreed")},
};

/// The reasons for events that were recorded. They are not called "not sent": events that the server rejected were
/// sent, and those that were tried too often may have been.
constexpr ReasonText notDelivered[] = {
    //: @info why events were not delivered; %1 is a number
    {"disk", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 more than could be kept")},
    //: @info why events were not delivered; %1 is a number
    {"expired", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 too old")},
    //: @info why events were not delivered; %1 is a number
    {"attempts", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 tried too often")},
    //: @info why events were not delivered; %1 is a number
    {"rejected", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 rejected by the server")},
    //: @info why events were not delivered; %1 is a number
    {"deleted", QT_TRANSLATE_NOOP("candor::AccountingText", "%1 deleted by you")},
};

QString number(qint64 value)
{
    return QLocale().toString(value);
}

struct Account
{
    qint64 events = 0;
    QString why; ///< a list of reasons with numbers
};

Account account(std::span<const ReasonText> reasons, const QMap<QString, qint64> &dropped)
{
    Account result;
    QStringList why;
    for (const ReasonText &each : reasons) {
        const qint64 count = dropped.value(QLatin1StringView(each.reason));
        result.events += count;
        if (count > 0)
            why << AccountingText::tr(each.text).arg(number(count));
    }
    result.why = why.join(u", "_s);
    return result;
}

} // namespace

QString accountingText(const TelemetryStatus &status)
{
    if (!status.countsKnown() || status.accepted() == 0)
        return {};
    QStringList parts;
    //: @info:status %1 is a number of events
    parts << AccountingText::tr("%1 delivered").arg(number(status.delivered()));
    parts << (status.canSend()
                  //: @info:status %1 is a number of events
                  ? AccountingText::tr("%1 waiting")
                  //: @info:status %1 is a number of events; nothing is ever sent
                  : AccountingText::tr("%1 kept on this computer"))
                 .arg(number(status.waiting()));
    if (status.sending() > 0)
        //: @info:status %1 is a number of events
        parts << AccountingText::tr("%1 being sent").arg(number(status.sending()));
    const Account before = account(notRecorded, status.dropped());
    if (before.events > 0)
        //: @info:status %1 is a number of events, %2 a list of reasons with numbers
        parts << AccountingText::tr("%1 not recorded (%2)").arg(number(before.events), before.why);
    const Account after = account(notDelivered, status.dropped());
    if (after.events > 0)
        //: @info:status %1 is a number of events, %2 a list of reasons with numbers
        parts << AccountingText::tr("%1 not delivered (%2)").arg(number(after.events), after.why);
    //: @info:status %1 is a number of events, %2 what became of them
    return AccountingText::tr("%1 happened: %2").arg(number(status.accepted()), parts.join(u", "_s));
}

QString droppedText(const QMap<QString, qint64> &dropped)
{
    QStringList why{account(notRecorded, dropped).why, account(notDelivered, dropped).why};
    why.removeAll(QString());
    return why.join(u", "_s);
}

QString unknownCountsText(const TelemetryStatus &status)
{
    if (status.countsKnown())
        return {};
    QString why = status.storeProblem();
    if (why.isEmpty() && holdsForThisProcess(status.rule())) {
        //: @info why numbers of events are not known
        why = AccountingText::tr("telemetry is refused for this run, and what is recorded is not opened");
    }
    if (why.isEmpty()) {
        //: @info in place of a number of events
        return AccountingText::tr("not known");
    }
    //: @info in place of a number of events; %1 says why
    return AccountingText::tr("not known (%1)").arg(why);
}

} // namespace candor
