// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace candor {

/// Is the file \a path lost when the computer is switched off? True on Linux for a file in memory (tmpfs, ramfs), also
/// if it is mounted over another file, as systemd does with a machine id that it can't keep, or if it is in an overlay
/// whose upper layer is in memory, as on live systems. False for a missing file, and on other systems.
[[nodiscard]] bool isInVolatileStorage(const QString &path);

/// The upper layer of the overlay that contains the absolute \a path, according to \a mountInfo (the text of
/// /proc/self/mountinfo); empty if there is none.
[[nodiscard]] std::string overlayUpperFolder(std::string_view mountInfo, std::string_view path);

} // namespace candor
