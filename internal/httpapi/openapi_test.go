package httpapi

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

type described struct {
	OpenAPI string `json:"openapi"`
	Paths   map[string]map[string]struct {
		OperationID string `json:"operationId"`
		Summary     string `json:"summary"`
		RequestBody struct {
			Content map[string]struct {
				Schema struct {
					Ref string `json:"$ref"`
				} `json:"schema"`
			} `json:"content"`
		} `json:"requestBody"`
		Responses map[string]any `json:"responses"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]struct {
			AdditionalProperties any            `json:"additionalProperties"`
			Properties           map[string]any `json:"properties"`
		} `json:"schemas"`
		Responses map[string]any `json:"responses"`
	} `json:"components"`
}

func TestTheDescriptionHoldsEveryCommand(t *testing.T) {
	x := newSite(t)
	r := x.browser().get("/api/openapi.json")
	var d described
	must(t, json.Unmarshal([]byte(r.body), &d))
	if d.OpenAPI != "3.1.0" || len(r.body) > 400<<10 {
		t.Errorf("version %q, %d bytes", d.OpenAPI, len(r.body))
	}
	for name, c := range commandNames {
		op, ok := d.Paths["/api/rooms/{room}/commands/"+name]["post"]
		if !ok || op.OperationID != name || op.Summary == "Sent by ." {
			t.Errorf("%s is described as %+v", name, op)
			continue
		}
		ref := op.RequestBody.Content["application/json"].Schema.Ref
		body := d.Components.Schemas[strings.TrimPrefix(ref, "#/components/schemas/")]
		if body.AdditionalProperties != false || body.Properties["cmd"] == nil || body.Properties["payload"] == nil {
			t.Errorf("%s takes %q: %+v", name, ref, body)
		}
		if op.Responses["200"] == nil || op.Responses["409"] == nil || op.Responses["503"] == nil {
			t.Errorf("%s answers %v", name, op.Responses)
		}
		payload := d.Components.Schemas["Room"+c.Payload.Name()]
		for i := range c.Payload.NumField() {
			f := c.Payload.Field(i)
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); !f.Anonymous && payload.Properties[name] == nil {
				t.Errorf("%s has no %s", c.Payload.Name(), name)
			}
		}
	}
	for _, hidden := range internalCommands {
		if _, ok := d.Paths["/api/rooms/{room}/commands/"+shortName(hidden)]; ok {
			t.Errorf("%s is described", hidden)
		}
	}
	for _, ref := range refsIn(r.body) {
		kind, name, _ := strings.Cut(strings.TrimPrefix(ref, "#/components/"), "/")
		_, schema := d.Components.Schemas[name]
		_, response := d.Components.Responses[name]
		if kind == "schemas" && !schema || kind == "responses" && !response {
			t.Errorf("%s leads nowhere", ref)
		}
	}
}

func refsIn(doc string) (out []string) {
	for _, part := range strings.Split(doc, `"$ref":"`)[1:] {
		ref, _, _ := strings.Cut(part, `"`)
		out = append(out, ref)
	}
	return out
}

func TestEveryDescribedRouteIsServed(t *testing.T) {
	x := newSite(t)
	for _, r := range x.server.routes() {
		method, path, ok := strings.Cut(r.pattern, " ")
		if !ok || r.doc == nil {
			continue
		}
		path = strings.NewReplacer("{room}", "aaaaaaaaaaaaaaaaaaaaaaaaaa").Replace(path)
		if got := x.browser().do(method, path, "application/json", `{}`); got.code() == CodeNotFound || got.code() == room.CodeUnknownType {
			t.Errorf("%s: %d %s", r.pattern, got.status, got.body)
		}
	}
}
