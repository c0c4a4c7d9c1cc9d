// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "cli/commandline.h"
#include "program/program.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcessEnvironment>

using namespace candor;
using fuzz::require;

namespace {

constexpr QLatin1StringView nowhere("/dev/null/home"); // nothing can be made there, whatever is asked for

TelemetryOptions options()
{
    TelemetryOptions result(u"org.candor.fuzz", u"Fuzz", u"1.0");
    QProcessEnvironment environment;
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QLatin1StringView(name), nowhere);
    result.setEnvironment(environment);
    result.setNotice(QStringLiteral(CANDOR_SOURCE_DIR "/resources/notice.json"));
    result.setIdentity(Identity::Stable); // what the notice has the text for
    result.setCatalogue(QStringLiteral(CANDOR_SOURCE_DIR "/resources/catalogue.json"));
    return result;
}

} // namespace

/// Whatever is typed ends with one of the documented statuses, says why, and changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int count = 1;
    static char name[] = "candor";
    static char *arguments[] = {name, nullptr};
    static const QCoreApplication application(count, arguments);

    fuzz::Input input(data, size);
    QStringList words;
    while (!input.atEnd() && words.size() < 16) {
        const std::string_view word = input.word();
        words.append(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
    }
    if (wantsWindow(words))
        return 0;
    QString out;
    QString err;
    QTextStream outStream(&out);
    QTextStream errStream(&err);
    CommandLineHost host{outStream, errStream, options(), {}, nowhere}; // and finds no engine of this computer
    const int status = runCommandLine(words, host);
    require(status >= ExitOk && status <= ExitStillWaiting, "the status is one of the documented");
    require(status == ExitOk || !err.isEmpty(), "what was not done is explained");
    require(status != ExitUsage || out.isEmpty(), "wrong usage prints nothing where the result stands");
    require(status != ExitOk || !out.isEmpty(), "what was done is said");
    require(!QFileInfo::exists(nowhere), "nothing was made");
    return 0;
}
