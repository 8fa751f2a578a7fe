package proposal

import _ "embed"

//go:embed template.md
var template string

// Template is the Markdown form for those who have no published page. [Read]
// reads it filled in; unfilled it is refused as empty.
func Template() string { return template }
