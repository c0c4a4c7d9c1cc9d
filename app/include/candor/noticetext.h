// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/notice.h"

#include <QCoreApplication>
#include <QString>

#include <memory>
#include <utility>
#include <vector>

namespace candor {

struct NoticeTextData;

/// The notice's texts as they are shown, in a window and in a terminal: in one language, with who asks and who receives
/// filled in, and without what is untrue for this recipient. No widgets.
class CANDOR_EXPORT NoticeText
{
    Q_DECLARE_TR_FUNCTIONS(candor::NoticeText)

public:
    enum class Markup {
        Plain,
        Rich, ///< for a label: escaped, the recipient bold
    };

    enum class Reach {
        Elsewhere, ///< another computer
        Loopback, ///< a program on this one
        Nowhere, ///< there is no key: records stay
    };

    /// Whose the switch in settings.json is.
    enum class Switch {
        Own, ///< the application's
        Shared, ///< Podman Desktop's, too
    };

    /// \a recipient: the host; \a reach: where that is; \a identity: what the records' id is, so that nothing else is
    /// said of it.
    NoticeText(Notice notice, const QString &language, QString recipient, Reach reach, Identity identity,
               Switch whose = Switch::Own);
    // Without moves, which would leave a value behind that has nothing to read.
    NoticeText(const NoticeText &) = default;
    NoticeText &operator=(const NoticeText &) = default;

    /// The language whose texts are shown: \a language where each text is there in it, else "en". What consent.json
    /// keeps as evidence.
    [[nodiscard]] QString language() const;

    [[nodiscard]] QString controller() const;
    /// Who, what for, where to, how long, who has access, and that nothing is collected before a yes.
    [[nodiscard]] QString introduction(Markup markup) const;
    [[nodiscard]] QString usage() const;
    [[nodiscard]] QString errors() const;
    [[nodiscard]] QString never() const;
    /// The id, who else carries it, and what the connection tells where there is one to another computer.
    [[nodiscard]] QString identity() const;
    /// How far an answer reaches: which programs it counts for.
    [[nodiscard]] QString extent() const;
    /// When the recipient deletes, "after 12 months", and how to have it done before; empty where it is nobody else.
    [[nodiscard]] QString storedHowLong() const;
    [[nodiscard]] QString deletion() const;
    /// What is new in this version; may be empty.
    [[nodiscard]] QString changes() const;
    [[nodiscard]] QString contact() const;
    [[nodiscard]] int version() const;
    [[nodiscard]] QUrl privacyStatement() const;

    using Section = std::pair<QString, QString>; ///< heading and plain text
    /// The whole notice, for reading it again.
    [[nodiscard]] std::vector<Section> sections() const;

private:
    [[nodiscard]] QString text(const LocalizedText &localized, Markup markup) const;
    [[nodiscard]] QString storage(Markup markup) const;

    std::shared_ptr<const NoticeTextData> d;
};

} // namespace candor
