// Package engine runs rooms: it takes commands, has them decided one after
// another, and answers each when its record is on disk.
//
// Every open room has one writer of two goroutines. One decides: it judges each
// command against the state that the room will have once everything accepted so
// far is stored. The other commits: it stores what was decided as one commit,
// and only then applies it to the state that readers see, answers the commands
// and tells the followers. While a commit is being synced the next one fills.
//
// Whenever it is not certain what the log holds, the writer stops and forgets
// the room; the next use opens it again from the log, in the one way in which
// rooms are ever opened.
package engine
