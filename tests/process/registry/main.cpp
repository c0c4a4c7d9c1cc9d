// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Prints what RegistryValues makes of the values that are named: run.sh compares it.

#include "system/registryvalues.h"

#include <cstdint>
#include <cstdio>
#include <string>
#include <variant>
#include <vector>

namespace {

std::wstring widened(const char *text)
{
    return {text, text + std::char_traits<char>::length(text)};
}

struct Printed
{
    void operator()(std::monostate) const { std::puts("something else"); }
    void operator()(std::uint64_t number) const
    {
        std::printf("number %llu\n", static_cast<unsigned long long>(number));
    }
    void operator()(const std::wstring &text) const
    {
        std::printf("text %d [%s]\n", static_cast<int>(text.size()), std::string(text.begin(), text.end()).c_str());
    }
};

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 2)
        return 2;
    std::vector<std::wstring> names;
    for (int i = 2; i < argc; ++i)
        names.push_back(widened(argv[i]));
    const candor::RegistryValues found = candor::RegistryValues::read(widened(argv[1]), names);
    std::puts(found.readable ? "readable" : "not readable");
    for (const auto &[name, value] : found.values) {
        std::printf("%s: ", std::string(name.begin(), name.end()).c_str());
        std::visit(Printed(), value);
    }
    return 0;
}
