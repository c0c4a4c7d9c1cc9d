// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/deletionrequestdata.h"

#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// The reader may be in another country: the order of day and month must not have to be guessed.
QString day(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

} // namespace

DeletionRequest::DeletionRequest()
    : d(DeletionRequestData())
{
}

DeletionRequest::DeletionRequest(DeletionRequestData data)
    : d(std::move(data))
{
}

// clang-format off: one line for each
QString DeletionRequest::application() const { return d->application; }
QString DeletionRequest::contact() const { return d->contact; }
QString DeletionRequest::recipient() const { return d->recipient; }
QStringList DeletionRequest::earlierRecipients() const { return d->earlierRecipients; }
QString DeletionRequest::currentId() const { return d->currentId; }
QStringList DeletionRequest::earlierIds() const { return d->earlierIds; }
bool DeletionRequest::mayHaveSent() const { return d->mayHaveSent; }
QString DeletionRequest::unknownIds() const { return d->unknownIds; }
QDateTime DeletionRequest::agreedAt() const { return d->agreedAt; }
QDateTime DeletionRequest::refusedAt() const { return d->refusedAt; }
QDateTime DeletionRequest::lastDelivery() const { return d->lastDelivery; }
QString DeletionRequest::explanation() const { return d->explanation; }
QString DeletionRequest::subject() const { return d->subject; }
QString DeletionRequest::text() const { return d->text; }
QStringList DeletionRequest::ids() const { return d->ids(); }
// clang-format on

QStringList DeletionRequestData::ids() const
{
    QStringList result;
    if (!currentId.isEmpty())
        result.append(currentId);
    for (auto id = earlierIds.crbegin(); id != earlierIds.crend(); ++id) {
        if (!result.contains(*id))
            result.append(*id);
    }
    return result;
}

QString DeletionRequestData::explanationWithoutIds() const
{
    if (!mayHaveSent) {
        //: @info there is nothing to request; %1 is the application
        return tr("Nothing was sent by %1 from this account, so there is nothing to delete elsewhere.")
            .arg(application);
    }
    QString result = unknownIds;
    if (result.isEmpty()) {
        //: @info there is nothing to name in a request; %1 is the application
        result = tr("The IDs under which %1 may have sent something are not kept on this computer, "
                    "so what was sent can’t be named in a request.")
                     .arg(application);
    }
    if (!contact.isEmpty()) {
        //: @info at the end of an explanation; %1 is whom to write to
        result += u' ' + tr("Contact: %1").arg(contact);
    }
    return result;
}

void DeletionRequestData::compose()
{
    explanation.clear();
    subject.clear();
    text.clear();
    const QStringList all = ids();
    if (all.isEmpty()) {
        explanation = explanationWithoutIds();
        return;
    }
    QStringList explanations;
    if (!unknownIds.isEmpty())
        explanations.append(unknownIds);
    const bool stayedHere = recipient == "this-computer"_L1;
    if (stayedHere) {
        explanations.append(
            //: @info %1 is the application
            tr("No recipient is set up: what %1 records now stays on this computer. The text is for "
               "what may have been sent before.")
                .arg(application));
    }
    explanation = explanations.join(u' ');

    //: @title subject of a letter; %1 is the application
    subject = tr("Request to delete usage data sent by %1").arg(application);

    QStringList facts;
    //: @info in a letter: the application
    facts.append(tr("Application: %1").arg(application));
    QStringList recipients = earlierRecipients;
    recipients.removeAll(recipient);
    if (!stayedHere)
        recipients.prepend(recipient);
    if (!recipients.isEmpty()) {
        //: @info in a letter: the hosts that received the data
        facts.append(tr("Sent to: %1").arg(recipients.join(u", "_s)));
    }
    if (agreedAt.isValid()) {
        //: @info in a letter; %1 is a date
        facts.append(tr("Agreed on: %1").arg(day(agreedAt)));
    }
    if (refusedAt.isValid()) {
        //: @info in a letter; %1 is a date
        facts.append(tr("Turned off on: %1").arg(day(refusedAt)));
    }
    if (lastDelivery.isValid()) {
        //: @info in a letter; %1 is a date
        facts.append(tr("Last sent on: %1").arg(day(lastDelivery)));
    }

    //: @info beginning of a letter; %1 is the application, %2 a list of ids, %3 a list of facts
    text = tr("Hello,\n\n"
              "please delete all data that %1 has sent under the IDs below, wherever you keep it, "
              "and have it deleted by everybody to whom you have passed it on.\n\n"
              "%2\n\n"
              "%3\n\n"
              "Please confirm when this is done. If you can’t do it, please tell me why.\n\n"
              "Thank you\n")
               .arg(application, "  "_L1 + all.join("\n  "_L1), facts.join(u'\n'));
}

} // namespace candor
