// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "resources/containermodel.h"

#include "resources/resourcetext.h"

#include <algorithm>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// Adjacent rows that were inserted or removed.
struct Run
{
    std::size_t begin;
    std::size_t end;
};

void extend(std::vector<Run> *runs, std::size_t row)
{
    if (runs->empty() || runs->back().end != row)
        runs->push_back({row, row});
    runs->back().end = row + 1;
}

bool isBefore(const Container &one, const Container &other)
{
    return compare(one, other) < 0;
}

int rowNumber(std::size_t row)
{
    return static_cast<int>(row);
}

} // namespace

int ContainerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : firstRowOf(nullptr);
}

int ContainerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ContainerModel::data(const QModelIndex &index, int role) const
{
    const auto [section, row] = at(index.row());
    if (!index.isValid() || !section)
        return {};
    const Container &container = section->rows[row];
    const ContainerKey key{section->engine, container.id};
    if (role == ToneRole)
        return static_cast<int>(isUnderWay(key) ? Colors::Tone::Waiting : resourcetext::containerTone(container.state));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return container.name;
    case ImageColumn:
        return container.image;
    case EngineColumn:
        return section->title;
    default:
        return role == Qt::ToolTipRole ? container.status : stateText(*section, container);
    }
}

QVariant ContainerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        //: @title:column of a table of containers
        return tr("Name");
    case ImageColumn:
        //: @title:column of a table of containers
        return tr("Image");
    case EngineColumn:
        //: @title:column of a table of containers
        return tr("Engine");
    default:
        //: @title:column of a table of containers
        return tr("State");
    }
}

QString ContainerModel::stateText(const Section &section, const Container &container) const
{
    const auto action = m_underWay.constFind({section.engine, container.id});
    return action == m_underWay.cend() ? resourcetext::containerState(container.state)
                                       : resourcetext::underWay(*action);
}

void ContainerModel::show(const QString &engine, const QString &title, QList<Container> containers)
{
    auto found = std::find_if(m_sections.begin(), m_sections.end(),
                              [&engine](const Section &each) { return each.engine == engine; });
    if (found == m_sections.end()) {
        m_sections.push_back({engine, title, {}});
        found = m_sections.end() - 1;
    }
    Rows rows(containers.cbegin(), containers.cend());
    std::sort(rows.begin(), rows.end(), isBefore);
    rows.erase(std::unique(rows.begin(), rows.end(),
                           [](const Container &one, const Container &other) { return compare(one, other) == 0; }),
               rows.end());
    const bool isRenamed = std::exchange(found->title, title) != title;
    fit(&*found, rows);
    update(&*found, std::move(rows), isRenamed);
}

/// Makes the rows of \a section those of \a rows, container by container.
void ContainerModel::fit(Section *section, const Rows &rows)
{
    Rows &before = section->rows;
    std::vector<Run> gone; // in before
    std::vector<Run> come; // in rows
    for (std::size_t i = 0, j = 0; i < before.size() || j < rows.size();) {
        const int which = j == rows.size() ? -1 : i == before.size() ? 1 : compare(before[i], rows[j]);
        if (which < 0)
            extend(&gone, i++);
        else if (which > 0)
            extend(&come, j++);
        else
            ++i, ++j;
    }
    if (gone.size() + come.size() > mostRuns) {
        beginResetModel();
        before = rows;
        endResetModel();
        return;
    }
    const int first = firstRowOf(section);
    for (auto run = gone.crbegin(); run != gone.crend(); ++run) {
        beginRemoveRows({}, first + rowNumber(run->begin), first + rowNumber(run->end) - 1);
        before.erase(before.begin() + rowNumber(run->begin), before.begin() + rowNumber(run->end));
        endRemoveRows();
    }
    for (const Run &run : come) {
        beginInsertRows({}, first + rowNumber(run.begin), first + rowNumber(run.end) - 1);
        before.insert(before.begin() + rowNumber(run.begin), rows.begin() + rowNumber(run.begin),
                      rows.begin() + rowNumber(run.end));
        endInsertRows();
    }
}

void ContainerModel::update(Section *section, Rows rows, bool isRenamed)
{
    const auto different = [section, &rows, isRenamed](std::size_t row) {
        return isRenamed || section->rows[row] != rows[row];
    };
    std::size_t begin = 0;
    std::size_t end = rows.size();
    while (begin < end && !different(begin))
        ++begin;
    while (end > begin && !different(end - 1))
        --end;
    section->rows = std::move(rows);
    const int first = firstRowOf(section);
    if (begin < end) // one signal for all rows in between, too
        Q_EMIT dataChanged(index(first + rowNumber(begin), 0), index(first + rowNumber(end) - 1, ColumnCount - 1));
}

void ContainerModel::keep(const QStringList &engines)
{
    for (auto section = m_sections.begin(); section != m_sections.end();) {
        if (engines.contains(section->engine)) {
            ++section;
            continue;
        }
        fit(&*section, {});
        m_underWay.removeIf([&section](const auto &each) { return each.key().engine == section->engine; });
        section = m_sections.erase(section);
    }
}

void ContainerModel::setUnderWay(const ContainerKey &key, std::optional<ContainerAction> action)
{
    if (action)
        m_underWay.insert(key, *action);
    else
        m_underWay.remove(key);
    if (const int row = rowOf(key); row >= 0)
        Q_EMIT dataChanged(index(row, StateColumn), index(row, StateColumn));
}

void ContainerModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, EngineColumn), index(rowCount() - 1, StateColumn));
}

const Container &ContainerModel::container(int row) const
{
    const auto [section, below] = at(row);
    return section->rows[below];
}

ContainerKey ContainerModel::key(int row) const
{
    const auto [section, below] = at(row);
    return section ? ContainerKey{section->engine, section->rows[below].id} : ContainerKey();
}

int ContainerModel::rowOf(const ContainerKey &key) const
{
    for (const Section &section : m_sections) {
        if (section.engine != key.engine)
            continue;
        const auto found = std::find_if(section.rows.cbegin(), section.rows.cend(),
                                        [&key](const Container &each) { return each.id == key.id; });
        if (found != section.rows.cend())
            return firstRowOf(&section) + static_cast<int>(found - section.rows.cbegin());
    }
    return -1;
}

int ContainerModel::runningCount() const
{
    std::ptrdiff_t count = 0;
    for (const Section &section : m_sections)
        count += std::count_if(section.rows.cbegin(), section.rows.cend(),
                               [](const Container &each) { return each.isRunning(); });
    return static_cast<int>(count);
}

QString ContainerModel::engineTitle(int row) const
{
    const Section *const section = at(row).first;
    return section ? section->title : QString();
}

/// The section that contains \a row, and the row in it; null if there is no such row.
std::pair<const ContainerModel::Section *, std::size_t> ContainerModel::at(int row) const
{
    auto below = static_cast<std::size_t>(row);
    for (const Section &section : m_sections) {
        if (row >= 0 && below < section.rows.size())
            return {&section, below};
        below -= section.rows.size();
    }
    return {nullptr, 0};
}

/// For no section: the number of all rows.
int ContainerModel::firstRowOf(const Section *section) const
{
    std::size_t first = 0;
    for (const Section &each : m_sections) {
        if (&each == section)
            break;
        first += each.rows.size();
    }
    return rowNumber(first);
}

} // namespace candor
