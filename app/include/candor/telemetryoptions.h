// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/destination.h"
#include "candor/export.h"
#include "candor/identity.h"
#include "candor/shareddata.h"

#include <QString>
#include <QStringView>

#include <chrono>
#include <functional>

class QNetworkProxy;
class QProcessEnvironment;

namespace candor {

struct TelemetryOptionsData;

/// What an application says about itself when it makes its Telemetry. A value; public API (C++17).
class CANDOR_EXPORT TelemetryOptions
{
public:
    /// \a applicationId: reverse DNS, names the folders ("org.acme.notes"; the app's own is "candor").
    /// \a applicationName: as people know it. \a version: goes with every event as `app_version`.
    TelemetryOptions(QStringView applicationId, QStringView applicationName, QStringView version);

    /// Path of notice.json, a resource as a rule. Required: without a valid notice nobody is asked and nothing is
    /// collected.
    void setNotice(QStringView path);
    /// Path of catalogue.json. Required: an event it does not declare does not leave.
    void setCatalogue(QStringView path);
    /// Default: Destination(), which sends and keeps nothing.
    void setDestination(const Destination &destination);
    /// Where people find the page on which they can change their answer (TelemetryPage, or the application's own), such
    /// as "Settings › Privacy": the question names it. \a place is called each time it is shown, in the thread of the
    /// Telemetry, and returns plain text in the language of that moment. Default: the question speaks of the
    /// application's settings.
    void setSettingsPlace(std::function<QString()> place);

    /// Settings, switch and identity are those of Podman Desktop and Red Hat's tools: the id is Identity::Stable, in
    /// ~/.redhat/anonymousId. Default: the application's own files.
    void shareWithRedHatTools();

    /// What the id of the records is. Default: Identity::Daily, and Identity::Stable with shareWithRedHatTools(). What
    /// is asked for here wins over that, in whichever order the two are called: who shares the switch need not share an
    /// id. A Stable one that is not shared stands in a file of the application's own.
    /// The notice must have the text for it: without, nobody is asked and nothing is collected (noticeProblem()). To
    /// change it later makes what people agreed to untrue: raise the notice's version.
    void setIdentity(Identity identity);

    /// Whether the program's run is recorded: `app.started` and `app.stopped`. Default true; false is for a command
    /// that ends in a moment and records itself, so that starts of the application stay what they are.
    void setRunRecorded(bool recorded);
    /// As after Telemetry::overrule(Paused), from the first moment: for what is a part of another application, until
    /// that one has said whether it may.
    void beginPaused();
    /// Sends when so many events wait. Default 20, at least 1.
    void setFlushAt(int events);
    /// ... or so long after the first. Default 30 s.
    void setFlushInterval(std::chrono::milliseconds interval);
    /// Attempts for one event before it is dropped[attempts]. Default 0: unlimited (age is not).
    void setMaximumAttempts(int attempts);
    /// Default: the system's proxy.
    void setProxy(const QNetworkProxy &proxy);

    /// The world, for tests and unusual hosts: what its variables name is where Candor reads and writes, and who
    /// refuses by one. So a test with a `HOME` of its own (and without `XDG_DATA_HOME`, `XDG_CONFIG_HOME` and
    /// `XDG_RUNTIME_DIR`, or with its own) leaves the person's files alone. Default: the process's environment. An
    /// administrator's files stand where they always do, and the time is the system's: an event with a time of its own
    /// has EventOptions::setTime().
    void setEnvironment(const QProcessEnvironment &environment);
    /// Name of the SQLite VFS, registered by the host, through which the event store reads and writes. Default: the
    /// system's files.
    void setFileLayer(QStringView sqliteVfs);
    /// How long the constructor of Telemetry waits for the files of the decision, its destructor for a last look at
    /// them, and Telemetry::environmentForWorkspace() and environmentForChild() for another one. Default 20 ms; on most
    /// disks they take less than one. Where they take longer, nothing is recorded until they are read, and
    /// Telemetry::consentChanged() says so (TelemetryStatus::isKnown).
    void setStartPatience(std::chrono::milliseconds longest);
    /// Longest random wait before sending what was left by an earlier run. Default 30 s, so that many installs that
    /// start together don't send together.
    void setStartDelay(std::chrono::milliseconds longest);

    [[nodiscard]] QString applicationId() const;
    [[nodiscard]] QString applicationName() const;
    [[nodiscard]] QString version() const;
    [[nodiscard]] Destination destination() const;
    [[nodiscard]] Identity identity() const; ///< what holds, after the two above

    /// For Candor's own sources.
    [[nodiscard]] const TelemetryOptionsData &data() const;
    [[nodiscard]] TelemetryOptionsData &data();

private:
    SharedData<TelemetryOptionsData> d;
};

} // namespace candor
