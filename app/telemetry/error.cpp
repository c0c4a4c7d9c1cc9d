// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/error.h"

#include "candor/errorproperties.h"
#include "telemetry/errordata.h"
#include "telemetry/nameforms.h"
#include "telemetry/ownedproperties.h"

#include <QMetaEnum>
#include <QNetworkReply>

#include <cstdlib>
#include <memory>
#include <typeinfo>

#ifdef __GNUG__
#include <cxxabi.h>
#endif

namespace candor {

namespace {

/// The name of the type as in the source, or nearly.
std::string typeName(const std::exception &exception)
{
    const char *const name = typeid(exception).name();
    std::string result = name;
#ifdef __GNUG__
    int status = 0;
    const std::unique_ptr<char, void (*)(void *)> readable(abi::__cxa_demangle(name, nullptr, nullptr, &status),
                                                           std::free);
    if (readable)
        result = readable.get();
#endif
    for (const std::string_view noise :
         {std::string_view("class "), std::string_view("struct "), std::string_view("(anonymous namespace)::"),
          std::string_view("`anonymous namespace'::"), std::string_view("__cxx11::")}) {
        for (std::size_t at = result.find(noise); at != std::string::npos; at = result.find(noise))
            result.erase(at, noise.size());
    }
    // The arguments of a template do not belong to the kind of failure, and are long.
    return result.substr(0, result.find('<'));
}

} // namespace

Error::Error(std::string_view className)
    : d(ErrorData())
{
    d->className = nameforms::token(className);
}

Error::Error(QStringView className)
    : Error(std::string_view(className.toUtf8().toStdString()))
{
}

Error Error::fromException(const std::exception &exception)
{
    Error result{std::string_view(typeName(exception))};
    if (const char *const what = exception.what())
        result.message(std::string_view(what));
    return result;
}

Error Error::fromReply(const QNetworkReply &reply)
{
    const char *const key = QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(reply.error());
    Error result{std::string_view(key ? key : "")};
    if (reply.error() != QNetworkReply::NoError)
        result.message(QStringView(reply.errorString()));
    const QVariant status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (status.isValid())
        result.statusCode(status.toInt());
    return result;
}

Error &Error::message(std::string_view text)
{
    d->message = ownedText(text);
    d->messageTrusted = false;
    return *this;
}

Error &Error::message(QStringView text)
{
    d->message = ownedText(text);
    d->messageTrusted = false;
    return *this;
}

Error &Error::message(const TrustedText &text)
{
    d->message = std::visit([](auto view) { return ownedText(view); }, text.text());
    d->messageTrusted = true;
    return *this;
}

Error &Error::statusCode(int code)
{
    d->statusCode = code;
    return *this;
}

Error &Error::exitCode(int code)
{
    d->exitCode = code;
    return *this;
}

const ErrorData &Error::data() const
{
    return *d;
}

void ErrorData::appendTo(std::vector<Property> *properties) const
{
    properties->push_back({errorproperties::className, className});
    if (message)
        properties->push_back(
            {errorproperties::message, messageTrusted ? Value(TrustedText(*message)) : Value(*message)});
    if (statusCode)
        properties->push_back({errorproperties::statusCode, *statusCode});
    if (exitCode)
        properties->push_back({errorproperties::exitCode, *exitCode});
}

} // namespace candor
