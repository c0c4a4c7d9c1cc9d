// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

namespace candor {

/// How many of the oldest events the next request takes, and what to do when one is refused: a batch is halved until
/// the event that is not accepted is alone. Remembers numbers only, no events: what waits may change between two
/// requests (another process sends too), and then this costs requests, never events. Pure; Qt-free.
class Bisection
{
public:
    /// So many single events refused without a success between them say that the server wants none.
    static constexpr int mostInARow = 3;

    explicit Bisection(int mostEvents);

    /// Events in the next request, at least 1.
    [[nodiscard]] int limit() const;

    /// No more than \a events fit into a request; those that follow are like them.
    void fitted(int events);
    void delivered(int events);

    enum class Advice {
        Again, ///< with fewer
        Reject, ///< the one event that was sent
        RejectAndPause,
    };
    /// A request with \a events was not accepted. \a tooLarge: for its size, which says nothing about the single
    /// event; otherwise one of them is bad.
    [[nodiscard]] Advice refused(int events, bool tooLarge);

    /// The server was left alone because it rejected several in a row: the next one rejected is enough.
    void distrust();

private:
    int m_most;
    int m_fit;
    int m_accepted; // by size
    int m_suspects = 0; // among so many of the oldest is a bad one
    int m_inARow = 0;
};

} // namespace candor
