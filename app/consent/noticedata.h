// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/notice.h"

namespace candor {

/// What stands behind a Notice.
struct NoticeData
{
    QString catalogueId;
    int version = 0;
    LocalizedText controller;
    QString contact;
    QUrl privacyStatement;
    LocalizedText purpose;
    LocalizedText recipients;
    LocalizedText recipientsLocal;
    LocalizedText recipientsLoopback;
    LocalizedText storedWhere;
    LocalizedText storedHowLong;
    LocalizedText access;
    LocalizedText deletion;
    LocalizedText usage;
    LocalizedText errors;
    LocalizedText never;
    QMap<Identity, LocalizedText> identity;
    LocalizedText workspaces;
    LocalizedText connection;
    LocalizedText changes;
    QByteArray sha256;
};

} // namespace candor
