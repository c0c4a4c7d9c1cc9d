// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"
#include "system/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// Each way in which \a now collects more than \a before: what users who agreed to \a before have not agreed to. One
/// sentence each; empty if \a now collects the same or less. Texts (purposes, descriptions) are not compared. Pure.
[[nodiscard]] std::vector<std::string> widenings(const Catalogue &before, const Catalogue &now);

/// The catalogue that users agreed to under a version of the notice: resources/collected-under-notice.json. Qt-free.
struct CollectedUnderNotice
{
    int notice = 0;
    std::shared_ptr<const Catalogue> catalogue;

    [[nodiscard]] static Result<CollectedUnderNotice> fromJson(std::string_view json);
    /// The contents of the file for \a catalogueJson, a valid catalogue, which is copied byte for byte.
    [[nodiscard]] static std::string toJson(int notice, std::string_view catalogueJson);

    /// What has to be done before \a now may be collected under version \a noticeNow; empty: nothing. Collecting more
    /// requires a higher version, and the file must contain what was agreed to under the present one.
    [[nodiscard]] std::string problem(const Catalogue &now, int noticeNow) const;
};

} // namespace candor
