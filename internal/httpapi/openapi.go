package httpapi

import (
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/room"
)

// operation describes a route to those who use the API. In and Out are the very
// types that the handler decodes and encodes.
type operation struct {
	id, summary string
	in, out     reflect.Type
	kind        string // media type of In when it is not JSON
	produces    string // media type of the answer when it is not JSON
	status      int    // of the answer; 0 means 200
	query       []*huma.Param
	codes       []room.Code // that it may be refused with, beside those of every request
}

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }

// always are the codes that any request may be refused with.
var always = []room.Code{CodeSlowDown, CodeBusy, CodeInternal}

// spec is the OpenAPI document of the routes.
func (s *Server) spec(routes []route) ([]byte, error) {
	reg := huma.NewMapRegistry("#/components/schemas/", schemaName)
	reg.RegisterTypeAlias(typeOf[jsontext.Value](), typeOf[map[string]any]())
	doc := &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{
			Title: "Parley", Version: s.cfg.Version,
			Description: "One moderated round table with people in the room and online. Who asks is known from cookies that " +
				"joining by a code and opening a seat's link set. A command carries an id made by its sender; sent again, it gets the same " +
				"answer and has no second effect. Texts never stand in a payload: it holds SHA-256(\"parley-text\", a zero byte, 32 bytes " +
				"of salt, the body) in base64url, and the bodies go beside it.",
			License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
		},
		Components: &huma.Components{Schemas: reg},
	}
	problems := reg.Schema(typeOf[Problem](), true, "")
	for _, r := range routes {
		if r.doc != nil {
			method, path, _ := strings.Cut(r.pattern, " ")
			addOperation(doc, reg, problems, method, path, r.doc)
		}
	}
	for _, c := range room.Commands() {
		if !slices.Contains(internalCommands, c.Name) {
			addCommand(doc, reg, problems, c)
		}
	}
	return json.Marshal(doc, json.Deterministic(true), jsontext.WithIndent(" "))
}

// schemaName keeps types of one name from different packages apart.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	pkg := t.PkgPath()
	if pkg = pkg[strings.LastIndexByte(pkg, '/')+1:]; pkg == "" || pkg == "httpapi" || t.Name() == "" {
		return name
	}
	return strings.ToUpper(pkg[:1]) + pkg[1:] + name
}

func addOperation(doc *huma.OpenAPI, reg huma.Registry, problems *huma.Schema, method, path string, o *operation) {
	op := &huma.Operation{
		Method: method, Path: path, OperationID: o.id, Summary: o.summary,
		Parameters: slices.Concat(pathParams(path), o.query), Responses: refusals(problems, slices.Concat(always, o.codes)),
	}
	if o.in != nil {
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			or(o.kind, "application/json"): {Schema: reg.Schema(o.in, true, camel(o.id)+"Request")},
		}}
	}
	ok := &huma.Response{Description: "Done."}
	if o.out != nil {
		ok.Content = map[string]*huma.MediaType{or(o.produces, "application/json"): {Schema: reg.Schema(o.out, true, camel(o.id)+"Answer")}}
	}
	status := o.status
	if status == 0 {
		status = http.StatusOK
	}
	op.Responses[strconv.Itoa(status)] = ok
	doc.AddOperation(op)
}

// camel is an operation's id as part of a schema's name: HandRaise.
func camel(id string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(id, ".") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

func pathParams(path string) (out []*huma.Param) {
	for part := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			out = append(out, &huma.Param{
				Name: strings.TrimSuffix(name, "}"), In: "path", Required: true, Schema: &huma.Schema{Type: "string"},
			})
		}
	}
	return out
}

// refusals are the answers to what is refused, by status.
func refusals(problems *huma.Schema, codes []room.Code) map[string]*huma.Response {
	by := map[string][]string{}
	for _, c := range codes {
		key := strconv.Itoa(status[c])
		by[key] = append(by[key], "`"+string(c)+"`: "+titles[c])
	}
	out := map[string]*huma.Response{}
	for key, lines := range by {
		slices.Sort(lines)
		out[key] = &huma.Response{
			Description: strings.Join(slices.Compact(lines), "\n\n"),
			Content:     map[string]*huma.MediaType{"application/problem+json": {Schema: problems}},
		}
	}
	return out
}

// commandCodes are those that a command may be refused with.
var commandCodes = func() (out []room.Code) {
	for c := range status {
		if !slices.Contains([]room.Code{CodeUnknownCode, CodeUnknownLink, CodeStartCode, CodeNoSession, CodeNotFinished, CodeNotFound, room.CodeRepeat}, c) {
			out = append(out, c)
		}
	}
	return out
}()

// addCommand describes one command: its body is [CommandBody] with the payload
// that room decodes.
func addCommand(doc *huma.OpenAPI, reg huma.Registry, problems *huma.Schema, c room.CommandInfo) {
	body := reflect.StructOf([]reflect.StructField{
		field("Cmd", typeOf[room.CmdID](), "cmd"), field("Payload", c.Payload, "payload"),
		field("Texts", typeOf[[]TextBody](), "texts,omitzero"), field("Made", typeOf[*room.Seconds](), "made,omitzero"),
	})
	out := reflect.StructOf([]reflect.StructField{
		field("Index", typeOf[room.Index](), "index"), field("At", typeOf[room.Seconds](), "at"),
		field("Facts", c.Facts, "facts"), field("Repeat", typeOf[bool](), "repeat"),
	})
	name := shortName(c.Name)
	roles, voice, ballot := room.Roles(c.Name)
	addOperation(doc, reg, problems, http.MethodPost, "/api/rooms/{room}/commands/"+name, &operation{
		id: name, summary: "Sent by " + senders(roles, voice, ballot) + ".", in: body, out: out, codes: commandCodes,
		query: []*huma.Param{{
			Name: asHeader, In: "header", Description: "In which quality the command is sent where several fit.",
			Schema: &huma.Schema{Type: "string", Enum: []any{"seat", "voice", "ballot"}},
		}},
	})
}

func field(name string, t reflect.Type, tag string) reflect.StructField {
	return reflect.StructField{Name: name, Type: t, Tag: reflect.StructTag(`json:"` + tag + `"`)}
}

func senders(roles []room.Role, voice, ballot bool) string {
	var who []string
	for _, r := range roles {
		who = append(who, string(r))
	}
	if voice {
		who = append(who, "any voice")
	}
	if ballot {
		who = append(who, "any ballot")
	}
	return strings.Join(who, ", ")
}
