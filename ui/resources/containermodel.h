// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>
#include <vector>

namespace candor {

/// Identifies a container independently of its row.
struct ContainerKey
{
    QString engine; ///< address of the engine
    QString id; ///< empty: no container

    [[nodiscard]] bool operator==(const ContainerKey &) const = default;
};

[[nodiscard]] inline size_t qHash(const ContainerKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.engine, key.id);
}

/// The containers of all engines as a table: sorted by engine, then by name. It signals the differences only, and the
/// number of signals does not grow with the table.
class ContainerModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ImageColumn, EngineColumn, StateColumn, ColumnCount };
    enum Role {
        ToneRole = Qt::UserRole, ///< Colors::Tone of the state, as int
    };
    /// The maximum number of signals about inserted and removed rows for one change; a larger change is a reset.
    static constexpr std::size_t mostRuns = 64;

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = QModelIndex()) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = QModelIndex()) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Sets the present containers of the engine at address \a engine. \a title: its name.
    void show(const QString &engine, const QString &title, QList<Container> containers);
    /// Forgets all engines except \a engines.
    void keep(const QStringList &engines);
    /// Shows \a action as the state of the container while it is in progress.
    void setUnderWay(const ContainerKey &key, std::optional<ContainerAction> action);
    [[nodiscard]] bool isUnderWay(const ContainerKey &key) const { return m_underWay.contains(key); }
    void retranslate();

    [[nodiscard]] const Container &container(int row) const;
    [[nodiscard]] ContainerKey key(int row) const;
    /// -1 if there is none.
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
