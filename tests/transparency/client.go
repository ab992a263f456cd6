// A client of the office's log that nobody here wrote: Go's sumdb/note and sumdb/tlog. It starts the
// real binary, follows its log while it grows, and believes nothing but the log's key.
//
//	client ROLLCALL_BINARY
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	patience   = 30 * time.Second
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func check(ok bool, what string, args ...any) {
	if !ok {
		log.Fatalf("not so: "+what, args...)
	}
}

// What `rollcall init` prints.
type office struct {
	OfficeID   string `json:"officeId"`
	AdminToken string `json:"adminToken"`
	LogKey     string `json:"logKey"`
}

type server struct {
	binary, data, url string
	office            office
	process           *exec.Cmd
}

func start(binary, data string) *server {
	s := &server{binary: binary, data: data}
	line, err := exec.Command(binary, "init", "--data", data, "--office", "Transparent",
		"--admin-email", "admin@office.example").Output()
	must(err)
	must(json.Unmarshal(line, &s.office))
	s.serve()
	return s
}

func (s *server) serve() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	address := listener.Addr().String()
	must(listener.Close())
	s.url = "http://" + address
	s.process = exec.Command(s.binary, "serve", "--data", s.data, "--listen", address)
	must(s.process.Start())
	for end := time.Now().Add(patience); ; {
		answer, err := http.Get(s.url + "/readyz")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return
			}
		}
		check(time.Now().Before(end), "the server gets ready")
		time.Sleep(20 * time.Millisecond)
	}
}

func (s *server) stop() {
	must(s.process.Process.Signal(syscall.SIGTERM))
	must(s.process.Wait())
}

func (s *server) ask(method, path, contentType, body string) (int, []byte) {
	request, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
	must(err)
	request.Header.Set("Authorization", "Bearer "+s.office.AdminToken)
	if body != "" {
		request.Header.Set("Content-Type", contentType)
	}
	answer, err := http.DefaultClient.Do(request)
	must(err)
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	must(err)
	return answer.StatusCode, content
}

func (s *server) get(path string) []byte {
	status, content := s.ask("GET", path, "", "")
	check(status == http.StatusOK, "GET %s answers 200, but %d", path, status)
	return content
}

func (s *server) post(path, contentType, body string) map[string]any {
	status, content := s.ask("POST", path, contentType, body)
	check(status == http.StatusCreated, "POST %s answers 201, but %d: %s", path, status, content)
	var made map[string]any
	must(json.Unmarshal(content, &made))
	return made
}

// A project with so many participants: as many events, at least.
func (s *server) importParticipants(count int) {
	const kind = "application/json"
	customer := s.post("/v1/customers", kind, `{"name":"Customer"}`)["id"].(string)
	project := s.post("/v1/projects", kind, fmt.Sprintf(
		`{"name":"Congress","customerId":%q,"startDate":"2090-05-01"}`, customer))["id"].(string)
	var csv strings.Builder
	csv.WriteString("externalId,firstName,lastName\n")
	for i := 0; i < count; i++ {
		fmt.Fprintf(&csv, "P%d,First%d,Last%d\n", i, i, i)
	}
	s.post("/v1/projects/"+project+"/participants/import", "text/csv", csv.String())
}

func indexPath(n int64) string {
	path := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		path = fmt.Sprintf("x%03d/%s", n%1000, path)
	}
	return path
}

func tilePath(tile tlog.Tile) string {
	level := fmt.Sprint(tile.L)
	if tile.L < 0 {
		level = "entries"
	}
	path := "/v1/log/tile/" + level + "/" + indexPath(tile.N)
	if tile.W < 1<<tile.H {
		path += fmt.Sprintf(".p/%d", tile.W)
	}
	return path
}

// Reads tiles from the server; tlog checks them against the tree's root.
type tiles struct{ from *server }

func (t tiles) Height() int { return tileHeight }
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range wanted {
		data = append(data, t.from.get(tilePath(tile)))
	}
	return data, nil
}
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// Opens a checkpoint by the key that `init` printed.
func openCheckpoint(key string, text []byte) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	must(err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	check(len(lines) == 4 && lines[0] == verifier.Name(), "a checkpoint of three lines: %q", lines)
	var tree tlog.Tree
	_, err = fmt.Sscan(lines[1], &tree.N)
	must(err)
	tree.Hash, err = tlog.ParseHash(lines[2])
	must(err)
	return tree
}

// Every entry as the server gives it, in order.
func entries(s *server, size int64) [][]byte {
	var found [][]byte
	for n := int64(0); n*(1<<tileHeight) < size; n++ {
		tile := tlog.Tile{H: tileHeight, L: -1, N: n, W: 1 << tileHeight}
		if rest := size - n*(1<<tileHeight); rest < 1<<tileHeight {
			tile.W = int(rest)
		}
		bundle := s.get(tilePath(tile))
		for i := 0; i < tile.W; i++ {
			check(len(bundle) >= 2, "an entry has a length")
			length := int(bundle[0])<<8 | int(bundle[1])
			check(len(bundle) >= 2+length, "an entry is whole")
			found = append(found, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
		check(len(bundle) == 0, "nothing follows the entries")
	}
	return found
}

// Every entry is a leaf of the tree that the checkpoint states.
func checkEntries(s *server, tree tlog.Tree) [][]byte {
	reader := tlog.TileHashReader(tree, tiles{s})
	found := entries(s, tree.N)
	check(int64(len(found)) == tree.N, "%d entries, not %d", tree.N, len(found))
	for i, entry := range found {
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(i))})
		must(err)
		check(hashes[0] == tlog.RecordHash(entry), "entry %d is the leaf of the tree", i)
	}
	for _, i := range []int64{0, tree.N / 2, tree.N - 1} {
		proof, err := tlog.ProveRecord(tree.N, i, reader)
		must(err)
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, i, tlog.RecordHash(found[i])))
	}
	return found
}

