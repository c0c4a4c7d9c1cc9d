// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What a process keeps of the decision, against what a fresh look at the files says: the oracle.

#include "consent/consent.h"
#include "support/consentworld.h"

#include <QFile>
#include <QTest>

#include <atomic>
#include <optional>
#include <random>
#include <thread>
#include <vector>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto both = Category::Usage | Category::Errors;

/// Somebody who does all kinds of things to the files of one home, the same ones for the same seed.
class Somebody
{
public:
    Somebody(ConsentWorld *world, unsigned seed)
        : m_world(world)
        , m_random(seed)
    {
    }

    unsigned below(unsigned limit) { return std::uniform_int_distribution<unsigned>(0, limit - 1)(m_random); }

    /// \returns what was done.
    QString act()
    {
        const QString consent = ConsentWorld::consentFile();
        const QString settings = ConsentWorld::settingsFile();
        switch (below(14)) {
        case 0:
            (void)m_world->yes();
            return u"a yes"_s;
        case 1:
            (void)m_world->yes(below(2) ? Category::Usage : Category::Errors);
            return u"a yes to one category"_s;
        case 2:
            (void)m_world->no();
            return u"a no"_s;
        case 3:
            (void)m_world->store().renewDecision(Consent::EarlierIds::Forget);
            return u"another decision id"_s;
        case 4:
            (void)m_world->store().recordQuestionClosed();
            return u"the question closed"_s;
        case 5:
            m_world->home.write(consent, below(2) ? "{" : R"({"decision": "denied"})");
            return u"consent.json broken"_s;
        case 6:
            QFile::remove(m_world->home.path(consent));
            return u"consent.json removed"_s;
        case 7:
            QFile::remove(m_world->home.path(settings));
            return u"settings.json removed"_s;
        case 8:
            m_world->home.write(settings,
                                QByteArray(R"({"telemetry.enabled": )") + (below(2) ? "true" : "false") + '}');
            return u"settings.json switched"_s;
        case 9:
            m_world->home.write(settings,
                                QByteArray(R"({"telemetry.usage": )") + (below(2) ? "true" : "0")
                                    + R"(, "telemetry.errors": )" + (below(2) ? "true" : "false") + '}');
            return u"categories switched in settings.json"_s;
        case 10:
            m_world->home.write(settings, below(2) ? R"({"telemetry.enabled": false,})" : "{");
            return u"settings.json broken"_s;
        case 11:
            m_world->home.write(u"managed/locked.json"_s, R"({"locked": ["telemetry.enabled"]})");
            m_world->home.write(u"managed/default-settings.json"_s,
                                QByteArray(R"({"telemetry.enabled": )") + (below(2) ? "true" : "false") + '}');
            return u"an administrator"_s;
        case 12:
            QFile::remove(m_world->home.path(u"managed/locked.json"_s));
            return u"the administrator gone"_s;
        default:
            m_world->clock->advance(below(2) ? 6s : 25h);
            return u"time passed"_s;
        }
    }

private:
    ConsentWorld *const m_world;
    std::mt19937 m_random;
};

} // namespace

