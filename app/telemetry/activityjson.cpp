// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/activityjson.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <QJsonDocument>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

const char *stateName(ActivityEvent::State state)
{
    switch (state) {
    case ActivityEvent::State::Waiting:
        return "waiting";
    case ActivityEvent::State::Sending:
        return "sending";
    case ActivityEvent::State::Delivered:
        return "delivered";
    case ActivityEvent::State::Rejected:
        return "rejected";
    case ActivityEvent::State::NotRecorded:
        return "not-recorded";
    }
    return "waiting";
}

void writeText(Writer *writer, const char *key, const QString &text)
{
    writer->Key(key);
    if (text.isEmpty()) {
        writer->Null();
        return;
    }
    const QByteArray bytes = text.toUtf8();
    writer->String(bytes.constData(), static_cast<rapidjson::SizeType>(bytes.size()));
}

void writeNumber(Writer *writer, const char *key, qint64 number)
{
    writer->Key(key);
    writer->Int64(number);
}

void writeTime(Writer *writer, const char *key, const QDateTime &time)
{
    writeText(writer, key, time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString());
}

QString reasonKey(const ActivityEvent &event)
{
    // What the server said is different each time; that it was rejected is the reason everywhere else.
    return event.state() == ActivityEvent::State::Rejected ? u"rejected"_s : event.dropReason();
}

/// May it stand in the line as it is? Else one damaged row would make the whole file unreadable.
bool isObjectInOneLine(const QByteArray &bytes)
{
    return !bytes.contains('\n') && !bytes.contains('\r') && QJsonDocument::fromJson(bytes).isObject();
}

} // namespace

QByteArray activityLine(const ActivityEvent &event)
{
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    writeNumber(&writer, "row", event.row());
    writeText(&writer, "id", event.id());
    writeText(&writer, "name", event.name());
    writeTime(&writer, "time", event.time());
    writer.Key("state");
    writer.String(stateName(event.state()));
    writeText(&writer, "reason", reasonKey(event));
    writeText(&writer, "explanation", event.reason());
    writeNumber(&writer, "copies", event.copies());
    writeNumber(&writer, "attempts", event.attempts());
    writeTime(&writer, "finished", event.finished());
    writeNumber(&writer, "bytes", event.bytes().size());
    if (isObjectInOneLine(event.bytes())) {
        writer.Key("event");
        writer.RawValue(event.bytes().constData(), static_cast<std::size_t>(event.bytes().size()),
                        rapidjson::kObjectType);
    } else if (!event.bytes().isEmpty()) {
        writeText(&writer, "damaged", QString::fromUtf8(event.bytes()));
    }
    writer.EndObject();
    return {buffer.GetString(), static_cast<qsizetype>(buffer.GetSize())};
}

} // namespace candor
