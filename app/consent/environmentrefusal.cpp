// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/environmentrefusal.h"

#include <algorithm>
#include <array>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array continuousIntegrationVariables{
    "CI"_L1,
    "CONTINUOUS_INTEGRATION"_L1,
    "BUILD_NUMBER"_L1,
    "RUN_ID"_L1,
    "APPVEYOR"_L1,
    "BITBUCKET_BUILD_NUMBER"_L1,
    "BUILDKITE"_L1,
    "CIRCLECI"_L1,
    "CODEBUILD_BUILD_ID"_L1,
    "DRONE"_L1,
    "GITHUB_ACTIONS"_L1,
    "GITLAB_CI"_L1,
    "HUDSON_URL"_L1,
    "JENKINS_URL"_L1,
    "SEMAPHORE"_L1,
    "TEAMCITY_VERSION"_L1,
    "TF_BUILD"_L1,
    "TRAVIS"_L1,
};

/// The value in the form in which it is compared; unset and empty are the same.
QString word(const QProcessEnvironment &environment, const QString &name)
{
    return environment.value(name).trimmed().toLower();
}

template<std::size_t Size>
bool isOneOf(const QString &text, const std::array<QLatin1StringView, Size> &words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

constexpr std::array offWords{"0"_L1, "false"_L1, "no"_L1, "off"_L1};
constexpr std::array onWords{"1"_L1, "true"_L1, "yes"_L1, "on"_L1};
constexpr std::array notCiWords{"0"_L1, "false"_L1};

} // namespace

EnvironmentRefusal EnvironmentRefusal::read(const QProcessEnvironment &environment)
{
    EnvironmentRefusal result;

    // A signal to all programs: every value that does not plainly mean "not set" refuses.
    const QString doNotTrack = word(environment, u"DO_NOT_TRACK"_s);
    result.doNotTrack = !doNotTrack.isEmpty() && !isOneOf(doNotTrack, offWords);

    // Our own switch: with an unknown word the user's intention is unclear, and refusing is the safe interpretation.
    const QString candorTelemetry = word(environment, u"CANDOR_TELEMETRY"_s);
    if (!candorTelemetry.isEmpty() && !isOneOf(candorTelemetry, onWords)) {
        result.candorTelemetry = true;
        result.candorVariable = u"CANDOR_TELEMETRY"_s;
        if (!isOneOf(candorTelemetry, offWords))
            result.unknownWord = environment.value(u"CANDOR_TELEMETRY"_s).trimmed();
    } else if (word(environment, u"CANDOR_DESTINATION"_s) == "none"_L1) {
        result.candorTelemetry = true;
        result.candorVariable = u"CANDOR_DESTINATION"_s;
    }

    for (const QLatin1StringView name : continuousIntegrationVariables) {
        const QString value = word(environment, name);
        if (!value.isEmpty() && !isOneOf(value, notCiWords)) {
            result.ciVariable = name;
            break;
        }
    }
    return result;
}

} // namespace candor