func checkGrowth(s *server, before, after tlog.Tree) {
	proof, err := tlog.ProveTree(after.N, before.N, tlog.TileHashReader(after, tiles{s}))
	must(err)
	must(tlog.CheckTree(proof, after.N, after.Hash, before.N, before.Hash))
}

// What `rollcall prove` prints.
type printedProof struct {
	Event int64
	Leaf  string
	From  printedTree
	Tree  printedTree
	Proof []string
}
type printedTree struct {
	Size int64
	Root string
}

func hashOf(text string) (hash tlog.Hash) {
	bytes, err := base64.StdEncoding.DecodeString(text)
	must(err)
	copy(hash[:], bytes)
	return hash
}

func prove(s *server, args ...string) (proof printedProof, hashes []tlog.Hash) {
	out, err := exec.Command(s.binary, append([]string{"prove", "--data", s.data}, args...)...).Output()
	must(err)
	must(json.Unmarshal(out, &proof))
	for _, each := range proof.Proof {
		hashes = append(hashes, hashOf(each))
	}
	return proof, hashes
}

// The proofs that the program makes of its own folder hold for somebody else's code.
func checkPrintedProofs(s *server, before, after tlog.Tree, found [][]byte) {
	const event = 5
	printed, hashes := prove(s, "--event", fmt.Sprint(event), "--size", fmt.Sprint(after.N))
	check(hashOf(printed.Tree.Root) == after.Hash, "the root is the checkpoint's")
	must(tlog.CheckRecord(hashes, after.N, after.Hash, event-1, tlog.RecordHash(found[event-1])))
	check(hashOf(printed.Leaf) == tlog.RecordHash(found[event-1]), "the leaf is the event's")
	printed, hashes = prove(s, "--from", fmt.Sprint(before.N), "--size", fmt.Sprint(after.N))
	check(hashOf(printed.From.Root) == before.Hash, "the earlier root is the checkpoint's")
	must(tlog.CheckTree(hashes, after.N, after.Hash, before.N, before.Hash))
}

func verify(s *server, checkpoint string) (string, error) {
	out, err := exec.Command(s.binary, "verify", "--data", s.data, "--checkpoint", checkpoint,
		"--log-key", s.office.LogKey).CombinedOutput()
	return string(out), err
}

// A checkpoint of more than the log holds, rightly signed or not, is not agreed with.
func checkVerify(s *server, folder string, checkpoint []byte) {
	file := filepath.Join(folder, "checkpoint")
	must(os.WriteFile(file, checkpoint, 0o600))
	said, err := verify(s, file)
	check(err == nil && strings.Contains(said, "1 checkpoints agree"), "the log is whole: %s", said)
	must(os.WriteFile(file, bytes.Replace(checkpoint, []byte("\n"), []byte("\n1"), 1), 0o600))
	said, err = verify(s, file)
	check(err != nil, "a checkpoint that was changed is refused: %s", said)
}

func checkKept(s *server, tree tlog.Tree) {
	folder := filepath.Join(s.data, "checkpoints", s.office.OfficeID)
	for end := time.Now().Add(patience); ; {
		kept, _ := filepath.Glob(filepath.Join(folder, "*.note"))
		if len(kept) > 0 {
			text, err := os.ReadFile(kept[len(kept)-1])
			must(err)
			checkGrowth(s, openCheckpoint(s.office.LogKey, text), tree)
			return
		}
		check(time.Now().Before(end), "a checkpoint is kept in %s", folder)
		time.Sleep(20 * time.Millisecond)
	}
}

func main() {
	log.SetFlags(0)
	folder, err := os.MkdirTemp("", "rollcall-transparency-")
	must(err)
	defer os.RemoveAll(folder)
	s := start(os.Args[1], filepath.Join(folder, "data"))
	check(strings.TrimSpace(string(s.get("/v1/log/key"))) == s.office.LogKey, "the key is init's")

	s.importParticipants(300)
	first := openCheckpoint(s.office.LogKey, s.get("/v1/log/checkpoint"))
	checkEntries(s, first)
	s.importParticipants(1000)
	text := s.get("/v1/log/checkpoint")
	second := openCheckpoint(s.office.LogKey, text)
	check(second.N > first.N+1000, "the log has grown")
	found := checkEntries(s, second)
	checkGrowth(s, first, second)
	checkEntries(s, first) // partial tiles that a checkpoint covered stay served
	checkKept(s, second)

	s.stop()
	checkPrintedProofs(s, first, second, found)
	checkVerify(s, folder, text)
	s.serve() // the tree goes on after a restart
	checkGrowth(s, second, openCheckpoint(s.office.LogKey, s.get("/v1/log/checkpoint")))
	s.stop()

	fmt.Printf("%d entries checked\n", second.N)
}
