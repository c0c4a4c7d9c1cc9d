// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The whole table: what each event makes of each state.

#include "delivery/sendingstate.h"

#include <QTest>

#include <array>

using namespace candor;
using State = SendingState;

Q_DECLARE_METATYPE(candor::SendingState)
Q_DECLARE_METATYPE(candor::SendingEvent)

class TestSendingState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachEventInEachState_data()
    {
        QTest::addColumn<SendingState>("state");
        QTest::addColumn<SendingEvent>("event");
        QTest::addColumn<SendingState>("next");

        struct Column
        {
            State state;
            const char *name;
        };
        constexpr std::array columns = {
            Column{State::Off, "off"},
            Column{State::Idle, "idle"},
            Column{State::Gathering, "gathering"},
            Column{State::Spreading, "spreading"},
            Column{State::Running, "running"},
            Column{State::RunningOnline, "running, online again"},
            Column{State::Postponed, "postponed"},
            Column{State::Offline, "offline"},
        };
        const auto row = [&columns](const char *event, SendingEvent is, const std::array<State, 8> &next) {
            for (std::size_t i = 0; i < columns.size(); ++i)
                QTest::addRow("%s, %s", event, columns[i].name) << columns[i].state << is << next[i];
        };
        using enum SendingState;
        using E = SendingEvent;
        // clang-format off
        //                                         off   idle       gathering  spreading  running        running, online postponed  offline
        row("allowed", E::Allowed,               {Idle, Idle,      Gathering, Spreading, Running,       RunningOnline, Postponed, Offline});
        row("ended", E::Ended,                   {Off,  Off,       Off,       Off,       Off,           Off,           Off,       Off});
        row("left behind", E::LeftBehind,        {Off,  Spreading, Spreading, Spreading, Running,       RunningOnline, Postponed, Offline});
        row("stored", E::Stored,                 {Off,  Gathering, Gathering, Spreading, Running,       RunningOnline, Postponed, Offline});
        row("enough stored", E::EnoughStored,    {Off,  Running,   Running,   Spreading, Running,       RunningOnline, Postponed, Offline});
        row("demanded", E::Demanded,             {Off,  Running,   Running,   Running,   Running,       RunningOnline, Running,   Running});
        row("due", E::Due,                       {Off,  Running,   Running,   Running,   Running,       RunningOnline, Running,   Running});
        row("network back", E::NetworkBack,      {Off,  Idle,      Gathering, Spreading, RunningOnline, RunningOnline, Postponed, Offline});
        row("run done", E::RunDone,              {Off,  Idle,      Gathering, Spreading, Idle,          Idle,          Postponed, Offline});
        row("run busy", E::RunBusy,              {Off,  Idle,      Gathering, Spreading, Gathering,     Gathering,     Postponed, Offline});
        row("run failed", E::RunFailed,          {Off,  Idle,      Gathering, Spreading, Postponed,     Postponed,     Postponed, Offline});
        row("run unanswered", E::RunUnanswered,  {Off,  Idle,      Gathering, Spreading, Offline,       Offline,       Postponed, Offline});
        // clang-format on
    }

    void eachEventInEachState()
    {
        QFETCH(SendingState, state);
        QFETCH(SendingEvent, event);
        QFETCH(SendingState, next);
        QCOMPARE(nextState(state, event), next);
    }
};

QTEST_GUILESS_MAIN(TestSendingState)
#include "tst_sendingstate.moc"
