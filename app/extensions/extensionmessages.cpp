// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionmessages.h"

#include <QCoreApplication>

namespace candor::extensionmessages {

QString noHome()
{
    //: @info
    return QCoreApplication::translate("candor::ExtensionHost",
                                       "There is no home folder, so no extension can be switched on. Set HOME to your "
                                       "folder.");
}

QString notWritten(const QString &error)
{
    //: @info %1 says why, in a sentence
    return QCoreApplication::translate("candor::ExtensionHost",
                                       "Which extensions are on can't be saved, so it was not started. %1")
        .arg(error);
}

QString isAnother()
{
    //: @info how an extension is, goes after the name of who made it
    return QCoreApplication::translate("candor::ExtensionHost",
                                       "off: this is another file than the one you switched on");
}

} // namespace candor::extensionmessages
