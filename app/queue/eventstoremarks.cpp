// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the store keeps for a decision besides events: its secret, and the days on which something was recorded.

#include "queue/eventstore_p.h"

namespace candor {

namespace {

std::string secretOf(StoreConnection &connection, const std::string &decisionId)
{
    Statement find(connection, "SELECT secret FROM secrets WHERE decision = ?1");
    find.bind(1, decisionId);
    return find.step() ? find.text(0) : std::string();
}

} // namespace

std::optional<std::string> EventStore::obtainSecret(const std::string &decisionId, const std::string &candidate)
{
    StoreConnection &connection = d->begin();
    std::string result = secretOf(connection, decisionId);
    if (result.empty() && !candidate.empty() && !connection.failed()) {
        // Nothing that was hashed with it is stored before it: a power cut takes both, or neither, or the event.
        connection.setSynchronous(false);
        Transaction transaction(connection, Transaction::Kind::Write);
        Statement(connection, "INSERT OR IGNORE INTO secrets (decision, secret) VALUES (?1, ?2)")
            .bind(1, decisionId)
            .bind(2, candidate)
            .run();
        result = secretOf(connection, decisionId); // another process may have been faster
        if (!transaction.commit())
            result.clear();
    }
    if (!d->end(true))
        return std::nullopt;
    return result;
}

bool EventStore::Private::forgetMarks(const std::string &decisionId)
{
    // Looked at first: a write transaction for nothing would wait for other processes' commits.
    Statement others(*connection,
                     "SELECT (SELECT count(*) FROM secrets WHERE decision <> ?1) + "
                     "(SELECT count(*) FROM daily WHERE decision <> ?1)");
    others.bind(1, decisionId);
    const bool any = others.step() && others.number(0) > 0;
    others.reset();
    if (!any)
        return false;
    connection->setSynchronous(true); // what must not be there any more must not come back with a power cut
    Transaction transaction(*connection, Transaction::Kind::Write);
    Statement(*connection, "DELETE FROM secrets WHERE decision <> ?1").bind(1, decisionId).run();
    Statement(*connection, "DELETE FROM daily WHERE decision <> ?1").bind(1, decisionId).run();
    // With no row left this overwrites the table's last page from end to end.
    if (connection->number("SELECT count(*) FROM secrets") == 0)
        connection->execute("DELETE FROM secrets");
    noteDeleted();
    (void)transaction.commit(); // its failure is the connection's
    return true;
}

} // namespace candor
