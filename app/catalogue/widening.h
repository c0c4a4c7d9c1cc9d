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

/// Each way in which \a now collects more than \a before: what people who agreed to \a before have not agreed to. One
/// sentence each; empty where it is the same or less. Words (purposes, descriptions) are not compared. Pure.
[[nodiscard]] std::vector<std::string> widenings(const Catalogue &before, const Catalogue &now);

/// The catalogue that people agreed to under a version of the notice: resources/collected-under-notice.json. Qt-free.
struct CollectedUnderNotice
{
    int notice = 0;
    std::shared_ptr<const Catalogue> catalogue;

    [[nodiscard]] static Result<CollectedUnderNotice> fromJson(std::string_view json);
    /// The file for \a catalogueJson, a valid catalogue, which stands in it byte for byte.
    [[nodiscard]] static std::string toJson(int notice, std::string_view catalogueJson);

    /// What has to be done before \a now may be collected under version \a noticeNow; empty: nothing. More may be
    /// collected only under a higher version, and the file must hold what was agreed to under the present one.
    [[nodiscard]] std::string problem(const Catalogue &now, int noticeNow) const;
};

} // namespace candor
