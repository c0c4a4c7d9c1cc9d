// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"
#include "collector/receivedbatch.h"

#include <memory>
#include <string>
#include <vector>

namespace candor {

/// Compares received events with what a catalogue declares. Members of the protocol itself are ignored: Segment's
/// context, and PostHog's properties "$lib", "$lib_version", "$ip", "$geoip_disable" and "$process_person_profile".
/// Qt-free.
class CatalogueAudit
{
public:
    explicit CatalogueAudit(std::shared_ptr<const Catalogue> catalogue);

    /// One sentence for everything that is not declared, with names but never values.
    [[nodiscard]] std::vector<std::string> undeclared(CollectorProtocol protocol, const ReceivedEvent &event) const;

private:
    std::shared_ptr<const Catalogue> m_catalogue;
};

} // namespace candor
