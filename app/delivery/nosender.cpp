// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Replaces the sender in a build that sends nothing (CANDOR_DESTINATION=none): no protocol, no look-up, no request. The
// rest of the program is the same, but there is nothing to record for and no recipient. A program that links such a
// library sends nothing either, whatever destination it names.

#include "delivery/uploader.h"
#include "delivery/wireformat.h"

#include <QTimer>

namespace candor {

std::unique_ptr<WireFormat> WireFormat::forProtocol(std::string_view)
{
    return nullptr;
}

std::shared_ptr<AddressLookup::Threads> AddressLookup::makeThreads()
{
    return nullptr;
}

struct Uploader::Private
{
};

Uploader::Uploader(Options, QObject *parent)
    : QObject(parent)
{
}

Uploader::~Uploader() = default;

void Uploader::start(Urgency, quint64 number)
{
    UploadReport report;
    report.start = number;
    QTimer::singleShot(0, this, [this, report] { Q_EMIT finished(report); });
}

void Uploader::abort()
{
    Q_EMIT finished({UploadReport::Result::Refused});
}

} // namespace candor
