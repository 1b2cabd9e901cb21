// Package smoke walks through Raja's real window, as it is built for the shop:
// the same WebKitGTK, the same page, the same engine, on a display of its own.
// Its tests stand under the build tag window, because they need Xvfb, D-Bus
// and the window's libraries, which `go run ./build test` installs. What the
// page does in every other corner is left to the journeys in Chromium.
package smoke
