// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/keyedhash.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <array>

namespace candor {

std::string keyedHash(std::string_view secret, std::string_view text)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256);
    code.setKey(QByteArray(secret.data(), static_cast<qsizetype>(secret.size())));
    code.addData(text.data(), static_cast<qsizetype>(text.size()));
    return code.result().toHex().toStdString();
}

std::string makeSecret()
{
    std::array<quint32, 256 / 32> words = {};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray::fromRawData(reinterpret_cast<const char *>(words.data()), sizeof words).toHex().toStdString();
}

} // namespace candor
