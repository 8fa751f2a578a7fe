// Package docs holds those documents that a server shows, so that they can be
// read where there is no internet.
package docs

import _ "embed"

//go:embed moderating.md
var moderating string

// Moderating is the guide for moderators, moderating.md: headings, paragraphs,
// flat lists and tables of Markdown, in English. What stands in bold is written
// so on a page of Parley; what stands in backquotes is a key to press.
func Moderating() string { return moderating }
