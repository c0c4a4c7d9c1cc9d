// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>

class QNetworkAccessManager;

namespace candor {

class Telemetry;

/// Records the requests of a QNetworkAccessManager to the interfaces of your own: one event `request.completed` each,
/// with `method`, `route`, `status`, `duration_ms`, `success` and `error.class`; of these what the catalogue declares
/// for it. Public API (C++17).
///
/// The routes are the values of its property `route` (an "enum") in the catalogue, such as "/containers/:id/start": the
/// request's path behind the base URL is compared with them, and the route leaves, never the path, a parameter, the
/// query or the host. A request that has no route is not recorded, and neither is one to any other address. `method` is
/// "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" or "other". `status` is there where a server answered. A
/// request that is redirected is one, with its first address and its last status; one that is deleted before it has
/// finished has failed with the class "operation_canceled_error".
///
/// It only listens: manager and replies behave as without it. Nothing is recorded of a request that began before a yes,
/// before this object was made, or whose reply is not a child of the manager from its beginning on (those that a
/// subclass of the manager makes by itself).
class CANDOR_EXPORT RequestObserver final : public QObject
{
    Q_OBJECT

public:
    /// All three belong to one thread; without effect, and with a warning, if \a telemetry and \a manager do not. Any
    /// of them may go first. \a baseUrls: scheme, host, port and beginning of the path; user, query and fragment don't
    /// count.
    RequestObserver(Telemetry *telemetry, QNetworkAccessManager *manager, const QList<QUrl> &baseUrls,
                    QObject *parent = nullptr);
    ~RequestObserver() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class CANDOR_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
