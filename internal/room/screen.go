package room

import "slices"

// scenes are what the projector can show; placements, cases and risks are tables
// of all statements of one kind.
var scenes = []string{"circle", "statement", "outcome", "results", "codes", "rule", "placements", "cases", "risks", "map"}

// MapAll is the item of the scene map that shows the map; "" is the veiled one, a
// letter the map with what its group holds.
const MapAll ItemID = "all"

func screenCommands() []command {
	return []command{
		define("screen.show/1", decideShow, applyShow),
		define("screen.blank/1", decideBlank, applyBlank),
	}
}

func decideShow(s *State, c *ctx, p *ShowScene) (None, error) {
	if !slices.Contains(scenes, p.Scene) {
		return None{}, refuse(CodeMalformed, "scene")
	}
	if err := s.checkScene(p); err != nil {
		return None{}, err
	}
	if c.dated(s) && s.Screen.Scene == p.Scene && s.Screen.Item == p.Item {
		return None{}, refuse(CodeAlready, "scene")
	}
	return None{}, s.overtaken(c, sceneSetting)
}

// checkScene wants the item that a scene of one item shows, and refuses a text
// that is on no page and an outcome that nobody read out.
func (s *State) checkScene(p *ShowScene) error {
	switch p.Scene {
	case "statement":
		x := s.Statements[p.Item]
		if x == nil || !x.Public() {
			return refuse(CodeNoSuch, "item")
		}
	case "outcome":
		x := s.Outcomes[p.Item]
		if x == nil || x.Status == Dropped {
			return refuse(CodeNoSuch, "item")
		}
		if !x.Read {
			return refuse(CodeNotOpen, "read")
		}
	case "map":
		if s.Standing == nil {
			return refuse(CodeNotOpen, "standing")
		}
		if p.Item != "" && p.Item != MapAll && !s.Standing.HasGroup(string(p.Item)) {
			return refuse(CodeNoSuch, "item")
		}
	default:
		if p.Item != "" {
			return refuse(CodeMalformed, "item")
		}
	}
	return nil
}

func applyShow(s *State, m *meta, p *ShowScene, _ *None) {
	s.sets(m, sceneSetting)
	s.Screen.Scene, s.Screen.Item = p.Scene, p.Item
}

func decideBlank(s *State, c *ctx, p *BlankScreen) (None, error) {
	if s.Screen.Blank == p.On {
		return None{}, refuse(CodeAlready, "on")
	}
	return None{}, s.overtaken(c, blankSetting)
}

func applyBlank(s *State, m *meta, p *BlankScreen, _ *None) {
	s.sets(m, blankSetting)
	s.Screen.Blank = p.On
}