class TestConsent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownBeforeAReading()
    {
        const ConsentWorld world;
        QVERIFY(world.yes().ok);
        Consent consent(world.context);
        QVERIFY(!consent.now());
        QVERIFY(!consent.permits(0) && !consent.permits(1));
        QVERIFY(!consent.holds({}, {}));
        consent.refuseHere(true);
        QVERIFY(!consent.now());
        const ConsentState state = consent.read();
        QVERIFY(state.verdict.allowed); // what the files say
        QVERIFY(!consent.now()->verdict.allowed); // what holds here
        QVERIFY(consent.now()->isRefusedHereOnly);
        consent.refuseHere(false);
        QVERIFY(consent.now()->verdict.allowed);
    }

    void agreesWithTheFiles_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 40; ++seed)
            QTest::addRow("%u", seed) << seed;
    }

    /// And its epochs with what went on between them.
    void agreesWithTheFiles()
    {
        QFETCH(unsigned, seed);
        ConsentWorld world;
        Consent consent(world.context);
        int told = 0;
        consent.setListener([&told] { ++told; });
        Somebody somebody(&world, seed);
        bool refuses = false;
        Overruling overruling = Overruling::Free;
        std::vector<std::uint64_t> over; // epochs of decisions that may not be recorded under any more
        std::optional<std::pair<std::uint64_t, QString>>
            current; // the first epoch of the decision that holds, and its id

        for (int step = 0; step < 40; ++step) {
            QString done;
            switch (somebody.below(8)) {
            case 0:
                refuses = !refuses;
                consent.refuseHere(refuses);
                done = u"a no in this process"_s;
                break;
            case 1:
                overruling = static_cast<Overruling>(somebody.below(3));
                (void)consent.overrule(overruling);
                done = u"overruled"_s;
                break;
            default:
                done = somebody.act();
            }
            const int before = told;
            const std::uint64_t epochBefore = consent.now() ? consent.now()->epoch : 0;
            const ConsentState read = consent.read();
            const ConsentState oracle = ConsentFiles(world.context).look().state;
            QVERIFY2(read.verdict == oracle.verdict && read.person == oracle.person, qUtf8Printable(done));
            QCOMPARE(read.record.toJson(), oracle.record.toJson());
            QVERIFY(read.fileStatus == oracle.fileStatus && read.refusals == oracle.refusals);
            QCOMPARE(read.consentProblem, oracle.consentProblem);
            QCOMPARE(read.damageRefusesAt, oracle.damageRefusesAt);

            const std::shared_ptr<const ConsentState> now = consent.now();
            QVERIFY2(now->verdict == inThisProcess(oracle.verdict, refuses, overruling), qUtf8Printable(done));
            QCOMPARE(told > before, now->epoch != epochBefore);
            const bool allowed = now->verdict.allowed;
            if (current && (!allowed || current->second != now->record.decisionId)) {
                over.push_back(current->first);
                current.reset();
            }
            if (allowed && !current)
                current.emplace(now->epoch, now->record.decisionId);
            QCOMPARE(consent.permits(now->epoch), allowed);
            if (current)
                QVERIFY2(consent.permits(current->first), qUtf8Printable(done));
            for (const std::uint64_t epoch : over)
                QVERIFY2(!consent.permits(epoch), qUtf8Printable(done));
            QCOMPARE(consent.holds(now->record.decisionId, now->verdict.categories), allowed);
            QVERIFY(!consent.holds(u"another"_s, {}));
            QCOMPARE(consent.holds(now->record.decisionId, both), allowed && now->verdict.categories == both);
        }
    }

    /// A refusal of this process that comes and goes between two readings ends what was recorded before it.
    void aRefusalInBetweenEndsTheEpoch()
    {
        const ConsentWorld world;
        QVERIFY(world.yes().ok);
        Consent consent(world.context);
        const std::uint64_t first = consent.read().epoch;
        QVERIFY(consent.permits(first));
        QVERIFY(consent.overrule(Overruling::Paused));
        QVERIFY(!consent.overrule(Overruling::Paused));
        QVERIFY(!consent.permits(first));
        QVERIFY(consent.overrule(Overruling::Free));
        QVERIFY(!consent.permits(first));
        QVERIFY(consent.permits(consent.now()->epoch));
    }

    /// Fewer categories are the same decision: what it grants goes on without a gap.
    void fewerCategoriesKeepTheEpochValid()
    {
        const ConsentWorld world;
        QVERIFY(world.yes().ok);
        Consent consent(world.context);
        const std::uint64_t first = consent.read().epoch;
        QVERIFY(world.yes(Category::Usage).ok);
        const std::uint64_t second = consent.read().epoch;
        QVERIFY(second > first);
        QVERIFY(consent.permits(first) && consent.permits(second));
        QVERIFY(!consent.holds(consent.now()->record.decisionId, both));
    }

    /// Of readings that overlap the last one to begin counts, whichever ends last.
    void readingsOfManyThreads()
    {
        const ConsentWorld world;
        Consent consent(world.context);
        std::atomic<bool> over{false};
        std::atomic<int> contradictions{0};
        std::vector<std::thread> readers;
        for (int thread = 0; thread < 3; ++thread) {
            readers.emplace_back([&] {
                while (!over) {
                    const ConsentState state = consent.read();
                    const std::shared_ptr<const ConsentState> now = consent.now();
                    // The other way round it may be: who reads consent.json before a no is written into it, and
                    // settings.json after that, sees a switch that refuses over a yes.
                    if ((now->verdict.allowed && now->record.decision != Decision::Granted) || state.epoch > now->epoch)
                        ++contradictions;
                }
            });
        }
        for (int round = 0; round < 20; ++round) {
            QVERIFY((round % 2 == 0 ? world.yes() : world.no()).ok);
            (void)consent.read();
            QCOMPARE(consent.now()->verdict.allowed, round % 2 == 0);
        }
        over = true;
        for (std::thread &reader : readers)
            reader.join();
        QCOMPARE(contradictions.load(), 0);
        QVERIFY(!consent.now()->verdict.allowed);
    }
};

QTEST_GUILESS_MAIN(TestConsent)
#include "tst_consent.moc"
