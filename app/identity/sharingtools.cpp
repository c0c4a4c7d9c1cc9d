// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "identity/sharingtools.h"

#include <QCoreApplication>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

struct Tool
{
    const char *name;
    bool isTranslated; ///< product names are not
};

constexpr Tool tools[] = {
    {"Podman Desktop", false},
    {"OpenShift Local (crc)", false},
    {"odo", false},
    {"Red Hat OpenShift Application Services (rhoas)", false},
    {"Eclipse Che (chectl)", false},
    {"Red Hat Dependency Analytics (crda)", false},
    //: @info in a list of tools
    {QT_TRANSLATE_NOOP("candor::AnonymousId", "Red Hat’s extensions for Visual Studio Code"), true},
    //: @info in a list of tools
    {QT_TRANSLATE_NOOP("candor::AnonymousId", "Red Hat’s plug-ins for IntelliJ IDEA"), true},
    //: @info in a list of tools
    {QT_TRANSLATE_NOOP("candor::AnonymousId", "Quarkus (its build analytics)"), true},
};

} // namespace

QStringList toolsSharingAnonymousId()
{
    QStringList result;
    for (const Tool &tool : tools) {
        result.append(tool.isTranslated ? QCoreApplication::translate("candor::AnonymousId", tool.name)
                                        : QString::fromUtf8(tool.name));
    }
    return result;
}

} // namespace candor
