// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

// Qt HTTP Server is not needed to build or to link Candor: without it this header is empty.
#if __has_include(<QtHttpServer/qhttpserver.h>)

#include "candor/requestrecorder.h"

#include <QtHttpServer/qhttpserverrequest.h>
#include <QtHttpServer/qhttpserverresponse.h>

#include <QByteArray>
#include <QElapsedTimer>
#include <QMetaEnum>
#include <QUrl>

#include <functional>
#include <string_view>
#include <utility>

namespace candor {

/// Internal to recorded().
namespace httpserver {

/// What RequestRecorder does not know, such as TRACE, becomes "other" there.
inline std::string_view methodName(QHttpServerRequest::Method method)
{
    const char *const name = QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(static_cast<int>(method));
    return name ? name : "";
}

/// The last of a handler's arguments.
inline const QHttpServerRequest &requestOf(const QHttpServerRequest &request)
{
    return request;
}

template<typename First, typename... Rest>
const QHttpServerRequest &requestOf(const First &, const Rest &...rest)
{
    return requestOf(rest...);
}

template<typename... Arguments>
std::function<QHttpServerResponse(Arguments...)> around(RequestRecorder *recorder,
                                                        std::function<QHttpServerResponse(Arguments...)> handler)
{
    return [recorder, handler = std::move(handler)](Arguments... arguments) {
        const QHttpServerRequest &request = requestOf(arguments...);
        QElapsedTimer timer;
        timer.start();
        QHttpServerResponse response = handler(std::forward<Arguments>(arguments)...);
        const QByteArray path = request.url().path(QUrl::FullyEncoded).toLatin1();
        recorder->record(methodName(request.method()),
                         std::string_view(path.constData(), static_cast<std::size_t>(path.size())),
                         static_cast<int>(response.statusCode()), std::chrono::milliseconds(timer.elapsed()));
        return response;
    };
}

} // namespace httpserver

/// Around a handler for QHttpServer::route() that answers at once: records each request that it answers. Needs Qt HTTP
/// Server (6.4 or newer). \a recorder: kept as long as the server. \a handler: a lambda or function object that returns
/// a QHttpServerResponse and takes the request last, behind what the route's placeholders stand for. One that answers
/// later (a QFuture, a responder) calls RequestRecorder::record() itself, and so does the handler of what is missing.
///
/// ```cpp
/// server.route(u"/containers/<arg>/start"_s, QHttpServerRequest::Method::Post,
///              candor::recorded(&requests, [](const QString &id, const QHttpServerRequest &) {
///                  return QHttpServerResponse(start(id));
///              }));
/// ```
template<typename Handler>
auto recorded(RequestRecorder *recorder, Handler handler)
{
    return httpserver::around(recorder, std::function(std::move(handler)));
}

} // namespace candor

#endif
