//===- Defaults.h - The versions that an image gets when nobody asks ---------===//
//
// Everything that cogc itself brings into an image has its version here, and
// only here, so that two builds with one cogc bring the same. Changing a line
// changes images: it belongs into the release notes.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_SUPPORT_DEFAULTS_H
#define COGC_SUPPORT_DEFAULTS_H

namespace cogc {

/// When neither cog.yaml nor anything else names a Python.
inline constexpr const char defaultPythonVersion[] = "3.13";
/// The oldest Python 3 that the Cog SDK runs on, and the newest that we know.
inline constexpr unsigned oldestPythonMinor = 10;
inline constexpr unsigned newestPythonMinor = 14;

/// The image that uv is mounted from, in install steps and in the user's
/// `run:` steps; never part of the image.
inline constexpr const char uvImage[] = "ghcr.io/astral-sh/uv:0.9.26";

/// Cog's Python SDK and its runtime.
inline constexpr const char sdkVersion[] = "0.23.1";
/// The first SDK that reads the image as we build it.
inline constexpr const char minimumSdkVersion[] = "0.17.0";
/// The first SDK that calls `run()`; those before it call `predict()`.
inline constexpr const char firstSdkWithRun[] = "0.20.0";

/// pip, seeded into the environment so that `pip install` in a user's `run:`
/// works on it.
inline constexpr const char pipVersion[] = "26.3";
/// What Python before 3.12 has beside pip in the official images, and what old
/// packages import at run time (pkg_resources).
inline constexpr const char setuptoolsVersion[] = "79.0.1";
inline constexpr const char wheelVersion[] = "0.45.1";

/// The packages that the SDK pulls in, as its own resolver chose them on the
/// day of the release; the same list for Python 3.10 to 3.14. They are
/// constraints, so a user's file that names one of them decides instead.
inline constexpr const char *sdkConstraints[] = {
    "certifi==2026.10.18", "charset-normalizer==3.5.2",
    "coglet==0.23.1",      "idna==3.20",
    "pyyaml==6.0.3",       "requests==2.34.2",
    "structlog==26.1.0",   "typing-extensions==4.16.0",
    "urllib3==2.8.0",
};

/// The wheel whose one program becomes /sbin/tini.
inline constexpr const char initPackage[] = "dumb-init==1.2.5.post1";

} // namespace cogc

#endif
