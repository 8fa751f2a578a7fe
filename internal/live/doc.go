// Package live pushes changed sections of views to browsers.
//
// A [Hub] renders a topic (a room) for each audience that somebody watches,
// when it changed and at most five times a second, tallies at most twice; it
// encodes each section once for all watchers. A watcher has one place for "there
// is something new": a slow one skips to the newest and nobody waits for it. It
// gets a section's merge patch when it has the version before, else the whole.
package live
