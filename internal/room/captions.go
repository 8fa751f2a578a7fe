package room

import "regexp"

// SetCaptions is where the captions of the session are to be read; without an
// address there are none.
type SetCaptions struct {
	URL Text `json:"url,omitzero" text:"300"`
}

func captionsCommands() []command {
	return []command{
		define("captions.set/1", decideCaptions, func(s *State, _ *meta, p *SetCaptions, _ *None) { s.Captions = p.URL }),
	}
}

// captionsForm is an address as browsers write it. Every page leads there, so
// nothing but HTTPS, and nobody's password.
var captionsForm = regexp.MustCompile(`^https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?([/?#][!-~]*)?$`)

// ValidCaptions says whether pages may lead to the address.
func ValidCaptions(url string) bool { return len(url) <= 300 && captionsForm.MatchString(url) }

func decideCaptions(s *State, c *ctx, p *SetCaptions) (None, error) {
	if s.Session.Phase == Closed {
		return None{}, refuse(CodeClosed, "session")
	}
	if p.URL == s.Captions {
		return None{}, refuse(CodeAlready, "url")
	}
	if p.URL == "" {
		return None{}, nil
	}
	if url, _ := c.Texts(p.URL); !ValidCaptions(url) {
		return None{}, refuse(CodeMalformed, "url")
	}
	return None{}, nil
}
