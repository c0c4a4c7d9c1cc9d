// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

namespace candor {

/// Decides how many of the oldest events the next request contains, and what to do when it is refused: the batch is
/// halved until it contains only the event that is not accepted. It remembers numbers, not events: the waiting events
/// may change between two requests (another process sends, too), which then costs requests but never events. Pure;
/// Qt-free.
class Bisection
{
public:
    /// If so many single events in a row are refused, the server is assumed to accept none.
    static constexpr int mostInARow = 3;

    explicit Bisection(int mostEvents);

    /// Events in the next request, at least 1.
    [[nodiscard]] int limit() const;

    /// Only \a events fit into a request; the following ones are assumed to have the same size.
    void fitted(int events);
    void delivered(int events);

    enum class Advice {
        Again, ///< with fewer
        Reject, ///< reject the single event that was sent
        RejectAndPause,
    };
    /// A request with \a events was not accepted. \a tooLarge: because of its size, which says nothing about the single
    /// events; otherwise one of them is bad.
    [[nodiscard]] Advice refused(int events, bool tooLarge);

    /// Sending was paused because the server rejected several events in a row: the next rejection is enough to pause
    /// again.
    void distrust();

private:
    int m_most;
    int m_fit;
    int m_accepted; // limit by size
    int m_suspects = 0; // a bad event is among so many of the oldest
    int m_inARow = 0;
};

} // namespace candor
