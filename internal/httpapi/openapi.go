package httpapi

import (
	"cmp"
	"maps"
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

// describer builds the OpenAPI document.
type describer struct {
	doc      *huma.OpenAPI
	schemas  huma.Registry
	problem  *huma.Schema
	commands map[string]*huma.Response // refusals of commands, by status
}

// spec is the OpenAPI document of the routes.
func (s *Server) spec(routes []route) ([]byte, error) {
	schemas := huma.NewMapRegistry("#/components/schemas/", schemaName)
	schemas.RegisterTypeAlias(typeOf[jsontext.Value](), typeOf[map[string]any]())
	d := &describer{
		schemas: schemas, problem: schemas.Schema(typeOf[Problem](), true, ""), commands: map[string]*huma.Response{},
		doc: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Parley", Version: s.cfg.Version,
				Description: "One moderated round table with people in the room and online. Who asks is known from cookies that " +
					"joining by a code and opening a seat's link set. A command carries an id made by its sender; sent again, it gets the same " +
					"answer and has no second effect. Texts never stand in a payload: it holds SHA-256(\"parley-text\", a zero byte, 32 bytes " +
					"of salt, the body) in base64url, and the bodies go beside it.",
				License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
			},
			Components: &huma.Components{Schemas: schemas, Responses: map[string]*huma.Response{}},
		},
	}
	for _, r := range routes {
		if r.doc != nil {
			method, path, _ := strings.Cut(r.pattern, " ")
			d.add(method, path, r.doc, d.refusals(slices.Concat(always, r.doc.codes)))
		}
	}
	for key, r := range d.refusals(commandCodes) {
		d.doc.Components.Responses["Command"+key] = r
		d.commands[key] = &huma.Response{Ref: "#/components/responses/Command" + key}
	}
	for _, c := range room.Commands() {
		if !slices.Contains(internalCommands, c.Name) {
			d.addCommand(c)
		}
	}
	return json.Marshal(d.doc, json.Deterministic(true))
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

func (d *describer) add(method, path string, o *operation, refused map[string]*huma.Response) {
	op := &huma.Operation{
		Method: method, Path: path, OperationID: o.id, Summary: o.summary,
		Parameters: slices.Concat(pathParams(path), o.query), Responses: maps.Clone(refused),
	}
	if o.in != nil {
		op.RequestBody = &huma.RequestBody{Required: true, Content: d.content(o.kind, o.in, camel(o.id)+"Request")}
	}
	ok := &huma.Response{Description: "Done."}
	if o.out != nil {
		ok.Content = d.content(o.produces, o.out, camel(o.id)+"Answer")
	}
	op.Responses[strconv.Itoa(cmp.Or(o.status, http.StatusOK))] = ok
	d.doc.AddOperation(op)
}

func (d *describer) content(kind string, t reflect.Type, hint string) map[string]*huma.MediaType {
	return map[string]*huma.MediaType{cmp.Or(kind, "application/json"): {Schema: d.schemas.Schema(t, true, hint)}}
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
func (d *describer) refusals(codes []room.Code) map[string]*huma.Response {
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
			Content:     map[string]*huma.MediaType{"application/problem+json": {Schema: d.problem}},
		}
	}
	return out
}

// commandCodes are those that a command may be refused with.
var commandCodes = func() (out []room.Code) {
	for c := range status {
		if !slices.Contains([]room.Code{CodeUnknownCode, CodeRoomFull, CodeSeatKept, CodeUnknownLink, CodeStartCode, CodeNoSession, CodeNotFinished, CodeNotFound, room.CodeRepeat}, c) {
			out = append(out, c)
		}
	}
	return out
}()

// addCommand describes one command: its body is [CommandBody] with the payload
// that room decodes.
func (d *describer) addCommand(c room.CommandInfo) {
	body := reflect.StructOf([]reflect.StructField{
		field("Cmd", typeOf[room.CmdID](), "cmd"), field("Payload", c.Payload, "payload"),
		field("Texts", typeOf[[]TextBody](), "texts,omitzero"), field("Made", typeOf[*room.Seconds](), "made,omitzero"),
	})
	out := reflect.StructOf([]reflect.StructField{
		field("At", typeOf[room.Seconds](), "at"),
		field("Facts", c.Facts, "facts"), field("Repeat", typeOf[bool](), "repeat"),
	})
	name := shortName(c.Name)
	roles, voice, ballot := room.Roles(c.Name)
	d.add(http.MethodPost, "/api/rooms/{room}/commands/"+name, &operation{
		id: name, summary: "Sent by " + senders(roles, voice, ballot) + ".", in: body, out: out,
		query: []*huma.Param{{
			Name: asHeader, In: "header", Description: "In which quality the command is sent where several fit.",
			Schema: &huma.Schema{Type: "string", Enum: []any{"seat", "voice", "ballot"}},
		}},
	}, d.commands)
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
