package room

import "slices"

// NoticeFacts are what the privacy notice of a room says, as data: one sentence
// of the catalogue each. Everybody reads it before joining.
type NoticeFacts struct {
	Mode       string   `json:"mode"`
	Linkable   bool     `json:"linkable"` // whoever runs the server could link votes and voice
	Twice      bool     `json:"twice"`    // one person may take part twice
	Held       bool     `json:"held"`     // texts wait for the desk
	Class      int      `json:"class"`    // no breakdown of fewer people
	Rules      []string `json:"rules"`    // what a post is hidden or a number blocked for
	Retention  int      `json:"retention"`
	BackupDays int      `json:"backup_days"`
}

// Notice is what the notice of a room with this policy says. Retention is days
// from the close until the room is deleted, BackupDays from then until its last
// backup has expired.
func (p Policy) Notice() NoticeFacts {
	open := p.Mode == "open"
	return NoticeFacts{
		Mode: p.Mode, Linkable: open, Twice: open, Held: p.Hold, Class: p.Suppress.class(),
		Rules: slices.Clone(p.Rules), Retention: p.Retention, BackupDays: p.MaxBackupDays,
	}
}
