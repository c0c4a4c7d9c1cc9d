// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <utility>

namespace candor {

/// What stands behind a value of this API, so that a later version can know more without changing the value's size.
/// Copies share it until one of them is changed; where nothing changes it, any thread may read it. \a Data is complete
/// in Candor's own sources alone. Public API (C++17).
template<typename Data>
class SharedData
{
public:
    explicit SharedData(Data data)
        : m_data(std::make_shared<Data>(std::move(data)))
    {
    }
    // Without moves, which would leave a value behind that has nothing to read.
    SharedData(const SharedData &) = default;
    SharedData &operator=(const SharedData &) = default;

    [[nodiscard]] const Data &operator*() const { return *m_data; }
    [[nodiscard]] const Data *operator->() const { return m_data.get(); }

    /// To be changed: from now on of this value alone.
    [[nodiscard]] Data &operator*()
    {
        if (m_data.use_count() > 1)
            m_data = std::make_shared<Data>(*m_data);
        return *m_data;
    }
    [[nodiscard]] Data *operator->() { return &**this; }

private:
    std::shared_ptr<Data> m_data;
};

} // namespace candor
