// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// Runs a fuzz target over a corpus without libFuzzer, so that every compiler can: each file as it is, and cut short at
// every length, which is how a crash or a full disk leaves files behind.
#include "fuzz/fuzztarget.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <vector>

namespace {

constexpr std::size_t mostCuts = 1024; // spread over longer files

void run(const std::vector<std::uint8_t> &bytes, std::size_t size)
{
    // In a buffer of its own, so that reading behind the end is seen by the address sanitizer.
    const std::vector<std::uint8_t> input(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    LLVMFuzzerTestOneInput(input.data(), input.size());
}

} // namespace

int main(int argc, char **argv)
{
    std::size_t inputs = 0;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        for (const auto &entry : std::filesystem::directory_iterator(argv[i]))
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const std::filesystem::path &path : files) {
        std::ifstream file(path, std::ios::binary);
        const std::vector<std::uint8_t> bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        if (file.bad() || bytes.empty()) {
            std::fprintf(stderr, "replay: %s can't be read or is empty\n", path.c_str());
            return 1;
        }
        std::printf("%s, %zu bytes\n", path.c_str(), bytes.size());
        std::fflush(stdout);
        const std::size_t step = bytes.size() / mostCuts + 1;
        for (std::size_t size = 0; size < bytes.size(); size += step, ++inputs)
            run(bytes, size);
        run(bytes, bytes.size());
        ++inputs;
    }
    if (files.empty()) {
        std::fputs("replay: no corpus was given\n", stderr);
        return 1;
    }
    std::printf("%zu inputs from %zu files\n", inputs, files.size());
    return 0;
}
