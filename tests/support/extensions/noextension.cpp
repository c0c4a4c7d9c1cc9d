// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A plug-in with the manifest of an extension that is none.

#include <QObject>
#include <QtPlugin>

class NoExtension final : public QObject
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID TEST_IID FILE "extension.json")
};

#include "noextension.moc"
