// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

/// CANDOR_EXPORT and CANDOR_WIDGETS_EXPORT mark what is seen outside of Candor::Telemetry and Candor::Widgets.
/// Everything else is compiled to be hidden. They say the same for static and shared libraries, so that both are made
/// of the same objects, and so that a program which links the static ones shows its own plug-ins the public API and no
/// more. A header that is not public marks what the widgets need of it. On Windows, where they would have to differ,
/// the libraries are static.
#ifdef _WIN32
#define CANDOR_EXPORT
#define CANDOR_NO_EXPORT
#else
#define CANDOR_EXPORT __attribute__((visibility("default")))
#define CANDOR_NO_EXPORT __attribute__((visibility("hidden"))) ///< of a class within one that is seen
#endif
#define CANDOR_WIDGETS_EXPORT CANDOR_EXPORT
