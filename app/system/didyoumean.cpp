// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/didyoumean.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace candor {

namespace {

// Levenshtein's distance; words here have a dozen letters at most.
int distance(QStringView a, QStringView b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({replaced, row[at] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

QString didYouMean(const QString &word, const QStringList &known)
{
    QString best;
    int bestDistance = 3; // at a greater distance it is another word
    for (const QString &candidate : known) {
        if (qAbs(word.size() - candidate.size()) >= bestDistance)
            continue; // so a long text is never compared letter by letter
        const int candidateDistance = distance(word, candidate);
        if (candidateDistance < bestDistance && candidateDistance < candidate.size()) {
            best = candidate;
            bestDistance = candidateDistance;
        }
    }
    return best;
}

} // namespace candor
