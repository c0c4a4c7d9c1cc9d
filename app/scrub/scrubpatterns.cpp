// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubpatterns.h"

#include "scrub/scrubfinders.h"

#include <array>

namespace candor {

namespace {

constexpr std::array<std::string_view, 11> placeholders{"<path>", "<host>", "<email>", "<ip>",     "<mac>", "<id>",
                                                        "<key>",  "<user>", "<name>",  "<quoted>", "<text>"};

constexpr std::array<ScrubExample, 2> privateKeyExamples{
    ScrubExample{"bad key -----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY----- in request",
                 "bad key <key> in request"},
    ScrubExample{"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk", "<key>"},
};

constexpr std::array<ScrubExample, 5> keyedSecretExamples{
    ScrubExample{"login failed: password=hunter2, retrying", "login failed: password=<key>, retrying"},
    ScrubExample{"\"client_secret\": \"s p a c e\" was rejected", "\"client_secret\": \"<key>\" was rejected"},
    ScrubExample{"Authorization: Basic bmluYTpodW50ZXIy was refused", "Authorization: Basic <key> was refused"},
    ScrubExample{"curl: --api-key=abc returned 401", "curl: --api-key=* returned 401"},
    ScrubExample{"invalid token: unexpected end of input", "invalid token: unexpected end of input"},
};

constexpr std::array<ScrubExample, 3> accessTokenExamples{
    ScrubExample{"bad credentials ghp_x7Kd02LmQ for request", "bad credentials <key> for request"},
    ScrubExample{"phc_a1b2c3 is not a valid key", "<key> is not a valid key"},
    ScrubExample{"jwt expired: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJuaW5hIn0.c2ln", "jwt expired: <key>"},
};

constexpr std::array<ScrubExample, 3> urlExamples{
    ScrubExample{"Get https://nina:pw@db.corp:8443/v2/x?key=1: timeout", "Get https://<host>: timeout"},
    ScrubExample{"file:///home/nina/a.txt not found", "file://<path> not found"},
    ScrubExample{"dial unix:///run/user/1000/podman.sock: connect: connection refused",
                 "dial unix://<path>: connect: connection refused"},
};

constexpr std::array<ScrubExample, 3> atExamples{
    ScrubExample{"no mailbox for nina.huber@acme.example", "no mailbox for <email>"},
    ScrubExample{"git@github.com:acme/x.git: permission denied", "<user>: permission denied"},
    ScrubExample{"nina@kestrel:~$ exited", "<user> exited"},
};

constexpr std::array<ScrubExample, 3> colonAddressExamples{
    ScrubExample{"dial tcp [fe80::1%eth0]:443: i/o timeout", "dial tcp [<ip>]:443: i/o timeout"},
    ScrubExample{"::ffff:192.0.2.1 refused at 12:34:56", "<ip> refused at 12:34:56"},
    ScrubExample{"no lease for 52:54:00:ab:cd:ef", "no lease for <mac>"},
};

constexpr std::array<ScrubExample, 3> dottedAddressExamples{
    ScrubExample{"connect to 10.0.0.17:5432 failed", "connect to <ip>:5432 failed"},
    ScrubExample{"route 10.88.0.0/16 exists", "route <ip> exists"},
    ScrubExample{"Windows 10.0.19045.3803, version 4.9.3", "Windows 10.0.19045.3803, version 4.9.3"},
};

constexpr std::array<ScrubExample, 6> identifierExamples{
    ScrubExample{"sha256:9f86d081884c7d659a2feaa0c55ad015 not found", "sha256:<id> not found"},
    ScrubExample{"job 550e8400-e29b-41d4-a716-446655440000 failed with 0x80070005", "job <id> failed with 0x80070005"},
    ScrubExample{"account 123456789012", "account <id>"},
    ScrubExample{"+49 (0)170 1234567 did not answer within 1 073 741 824 ns",
                 "<id> did not answer within 1 073 741 824 ns"},
    ScrubExample{"card 4111 1111 1111 1111 declined on 2026-11-22 12:34:56",
                 "card <id> declined on 2026-11-22 12:34:56"},
    ScrubExample{"no record of 078-05-1120", "no record of <id>"},
};

constexpr std::array<ScrubExample, 2> homeFolderExamples{
    ScrubExample{"/home/nina is full", "<path> is full"},
    ScrubExample{"\\u002fhome\\u002fnina: EACCES", "<path>: EACCES"},
};

constexpr std::array<ScrubExample, 6> pathExamples{
    ScrubExample{"open /etc/acme/app.conf: permission denied", "open <path>: permission denied"},
    ScrubExample{"C:\\Users\\Ada Lee\\My Notes.txt is in use", "<path> is in use"},
    ScrubExample{"\\\\fileserver\\share is not reachable", "<path> is not reachable"},
    ScrubExample{"ENOENT: no such file, open '~/notes.md'", "ENOENT: no such file, open '<path>'"},
    ScrubExample{"POST /containers/:id/start failed with HTTP/1.1 500",
                 "POST /containers/:id/start failed with HTTP/1.1 500"},
    ScrubExample{"GET /v1.41/containers/web/json: 404", "GET /v1.41/containers/*/json: 404"},
};

constexpr std::array<ScrubExample, 3> knownNameExamples{
    ScrubExample{"Nina may not log in to KESTREL", "* may not log in to <host>"},
    ScrubExample{"n%69na is not in the sudoers file", "<user> is not in the sudoers file"},
    ScrubExample{"ｎｉｎａ is unknown", "<user> is unknown"},
};

constexpr std::array<ScrubExample, 4> quotedExamples{
    ScrubExample{"column \"salary 2024\" does not exist", "column \"<quoted>\" does not exist"},
    ScrubExample{"syscall 'connect' failed with \"ECONNREFUSED\"", "syscall 'connect' failed with \"ECONNREFUSED\""},
    ScrubExample{"container \"server\" is not running", "container \"*\" is not running"},
    ScrubExample{"\"{\"name\":\"Paula Weber\",\"error\":\"not found\"}\" is not valid JSON",
                 "\"{\"name\":\"<quoted>\",\"error\":\"not found\"}\" is not valid JSON"},
};

constexpr std::array<ScrubExample, 3> compoundExamples{
    ScrubExample{"lookup db.corp.internal: no such host", "lookup <host>: no such host"},
    ScrubExample{"Error: web-prod-1 is in use", "Error: <name> is in use"},
    ScrubExample{"com.acme.pay.PayException: read-only transaction", "<host>.PayException: read-only transaction"},
};

constexpr std::array<ScrubExample, 1> randomExamples{
    ScrubExample{"key dGhpc0lzTm90QVdvcmRUb0tlZXA rejected", "key <key> rejected"},
};

constexpr std::array<ScrubExample, 3> positionExamples{
    ScrubExample{"No such container: web", "No such container: *"},
    ScrubExample{"access denied for acme", "access denied for *"},
    ScrubExample{"no such image: not found", "no such image: not found"},
};

constexpr std::array<ScrubExample, 3> properNameExamples{
    ScrubExample{"the order of Erika Mustermann is empty", "the order of * <name> is empty"},
    ScrubExample{"Erika Mustermann is not in the list", "* <name> is not in the list"},
    ScrubExample{"Permission denied. Connection refused", "Permission denied. Connection refused"},
};

constexpr std::array<ScrubExample, 0> cutEndExamples{};

// What is recognized by its own shape comes before what needs its neighbours, and of two shapes the longer one first: a
// key may hold what looks like an address, a URL holds a host and a path, an address holds colons that would end a
// word. Known names come after those, so that an address goes whole and not around the name in it. Quoted values come
// when whatever could be named better is named; then single words by their own shape, and at last by what stands before
// them.
constexpr std::array patterns{
    ScrubPattern{"private-key", "blocks between BEGIN and END, also when the end is missing", findKeyBlocks,
                 privateKeyExamples},
    ScrubPattern{"keyed-secret", "what follows password=, token:, Authorization:, Bearer and their kin",
                 findKeyedSecrets, keyedSecretExamples},
    ScrubPattern{"access-token", "tokens that say by their beginning whose they are", findAccessTokens,
                 accessTokenExamples},
    ScrubPattern{"url", "host, credentials, path and query of a URL; the scheme stays", findUrls, urlExamples},
    ScrubPattern{"at", "mail addresses, and whatever else has an at sign inside", findMailAddresses, atExamples},
    ScrubPattern{"colon-address", "IPv6 and hardware addresses", findColonAddresses, colonAddressExamples},
    ScrubPattern{"dotted-address", "IPv4; what has four numbers of at most 255 is one", findDottedAddresses,
                 dottedAddressExamples},
    ScrubPattern{"identifier", "UUIDs, digests, short and long ids of commits and containers", findIdentifiers,
                 identifierExamples},
    ScrubPattern{"home-folder", "the home folders of this computer, with their blanks", findHomeFolders,
                 homeFolderExamples},
    ScrubPattern{"path", "POSIX and Windows paths, shares; parameters of API routes", findPaths, pathExamples},
    ScrubPattern{"known-name", "users and hosts of this computer, in any disguise", findKnownNames, knownNameExamples},
    ScrubPattern{"quoted", "what stands in quotation marks, unless all of it is known words, codes, numbers",
                 findQuotedValues, quotedExamples},
    ScrubPattern{"compound", "words of several parts: host names, file names, names with digits", findCompounds,
                 compoundExamples},
    ScrubPattern{"random", "long words of letters only, or of both sizes in no order", findRandomWords, randomExamples},
    ScrubPattern{"position", "a word that stands where a name is due", findNamesByPosition, positionExamples},
    ScrubPattern{"proper-name", "unknown words with a capital letter within a sentence", findProperNames,
                 properNameExamples},
    ScrubPattern{"cut-end", "the last word of a long text, which may be half of something", findCutEnd, cutEndExamples},
};

} // namespace

std::string_view placeholderText(Placeholder placeholder)
{
    return placeholders[static_cast<std::size_t>(placeholder)];
}

std::string_view leadingPlaceholder(std::string_view text)
{
    if (text.empty() || (text[0] != '<' && text[0] != '*'))
        return {};
    if (text.substr(0, shortPlaceholder.size()) == shortPlaceholder)
        return shortPlaceholder;
    for (const std::string_view placeholder : placeholders) {
        if (text.substr(0, placeholder.size()) == placeholder)
            return placeholder;
    }
    return {};
}

std::span<const ScrubPattern> scrubPatterns()
{
    return patterns;
}

} // namespace candor
