// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/shareddata.h"
#include "candor/trustedtext.h"

#include <QStringView>

#include <exception>
#include <string_view>

class QNetworkReply;

namespace candor {

struct ErrorData;

/// What is known of a failure: `candor::Error("timeout").statusCode(503)`. A value; public API (C++17).
///
/// It leaves as `"error": {"class", "message", "statusCode", "exitCode"}`, each part only where the catalogue declares
/// it for the event (as error.class and so on) and only with the person's yes to the category errors.
class CANDOR_EXPORT Error
{
public:
    /// \a className: what kind of failure, a name out of the program, never a sentence of somebody else's. It is
    /// brought into the form of a token: "DiskFull" becomes "disk_full", "acme::SyncError" "acme.sync_error". What is
    /// no name but a text (with blanks, slashes, letters outside ASCII) is recorded as "other", since such texts name
    /// files and people; they belong into message(). So is the name of a host, and, when it is stored, what holds the
    /// name of this computer or its user, or a word that no program prints, unless it ends with "error", "exception",
    /// "failure", "fault" or "timeout" ("SyncError" stays, "Anneliese" and an access token do not).
    explicit Error(std::string_view className);
    explicit Error(QStringView className);

    /// The class is the exception's type; the message its what().
    [[nodiscard]] static Error fromException(const std::exception &exception);
    /// The class is the name of QNetworkReply::NetworkError without its enumeration ("host_not_found_error",
    /// "no_error"); the message is errorString(), the status code that of HTTP if there is one.
    [[nodiscard]] static Error fromReply(const QNetworkReply &reply);

    /// Scrubbed of personal data before it is stored; of a TrustedText as it is. At most 4096 bytes of UTF-8.
    Error &message(std::string_view text);
    Error &message(QStringView text);
    Error &message(const TrustedText &text);
    /// Of HTTP, as a rule.
    Error &statusCode(int code);
    /// Of a child process.
    Error &exitCode(int code);

    /// For Candor's own sources.
    [[nodiscard]] const ErrorData &data() const;

private:
    SharedData<ErrorData> d;
};

} // namespace candor
