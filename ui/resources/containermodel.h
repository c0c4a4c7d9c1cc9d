// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>
#include <vector>

namespace candor {

/// Which container it is, on whatever row.
struct ContainerKey
{
    QString engine; ///< its address
    QString id; ///< empty: none

    [[nodiscard]] bool operator==(const ContainerKey &) const = default;
};

[[nodiscard]] inline size_t qHash(const ContainerKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.engine, key.id);
}

/// The containers of all engines as a table: engine by engine, and by name. Tells of the differences only, in a number
/// of signals that does not grow with the table.
class ContainerModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ImageColumn, EngineColumn, StateColumn, ColumnCount };
    enum Role {
        ToneRole = Qt::UserRole, ///< Colors::Tone of the state, as int
    };
    /// So many times at most a change tells of rows that came or went; one with more to tell is a reset.
    static constexpr std::size_t mostRuns = 64;

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = QModelIndex()) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = QModelIndex()) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// What the engine at address \a engine has now. \a title: what it is called.
    void show(const QString &engine, const QString &title, QList<Container> containers);
    /// Forgets all engines but \a engines.
    void keep(const QStringList &engines);
    /// While something is done to it, its state says so.
    void setUnderWay(const ContainerKey &key, std::optional<ContainerAction> action);
    [[nodiscard]] bool isUnderWay(const ContainerKey &key) const { return m_underWay.contains(key); }
    void retranslate();

    [[nodiscard]] const Container &container(int row) const;
    [[nodiscard]] ContainerKey key(int row) const;
    /// -1 where it is not there.
    [[nodiscard]] int rowOf(const ContainerKey &key) const;
    [[nodiscard]] int runningCount() const;
    [[nodiscard]] QString engineTitle(int row) const;

private:
    using Rows = std::vector<Container>;
    struct Section
    {
        QString engine;
        QString title;
        Rows rows;
    };

    [[nodiscard]] std::pair<const Section *, std::size_t> at(int row) const;
    [[nodiscard]] int firstRowOf(const Section *section) const;
    void fit(Section *section, const Rows &rows);
    void update(Section *section, Rows rows, bool isRenamed);
    [[nodiscard]] QString stateText(const Section &section, const Container &container) const;

    std::vector<Section> m_sections;
    QHash<ContainerKey, ContainerAction> m_underWay;
};

} // namespace candor
